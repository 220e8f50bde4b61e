"""Training the model from labelled mails. The only module that needs scikit-learn, which judging does without.

Each head is a logistic regression. Whether a mail concerns a consultation is told by two of them, one over words and
rules and one over the letters of words, fitted apart and added up: their faults are different ones, so the sum has
fewer than one fit of both. The sum is then calibrated (Platt): what it would have said of mails that it had not learnt
from is stretched or drawn together until its probabilities hold, for answers to our mails and for a consultation of
which many mails are known by themselves: of these another share is ours.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mailintake.classify.features import CONSULTATION, IN_THREAD, Features, Look
from mailintake.classify.model import CONCERNS, JUNK, KIND, STANCE, Head, Model
from mailintake.classify.spelling import Spelling, pieces, share
from mailintake.domain.comment import Stance
from mailintake.domain.decision import Label
from mailintake.errors import UsageError

FOLDS = 5
_CALIBRATION_FOLDS = 4
# How freely weights may grow (the larger, the freer), found by cross-validation, and what fits them fastest.
_OF_TWO: Mapping[str, Any] = {"C": 0.3, "solver": "liblinear"}
_OF_MANY: Mapping[str, Any] = {"C": 0.1, "solver": "lbfgs"}
_UNBOUND: Mapping[str, Any] = {"C": 1e6, "solver": "lbfgs"}
# A feature that fewer mails have is chance; so is a weight nearer to nothing than the last.
_FEWEST_MAILS = 3
_FEWEST_SPELLED = 4
# Of so many in one place it is known which share is ours.
_MANY_MAILS = 500
_LEAST_WEIGHT = 0.015
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
        self._words = _Table([one.look.features for one in examples], _FEWEST_MAILS)
        counts = [Counter(piece for word in one.look.words for piece in pieces(word)) for one in examples]
        seen = Counter(piece for count in counts for piece in count)
        self._rarity = {piece: math.log(len(counts) / n) for piece, n in seen.items() if n >= _FEWEST_SPELLED}
        self._letters = _Table([self._spelled(*pair) for pair in zip(examples, counts, strict=True)], 1)
        self._kinds = _Table([one.kind_features or {} for one in examples], _FEWEST_MAILS)

    def fit(self, rows: Sequence[int], version: str) -> Model:
        """Return the model that fits some of the examples best."""
        slope, shift, shifts = self._calibration(rows)
        words, letters = self._fit_concerns(rows)
        intercept = (words.intercepts[0] + letters.intercepts[0]) * slope + shift
        weights = {name: one * slope for name, (one,) in words.weights.items()}
        weights.update((name, weights.get(name, 0.0) + one) for name, one in shifts.items())
        spelling = {
            piece: round(weight * self._rarity[piece] * slope, _SPELLED_DECIMALS)
            for piece, (weight,) in letters.weights.items()
        }
        return Model(
            version=version,
            concerns=Head(
                classes=(CONCERNS,),
                intercepts=(_rounded(intercept),),
                weights=_worth_keeping({name: (one,) for name, one in weights.items()}),
            ),
            spelling=Spelling({piece: weight for piece, weight in spelling.items() if weight}),
            junk=self._fit_junk(rows),
            kind=self._fit_classes(KIND, rows, lambda one: one.label),
            stance=self._fit_classes(STANCE, rows, lambda one: one.stance),
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

    def _fit_concerns(self, rows: Sequence[int]) -> tuple[Head, Head]:
        truths = [self.examples[row].is_ours for row in rows]
        weights = [self.examples[row].weight for row in rows]
        return (
            self._words.fit(CONCERNS, rows, truths, weights, _OF_TWO),
            self._letters.fit(CONCERNS, rows, truths, weights, _OF_TWO),
        )

    def _fit_junk(self, rows: Sequence[int]) -> Head:
        others = [row for row in rows if self.examples[row].is_junk is not None]
        truths = [bool(self.examples[row].is_junk) for row in others]
        weights = [
            self.examples[row].weight * (_WEIGHT_OF_JUNK if junk else 1)
            for row, junk in zip(others, truths, strict=True)
        ]
        head = self._words.fit(JUNK, others, truths, weights, _OF_TWO)
        return _exported(head)

    def _calibration(self, rows: Sequence[int]) -> tuple[float, float, Mapping[str, float]]:
        """Return what makes probabilities hold: by what log-odds are multiplied, and what is added to them.

        The last is what is added further for mails that stand in one place, by the feature that tells of it.
        """
        places = self._places(rows)
        signs, truths, weights = [], [], []
        for learnt, asked in self.folds(_CALIBRATION_FOLDS, rows):
            words, letters = self._fit_concerns(learnt)
            for row, one, other in zip(
                asked, self._words.ask(words, asked), self._letters.ask(letters, asked), strict=True
            ):
                example = self.examples[row]
                if not example.is_beside:
                    signs.append([one + other, *(place in example.look.features for place in places)])
                    truths.append(example.is_ours)
                    weights.append(example.weight)
        fitted = _regression(_UNBOUND).fit(signs, truths, sample_weight=weights)
        slope, *shifts = map(float, fitted.coef_[0])
        return slope, float(fitted.intercept_[0]), dict(zip(places, shifts, strict=True))

    def _places(self, rows: Sequence[int]) -> list[str]:
        """Return the places that many mails stand in, by the features that tell of them."""
        counts = Counter(
            name
            for row in rows
            if not self.examples[row].is_beside
            for name in self.examples[row].look.features
            if name == IN_THREAD or name.startswith(CONSULTATION)
        )
        return sorted(name for name, count in counts.items() if count >= _MANY_MAILS)

    def _fit_classes(self, name: str, rows: Sequence[int], target: Callable[[Example], object]) -> Head:
        known = [row for row in rows if target(self.examples[row]) is not None]
        targets = [str(target(self.examples[row])) for row in known]
        head = self._kinds.fit(name, known, targets, [self.examples[row].weight for row in known], _OF_MANY)
        return _exported(head)


class _Table:
    """Features of many mails as a table: a row a mail, a column a feature that enough mails have."""

    def __init__(self, features: Sequence[Features], fewest: int) -> None:
        seen = Counter(name for one in features for name in one)
        self._column = {
            name: place for place, name in enumerate(sorted(n for n, mails in seen.items() if mails >= fewest))
        }
        rows, columns, values = [], [], []
        for row, one in enumerate(features):
            for name, value in one.items():
                place = self._column.get(name)
                if place is not None:
                    rows.append(row)
                    columns.append(place)
                    values.append(value)
        self._matrix = _sparse(values, rows, columns, (len(features), len(self._column)))

    def fit(
        self,
        name: str,
        rows: Sequence[int],
        targets: Sequence[bool] | Sequence[str],
        weights: Sequence[float],
        how: Mapping[str, Any],
    ) -> Head:
        """Return the weights of all columns."""
        fitted = _regression(how).fit(self._matrix[list(rows)], targets, sample_weight=weights)
        return Head(
            classes=tuple(map(str, fitted.classes_)) if len(fitted.classes_) > 2 else (name,),
            intercepts=tuple(map(float, fitted.intercept_)),
            weights=dict(zip(self._column, map(tuple, fitted.coef_.T.tolist()), strict=True)),
        )

    def ask(self, head: Head, rows: Sequence[int]) -> list[float]:
        """Return the log-odds of the first class for some rows."""
        weights = [weights[0] for weights in head.weights.values()]
        asked: list[float] = (self._matrix[list(rows)] @ weights + head.intercepts[0]).tolist()
        return asked


def _exported(head: Head) -> Head:
    return Head(
        classes=head.classes,
        intercepts=tuple(map(_rounded, head.intercepts)),
        weights=_worth_keeping(head.weights),
    )


def _worth_keeping(weights: Mapping[str, tuple[float, ...]]) -> dict[str, tuple[float, ...]]:
    return {
        name: tuple(map(_rounded, values)) for name, values in weights.items() if max(map(abs, values)) >= _LEAST_WEIGHT
    }


def _rounded(value: float) -> float:
    return round(value, _DECIMALS)


def _sparse(values: list[float], rows: list[int], columns: list[int], shape: tuple[int, int]) -> Any:
    _require_scikit_learn()
    from scipy.sparse import csr_matrix

    matrix = csr_matrix((values, (rows, columns)), shape=shape)
    # The solvers take no wider indices.
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    return matrix


def _regression(how: Mapping[str, Any]) -> Any:
    _require_scikit_learn()
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(max_iter=2000, tol=1e-3, **how)


def _require_scikit_learn() -> None:
    try:
        import sklearn  # noqa: F401 - only asked whether it is there
    except ImportError as error:
        raise UsageError(
            "Training needs scikit-learn, which is not installed.",
            remedy="Install it with: pip install 'mailintake[train]'",
        ) from error
