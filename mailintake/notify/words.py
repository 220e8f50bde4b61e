"""What a mail says, as a list of words: to see that its text and its HTML say the same."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

_URL = re.compile(r"https?://\S+")
_WORD = re.compile(r"\w+")
# What no reader sees: the head, and the preheader that only a list of mails shows.
_UNSEEN_TAGS = frozenset({"head", "style", "script", "title"})
PREHEADER_ID = "preheader"


def words_of_text(text: str) -> list[str]:
    """Return the words of a text in order, without addresses of pages."""
    return _WORD.findall(_URL.sub(" ", text))


def words_of_html(html: str) -> list[str]:
    """Return the words that a reader of the HTML sees, in order, without addresses of pages."""
    return words_of_text(text_of_html(html))


def text_of_html(html: str) -> str:
    """Return what a reader of the HTML sees, as one line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return " ".join(" ".join(reader.pieces).split())


def difference(text: str, html: str) -> str:
    """Return in words what only one of the two says; "" where they say the same."""
    said, shown = Counter(words_of_text(text)), Counter(words_of_html(html))
    only_text, only_html = said - shown, shown - said
    parts = []
    if only_text:
        parts.append("only the text says: " + " ".join(only_text))
    if only_html:
        parts.append("only the HTML says: " + " ".join(only_html))
    return "; ".join(parts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = ""  # the tag that hides what is read now
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            self._depth += tag == self._unseen
        elif tag in _UNSEEN_TAGS or dict(attrs).get("id") == PREHEADER_ID:
            self._unseen, self._depth = tag, 1

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._depth -= 1
            if not self._depth:
                self._unseen = ""

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data)
