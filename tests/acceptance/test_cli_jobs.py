"""The jobs by hand: ``poll``, ``deliver``, ``remind``, ``digest`` and ``reconcile``, in earnest and as dry runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from beds.embedded import EmbeddedWorld, embedded_world, letter
from beds.mixed_mail import comment, mixed_mail
from beds.world import STAFF

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[EmbeddedWorld]:
    with embedded_world(tmp_path / "service") as made:
        yield made


def test_poll_reads_judges_and_queues_and_deliver_sends(world: EmbeddedWorld) -> None:
    mails = mixed_mail(12, answered_share=0.5)
    answered = {mail.sender for mail in mails if mail.is_answered}
    world.begin()
    world.receive(*mails)
    before = world.imap.contents("INBOX")

    polled = world.json("poll")
    delivered = world.json("deliver")
    again = [world.json("poll")[-1]["new"], world.json("deliver")[-1]["sent"]]

    assert polled == [
        {
            "job": "poll",
            "new": 12,
            "kept": len(answered),
            "left": 12 - len(answered),
            "review": 0,
            "held": 0,
            "queued": len(answered),
        }
    ]
    sent = {"job": "deliver", "sent": len(answered), "failed": 0, "suppressed": 0, "unknown": 0, "waiting": 0}
    assert delivered == [sent]
    assert list(delivered[0]) == list(sent)
    assert {to for mail in world.smtp.mails for to in mail.recipients} == answered
    assert again == [0, 0]
    assert world.imap.contents("INBOX") == before


def test_a_dry_poll_shows_every_mail_that_would_be_sent_and_stores_nothing(world: EmbeddedWorld) -> None:
    world.begin()
    world.receive(comment(1), comment(2), letter("Snö", "När plogas Storgatan?"))

    shown = world.json("poll", "--dry-run")
    told = world.command("poll", "--dry-run").stdout.splitlines()
    polled = world.json("poll")[-1]
    waiting = [mail for mail in world.json("outbox", "list") if mail.get("state") == "waiting"]

    would = [(line["recipient"], line["subject"]) for line in shown if line.get("would") == "send"]
    assert sorted(would) == sorted((mail["recipient"], mail["subject"]) for mail in waiting)
    assert len(would) == 2
    assert [line for line in told if line.startswith("would send acknowledgement to ")] == [
        f"would send acknowledgement to {recipient}: {subject!r}" for recipient, subject in would
    ]
    assert shown[-1] == polled


def test_before_the_first_poll_a_dry_one_makes_no_database_and_tells_where_the_first_begins(
    world: EmbeddedWorld,
) -> None:
    world.receive(comment(1))

    done = world.command("poll", "--dry-run")
    with_all = world.run("poll", "--dry-run", MAILINTAKE_MAILBOX__START="all")

    assert done.stdout.splitlines() == [
        "Not read before: INBOX. The first poll starts from now and passes over what is there.",
        "To rehearse with that too: MAILINTAKE_MAILBOX__START=all mailintake poll --dry-run",
        "poll: 0 new, 0 kept, 0 left, 0 review, 0 held, 0 queued",
    ]
    assert with_all.stdout.splitlines()[-2:] == [
        "  no answer: The mail is older than the first run on this mailbox.",
        "poll: 1 new, 1 kept, 0 left, 0 review, 0 held, 0 queued",
    ]
    assert sorted(path.name for path in world.folder.iterdir()) == ["config"]


def test_the_first_poll_starts_from_now_and_answers_nothing_older(world: EmbeddedWorld) -> None:
    world.receive(comment(1))
    first = world.json("poll")[-1]
    world.receive(comment(2))

    second = world.json("poll")[-1]

    assert (first["new"], second["new"], second["queued"]) == (0, 1, 1)


def test_a_dry_delivery_shows_what_is_due_and_sends_nothing(world: EmbeddedWorld) -> None:
    world.begin()
    world.receive(comment(1))
    world.json("poll")

    shown = world.json("deliver", "--dry-run")
    told = world.command("deliver", "--dry-run").stdout.splitlines()

    assert [(line["would"], line["kind"], line["recipient"]) for line in shown[:-1]] == [
        ("send", "acknowledgement", comment(1).sender)
    ]
    assert shown[-1] == {"job": "deliver", "sent": 0, "failed": 0, "suppressed": 0, "unknown": 0, "waiting": 1}
    assert told[0].startswith(f"would send acknowledgement to {comment(1).sender}: 'Mottaget (LÖK-")
    assert world.smtp.mails == ()


def test_what_the_server_puts_off_waits_and_what_it_refuses_has_failed(world: EmbeddedWorld) -> None:
    world.begin()
    world.receive(comment(1), comment(2))
    world.json("poll")
    replies = {comment(1).sender: "450 come back later", comment(2).sender: "550 no such user"}
    world.smtp.fault = lambda step, address: replies.get(address) if step == "RCPT" else None

    done = world.command("deliver")

    assert done.stdout == "deliver: 0 sent, 1 failed, 0 suppressed, 0 unknown, 1 waiting\n"
    assert done.returncode == 0
    assert {mail["recipient"]: mail["state"] for mail in world.json("outbox", "list")[:-1]} == {
        comment(1).sender: "waiting",
        comment(2).sender: "failed",
        STAFF: "waiting",
    }


def test_reminders_go_to_the_silent_once_and_each_one_who_is_skipped_is_told_why(world: EmbeddedWorld) -> None:
    # Due on a working day in the last days, for the deadline is forty days off and the proposal ten days old.
    world.invite("Kören Klangen;kor@klangen.example", "Åsens IF;", remind_days_before=44)

    shown = world.command("remind", "--now", "--dry-run")
    reminded = world.json("remind", "--now")
    again = world.command("remind", "--now")
    world.json("deliver")

    assert shown.stdout.splitlines()[1:] == [
        "  Kören Klangen: gets a reminder",
        "  Åsens IF: gets none, no address",
        "remind: 1 queued, 1 skipped",
    ]
    assert shown.stdout.startswith("lok, 44 days before the last day (due ")
    assert [(line["organisation"], line["reminder"], line["reason"]) for line in reminded[:-1]] == [
        ("Kören Klangen", "due", ""),
        ("Åsens IF", "skipped", "no_address"),
    ]
    assert reminded[-1] == {"job": "remind", "queued": 1, "skipped": 1}
    assert again.stdout.splitlines() == ["No round of reminders is due now.", "remind: 0 queued, 0 skipped"]
    assert [mail.recipients for mail in world.smtp.mails] == [("kor@klangen.example",)]


def test_the_next_round_of_reminders_is_told(world: EmbeddedWorld) -> None:
    world.invite("Kören Klangen;kor@klangen.example", remind_days_before=3)

    done = world.command("remind")

    assert done.stdout.startswith("No round of reminders is due now. The next round: lok, ")


def test_a_digest_is_looked_at_made_once_and_sent_to_staff(world: EmbeddedWorld) -> None:
    world.begin()
    world.receive(comment(1))
    world.json("poll")
    today = f"{datetime.now(STOCKHOLM):%Y-%m-%d}"

    looked = world.command("digest", "--dry-run")
    as_json = world.json("digest", "--dry-run", "--day", today)
    made = [world.json("digest", "--day", today)[-1] for _ in range(2)]
    world.json("deliver")

    subject = next(line for line in looked.stdout.splitlines() if line.startswith("Subject: "))
    assert "1 ny" in subject
    assert looked.stdout.splitlines()[0] == "No digest is due now. This is what one would say today:"
    assert as_json[0]["kind"] == "digest"
    assert "\r" not in as_json[0]["text"] + looked.stdout
    assert [(counts["job"], counts["queued"]) for counts in made] == [("digest", 1), ("digest", 0)]
    assert (STAFF,) in [mail.recipients for mail in world.smtp.mails]


def test_a_digest_that_is_not_due_is_not_made_and_none_of_a_day_to_come(world: EmbeddedWorld) -> None:
    done = world.command("digest")
    tomorrow = datetime.now(STOCKHOLM).date() + timedelta(days=1)
    refused = world.command("digest", "--day", f"{tomorrow}")

    assert done.stdout.splitlines() == [
        "No digest is due now. --day makes one all the same.",
        "digest: 0 queued, 0 quiet",
    ]
    assert refused.stderr == f"mailintake digest: {tomorrow} has not come yet. Name today or a day before.\n"
    assert refused.returncode == 2


def test_it_is_told_that_nobody_gets_the_digest(world: EmbeddedWorld) -> None:
    done = world.run("digest", "--dry-run", MAILINTAKE_STAFF__DIGEST_TO="")

    assert done.stdout.splitlines()[0] == "Nobody gets the digest: digest_to under [staff] is empty."
    assert done.returncode == 0


def test_reconcile_proves_that_all_was_seen(world: EmbeddedWorld) -> None:
    unread = world.command("reconcile")
    world.begin()
    mails = mixed_mail(6, answered_share=0.5)
    world.receive(*mails)
    world.json("poll")
    kept = sum(mail.is_answered for mail in mails)

    lines = world.json("reconcile", "--dry-run")
    done = world.command("reconcile")

    assert unread.stdout.splitlines()[0] == "INBOX: not read yet, so there is nothing to compare"
    figures = {"in_mailbox": 6, "seen": 6, "kept": kept, "left": 6 - kept, "unseen": 0}
    assert lines == [{"folder": "INBOX", **figures, "gone": 0}, {"job": "reconcile", **figures}]
    assert done.stdout.splitlines()[0] == "INBOX: balanced"
    assert done.returncode == 0


def test_neither_log_nor_errors_tell_who_wrote_or_what(world: EmbeddedWorld) -> None:
    world.begin()
    world.receive(
        comment(1),
        letter(
            "Hemlig rubrik", "Vår förening Tystnaden tillstyrker den lokala överenskommelsen.", sender="tyst@x.example"
        ),
        letter("Trasig", "text", sender="trasig@x.example", Content_Type_X="multipart/mixed"),
    )
    world.smtp.fault = lambda step, _address: "550 tyst@x.example is unknown here" if step == "RCPT" else None

    done = [world.command(command, "-v") for command in ("poll", "deliver", "reconcile", "remind", "digest")]

    log = "".join(each.stderr for each in done)
    assert "kept INBOX/" in log
    assert "failed for good" in log
    for word in ("tyst@", "Tystnaden", "Hemlig", "trasig@", comment(1).sender, "forening1", "tillstyrker", "Eva"):
        assert word not in log
    assert [each.returncode for each in done] == [0] * 5


def test_the_mailbox_is_left_as_it_was(world: EmbeddedWorld) -> None:
    world.begin()
    world.receive(comment(1), letter("Snö", "När plogas Storgatan?"))
    before = world.imap.contents("INBOX")

    for command in ("check", "poll", "deliver", "reconcile"):
        world.command(command)

    assert world.imap.contents("INBOX") == before
    assert [mail.flags for mail in before] == [frozenset(), frozenset()]
