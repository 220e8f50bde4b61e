from __future__ import annotations

from datetime import timedelta

import pytest
from fakes.jobs import NOW, bench, mail

from mailintake.domain.acknowledgement import AnswerLimits
from mailintake.jobs.breaker import BreakerWatch
from mailintake.jobs.ingest import ingest
from mailintake.jobs.judging import Judged
from mailintake.register.memory import MemoryRepository


def _judged(register: MemoryRepository, number: int, limits: AnswerLimits) -> list[Judged]:
    stored: list[Judged] = []
    mails = [mail(f"comment {one}", sender=f"a{one}@f{one}.example") for one in range(number)]
    ingest(mails, bench(register, limits=limits, stored=stored), may_answer=True, now=NOW)
    return stored


@pytest.mark.parametrize("per_hour", [3, 1000])
def test_the_breaker_trips_on_answers_that_were_due_also_where_a_cap_stopped_them(
    register: MemoryRepository, per_hour: int
) -> None:
    tripped: list[int] = []
    watch = BreakerWatch(10, lambda due, _now: tripped.append(due))

    for judged in _judged(register, 12, AnswerLimits(per_hour=per_hour)):
        watch.note(judged)

    assert tripped == [10]


def test_the_breaker_does_not_trip_below_its_limit(register: MemoryRepository) -> None:
    tripped: list[int] = []
    watch = BreakerWatch(13, lambda due, _now: tripped.append(due))

    for judged in _judged(register, 12, AnswerLimits()):
        watch.note(judged)

    assert tripped == []


def test_answers_of_more_than_an_hour_ago_are_forgotten(register: MemoryRepository) -> None:
    from dataclasses import replace

    tripped: list[int] = []
    watch = BreakerWatch(12, lambda due, _now: tripped.append(due))
    [judged] = _judged(register, 11, AnswerLimits())
    watch.note(judged)

    late = tuple(replace(kept, entry=replace(kept.entry, seen_at=NOW + timedelta(hours=1))) for kept in judged.kept)
    watch.note(replace(judged, kept=late))

    assert tripped == []
