"""Words that speak to a machine instead of to the authority: they are left out before a text is judged.

Header fields typed into a body prove nothing, and a mail that tells how it wants to be sorted is sorted by the rest of
its words. Staff see what was left out.
"""

from __future__ import annotations

import re

from mailintake.classify.words import folded_set

# Fields that only a mail server or a sorting program writes; a forwarded mail's From, To and Date are among them.
_FIELDS = folded_set(
    """
    from to cc bcc subject date sender reply-to return-path received message-id in-reply-to references delivered-to
    auto-submitted precedence authentication-results received-spf dkim-signature mime-version content-type
    content-transfer-encoding label outcome probability stance reason classification classify category consultation
    system user assistant etikett klass klassning utfall sannolikhet
    """
)
_FIELD_PREFIXES = ("x-", "list-")

# A quick look before the slower one: no order is given without one of these.
_CLUES = (
    "klassi", "klassa", "kategoris", "etiket", "classif", "categor", "label", "ignor", "bortse", "disregard", "instru",
    "prompt", "outcome", "probab", "sannolikhet",
)  # fmt: skip
_ORDERS = re.compile(
    r"\b(?:klassificera|klassa|kategorisera|etikettera|classify|categori[sz]e|label)\s+(?:\S+\s+){0,4}?(?:som|as|:)\s"
    r"|\b(?:ignorera|ignore|bortse\s+från|disregard)\s+(?:\S+\s+){0,3}?(?:instru\w+|regler\w*|rules|prompt\w*)"
    r"|\bsystem\s?prompt\w*|\b(?:outcome|probability|sannolikhet(?:en)?|label)\s*(?:=|:|är|is)\s*[\w.]",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LONGEST_LINE = 2000


def leave_out(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without what speaks to a machine, and what was left out of it, at most a few words of each."""
    has_clue = _has_clue(text)
    if not has_clue and ":" not in text:
        return text, ()
    kept: list[str] = []
    left_out: list[str] = []
    for line in text.split("\n"):
        if ":" in line and _is_field(line):
            left_out.append(line.strip())
        elif has_clue and len(line) <= _LONGEST_LINE and _has_clue(line) and _ORDERS.search(line):
            sentences = _SENTENCE.split(line)
            kept.append(" ".join(sentence for sentence in sentences if not _ORDERS.search(sentence)))
            left_out.extend(sentence.strip() for sentence in sentences if _ORDERS.search(sentence))
        else:
            kept.append(line)
    return ("\n".join(kept) if left_out else text), tuple(part[:60] for part in left_out)


def _has_clue(text: str) -> bool:
    lowered = text.lower()
    return any(clue in lowered for clue in _CLUES)


def _is_field(line: str) -> bool:
    name, colon, value = line.lstrip(" \t>*|").partition(":")
    if not colon or not value.strip():
        return False
    name = name.strip().lower()
    return name in _FIELDS or (name.startswith(_FIELD_PREFIXES) and " " not in name)
