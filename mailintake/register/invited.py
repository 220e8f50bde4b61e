"""How the invited list (remisslista) meets the organisations that are known: pure rules, the same for every store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mailintake.domain.directory import ListComparison
from mailintake.domain.organisation import Organisation
from mailintake.register.text import clean, cleaned, domain_of, key_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Former:
    """What an organisation was known by before staff changed it, or before it was merged into another one."""

    organisation_id: int  # which it is now
    name: str
    number: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Directory:
    """The organisations of a consultation, and what staff have said of them that no list takes back."""

    known: tuple[Organisation, ...]  # by id
    former: tuple[Former, ...] = ()
    removed: Mapping[int, frozenset[str]] = field(default_factory=dict)  # keys of addresses, by organisation
    uninvited: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting:
    """What a list changes, and what it does not."""

    added: tuple[Organisation, ...]  # without numbers yet
    filled: tuple[tuple[Organisation, Organisation], ...]  # each as it is, and with what the list knows more of it
    unchanged: int
    kept_out: tuple[Organisation, ...]  # staff have said that these are not invited

    @property
    def changes(self) -> bool:
        """Whether it changes anything: at most starts it does not."""
        return bool(self.added or self.filled)

    @property
    def comparison(self) -> ListComparison:
        """What is told of it before it is stored."""
        return ListComparison(
            added=self.added,
            filled=tuple(after for _, after in self.filled),
            unchanged=self.unchanged,
            kept_out=self.kept_out,
        )


def find_known(
    wanted: Organisation, known: Iterable[Organisation], former: Iterable[Former] = ()
) -> Organisation | None:
    """Return the known organisation that one on the list is; None where it is new.

    The organisation number decides where both have one, else the name without regard to case and spaces; what it is
    known by now goes before what it was known by.
    """
    return _Index(known, former).find(wanted)


def meet(directory: Directory, consultation: str, invited: Sequence[Organisation]) -> Meeting:
    """Return what a list of the invited changes in the directory of its consultation."""
    index = _Index(directory.known, directory.former)
    named: dict[int, None] = {}
    for wanted in invited:
        found = index.find(wanted)
        if found is None:
            after = fresh(wanted, id_=-1 - len(index.standing), consultation=consultation)
        else:
            removed = directory.removed.get(found.id, frozenset())
            after = merged(found, wanted, removed=removed, is_kept_out=found.id in directory.uninvited)
        if after != found:
            index.put(cleaned(after))
        named[after.id] = None
    before = {one.id: one for one in directory.known}
    return Meeting(
        added=tuple(replace(index.standing[id_], id=0) for id_ in named if id_ < 0),
        filled=tuple(
            (before[id_], index.standing[id_]) for id_ in named if id_ > 0 and index.standing[id_] != before[id_]
        ),
        unchanged=sum(id_ > 0 and index.standing[id_] == before[id_] for id_ in named),
        kept_out=tuple(index.standing[id_] for id_ in named if id_ in directory.uninvited),
    )


def merged(
    known: Organisation, wanted: Organisation, *, removed: frozenset[str] = frozenset(), is_kept_out: bool = False
) -> Organisation:
    """Return a known organisation with what the list adds: what is known already is never overwritten.

    ``removed`` are the keys of addresses that staff took away; ``is_kept_out`` says that they do not invite it.
    """
    addresses = tuple(each for each in wanted.addresses if key_of(each) not in removed)
    gone = {domain_of(each) for each in wanted.addresses} - {domain_of(each) for each in addresses}
    domains = tuple(each for each in wanted.domains if key_of(each) not in gone)
    return replace(
        known,
        is_invited=known.is_invited or not is_kept_out,
        number=known.number or wanted.number,
        addresses=joined(known.addresses, addresses),
        domains=joined_domains(known.domains, domains),
        language=known.language or wanted.language,
        extended_to=known.extended_to or wanted.extended_to,
    )


def fresh(wanted: Organisation, *, id_: int, consultation: str) -> Organisation:
    """Return an organisation on the list as it is first stored."""
    return replace(
        wanted,
        id=id_,
        consultation=consultation,
        is_invited=True,
        addresses=joined((), wanted.addresses),
        domains=joined_domains((), wanted.domains),
    )


def joined(known: tuple[str, ...], wanted: Iterable[str]) -> tuple[str, ...]:
    """Return addresses with more of them behind, each once, as it was first written."""
    by_key: dict[str, str] = {}
    for each in (*known, *wanted):
        by_key.setdefault(key_of(each), each)
    return tuple(by_key.values())


def joined_domains(known: tuple[str, ...], wanted: Iterable[str]) -> tuple[str, ...]:
    """Return domains with more of them behind, each once."""
    return tuple(dict.fromkeys(key_of(each) for each in (*known, *wanted)))


def name_key(name: str) -> str:
    """Return a name as it is compared: without regard to case and spaces."""
    return " ".join(clean(name).casefold().split())


class _Index:
    """Organisations by number and by name; what was put in first is found first."""

    def __init__(self, known: Iterable[Organisation], former: Iterable[Former] = ()) -> None:
        self.standing: dict[int, Organisation] = {}
        self._by_number: dict[str, int] = {}
        self._by_name: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
        for organisation in known:
            self.put(organisation)
        for each in former:
            if each.organisation_id in self.standing:
                self._by_name[name_key(each.name)].append((each.organisation_id, each.number))
                if each.number:
                    self._by_number.setdefault(each.number, each.organisation_id)

    def put(self, organisation: Organisation) -> None:
        """Put one in, or in the place of what it was."""
        if organisation.id not in self.standing:
            self._by_name[name_key(organisation.name)].append((organisation.id, None))
        self.standing[organisation.id] = organisation
        if organisation.number:
            self._by_number.setdefault(organisation.number, organisation.id)

    def find(self, wanted: Organisation) -> Organisation | None:
        """Return the one that is meant; None where it is new."""
        if wanted.number and wanted.number in self._by_number:
            return self.standing[self._by_number[wanted.number]]
        for id_, former_number in self._by_name.get(name_key(wanted.name), ()):
            number = self.standing[id_].number if former_number is None else former_number
            if not (wanted.number and number):
                return self.standing[id_]
        return None
