"""An organisation's name on the list as people write it: forms long or short, first or last, with or without endings.

“IF Norrskenet”, “Norrskenets IF” and “Idrottsföreningen Norrskenet” are the same association.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from mailintake.classify.kinds import is_kind
from mailintake.classify.stems import stem
from mailintake.classify.words import fold, folded_set, tokens_of
from mailintake.domain.message import Message

_LINES_AT_START = 4
_LINES_AT_END = 6
_MOST_ATTACHMENTS = 5
_LONGEST_LINE = 200
_LONGEST_SIGNATURE = 1000
# A key shorter than this many letters in all would be found in any text.
_SHORTEST_KEY = 6

_SHORT_FORMS = {
    "if": "idrottsförening", "ik": "idrottsklubb", "is": "idrottssällskap", "fk": "fotbollsklubb",
    "ff": "fotbollsförening", "bk": "bollklubb", "sk": "sportklubb", "hk": "hockeyklubb", "ok": "orienteringsklubb",
    "ibf": "innebandyförening", "rf": "riksförbund",
}  # fmt: skip
_SHORT_BY_LONG = {stem(fold(long)): short for short, long in _SHORT_FORMS.items()}
_LONG_BY_SHORT = {short: long for long, short in _SHORT_BY_LONG.items()}
_FORMS = frozenset((*_SHORT_BY_LONG, *_LONG_BY_SHORT))
_LEGAL_FORM = re.compile(r"\b(?:(?:ideell|ekonomisk)\s+f[öo]rening|r\.?f\.?|r\.?y\.?)\s*$", re.IGNORECASE)

# A name after one of these is spoken of; the letter does not speak for it.
_AWAY = frozenset(map(stem, folded_set("till mot om hos med kring angående ang mellan än utan")))
_BELONGING = frozenset(("i", "pa", "for", "av", "fran", "vid", "inom"))
_BYSTANDERS = frozenset(
    map(
        stem,
        folded_set(
            """
            medlem medlemmar aktiv engagerad anställd jobbar arbetar spelar tränar sjunger vän valberedningen med
            klagomål
            """
        ),
    )
)


def name_keys(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the stems by which a name is found in a text: forms long and short, in order and with the form last."""
    stems = tuple(word for word in _stems(_LEGAL_FORM.sub("", name.strip())) if word[0].isalnum())
    if sum(map(len, stems)) < _SHORTEST_KEY or (len(stems) == 1 and is_kind(name)):
        return ()
    keys = dict.fromkeys(itertools.product(*map(_alternatives, stems)))
    for key in tuple(keys):
        if len(key) > 1 and (key[0] in _FORMS or key[-1] in _FORMS):
            keys[(*key[1:], key[0]) if key[0] in _FORMS else (key[-1], *key[:-1])] = None
    return tuple(keys)


def signed_with(message: Message) -> tuple[str, ...]:
    """Return the stems of where a mail says who sends it: its sender's name, its signature, its last lines."""
    return _stems(message.from_name[:_LONGEST_LINE], *_signature_lines(message.signature), *_last_lines(message.text))


def signature(message: Message) -> tuple[str, ...]:
    """Return the stems of what the sender and its signature are called, without the letter's own last lines."""
    if not message.signature and not message.from_name:
        return ()
    return _stems(message.from_name[:_LONGEST_LINE], *_signature_lines(message.signature))


def opening(message: Message) -> tuple[str, ...]:
    """Return the stems of the subject and of first lines, also of attachments: there a letter tells for whom it is."""
    return _stems(
        message.subject[:_LONGEST_LINE],
        *_first_lines(message.text),
        *itertools.chain.from_iterable(
            _first_lines(attachment.text) for attachment in message.attachments[:_MOST_ATTACHMENTS]
        ),
    )


def is_spoken_of(stems: Sequence[str], place: int) -> bool:
    """Whether a name that begins at a place is not whom the letter speaks for: “bidraget till …”, “medlem i …”."""
    before = stems[max(0, place - 2) : place]
    if not before:
        return False
    return before[-1] in _AWAY or (len(before) > 1 and before[-1] in _BELONGING and before[0] in _BYSTANDERS)


def _stems(*texts: str) -> tuple[str, ...]:
    # The empty lines between stay in as ends of sentences, so that no name is put together of two lines.
    return tuple(map(stem, tokens_of("\n\n".join(texts))))


def _alternatives(word: str) -> tuple[str, ...]:
    other = _SHORT_BY_LONG.get(word) or _LONG_BY_SHORT.get(word)
    return (word, other) if other else (word,)


def _signature_lines(signature: str) -> list[str]:
    return [line for line in signature[:_LONGEST_SIGNATURE].splitlines() if line.strip()]


def _first_lines(text: str) -> list[str]:
    lines = [line for line in text[: _LINES_AT_START * _LONGEST_LINE].splitlines() if line.strip()]
    return [line[:_LONGEST_LINE] for line in lines[:_LINES_AT_START]]


def _last_lines(text: str) -> list[str]:
    lines = [line for line in text[-_LINES_AT_END * _LONGEST_LINE :].splitlines() if line.strip()]
    return [line[-_LONGEST_LINE:] for line in lines[-_LINES_AT_END:]]
