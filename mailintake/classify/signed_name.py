"""The name of an organisation in what a mail is signed with: its sender's name, a line of its signature, its last line.

It is told by a word that names a kind of organisation; by likeness to the domain that the mail comes from; by a form
that no person's name has (“Släktforskarna i Sundsholm”, “Kustens brandvärn”, “Språkkaféet Ordbyte”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailintake.classify.kinds import MARKS, is_generic, is_kind
from mailintake.classify.sender import Sender
from mailintake.classify.words import fold, folded_set

LONGEST_NAME = 80
# They begin a sentence or a greeting; none of them is a name.
NO_NAMES = folded_set(
    """
    vi jag hej hejsan från för till mvh med vänlig vänliga hälsning hälsningar ordförande sekreterare kassör styrelsen
    styrelse vår våra vårt er ert era en ett den det detta dessa enligt kommunen dear hello the our we this my regards
    chair secretary kind som när om att och men hur vad var är har kan ska vill bra ja nej tack angående ang re sv vs
    yttrande svar remiss remissvar synpunkter protokoll förslag förslaget på å i in it is a an all alla många några
    ingen inte nu här där även också både sedan efter under inom utan mellan gamla nya min mitt mina din någon bästa
    kära ärade kram kramar yours
    """
)

_ADDRESSEE = ("till ", "att: ", "to ", "kopia")
_MOST_WORDS = 9
_SHORTEST_GROUP = 7
_SHORTEST_HOUSE = 8
_SHORTEST_COMMON_WORD = 4
_QUOTATION_MARKS = str.maketrans("", "", '"“”„»«*')
# Where one part of a line ends and the next begins.
_BETWEEN_PARTS = re.compile(
    r"\s[-–—]+\s|,(?! (?:lokal|avdelning|distrikt)\w* )|[|/;()<>•·\t]|:\s|\.\s+(?=(?-i:[A-ZÅÄÖ]))|\b(?:genom|gm|via)\b",
    re.IGNORECASE,
)
_SIGNED_FOR, _PLACE = (" för ", " från "), " i "
_LIST = re.compile(r"\bvia .*")
# A line that may name an organisation by its form alone.
_FORM = re.compile(r"(?:[aeo]rna\b|\ws [a-zåäö]{4}|[aäe][nt] [A-ZÅÄÖ])")
# What a person is there, a greeting, or a preposition: it stands before the name.
_ROLE = re.compile(
    r"(?:(?:med )?(?:vänlig\w*|bästa|varma|hjärtlig\w*) hälsning\w*|hälsning\w*|hälsar|mvh|vh|hej|hejsan|//?|--?|~"
    r"|(?:vice |v\.? |tf |t\.?f\.? )?(?:ordf(?:öranden?)?|sekr(?:eteraren?)?|kassör(?:en)?)"
    r"|ledamot|suppleant|kontaktperson|talesperson|kanslist|kansli(?:et)?|kanslichef|föreståndare|ombud(?:sman)?"
    r"|verksamhets(?:ledare|chef|utvecklare)|lokalombud|representant|reporter|redaktör|journalist|frilans"
    r"|sommarvikarie|styrelse(?:n|ledamot)?|registratur(?:en)?|registrator|handläggare|vd|rektor|kyrkoherde"
    r"|puheenjohtaja|sihteeri|leder|styreleder|formand|chair(?:man|person|woman)?|secretary|president|the board|board"
    r"|(?:för|från|i|på|vid|å|of|for|at|fra|on behalf of|på uppdrag av)|&|och)\b[.,:;]?\s*",
    re.IGNORECASE,
)
# Whoever is no more than this speaks for himself.
_BYSTANDER = re.compile(
    r"(?:f\.? ?d\.? |före detta |tidigare |fd )|(?:medlem|aktiv|engagerad|anställd|supporter|valberedningen|granne)\b",
    re.IGNORECASE,
)
_PERSONS_ENDING_IN_S = folded_set(
    """
    lars hans anders mats jens magnus marcus markus tobias andreas thomas tomas jonas claes klas nils linus rasmus
    elias mattias mathias johannes lukas lucas niklas niclas clas hannes hampus julius pontus agnes doris iris
    """
)
# “Elsas mamma” and “Grannarna på Storgatan” are people.
_PEOPLE = folded_set(
    """
    mamma pappa mor far mormor morfar farmor farfar son dotter bror syster fru man sambo familj granne vän kompis
    grannarna familjerna familjen systrarna syskonen bröderna makarna tvillingarna pojkarna flickorna tjejerna killarna
    barnen kramarna hälsningarna
    """
)
_NEVER_FIRST = NO_NAMES | _PEOPLE
_ARTICLES = folded_set("det den de the")


def names_of_sender(name: str, sender: Sender) -> Iterator[str]:
    """Yield what a sender's name holds of organisations; what stands after “via” is a list."""
    name = _LIST.sub("", name) if "via " in name else name
    if _may_name(name, sender):
        for part in _BETWEEN_PARTS.split(name):
            name = part.strip(MARKS + " ")
            yield name_of_part(part, sender) or (name if _is_house(name.split()) or _is_plural(name) else "")


def names_of_line(line: str, sender: Sender) -> Iterator[str]:
    """Yield what a line of a signature holds of organisations."""
    if _may_name(line, sender) and not is_addressee(line):
        for part in _BETWEEN_PARTS.split(line):
            yield name_of_part(part, sender)


def name_of_part(part: str, sender: Sender) -> str:
    """Return the organisation that a part of a line names, without what stands before it; "" where it names none."""
    part = _without_writer(part.translate(_QUOTATION_MARKS).strip(), sender)
    if _BYSTANDER.match(part):
        return ""
    while part and (role := _ROLE.match(part)):
        part = part[role.end() :]
    words = part.split()
    if not words or len(words) > _MOST_WORDS or len(part) > LONGEST_NAME:
        return ""
    # “sommarvikarie Kustposten”; one who writes no capitals names herself so: “luleå betongbarn”.
    while len(words) > 1 and words[0].islower() and not is_kind(words[0]) and not part.islower():
        del words[0]
    plain = [word.strip(MARKS) for word in words]
    name = " ".join(words).strip(MARKS)
    if any(map(is_kind, plain)):
        if len(plain) > 2 and sender.is_called(plain[0]) and not is_kind(plain[0]) and has_own_name(plain[1:]):
            # “Harry Sörbyns intresseförening”: he signs, and for whom.
            name = " ".join(words[1:]).strip(MARKS)
        return name if has_own_name(plain) else ""
    if (name.islower() and len(words) == 1) or _is_no_name(plain, name, sender):
        return ""
    if sender.is_person(plain):
        # “Fjällvandrarna i Norr” write from fjallvandrarna@ as a person does from her name.
        return name if _is_group(plain) else ""
    return name if name in sender.short_names or sender.owns(name) or _is_group(plain) else ""


def _is_no_name(words: list[str], name: str, sender: Sender) -> bool:
    first = fold(words[0])
    if first in _ARTICLES and len(words) > 1 and sender.owns(name):
        # “Det norske laget i nord” writes from @norskelag.
        return False
    return first in _NEVER_FIRST


def _without_writer(part: str, sender: Sender) -> str:
    """Return what stands after a person who signs for it: “Anna för Syföreningen Linan”, “Jonas från Norrbergs IF”."""
    for word in (*_SIGNED_FOR, " på ", _PLACE):
        writer, _, name = part.partition(word)
        if not name or any(map(is_kind, writer.split())):
            continue
        if any(map(is_kind, name.split())):
            is_signed = word in _SIGNED_FOR or sender.is_called(writer)
        else:
            # “Mona på Handtaget” from info@handtaget, but “Garnboden på Ågatan” from garnboden@agatan.
            is_own = sender.owns(name) and not sender.owns(writer) and not sender.is_called(writer)
            is_signed = is_own and word != _PLACE
        if is_signed:
            return name
    return part


def name_of_letterhead(line: str, sender: Sender) -> str:
    """Return the name that the first words of a line are, where only the sender's domain tells that they are one."""
    words = line.partition(". ")[0].partition(",")[0].split()
    return name_of_part(" ".join(words), sender) if words and not any(map(is_kind, words)) else ""


def is_addressee(line: str) -> bool:
    """Whether a line tells whom a letter is written to."""
    return line.lower().startswith(_ADDRESSEE)


def has_own_name(words: list[str]) -> bool:
    """Whether words are more than a kind: “Föreningen” is no name, “Föreningen Tallen” and “Hembygdsföreningen” are."""
    return any(word[:1].isupper() and not is_generic(word) and fold(word) not in NO_NAMES for word in words)


def _may_name(line: str, sender: Sender) -> bool:
    words = line.split()
    return (
        any(map(is_kind, words))
        or _FORM.search(line) is not None
        or sender.may_own(words)
        or not sender.short_names.isdisjoint(map(_bare, words))
    )


def _bare(word: str) -> str:
    return word.strip(MARKS)


def _is_group(words: list[str]) -> bool:
    first = words[0]
    if not first[:1].isupper() or not _PEOPLE.isdisjoint(map(fold, words)):
        return False
    if _is_plural(first):
        # Alone, or before a number, it may as well be where somebody lives.
        return len(words) > 1 and not any(map(str.isdigit, words))
    # “Kustens brandvärn”: the second word would be a surname, and hardly be written so.
    return (
        len(words) == 2
        and first.endswith("s")
        and fold(first) not in _PERSONS_ENDING_IN_S
        and words[1].islower()
        and len(words[1]) >= _SHORTEST_COMMON_WORD
    )


def _is_plural(word: str) -> bool:
    is_name = word[:1].isupper() and len(word) >= _SHORTEST_GROUP and " " not in word
    return is_name and word.endswith(("arna", "erna", "orna")) and fold(word) not in _PEOPLE


def _is_house(words: list[str]) -> bool:
    """Whether it reads like “Språkkaféet Ordbyte”: no given name but those in -ian ends so."""
    first = words[0] if words else ""
    return (
        len(words) > 1
        and fold(first) not in _PEOPLE
        and len(first) >= _SHORTEST_HOUSE
        and first[0].isupper()
        and first.isalpha()
        and first.endswith(("et", "en", "an"))
        and not first.endswith("ian")
    )
