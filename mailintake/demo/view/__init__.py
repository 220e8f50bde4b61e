"""What is seen of the demo: a live picture on a terminal, plain lines elsewhere, and tables at the end."""

from mailintake.demo.view.board import Board
from mailintake.demo.view.choice import View, choose_view
from mailintake.demo.view.ending import draw_ending
from mailintake.demo.view.events import (
    DayPassed,
    DeskWork,
    Ended,
    Event,
    MailArrived,
    MailJudged,
    MailSent,
    Period,
    StaffDecided,
)
from mailintake.demo.view.live import LiveView
from mailintake.demo.view.picture import draw_moment
from mailintake.demo.view.plain import PlainView
from mailintake.demo.view.svg import save_svg

__all__ = [
    "Board",
    "DayPassed",
    "DeskWork",
    "Ended",
    "Event",
    "LiveView",
    "MailArrived",
    "MailJudged",
    "MailSent",
    "Period",
    "PlainView",
    "StaffDecided",
    "View",
    "choose_view",
    "draw_ending",
    "draw_moment",
    "save_svg",
]
