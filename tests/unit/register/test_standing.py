"""What a decision and a registration do to what stands."""

from __future__ import annotations

import pytest
from fakes.consultations import LULEA
from fakes.kept_mail import NOW, SENDER, decision, message, registration

from mailintake.domain.comment import Comment, CommentStatus, Role, Stance
from mailintake.domain.decision import Label, Outcome
from mailintake.domain.ledger import Registration
from mailintake.domain.organisation import OrganisationMatch, Standing
from mailintake.register.standing import (
    is_counted,
    is_registered,
    kind_of,
    must_wait,
    registered_again,
    stance_after,
    stance_of,
    standing_after,
    standing_by,
    status_by,
)


@pytest.mark.parametrize(
    ("label", "outcome", "by", "waits"),
    [
        (Label.COMMENT, Outcome.REVIEW, "machine", True),
        (Label.QUESTION, Outcome.ACT, "machine", True),
        (Label.COMMENT, Outcome.ACT, "machine", False),
        (Label.QUESTION, Outcome.ACT, "Eva", False),
        (Label.COMMENT, Outcome.REVIEW, "Eva", False),
    ],
)
def test_what_a_machine_doubts_or_cannot_answer_waits_for_a_person(label, outcome, by, waits):
    assert must_wait(decision(label, outcome), by) is waits


@pytest.mark.parametrize("standing", list(Standing))
def test_a_comment_is_an_answer_wherever_the_organisation_stood(standing):
    assert standing_after(standing, registration(1)) is Standing.ANSWERED


@pytest.mark.parametrize(
    ("standing", "kind", "after"),
    [
        (Standing.SILENT, Label.DECLINE, Standing.DECLINED),
        (Standing.ANSWERED, Label.DECLINE, Standing.ANSWERED),
        (Standing.SILENT, Label.SUPPLEMENT, Standing.ANSWERED),
        (Standing.DECLINED, Label.SUPPLEMENT, Standing.DECLINED),
    ],
)
def test_a_decline_or_a_supplement_changes_only_silence(standing, kind, after):
    assert standing_after(standing, registration(1, kind=kind)) is after


@pytest.mark.parametrize(
    ("kinds", "standing"),
    [([], Standing.SILENT), (["decline"], Standing.DECLINED), (["decline", "comment"], Standing.ANSWERED)],
)
def test_an_organisation_stands_by_the_comments_it_has(kinds, standing):
    assert standing_by(kinds) is standing


@pytest.mark.parametrize(
    ("roles", "status"),
    [
        ([], CommentStatus.UNDONE),
        ([Role.ORIGINAL], CommentStatus.STANDING),
        ([Role.ADDITION], CommentStatus.STANDING),
        ([Role.ORIGINAL, Role.WITHDRAWAL], CommentStatus.WITHDRAWN),
        ([Role.ORIGINAL, Role.WITHDRAWAL, Role.ADDITION], CommentStatus.WITHDRAWN),
        ([Role.ORIGINAL, Role.WITHDRAWAL, Role.REPLACEMENT], CommentStatus.STANDING),
        ([Role.ORIGINAL, Role.REPLACEMENT, Role.WITHDRAWAL], CommentStatus.WITHDRAWN),
    ],
)
def test_a_comment_stands_by_what_its_messages_are(roles, status):
    assert status_by(roles) is status


@pytest.mark.parametrize(
    ("role", "stance_by", "by", "stance", "after"),
    [
        (Role.REPLACEMENT, "machine", "machine", Stance.OPPOSES, (Stance.OPPOSES, "machine")),
        (Role.REPLACEMENT, "Eva", "machine", Stance.OPPOSES, (Stance.SUPPORTS, "Eva")),
        (Role.REPLACEMENT, "Eva", "Per", Stance.OPPOSES, (Stance.OPPOSES, "Per")),
        (Role.REPLACEMENT, "machine", "machine", Stance.UNCLEAR, (Stance.SUPPORTS, "machine")),
        (Role.ADDITION, "machine", "machine", Stance.OPPOSES, (Stance.SUPPORTS, "machine")),
    ],
)
def test_a_persons_stance_gives_way_to_a_person_only(role, stance_by, by, stance, after):
    told = registration(1, role=role, stance=stance, joins=1)

    assert stance_after(Stance.SUPPORTS, stance_by, told, by) == after


def test_only_standing_comments_count():
    counted = [
        (kind, status) for kind in ("comment", "decline") for status in CommentStatus if is_counted(kind, status)
    ]

    assert counted == [("comment", CommentStatus.STANDING)]


def test_a_registration_is_a_comment_or_a_decline():
    assert [kind_of(registration(1, kind=kind)) for kind in (Label.COMMENT, Label.SUPPLEMENT, Label.DECLINE)] == [
        "comment",
        "comment",
        "decline",
    ]


@pytest.mark.parametrize(
    ("steps", "stance"),
    [
        ([], (Stance.UNCLEAR, "machine")),
        ([(Role.ORIGINAL, Stance.SUPPORTS, "machine")], (Stance.SUPPORTS, "machine")),
        ([(Role.ORIGINAL, None, "Eva")], (Stance.UNCLEAR, "Eva")),
        (
            [(Role.ORIGINAL, Stance.SUPPORTS, "machine"), (Role.REPLACEMENT, Stance.OPPOSES, "machine")],
            (Stance.OPPOSES, "machine"),
        ),
        (
            [(Role.ORIGINAL, Stance.SUPPORTS, "Eva"), (Role.REPLACEMENT, Stance.OPPOSES, "machine")],
            (Stance.SUPPORTS, "Eva"),
        ),
        (
            [(Role.REPLACEMENT, Stance.OPPOSES, "machine"), (Role.ORIGINAL, Stance.SUPPORTS, "machine")],
            (Stance.OPPOSES, "machine"),
        ),
        (
            [(Role.ORIGINAL, Stance.SUPPORTS, "machine"), (Role.ADDITION, Stance.OPPOSES, "Eva")],
            (Stance.SUPPORTS, "machine"),
        ),
        ([(Role.ADDITION, Stance.OPPOSES, "machine")], (Stance.UNCLEAR, "machine")),
    ],
)
def test_the_stance_of_a_comment_follows_from_its_mails_the_original_first(steps, stance):
    assert stance_of(steps) == stance


@pytest.mark.parametrize(
    ("label", "outcome", "consultation", "is_in_register"),
    [
        (Label.COMMENT, Outcome.ACT, LULEA, True),
        (Label.SUPPLEMENT, Outcome.ACT, LULEA, True),
        (Label.DECLINE, Outcome.ACT, LULEA, True),
        (Label.QUESTION, Outcome.ACT, LULEA, False),
        (Label.COMMENT, Outcome.REVIEW, LULEA, False),
        (Label.COMMENT, Outcome.ACT, None, False),
    ],
)
def test_only_what_was_acted_on_as_an_answer_to_a_consultation_is_registered(
    label, outcome, consultation, is_in_register
):
    assert is_registered(decision(label, outcome, consultation=consultation)) is is_in_register


@pytest.mark.parametrize(("role", "joins"), [(Role.ORIGINAL, None), (Role.WITHDRAWAL, 4)])
def test_a_mail_registers_again_what_its_decision_says_in_the_comment_it_had(role, joins):
    match = OrganisationMatch(name="Åsens IF", matched_by="address", organisation_id=7)
    decided = decision(Label.DECLINE, stance=Stance.ABSTAINS, is_late=True, organisation=match)
    comment = Comment(
        id=4,
        consultation=LULEA,
        reference="LÖK-234-679",
        kind="comment",
        sender="other@x.example",
        organisation_id=None,
        organisation_name="",
        received_at=NOW,
        is_late=False,
        stance=Stance.SUPPORTS,
    )

    assert registered_again(message(1), decided, comment, role) == Registration(
        consultation=LULEA,
        kind=Label.DECLINE,
        role=role,
        reference="LÖK-234-679",
        joins=joins,
        sender=SENDER,
        organisation_id=7,
        organisation_name="Åsens IF",
        received_at=NOW,
        is_late=True,
        stance=Stance.ABSTAINS,
    )
