"""The name of an organisation that no word tells of, by whom it stands beside: “Marta, Campus Climbers”.

A line of a signature sets it behind the person who signs, or behind “för”; a subject sets it behind “Yttrande från”. It
is looked for last, where nothing surer named anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailintake.classify.kinds import MARKS
from mailintake.classify.signed_name import NO_NAMES
from mailintake.classify.words import fold
from mailintake.domain.message import Message

_LONGEST_LINE = 100
_LONGEST_SIGNATURE = 800
_MOST_WORDS = 6
_FEWEST_WORDS = 2
_FROM = re.compile(
    r"^(?:(?:re|sv|vs|fwd?|vb): *)*"
    r"(?:remiss)?(?:yttrande|svar|synpunkter|inspel|lausunto|comments|response|reply|høringssvar)"
    r" (?:från|fra|from) (?P<name>.+)$",
    re.IGNORECASE,
)
_FOR = re.compile(r"^(?:[Ff]ör|[Ff]or|[Oo]n behalf of) (?P<name>[A-ZÅÄÖ].+)$")
_PERSONS = re.compile(r"[^\W\d_][\w.'’-]*(?: (?:(?:&|och|o|and|ja) )?[A-ZÅÄÖ][\w.'’-]*){0,3}")
_AND = frozenset({"och", "o", "and", "ja", "&", "samt"})


def names_beside_the_signer(message: Message) -> Iterator[str]:
    """Yield what stands behind the person who signs, behind “för”, and behind “Yttrande från” in the subject."""
    person = {fold(word) for word in message.from_name[:_LONGEST_LINE].split()}
    for line in map(str.strip, message.signature[:_LONGEST_SIGNATURE].splitlines()):
        if len(line) <= _LONGEST_LINE:
            yield _behind(line, person, message.from_name.strip())
            spoken_for = _FOR.match(line)
            yield _as_name(spoken_for["name"], 1) if spoken_for else ""
    subject = _FROM.match(message.subject[:_LONGEST_LINE].strip())
    name = _as_name(subject["name"], _FEWEST_WORDS) if subject else ""
    yield "" if person.intersection(map(fold, name.split())) else name


def _behind(line: str, person: set[str], sender_name: str) -> str:
    """Return what stands behind a comma and a person: the sender, or anybody where it is what the sender is called."""
    before, comma, name = line.partition(", ")
    if not comma or not _PERSONS.fullmatch(before):
        return ""
    if name.strip(MARKS) == sender_name:
        return _as_name(name, 1)
    names = {fold(word) for word in before.split()} - _AND
    return _as_name(name, _FEWEST_WORDS) if names <= person else ""


def _as_name(text: str, fewest: int) -> str:
    """Return words as a name of so many words at least; "" where they are an address, an office or a sentence."""
    name = text.partition(",")[0].strip(MARKS + " ")
    words = name.split()
    is_name = fewest <= len(words) <= _MOST_WORDS and words[0][0].isupper() and not any(map(str.isdigit, name))
    return name if is_name and fold(words[0]) not in NO_NAMES else ""
