"""Training the model from labelled mails (with table, which needs scikit-learn; judging does without).

All are logistic regressions. Whether a mail concerns a consultation is told by two of them, one over words and rules
and one over the letters of words, fitted apart and added up: their faults are different ones, so the sum has fewer
than one fit of both. In a place where many mails are known, an answer to a mail of ours or one consultation, a word may
weigh otherwise than elsewhere, so such places are fitted once more, each with weights of its own beside those of all.
The sum is then calibrated (Platt), again by place: what it would have said of mails that it had not learnt from is
stretched or drawn together until its probabilities hold.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mailintake.classify.features import Features, Look
from mailintake.classify.model import Head, Model, Place, Score, Sign
from mailintake.classify.spelling import Spelling, pieces, share
from mailintake.classify.table import ALL, OF_MANY, OF_TWO, UNBOUND, Fit, Table, regression
from mailintake.domain.comment import Stance
from mailintake.domain.decision import Label
from mailintake.errors import UsageError

FOLDS = 5
_CALIBRATION_FOLDS = 4
# A feature that fewer mails have is chance.
_FEWEST_MAILS = 3
_FEWEST_SPELLED = 4
# A weight nearer to nothing changes no decision, and takes room: of a word, of a kind or a stance. Pieces of words keep
# theirs: in a language that few mails have, only many small ones together tell.
_LEAST_WEIGHT = 0.015
_LEAST_OF_CLASS = 0.03
# So many in one place are known by themselves.
_MANY_MAILS = 500
# No place draws log-odds together by more than this, which too few mails may say: a mail may stand in two of them.
_LEAST_STRETCH = -0.4
_DECIMALS = 2
# There is little of it among the labelled mails, and much in a mailbox.
_WEIGHT_OF_JUNK = 3
_SPELLED_DECIMALS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A mail beside a consultation, as the model sees it, and what is right of it."""

    group: str  # examples of one mail share it, and lie in one fold
    look: Look  # that tells whether it concerns the consultation
    is_ours: bool
    is_beside: bool = False  # whether it is shown beside a consultation that it was not written about
    kind_features: Features | None = None  # that tell what it is; only of what is ours
    is_junk: bool | None = None  # only of what is not ours
    label: Label | None = None
    stance: Stance | None = None
    weight: float = 1.0


class Trainer:
    """Labelled mails as tables of numbers, made once, so that models can be fitted to any part of them.

    Raises UsageError where scikit-learn is missing or there is too little to learn from.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        if len({one.group for one in examples if one.stance is not None}) < FOLDS:
            raise UsageError(
                f"There are too few labelled comments to learn from: at least {FOLDS} are needed.",
                remedy="Train with the mails that come with the package.",
            )
        self.examples = tuple(examples)
        self._places = _places(examples)
        there = {place: [place in one.look.places for one in examples] for place in self._places}
        self._words = Table([one.look.features for one in examples], _FEWEST_MAILS, there)
        counts = [Counter(piece for word in one.look.words for piece in pieces(word)) for one in examples]
        seen = Counter(piece for count in counts for piece in count)
        self._rarity = {piece: math.log(len(counts) / n) for piece, n in seen.items() if n >= _FEWEST_SPELLED}
        spelled = [self._spelled(*pair) for pair in zip(examples, counts, strict=True)]
        self._letters = Table(spelled, _FEWEST_SPELLED, there)
        self._kinds = Table([one.kind_features or {} for one in examples], _FEWEST_MAILS)

    def fit(self, rows: Sequence[int], version: str) -> Model:
        """Return the model that fits some of the examples best."""
        fitted = self._calibration(rows, by_place=False)
        anywhere = self._sign(self._fit_concerns(rows, by_place=False), fitted)
        placed, places = anywhere, {}
        if self._places:
            fitted = self._calibration(rows, by_place=True)
            words, letters = self._fit_concerns(rows, by_place=True)
            placed = self._sign((words, letters), fitted)
            places = {
                place: Place(
                    weights=_weights(words, place, fitted.slope),
                    spelling=self._spelling(letters, place, fitted.slope),
                    stretch=_rounded(stretch),
                    # What is stretched has the shift of all in it.
                    shift=_rounded(shift - stretch * fitted.shift),
                )
                for place, stretch, shift in fitted.by_place
            }
        return Model(
            version=version,
            anywhere=anywhere,
            placed=placed,
            places=places,
            junk=self._fit_junk(rows),
            kind=self._fit_classes(rows, lambda one: one.label),
            stance=self._fit_classes(rows, lambda one: one.stance),
        )

    def folds(self, count: int = FOLDS, rows: Sequence[int] | None = None) -> Iterator[tuple[list[int], list[int]]]:
        """Yield what to learn from and what to ask about, as rows: every mail is asked about once."""
        rows = range(len(self.examples)) if rows is None else rows
        groups = dict.fromkeys(self.examples[row].group for row in rows)
        fold_of = {group: place % count for place, group in enumerate(groups)}
        for fold in range(count):
            asked = [row for row in rows if fold_of[self.examples[row].group] == fold]
            yield [row for row in rows if fold_of[self.examples[row].group] != fold], asked

    def _spelled(self, example: Example, count: Counter[str]) -> Features:
        part = share(len(example.look.words))
        return {piece: times * self._rarity[piece] * part for piece, times in count.items() if piece in self._rarity}

    def _sign(self, fits: tuple[Fit, Fit], fitted: _Calibration) -> Sign:
        words, letters = fits
        intercept = (words.intercepts[0] + letters.intercepts[0]) * fitted.slope + fitted.shift
        return Sign(
            concerns=Score(intercept=_rounded(intercept), weights=_weights(words, ALL, fitted.slope)),
            spelling=self._spelling(letters, ALL, fitted.slope),
        )

    def _spelling(self, letters: Fit, place: str, slope: float) -> Spelling:
        weights = {
            piece: round(weight * self._rarity[piece] * slope, _SPELLED_DECIMALS)
            for piece, (weight,) in letters.of_place(place).items()
        }
        return Spelling({piece: weight for piece, weight in weights.items() if weight})

    def _fit_concerns(self, rows: Sequence[int], *, by_place: bool) -> tuple[Fit, Fit]:
        truths = [self.examples[row].is_ours for row in rows]
        weights = [self.examples[row].weight for row in rows]
        return (
            self._words.fit(rows, truths, weights, OF_TWO, by_place=by_place),
            self._letters.fit(rows, truths, weights, OF_TWO, by_place=by_place),
        )

    def _fit_junk(self, rows: Sequence[int]) -> Score:
        others = [row for row in rows if self.examples[row].is_junk is not None]
        truths = [bool(self.examples[row].is_junk) for row in others]
        weights = [
            self.examples[row].weight * (_WEIGHT_OF_JUNK if junk else 1)
            for row, junk in zip(others, truths, strict=True)
        ]
        found = self._words.fit(others, truths, weights, OF_TWO)
        return Score(
            intercept=_rounded(found.intercepts[0]),
            weights=_worth_keeping({name: one for name, (one,) in found.of_place(ALL).items()}),
        )

    def _calibration(self, rows: Sequence[int], *, by_place: bool) -> _Calibration:
        """Return what makes probabilities hold: by what log-odds are multiplied, and what is added to them.

        By place it is told of the mails that stand in one, else of the others, where these are many.
        """
        places = self._places if by_place else ()
        known = [row for row in rows if not self.examples[row].is_beside]
        told_of = [row for row in known if self._is_placed(row) is by_place]
        counted = frozenset(told_of if by_place or len(told_of) >= _MANY_MAILS else known)
        signs, truths, weights = [], [], []
        for learnt, asked in self.folds(_CALIBRATION_FOLDS, rows):
            words, letters = self._fit_concerns(learnt, by_place=by_place)
            judged = [row for row in asked if row in counted]
            by_words = self._words.ask(words, judged, by_place=by_place)
            by_letters = self._letters.ask(letters, judged, by_place=by_place)
            for row, one, other in zip(judged, by_words, by_letters, strict=True):
                example, told = self.examples[row], one + other
                is_there = [place in example.look.places for place in places]
                signs.append([told, *(told * there for there in is_there), *is_there])
                truths.append(example.is_ours)
                weights.append(example.weight)
        fitted = regression(UNBOUND).fit(signs, truths, sample_weight=weights)
        slope, *more = map(float, fitted.coef_[0])
        stretches = [max(_LEAST_STRETCH, one / slope) for one in more[: len(places)]]
        return _Calibration(
            slope=slope,
            shift=float(fitted.intercept_[0]),
            by_place=tuple(zip(places, stretches, more[len(places) :], strict=True)),
        )

    def _is_placed(self, row: int) -> bool:
        return not set(self._places).isdisjoint(self.examples[row].look.places)

    def _fit_classes(self, rows: Sequence[int], target: Callable[[Example], object]) -> Head:
        known = [row for row in rows if target(self.examples[row]) is not None]
        targets = [str(target(self.examples[row])) for row in known]
        found = self._kinds.fit(known, targets, [self.examples[row].weight for row in known], OF_MANY)
        return Head(
            classes=found.classes,
            intercepts=tuple(map(_rounded, found.intercepts)),
            weights={
                name: tuple(map(_rounded, values))
                for name, values in found.of_place(ALL).items()
                if max(map(abs, values)) >= _LEAST_OF_CLASS
            },
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Calibration:
    """What makes probabilities hold, of all mails, and what beside it in each place: its name, a stretch, a shift."""

    slope: float
    shift: float
    by_place: tuple[tuple[str, float, float], ...]


def _places(examples: Sequence[Example]) -> tuple[str, ...]:
    """Return the places that many mails stand in."""
    counts = Counter(place for one in examples if not one.is_beside for place in one.look.places)
    return tuple(sorted(place for place, count in counts.items() if count >= _MANY_MAILS))


def _weights(words: Fit, place: str, slope: float) -> Mapping[str, float]:
    return _worth_keeping({name: one * slope for name, (one,) in words.of_place(place).items()})


def _worth_keeping(weights: Mapping[str, float]) -> Mapping[str, float]:
    return {name: _rounded(weight) for name, weight in weights.items() if abs(weight) >= _LEAST_WEIGHT}


def _rounded(value: float) -> float:
    return round(value, _DECIMALS)
