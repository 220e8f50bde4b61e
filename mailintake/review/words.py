"""What a person reads of why a mail stands as it does, in the service's language."""

from __future__ import annotations

from mailintake.classify.in_words import explanation_in
from mailintake.domain.decision import Decision
from mailintake.parse.defects import in_words


def why(decision: Decision, language: str) -> str:
    """Return why a mail was decided so, or why it is held, in one sentence."""
    return in_words(explanation_in(decision.reason, decision.explanation, language), language)
