"""A consultation from the invitation to the decision, as staff do it at the command line."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from beds.embedded import EmbeddedWorld, embedded_world, letter
from beds.mixed_mail import comment
from beds.world import wait_for
from icalendar import Calendar

from mailintake.cli import main

TODAY = datetime.now(UTC).date()
LAST_DAY, LATER_DAY = TODAY + timedelta(days=40), TODAY + timedelta(days=54)
DECIDE = ("--decided-on", TODAY.isoformat(), "--decision", "Överenskommelsen antogs, med två ändringar.")
_OPINION = "Vi tycker att överenskommelsen är bra, men vill att dialogmötena med civilsamhället blir fler."
MEETING_DAY = TODAY + timedelta(days=30)
MEETING = (
    *("--meeting-at", f"{MEETING_DAY}T18:00", "--meeting-until", "20:00"),
    *("--meeting-place", "Kulturens hus, Skeppsbrogatan 17"),
)


class Staff:
    """Commands, run in the test's own process: they are many, and a program of its own takes long to start."""

    def __init__(self, world: EmbeddedWorld, capsys: pytest.CaptureFixture[str]) -> None:
        self._world = world
        self._capsys = capsys

    def lines(self, *words: str) -> list[str]:
        """Run a command; return what it prints, line by line."""
        status = main([*words, "--config", str(self._world.config)])
        printed = self._capsys.readouterr()
        assert status == 0, printed.err
        return printed.out.splitlines()

    def json(self, *words: str) -> list[dict[str, Any]]:
        """Run a command with --json; return its lines."""
        return [json.loads(line) for line in self.lines(*words, "--json")]

    def refused(self, *words: str) -> str:
        """Run a command that must be refused; return why."""
        status = main([*words, "--config", str(self._world.config)])
        printed = self._capsys.readouterr()
        assert (status, printed.out) == (2, "")
        return printed.err


@pytest.fixture
def staff(world: EmbeddedWorld, capsys: pytest.CaptureFixture[str]) -> Staff:
    return Staff(world, capsys)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[EmbeddedWorld]:
    with embedded_world(tmp_path / "service") as made:
        _speaks_english_too(made)
        made.invite(
            "Kören Klangen;kor@klangen.example", "Byalaget;by@byalaget.example", "Åsens IF;", remind_days_before=3
        )
        yield made


def _speaks_english_too(world: EmbeddedWorld) -> None:
    file = world.config / "consultations" / "lok.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("opens =", 'languages = ["sv", "en"]\nopens =', 1), encoding="utf-8")


def _attach_a_proposal(world: EmbeddedWorld) -> bytes:
    content = b"%PDF-1.4\n" + bytes(range(256)) * 40
    (world.config / "consultations" / "Förslag 2018.pdf").write_bytes(content)
    file = world.config / "consultations" / "lok.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("opens =", 'proposal_document = "Förslag 2018.pdf"\nopens =', 1), encoding="utf-8")
    return content


def _sent(world: EmbeddedWorld) -> list[EmailMessage]:
    return [email.message_from_bytes(mail.content, policy=email.policy.default) for mail in world.smtp.mails]  # type: ignore[misc]


def test_everybody_on_the_list_is_invited_with_the_proposal_and_nobody_twice(
    world: EmbeddedWorld, staff: Staff
) -> None:
    proposal = _attach_a_proposal(world)

    rehearsed = staff.lines("consultation", "invite", "lok", "--dry-run")
    nothing = staff.json("outbox", "list")[:-1]
    told = staff.lines("consultation", "invite", "lok", "--by", "Eva Registrator")
    again = staff.json("consultation", "invite", "lok")
    staff.json("deliver")
    another = staff.json("consultation", "invite", "lok", "--again", "1")

    assert rehearsed == told
    assert nothing == []
    assert told == [
        "  Kören Klangen: gets an invitation at kor@klangen.example",
        "  Byalaget: gets an invitation at by@byalaget.example",
        "  Åsens IF: gets none, no address",
        "invite: 2 queued, 1 skipped",
    ]
    assert [(line["organisation"], line["invitation"], line["reason"]) for line in again[:-1]] == [
        ("Kören Klangen", "skipped", "already_invited"),
        ("Byalaget", "skipped", "already_invited"),
        ("Åsens IF", "skipped", "no_address"),
    ]
    assert again[-1] == {"job": "invite", "queued": 0, "skipped": 3}
    assert another[-1] == {"job": "invite", "queued": 1, "skipped": 0}
    assert [mail["To"] for mail in _sent(world)] == ["kor@klangen.example", "by@byalaget.example"]
    for mail in _sent(world):
        [attached] = mail.iter_attachments()
        assert (attached.get_filename(), attached.get_content()) == ("F-rslag-2018.pdf", proposal)
        assert (mail["Auto-Submitted"], mail["In-Reply-To"]) == ("auto-generated", None)
    assert staff.json("verify")[-1]["job"] == "verify"


def test_an_answer_to_an_invitation_is_the_organisations_own(world: EmbeddedWorld, staff: Staff) -> None:
    world.begin()
    staff.json("consultation", "invite", "lok")
    staff.json("deliver")
    invitation = _sent(world)[0]
    reply = EmailMessage()
    reply["From"], reply["To"] = "Kören Klangen <kor@klangen.example>", invitation["From"]
    reply["Subject"], reply["In-Reply-To"] = f"Sv: {invitation['Subject']}", invitation["Message-ID"]
    reply["Message-ID"] = "<svar@klangen.example>"
    reply.set_content(_OPINION)

    world.receive(reply.as_bytes().replace(b"\n", b"\r\n"))
    staff.json("poll")

    [registered] = staff.json("consultation", "show", "lok")
    assert (registered["organisation"], registered["kind"]) == ("Kören Klangen", "comment")
    assert staff.json("consultation", "invite", "lok", "--dry-run")[0]["reason"] == "answered"


def test_more_time_is_granted_told_and_taken_away_again(world: EmbeddedWorld, staff: Staff) -> None:
    granted = staff.lines("consultation", "extend", "lok", "1", LATER_DAY.isoformat(), "--by", "Eva Registrator")
    shown = staff.lines("consultation", "show", "lok")
    staff.json("deliver")
    [taken] = staff.json("consultation", "extend", "lok", "1", "--none")
    [silent] = staff.json("consultation", "extend", "lok", "2", LATER_DAY.isoformat(), "--silent")

    assert granted == [
        f"Kören Klangen may answer until {LATER_DAY}.",
        "  told at kor@klangen.example: mail 1, waiting",
    ]
    assert f"Extended to {LATER_DAY}: Kören Klangen (1)." in shown
    [told] = _sent(world)
    assert told["To"] == "kor@klangen.example"
    assert str(LATER_DAY.year) in told.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert (taken["before"], taken["extended_to"], taken["letters"]) == (LATER_DAY.isoformat(), None, [])
    assert (silent["extended_to"], silent["letters"]) == (LATER_DAY.isoformat(), [])


def test_a_decision_is_told_everyone_once_with_the_meeting_for_their_calendar(
    world: EmbeddedWorld, staff: Staff
) -> None:
    world.begin()
    world.receive(comment(1), comment(2))
    staff.json("poll")
    staff.json("deliver")
    answered = {mail.recipients[0] for mail in world.smtp.mails}
    staff.json("consultation", "close", "lok")
    more = ("--decision-in", "en=The agreement was adopted.", "--url", "https://kommun.example/beslut", *MEETING)

    rehearsed = staff.json("consultation", "decide", "lok", *DECIDE, *more, "--dry-run")
    told = staff.json("consultation", "decide", "lok", *DECIDE, *more, "--by", "Eva Registrator")
    again = staff.lines("consultation", "decide", "lok", *DECIDE, *more)
    staff.json("deliver")

    assert rehearsed == told
    assert told[-1] == {"job": "decide", "queued": 4, "skipped": 1}
    assert {line["recipient"] for line in told[:-1] if line["answered"]} == answered
    assert [line["reason"] for line in told[:-1] if line["notice"] == "skipped"] == ["no_address"]
    assert again[-2:] == [
        "decide: 0 queued, 1 skipped",
        f"4 of them had their notice of {TODAY} before.",
    ]
    notices = _sent(world)[2:]
    assert {mail["To"] for mail in notices} == {*answered, "kor@klangen.example", "by@byalaget.example"}
    for mail in notices:
        [attached] = mail.iter_attachments()
        [event] = Calendar.from_ical(attached.get_content()).walk("VEVENT")
        assert attached.get_content_type() == "text/calendar"
        assert str(event["LOCATION"]) == "Kulturens hus, Skeppsbrogatan 17"
        assert event["DTSTART"].dt.date() == MEETING_DAY
        assert "Överenskommelsen antogs, med två ändringar." in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    [line] = staff.json("consultation", "list")
    assert (line["state"], line["decided_on"]) == ("decided", TODAY.isoformat())
    assert line["letters"] == {"decision": {"sent": 4}}


def test_what_runs_takes_no_answer_from_the_next_poll_on_once_staff_close_it(
    world: EmbeddedWorld, staff: Staff
) -> None:
    world.start()
    world.wait_until_watching()
    world.receive(comment(1))
    wait_for(lambda: len(world.smtp.mails) == 1, seconds=30, what=world.log)

    closed = staff.lines("consultation", "close", "lok", "--by", "Eva Registrator")
    # A mail server tells by the second when a mail came.
    closed_at = datetime.now(UTC)
    wait_for(lambda: datetime.now(UTC) > closed_at + timedelta(seconds=1), seconds=9)
    world.receive(comment(2), letter("Synpunkter", _OPINION, sender="kor@klangen.example"))
    wait_for(lambda: len(staff.json("review", "list")) == 2, seconds=30, what=world.log)
    reopened = staff.lines("consultation", "reopen", "lok", "--by", "Eva Registrator")
    world.receive(comment(3))
    wait_for(lambda: len(world.smtp.mails) == 2, seconds=30, what=world.log)

    assert closed[0].startswith("lok: Closed since ")
    assert reopened == ["lok: It is open."]
    assert [mail.recipients for mail in world.smtp.mails] == [(comment(1).sender,), (comment(3).sender,)]
    # Whoever is on the list is not overlooked: staff see it.
    assert staff.json("review", "list")[0]["reason"] == "outside_period"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("invite", "park"), "There is no consultation 'park'. The settings have: lok."),
        (
            ("invite", "lok", "--again", "99"),
            "There is no organisation 99 in lok. mailintake organisation list lok shows the numbers.",
        ),
        (
            ("extend", "lok", "1", LAST_DAY.isoformat()),
            (
                f"{LAST_DAY} is not after the last day for everybody, {LAST_DAY}. "
                "Name a later day, or take the extension away with --none."
            ),
        ),
        (("extend", "lok", "1"), "Say until when, or --none. Give one of them: extend KEY ID DATE"),
        (
            ("extend", "lok", "1", LATER_DAY.isoformat(), "--none"),
            "Say until when, or --none. Give one of them: extend KEY ID DATE",
        ),
        (
            ("decide", "lok", *DECIDE),
            f"lok is open until {LAST_DAY}. If it has ended before: mailintake consultation close lok",
        ),
        (
            ("decide", "lok", *DECIDE, *MEETING[:2]),
            (
                "A meeting has a time, an end and a place. "
                "Give --meeting-at, --meeting-until and --meeting-place together."
            ),
        ),
        (("close", "lok", "--by", "machine"), "A decision is a person's. Say whose with --by NAME."),
    ],
)
def test_what_cannot_be_is_told_in_one_line_and_changes_nothing(
    staff: Staff, words: tuple[str, ...], line: str
) -> None:
    assert staff.refused("consultation", *words) == f"mailintake consultation: {line}\n"

    [shown] = staff.json("consultation", "list")
    assert (shown["state"], shown["letters"], shown["extended"]) == ("open", {}, {})


@pytest.mark.parametrize(
    "words",
    [
        (*DECIDE[:1], "igår", *DECIDE[2:]),
        (*DECIDE, "--decision-in", "fi"),
        (*DECIDE, "--meeting-at", "2019-01-23"),
        (*DECIDE, "--meeting-at", "2019-01-23T18:00+01:00"),
        (*DECIDE, "--meeting-until", "kl 20"),
    ],
)
def test_words_that_are_no_day_no_time_and_no_translation_are_told_in_one_line(
    staff: Staff, words: tuple[str, ...]
) -> None:
    assert len(staff.refused("consultation", "decide", "lok", *words).splitlines()) == 1
