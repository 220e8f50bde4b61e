"""The name that a sender's own domain is made of, where the mail writes it: “Scenkällaren” from producent@scenkallaren.

No word tells that it is an organisation's, so the domain has to be made of it letter by letter, and nothing may tell
that it is a person's: people have domains of their own names too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mailintake.classify.kinds import MARKS
from mailintake.classify.own_domain import letters_in
from mailintake.classify.sender import Sender
from mailintake.classify.words import fold

_SHORTEST = 7
_MOST_WORDS = 6
_ENDS_A_NAME = '.,:;!?)"”'


def names_of_domain(text: str, sender: Sender) -> Iterator[str]:
    """Yield what a text writes of which the sender's domain is made, with the words that belong to it behind it."""
    if len(sender.domain) < _SHORTEST or sender.domain not in letters_in(text):
        return
    for line in text.splitlines():
        words = line.split()
        for first in range(len(words)):
            end = _end(words, first, sender.domain)
            if end and not _may_be_a_person(words, first, end, sender):
                yield _as_name(words[first : _with_what_follows(words, end)])


def _end(words: Sequence[str], first: int, domain: str) -> int:
    """Return where the words end that make the domain together, or 0."""
    joined = ""
    for place in range(first, min(len(words), first + _MOST_WORDS)):
        joined += letters_in(words[place])
        if joined == domain:
            return place + 1
        if not joined or not domain.startswith(joined) or words[place][-1] in _ENDS_A_NAME:
            return 0
    return 0


def _with_what_follows(words: Sequence[str], end: int) -> int:
    """Return where “Studieringen Norrbotten” ends, of which the domain is only the first word."""
    while end < len(words) and words[end - 1][-1] not in _ENDS_A_NAME:
        if words[end][:1].isupper():
            end += 1
        elif words[end] == "i" and words[end + 1 : end + 2] and words[end + 1][0].isupper():
            # “Fågelvännerna i Skärgården”
            end += 2
        else:
            break
    return end


def _may_be_a_person(words: Sequence[str], first: int, end: int, sender: Sender) -> bool:
    run = [word.strip(MARKS) for word in words[first:end]]
    of_sender = {fold(word.strip(MARKS)) for word in sender.name.split()}
    if not of_sender.isdisjoint(map(fold, run)) or sender.is_called(run[0]):
        return True
    before = words[first - 1] if first else ""
    if before[:1].isupper() and before[-1] not in _ENDS_A_NAME and len(run) == 1:
        # “Per Sandberg” from per@sandberg.
        return True
    # Alone on a line, in capitals, and with nobody else who might have signed.
    is_alone = not first and end == len(words) and len(run) <= 2
    return is_alone and not of_sender and all(word[:1].isupper() for word in run)


def _as_name(words: Sequence[str]) -> str:
    name = " ".join(words).strip(MARKS + " ")
    return name[:1].upper() + name[1:]
