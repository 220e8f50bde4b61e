"""What staff let go by hand: a round of reminders, and the notice of a diary number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from beds.embedded import EmbeddedWorld, embedded_world
from beds.mixed_mail import comment


@pytest.fixture
def world(tmp_path: Path) -> Iterator[EmbeddedWorld]:
    with embedded_world(tmp_path / "service") as made:
        yield made


def _must_be_approved(world: EmbeddedWorld) -> None:
    file = world.config / "consultations" / "lok.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("remind_days_before", 'reminders = "approve"\nremind_days_before', 1), encoding="utf-8"
    )


def test_a_round_is_shown_with_its_mail_before_it_goes_out(world: EmbeddedWorld) -> None:
    world.invite("Kören Klangen;kor@klangen.example", "Åsens IF;", remind_days_before=44)

    shown = world.command("remind", "--preview")
    lines = world.json("remind", "--preview")

    told = shown.stdout.splitlines()
    assert told[0].endswith(", goes out by itself:")
    assert told[1:3] == ["  Kören Klangen: gets a reminder", "  Åsens IF: gets none, no address"]
    assert "Subject: Sista påminnelsen, svara senast" in shown.stdout
    assert "Kören Klangen står på listan över inbjudna" in " ".join(shown.stdout.split())
    assert [(line["organisation"], line["reminder"], line["due"]) for line in lines[:-1]] == [
        ("Kören Klangen", "due", True),
        ("Åsens IF", "skipped", True),
    ]
    assert lines[-1] == {"job": "remind", "rounds": 1, "waiting": 0}
    assert world.json("outbox", "list")[:-1] == []


def test_a_round_that_must_be_approved_goes_out_when_a_person_has_and_not_before(world: EmbeddedWorld) -> None:
    world.invite("Kören Klangen;kor@klangen.example", remind_days_before=44)
    _must_be_approved(world)

    before = world.command("remind", "--now")
    approved = world.command("remind", "--approve", "--by", "Eva Registrator")
    again = world.run("remind", "--approve")
    after = world.json("remind", "--now")

    assert before.stdout.splitlines() == [
        "A round of reminders is due and waits for approval: mailintake remind --approve",
        "remind: 0 queued, 0 skipped",
    ]
    assert approved.stdout.startswith("lok, 44 days before the last day (due ")
    assert approved.stdout.endswith("): approved. It goes to those who are silent then (1 now).\n")
    assert (again.returncode, again.stderr) == (
        2,
        "mailintake remind: No round of reminders waits for approval. See what comes: mailintake remind --preview\n",
    )
    assert after[-1] == {"job": "remind", "queued": 1, "skipped": 0}


def test_the_digest_tells_of_a_round_that_waits_for_approval(world: EmbeddedWorld) -> None:
    world.invite("Kören Klangen;kor@klangen.example", remind_days_before=44)
    _must_be_approved(world)

    waiting = world.command("digest", "--preview").stdout
    world.command("remind", "--approve")
    approved = world.command("digest", "--preview").stdout

    assert "Påminnelser väntar på ditt ja: lok, " in " ".join(waiting.split())
    assert "väntar på ditt ja" not in approved


def test_a_sender_is_told_the_diary_number_of_the_comment_once(world: EmbeddedWorld) -> None:
    world.begin()
    world.receive(comment(1))
    world.json("poll")
    world.json("deliver")
    [answer] = world.json("outbox", "list")[:-1]
    found = re.search(r"LÖK-\w{3}-\w{3}", answer["subject"])
    assert found is not None

    entered = world.command("review", "diary", found[0], "KS 2018/123-4", "--by", "Eva Registrator")
    again = world.command("review", "diary", found[0].lower(), "KS 2018/123-4")
    world.json("deliver")

    assert entered.stdout == f"{found[0]} has the diary number KS 2018/123-4.\nIts sender is told.\n"
    assert again.stdout == f"{found[0]} has the diary number KS 2018/123-4 already; nothing is sent.\n"
    sent = world.json("outbox", "list")[:-1]
    assert [(mail["kind"], mail["recipient"], mail["state"]) for mail in sent] == [
        ("registered", comment(1).sender, "sent"),
        ("acknowledgement", comment(1).sender, "sent"),
    ]
    text = world.command("outbox", "show", str(sent[0]["id"])).stdout
    assert "KS 2018/123-4" in text
    assert found[0] in text


def test_a_comment_that_is_not_there_gets_no_number(world: EmbeddedWorld) -> None:
    done = world.run("review", "diary", "LÖK-777-777", "KS 1")

    assert done.returncode == 2
    assert "LÖK-777-777" in done.stderr
