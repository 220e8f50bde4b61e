"""The rules, in the order in which staff read them, and what they find in a mail.

A new rule is one module here, one line in RULES, one weight in weights.toml and one test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mailintake.classify.context import Context
from mailintake.classify.evidence import (
    addressed_elsewhere,
    announces_answer,
    asks,
    attachment_name,
    colleague,
    consultation_words,
    declines,
    errand,
    evaluates,
    government_referral,
    grant_application,
    has_commented,
    health_referral,
    in_period,
    invitation,
    key_terms,
    known_organisation,
    list_mail,
    minority_language,
    names_our_reference,
    names_the_matter,
    near_miss,
    newsletter,
    opinion,
    other_matter,
    other_municipality,
    press,
    proposal_likeness,
    reference_prefix,
    replies_to_our_mail,
    sales,
    says_nothing,
    sections,
    spam,
    speaks_for_organisation,
    speaks_to_machine,
    supplements,
    terms_in_subject,
    thanks,
    title,
)
from mailintake.classify.evidence.rule import Hit, Rule
from mailintake.domain.decision import Evidence
from mailintake.domain.message import Message


def find_hits(message: Message, context: Context) -> dict[str, Hit | None]:
    """Ask every rule about a mail beside one consultation."""
    return {rule.NAME: rule.check(message, context) for rule in RULES}


def weigh(hits: Mapping[str, Hit | None], weights: Mapping[str, float]) -> dict[str, float]:
    """Return what each rule that hit adds to the log-odds."""
    return {name: round(weights[name] * hit.strength, 2) for name, hit in hits.items() if hit is not None}


def in_words(hits: Mapping[str, Hit | None], added: Mapping[str, float]) -> list[Evidence]:
    """Return every rule's finding in words, hit or miss, with what it adds to the log-odds."""
    # Most rules miss most mails, and a miss always says the same.
    return [_MISSES[name] if hit is None else _found(name, hit, added[name]) for name, hit in hits.items()]


def _found(name: str, hit: Hit, weight: float) -> Evidence:
    return Evidence(rule=name, hit=True, weight=weight, text=f"{_BY_NAME[name].HIT}{_quoted(hit.words)}.")


def _quoted(words: Iterable[str]) -> str:
    shown = ", ".join(f"”{word}”" for word in words if word)
    return f": {shown}" if shown else ""


RULES: tuple[Rule, ...] = (
    # Structure.
    replies_to_our_mail,
    names_our_reference,
    known_organisation,
    has_commented,
    in_period,
    # What it is about.
    title,
    reference_prefix,
    key_terms,
    terms_in_subject,
    names_the_matter,
    sections,
    proposal_likeness,
    attachment_name,
    # How it speaks.
    consultation_words,
    opinion,
    evaluates,
    announces_answer,
    declines,
    asks,
    supplements,
    speaks_for_organisation,
    minority_language,
    # What speaks for something else.
    says_nothing,
    colleague,
    near_miss,
    other_matter,
    other_municipality,
    addressed_elsewhere,
    errand,
    health_referral,
    government_referral,
    grant_application,
    newsletter,
    list_mail,
    invitation,
    press,
    thanks,
    sales,
    spam,
    # What changes nothing.
    speaks_to_machine,
)

_BY_NAME = {rule.NAME: rule for rule in RULES}
_MISSES = {rule.NAME: Evidence(rule=rule.NAME, hit=False, weight=0.0, text=f"{rule.MISS}.") for rule in RULES}
