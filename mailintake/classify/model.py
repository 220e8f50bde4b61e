"""The trained model: weights of words and rules, exported as data, so that judging needs no library to learn with.

It has four heads: whether a mail concerns a consultation, whether it is junk if not, what kind of mail it is if so, and
which stance it takes; the first also looks at how words are spelled. All are linear: what a feature adds is its weight
times its value, so every decision can be taken apart again.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import repeat
from operator import mul
from pathlib import Path
from typing import Any

from mailintake.classify.features import Look
from mailintake.classify.spelling import Spelling
from mailintake.errors import SettingsError

FILE = "mailintake/classify/model.json"
CONCERNS, SPELLING, JUNK, KIND, STANCE = "concerns", "spelling", "junk", "kind", "stance"
_REMEDY = "Train it again with mailintake train, or remove the file to judge with the model that is shipped."


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """One linear judgement: log-odds a class, from an intercept and the weights of features."""

    classes: tuple[str, ...]
    intercepts: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    # The same of a single class: that is asked of every mail, so nothing is done but looking up and adding up.
    _single: Mapping[str, float] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the table."""
        is_single = len(self.intercepts) == 1
        object.__setattr__(self, "_single", {n: one for n, (one,) in self.weights.items()} if is_single else None)

    def log_odds(self, features: Mapping[str, float]) -> list[float]:
        """Return what the features add up to for each class."""
        if self._single is not None:
            found = map(self._single.get, features, repeat(0.0))
            return [sum(map(mul, found, features.values()), self.intercepts[0])]
        weights_of = self.weights.get
        known = [(weights, value) for name, value in features.items() if (weights := weights_of(name)) is not None]
        return [
            sum([weights[place] * value for weights, value in known], intercept)
            for place, intercept in enumerate(self.intercepts)
        ]

    def probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return how likely each class is; together 1."""
        sums = self.log_odds(features)
        highest = max(sums)
        powers = [math.exp(one - highest) for one in sums]
        total = math.fsum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """The three heads, and which training they come from."""

    version: str
    concerns: Head
    spelling: Spelling  # what the letters of words add to it
    junk: Head  # of what concerns none: whether it is junk
    kind: Head
    stance: Head

    def is_junk(self, look: Look) -> bool:
        """Whether a mail that concerns no consultation is more likely junk than not."""
        return self.junk.log_odds(look.features)[0] > 0

    def log_odds(self, look: Look) -> float:
        """Return how likely it is, in log-odds, that a mail concerns the consultation."""
        return self.concerns.log_odds(look.features)[0] + self.spelling.log_odds(look.words)

    def as_text(self) -> str:
        """Return the text of the model's file: a line that tells its version and checksum, and a line of weights."""
        heads = ((CONCERNS, self.concerns), (JUNK, self.junk), (KIND, self.kind), (STANCE, self.stance))
        content: dict[str, Any] = {
            name: {"classes": head.classes, "intercepts": head.intercepts, "weights": head.weights}
            for name, head in heads
        }
        content[SPELLING] = dict(self.spelling.weights)
        weights = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return f"{json.dumps({'version': self.version, 'sha256': _checksum(weights)})}\n{weights}\n"


@cache
def shipped_model() -> Model:
    """Read the model that comes with the package. Raises SettingsError."""
    return read_model(_shipped_text(), FILE)


@cache
def check_shipped_model() -> None:
    """Make sure that the model that comes with the package is whole, without the time and room that it takes to read.

    Raises SettingsError.
    """
    try:
        _checked(_shipped_text(), FILE)
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"The model {FILE} is damaged.", remedy=_REMEDY) from error


def model_in(file: Path) -> Model:
    """Read a model of one's own. Raises SettingsError that names the file."""
    try:
        return read_model(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The model {file} cannot be read: {error}.", remedy=_REMEDY) from error


def read_model(text: str, file: str) -> Model:
    """Read a model from the text of its file. Raises SettingsError where it is damaged."""
    try:
        about, weights = _checked(text, file)
        content = json.loads(weights)
        heads = {name: _head(content[name]) for name in (CONCERNS, JUNK, KIND, STANCE)}
        return Model(version=str(about["version"]), spelling=Spelling(content[SPELLING]), **heads)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"The model {file} is damaged.", remedy=_REMEDY) from error


def _shipped_text() -> str:
    return resources.files("mailintake.classify").joinpath("model.json").read_text(encoding="utf-8")


def _checked(text: str, file: str) -> tuple[Mapping[str, Any], str]:
    """Return what a model's file tells about it, and its weights as text. Raises SettingsError where they differ."""
    header, weights, _ = text.split("\n", 2)
    about: Mapping[str, Any] = json.loads(header)
    if about["sha256"] != _checksum(weights):
        raise SettingsError(f"The model {file} was changed after it was trained.", remedy=_REMEDY)
    return about, weights


def _head(content: Mapping[str, Any]) -> Head:
    return Head(
        classes=tuple(content["classes"]),
        intercepts=tuple(content["intercepts"]),
        weights={name: tuple(weights) for name, weights in content["weights"].items()},
    )


def _checksum(weights: str) -> str:
    return hashlib.sha256(weights.encode()).hexdigest()
