"""What a mail's sender's address and name tell of the names that the mail is signed with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailintake.classify.own_domain import is_like, letters_of
from mailintake.classify.words import fold
from mailintake.domain.message import Message

_LONGEST = 200
_SHORTEST_BEGINNING = 3
_SHORTEST_OWN = 7
_WORDS_OF_A_PERSON = 2
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sender:
    """Who sent a mail, by its header alone."""

    address: str
    name: str
    domain: str  # the letters of a domain that may be an organisation's own
    short_names: frozenset[str]  # what organisations on the list are called for short

    @classmethod
    def of(cls, message: Message, short_names: frozenset[str]) -> Sender:
        """Look at a mail's sender."""
        address = message.from_address[:_LONGEST].lower()
        return cls(
            address=address,
            name=message.from_name[:_LONGEST],
            domain=letters_of(address.rpartition("@")[2]),
            short_names=short_names,
        )

    def owns(self, name: str) -> bool:
        """Whether the domain is made of a name."""
        return is_like(self.domain, name)

    def may_own(self, words: Iterable[str]) -> bool:
        """Whether the domain may be made of some of the words; quick."""
        domain = self.domain
        return bool(domain) and any(fold(word[:_SHORTEST_BEGINNING]) in domain for word in words)

    def is_person(self, words: Sequence[str]) -> bool:
        """Whether words that name no kind of organisation are the sender's own name.

        “Nora Lodberg” writes from nora.lodberg@, “Tranebo byalag” from styrelsen@.
        """
        local = set(_WORD.findall(fold(self.address.rpartition("@")[0])))
        name = set(_WORD.findall(fold(self.name)))
        plain = {fold(word) for word in words}
        if self._is_named_by([fold(word) for word in words], local):
            return False
        is_of_name = len(name) > 1 and not name.isdisjoint(local) and name >= plain
        return is_of_name or (len(plain) > 1 and not local.isdisjoint(plain))

    def _is_named_by(self, words: Sequence[str], local: set[str]) -> bool:
        """Whether the domain is made of words as no person's is: hers is “wallin” or “evawallin”."""
        if local.isdisjoint(words) and "".join(words) == self.domain:
            # “Nordregionen, diariet” writes from diariet@nordregionen.
            return True
        if words[0] == self.domain and words[0] not in local:
            # “Självhjälparna Norr” writes from norr@sjalvhjalparna: a person's own domain is her last name.
            return len(words) > 1 and len(words[0]) >= _SHORTEST_OWN
        ends = range(2, len(words) + 1) if len(words) > _WORDS_OF_A_PERSON else ()
        return any("".join(words[first:end]) == self.domain for end in ends for first in range(end - 1))

    def is_called(self, word: str) -> bool:
        """Whether a word is what the sender is called, by the first word of the address or all of the name."""
        plain = fold(word)
        return plain == fold(self.name) or plain == fold(self.address).partition("@")[0].partition(".")[0]

    def is_at(self, addresses: Iterable[str]) -> bool:
        """Whether it writes from the domain of one of the addresses."""
        host = "@" + self.address.rpartition("@")[2]
        return any(address.lower().endswith(host) for address in addresses)
