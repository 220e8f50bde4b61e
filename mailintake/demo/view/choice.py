"""Which view is used: the live one on a terminal that can draw, the plain one elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from rich.console import Console

from mailintake.demo.view.board import Board
from mailintake.demo.view.events import Event, Period
from mailintake.demo.view.live import LiveView
from mailintake.demo.view.plain import PlainView


class View(Protocol):
    """Shows the events of the story in the order they are given."""

    board: Board

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def show(self, event: Event) -> None:
        """Take an event in."""


def choose_view(console: Console, period: Period, *, is_plain: bool = False) -> View:
    """Return the view for a console; ``is_plain`` asks for plain lines on a terminal too."""
    if is_plain or not console.is_terminal or console.is_dumb_terminal:
        return PlainView(console)
    return LiveView(console, period)
