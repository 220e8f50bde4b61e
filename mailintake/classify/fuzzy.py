"""Names that are nearly those of organisations on the list: misspelt, in another form, without the word for a kind.

“Idrotsföreningen Norrskent”, “Norrskenet” and “Föreningen Höstglöd” are suggestions, no more: staff see them, and no
machine joins mails by them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mailintake.classify.kinds import is_generic, is_kind
from mailintake.classify.words import fold, folded_set
from mailintake.domain.organisation import Organisation

# A shorter name of its own is a neighbour of too many words, and may be a person's.
_SHORTEST_OWN = 4
_SHORTEST_ALONE = 6
# One wrong letter in a name of so many, two in a longer one; one that stands without its kind must be surer.
_LETTERS_FOR_ONE, _LETTERS_FOR_TWO = 5, 9
_LETTERS_FOR_ONE_ALONE = 8
_PIECE = 3
_MOST_COMPARED = 8
_NO_PART = folded_set("i på för av vid och kring till the of in and ideell ekonomisk den ek")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Name:
    """A name taken apart."""

    own: str  # letters of the words that are its own
    kind: str  # letters of the words that tell its kind
    is_kind_first: bool  # “Kören Norrljus” is called Norrljus; “Björkviks byaförening” is not called Björkvik


class NearNames:
    """The names of a list, ready for others to be compared with."""

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        self._names: list[tuple[_Name, Organisation]] = []
        self._by_piece: dict[str, list[int]] = defaultdict(list)
        uses = Counter(word for one in organisations for word in set(fold(one.name).split()))
        short_names: set[str] = set()
        for organisation in organisations:
            self._add(_taken_apart(organisation.name), organisation)
            short = _short_name(organisation.name)
            if short and uses[fold(short)] == 1:
                short_names.add(short)
                self._add(_Name(own=_letters(short), kind="", is_kind_first=True), organisation)
        self.short_names = frozenset(short_names)  # as they are written on the list

    def nearest(self, written: str) -> Organisation | None:
        """Return the organisation whose name is nearly this one; None where none is, or several are."""
        name = _taken_apart(written)
        if len(name.own) < _SHORTEST_OWN:
            return None
        found = {organisation.name: organisation for other, organisation in self._alike(name) if _is_near(name, other)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _add(self, name: _Name, organisation: Organisation) -> None:
        if len(name.own) >= _SHORTEST_OWN:
            for piece in _pieces(name.own):
                self._by_piece[piece].append(len(self._names))
            self._names.append((name, organisation))

    def _alike(self, name: _Name) -> Iterator[tuple[_Name, Organisation]]:
        pieces = _pieces(name.own)
        shared = Counter(index for piece in pieces for index in self._by_piece.get(piece, ()))
        # A wrong letter spoils as many pieces as it stands in.
        for index, count in shared.most_common(_MOST_COMPARED):
            if count + 2 * _PIECE >= len(pieces):
                yield self._names[index]


def _taken_apart(name: str) -> _Name:
    words = [word for word in name.replace("-", " ").split() if fold(word) not in _NO_PART]
    kinds = [word for word in words if is_kind(word) or is_kind(word.upper())]
    own = [word for word in words if word not in kinds]
    return _Name(
        own=_letters(*own), kind=_letters(*kinds), is_kind_first=bool(kinds) and bool(own) and words[0] == kinds[0]
    )


def _short_name(name: str) -> str:
    """Return the word that an organisation is called by, where the word for its kind stands before it."""
    words = name.split()
    is_named_so = len(words) > 1 and is_kind(words[0]) and not is_kind(words[1]) and words[1][0].isupper()
    return words[1] if is_named_so and len(words[1]) >= _SHORTEST_ALONE else ""


def _is_near(written: _Name, listed: _Name) -> bool:
    if not written.kind:
        return listed.is_kind_first and _differ_little(written.own, listed.own, _LETTERS_FOR_ONE_ALONE)
    if not _differ_little(written.own, listed.own, _LETTERS_FOR_ONE):
        return False
    # Another word for its kind: “Föreningen Höstglöd”; but “Björkviks IF” is not “Björkviks byaförening”.
    is_same = is_generic(written.kind) or written.kind in listed.kind or listed.kind in written.kind
    return _differ_little(written.kind, listed.kind, _LETTERS_FOR_ONE) or (
        is_same and written.is_kind_first and listed.is_kind_first
    )


def _letters(*words: str) -> str:
    return "".join(fold(word).removesuffix("s") for word in words)


def _pieces(letters: str) -> set[str]:
    marked = f"^{letters}$"
    return {marked[start : start + _PIECE] for start in range(len(marked) - _PIECE + 1)}


def _differ_little(one: str, other: str, letters_for_one: int) -> bool:
    shorter = min(len(one), len(other))
    limit = (shorter >= letters_for_one) + (shorter >= max(_LETTERS_FOR_TWO, 2 * letters_for_one))
    return one == other or (abs(len(one) - len(other)) <= limit and _distance(one, other) <= limit)


def _distance(one: str, other: str) -> int:
    """Return how many letters must be put in, left out, changed or swapped (optimal string alignment)."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, another in enumerate(other, start=1):
            cost = min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != another))
            if before and j > 1 and letter == other[j - 2] and one[i - 2] == another:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]
