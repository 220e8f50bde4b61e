"""A first decision, made where nothing was known of sender and thread, and when it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest
from fakes.jobs import NOW, Poll, judge_plainly, mail, read_plainly
from fakes.mailbox import FakeMailbox

from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.history import History
from mailintake.domain.listing import Fetched
from mailintake.domain.message import Arrival, Message, Reading
from mailintake.errors import SettingsError
from mailintake.jobs.judging import Bench, Judged, judge_mail, open_mail


def _look(tasks: Sequence[tuple[bytes, Arrival]], now: datetime) -> list[tuple[Reading, Decision | None]]:
    """Read as a crew does: with what each mail would be decided to be if nothing else were known."""
    looks: list[tuple[Reading, Decision | None]] = []
    for original, arrival in tasks:
        reading = read_plainly(original, arrival, now)
        assert isinstance(reading, Message)
        looks.append((reading, judge_plainly(reading, History(), now)))
    return looks


def _judge(tools: Bench, *originals: bytes) -> Judged:
    fetched = [
        Fetched(arrival=Arrival(ref=None, internal_date=NOW, size=len(original)), original=original)
        for original in originals
    ]
    return judge_mail(open_mail(fetched, tools, _look, NOW), tools, first_run_at=NOW, now=NOW)


@pytest.fixture
def judged_here() -> list[str]:
    """The subjects of the mails that were judged in this process."""
    return []


@pytest.fixture
def tools(tools: Bench, judged_here: list[str]) -> Bench:
    def judge(message: Message, history: History, now: datetime) -> Decision:
        judged_here.append(message.subject)
        return judge_plainly(message, history, now)

    return replace(tools, make_judge=lambda: judge)


def test_where_nothing_is_known_of_the_sender_the_first_decision_holds(tools: Bench, judged_here: list[str]) -> None:
    judged = _judge(tools, mail("a comment"), mail("the snow", sender="bo@hemma.example"))

    assert [kept.decision.label for kept in judged.kept] == [Label.COMMENT]
    assert [left.decision.outcome for left in judged.left] == [Outcome.LEAVE]
    assert judged_here == []


@pytest.mark.usefixtures("started")
def test_a_mail_of_a_sender_who_is_known_is_judged_with_what_is_known(
    tools: Bench, judged_here: list[str], mailbox: FakeMailbox, poll_inbox: Poll
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    poll_inbox()
    judged_here.clear()

    judged = _judge(tools, mail("another comment"), mail("a comment, too", sender="bo@hemma.example"))

    assert [kept.decision.label for kept in judged.kept] == [Label.SUPPLEMENT, Label.COMMENT]
    assert judged_here == ["another comment"]


@pytest.mark.usefixtures("started")
def test_a_fault_in_the_settings_stops_the_poll_and_holds_no_mail(
    tools: Bench, mailbox: FakeMailbox, poll_inbox: Poll
) -> None:
    def judge(_message: Message, _history: History, _now: datetime) -> Decision:
        raise SettingsError("The model is damaged.")

    mailbox.append("INBOX", mail("a comment"))
    with pytest.raises(SettingsError, match="damaged"):
        poll_inbox(bench=replace(tools, make_judge=lambda: judge))

    assert poll_inbox().kept == 1
