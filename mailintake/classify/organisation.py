"""Which organisation a mail comes from: by address, thread, number, own domain or name; else its name as written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mailintake.classify.names import name_keys, opening, signature, signed_with, written_name
from mailintake.classify.words import Words, folded_set
from mailintake.domain.history import History
from mailintake.domain.message import Message
from mailintake.domain.organisation import Organisation, OrganisationMatch

# Anybody can have an address at one of these, so they tell nothing of an organisation.
FREE_MAIL = folded_set(
    """
    gmail.com googlemail.com hotmail.com hotmail.se hotmail.no hotmail.fi outlook.com outlook.se live.com live.se
    live.no live.fi msn.com yahoo.com yahoo.se ymail.com icloud.com me.com mac.com aol.com protonmail.com proton.me
    tutanota.com gmx.com gmx.net mail.com zoho.com telia.com telia.se tele2.se comhem.se bredband.net bredband2.com
    bahnhof.se spray.se passagen.se algonet.se home.se swipnet.se glocalnet.net ownit.nu lunet.se tninet.se elisanet.fi
    kolumbus.fi luukku.com suomi24.fi online.no
    """
)

_LONGEST_SEARCHED = 4000

Key = TypeVar("Key", str, tuple[str, ...])

_NUMBER = re.compile(r"(?<!\d)(?:16)?(\d{6})[-– ]?(\d{4})(?!\d)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where a mail comes from, as far as it can be told."""

    match: OrganisationMatch | None = None
    organisation: Organisation | None = None  # the one on the list
    rival: str = ""  # the name of another one that the mail points to as well


class OrganisationIndex:
    """The organisations of one consultation, ready to be looked up."""

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        self._by_id = {organisation.id: organisation for organisation in organisations if organisation.id}
        self._by_address = _unique((address.lower(), one) for one in organisations for address in one.addresses)
        self._by_domain = _unique(
            (domain.lower(), one) for one in organisations for domain in one.domains if domain.lower() not in FREE_MAIL
        )
        self._by_number = _unique((_digits(one.number), one) for one in organisations if one.number)
        by_name = _unique((key, one) for one in organisations for key in name_keys(one.name))
        self._by_first_word: dict[str, list[tuple[tuple[str, ...], Organisation]]] = defaultdict(list)
        for key, organisation in sorted(by_name.items(), key=lambda item: -len(item[0])):
            self._by_first_word[key[0]].append((key, organisation))
        self._first_words = frozenset(self._by_first_word)

    def by_id(self, organisation_id: int | None) -> Organisation | None:
        """Return an organisation by the id it is stored under."""
        return None if organisation_id is None else self._by_id.get(organisation_id)

    def by_address(self, address: str) -> Organisation | None:
        """Return the organisation that an address belongs to."""
        return self._by_address.get(address.lower())

    def by_domain(self, address: str) -> Organisation | None:
        """Return the organisation whose own domain, or a part of it, an address lies in."""
        domain = address.lower().rpartition("@")[2]
        while "." in domain:
            if domain in self._by_domain:
                return self._by_domain[domain]
            domain = domain.partition(".")[2]
        return None

    def trace(self, message: Message, history: History, consultation: str, words: Words | None = None) -> Origin:
        """Tell which organisation a mail comes from; the surest sign wins.

        ``words`` are those of its subject and all of its text, where they are at hand: most mails hold no part of any
        organisation's name, and need not be looked through for it.
        """
        may_be_named = words is None or not self._first_words.isdisjoint(words.stems)
        signatories = self._named_in(signed_with(message) if may_be_named else signature(message))
        ways = (
            ("address", self.by_address(message.from_address)),
            ("thread", self._by_thread(history, consultation)),
            ("number", self._by_number_in(message)),
            ("domain", self.by_domain(message.from_address)),
            ("name", next(iter(signatories or (self._named_in(opening(message)) if may_be_named else ())), None)),
        )
        found = next(((way, organisation) for way, organisation in ways if organisation is not None), None)
        if found is None:
            return Origin()
        way, organisation = found
        match = OrganisationMatch(name=organisation.name, matched_by=way, organisation_id=organisation.id or None)
        # A secretary of two associations writes from one address: the signature tells which of them speaks.
        rival = signatories[0].name if signatories and organisation not in signatories else ""
        return Origin(match=match, organisation=organisation, rival=rival)

    def propose(self, message: Message) -> OrganisationMatch | None:
        """Return the name that a mail is signed with, where it looks like an organisation's."""
        name = written_name(message)
        return OrganisationMatch(name=name, matched_by="proposed") if name else None

    def _by_thread(self, history: History, consultation: str) -> Organisation | None:
        sent = history.replies_to
        if sent is None or sent.consultation != consultation:
            return None
        return self.by_id(sent.organisation_id)

    def _by_number_in(self, message: Message) -> Organisation | None:
        if not self._by_number:
            return None
        for text in (message.signature[:_LONGEST_SEARCHED], message.text[:_LONGEST_SEARCHED]):
            for hit in _NUMBER.finditer(text):
                organisation = self._by_number.get(hit[1] + hit[2])
                if organisation is not None:
                    return organisation
        return None

    def _named_in(self, stems: tuple[str, ...]) -> list[Organisation]:
        first_words = self._first_words.intersection(stems)
        if not first_words:
            return []
        found = []
        for position, word in enumerate(stems):
            for key, organisation in self._by_first_word[word] if word in first_words else ():
                if stems[position : position + len(key)] == key and organisation not in found:
                    found.append(organisation)
        return found


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)[-10:]


def _unique(pairs: Iterable[tuple[Key, Organisation]]) -> dict[Key, Organisation]:
    """Map what belongs to one organisation only: what two share tells nothing."""
    found: dict[Key, list[Organisation]] = defaultdict(list)
    for key, organisation in pairs:
        if organisation not in found[key]:
            found[key].append(organisation)
    return {key: owners[0] for key, owners in found.items() if len(owners) == 1}
