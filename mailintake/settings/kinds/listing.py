"""Lists of values, and tables from a language to a text."""

from __future__ import annotations

from typing import TypeVar

from mailintake.settings.findings import ValueRefusedError
from mailintake.settings.kinds.kind import Context, Kind, shown, wrong_type
from mailintake.settings.kinds.text import LANGUAGE

T = TypeVar("T")


class ListOf(Kind[tuple[T, ...]]):
    """Several values of one kind, none of them twice."""

    def __init__(self, item: Kind[T], *, at_least: int = 0, at_most: int = 1000) -> None:
        self._item = item
        self._at_least = at_least
        self._at_most = at_most
        self.name = f"list of: {item.name}"

    def read(self, value: object, context: Context) -> tuple[T, ...]:
        """Return the values in their order."""
        if not isinstance(value, list):
            raise wrong_type(value, "a list", "Write it between square brackets: [ … ].")
        items: list[T] = []
        for number, given in enumerate(value, start=1):
            try:
                item = self._item.read(given, context)
            except ValueRefusedError as refusal:
                raise ValueRefusedError(f"(item {number}) {refusal.problem}", refusal.remedy) from None
            if item in items:
                raise ValueRefusedError(f"(item {number}) {shown(given)} stands there twice.", "Take one away.")
            items.append(item)
        if len(items) < self._at_least:
            raise ValueRefusedError("is empty.", f"Give at least {self._at_least}.")
        if len(items) > self._at_most:
            raise ValueRefusedError(f"has {len(items)} items.", f"Give at most {self._at_most}.")
        return tuple(items)

    def from_text(self, text: str) -> object:
        """Return the items that stand between commas; none in an empty text."""
        return [self._item.from_text(part.strip()) for part in text.split(",")] if text.strip() else []

    def to_toml(self, value: tuple[T, ...]) -> object:
        """Return a list."""
        return [self._item.to_toml(item) for item in value]


class ByLanguage(Kind[dict[str, str]]):
    """A text in each of several languages."""

    name = "table of texts by language code"

    def __init__(self, text: Kind[str]) -> None:
        self._text = text

    def read(self, value: object, context: Context) -> dict[str, str]:
        """Return the texts by language code."""
        if not isinstance(value, dict):
            raise wrong_type(value, "a table", 'Write it as { en = "…", fi = "…" }.')
        texts = {}
        for language, text in value.items():
            code = LANGUAGE.read(language, context)
            try:
                texts[code] = self._text.read(text, context)
            except ValueRefusedError as refusal:
                raise ValueRefusedError(f"({code}) {refusal.problem}", refusal.remedy) from None
        return texts
