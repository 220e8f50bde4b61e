"""What staff decide changes how mails like it are judged, at once, and nothing else."""

from __future__ import annotations

import pytest
from fakes.consultations import LULEA, lulea, lulea_invited
from fakes.letters import NOW, OWN_ADDRESS, letter

from mailintake.classify.classifier import Classifier
from mailintake.classify.features import Look
from mailintake.classify.learn import Decided, learn
from mailintake.classify.model import Head, Model, Place, Score, Sign
from mailintake.classify.spelling import Spelling
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.history import History

NEWSLETTER = (
    (
        "Välkommen till månadens utskick från Föreningstorget! Den här gången skriver vi om lokala överenskommelser, "
        "civilsamhället och hur kommunen och föreningslivet kan mötas. Vi tycker att förslaget i Luleå är spännande."
    ),
    "Föreningstorget nr {}: överenskommelsen",
)
COMMENT = "Vår förening tycker att förslaget till lokal överenskommelse är bra men saknar något om ungas inflytande."


def classifier_with(lessons=None):
    return Classifier(
        consultations=[lulea()],
        organisations={LULEA: lulea_invited()},
        own_addresses=frozenset({OWN_ADDRESS}),
        lessons=lessons,
    )


def issue(number):
    text, subject = NEWSLETTER
    return letter(text, subject=subject.format(number), from_address="redaktion@foreningstorget.example")


def decided(label, outcome):
    return Decision(
        label=label, outcome=outcome, reason="decided_by_staff", explanation="", probability=0.0, consultation=LULEA
    )


@pytest.fixture(scope="module")
def untaught():
    return classifier_with()


@pytest.fixture(scope="module")
def taught(untaught):
    no = decided(Label.UNRELATED, Outcome.LEAVE)
    return classifier_with(untaught.learn_from((issue(number), History(), no) for number in range(1, 4)))


def probability(classifier, message):
    return classifier.judge(message, History(), NOW).probability


def test_three_decisions_about_a_newsletter_make_the_fourth_unlikely(untaught, taught):
    before, after = probability(untaught, issue(4)), probability(taught, issue(4))
    assert after < 0.2 < before


def test_a_comment_that_shares_little_with_it_is_judged_as_before(untaught, taught):
    before, after = probability(untaught, letter(COMMENT)), probability(taught, letter(COMMENT))
    assert abs(after - before) < 0.15


def test_a_decision_that_only_says_what_the_model_says_moves_nothing(untaught):
    clear = letter(COMMENT + " Vi tillstyrker den lokala överenskommelsen och remissen i övrigt.", subject="Remissvar")
    yes = decided(Label.COMMENT, Outcome.ACT)
    assert probability(untaught, clear) > 0.9
    assert untaught.learn_from([(clear, History(), yes)]) == {}


def test_the_version_says_that_staff_have_taught_the_model(taught):
    assert "taught" in taught.judge(letter(COMMENT), History(), NOW).version


def test_lessons_go_to_other_processes_with_the_classifier(taught):
    make, arguments = taught.__reduce__()
    assert probability(make(*arguments), issue(4)) == probability(taught, issue(4))


@pytest.mark.parametrize("stretch", [-0.4, 0.0, 0.5])
def test_a_decision_moves_a_mail_to_the_same_place_wherever_sums_are_stretched(stretch):
    sign = Sign(concerns=Score(intercept=0.0, weights={}), spelling=Spelling({}))
    place = Place(weights={}, spelling=Spelling({}), stretch=stretch, shift=0.0)
    head = Head(classes=("comment", "question"), intercepts=(0.0, 0.0), weights={})
    model = Model(
        version="",
        anywhere=sign,
        placed=sign,
        places={"in thread": place},
        junk=Score(intercept=0.0, weights={}),
        kind=head,
        stance=head,
    )
    look = Look(features={f"word{number}": 1.0 for number in range(50)}, words=(), places=("in thread",))

    lessons = learn(model, [Decided(look=look, is_ours=True)])

    # As far on the right side as a mail shall lie, and not further.
    assert model.taught(lessons).log_odds(look) == pytest.approx(2.0)
