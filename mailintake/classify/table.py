"""Features of many mails as a table of numbers, and logistic regressions over its rows.

With train the only module that needs scikit-learn, which judging does without.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mailintake.classify.features import Features
from mailintake.errors import UsageError

# What fits which regression fastest, and how freely weights may grow (the larger, the freer): found by
# cross-validation.
OF_TWO: Mapping[str, Any] = {"C": 0.3, "solver": "liblinear"}
OF_MANY: Mapping[str, Any] = {"C": 0.1, "solver": "lbfgs"}
UNBOUND: Mapping[str, Any] = {"C": 1e6, "solver": "lbfgs"}
# How freely the own weights of a place may grow, beside those of all.
_OWN = 1.5
ALL = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """What a regression found: classes in order, and for each an intercept and a weight of every column.

    Of two classes only the second has them: what speaks for it speaks against the first.
    """

    classes: tuple[str, ...]
    intercepts: tuple[float, ...]
    weights: Mapping[tuple[str, str], tuple[float, ...]]  # by place and feature

    def of_place(self, place: str) -> dict[str, tuple[float, ...]]:
        """Return the weights of one place's features; those of all have the place ALL."""
        factor = _OWN if place else 1.0
        return {name: tuple(factor * one for one in ones) for (at, name), ones in self.weights.items() if at == place}


class Table:
    """A row a mail, a column a feature that enough mails have.

    ``places`` are rows in which a feature may weigh otherwise than in all: each has columns of its own beside those of
    all (Daumé III, Frustratingly Easy Domain Adaptation, 2007). Raises UsageError where scikit-learn is missing.
    """

    def __init__(
        self, features: Sequence[Features], fewest: int, places: Mapping[str, Sequence[bool]] | None = None
    ) -> None:
        require_scikit_learn()
        from scipy.sparse import csr_matrix, diags, hstack

        seen = Counter(name for one in features for name in one)
        names = sorted(name for name, mails in seen.items() if mails >= fewest)
        column = {name: place for place, name in enumerate(names)}
        rows, columns, values = array("i"), array("i"), array("d")
        for row, one in enumerate(features):
            for name, value in one.items():
                if name in column:
                    rows.append(row)
                    columns.append(column[name])
                    values.append(value)
        of_all = csr_matrix((values, (rows, columns)), shape=(len(features), len(column)))
        parts, self._columns = [of_all], [(ALL, name) for name in names]
        for place, is_there in (places or {}).items():
            own = (diags([_OWN * one for one in is_there]) @ of_all).tocsc()
            own.eliminate_zeros()
            kept = [number for number, mails in enumerate(own.getnnz(axis=0)) if mails >= fewest]
            parts.append(own[:, kept])
            self._columns += [(place, names[number]) for number in kept]
        self._of_all = _narrow(of_all)
        self._matrix = _narrow(hstack(parts, format="csr"))

    def fit(
        self,
        rows: Sequence[int],
        targets: Sequence[bool] | Sequence[str],
        weights: Sequence[float],
        how: Mapping[str, Any],
        *,
        by_place: bool = False,
    ) -> Fit:
        """Return the weights that fit some rows best: of the columns of all, or of those of each place as well."""
        matrix = self._matrix if by_place else self._of_all
        fitted = regression(how).fit(matrix[list(rows)], targets, sample_weight=weights)
        found = map(tuple, fitted.coef_.T.tolist())
        return Fit(
            classes=tuple(map(str, fitted.classes_)),
            intercepts=tuple(map(float, fitted.intercept_)),
            weights=dict(zip(self._columns, found, strict=by_place)),
        )

    def ask(self, fit: Fit, rows: Sequence[int], *, by_place: bool) -> list[float]:
        """Return the log-odds of the second of two classes for some rows; ``by_place`` as it was fitted."""
        weights = [weight for (weight,) in fit.weights.values()]
        matrix = self._matrix if by_place else self._of_all
        asked: list[float] = (matrix[list(rows)] @ weights + fit.intercepts[0]).tolist()
        return asked


def _narrow(matrix: Any) -> Any:
    # The solvers take no wider indices.
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    return matrix


def regression(how: Mapping[str, Any]) -> Any:
    """Return a logistic regression that has learnt nothing yet. Raises UsageError where scikit-learn is missing."""
    require_scikit_learn()
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(max_iter=2000, tol=1e-3, **how)


def require_scikit_learn() -> None:
    """Make sure that there is what training needs. Raises UsageError."""
    try:
        import sklearn  # noqa: F401 - only asked whether it is there
    except ImportError as error:
        raise UsageError(
            "Training needs scikit-learn, which is not installed.",
            remedy="Install it with: pip install 'mailintake[train]'",
        ) from error
