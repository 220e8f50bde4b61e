"""Which organisation a mail comes from: by address, thread, number, own domain or name; else its name as written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mailintake.classify.fuzzy import NearNames
from mailintake.classify.names import is_spoken_of, name_keys, opening, signature, signed_with
from mailintake.classify.own_domain import is_own
from mailintake.classify.words import Words
from mailintake.classify.written_name import is_private, written_names
from mailintake.domain.history import History
from mailintake.domain.message import Message
from mailintake.domain.organisation import Organisation, OrganisationMatch

_LONGEST_SEARCHED = 4000
_MOST_COMPARED = 3

_Stems = tuple[str, ...]
Key = TypeVar("Key", str, _Stems)

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
        by_domain = _unique((domain.lower(), one) for one in organisations for domain in one.domains)
        self._by_domain = {domain: one for domain, one in by_domain.items() if is_own(domain, one.name, one.addresses)}
        self._by_number = _unique((_digits(one.number), one) for one in organisations if one.number)
        by_name = _unique((key, one) for one in organisations for key in name_keys(one.name))
        self._by_first_word: dict[str, list[tuple[_Stems, Organisation]]] = defaultdict(list)
        for key, organisation in sorted(by_name.items(), key=lambda item: -len(item[0])):
            self._by_first_word[key[0]].append((key, organisation))
        self._first_words = frozenset(self._by_first_word)
        self._rarest_words = _rarest(by_name)
        self._near_names = NearNames(organisations)

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
        may_be_named = words is None or not self._rarest_words.isdisjoint(words.stems)
        signatories = self._named_in(lambda: signed_with(message) if may_be_named else signature(message))
        for way, organisation in self._signs(message, history, consultation):
            if organisation is not None:
                # A secretary of two associations writes from one address: the signature tells which of them speaks.
                is_clear = not signatories or organisation in signatories
                return _origin(way, organisation, rival="" if is_clear else signatories[0].name)
        named = signatories or (self._named_in(lambda: opening(message)) if may_be_named else [])
        if named and not is_private(message):
            return _origin("name", named[0])
        return Origin(match=self._named_before(message, history, consultation))

    def propose(self, message: Message) -> OrganisationMatch | None:
        """Return what a mail calls the organisation it comes from, or the one on the list whose name is nearly that.

        Neither is known to be right, so neither has an id.
        """
        names = written_names(message, self._near_names.short_names)
        if not names:
            return None
        near = next(filter(None, map(self._near_names.nearest, names[:_MOST_COMPARED])), None)
        if near is not None:
            return OrganisationMatch(name=near.name, matched_by="fuzzy")
        return OrganisationMatch(name=names[0], matched_by="proposed")

    def _signs(
        self, message: Message, history: History, consultation: str
    ) -> Iterator[tuple[str, Organisation | None]]:
        yield "address", self.by_address(message.from_address)
        yield "thread", self._by_thread(history, consultation)
        yield "number", self._by_number_in(message)
        yield "domain", self.by_domain(message.from_address)

    def _by_thread(self, history: History, consultation: str) -> Organisation | None:
        sent = history.replies_to
        if sent is None or sent.consultation != consultation:
            return None
        return self.by_id(sent.organisation_id) or self.by_address(sent.recipient)

    def _by_number_in(self, message: Message) -> Organisation | None:
        if not self._by_number:
            return None
        for text in (message.signature[:_LONGEST_SEARCHED], message.text[:_LONGEST_SEARCHED]):
            for hit in _NUMBER.finditer(text):
                organisation = self._by_number.get(hit[1] + hit[2])
                if organisation is not None:
                    return organisation
        return None

    def _named_before(self, message: Message, history: History, consultation: str) -> OrganisationMatch | None:
        """Return what the sender's last comment was registered as coming from, where this mail names no other."""
        for comment in history.comments_of_sender:
            if comment.consultation == consultation and comment.organisation_name:
                if is_private(message) or written_names(message, self._near_names.short_names):
                    return None
                return OrganisationMatch(name=comment.organisation_name, matched_by="proposed")
        return None

    def _named_in(self, read: Callable[[], _Stems]) -> list[Organisation]:
        """Return the organisations that a text names; it is not even read where there is none on the list."""
        found: list[Organisation] = []
        if not self._first_words:
            return found
        stems = read()
        first_words = self._first_words.intersection(stems)
        if not first_words:
            return found
        for place, word in enumerate(stems):
            for key, organisation in self._by_first_word[word] if word in first_words else ():
                is_named = stems[place : place + len(key)] == key and not is_spoken_of(stems, place)
                if is_named and organisation not in found:
                    found.append(organisation)
        return found


def _origin(way: str, organisation: Organisation, rival: str = "") -> Origin:
    match = OrganisationMatch(
        name=organisation.name,
        matched_by=way,
        organisation_id=organisation.id or None,
        language=organisation.language,
    )
    return Origin(match=match, organisation=organisation, rival=rival)


def _rarest(keys: Iterable[_Stems]) -> frozenset[str]:
    """Return a word of each name, the one that fewest names have: no name stands in a text without it."""
    keys = tuple(keys)
    names = Counter(word for key in keys for word in set(key))
    return frozenset(min(key, key=lambda word: (names[word], -len(word))) for key in keys)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)[-10:]


def _unique(pairs: Iterable[tuple[Key, Organisation]]) -> dict[Key, Organisation]:
    """Map what belongs to one organisation only: what two share tells nothing."""
    found: dict[Key, list[Organisation]] = defaultdict(list)
    for key, organisation in pairs:
        if organisation not in found[key]:
            found[key].append(organisation)
    return {key: owners[0] for key, owners in found.items() if len(owners) == 1}
