"""What the readers know of one language: values that its file fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """One language. What is a pattern is a regular expression that is tried without regard to case."""

    code: str  # ISO 639-1; "" for languages whose mail is only taken apart, not told
    words: str = ""  # small and frequent words, in lower case, by which a text is told
    endings: str = ""  # a pattern of how long words of it end
    letters: Mapping[str, float] = field(default_factory=dict)  # letters that speak for it, with their weight
    # How mail programs introduce an earlier mail. Patterns:
    wrote: tuple[str, ...] = ()  # the verb of "Anna wrote:"
    cites: tuple[str, ...] = ()  # the word of "Quoting Anna:"
    labels: Mapping[str, str] = field(default_factory=dict)  # of the kinds from, sent, date, to, cc and subject
    original: tuple[str, ...] = ()  # the title above the mail that is answered
    forwarded: tuple[str, ...] = ()  # the title above the mail that is passed on
    begins: tuple[str, ...] = ()  # the same as a line that ends in a colon
    within: tuple[str, ...] = ()  # says that the answers stand in the text of the mail that is answered
    # How a mail ends. Patterns:
    sent_from: tuple[str, ...] = ()  # how a device's line begins
    notices: tuple[str, ...] = ()  # how a paragraph begins that an organisation puts below every mail
    banners: tuple[str, ...] = ()  # how a paragraph begins that a mail server puts above mail from outside
