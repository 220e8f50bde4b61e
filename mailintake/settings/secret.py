"""A secret: a value that shows itself only where it is asked to."""

from __future__ import annotations


class Secret:
    """A password or anything that may hold one; printing, logging or formatting it shows dots."""

    __slots__ = ("_value",)

    def __init__(self, value: str = "") -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the value itself: to be handed to a server, never to a log."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash((Secret, self._value))

    def __repr__(self) -> str:
        return "Secret(…)" if self._value else "Secret()"

    # Without it a secret would be written out whole by pickle and copy.
    def __reduce__(self) -> str:
        raise TypeError("A secret is not written out.")
