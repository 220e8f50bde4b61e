"""A comment gets its diary number, and its sender is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from fakes.consultations import lulea
from fakes.jobs import new_mail
from fakes.kept_mail import NOW, batch, kept, mail, registration

from mailintake.domain.comment import Comment, CommentStatus
from mailintake.domain.consultation import Consultation
from mailintake.domain.outbox import MailKind, NewMail
from mailintake.errors import UsageError
from mailintake.jobs.diary import Entered, enter
from mailintake.register.memory import MemoryRepository


class Composer:
    def registered(
        self, consultation: Consultation, comment: Comment, language: str, recipient: str, now: datetime
    ) -> NewMail:
        key = f"registered:{comment.reference}:{comment.diary_number}"
        return new_mail(key, recipient, now, kind=MailKind.REGISTERED, subject=language)


@pytest.fixture
def comment(register: MemoryRepository) -> Comment:
    """A comment whose sender was answered in Finnish."""
    register.record(batch(kept(1, registration=registration(1), answers=(mail(1, language="fi"),))))
    return register.comment(registration(1).reference)


def _enter(register: MemoryRepository, comment: Comment, number: str = "KS 2018/1", **fields: Any) -> Entered:
    values = {"is_silent": False, "by": "Eva", "now": NOW} | fields
    return enter(register, Composer(), lulea(), comment, number, **values)  # type: ignore[arg-type]


def _notices(register: MemoryRepository) -> list[tuple[str, str]]:
    rows = [each.mail for each in register.outbox([], 9)]
    return [(each.subject_key, each.subject) for each in rows if each.kind is MailKind.REGISTERED]


def test_the_sender_is_told_in_the_language_and_at_the_address_of_the_answer(
    register: MemoryRepository, comment: Comment
) -> None:
    entered = _enter(register, comment, "  KS   2018/1 ")

    assert entered.comment.diary_number == "KS 2018/1"
    assert _notices(register) == [(f"registered:{comment.reference}:KS 2018/1", "fi")]
    assert register.comment(comment.reference).diary_number == "KS 2018/1"


def test_a_number_that_is_set_again_is_told_nobody_and_a_new_one_is(
    register: MemoryRepository, comment: Comment
) -> None:
    _enter(register, comment)
    again = _enter(register, register.comment(comment.reference))
    changed = _enter(register, register.comment(comment.reference), "KS 2018/2")

    assert (again.told, changed.before) == (None, "KS 2018/1")
    assert [key for key, _ in _notices(register)] == [
        f"registered:{comment.reference}:KS 2018/2",
        f"registered:{comment.reference}:KS 2018/1",
    ]


def test_nobody_is_told_when_staff_say_so(register: MemoryRepository, comment: Comment) -> None:
    entered = _enter(register, comment, is_silent=True)

    assert entered.told is None
    assert _notices(register) == []
    assert register.comment(comment.reference).diary_number == "KS 2018/1"


def test_who_got_no_answer_is_told_nothing(register: MemoryRepository, comment: Comment) -> None:
    [answer] = register.outbox([], 9)
    register.drop(answer.id, "Eva", NOW)

    assert _enter(register, comment).told is None
    assert _notices(register) == []


@pytest.mark.parametrize("number", ["", "  ", "x" * 41, "KS\u202e 2018", "KS 1\x00"])
def test_what_is_no_number_is_refused(register: MemoryRepository, comment: Comment, number: str) -> None:
    with pytest.raises(UsageError, match="is no diary number"):
        _enter(register, comment, number)

    assert register.comment(comment.reference).diary_number == ""


def test_a_comment_that_was_undone_gets_no_number(register: MemoryRepository, comment: Comment) -> None:
    with pytest.raises(UsageError, match="is not registered any more"):
        _enter(register, replace(comment, status=CommentStatus.UNDONE))
