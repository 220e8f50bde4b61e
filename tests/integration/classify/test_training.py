"""Training: what is learnt holds for mails that were not learnt from, and a model is the same for the same mails."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from statistics import fmean

import pytest
from fakes.consultations import culture_plan, lulea, lulea_invited

from mailintake.classify.case import probability
from mailintake.classify.evaluate import Score, Truth, cross_validate, score
from mailintake.classify.examples import study
from mailintake.classify.features import IN_THREAD, Look
from mailintake.classify.labelled import labelled_mail
from mailintake.classify.model import read_model
from mailintake.classify.profile import Profile
from mailintake.classify.train import Example, Trainer
from mailintake.domain.comment import Stance
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.errors import UsageError

VERDICTS = [("tillstyrker", "supports"), ("avstyrker", "opposes"), ("är kluvna till", "unclear")]
PARTS = ["lokalerna", "kontaktpersonen", "uppföljningen", "ungdomarna", "mötena"]
ERRANDS = ["fakturan", "nyckeln", "snön", "skolan", "parkeringen", "bussen", "soporna", "vattnet", "lampan", "hunden"]


def mails():
    for verdict, stance in VERDICTS:
        for part in PARTS:
            text = f"Vår förening: vi {verdict} förslaget till lokal överenskommelse och det som står om {part}."
            yield mail(f"{verdict} {part}", "comment", text, stance=stance)
    for part in PARTS:
        yield mail(f"avstår {part}", "decline", f"Vi avstår från att svara på remissen om {part}.", stance="abstains")
        yield mail(f"frågar {part}", "question", f"Var i förslaget till överenskommelse hittar vi {part}?")
    for errand in ERRANDS:
        yield mail(f"ärende {errand}", "unrelated", f"Hej, jag har ett ärende om {errand} på min gata igen.")
        yield mail(f"skräp {errand}", "spam", f"Grattis, du har vunnit miljoner! Klicka här om {errand}.")


def mail(name, label, text, **fields):
    sender = f"avsandare{abs(hash(name)) % 97}@post.example"
    return labelled_mail({"name": name, "label": label, "sender": sender, "text": text, **fields}, lulea().key)


@pytest.fixture(scope="module")
def studies():
    pytest.importorskip("sklearn")
    return study(mails(), {lulea().key: Profile(lulea(), lulea_invited())})


@pytest.fixture(scope="module")
def trainer(studies):
    return Trainer([one.example for one in studies])


def test_mails_that_were_not_learnt_from_are_told_by_what_was(studies):
    result = cross_validate(studies)
    assert len(studies) == result.mails
    assert result.lost == []
    assert result.false_answers == []
    # The declines and questions are few: a part of them may be taken for comments.
    assert result.right_labels >= 0.75 * result.mails


def test_the_same_mails_make_the_same_model_and_it_can_be_written_and_read(trainer):
    rows = range(len(trainer.examples))
    first, second = trainer.fit(rows, "one").as_text(), trainer.fit(rows, "one").as_text()
    assert first == second
    assert first == read_model(first, "model.json").as_text()


def test_every_mail_is_asked_about_once_and_never_learnt_from_then(trainer):
    asked_of_all = []
    for learnt, asked in trainer.folds():
        assert not {trainer.examples[row].group for row in learnt} & {trainer.examples[row].group for row in asked}
        asked_of_all += asked
    assert list(range(len(trainer.examples))) == sorted(asked_of_all)


def test_a_comment_is_a_near_miss_beside_another_consultation():
    culture_profile = Profile(culture_plan(), ())
    profiles = {lulea().key: Profile(lulea(), ()), culture_profile.consultation.key: culture_profile}
    studies = study(list(mails())[:1], profiles)
    assert [(one.mail is not None, one.example.is_ours) for one in studies] == [(True, True), (False, False)]


def test_a_mail_shown_beside_another_consultation_does_not_set_the_probabilities(studies):
    known = [one.example for one in studies]
    # Each comment again, three times, as what it is beside a consultation that it was not written about.
    beside = [
        replace(one, is_ours=False, kind_features=None, label=None, stance=None)
        for one in known
        if one.is_ours
        for _ in range(3)
    ]

    def likely(*, is_beside):
        trainer = Trainer([*known, *(replace(one, is_beside=is_beside) for one in beside)])
        model = trainer.fit(range(len(trainer.examples)), "one")
        return fmean(probability(model.log_odds(one.look)) for one in known if one.is_ours)

    # Were they counted as what they are, three quarters of all that reads like a comment would be none.
    assert likely(is_beside=False) < 0.4 < 0.7 < likely(is_beside=True)


def test_what_is_shown_beside_another_consultation_weighs_little():
    profiles = {lulea().key: Profile(lulea(), ()), culture_plan().key: Profile(culture_plan(), ())}
    beside = [one.example for one in study(mails(), profiles) if one.mail is None]
    assert beside
    assert all(one.is_beside and one.weight < 0.2 for one in beside)


def test_probabilities_hold_for_each_place_that_many_mails_stand_in(studies, monkeypatch):
    known = [one.example for one in studies]
    # Answers to our mail that all are errands: by their words alone they would be comments.
    answers = [
        replace(
            one,
            group=f"answer {one.group}",
            look=in_thread(one.look),
            is_ours=False,
            is_junk=False,
            kind_features=None,
            label=None,
            stance=None,
        )
        for one in known
        if one.is_ours
    ]
    likely = []
    for many in (10, 1000):
        monkeypatch.setattr("mailintake.classify.train._MANY_MAILS", many)
        trainer = Trainer([*known, *answers])
        model = trainer.fit(range(len(trainer.examples)), "one")
        likely.append(fmean(probability(model.log_odds(one.look)) for one in answers))
        assert sum(model.log_odds(one.look) > 0 for one in known if one.is_ours) > len(answers) * 3 / 4
    by_place, in_all = likely
    assert by_place < in_all / 2


def in_thread(look):
    return replace(look, features={**look.features, IN_THREAD: 1.0}, places=(*look.places, IN_THREAD))


def test_a_word_weighs_otherwise_where_many_mails_are_known(monkeypatch):
    monkeypatch.setattr("mailintake.classify.train._MANY_MAILS", 40)
    examples = [
        worded(number, place, word, is_ours=(word == "bidrag") is is_first)
        for place, is_first in (("consultation:a", True), ("consultation:b", False))
        for number, word in enumerate(("bidrag", "lokal") * 20)
    ]
    model = Trainer(examples).fit(range(len(examples)), "one")

    def likely(place, word):
        return probability(model.log_odds(Look(features={word: 1.0}, words=(word,), places=(place,))))

    # In one consultation a word stands for comments, in the other for errands, and a third one knows nothing of it.
    assert likely("consultation:a", "bidrag") > 0.8 > 0.2 > likely("consultation:a", "lokal")
    assert likely("consultation:b", "lokal") > 0.8 > 0.2 > likely("consultation:b", "bidrag")
    assert 0.3 < likely("consultation:c", "bidrag") < 0.7


def worded(number, place, word, *, is_ours):
    told = {"label": Label.COMMENT, "stance": Stance.SUPPORTS}
    other = {"label": Label.DECLINE, "stance": Stance.ABSTAINS}
    return Example(
        group=f"{place} {number}",
        look=Look(features={word: 1.0}, words=(word,), places=(place,)),
        is_ours=is_ours,
        is_junk=None if is_ours else number % 4 == 0 or number % 5 == 0,
        **({"kind_features": {word: 1.0}} | (told if number % 3 else other) if is_ours else {}),
    )


def test_too_few_mails_are_refused(studies):
    with pytest.raises(UsageError, match="too few"):
        Trainer([one.example for one in studies[:3]])


def test_costs_weigh_a_false_answer_and_a_loss_most():
    def decision(label, outcome):
        return Decision(label=label, outcome=outcome, reason="", explanation="", probability=0.5)

    false = score([(Truth(name="a", label=Label.UNRELATED), decision(Label.COMMENT, Outcome.ACT))])
    lost = score([(Truth(name="b", label=Label.COMMENT), decision(Label.UNRELATED, Outcome.LEAVE))])
    asked = score([(Truth(name="c", label=Label.COMMENT), decision(Label.COMMENT, Outcome.REVIEW))])
    right = score([(Truth(name="d", label=Label.COMMENT), decision(Label.COMMENT, Outcome.ACT))])
    assert (false.false_answers, lost.lost, asked.reviews, right.cost) == (["a"], ["b"], 1, 0)
    assert false.cost == lost.cost > 10 * asked.cost > right.cost


def test_precision_recall_and_calibration_are_told():
    result = Score()
    for held, label in ((0.99, Label.COMMENT), (0.97, Label.UNRELATED), (0.01, Label.UNRELATED)):
        given = Label.COMMENT if held > 0.5 else Label.UNRELATED
        outcome = Outcome.ACT if held > 0.5 else Outcome.LEAVE
        result.add(
            Truth(name="x", label=label, stance=Stance.SUPPORTS if label is Label.COMMENT else None),
            Decision(label=given, outcome=outcome, reason="", explanation="", probability=held),
        )
    assert result.precision(Label.COMMENT) == 0.5
    assert result.recall(Label.UNRELATED) == 0.5
    assert result.recall(Label.SPAM) is None
    assert [(step.mails, step.ours) for step in result.calibration()] == [(1, 0.0), (2, 0.5)]


def test_judging_never_loads_what_training_needs():
    code = (
        "import sys\n"
        "from mailintake.classify.classifier import Classifier\n"
        "from fakes.consultations import LULEA, lulea, lulea_invited\n"
        "from fakes.letters import NOW, letter\n"
        "from mailintake.domain.history import History\n"
        "organisations = {LULEA: lulea_invited()}\n"
        "judge = Classifier(consultations=[lulea()], organisations=organisations, own_addresses=frozenset())\n"
        "judge.judge(letter('Vi tillstyrker den lokala överenskommelsen.'), History(), NOW)\n"
        "print([name for name in sys.modules if name.split('.')[0] in {'sklearn', 'scipy', 'numpy'}])\n"
    )
    folder = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": folder, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.stdout.strip() == "[]"
