"""What a decision and a registration do to what stands."""

from __future__ import annotations

import pytest
from fakes.kept_mail import NOW, decision, registration

from mailintake.domain.comment import Comment, CommentStatus, Role, Stance
from mailintake.domain.decision import Label, Outcome
from mailintake.domain.organisation import Standing
from mailintake.register.standing import is_counted, joined, kind_of, must_wait, standing_after, standing_by


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
def test_an_organisation_stands_by_its_standing_comments(kinds, standing):
    withdrawn = _comment("comment", CommentStatus.WITHDRAWN)

    assert standing_by([withdrawn, *(_comment(kind) for kind in kinds)]) is standing


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

    assert joined(_comment("comment"), told, stance_by=stance_by, by=by) == (CommentStatus.STANDING, *after)


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


def _comment(kind: str, status: CommentStatus = CommentStatus.STANDING) -> Comment:
    return Comment(
        id=1,
        consultation="lulea-lok-2018",
        reference="LÖK-234-679",
        kind=kind,
        sender="anna@asen.example",
        organisation_id=1,
        organisation_name="",
        received_at=NOW,
        is_late=False,
        stance=Stance.SUPPORTS,
        status=status,
    )
