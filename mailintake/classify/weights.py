"""The weights of the rules and the thresholds of deciding: data in weights.toml, checked against the rules."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib import resources

from mailintake.errors import SettingsError

FILE = "mailintake/classify/weights.toml"
_THRESHOLDS = ("prior", "act", "act_in_thread", "sure", "certain", "review", "review_in_thread", "margin")


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """What the rules weigh, in log-odds, and where the lines are drawn."""

    prior: float  # log-odds before anything is known
    act: float  # probability from which on the service acts by itself, if nothing speaks for caution
    act_in_thread: float  # the same for a mail that answers one of ours: it disturbs nobody who did not write to us
    sure: float  # probability from which on doubts that only come of the words no longer count
    certain: float  # probability from which on even an answer that does not tell what it answers is taken for ours
    review: float  # probability from which on staff decide
    review_in_thread: float  # the same for a mail that answers one of ours
    margin: float  # log-odds between two consultations under which both fit
    rules: Mapping[str, float]


def shipped_weights(rules: Collection[str]) -> Weights:
    """Read the weights that come with the package. Raises SettingsError."""
    text = resources.files("mailintake.classify").joinpath("weights.toml").read_text(encoding="utf-8")
    return read_weights(text, rules)


def read_weights(text: str, rules: Collection[str], file: str = FILE) -> Weights:
    """Read weights for exactly these rules. Raises SettingsError that names the file and the key."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file} is not TOML: {error}.") from error
    _require_keys(tables, ("decide", "rules"), file, "")
    thresholds, weights = tables["decide"], tables["rules"]
    _require_keys(thresholds, _THRESHOLDS, file, "decide.")
    _require_keys(weights, rules, file, "rules.")
    for table, prefix in ((thresholds, "decide."), (weights, "rules.")):
        for key, value in table.items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise SettingsError(f"{file}: {prefix}{key} is {value!r}, not a number.")
    order = [thresholds[name] for name in ("review_in_thread", "review", "act_in_thread", "act", "sure", "certain")]
    if sorted(order) != order or not 0 < order[0] <= order[-1] < 1 or order[1] == order[2]:
        raise SettingsError(
            f"{file}: the thresholds of decide are not in order.",
            remedy="0 < review_in_thread <= review < act_in_thread <= act <= sure <= certain < 1.",
        )
    return Weights(**thresholds, rules=weights)


def _require_keys(table: object, keys: Collection[str], file: str, prefix: str) -> None:
    if not isinstance(table, dict):
        raise SettingsError(f"{file}: {prefix.rstrip('.')} is not a table.")
    for key in keys:
        if key not in table:
            raise SettingsError(f"{file}: {prefix}{key} is missing.")
    for key in table:
        if key not in keys:
            raise SettingsError(f"{file}: nothing is called {prefix}{key}.", remedy="Remove it or correct its name.")
