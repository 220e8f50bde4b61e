"""The lines between acting, asking staff and leaving alone, and what moves them: a thread, a name, a rival."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from fakes.consultations import culture_plan
from fakes.letters import OWN_ADDRESS, letter, sent

from mailintake.classify.case import build_case
from mailintake.classify.context import Context
from mailintake.classify.decide import decide
from mailintake.classify.evidence import RULES
from mailintake.classify.letter import Letter
from mailintake.classify.model import shipped_model
from mailintake.classify.profile import Profile
from mailintake.classify.weights import shipped_weights
from mailintake.domain.decision import Outcome
from mailintake.domain.history import History

WEIGHTS = shipped_weights([rule.NAME for rule in RULES])
A_HAIR = 0.001
COMMENT = letter(
    "Vi i hembygdsföreningen tycker att kommunen ska bjuda in oss tidigare när beslut tas om byn.",
    subject="Lokal överenskommelse",
)
# Who says that this is an answer, and not to what.
UNNAMED = letter("Här kommer vårt remissvar. Vi tycker att förslaget är bra.", subject="Remissvar")
IN_THREAD = History(replies_to=sent())


@pytest.fixture
def case_of(context_of):
    """Weigh a mail, and set how likely it is that it concerns the consultation."""

    def make(message, probability, history=None):
        case = build_case(message, context_of(message, history), WEIGHTS, shipped_model())
        return replace(case, log_odds=math.log(probability / (1 - probability)))

    return make


@pytest.fixture
def outcome_of(case_of):
    def judge(message, probability, history=None):
        case = case_of(message, probability, history)
        return decide(message, history or History(), [case], WEIGHTS)

    return judge


@pytest.mark.parametrize(
    ("history", "leave_below", "act_from"),
    [
        (None, WEIGHTS.review, WEIGHTS.act),
        (IN_THREAD, WEIGHTS.review_in_thread, WEIGHTS.act_in_thread),
    ],
)
def test_staff_are_asked_between_the_lines_and_an_answer_to_our_mail_has_wider_ones(
    history, leave_below, act_from, outcome_of
):
    around = (leave_below - A_HAIR, leave_below + A_HAIR, act_from - A_HAIR, act_from + A_HAIR)

    outcomes = [outcome_of(COMMENT, probability, history).outcome for probability in around]

    assert outcomes == [Outcome.LEAVE, Outcome.REVIEW, Outcome.REVIEW, Outcome.ACT]


def test_the_lines_of_a_thread_are_wider():
    assert WEIGHTS.review_in_thread < WEIGHTS.review < WEIGHTS.act_in_thread < WEIGHTS.act
    assert WEIGHTS.act < WEIGHTS.sure < WEIGHTS.certain


def test_an_answer_that_names_no_matter_is_acted_on_only_where_it_is_certain(outcome_of):
    below, above = (outcome_of(UNNAMED, WEIGHTS.certain + step) for step in (-A_HAIR, A_HAIR))

    assert (below.outcome, str(below.reason)) == (Outcome.REVIEW, "subject_unclear")
    assert above.outcome is Outcome.ACT


def test_an_answer_that_names_no_matter_goes_to_staff_where_two_consultations_are_open(case_of):
    own = case_of(UNNAMED, 0.999)
    rival = build_case(UNNAMED, _beside_the_culture_plan(UNNAMED, own.context), WEIGHTS, shipped_model())

    decided = decide(UNNAMED, History(), [own, replace(rival, log_odds=-5.0)], WEIGHTS)

    assert (decided.outcome, str(decided.reason)) == (Outcome.REVIEW, "subject_unclear")


def test_a_short_question_in_answer_to_our_mail_is_looked_at_however_unlikely(outcome_of):
    short = letter("Tack. När fattas beslutet?", subject="SV: Vi har tagit emot ert svar")
    long = letter(f"{short.text} {'Vi undrar också om vägen till badet ska plogas i vinter igen. ' * 3}")

    assert outcome_of(short, A_HAIR, IN_THREAD).outcome is Outcome.REVIEW
    assert outcome_of(long, A_HAIR, IN_THREAD).outcome is Outcome.LEAVE
    assert outcome_of(short, A_HAIR).outcome is Outcome.LEAVE


def test_another_consultation_far_behind_asks_nobody_and_one_close_behind_asks_staff(case_of):
    # Speaks of both, and names neither in its subject.
    message = letter("Den lokala överenskommelsen och kulturplanen hör ihop, tycker vi: båda är bra.", subject="Svar")
    own = case_of(message, 0.99)
    rival = build_case(message, _beside_the_culture_plan(message, own.context), WEIGHTS, shipped_model())

    decided = [
        decide(message, History(), [own, replace(rival, log_odds=own.log_odds - behind)], WEIGHTS)
        for behind in (WEIGHTS.margin - A_HAIR, WEIGHTS.margin + A_HAIR)
    ]

    assert [(one.outcome, str(one.reason)) for one in decided] == [
        (Outcome.REVIEW, "two_consultations"),
        (Outcome.ACT, "fits_the_consultation"),
    ]
    # Far behind by the margin, and yet more likely than not by itself.
    assert replace(rival, log_odds=own.log_odds - WEIGHTS.margin - A_HAIR).probability > 0.5


def _beside_the_culture_plan(message, context: Context) -> Context:
    profile = Profile(culture_plan(), ())
    return Context(
        letter=Letter.of(message),
        history=context.history,
        profile=profile,
        origin=profile.organisations.trace(message, context.history, culture_plan().key),
        own_addresses=frozenset({OWN_ADDRESS}),
    )
