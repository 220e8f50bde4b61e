"""One picture of the story at a moment: the clock, the counters, the latest mails and the day's line."""

from __future__ import annotations

from datetime import date, timedelta

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from mailintake.demo.view.board import Board, Row
from mailintake.demo.view.events import Period
from mailintake.demo.view.style import LABEL_STYLES, OUTCOME_WORDS, SENT_WORDS, SWEDISH_TIME, cell

_TITLE = "Luleå asks its associations"
_TIME_WIDTH, _LABEL_WIDTH, _SENT_WIDTH, _GAP = 12, 19, 16, "  "
_FIXED_LINES = 8  # all lines but those of mails
_LINES_PER_MAIL = 2


def draw_moment(board: Board, period: Period, width: int, height: int) -> RenderableType:
    """Return the picture at a width and height in cells; it never takes more lines than ``height``."""
    shown = max(1, (height - _FIXED_LINES) // _LINES_PER_MAIL)
    latest = list(board.rows.values())[-shown:]
    lines: list[RenderableType] = [
        _clock(board, width),
        *_progress(board, period, width),
        Text(),
        _figures(board),
        Rule(style="bright_black"),
    ]
    for row in reversed(latest):
        lines += _mail(row, width)
    lines += [Text()] * (_LINES_PER_MAIL * (shown - len(latest)))
    lines += [Rule(style="bright_black"), cell(board.notable, width, "italic")]
    return Group(*lines)


def _clock(board: Board, width: int) -> Text:
    now = "" if board.now is None else f"{board.now.astimezone(SWEDISH_TIME):%a %d %b %Y  %H:%M}"
    title = cell(_TITLE, max(0, width - len(now)), "bold")
    return Text.assemble(title, (now, "bold cyan"))


def _progress(board: Board, period: Period, width: int) -> tuple[Text, Text]:
    """Return the bar of days, those that matter marked, and the months below it."""
    days = (period.last - period.first).days or 1
    passed = 0 if board.now is None else (board.now.astimezone(SWEDISH_TIME).date() - period.first).days
    filled = round(width * min(max(passed, 0), days) / days)
    bar = Text("━" * filled, style="cyan") + Text("━" * (width - filled), style="bright_black")
    for day, _what in period.milestones:
        place = _place(day, period, width)
        bar.stylize("bold yellow", place, place + 1)
    return bar, Text(_months(period, width), style="bright_black", no_wrap=True)


def _months(period: Period, width: int) -> str:
    """Return the names of the months, each below its first day."""
    months, day = "", period.first
    while day <= period.last:
        start = min(_place(day, period, width), width - 3)
        if start >= len(months):
            months = months.ljust(start) + f"{day:%b}"
        day = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return months


def _place(day: date, period: Period, width: int) -> int:
    days = (period.last - period.first).days or 1
    return min(width - 1, max(0, round(width * (day - period.first).days / days)))


def _figures(board: Board) -> Text:
    figures = board.figures()
    mailbox = (
        ("in the mailbox", figures.in_mailbox),
        ("kept", figures.kept),
        ("left", figures.left),
        ("to review", figures.review),
    )
    outgoing = (("answered", figures.answered), ("reminded", figures.reminded), ("digests", figures.digests))
    line = Text(no_wrap=True, overflow="ellipsis")
    for index, (name, number) in enumerate((*mailbox, *outgoing)):
        line.append("   │   " if index == len(mailbox) else "   " if index else "", style="bright_black")
        line.append(str(number), style="bold")
        line.append(f" {name}")
    return line


def _mail(row: Row, width: int) -> tuple[Text, Text]:
    """Return a mail's two lines: what came, and what was made of it and why."""
    arrived, judged = row.arrived, row.judged
    room = max(20, width - _TIME_WIDTH - _LABEL_WIDTH - 3 * len(_GAP))
    sender = max(8, room * 2 // 5)
    label = Text("…", style="bright_black")
    if judged is not None:
        style = LABEL_STYLES[judged.label]
        label = cell(f"{judged.label} · {OUTCOME_WORDS[judged.outcome]}", _LABEL_WIDTH, style)
    first = Text(_GAP, no_wrap=True).join(
        (
            cell(f"{arrived.at.astimezone(SWEDISH_TIME):%d %b %H:%M}", _TIME_WIDTH, "bright_black"),
            cell(arrived.sender, sender, "bold"),
            cell(arrived.subject, room - sender),
            label,
        )
    )
    sent = ", ".join(f"{SENT_WORDS[mail.kind]} ({mail.language})" for mail in row.sent)
    why = "" if judged is None else judged.why
    if row.decided is not None:
        why = f"staff: {row.decided.label}"
    second = Text(_GAP, no_wrap=True).join(
        (
            Text(" " * _TIME_WIDTH),
            cell(why, room + len(_GAP), "dim"),
            cell(f"✉ {sent}" if sent else "", _LABEL_WIDTH, "green"),
        )
    )
    return first, second
