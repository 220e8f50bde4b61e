"""What registrations do to comments and to where organisations stand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fakes.consultations import LULEA
from fakes.kept_mail import NOW, batch, kept, registration

from mailintake.domain.comment import Comment, CommentStatus, Role, Stance
from mailintake.domain.decision import Label
from mailintake.domain.organisation import Organisation, Standing
from mailintake.errors import NotFoundError


@pytest.fixture
def asen(register) -> Organisation:
    """An invited organisation."""
    invited = Organisation(id=0, consultation=LULEA, name="Åsens IF", addresses=("info@asen.example",))
    register.sync_invited(LULEA, [invited], NOW)
    return register.organisations(LULEA)[0]


def test_a_first_mail_makes_a_comment_of_what_it_registers(register, asen):
    told = registration(1, organisation_id=asen.id, organisation_name="Åsens IF", is_late=True, stance=Stance.OPPOSES)
    register.record(batch(kept(1, registration=told)))

    assert register.comments(LULEA) == (
        Comment(
            id=1,
            consultation=LULEA,
            reference=told.reference,
            kind="comment",
            sender=told.sender,
            organisation_id=asen.id,
            organisation_name="Åsens IF",
            received_at=NOW,
            is_late=True,
            stance=Stance.OPPOSES,
        ),
    )
    assert register.item(1).comment == register.comments(LULEA)[0]


def test_comments_are_told_in_the_order_they_were_received_and_by_consultation(register):
    for number, hours in ((1, 3), (2, 1), (3, 2)):
        received_at = NOW + timedelta(hours=hours)
        register.record(batch(kept(number, registration=registration(number, received_at=received_at))))
    register.record(batch(kept(4, registration=registration(4, consultation="kulturplan-2018"))))

    assert [comment.id for comment in register.comments(LULEA)] == [2, 3, 1]


@pytest.mark.parametrize(
    ("kind", "expected"), [(Label.COMMENT, "comment"), (Label.DECLINE, "decline"), (Label.SUPPLEMENT, "comment")]
)
def test_a_supplement_that_joins_nothing_stands_as_a_comment(register, kind, expected):
    register.record(batch(kept(1, registration=registration(1, kind=kind))))

    assert [comment.kind for comment in register.comments(LULEA)] == [expected]


@pytest.mark.parametrize(
    ("role", "status", "stance"),
    [
        (Role.ADDITION, CommentStatus.STANDING, Stance.SUPPORTS),
        (Role.CORRECTION, CommentStatus.STANDING, Stance.SUPPORTS),
        (Role.REPLACEMENT, CommentStatus.STANDING, Stance.OPPOSES),
        (Role.WITHDRAWAL, CommentStatus.WITHDRAWN, Stance.SUPPORTS),
    ],
)
def test_what_a_further_mail_does_to_its_comment_depends_on_its_role(register, role, status, stance):
    register.record(batch(kept(1, registration=registration(1))))
    _join(register, 2, role, stance=Stance.OPPOSES)

    [comment] = register.comments(LULEA)
    assert (comment.status, comment.stance) == (status, stance)
    assert [register.item(number).comment for number in (1, 2)] == [comment, comment]


def test_a_replacement_without_a_clear_stance_leaves_the_one_there_is(register):
    register.record(batch(kept(1, registration=registration(1))))
    _join(register, 2, Role.REPLACEMENT, stance=Stance.UNCLEAR)

    assert register.comments(LULEA)[0].stance is Stance.SUPPORTS


def test_a_withdrawn_comment_stands_again_when_it_is_replaced(register):
    register.record(batch(kept(1, registration=registration(1))))
    _join(register, 2, Role.WITHDRAWAL)
    _join(register, 3, Role.REPLACEMENT)

    assert register.comments(LULEA)[0].status is CommentStatus.STANDING


def test_a_comment_that_there_is_not_cannot_be_joined(register):
    with pytest.raises(NotFoundError):
        _join(register, 1, Role.ADDITION)


def test_an_organisation_that_there_is_not_cannot_have_commented(register):
    with pytest.raises(NotFoundError):
        register.record(batch(kept(1, registration=registration(1, organisation_id=9))))


def test_a_name_that_no_list_knows_makes_no_organisation(register):
    register.record(batch(kept(1, registration=registration(1, organisation_name="Okända klubben"))))

    assert register.organisations(LULEA) == ()


@pytest.mark.parametrize(
    ("kinds", "standing"),
    [
        ([Label.COMMENT], Standing.ANSWERED),
        ([Label.DECLINE], Standing.DECLINED),
        ([Label.DECLINE, Label.COMMENT], Standing.ANSWERED),
        ([Label.COMMENT, Label.DECLINE], Standing.ANSWERED),
        ([Label.SUPPLEMENT], Standing.ANSWERED),
        ([Label.DECLINE, Label.SUPPLEMENT], Standing.DECLINED),
    ],
)
def test_where_an_organisation_stands_follows_from_what_it_sent(register, asen, kinds, standing):
    for number, kind in enumerate(kinds, start=1):
        told = registration(number, kind=kind, organisation_id=asen.id)
        register.record(batch(kept(number, registration=told)))

    assert register.organisations(LULEA)[0].standing is standing


def test_two_mails_of_one_organisation_in_one_batch_count_together(register, asen):
    declined = registration(1, kind=Label.DECLINE, organisation_id=asen.id)
    register.record(
        batch(kept(1, registration=declined), kept(2, registration=registration(2, organisation_id=asen.id)))
    )

    assert register.organisations(LULEA)[0].standing is Standing.ANSWERED


def test_a_withdrawal_alone_is_no_answer(register, asen):
    register.record(batch(kept(1, registration=registration(1))))
    _join(register, 2, Role.WITHDRAWAL, organisation_id=asen.id)

    assert register.organisations(LULEA)[0].standing is Standing.SILENT


def _join(register: Any, number: int, role: Role, **fields: Any) -> None:
    told = registration(number, joins=1, role=role, kind=Label.SUPPLEMENT, **fields)
    register.record(batch(kept(number, registration=told)))
