"""How an organisation is printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from fakes.kept_mail import NOW, mail

from mailintake.cli.organisation_text import as_json, as_text, marks, reachable, whole_json
from mailintake.domain.comment import Comment, CommentStatus, Stance
from mailintake.domain.directory import OrganisationMail
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind, OutboxMail, OutboxState
from mailintake.review.organisations import Record

ZONE = ZoneInfo("Europe/Stockholm")
KOREN = Organisation(id=3, consultation="lok", name="Kören", addresses=("kor@koren.example", "b@koren.example"))
COMMENT = Comment(
    id=1,
    consultation="lok",
    reference="LÖK-7F3-KQ2",
    kind="comment",
    sender="kor@koren.example",
    organisation_id=3,
    organisation_name="Kören",
    received_at=NOW,
    is_late=True,
    stance=Stance.SUPPORTS,
    status=CommentStatus.WITHDRAWN,
)
RETURNED = OrganisationMail(
    mail=OutboxMail(
        id=7,
        mail=mail(1, MailKind.REMINDER, recipient="KOR@koren.example"),
        state=OutboxState.SENT,
        attempts=1,
        next_attempt_at=NOW,
        sent_at=NOW,
        error="5.1.1 no such user",
    ),
    is_bounced=True,
)


def record(one: Organisation = KOREN, **fields: object) -> Record:
    return Record(**{"organisation": one, "comments": (), "mails": (), "like": None} | fields)


def test_all_that_is_known_is_told() -> None:
    known = replace(
        KOREN,
        number="802000-1239",
        is_invited=True,
        dead_addresses=frozenset({"kor@koren.example"}),
        domains=("koren.example",),
        language="fi",
        extended_to=date(2018, 10, 8),
        away_until=date(2018, 8, 12),
        has_opted_out=True,
        has_mail_waiting=True,
    )
    told = as_text(record(known, comments=(COMMENT,), mails=(RETURNED,)), ZONE)

    assert told.splitlines() == [
        "Kören (802000-1239), lok",
        "  invited, silent",
        "  kor@koren.example: mail cannot reach it (mail 7 of 2018-06-21 10:00 came back: 5.1.1 no such user)",
        "  b@koren.example",
        "  its own domains: koren.example",
        "  language: fi",
        "  its own last day: 2018-10-08",
        "  nobody reads its mail until 2018-08-12",
        "  asked for no reminders",
        "  a mail of theirs waits for a decision: mailintake review list",
        "  comment LÖK-7F3-KQ2, 2018-06-21 10:00, supports, late, withdrawn",
        "  our reminder to KOR@koren.example: sent 2018-06-21 10:00, came back (mail 7)",
    ]


def test_what_is_not_known_is_not_told() -> None:
    assert as_text(record(replace(KOREN, addresses=())), ZONE).splitlines() == [
        "Kören (no organisation number), lok",
        "  not invited, silent",
    ]


def test_an_address_that_is_dead_for_another_reason_is_told_without_a_mail() -> None:
    known = replace(KOREN, dead_addresses=frozenset({"b@koren.example"}))

    assert "  b@koren.example: mail cannot reach it" in as_text(record(known, mails=(RETURNED,)), ZONE).splitlines()


def test_a_name_moves_no_cursor() -> None:
    assert as_text(record(replace(KOREN, name="K\x1b[2Jö\nr")), ZONE).splitlines()[0].startswith("K [2Jö r (")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"is_invited": True}, ""),
        ({"is_invited": True, "dead_addresses": frozenset({"b@koren.example"})}, ""),
        ({"has_opted_out": True, "away_until": date(2018, 8, 12)}, "not invited, no reminders, away until 2018-08-12"),
        ({"is_invited": True, "dead_addresses": frozenset(KOREN.addresses)}, "unreachable"),
        ({"is_invited": True, "has_mail_waiting": True}, "mail waits for a decision"),
        ({"is_invited": True, "addresses": ()}, ""),
    ],
)
def test_what_is_worth_knowing_stands_beside_it(fields: dict[str, object], expected: str) -> None:
    assert marks(replace(KOREN, **fields)) == expected


def test_where_mail_cannot_go_is_said_instead_of_an_address() -> None:
    assert reachable(KOREN) == "kor@koren.example, b@koren.example"
    assert reachable(replace(KOREN, dead_addresses=frozenset(KOREN.addresses))) == "mail cannot reach it"
    assert reachable(replace(KOREN, addresses=())) == "no address"


def test_json_has_null_for_what_is_not_known() -> None:
    told = as_json(replace(KOREN, id=0))

    assert [name for name, value in told.items() if value is None] == [
        *("id", "number", "language", "extended_to", "away_until"),
    ]


def test_json_of_one_has_its_comments_mails_and_what_came_back() -> None:
    known = replace(KOREN, dead_addresses=frozenset({"kor@koren.example"}))
    told = whole_json(record(known, comments=(COMMENT,), mails=(RETURNED,), like=replace(KOREN, id=1)))

    assert (told["perhaps"], [each["reference"] for each in told["comments"]]) == (1, ["LÖK-7F3-KQ2"])
    assert told["bounces"] == [
        {
            "address": "kor@koren.example",
            "mail": 7,
            "sent_at": "2018-06-21T08:00:00+00:00",
            "said": "5.1.1 no such user",
        }
    ]
    assert [(each["id"], each["state"], each["bounced"]) for each in told["mails"]] == [(7, "sent", True)]
