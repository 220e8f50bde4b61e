"""The story as a live picture on a terminal."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console, RenderableType
from rich.live import Live

from mailintake.demo.view.board import Board
from mailintake.demo.view.ending import draw_ending
from mailintake.demo.view.events import Ended, Event, Period
from mailintake.demo.view.picture import draw_moment

_REFRESHES_PER_SECOND = 10
_SMALLEST_HEIGHT = 14


class LiveView:
    """Draws the state of the story ten times a second, on a screen of its own."""

    def __init__(self, console: Console, period: Period) -> None:
        self.board = Board()
        self._console = console
        self._period = period
        # On a screen of its own each picture is written over the last one: nothing is erased, so nothing flickers.
        self._live = Live(
            console=console, get_renderable=self._frame, refresh_per_second=_REFRESHES_PER_SECOND, screen=True
        )

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def show(self, event: Event) -> None:
        """Take an event in; it is seen at the next refresh. The end replaces the picture by the tables."""
        self.board.take(event)
        if isinstance(event, Ended):
            self._live.stop()
            self._console.print(draw_ending(self.board, event), crop=False)

    def _frame(self) -> RenderableType:
        size = self._console.size
        return draw_moment(self.board, self._period, size.width, max(_SMALLEST_HEIGHT, size.height))
