"""The story as plain lines, one an event: for logs, pipes and screen readers."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console

from mailintake.demo.view.board import Board
from mailintake.demo.view.ending import draw_ending
from mailintake.demo.view.events import (
    DayPassed,
    DeskWork,
    Ended,
    Event,
    MailArrived,
    MailJudged,
    MailSent,
    StaffDecided,
)
from mailintake.demo.view.style import SENT_WORDS, SWEDISH_TIME, one_line


class PlainView:
    """Prints one line an event; days on which nothing notable happens are passed over."""

    def __init__(self, console: Console) -> None:
        self.board = Board()
        self._console = console

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing behind."""

    def show(self, event: Event) -> None:
        """Take an event in and print its line."""
        self.board.take(event)
        if isinstance(event, Ended):
            self._console.print(draw_ending(self.board, event), crop=False)
            return
        line = self._line(event)
        if line:
            self._console.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)

    def _line(self, event: MailArrived | MailJudged | StaffDecided | DeskWork | MailSent | DayPassed) -> str:
        if isinstance(event, MailJudged):
            arrived = self.board.rows[event.key].arrived
            told = f"{event.label}, {event.outcome}: {event.why}"
            return f"{_time(arrived)}  judged   {one_line(told)}  [{event.key}]"
        if isinstance(event, MailArrived):
            return f"{_time(event)}  arrived  {one_line(f'{event.sender}: {event.subject}')}  [{event.key}]"
        if isinstance(event, StaffDecided):
            return f"{_time(event)}  staff    {event.label}  [{event.key}]"
        if isinstance(event, DeskWork):
            return f"{_time(event)}  staff    {one_line(event.what)}"
        if isinstance(event, MailSent):
            told = f"{SENT_WORDS[event.kind]} ({event.language}): {event.recipient}"
            return f"{_time(event)}  sent     {one_line(told)}"
        return f"{_time(event)}  {one_line(event.notable)}" if event.notable else ""


def _time(event: MailArrived | StaffDecided | DeskWork | MailSent | DayPassed) -> str:
    return f"{event.at.astimezone(SWEDISH_TIME):%Y-%m-%d %H:%M}"
