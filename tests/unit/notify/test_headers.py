"""The header of every kind of mail: what it says to machines, so that none answers and none is misled."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from fakes.consultations import LULEA, lulea
from fakes.letters import comment, letter

from mailintake.domain.alert import Alert, AlertCode
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind, NewMail
from mailintake.domain.reminder import ReminderRound
from mailintake.domain.thread import is_ours
from mailintake.notify.sample_digests import busy_digest
from mailintake.notify.samples import announcement

ANNA = "anna.berg@fripost.example"
STAFF = "registrator@kommun.example"
NOW = datetime(2018, 9, 20, 12, 6, tzinfo=UTC)
ORGANISATION = Organisation(id=7, consultation=LULEA, name="Byaföreningen", is_invited=True, addresses=(ANNA,))
EXTENDED = replace(ORGANISATION, extended_to=date(2018, 10, 15))
ROUND = ReminderRound(consultation=LULEA, days_before=14, due_at=NOW, is_last=False)
QUESTION = Decision(
    label=Label.QUESTION, outcome=Outcome.ACT, reason="test", explanation="", probability=0.9, consultation=LULEA
)
REGISTERED = replace(comment(), diary_number="KLF 2018/772-27")

MAKERS = {
    MailKind.INVITATION: lambda on: on.invitation(lulea(), ORGANISATION, ANNA, NOW),
    MailKind.ACKNOWLEDGEMENT: lambda on: on.acknowledgement(letter("När?"), QUESTION, None, ANNA, NOW),
    MailKind.REGISTERED: lambda on: on.registered(lulea(), REGISTERED, "sv", ANNA, NOW),
    MailKind.REMINDER: lambda on: on.reminder(lulea(), ORGANISATION, ROUND, ANNA, NOW),
    MailKind.EXTENSION: lambda on: on.extension(lulea(), EXTENDED, ANNA, NOW),
    MailKind.DECISION: lambda on: on.decision(
        lulea(), announcement(has_meeting=True), ORGANISATION, ANNA, NOW, has_answered=True
    ),
    MailKind.DIGEST: lambda on: on.digest(busy_digest(lulea()), STAFF, NOW),
    MailKind.ALERT: lambda on: on.alert(Alert(code=AlertCode.CAP_REACHED, cap="sender"), STAFF, NOW),
}


@pytest.fixture(params=MailKind)
def mail(request, composer) -> NewMail:
    return MAKERS[request.param](composer)


@pytest.fixture
def header(mail) -> EmailMessage:
    return message_from_bytes(mail.content, policy=policy.default)


def test_only_an_answer_says_that_it_is_one_and_every_other_mail_that_a_machine_made_it(mail, header):
    replied = mail.kind is MailKind.ACKNOWLEDGEMENT

    assert header["Auto-Submitted"] == ("auto-replied" if replied else "auto-generated")
    assert (header["In-Reply-To"] is not None, header["References"] is not None) == (replied, replied)


def test_no_machine_is_to_answer_but_a_server_that_cannot_deliver_is_to_say_so(header):
    asked = {word.strip() for word in header["X-Auto-Response-Suppress"].split(",")}

    assert asked == {"DR", "RN", "NRN", "OOF", "AutoReply"}


def test_no_mail_calls_itself_bulk_or_asks_for_what_is_not_wanted(header):
    unwanted = {"precedence", "reply-to", "list-unsubscribe", "return-receipt-to", "disposition-notification-to", "bcc"}

    assert unwanted.isdisjoint(name.lower() for name in header.keys())  # noqa: SIM118 - the names, with doubles


def test_every_field_stands_once_and_the_only_one_of_nobodys_is_exchanges(header):
    names = [name.lower() for name in header.keys()]  # noqa: SIM118 - the names, with doubles

    assert len(names) == len(set(names))
    assert [name for name in names if name.startswith("x-")] == ["x-auto-response-suppress"]


def test_every_mail_has_our_seal_and_its_language(mail, header):
    assert is_ours(b"the secret of an installation ...", header["Message-ID"])
    assert (header["Message-ID"], header["Content-Language"]) == (mail.message_id, mail.language)
