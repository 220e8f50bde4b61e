"""Whether a mail's words are a machine's where no header field tells: absence, receipt, challenge, read receipt.

A machine says little, and always the same kinds of things. So a mail is taken apart into sentences, and each must be
of such a kind: what is left over, an opinion or a question above all, was written by a person. A person who is on
holiday and comments all the same is a person; where next to nothing is left over, no comment can be lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from mailintake.parse.machine_phrases import LANGUAGES, Phrases

MAX_TEXT = 3000  # characters: what a machine writes seldom exceeds them
_TOP = 300  # characters in which a machine has said what it is
_MAX_SUBJECT = 200
_MAX_SENTENCE = 600  # characters that are looked at
_WRAPPED = 45  # characters of a line that goes on in the next
_SLIGHT = 3  # words of a sentence that says nothing by itself: a name, a date, a greeting
_LEFT_OVER = 60  # words: more than that is no machine's, whatever else is said
_CLOSING_WORDS = 8
_BEGINNING = 8  # letters by which a word is looked up
_MARKS = ".,:!?()"
_TELLING = ("automatic", "absence", "received")
_KINDS = (*_TELLING, "talk")

_CASE_NUMBER = re.compile(r"[\[(#]\s?#?(?:[A-Za-zÅÄÖåäö]{2,10}[-: #]{1,2})?#?\d[\d-]{3,}|\b[A-Z]{2,6}-?\d{4,}\b")
_NUMBERED = re.compile(r"(?:nummer|number|nr|no|id|#)\.?\s?(?:är|is|er|ist|on)?\s?[:#]?\s?#?\w*\d{3,}")
_TAGS = re.compile(r"(?:\[[^\]\n]{1,20}\]\s*)+")
_PASSED_ON = re.compile(r"\s*(?:vb|fwd?|vl|wg|tr|vidarebefordrat)\s*:", re.IGNORECASE)
# Who answers a receipt is a person.
_ANSWERING = re.compile(r"\s*(?:sv|re|vs|aw|svar|antw?)\s*:")
# What it may begin with is asked first: most letters end no clause.
_CLAUSE = re.compile(r"(?=[\s,])(?:(?<=[^\d\s][.!?;])\s+(?=[^a-zåäöæø\d])|(?:,|\s[–-])?\s+(?=(?:men|but|mutta|aber) ))")
_CLOSING = re.compile(
    r"(?:med )?(?:vänlig|bästa|varma|hjärtlig|soliga)\w* häls|häls(?:ar|ning)|mvh|vh\b|"
    r"(?:kind|best|warm)\w* regards|regards|sincerely|yours|"
    r"terveisin|ystävällisin|(?:med )?(?:vennlig|venlig|beste|bedste) hils|hilsen|mit "
    r"freundlichen|freundliche grüße|viele grüße|mfg\b"
)
# A machine asks only whether it is the right one to turn to.
_ASKED_BY_MACHINES = re.compile(
    r"(?:har (?:du|ni)|är det|är ditt|gäller|behöver|bråds|akut|urgent|need|do you|is "
    r"(?:it|your|this)|have you|haster|har (?:du|dere|i)|er det|"
    r"haben sie|ist es|onko|tarvitset)"
)
_FORM = re.compile(
    r"(?:namn|meddelande|synpunkt(?:er)?|name|message|nimi|viesti|navn|besked|melding|nachricht)\s?:\s?\S"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What the sentences of a mail are: how many of each kind, and how much is left over."""

    automatic: int = 0
    absence: int = 0
    received: int = 0
    talk: int = 0
    personal: int = 0
    left: int = 0  # words
    total: int = 0  # words

    def is_machines(self, allowed: int, *, is_certain: bool = False) -> bool:
        """Whether nothing speaks for a person, and no more words than allowed are left over.

        ``is_certain`` says that the header betrays a machine, so that it may say much else.
        """
        is_little = is_certain or self.automatic > 0 or 3 * self.left <= self.total
        return not self.personal and self.left <= allowed and is_little


NO_WORDS = Words(personal=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Title:
    """What a subject says of who wrote the mail."""

    is_automatic: bool = False  # an automatic reply: no person begins a subject so
    is_absence: bool = False  # absence: a person may speak of it as well
    is_reading: bool = False  # a read receipt
    is_receipt: bool = False  # a receipt, or it bears a case number


_UNTITLED = Title()


def read_subject(subject: str) -> Title:
    """Return what a subject says of who wrote the mail; one that answers an automatic reply says nothing."""
    subject = subject[:_MAX_SUBJECT]
    is_receipt = _CASE_NUMBER.search(subject) is not None
    lowered = subject.lower()
    if _stems("subject_stems").isdisjoint(_beginnings(lowered)):
        return _UNTITLED if not is_receipt else Title(is_receipt=True)
    # A gateway may have put its tag before it.
    tags = _TAGS.match(lowered)
    starts = (0, tags.end()) if tags else (0,)

    def begins(kind: str) -> bool:
        return any(_all(kind).match(lowered, start) for start in starts)

    return Title(
        is_automatic=begins("automatic_subjects"),
        is_absence=begins("absence_subjects"),
        is_reading=begins("read_subjects"),
        is_receipt=is_receipt
        or (not _ANSWERING.match(lowered) and _all("receipt_subjects").search(lowered) is not None),
    )


def is_passed_on(subject: str) -> bool:
    """Whether a subject says that a person passes on a mail."""
    return _PASSED_ON.match(subject) is not None


def has_case_number(text: str) -> bool:
    """Whether a text gives a number to whoever wrote."""
    return _NUMBERED.search(text[:MAX_TEXT].lower()) is not None


def weigh(text: str, *, is_certain: bool = False) -> Words:
    """Return what the sentences of a mail are; ``NO_WORDS`` where a person wrote them, or nothing shows who did.

    A machine says at once what it is, unless it ``is_certain`` that one wrote the mail: so most mails are left early.
    """
    if len(text) > MAX_TEXT:
        return NO_WORDS
    languages = _languages_of(text)
    if not languages or not (is_certain or _that_may_tell(_plain(text), languages)):
        return NO_WORDS
    return _count(_sentences(text), languages, is_certain=is_certain)


def asks_for_proof(text: str) -> bool:
    """Whether a text asks its reader to prove that the mail it answers was written by a person."""
    if len(text) > MAX_TEXT:
        return False
    if _stems("challenge_stems").isdisjoint(_beginnings(text[:_TOP].lower())):
        return False
    return _all("challenge").search(_plain(text)) is not None


def tells_of_reading(text: str) -> bool:
    """Whether a text tells that a mail was read, or thrown away."""
    return len(text) <= MAX_TEXT and _all("read").search(_plain(text)) is not None


def _languages_of(text: str) -> tuple[Phrases, ...]:
    found = _stems("stems") & _beginnings(text[:_TOP].lower())
    return tuple(language for language in LANGUAGES if not found.isdisjoint(_stems_of(language))) if found else ()


def _that_may_tell(plain: str, languages: tuple[Phrases, ...]) -> tuple[Phrases, ...]:
    """Return the languages in which a text may tell what a machine is; hallmarks are found far sooner than phrases."""
    return tuple([language for language in languages if any(map(plain.__contains__, _hallmarks(language)))])


def _beginnings(text: str) -> set[str]:
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return {word[:_BEGINNING] for word in text.split()}


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text in lower case, lines that were broken to fit the screen joined again."""
    lines: list[str] = []
    for line in (*text.replace("’", "'").split("\n"), ""):
        # A line that is nearly full goes on in the next, where that one begins as no sentence does.
        if lines and not (len(lines[-1]) > _WRAPPED and line[:1].islower()):
            for found in _CLAUSE.split(" ".join(lines)):
                sentence = " ".join(found.lower().split()) if found else ""
                if sentence:
                    yield sentence
            lines = []
        lines.append(line.strip())


def _count(sentences: Iterable[str], languages: tuple[Phrases, ...], *, is_certain: bool) -> Words:
    counts = dict.fromkeys(_KINDS, 0)
    left = total = 0
    is_begun = is_closed = False
    for sentence in sentences:
        words = len(sentence.split())
        kinds = _kinds_of(sentence[:_MAX_SENTENCE], languages)
        if "personal" in kinds:
            return NO_WORDS
        total += words
        for kind in kinds:
            counts[kind] += 1
        is_begun = is_begun or not kinds <= {"talk"}
        is_closed = is_closed or (words < _CLOSING_WORDS and _CLOSING.match(sentence) is not None)
        if not kinds and words > _SLIGHT and not is_closed:
            left += words
            if left > _LEFT_OVER or not (is_begun or is_certain):
                return NO_WORDS
    return Words(**counts, left=left, total=total)


def _kinds_of(sentence: str, languages: tuple[Phrases, ...]) -> set[str]:
    """Return what kinds a sentence is of; a person's is of no other."""
    telling = _that_may_tell(sentence, languages)

    def is_of(kind: str) -> bool:
        spoken = telling if kind in _TELLING else languages
        return any(_patterns(language)[kind].search(sentence) for language in spoken)

    if (is_of("personal") and not is_of("automatic")) or _FORM.match(sentence):
        return {"personal"}
    if sentence.endswith("?") and not _ASKED_BY_MACHINES.match(sentence):
        return {"personal"}
    # A greeting is talk that says nothing.
    return set(filter(is_of, _TELLING if sentence.count(" ") < _SLIGHT else _KINDS))


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())


@cache
def _all(kind: str) -> re.Pattern[str]:
    """Return the pattern of one kind in every language; compiled when it is first wanted."""
    return re.compile("|".join(phrase for language in LANGUAGES for phrase in getattr(language, kind)))


@cache
def _stems(kind: str) -> frozenset[str]:
    return frozenset(stem[:_BEGINNING] for language in LANGUAGES for stem in getattr(language, kind).split())


@cache
def _stems_of(language: Phrases) -> frozenset[str]:
    return frozenset(stem[:_BEGINNING] for stem in language.stems.split())


@cache
def _hallmarks(language: Phrases) -> tuple[str, ...]:
    return tuple(language.hallmarks.split("|"))


@cache
def _patterns(language: Phrases) -> dict[str, re.Pattern[str]]:
    return {kind: re.compile("|".join(getattr(language, kind))) for kind in (*_KINDS, "personal")}
