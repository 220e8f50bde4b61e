"""The name of an organisation as a mail writes it: in its sender's name, its signature, its end, its beginning."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from mailintake.classify.kinds import MARKS, SHORT_FORMS, is_kind
from mailintake.classify.own_name import names_of_domain
from mailintake.classify.said_name import names_said
from mailintake.classify.sender import Sender
from mailintake.classify.signed_name import LONGEST_NAME, NO_NAMES, name_of_letterhead, names_of_line, names_of_sender
from mailintake.classify.signer import names_beside_the_signer
from mailintake.classify.words import fold, folded_set
from mailintake.domain.message import Message

_LONGEST_LINE = 200
_LONGEST_SIGNATURE = 800
_LONGEST_BEGINNING = 700
_LONGEST_END = 400
_LONGEST_SEARCHED = 3000
_LAST_LINES = 5
_LETTERHEAD = 4
_MOST_ATTACHMENTS = 5
# A longer line, or one that ends like a sentence, signs nothing.
_LONGEST_SIGNING = 70
_MUNICIPALITIES = (" kommun", " kommuns")

_END_OF_SENTENCE = re.compile(r"[.!?]\s|\n")
_OFFICES = folded_set("ordförande sekreterare kassör styrelsen styrelse chair secretary")
_SINCE = re.compile(r" (?:sedan|grundad|since|founded|est\.?) (?:år )?\d{4}$", re.IGNORECASE)
_PRIVATE = re.compile(
    r"privatperson|yksityishenkilö|private (?:person|individual|citizen)"
    r"|\b(?:jag|mina?|skriver|svarar|tycker)\b[^.!?\n]{0,50}\b(?:egen del|egna vägnar|egen räkning)\b",
    re.IGNORECASE,
)


def written_names(message: Message, short_names: frozenset[str]) -> list[str]:
    """Return what a mail calls the organisation it comes from, the likeliest first; none where a person writes.

    ``short_names`` are what organisations on the list are called for short.
    """
    sender = Sender.of(message, short_names)
    wholes = {part.strip(MARKS + " ") for part in (message.from_name, *message.signature.splitlines())}
    found = (name if _is_whole_line(name, wholes) else _without_ends(name) for name in _found(message, sender))
    names = list(dict.fromkeys(filter(None, found)))
    names = [name for name in names if not _is_receiver(name, sender, message)]
    if not names or (is_private(message) and not sender.owns(names[0])):
        return []
    best = next((name for name in names if _completes(name, names[0])), names[0])
    return list(dict.fromkeys((best, *names)))


def is_private(message: Message) -> bool:
    """Whether a mail says that its writer speaks for nobody else."""
    return _PRIVATE.search(message.text[:_LONGEST_SEARCHED]) is not None


def _found(message: Message, sender: Sender) -> Iterator[str]:
    yield from names_of_sender(message.from_name[:_LONGEST_LINE], sender)
    for line in message.signature[:_LONGEST_SIGNATURE].splitlines():
        yield from names_of_line(line, sender)
    text = message.text
    for line in reversed(text[-_LONGEST_END:].splitlines()[-_LAST_LINES:]):
        # “Vi har inga invändningar. /Kent, Allergiföreningen Pollenfri”
        signed = line.rpartition(" /")[2]
        if len(signed) < _LONGEST_SIGNING and not signed.rstrip().endswith((".", "?", "!")):
            yield from names_of_line(signed, sender)
    yield from names_said(message.subject[:_LONGEST_LINE], sender)
    yield from names_said(text[:_LONGEST_BEGINNING], sender)
    for attachment in message.attachments[:_MOST_ATTACHMENTS]:
        beginning = attachment.text[:_LONGEST_BEGINNING]
        for line in beginning.splitlines()[:_LETTERHEAD]:
            yield name_of_letterhead(line, sender)
        yield from names_said(beginning, sender)
    yield from names_said(_whole_sentences(text[_LONGEST_BEGINNING:][-_LONGEST_END:]), sender)
    for part in (message.subject[:_LONGEST_LINE], message.signature[:_LONGEST_SIGNATURE], text[:_LONGEST_SEARCHED]):
        yield from names_of_domain(part, sender)
    yield from names_beside_the_signer(message)


def _whole_sentences(cut_off: str) -> str:
    first = _END_OF_SENTENCE.search(cut_off)
    return cut_off[first.end() :] if first else ""


def _is_whole_line(name: str, lines: Collection[str]) -> bool:
    # “Parasportföreningen Alltid med” ends so, and in “Nederås IK sekreterare” somebody tells what he is there.
    return name in lines and fold(name.rpartition(" ")[2]) not in _OFFICES


def _without_ends(name: str) -> str:
    words = _SINCE.sub("", name).split()
    while words and fold(words[-1].strip(MARKS)) in NO_NAMES:
        words.pop()
    return " ".join(words)[:LONGEST_NAME].strip(MARKS)


def _is_receiver(name: str, sender: Sender, message: Message) -> bool:
    # Every letter names the municipality that it is sent to; another one is known by its domain.
    return name.lower().endswith(_MUNICIPALITIES) and (not sender.owns(name) or sender.is_at(message.to))


def _completes(longer: str, shorter: str) -> bool:
    """Whether it is the whole name: “Bordtennisklubben Skruvad Boll” beside “BTK Skruvad Boll” or “Skruvad Boll”."""
    if _is_whole(shorter) or not _is_whole(longer) or len(longer) <= len(shorter):
        return False
    own = {fold(word) for word in shorter.split() if word not in SHORT_FORMS}
    return bool(own) and own.issubset(fold(word) for word in longer.split())


def _is_whole(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and any(is_kind(word) and word not in SHORT_FORMS for word in words)
