from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from fakes.letters import attachment, letter

from mailintake.cli import inspection
from mailintake.domain.acknowledgement import Reason, refuse
from mailintake.domain.comment import Stance
from mailintake.domain.decision import Decision, Evidence, Label, Outcome
from mailintake.domain.message import Authentication, Automatic, FailedRecipient, Unreadable
from mailintake.domain.organisation import OrganisationMatch
from mailintake.jobs.inspect import Inspection

STOCKHOLM = ZoneInfo("Europe/Stockholm")
AT = datetime(2018, 9, 10, 8, 0, tzinfo=UTC)
# DESIGN, section 9.
KEYS = [
    *("path", "sha256", "size", "message_id", "from", "from_name", "to", "subject", "date", "received_at", "language"),
    *("text", "quoted", "signature", "attachments", "automatic", "recipients_failed", "label", "outcome"),
    *("consultation", "probability", "organisation", "stance", "late", "may_acknowledge", "evidence", "defects"),
    "error",
]
DECISION = Decision(
    label=Label.COMMENT,
    outcome=Outcome.ACT,
    reason="fits_the_consultation",
    explanation="Det gäller remissen.",
    probability=0.98765432,
    consultation="lok",
    organisation=OrganisationMatch(name="Åsens IF", matched_by="address"),
    stance=Stance.OPPOSES,
    is_late=True,
    evidence=(
        Evidence(rule="in_period", hit=True, weight=0.3, text="Mejlet kom i tid."),
        Evidence(rule="opinion", hit=True, weight=2.5, text="Mejlet tycker något: ”bra”."),
        Evidence(rule="speaks_to_machine", hit=True, weight=0.0, text="Till en maskin."),
        Evidence(rule="near_miss", hit=True, weight=-4.0, text="Mejlet nämner annat: ”snö”, ”sand”."),
        Evidence(rule="asks", hit=False, weight=0.0, text="Ingen fråga."),
        *(Evidence(rule=f"rule_{number}", hit=False, weight=0.0, text="Nej.") for number in range(2)),
    ),
)


def test_a_mail_has_every_key_in_its_order() -> None:
    message = letter(
        "Vi avstyrker.",
        subject="Synpunkter",
        from_name="Åsa",
        date=AT,
        quoted="> hej",
        signature="Åsa",
        attachments=(attachment("svar.pdf", "text"),),
        automatic=Automatic.BOUNCE,
        recipients_failed=(
            FailedRecipient(address="b@x.example", status="5.1.1", is_permanent=True, reason="no such user"),
        ),
        defects=("Trasig.",),
    )
    found = Inspection(reading=message, decision=DECISION, permission=refuse(Reason.LIST))

    value = json.loads(json.dumps(inspection.as_json("a.eml", "abc", 7, found)))

    assert list(value) == KEYS
    assert value == {
        "path": "a.eml",
        "sha256": "abc",
        "size": 7,
        "message_id": message.message_id,
        "from": "anna.berg@fripost.example",
        "from_name": "Åsa",
        "to": ["lulea.kommun@lulea.se"],
        "subject": "Synpunkter",
        "date": "2018-09-10T08:00:00+00:00",
        "received_at": "2018-09-10T08:00:00+00:00",
        "language": "sv",
        "text": "Vi avstyrker.",
        "quoted": "> hej",
        "signature": "Åsa",
        "attachments": [
            {
                "filename": "svar.pdf",
                "media_type": "application/octet-stream",
                "size": 4,
                "sha256": message.attachments[0].sha256,
                "text": "text",
            }
        ],
        "automatic": "bounce",
        "recipients_failed": [
            {"address": "b@x.example", "status": "5.1.1", "permanent": True, "reason": "no such user"}
        ],
        "label": "comment",
        "outcome": "act",
        "consultation": "lok",
        "probability": 0.987654,
        "organisation": {"name": "Åsens IF", "matched_by": "address"},
        "stance": "opposes",
        "late": True,
        "may_acknowledge": {
            "allowed": False,
            "reason": "list",
            "text": "The mail came through a mailing list.",
        },
        "evidence": [
            {"rule": "in_period", "hit": True, "weight": 0.3, "text": "Mejlet kom i tid."},
            {"rule": "opinion", "hit": True, "weight": 2.5, "text": "Mejlet tycker något: ”bra”."},
            {"rule": "speaks_to_machine", "hit": True, "weight": 0.0, "text": "Till en maskin."},
            {"rule": "near_miss", "hit": True, "weight": -4.0, "text": "Mejlet nämner annat: ”snö”, ”sand”."},
            {"rule": "asks", "hit": False, "weight": 0.0, "text": "Ingen fråga."},
            *({"rule": f"rule_{number}", "hit": False, "weight": 0.0, "text": "Nej."} for number in range(2)),
        ],
        "defects": ["Trasig."],
        "error": None,
    }


def test_a_mail_that_is_held_tells_why_under_the_same_keys() -> None:
    reading = Unreadable(
        sha256="abc", content_hash="abc", size=7, received_at=AT, reason="It is nested too deep.", subject="Hej"
    )

    value = inspection.as_json("a.eml", "abc", 7, Inspection(reading=reading, decision=None, permission=None))

    assert list(value) == KEYS
    told = {name: value[name] for name in ("sha256", "size", "subject", "from", "label", "outcome", "error")}
    assert told == {
        "sha256": "abc",
        "size": 7,
        "subject": "Hej",
        "from": None,
        "label": None,
        "outcome": "review",
        "error": "It is nested too deep.",
    }


def test_a_file_that_cannot_be_read_has_the_same_keys() -> None:
    value = inspection.unreadable_file("gone.eml", "There is no file.")

    assert list(value) == KEYS
    assert (value["path"], value["error"], value["sha256"], value["evidence"]) == (
        "gone.eml",
        "There is no file.",
        None,
        [],
    )


def test_a_page_shows_what_counted_and_names_what_did_not() -> None:
    message = letter("Vi avstyrker.\nÅsa", subject="Synpunkter", attachments=(attachment("a.doc", is_readable=False),))

    page = inspection.as_text("a.eml", Inspection(reading=message, decision=DECISION, permission=None), STOCKHOLM)

    lines = page.splitlines()
    assert "  received    2018-09-10 10:00 (sent -)" in lines
    assert "  attachment  a.doc, application/octet-stream, 0 bytes, not readable" in lines
    assert [line for line in lines if line.startswith("    | ")] == ["    | Vi avstyrker.", "    | Åsa"]
    assert "  concerns    lok, late" in lines
    assert lines[lines.index("  stance      opposes") + 1 :] == [
        "  talar starkt emot  -4.0   Mejlet nämner annat: ”snö”, ”sand”.",
        "  talar starkt för   +2.5   Mejlet tycker något: ”bra”.",
        "  talar för          +0.3   Mejlet kom i tid.",
        "  räknas inte               Till en maskin.",
        "  not found   Ingen fråga. Nej. Nej.",
    ]


def test_a_page_tells_what_counted_in_the_services_language() -> None:
    found = Inspection(reading=letter("Vi avstyrker."), decision=DECISION, permission=None)

    lines = inspection.as_text("a.eml", found, STOCKHOLM, "en", width=100).splitlines()

    assert lines[lines.index("  stance      opposes") + 1 :] == [
        "  strongly against   -4.0   The mail names another matter that is easily mistaken for the",
        "                            consultation: “snö”, “sand”.",
        "  strongly for       +2.5   The mail expresses an opinion: “bra”.",
        "  speaks for         +0.3   The mail came while the consultation was open.",
        "  does not count            The mail holds lines that are meant for a computer program.",
        "  not found   The sender makes no request and asks no question. Nej. Nej.",
    ]
    assert "  judged      comment, act (0.988): Its content shows clearly that the mail is about the" in lines


def test_programs_read_what_counted_in_the_services_language_too() -> None:
    found = Inspection(reading=letter("Vi avstyrker."), decision=DECISION, permission=None)

    told = inspection.as_json("a.eml", "abc", 7, found, "en")["evidence"]

    assert [one["rule"] for one in told] == [one.rule for one in DECISION.evidence]
    assert told[1]["text"] == "The mail expresses an opinion: “bra”."


def test_a_page_shows_everything_that_was_read() -> None:
    message = letter(
        "Ja.",
        from_name="Åsa",
        sender_address="kansli@x.example",
        reply_to=("styrelsen@x.example",),
        cc=("bo@x.example",),
        in_reply_to=("<1@lulea.example>",),
        quoted="> Nej?",
        signature="Åsa",
        attachments=(attachment("svar.txt", "Bilagan säger ja."), attachment("lång.txt", "x" * 3000)),
        automatic=Automatic.BOUNCE,
        recipients_failed=(
            FailedRecipient(address="b@x.example", status="5.1.1", is_permanent=True, reason="no such user"),
        ),
        authentication=Authentication.FAILED,
        is_whole=False,
        defects=("no_from",),
    )

    page = inspection.as_text(
        "a.eml", Inspection(reading=message, decision=None, permission=refuse(Reason.LIST)), STOCKHOLM
    )

    lines = page.splitlines()
    for line in (
        "  from        Åsa <anna.berg@fripost.example>",
        "  sender      kansli@x.example",
        "  reply to    styrelsen@x.example",
        "  cc          bo@x.example",
        f"  message id  {message.message_id}",
        "  answers     <1@lulea.example>",
        "  automatic   bounce",
        "  failed      b@x.example 5.1.1 (for good) no such user",
        "  authentic   failed",
        "  read        its header only",
        "  defect      Mejlet anger ingen avsändare.",
        "    | > Nej?",
        "  svar.txt",
        "    | Bilagan säger ja.",
        "    … 1000 characters more: --json shows all",
        "  answer      no: The mail came through a mailing list.",
    ):
        assert line in lines


@pytest.mark.parametrize("width", [10, 40, 80, 200])
def test_a_page_is_no_wider_than_the_terminal(width: int) -> None:
    text = f"{'ord ' * 100}\n{'x' * 500}\n> {'citat ' * 50}\n{'y' * 30_000}"
    message = letter(text, subject="ämne " * 60, to=tuple(f"a{number}@x.example" for number in range(50)))

    page = inspection.as_text(
        "a.eml", Inspection(reading=message, decision=DECISION, permission=None), STOCKHOLM, width=width
    )

    lines = page.splitlines()
    assert max(map(len, lines)) <= max(width, 40)
    assert "".join(page.split()).count("ord") >= 100
    assert all(line.startswith("    | > ") for line in lines if "citat" in line)
    assert "and 30 more" in " ".join(page.split())


def test_a_page_of_a_mail_that_is_held_tells_why_and_whose() -> None:
    reading = Unreadable(
        sha256="abc",
        content_hash="abc",
        size=7,
        received_at=AT,
        reason="The mail is empty.",
        from_address="a@b.example",
    )

    page = inspection.as_text("a.eml", Inspection(reading=reading, decision=None, permission=None), STOCKHOLM)

    assert page.splitlines() == [
        "a.eml",
        "  held        Mejlet är tomt.",
        "  from        a@b.example",
        "  subject     -",
        "  received    2018-09-10 10:00",
    ]


def test_a_page_of_a_mail_without_a_sender_says_so() -> None:
    message = letter("Hej", from_address="", from_name="")

    page = inspection.as_text("a.eml", Inspection(reading=message, decision=None, permission=None), STOCKHOLM)

    assert "  from        -" in page.splitlines()
