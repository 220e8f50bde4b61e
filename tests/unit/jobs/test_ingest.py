from __future__ import annotations

from fakes.jobs import CONSULTATION, NOW, mail

from mailintake.jobs.ingest import ingest
from mailintake.jobs.inspect import inspect
from mailintake.jobs.judging import Bench
from mailintake.jobs.rehearsal import RehearsedLedger
from mailintake.jobs.reports import IntakeCounts
from mailintake.register.memory import MemoryRepository


def test_mail_from_files_is_registered_and_not_answered(register: MemoryRepository, tools: Bench) -> None:
    counts = ingest([mail("a comment"), mail("the snow")], tools, now=NOW)

    assert counts == IntakeCounts(new=2, kept=1, left=1)
    assert len(register.comments(CONSULTATION)) == 1
    assert register.outbox([], 10) == []


def test_mail_from_files_is_answered_where_that_is_asked_for(register: MemoryRepository, tools: Bench) -> None:
    assert ingest([mail("a comment")], tools, may_answer=True, now=NOW).queued == 1


def test_mail_that_has_been_seen_is_not_taken_in_again(register: MemoryRepository, tools: Bench) -> None:
    ingest([mail("a comment"), mail("a comment")], tools, now=NOW)

    assert ingest([mail("a comment")], tools, now=NOW) == IntakeCounts()
    assert len(register.comments(CONSULTATION)) == 1


def test_progress_counts_files(tools: Bench) -> None:
    told: list[int] = []

    ingest((mail(f"the snow {number}") for number in range(120)), tools, now=NOW, progress=told.append)

    assert told == [100, 120]


def test_a_rehearsal_stores_nothing_and_tells_what_it_would_send(register: MemoryRepository, tools: Bench) -> None:
    from dataclasses import replace

    ledger = RehearsedLedger(register)

    counts = ingest([mail("a comment"), mail("a comment")], replace(tools, ledger=ledger), may_answer=True, now=NOW)

    assert counts.queued == 1
    assert [one.recipient for one in ledger.mails] == ["anna@forening.example"]
    assert register.comments(CONSULTATION) == ()
    assert register.outbox([], 10) == []


def test_inspecting_judges_a_mail_that_was_seen_before_and_stores_nothing(
    register: MemoryRepository, tools: Bench
) -> None:
    ingest([mail("a comment")], tools, now=NOW)

    found = inspect(mail("a comment"), tools, NOW)
    unreadable = inspect(mail("unreadable"), tools, NOW)

    assert found.decision is not None
    assert found.permission is not None
    assert found.permission.allowed
    assert (unreadable.decision, unreadable.permission) == (None, None)
    assert len(register.comments(CONSULTATION)) == 1
