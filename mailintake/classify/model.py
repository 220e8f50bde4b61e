"""The trained model: weights of words and rules, exported as data, so that judging needs no library to learn with.

It tells whether a mail concerns a consultation, by its words and rules and by how its words are spelled; whether it is
junk if not, what kind of mail it is if so, and which stance it takes. All is linear: what a feature adds is its weight
times its value, so every decision can be taken apart again. In a place where many mails are known, an answer to a mail
of ours or one consultation, words weigh otherwise than elsewhere, so such places have weights of their own.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
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
ANYWHERE, PLACED, PLACES, JUNK, KIND, STANCE = "anywhere", "placed", "places", "junk", "kind", "stance"
CONCERNS, SPELLING = "concerns", "spelling"
_REMEDY = "Train it again with mailintake train, or remove the file to judge with the model that is shipped."


def added(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """Return what features add up to. It is asked of every mail: nothing is done but looking up and adding up."""
    products: Iterable[float] = map(mul, map(weights.get, features, repeat(0.0)), features.values())
    return sum(products)


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """How likely one thing is, in log-odds: an intercept and the weights of features."""

    intercept: float
    weights: Mapping[str, float]

    def log_odds(self, features: Mapping[str, float]) -> float:
        """Return what the features add up to."""
        return self.intercept + added(self.weights, features)


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """Which of several classes is likeliest: for each an intercept, and a weight of every feature."""

    classes: tuple[str, ...]
    intercepts: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return how likely each class is; together 1."""
        weights_of = self.weights.get
        known = [(weights, value) for name, value in features.items() if (weights := weights_of(name)) is not None]
        sums = [
            sum([weights[place] * value for weights, value in known], intercept)
            for place, intercept in enumerate(self.intercepts)
        ]
        highest = max(sums)
        powers = [math.exp(one - highest) for one in sums]
        total = math.fsum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Sign:
    """Whether a mail concerns a consultation: what its words and rules say of it, and the letters of its words."""

    concerns: Score
    spelling: Spelling

    def log_odds(self, look: Look) -> float:
        """Return how likely it is, in log-odds."""
        return self.concerns.log_odds(look.features) + self.spelling.log_odds(look.words)

    def with_more(self, more: Mapping[str, float]) -> Sign:
        """Return it with more weight on some features."""
        weights = dict(self.concerns.weights)
        for name, weight in more.items():
            weights[name] = weights.get(name, 0.0) + weight
        return replace(self, concerns=replace(self.concerns, weights=weights))

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {CONCERNS: asdict(self.concerns), SPELLING: dict(self.spelling.weights)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """What is known of mails that stand in one place, beside what is known of all."""

    weights: Mapping[str, float]  # that words and rules have there besides
    spelling: Spelling
    stretch: float  # the part by which log-odds are stretched there; below 0 they are drawn together
    shift: float  # what is added to them, for more of the mails there are ours, or fewer


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """All that was learnt, and which training it comes from."""

    version: str
    anywhere: Sign
    placed: Sign  # the same for mails in one of these places, each of which adds to it
    places: Mapping[str, Place]  # by their names (see Look.places)
    junk: Score  # of what concerns none: whether it is junk
    kind: Head
    stance: Head

    def is_junk(self, look: Look) -> bool:
        """Whether a mail that concerns no consultation is more likely junk than not."""
        return self.junk.log_odds(look.features) > 0

    def log_odds(self, look: Look) -> float:
        """Return how likely it is, in log-odds, that a mail concerns the consultation."""
        known = self._known(look)
        told = self._sign(look).log_odds(look)
        for place in known:
            told += added(place.weights, look.features) + place.spelling.log_odds(look.words)
        return told * self.stretch(look) + sum(place.shift for place in known)

    def weight_of(self, feature: str, look: Look) -> float:
        """Return what a feature of 1 adds to a mail's log-odds, without its letters."""
        own = sum(place.weights.get(feature, 0.0) for place in self._known(look))
        return (self._sign(look).concerns.weights.get(feature, 0.0) + own) * self.stretch(look)

    def stretch(self, look: Look) -> float:
        """Return by how much what a mail's features add up to is multiplied where it stands."""
        return 1 + sum(place.stretch for place in self._known(look))

    def taught(self, lessons: Mapping[str, float]) -> Model:
        """Return the model with more weight on some features, wherever a mail stands."""
        return replace(
            self,
            version=f"{self.version} taught",
            anywhere=self.anywhere.with_more(lessons),
            placed=self.placed.with_more(lessons),
        )

    def _sign(self, look: Look) -> Sign:
        return self.placed if any(name in self.places for name in look.places) else self.anywhere

    def _known(self, look: Look) -> list[Place]:
        return [self.places[name] for name in look.places if name in self.places]

    def as_text(self) -> str:
        """Return the text of the model's file: a line that tells its version and checksum, and a line of weights."""
        content: dict[str, Any] = {
            ANYWHERE: self.anywhere.as_json(),
            PLACED: self.placed.as_json(),
            PLACES: {
                name: {
                    "weights": one.weights,
                    SPELLING: dict(one.spelling.weights),
                    "stretch": one.stretch,
                    "shift": one.shift,
                }
                for name, one in self.places.items()
            },
            JUNK: asdict(self.junk),
            KIND: asdict(self.kind),
            STANCE: asdict(self.stance),
        }
        # One letter that is not ASCII would double the room that the whole text takes while it is read.
        weights = json.dumps(content, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
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
        # There are a few hundred different weights, and some hundred thousand in all.
        content = json.loads(weights, parse_float=cache(float))
        if ANYWHERE not in content:
            raise SettingsError(f"The model {file} was trained by another version of mailintake.", remedy=_REMEDY)
        return Model(
            version=str(about["version"]),
            anywhere=_sign(content[ANYWHERE]),
            placed=_sign(content[PLACED]),
            places={name: _place(one) for name, one in content[PLACES].items()},
            junk=Score(**content[JUNK]),
            kind=_head(content[KIND]),
            stance=_head(content[STANCE]),
        )
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


def _sign(content: Mapping[str, Any]) -> Sign:
    return Sign(concerns=Score(**content[CONCERNS]), spelling=Spelling(content[SPELLING]))


def _place(content: Mapping[str, Any]) -> Place:
    return Place(
        weights=content["weights"],
        spelling=Spelling(content[SPELLING]),
        stretch=float(content["stretch"]),
        shift=float(content["shift"]),
    )


def _head(content: Mapping[str, Any]) -> Head:
    return Head(
        classes=tuple(content["classes"]),
        intercepts=tuple(content["intercepts"]),
        weights={name: tuple(weights) for name, weights in content["weights"].items()},
    )


def _checksum(weights: str) -> str:
    return hashlib.sha256(weights.encode()).hexdigest()
