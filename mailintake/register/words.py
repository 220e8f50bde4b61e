"""The words a kept mail is found by, and how a search is read: the same for every store.

A word is a run of letters and digits in lower case; a search finds the mails that have, for each of its words, a word
that begins with it. So ``remiss`` finds remissvar, an address is found by its parts, and å is not a.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from mailintake.domain.message import Attachment, Message, Reading
from mailintake.domain.tray import Hit, TrayItem

MAX_WORD_LENGTH = 60
# PostgreSQL refuses the words of one mail above 1 MB.
MAX_WORDS_BYTES = 500_000
MAX_WORDS_ASKED = 20
SNIPPET_LENGTH = 160

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text, each once, in order.

    A letter that is written as two signs, or as part of a ligature, is the letter that is read (NFKC).
    """
    found = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return list(dict.fromkeys(word[:MAX_WORD_LENGTH] for word in found))


def words_of_mail(reading: Reading, *told: str) -> list[str]:
    """Return the words a kept mail is found by: its own, its attachments', and what the register says of it."""
    texts = [*told, reading.subject, reading.from_address]
    if isinstance(reading, Message):
        texts += [reading.from_name, reading.text]
        texts += [f"{attachment.filename} {attachment.text}" for attachment in reading.attachments]
    return _bounded(dict.fromkeys(word for text in texts for word in words_of(text)))


def words_asked(search: str) -> list[str]:
    """Return the words that a search asks for."""
    return words_of(search)[:MAX_WORDS_ASKED]


def hit_of(item: TrayItem, asked: Sequence[str]) -> Hit:
    """Return a find of a search, with the place where the words stand."""
    reading, comment, organisation = item.reading, item.comment, item.decision.organisation
    named = comment.organisation_name if comment is not None else ""
    return Hit(
        item_id=item.id,
        reference=comment.reference if comment is not None else "",
        organisation=named or (organisation.name if organisation is not None else ""),
        received_at=reading.received_at,
        label=item.decision.label.value,
        subject=reading.subject,
        snippet=snippet(tuple(asked), reading.text, reading.attachments) if isinstance(reading, Message) else "",
    )


def snippet(asked: tuple[str, ...], text: str, attachments: Iterable[Attachment] = ()) -> str:
    """Return the place in a mail's text, or in its attachments' text, where the first word asked for stands."""
    for source in (text, *(attachment.text for attachment in attachments)):
        for match in _WORD.finditer(source):
            if match[0].casefold().startswith(asked):
                return _around(source, match.start())
    return _around(text, 0)


def _around(text: str, position: int) -> str:
    start = max(0, position - SNIPPET_LENGTH // 3)
    cut = text[start : start + SNIPPET_LENGTH]
    return " ".join(("…" if start else "", *cut.split(), "…" if start + SNIPPET_LENGTH < len(text) else "")).strip()


def _bounded(words: Iterable[str]) -> list[str]:
    kept, size = [], 0
    for word in words:
        size += len(word.encode()) + 1
        if size > MAX_WORDS_BYTES:
            break
        kept.append(word)
    return kept
