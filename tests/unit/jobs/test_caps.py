"""Which cap staff are told of."""

from __future__ import annotations

import pytest
from fakes.jobs import NOW, bench, mail

from mailintake.domain.acknowledgement import AnswerLimits
from mailintake.jobs.caps import cap_reached
from mailintake.jobs.ingest import ingest
from mailintake.jobs.judging import Judged
from mailintake.register.memory import MemoryRepository


def caps_of(register: MemoryRepository, senders: list[str], limits: AnswerLimits) -> list[str]:
    stored: list[Judged] = []
    mails = [mail(f"comment {number}", sender=sender) for number, sender in enumerate(senders)]
    ingest(mails, bench(register, limits=limits, stored=stored), may_answer=True, now=NOW)
    return [cap for judged in stored if (cap := cap_reached(judged))]


@pytest.mark.parametrize(
    ("limits", "senders", "cap"),
    [
        (AnswerLimits(per_sender_day=1), ["a@one.example", "a@one.example"], "sender"),
        (AnswerLimits(per_domain_hour=1), ["a@one.example", "b@one.example"], "domain"),
        (AnswerLimits(per_hour=1), ["a@one.example", "b@two.example"], "hour"),
    ],
)
def test_a_cap_that_refuses_an_answer_is_named(
    register: MemoryRepository, limits: AnswerLimits, senders: list[str], cap: str
) -> None:
    assert caps_of(register, senders, limits) == [cap]


def test_where_every_answer_is_promised_no_cap_is_named(register: MemoryRepository) -> None:
    assert caps_of(register, ["a@one.example", "b@one.example"], AnswerLimits()) == []


def test_the_cap_of_a_thread_is_no_news(register: MemoryRepository) -> None:
    stored: list[Judged] = []
    tools = bench(register, stored=stored)
    ingest([mail("comment")], tools, may_answer=True, now=NOW)
    answer = register.outbox((), 1)[0].mail.message_id
    for number in range(2):
        ingest([mail(f"comment {number}", answers=answer)], tools, may_answer=True, now=NOW)

    refused = [kept.permission.reason for judged in stored for kept in judged.kept if not kept.answers]  # type: ignore[union-attr]
    assert (refused, [cap_reached(judged) for judged in stored]) == (["answered_in_thread"], ["", "", ""])
