"""How well mails are judged: what goes wrong and what it costs, and whether probabilities hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from mailintake.classify.decide import decide
from mailintake.classify.evidence import RULES
from mailintake.classify.examples import Study
from mailintake.classify.labelled import OURS
from mailintake.classify.train import Trainer
from mailintake.classify.weights import shipped_weights
from mailintake.domain.comment import Stance
from mailintake.domain.decision import Decision, Label, Outcome

# To answer a mail that is not for us is the worst fault, to lose a comment is as bad, to ask staff is cheap.
COST_OF_FALSE_ANSWER = 50
COST_OF_LOSS = 50
COST_OF_WRONG_LABEL = 2
COST_OF_REVIEW = 1

# Where probabilities are cut to compare them with what came true.
_STEPS = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Truth:
    """What is right of a mail; what is None is not asked."""

    name: str
    label: Label
    stance: Stance | None = None
    organisation: str | None = None  # "" where it comes from none

    @property
    def is_ours(self) -> bool:
        """Whether it concerns a consultation."""
        return self.label in OURS


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Mails whose probability lay in one range."""

    lowest: float
    highest: float
    mails: int
    expected: float  # the mean of their probabilities
    ours: float  # the share of them that did concern a consultation


@dataclass(kw_only=True)
class Score:
    """What became of labelled mails."""

    mails: int = 0
    false_answers: list[str] = field(default_factory=list)  # acted on, and not for us
    lost: list[str] = field(default_factory=list)  # left alone, and for us
    reviews: int = 0
    right_labels: int = 0
    confusion: Counter[tuple[Label, Label]] = field(default_factory=Counter)  # what was right, what was given
    stances: Counter[bool] = field(default_factory=Counter)
    organisations: Counter[bool] = field(default_factory=Counter)
    unread: list[str] = field(default_factory=list)  # could not be judged at all
    probabilities: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def cost(self) -> int:
        """What the faults cost together: reviews and wrong labels count as little as they hurt."""
        return (
            COST_OF_FALSE_ANSWER * len(self.false_answers)
            + COST_OF_LOSS * len(self.lost)
            + COST_OF_WRONG_LABEL * (self.mails - self.right_labels)
            + COST_OF_REVIEW * self.reviews
        )

    def add(self, truth: Truth, decision: Decision) -> None:
        """Count one mail."""
        self.mails += 1
        self.confusion[truth.label, decision.label] += 1
        self.right_labels += decision.label is truth.label
        self.reviews += decision.outcome is Outcome.REVIEW
        self.probabilities.append((decision.probability, truth.is_ours))
        if decision.outcome is Outcome.ACT and decision.label in OURS and not truth.is_ours:
            self.false_answers.append(truth.name)
        if decision.outcome is Outcome.LEAVE and truth.is_ours:
            self.lost.append(truth.name)
        if decision.outcome is Outcome.LEAVE or not truth.is_ours:
            return
        if truth.stance is not None:
            self.stances[decision.stance is truth.stance] += 1
        if truth.organisation is not None:
            name = decision.organisation.name if decision.organisation else ""
            self.organisations[name.casefold() == truth.organisation.casefold()] += 1

    def precision(self, label: Label) -> float | None:
        """Return the share of those given a label that it was right for; None where none was given it."""
        return _share(
            self.confusion[label, label], sum(n for (_, given), n in self.confusion.items() if given is label)
        )

    def recall(self, label: Label) -> float | None:
        """Return the share of those of a label that were given it; None where there is none."""
        return _share(
            self.confusion[label, label], sum(n for (right, _), n in self.confusion.items() if right is label)
        )

    def calibration(self) -> Iterator[Step]:
        """Yield, for each range of probabilities that any mail got, how often they came true."""
        for lowest, highest in pairwise(_STEPS):
            is_last = highest == _STEPS[-1]
            within = [pair for pair in self.probabilities if lowest <= pair[0] < highest or (is_last and pair[0] == 1)]
            if within:
                yield Step(
                    lowest=lowest,
                    highest=highest,
                    mails=len(within),
                    expected=sum(probability for probability, _ in within) / len(within),
                    ours=sum(is_ours for _, is_ours in within) / len(within),
                )


def score(judged: Iterable[tuple[Truth, Decision]]) -> Score:
    """Count what became of labelled mails."""
    counted = Score()
    for truth, decision in judged:
        counted.add(truth, decision)
    return counted


def cross_validate(studies: Sequence[Study], taught_by: Sequence[Study] | None = None) -> Score:
    """Judge every mail by a model that has not seen it, nor any that was made of it.

    ``taught_by`` restricts what is learnt from, and not what is asked about: the same mails, judged by less.
    """
    trainer = Trainer([study.example for study in studies])
    may_teach = {id(study) for study in studies if taught_by is None} or {id(study) for study in taught_by or ()}
    weights = shipped_weights([rule.NAME for rule in RULES])
    counted = Score()
    for learnt, asked in trainer.folds():
        model = trainer.fit([row for row in learnt if id(studies[row]) in may_teach], "cross-validation")
        for study in (studies[row] for row in asked):
            if study.mail is not None:
                case = study.case.weighed_by(model)
                counted.add(truth_of(study), decide(case.message, case.context.history, [case], weights))
    return counted


def truth_of(study: Study) -> Truth:
    """Return what is right of a labelled mail."""
    mail = study.mail
    assert mail is not None, "a mail beside another consultation is not asked about"  # noqa: S101
    is_told = mail.is_ours and mail.label is not Label.QUESTION
    return Truth(
        name=mail.name,
        label=mail.label,
        stance=mail.stance if is_told else None,
        organisation=mail.organisation if mail.is_ours else None,
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
