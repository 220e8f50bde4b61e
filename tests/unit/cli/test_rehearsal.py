"""A dry run tells what would become of each mail, and why in the service's language."""

from __future__ import annotations

import json

import pytest
from fakes.kept_mail import decision, kept, mail, unreadable

from mailintake.cli import rehearsal
from mailintake.domain.decision import Label, Outcome
from mailintake.jobs.judging import Judged
from mailintake.parse.defects import Held

LEFT_TO_STAFF = kept(
    1, decided=decision(Label.QUESTION, Outcome.REVIEW, reason="uncertain", explanation="Mejlet kan gälla remissen.")
)
HELD = kept(
    2,
    unreadable(2, reason=Held.EMPTY.value),
    decision(Label.UNRELATED, Outcome.REVIEW, reason="unreadable", explanation=Held.EMPTY.value),
)
JUDGED = Judged(entries=(LEFT_TO_STAFF.entry, HELD.entry), kept=(LEFT_TO_STAFF, HELD))


@pytest.mark.parametrize(
    ("language", "uncertain", "held"),
    [
        ("sv", "Mejlet kan gälla remissen.", "Mejlet är tomt."),
        ("en", "The mail may be about the consultation, but that is not certain.", "The mail is empty."),
    ],
)
def test_people_read_why_in_the_services_language(capsys, language, uncertain, held):
    rehearsal.printer(language, as_json=False)(JUDGED)

    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if ", review: " in line] == [
        f"  question, review: {uncertain}",
        f"  unrelated, review: {held}",
    ]


def test_programs_read_the_code(capsys):
    rehearsal.printer("sv", as_json=True)(JUDGED)

    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["reason"], line["read"]) for line in told] == [("uncertain", True), ("unreadable", False)]


def test_a_mail_that_would_be_sent_is_shown_below_the_one_that_it_answers(capsys):
    answered = kept(3, answers=(mail(3),))
    rehearsal.printer("en", as_json=False)(Judged(entries=(answered.entry,), kept=(answered,)))

    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith("would send acknowledgement to ")
    assert not any("no answer" in line for line in lines)
