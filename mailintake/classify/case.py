"""One mail weighed beside one consultation."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mailintake.classify import word_evidence
from mailintake.classify.context import Context
from mailintake.classify.evidence import find_hits, says_nothing, weigh
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.features import Look, look_at
from mailintake.classify.model import Model
from mailintake.classify.weights import Weights
from mailintake.domain.decision import Evidence
from mailintake.domain.message import Message

# A likeness of less than this share of its weight is chance.
_LIKENESS = 0.3


_CLEARLY_NOT = -3.5
# To say nothing is not to speak of something else, and neither is to choose other words than most.
_NO_COUNTER = frozenset({says_nothing.NAME, word_evidence.NAME})


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """What was found, and what it adds up to."""

    message: Message
    context: Context
    hits: Mapping[str, Hit | None]
    evidence: tuple[Evidence, ...]
    log_odds: float
    look: Look
    model: Model | None = None

    def weighed_by(self, model: Model) -> Case:
        """Return the case as a model sees it: the rules' sum, moved by the words it knows."""
        log_odds = model.log_odds(self.look)
        # Below the line nobody asks which words told so: most mail lies there, and to name them takes time.
        features = self.look.features if log_odds > _CLEARLY_NOT else {}
        words = word_evidence.word_evidence(model.concerns, features, self.context.letter, log_odds - self.log_odds)
        return replace(self, log_odds=log_odds, evidence=(*self.evidence, words), model=model)

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
        return sum(one.weight for one in self.evidence if one.weight < 0 and one.rule not in _NO_COUNTER)

    @property
    def is_outside_period(self) -> bool:
        """Whether the mail came while the consultation took no answers."""
        return not self.context.profile.consultation.is_listening(self.message.received_at)


def build_case(message: Message, context: Context, weights: Weights, model: Model | None) -> Case:
    """Ask the rules, weigh what they found, and let the model move the sum by the words it knows.

    Without a model, as in training, the rules stand alone.
    """
    hits = find_hits(message, context)
    evidence = weigh(hits, weights.rules)
    by_rules = weights.prior + sum(finding.weight for finding in evidence)
    case = Case(
        message=message,
        context=context,
        hits=hits,
        evidence=evidence,
        log_odds=by_rules,
        look=look_at(message, context, hits, by_rules),
    )
    return case if model is None else case.weighed_by(model)


def probability(log_odds: float) -> float:
    """Return the probability behind log-odds (the logistic function), rounded to four places."""
    return round(1 / (1 + math.exp(-log_odds)), 4)
