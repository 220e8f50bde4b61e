"""The view tells the story calmly: on a terminal, as plain lines, and in tables at the end."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from mailintake.demo.view import (
    Board,
    DayPassed,
    Ended,
    Event,
    LiveView,
    MailArrived,
    MailJudged,
    MailSent,
    Period,
    PlainView,
    StaffDecided,
    choose_view,
    draw_ending,
    draw_moment,
    save_svg,
)
from mailintake.demo.view.board import Figures
from mailintake.domain.decision import Label, Outcome
from mailintake.domain.digest import Reconciliation
from mailintake.domain.ledger import Disposition
from mailintake.domain.outbox import MailKind

PERIOD = Period(
    first=date(2018, 6, 20),
    last=date(2018, 10, 3),
    milestones=((date(2018, 9, 17), "1st reminder"), (date(2018, 9, 28), "2nd"), (date(2018, 10, 1), "last day")),
)
PROOF = Reconciliation(
    folder="INBOX", at=datetime(2018, 10, 3, tzinfo=UTC), in_mailbox=3, unseen=0, kept=2, left=1, gone=0
)
ENDED = Ended(reconciliations=(PROOF,), folder=Path("var/demo/sent"), seconds=12.4)


def arrived(key: str, **values) -> MailArrived:
    usual = {
        "key": key,
        "at": datetime(2018, 9, 17, 7, 40, tzinfo=UTC),
        "sender": "Åsa Björk",
        "subject": "Synpunkter på överenskommelsen",
        "gloss": "The village association is pleased",
        "expected_label": Label.COMMENT,
        "expected_outcome": Outcome.ACT,
    }
    return MailArrived(**usual | values)


def judged(key: str, **values) -> MailJudged:
    usual = {
        "key": key,
        "label": Label.COMMENT,
        "outcome": Outcome.ACT,
        "disposition": Disposition.KEPT,
        "why": "answers our reminder",
    }
    return MailJudged(**usual | values)


def sent(**values) -> MailSent:
    usual = {
        "at": datetime(2018, 9, 17, 7, 41, tzinfo=UTC),
        "kind": MailKind.ACKNOWLEDGEMENT,
        "recipient": "asa@norrbyn.example",
        "language": "sv",
        "subject": "Vi har tagit emot ert svar",
    }
    return MailSent(**usual | values)


STORY: tuple[Event, ...] = (
    arrived("comment"),
    judged("comment"),
    sent(answers="comment"),
    arrived(
        "lamp",
        sender="Bo Ek",
        subject="Trasig gatlykta",
        expected_label=Label.UNRELATED,
        expected_outcome=Outcome.LEAVE,
    ),
    judged("lamp", label=Label.UNRELATED, outcome=Outcome.LEAVE, disposition=Disposition.LEFT, why="no word of it"),
    sent(kind=MailKind.REMINDER, recipient="b@c.example", language="fi"),
    sent(kind=MailKind.DIGEST, recipient="d@e.example"),
    arrived(
        "asked", sender="Nils Rå", subject="Begäran", expected_label=Label.QUESTION, expected_outcome=Outcome.REVIEW
    ),
    judged("asked", label=Label.QUESTION, outcome=Outcome.REVIEW, why="asks for public documents"),
    DayPassed(at=datetime(2018, 9, 17, 16, 0, tzinfo=UTC), notable="The first reminder has gone out"),
)


def board_of(*events: Event) -> Board:
    board = Board()
    for event in events:
        board.take(event)
    return board


def shown(picture: RenderableType, width: int = 100) -> list[str]:
    console = Console(width=width, file=io.StringIO(), record=True, force_terminal=True)
    console.print(picture)
    return console.export_text().splitlines()


def test_the_counters_count_what_came_and_what_went():
    expected = Figures(in_mailbox=3, kept=2, left=1, review=1, answered=1, reminded=1, digests=1)

    assert board_of(*STORY).figures() == expected


def test_a_mail_waits_for_staff_until_they_have_decided():
    decided = StaffDecided(key="asked", at=datetime(2018, 9, 18, 6, 15, tzinfo=UTC), label=Label.QUESTION)
    board = board_of(*STORY, decided)

    assert board.figures().review == 0
    assert any("staff: question" in line for line in shown(draw_moment(board, PERIOD, 100, 29)))


def test_the_last_notable_line_stands_until_there_is_another():
    later = DayPassed(at=datetime(2018, 9, 18, 16, 0, tzinfo=UTC))

    assert board_of(*STORY, later).notable == "The first reminder has gone out"


def test_a_mail_is_told_in_two_lines_with_time_sender_subject_label_reason_and_answer():
    lines = shown(draw_moment(board_of(*STORY), PERIOD, 100, 29))
    at = next(number for number, line in enumerate(lines) if "Åsa Björk" in line)

    assert lines[at].split("  ")[0] == "17 Sep 09:40"
    assert "Synpunkter på överenskommelsen" in lines[at]
    assert lines[at].rstrip().endswith("comment · act")
    assert "answers our reminder" in lines[at + 1]
    assert lines[at + 1].rstrip().endswith("✉ acknowledged (sv)")


def test_the_newest_mail_stands_first():
    text = "\n".join(shown(draw_moment(board_of(*STORY), PERIOD, 100, 29)))

    assert text.index("Nils Rå") < text.index("Bo Ek") < text.index("Åsa Björk")


def test_a_mail_that_is_not_judged_yet_waits():
    lines = shown(draw_moment(board_of(arrived("comment")), PERIOD, 100, 29))

    assert any(line.rstrip().endswith("…") and "Åsa Björk" in line for line in lines)


def test_the_clock_and_the_months_are_shown():
    lines = shown(draw_moment(board_of(*STORY), PERIOD, 100, 29))

    assert lines[0].endswith("Mon 17 Sep 2018  18:00")
    assert lines[2].split() == ["Jun", "Jul", "Aug", "Sep", "Oct"]
    assert lines[2].index("Sep") in range(68, 72)


@pytest.mark.parametrize(("width", "height"), [(100, 30), (80, 24), (200, 60), (60, 14)])
def test_the_picture_fits_the_terminal_and_keeps_its_height(width: int, height: int):
    many = [event for n in range(60) for event in (arrived(str(n), subject="Å" * 300), judged(str(n), why="ö " * 300))]
    heights = set()
    for events in ((), many[:1], many):
        lines = shown(draw_moment(board_of(*events), PERIOD, width, height), width)
        assert max(len(line) for line in lines) <= width
        heights.add(len(lines))

    assert len(heights) == 1
    assert heights.pop() <= height


def test_text_of_strangers_is_shown_as_it_is_and_not_taken_for_markup():
    rows = board_of(
        arrived("x", sender="[bold]Bo[/bold]", subject="rad\n\x1b[31mtvå :smile:"), judged("x", why="[red]")
    )
    text = "\n".join(shown(draw_moment(rows, PERIOD, 100, 29)))

    assert "[bold]Bo[/bold]" in text
    assert "rad" in text
    assert ":smile:" in text
    assert "\x1b" not in text
    assert "[red]" in text


def test_the_end_tells_per_label_what_was_expected_and_what_was_judged():
    lines = [line.split() for line in shown(draw_ending(board_of(*STORY), ENDED))]

    assert ["comment", "1", "1", "1", "of", "1", "1", "·", "·"] in lines
    assert ["question", "1", "1", "1", "of", "1", "·", "1", "·"] in lines
    assert ["unrelated", "1", "1", "1", "of", "1", "·", "·", "1"] in lines
    assert ["all", "3", "3", "3", "of", "3", "1", "1", "1"] in lines


def test_the_end_tells_what_was_sent_by_kind_and_language():
    lines = [line.split() for line in shown(draw_ending(board_of(*STORY), ENDED))]

    assert ["kind", "Swedish", "Finnish", "all"] in lines
    assert ["acknowledgements", "1", "·", "1"] in lines
    assert ["reminders", "·", "1", "1"] in lines
    assert ["digests", "to", "staff", "1", "·", "1"] in lines


def test_the_end_names_each_mail_that_was_judged_otherwise():
    text = "\n".join(shown(draw_ending(board_of(arrived("x"), judged("x", outcome=Outcome.REVIEW)), ENDED)))

    assert "Judged otherwise than expected" in text
    assert "The village association is pleased" in text
    assert "comment · review, expected comment · act" in text


def test_the_end_names_each_mail_that_was_never_judged():
    assert any(
        "not judged, expected comment · act" in line for line in shown(draw_ending(board_of(arrived("x")), ENDED))
    )


def test_the_end_says_nothing_of_surprises_where_there_are_none():
    assert "otherwise" not in "\n".join(shown(draw_ending(board_of(*STORY), ENDED)))


def test_the_end_proves_that_nothing_is_lost_and_names_the_folder():
    text = "\n".join(shown(draw_ending(board_of(*STORY), ENDED)))

    assert "✓ Nothing is lost. INBOX: in the mailbox 3 = seen 3 = kept 2 + left 1" in text
    assert "✓ Nothing is said twice" in text
    assert str(ENDED.folder) in text
    assert "1 day took 12 seconds. No mail left this computer." in text


def test_the_end_fits_eighty_columns_and_never_breaks_the_path():
    deep = replace(ENDED, folder=Path("/home/asa") / ("å" * 100) / "sent")
    console = Console(file=io.StringIO(), width=80)
    with PlainView(console) as view:
        for event in (*STORY, arrived("x", gloss="g" * 200), deep):
            view.show(event)
    lines = console.file.getvalue().splitlines()
    tables = lines[lines.index(next(line for line in lines if line.startswith("What came"))) :]

    assert str(deep.folder) in tables
    assert [line for line in tables if len(line) > 80] == [str(deep.folder)]
    assert "label expected judged so right acted on to staff left" in [" ".join(line.split()) for line in tables]


def test_the_end_does_not_hide_that_a_mail_is_lost():
    lost = replace(ENDED, reconciliations=(replace(PROOF, unseen=1),))

    assert "✗ It does not add up." in "\n".join(shown(draw_ending(board_of(*STORY), lost)))


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        (sent(answers="lamp"), "1 answered that were not for us, 0 answered twice"),
        (sent(answers="comment"), "0 answered that were not for us, 1 answered twice"),
    ],
)
def test_the_end_does_not_hide_an_answer_too_many(extra: MailSent, words: str):
    assert words in "\n".join(shown(draw_ending(board_of(*STORY, extra), ENDED)))


def test_plain_lines_tell_one_event_each():
    console = Console(file=io.StringIO(), width=40)
    with PlainView(console) as view:
        for event in STORY:
            view.show(event)
    lines = console.file.getvalue().splitlines()

    assert lines[0] == "2018-09-17 09:40  arrived  Åsa Björk: Synpunkter på överenskommelsen  [comment]"
    assert lines[1] == "2018-09-17 09:40  judged   comment, act: answers our reminder  [comment]"
    assert lines[2] == "2018-09-17 09:41  sent     acknowledged (sv): asa@norrbyn.example"
    assert lines[-1] == "2018-09-17 18:00  The first reminder has gone out"
    assert len(lines) == len(STORY)


def test_a_decision_of_staff_is_a_plain_line():
    console = Console(file=io.StringIO())
    with PlainView(console) as view:
        view.show(arrived("x"))
        view.show(StaffDecided(key="x", at=datetime(2018, 9, 18, 6, 15, tzinfo=UTC), label=Label.COMMENT))

    assert console.file.getvalue().splitlines()[-1] == "2018-09-18 08:15  staff    comment  [x]"


def test_a_quiet_day_prints_no_plain_line():
    console = Console(file=io.StringIO())
    with PlainView(console) as view:
        view.show(DayPassed(at=datetime(2018, 7, 1, tzinfo=UTC)))

    assert console.file.getvalue() == ""


def test_plain_lines_hold_no_control_characters_of_strangers():
    console = Console(file=io.StringIO(), width=200)
    with PlainView(console) as view:
        view.show(arrived("x", subject="rad\r\n\x1b[31mtvå\x07"))

    assert console.file.getvalue() == "2018-09-17 09:40  arrived  Åsa Björk: rad [31mtvå  [x]\n"


@pytest.mark.parametrize("view", [PlainView, lambda console: LiveView(console, PERIOD)])
def test_every_view_ends_with_the_tables(view):
    console = Console(file=io.StringIO(), width=100, height=30, force_terminal=True, color_system=None)
    with view(console) as shown_view:
        for event in (*STORY, ENDED):
            shown_view.show(event)

    assert "What came, and how it was judged" in console.file.getvalue()
    assert "Nothing is lost" in console.file.getvalue()


def test_the_live_picture_is_chosen_on_a_terminal_and_plain_lines_elsewhere():
    terminal = Console(file=io.StringIO(), force_terminal=True, _environ={"TERM": "xterm-256color"})
    dumb = Console(file=io.StringIO(), force_terminal=True, _environ={"TERM": "dumb"})
    pipe = Console(file=io.StringIO(), force_terminal=False)

    assert isinstance(choose_view(terminal, PERIOD), LiveView)
    assert isinstance(choose_view(terminal, PERIOD, is_plain=True), PlainView)
    assert isinstance(choose_view(dumb, PERIOD), PlainView)
    assert isinstance(choose_view(pipe, PERIOD), PlainView)


def test_a_saved_picture_needs_nothing_from_elsewhere_and_is_the_same_each_time(tmp_path: Path):
    pictures = [tmp_path / "one.svg", tmp_path / "two.svg"]
    for path in pictures:
        save_svg(draw_ending(board_of(*STORY), ENDED), path, title="mailintake demo")
    drawn = pictures[0].read_text(encoding="utf-8")

    assert "@font-face" not in drawn
    assert "cdnjs" not in drawn
    assert "mailintake&#160;demo" in drawn or "mailintake demo" in drawn
    assert drawn == pictures[1].read_text(encoding="utf-8")
