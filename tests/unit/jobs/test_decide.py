from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from fakes.consultations import lulea
from fakes.jobs import CONSULTATION, NOW, SECRET, STOCKHOLM, Poll, judge_plainly, mail
from fakes.mailbox import FakeMailbox

from mailintake.domain.comment import Role, mint_reference
from mailintake.domain.consultation import Deadline
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.history import History
from mailintake.domain.message import Message
from mailintake.domain.organisation import Organisation, OrganisationMatch
from mailintake.errors import NotFoundError, StoreConflictError, UsageError
from mailintake.jobs.decide import Verdict, decide
from mailintake.jobs.judging import Bench
from mailintake.register.memory import MemoryRepository

BY = "Karin Lindmark"

pytestmark = pytest.mark.usefixtures("started")


@pytest.fixture
def doubtful(poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository) -> int:
    mailbox.append("INBOX", mail("perhaps a comment"))
    poll_inbox()
    return register.waiting()[0].id


def test_a_doubtful_mail_that_a_person_calls_a_comment_is_registered_and_answered(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    item, why = decide(register, tools, doubtful, Verdict(label=Label.COMMENT, by=BY), NOW)

    assert item.comment is not None
    assert (item.decided_by, item.decision.label, item.decision.outcome) == (BY, Label.COMMENT, Outcome.ACT)
    assert why == "The sender may get an automatic answer."
    assert [one.mail.recipient for one in register.outbox([], 10)] == ["anna@forening.example"]
    assert register.waiting() == []


def test_a_doubtful_mail_that_a_person_calls_unrelated_is_neither_registered_nor_answered(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    item, _ = decide(register, tools, doubtful, Verdict(label=Label.UNRELATED, by=BY), NOW)

    assert item.comment is None
    assert register.outbox([], 10) == []
    assert register.comments(CONSULTATION) == ()


def test_a_decision_of_a_person_is_not_made_twice(doubtful: int, register: MemoryRepository, tools: Bench) -> None:
    decide(register, tools, doubtful, Verdict(label=Label.COMMENT, by=BY), NOW)

    with pytest.raises(StoreConflictError):
        decide(register, tools, doubtful, Verdict(label=Label.UNRELATED, by="Bo"), NOW)

    assert len(register.outbox([], 10)) == 1


def test_a_supplement_joins_the_comment_that_is_named(
    doubtful: int, register: MemoryRepository, tools: Bench, poll_inbox: Poll, mailbox: FakeMailbox
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    poll_inbox()
    [comment] = register.comments(CONSULTATION)

    item, _ = decide(
        register, tools, doubtful, Verdict(label=Label.SUPPLEMENT, role=Role.CORRECTION, joins=comment.id, by=BY), NOW
    )

    assert item.comment == comment
    assert len(register.comments(CONSULTATION)) == 1


def test_a_supplement_to_nothing_is_refused_with_what_to_do(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    with pytest.raises(UsageError, match="no earlier comment"):
        decide(register, tools, doubtful, Verdict(label=Label.SUPPLEMENT, by=BY), NOW)


def test_lateness_is_asked_anew_for_the_consultation_that_a_person_names(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    late = lulea()

    item, _ = decide(register, tools, doubtful, Verdict(label=Label.UNRELATED, consultation=late, by=BY), NOW)

    assert item.decision.is_late is late.is_late(item.reading.received_at)


def test_a_comment_in_its_organisations_own_time_is_not_late_also_where_a_person_names_no_organisation(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository, tools: Bench
) -> None:
    about = replace(lulea(), key=CONSULTATION, deadline=Deadline(last_day=date(2018, 9, 19), zone=STOCKHOLM))
    known = Organisation(id=0, consultation=CONSULTATION, name="Föreningen", extended_to=date(2018, 9, 30))
    register.sync_invited(CONSULTATION, [known], NOW)
    match = OrganisationMatch(name="Föreningen", matched_by="address", organisation_id=1)

    def judge(message: Message, history: History, now: datetime) -> Decision:
        return replace(judge_plainly(message, history, now), organisation=match)

    mailbox.append("INBOX", mail("perhaps a comment"))
    poll_inbox(bench=replace(tools, make_judge=lambda: judge))
    [waiting] = register.waiting()

    item, _ = decide(register, tools, waiting.id, Verdict(label=Label.COMMENT, consultation=about, by=BY), NOW)

    assert item.comment is not None
    assert item.comment.is_late is False
    assert about.is_late(NOW) is True


def test_a_mail_that_could_not_be_read_cannot_be_registered_but_can_be_put_aside(
    register: MemoryRepository, tools: Bench, poll_inbox: Poll, mailbox: FakeMailbox
) -> None:
    mailbox.append("INBOX", mail("unreadable"))
    poll_inbox()
    [item] = register.waiting()

    with pytest.raises(UsageError, match="could not be read"):
        decide(register, tools, item.id, Verdict(label=Label.COMMENT, by=BY), NOW)
    decide(register, tools, item.id, Verdict(label=Label.SPAM, by=BY), NOW)

    assert register.waiting() == []


def test_an_item_that_is_not_there_is_said_so(register: MemoryRepository, tools: Bench) -> None:
    with pytest.raises(NotFoundError):
        decide(register, tools, 4711, Verdict(label=Label.SPAM, by=BY), NOW)


def test_a_supplement_joins_the_comment_that_is_named_also_where_it_is_another_senders(
    doubtful: int, register: MemoryRepository, tools: Bench, poll_inbox: Poll, mailbox: FakeMailbox
) -> None:
    mailbox.append("INBOX", mail("a comment", sender="bo@forening.example"))
    poll_inbox()
    [comment] = register.comments(CONSULTATION)

    item, _ = decide(register, tools, doubtful, Verdict(label=Label.SUPPLEMENT, joins=comment.id, by=BY), NOW)

    assert (item.comment, len(register.comments(CONSULTATION))) == (comment, 1)


def test_a_supplement_joins_the_newest_comment_of_its_sender_where_none_is_named(
    doubtful: int, register: MemoryRepository, tools: Bench, poll_inbox: Poll, mailbox: FakeMailbox
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    poll_inbox()

    item, _ = decide(register, tools, doubtful, Verdict(label=Label.SUPPLEMENT, by=BY), NOW)

    assert item.comment == register.comments(CONSULTATION)[0]


def test_a_comment_is_no_supplement_to_itself(
    register: MemoryRepository, tools: Bench, poll_inbox: Poll, mailbox: FakeMailbox
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    poll_inbox()

    with pytest.raises(UsageError, match="no earlier comment"):
        decide(register, tools, 1, Verdict(label=Label.SUPPLEMENT, by=BY), NOW)


def test_a_supplement_joins_no_comment_of_another_consultation(
    doubtful: int, register: MemoryRepository, tools: Bench, poll_inbox: Poll, mailbox: FakeMailbox
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    poll_inbox()
    other = replace(lulea(), key="kulturplan")
    tools = replace(tools, prefixes={**tools.prefixes, "kulturplan": "KUP"})

    with pytest.raises(UsageError, match="is a comment on lok, not on kulturplan"):
        decide(register, tools, doubtful, Verdict(label=Label.SUPPLEMENT, consultation=other, joins=1, by=BY), NOW)


def test_a_reference_that_another_mail_has_is_passed_over(
    doubtful: int, register: MemoryRepository, tools: Bench, poll_inbox: Poll, mailbox: FakeMailbox
) -> None:
    mailbox.append("INBOX", mail("a comment", sender="bo@forening.example"))
    poll_inbox()
    content_hash = register.item(doubtful).reading.content_hash
    taken, free = (
        mint_reference("LÖK", secret=SECRET, consultation=CONSULTATION, content_hash=content_hash, attempt=attempt)
        for attempt in (0, 1)
    )
    register.state.comments[1] = replace(register.state.comments[1], reference=taken)

    item, _ = decide(register, tools, doubtful, Verdict(label=Label.COMMENT, by=BY), NOW)

    assert item.comment is not None
    assert item.comment.reference == free


def test_an_organisation_of_another_consultation_cannot_have_sent_a_mail(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    register.sync_invited("kulturplan", [Organisation(id=0, consultation="kulturplan", name="Kören")], NOW)
    verdict = Verdict(label=Label.COMMENT, organisation=register.organisation(1), by=BY)

    with pytest.raises(UsageError, match="Organisation 1 is one of kulturplan"):
        decide(register, tools, doubtful, verdict, NOW)


def test_the_organisation_that_a_person_names_is_known_by_the_address_from_then_on(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    register.sync_invited(CONSULTATION, [Organisation(id=0, consultation=CONSULTATION, name="Kören")], NOW)
    verdict = Verdict(label=Label.COMMENT, organisation=register.organisation(1), by=BY)

    decide(register, tools, doubtful, verdict, NOW)

    assert register.organisations(CONSULTATION)[0].addresses == ("anna@forening.example",)


def test_an_organisation_that_a_person_names_by_a_new_name_is_noted(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    item, _ = decide(register, tools, doubtful, Verdict(label=Label.COMMENT, organisation_name="Kören", by=BY), NOW)

    [noted] = register.organisations(CONSULTATION)
    assert (noted.name, noted.is_invited, noted.addresses) == ("Kören", False, ("anna@forening.example",))
    assert item.comment is not None
    assert (item.comment.organisation_id, item.comment.organisation_name) == (noted.id, "Kören")


def test_of_a_mail_that_is_none_of_ours_no_organisation_is_noted(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    decide(register, tools, doubtful, Verdict(label=Label.SPAM, organisation_name="Kören", by=BY), NOW)

    assert register.organisations(CONSULTATION) == ()
