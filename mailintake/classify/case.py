"""One mail weighed beside one consultation."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mailintake.classify.context import Context
from mailintake.classify.evidence import find_hits, in_words, says_nothing, weigh
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.features import Look, look_at
from mailintake.classify.model import Model
from mailintake.classify.weights import Weights
from mailintake.classify.word_evidence import told_by, word_evidence
from mailintake.domain.decision import Evidence
from mailintake.domain.message import Message

# A likeness of less than this share of its weight is chance.
_LIKENESS = 0.3
_CLEARLY_NOT = -3.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """What was found, and what it adds up to."""

    message: Message
    context: Context
    hits: Mapping[str, Hit | None]
    added: Mapping[str, float]  # by each rule that hit, in log-odds
    by_rules: float  # what the rules add up to
    look: Look
    log_odds: float  # what it all adds up to
    model: Model | None = None

    def weighed_by(self, model: Model) -> Case:
        """Return the case as a model sees it: the rules' sum, moved by the words it knows."""
        return replace(self, log_odds=model.log_odds(self.look), model=model)

    def evidence(self) -> tuple[Evidence, ...]:
        """Return what was found, in words: put together only for a decision that somebody may read."""
        found = in_words(self.hits, self.added)
        if self.model is None:
            return tuple(found)
        # Below the line nobody asks which words told so.
        told = told_by(self.model, self.look) if self.log_odds > _CLEARLY_NOT else ()
        return (*found, word_evidence(told, self.context.letter, self.log_odds - self.by_rules))

    @property
    def probability(self) -> float:
        """How likely it is that the mail concerns the consultation."""
        return probability(self.log_odds)

    def has(self, *rules: str) -> bool:
        """Whether any of the rules hit."""
        return any(self.hits[rule] is not None for rule in rules)

    def strength(self, rule: str) -> float:
        """How strongly a rule hit; 0 where it missed."""
        hit = self.hits[rule]
        return hit.strength if hit else 0.0

    @property
    def is_thread(self) -> bool:
        """Whether it answers a mail of ours or names our reference."""
        return self.has("replies_to_our_mail", "names_our_reference")

    @property
    def is_from_ourselves(self) -> bool:
        """Whether it comes from one of our own addresses."""
        return self.message.from_address.lower() in self.context.own_addresses

    @property
    def has_topic(self) -> bool:
        """Whether anything tells that this consultation is meant, and not just any."""
        return (
            self.has("title", "key_terms", "terms_in_subject", "sections")
            or self.strength("attachment_name") == 1
            or self.strength("proposal_likeness") >= _LIKENESS
        )

    @property
    def counterevidence(self) -> float:
        """What speaks for something else, in log-odds: 0 or less, by rules alone."""
        # To say nothing is not to speak of something else.
        return sum(weight for rule, weight in self.added.items() if weight < 0 and rule != says_nothing.NAME)

    @property
    def is_outside_period(self) -> bool:
        """Whether the mail came while the consultation took no answers."""
        return not self.context.profile.consultation.is_listening(self.message.received_at)


def build_case(message: Message, context: Context, weights: Weights, model: Model | None) -> Case:
    """Ask the rules, weigh what they found, and let the model move the sum by the words it knows.

    Without a model, as in training, the rules stand alone.
    """
    hits = find_hits(message, context)
    added = weigh(hits, weights.rules)
    by_rules = weights.prior + sum(added.values())
    look = look_at(message, context, hits, by_rules)
    return Case(
        message=message,
        context=context,
        hits=hits,
        added=added,
        by_rules=by_rules,
        look=look,
        log_odds=by_rules if model is None else model.log_odds(look),
        model=model,
    )


def probability(log_odds: float) -> float:
    """Return the probability behind log-odds (the logistic function), rounded to four places."""
    return round(1 / (1 + math.exp(-log_odds)), 4)
