"""The words and colours of labels, outcomes and mails: the words alone say everything."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from rich.cells import set_cell_size
from rich.text import Text

from mailintake.domain.decision import Label, Outcome
from mailintake.domain.outbox import MailKind

SWEDISH_TIME = ZoneInfo("Europe/Stockholm")

LABEL_STYLES: dict[Label, str] = {
    Label.COMMENT: "green",
    Label.SUPPLEMENT: "cyan",
    Label.DECLINE: "blue",
    Label.QUESTION: "yellow",
    Label.UNRELATED: "bright_black",
    Label.AUTOMATIC: "magenta",
    Label.BOUNCE: "red",
    Label.SPAM: "bright_black",
}
OUTCOME_WORDS: dict[Outcome, str] = {Outcome.ACT: "act", Outcome.REVIEW: "review", Outcome.LEAVE: "leave"}
SENT_WORDS: dict[MailKind, str] = {
    MailKind.INVITATION: "invited",
    MailKind.ACKNOWLEDGEMENT: "acknowledged",
    MailKind.REGISTERED: "diary no",
    MailKind.REMINDER: "reminded",
    MailKind.EXTENSION: "extended",
    MailKind.DECISION: "decision",
    MailKind.DIGEST: "digest",
    MailKind.ALERT: "alert",
}
LANGUAGE_NAMES: dict[str, str] = {"sv": "Swedish", "en": "English", "fi": "Finnish", "se": "Northern Sámi"}


def one_line(text: str) -> str:
    """Return text without line breaks and without what could steer a terminal or turn the direction of writing."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def cell(text: str, width: int, style: str = "") -> Text:
    """Return text cut or filled to a width, with an ellipsis where something was cut."""
    shown = Text(one_line(text), no_wrap=True)
    shown.truncate(width, overflow="ellipsis")
    return Text(set_cell_size(shown.plain, width), style=style, no_wrap=True)
