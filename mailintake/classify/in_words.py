"""A decision's evidence and explanation in the language in which staff are told things.

Both are stored once: in Swedish what the service judged, in English what a person decided. The words for staff are
chosen when they are shown, Swedish or, in any other language, English; what the sender wrote stays as it was.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mailintake.classify.reasons import TEXTS_EN
from mailintake.domain.decision import Evidence

SWEDISH = "sv"

_DECIDED_BY = ("Decided by ", "Beslutat av ")
# From here on a finding makes the mail about seven times as likely, or as unlikely, to concern the consultation.
_STRONG = 2.0
_QUOTING = ": ”"


class _Weighed(NamedTuple):
    """How much a finding counts, in words."""

    strongly_for: str
    speaks_for: str
    nothing: str
    speaks_against: str
    strongly_against: str


_WEIGHED_SWEDISH = _Weighed("talar starkt för", "talar för", "räknas inte", "talar emot", "talar starkt emot")
_WEIGHED_ENGLISH = _Weighed("strongly for", "speaks for", "does not count", "speaks against", "strongly against")
_EXPLAINED = {reason.value: text for reason, text in TEXTS_EN.items()}


def evidence_in(evidence: Evidence, language: str) -> str:
    """Return what a rule found, in words; as it is stored where the rule is not known any more."""
    if language == SWEDISH:
        return evidence.text
    sentence = _sentences_in_english().get((evidence.rule, _sign(evidence)))
    return evidence.text if sentence is None else f"{sentence}{_quoted_in_english(evidence.text)}."


def explanation_in(reason: str, explanation: str, language: str) -> str:
    """Return why a decision was made, in one sentence; as it is stored where the reason is not known."""
    english, swedish = _DECIDED_BY
    if language == SWEDISH:
        return swedish + explanation.removeprefix(english) if explanation.startswith(english) else explanation
    return _EXPLAINED.get(reason, explanation)


def weight_in(weight: float, language: str) -> str:
    """Return in words how much a finding speaks for or against that the mail concerns the consultation."""
    words = _WEIGHED_SWEDISH if language == SWEDISH else _WEIGHED_ENGLISH
    if weight == 0:
        return words.nothing
    if abs(weight) >= _STRONG:
        return words.strongly_for if weight > 0 else words.strongly_against
    return words.speaks_for if weight > 0 else words.speaks_against


def _sign(evidence: Evidence) -> int:
    """Return what a finding's sentence depends on: 0 for a miss, else 1 or -1 as it speaks for or against."""
    if not evidence.hit:
        return 0
    return -1 if evidence.weight < 0 else 1


@cache
def _sentences_in_english() -> dict[tuple[str, int], str]:
    # To load the rules takes a fifth of a second, and who reads Swedish needs none of them.
    from mailintake.classify import stance_evidence, word_evidence
    from mailintake.classify.evidence import RULES

    sentences = {
        (word_evidence.NAME, 1): word_evidence.HIT_FOR_EN,
        (word_evidence.NAME, -1): word_evidence.HIT_AGAINST_EN,
        (word_evidence.NAME, 0): word_evidence.MISS_EN,
        (stance_evidence.NAME, 1): stance_evidence.HIT_EN,
    }
    for rule in RULES:
        sentences |= {(rule.NAME, 1): rule.HIT_EN, (rule.NAME, -1): rule.HIT_EN, (rule.NAME, 0): rule.MISS_EN}
    return sentences


def _quoted_in_english(text: str) -> str:
    """Return the sender's words that follow a sentence, with the colon before them; nothing where there are none."""
    _, _, words = text.partition(_QUOTING)
    if not words:
        return ""
    return ": “" + words.removesuffix("”.").replace("”, ”", "”, “") + "”"
