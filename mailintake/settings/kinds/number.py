"""Whole numbers and switches."""

from __future__ import annotations

from mailintake.settings.findings import ValueRefusedError
from mailintake.settings.kinds.kind import Context, Kind, shown, wrong_type


class Whole(Kind[int]):
    """A whole number between two bounds, which are both allowed."""

    def __init__(self, lowest: int, highest: int) -> None:
        self._lowest = lowest
        self._highest = highest
        self.name = f"number, {lowest} to {highest}"

    def read(self, value: object, context: Context) -> int:
        """Return the number."""
        del context
        remedy = f"Give a whole number from {self._lowest} to {self._highest}, without quotation marks."
        # TOML's true and false are Python's 1 and 0.
        if isinstance(value, bool) or not isinstance(value, int):
            raise wrong_type(value, "a whole number", remedy)
        if not self._lowest <= value <= self._highest:
            raise ValueRefusedError(f"{value if abs(value) < 10**20 else 'the number'} is out of range.", remedy)
        return value

    def from_text(self, text: str) -> object:
        """Return the number that a text is."""
        digits = text.strip()
        if not (digits.isascii() and digits.lstrip("-").isdecimal() and len(digits) <= 20):
            raise ValueRefusedError(
                f"{shown(text)} is not a whole number.", f"Give one from {self._lowest} to {self._highest}."
            )
        return int(digits)


class Switch(Kind[bool]):
    """True or false."""

    name = "true or false"

    def read(self, value: object, context: Context) -> bool:
        """Return the switch."""
        del context
        if not isinstance(value, bool):
            raise wrong_type(value, "true or false", "Write true or false, without quotation marks.")
        return value

    def from_text(self, text: str) -> object:
        """Return the switch that a word is."""
        word = text.strip().lower()
        if word not in {"true", "false"}:
            raise ValueRefusedError(f"{shown(text)} is not true or false.", "Write true or false.")
        return word == "true"


PORT = Whole(1, 65535)
