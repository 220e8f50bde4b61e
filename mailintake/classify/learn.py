"""Learning at once from what staff decide, between one training and the next.

Each decision of a person moves the weights of the mail's own words just so far that the mail itself is told as the
person told it (passive-aggressive updates, Crammer et al. 2006): mails like it follow, others hardly notice. Nothing
but words is moved, so that twenty decisions about one matter do not change what a long or an English mail is taken for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mailintake.classify.features import IN_THREAD, Features, Look
from mailintake.classify.model import Model

Lessons = Mapping[str, float]  # what is added to the weight of each feature

# How far on the right side a mail shall lie, in log-odds, and how far one decision may move a single word.
_MARGIN = 2.0
_LONGEST_STEP = 0.25
_ROUNDS = 3
# What says nothing by its words.
_NO_WORDS = (
    IN_THREAD,
    "rules",
    "rule:",
    "known",
    "topics:",
    "on topic:",
    "off topic:",
    "length:",
    "language:",
    "answers ",
    "has commented",
    "documents",
    "cover",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """A mail beside a consultation, as the model sees it, and whether a person said that it concerns it."""

    look: Look
    is_ours: bool


def learn(model: Model, decided: Iterable[Decided]) -> Lessons:
    """Return what to add to the model's weights after a person's decisions, in the order in which they were made."""
    lessons: dict[str, float] = {}
    cases = [
        (_words_of(one.look.features), model.log_odds(one.look), model.stretch(one.look), 1 if one.is_ours else -1)
        for one in decided
    ]
    for _ in range(_ROUNDS):
        for words, log_odds, stretch, side in cases:
            now = log_odds + stretch * sum(lessons.get(name, 0.0) * value for name, value in words.items())
            short = _MARGIN - side * now
            if short > 0 and words:
                step = min(_LONGEST_STEP, short / stretch / sum(value * value for value in words.values()))
                for name, value in words.items():
                    lessons[name] = lessons.get(name, 0.0) + side * step * value
    return lessons


def taught(model: Model, lessons: Lessons) -> Model:
    """Return the model with what staff taught it."""
    return model.taught(lessons) if lessons else model


def _words_of(features: Features) -> Features:
    return {name: value for name, value in features.items() if not name.startswith(_NO_WORDS)}
