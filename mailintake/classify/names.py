"""An organisation's name as people write it: forms long or short, first or last, with or without endings.

“IF Norrskenet”, “Norrskenets IF” and “Idrottsföreningen Norrskenet” are the same association.
"""

from __future__ import annotations

import itertools
import re

from mailintake.classify.stems import stem
from mailintake.classify.words import fold, folded_set, tokens_of
from mailintake.domain.message import Message

_LINES_AT_START = 4
_LINES_AT_END = 6
_LONGEST_LINE = 200
_LONGEST_SIGNATURE = 1000
_LONGEST_NAME = 80
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

# What ends a word that names a kind of association, in Swedish, Finnish, Norwegian and English.
_KINDS = re.compile(
    r"(?:forening|foreningen|klubb|klubben|forbund|forbundet|sallskap|sallskapet|forsamling|forsamlingen|karen|jouren"
    r"|natverk|natverket|distrikt|distriktet|avdelning|avdelningen|loge|logen|stiftelsen|kyrkan|gille|gillet|krets"
    r"|kretsen|yhdistys|seura|kerho|lag|laget|association|society|club|vanner|samfallighet|samfalligheten|kommitten"
    r"|bygderad|bygderadet|byalag|byalaget|ungdomsrad|ungdomsradet|korus|searvi|forum)$"
)
_SHORT_KINDS = frozenset((*_SHORT_FORMS, "ry"))
_CONNECTORS = frozenset(["i", "och", "av", "för", "på", "vid", "den", "&", "de"])
_NOT_NAMES = folded_set(
    """
    vi jag hej hejsan från för till mvh med vänlig vänliga hälsning hälsningar ordförande sekreterare kassör
    styrelsen styrelse föreningen förening föreningens klubben klubb vår våra ett en den detta förbundet enligt
    sammanslutningen kommunen dear hello the our we this regards chair secretary kind yhdistys yhdistyksemme
    """
)
_SPLIT = re.compile(r"\s[-–—]\s|[,|/;:()<>•·\t\n]|\.\s")


def name_keys(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the stems by which a name is found in a text: forms long and short, in order and with the form last."""
    stems = tuple(word for word in _stems(_LEGAL_FORM.sub("", name.strip())) if word[0].isalnum())
    if sum(map(len, stems)) < _SHORTEST_KEY or (len(stems) == 1 and _KINDS.search(fold(name))):
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
    return _stems(message.from_name[:_LONGEST_LINE], *_signature_lines(message.signature))


def opening(message: Message) -> tuple[str, ...]:
    """Return the stems of the subject and of the first lines, where a letter tells whom it speaks for."""
    return _stems(message.subject[:_LONGEST_LINE], *_first_lines(message.text))


def written_name(message: Message) -> str:
    """Return what looks like an organisation's name in the signature, the end, the sender's name or the beginning."""
    places = (
        *_signature_lines(message.signature),
        *reversed(_last_lines(message.text)),
        message.from_name,
        *_first_lines(message.text),
    )
    for place in places:
        for part in _SPLIT.split(place[:_LONGEST_LINE]):
            name = _name_in(part)
            if name:
                return name
    return ""


def _stems(*texts: str) -> tuple[str, ...]:
    # The empty lines between stay in as ends of sentences, so that no name is put together of two lines.
    return tuple(map(stem, tokens_of("\n\n".join(texts))))


def _alternatives(word: str) -> tuple[str, ...]:
    other = _SHORT_BY_LONG.get(word) or _LONG_BY_SHORT.get(word)
    return (word, other) if other else (word,)


def _name_in(text: str) -> str:
    run: list[str] = []
    for word in (*text.split(), ""):
        plain = word.strip("\"'“”.,!?")
        is_name = plain[:1].isupper() and (fold(plain) not in _NOT_NAMES or _is_kind(plain))
        if is_name or (run and (plain.lower() in _CONNECTORS or _is_kind(plain))):
            run.append(plain)
            continue
        while run and run[-1].lower() in _CONNECTORS:
            run.pop()
        if _is_a_name(run):
            return " ".join(run)[:_LONGEST_NAME]
        run = []
    return ""


def _is_a_name(run: list[str]) -> bool:
    # “Föreningen” is none, “Föreningen Tallen” and “Hembygdsföreningen” are.
    has_own_word = any(word[0].isupper() and fold(word) not in _NOT_NAMES for word in run)
    return has_own_word and any(map(_is_kind, run)) and (len(run) > 1 or len(run[0]) > len("föreningen") + 2)


def _is_kind(word: str) -> bool:
    plain = fold(word)
    return plain in _SHORT_KINDS or _KINDS.search(plain) is not None


def _signature_lines(signature: str) -> list[str]:
    return [line for line in signature[:_LONGEST_SIGNATURE].splitlines() if line.strip()]


def _first_lines(text: str) -> list[str]:
    lines = [line for line in text[: _LINES_AT_START * _LONGEST_LINE].splitlines() if line.strip()]
    return [line[:_LONGEST_LINE] for line in lines[:_LINES_AT_START]]


def _last_lines(text: str) -> list[str]:
    lines = [line for line in text[-_LINES_AT_END * _LONGEST_LINE :].splitlines() if line.strip()]
    return [line[-_LONGEST_LINE:] for line in lines[-_LINES_AT_END:]]
