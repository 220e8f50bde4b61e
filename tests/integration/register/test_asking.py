"""What the register knows of a mail before it is judged: earlier comments, our mail it answers, the ladder of caps."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fakes.consultations import LULEA
from fakes.kept_mail import NOW, SENDER, batch, decision, kept, mail, message, registration

from mailintake.domain.comment import Role
from mailintake.domain.decision import Label
from mailintake.domain.history import AnswerCounts, History, SentMail
from mailintake.domain.inquiry import Inquiry
from mailintake.domain.outbox import MailKind

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def ask(register: Any, now=NOW, **fields: Any) -> History:
    values = {"content_hash": "", "answers_to": (), "references": (), "sender": SENDER}
    return register.ask([Inquiry(**(values | fields))], now)[0].history


def answers(register: Any, now=NOW, **fields: Any) -> AnswerCounts:
    return ask(register, now, **fields).answers


def test_a_stranger_has_no_history(register):
    assert ask(register) == History()


def test_an_answer_to_our_acknowledgement_is_tied_to_the_comment_it_was_about(register):
    register.record(batch(kept(1, registration=registration(1), answers=(mail(1),))))

    history = ask(register, answers_to=("<unknown@x.example>", mail(1).message_id))

    assert history.replies_to == SentMail(
        outbox_id=1,
        message_id=mail(1).message_id,
        kind=MailKind.ACKNOWLEDGEMENT,
        recipient=SENDER,
        consultation=LULEA,
        organisation_id=None,
        comment_id=1,
    )


def test_of_several_mails_of_ours_the_nearest_is_answered(register):
    register.queue([mail(number, MailKind.REMINDER) for number in (1, 2)], NOW)

    history = ask(register, answers_to=(mail(2).message_id, mail(1).message_id))

    assert (history.replies_to.message_id, history.replies_to.comment_id) == (mail(2).message_id, None)


def test_the_standing_comments_of_a_sender_come_newest_first(register):
    for number in (1, 2, 3):
        received_at = NOW + number * HOUR
        register.record(
            batch(kept(number, registration=registration(number, received_at=received_at, sender=SENDER.upper())))
        )
    withdrawal = registration(4, joins=2, role=Role.WITHDRAWAL, kind=Label.SUPPLEMENT)
    register.record(batch(kept(4, registration=withdrawal)))

    assert [comment.id for comment in ask(register).comments_of_sender] == [3, 1]


def test_no_more_than_twenty_comments_of_each_sender_are_told(register):
    for number in range(1, 26):
        register.record(batch(kept(number, registration=registration(number, received_at=NOW + number * HOUR))))
    register.record(batch(kept(26, registration=registration(26, sender="eva@asen.example"))))
    asked = [
        Inquiry(content_hash="", answers_to=(), references=(), sender=sender)
        for sender in (SENDER, "nobody@asen.example", "eva@asen.example")
    ]

    told = [[comment.id for comment in each.history.comments_of_sender] for each in register.ask(asked, NOW)]

    assert told == [list(range(25, 5, -1)), [], [26]]


def test_a_mail_without_a_sender_is_tied_to_nobody(register):
    register.record(batch(kept(1, registration=registration(1, sender=""))))

    assert ask(register, sender="").comments_of_sender == ()


def test_the_comment_that_a_reference_names_is_found_also_when_it_is_withdrawn(register):
    register.record(batch(kept(1, registration=registration(1))))
    register.record(batch(kept(2, registration=registration(2, joins=1, role=Role.WITHDRAWAL, kind=Label.SUPPLEMENT))))

    history = ask(register, sender="eva@asen.example", references=("LÖK-222-222", registration(1).reference))

    assert history.referenced == register.comments(LULEA)[0]


def test_mails_full_of_pointers_and_references_do_not_make_a_query_too_long(register):
    register.record(batch(kept(1, registration=registration(1), answers=(mail(1),))))
    asked = [
        Inquiry(
            content_hash=f"{number}",
            answers_to=(mail(1).message_id, *(f"<{number}.{each}@x.example>" for each in range(1000))),
            references=(registration(1).reference, *(f"LÖK-{number}-{each}" for each in range(1000))),
            sender=f"{number}@x.example",
        )
        for number in range(200)
    ]

    told = register.ask(asked, NOW)

    assert {(each.history.replies_to.outbox_id, each.history.referenced.id) for each in told} == {(1, 1)}


def test_answers_are_counted_for_the_sender_the_domain_and_all(register):
    _answer(register, 1, SENDER)
    _answer(register, 2, SENDER.upper(), at=NOW - 2 * HOUR)
    _answer(register, 3, "eva@fripost.example")
    _answer(register, 4, "eva@asen.example")
    _answer(register, 5, SENDER, at=NOW - DAY)
    register.queue([mail(6, MailKind.REMINDER, subject_key="reminder:x")], NOW)

    assert answers(register) == AnswerCounts(to_sender_today=2, to_domain_this_hour=2, this_hour=3, in_thread=0)


def test_the_counts_are_made_up_to_the_moment_of_asking(register):
    _answer(register, 1, SENDER)

    counts = [answers(register, NOW + after) for after in (HOUR - timedelta(seconds=1), HOUR, DAY)]

    assert counts == [
        AnswerCounts(to_sender_today=1, to_domain_this_hour=1, this_hour=1),
        AnswerCounts(to_sender_today=1),
        AnswerCounts(),
    ]


def test_an_answer_that_went_to_another_address_than_the_sender_counts_for_both(register):
    _answer(register, 1, "bounces+1@list.example", sender=SENDER)

    assert answers(register).to_sender_today == 1
    assert answers(register, sender="eva@asen.example", recipient="bounces+1@list.example") == AnswerCounts(
        to_sender_today=1, to_domain_this_hour=1, this_hour=1
    )
    assert answers(register, sender="eva@asen.example").to_sender_today == 0


@pytest.mark.parametrize("kind", [MailKind.ACKNOWLEDGEMENT, MailKind.REMINDER])
def test_the_answer_that_begins_a_thread_is_not_counted_in_it(register, kind):
    register.queue([mail(1, kind)], NOW)

    assert answers(register, answers_to=(mail(1).message_id,)).in_thread == 0


def test_every_further_answer_in_the_thread_is_counted_however_deep_it_points(register):
    _answer(register, 1, SENDER)
    _answer(register, 2, SENDER, answered=1)
    _answer(register, 3, SENDER, answered=2)
    _answer(register, 4, SENDER)

    counts = [answers(register, answers_to=(mail(number).message_id,)).in_thread for number in (1, 2, 3, 4)]

    assert counts == [2, 2, 2, 0]


def test_an_answer_in_a_thread_counts_for_a_day(register):
    _answer(register, 1, SENDER)
    _answer(register, 2, SENDER, answered=1)

    assert answers(register, NOW + DAY, answers_to=(mail(1).message_id,)).in_thread == 0


def test_answers_to_others_in_the_same_thread_are_not_counted(register):
    _answer(register, 1, SENDER)
    _answer(register, 2, "eva@asen.example", answered=1)

    assert answers(register, answers_to=(mail(1).message_id,)).in_thread == 0


def test_a_comment_sent_as_an_answer_to_a_reminder_begins_a_thread(register):
    register.queue([mail(1, MailKind.REMINDER)], NOW)
    _answer(register, 2, SENDER, answered=1)
    before = answers(register, answers_to=(mail(2).message_id,)).in_thread
    _answer(register, 3, SENDER, answered=2)

    assert (before, answers(register, answers_to=(mail(2).message_id,)).in_thread) == (0, 1)


def _answer(
    register: Any, number: int, recipient: str, *, at=NOW, sender: str | None = None, answered: int | None = None
) -> None:
    """Record a mail with the answer it got."""
    pointers = (mail(answered).message_id,) if answered else ()
    received = message(number, from_address=sender or recipient, in_reply_to=pointers)
    answer = mail(number, recipient=recipient, created_at=at)
    register.record(batch(kept(number, received, decision(), answers=(answer,)), now=at))
