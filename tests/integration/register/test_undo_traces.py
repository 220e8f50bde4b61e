"""What the database keeps of a decision that was undone, and what it does with one from before there was an undo."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fakes.kept_mail import NOW, batch, decision, kept, mail, registration
from sqlalchemy import text

from mailintake.domain.decision import Decision, Label, Outcome

LATER = NOW + timedelta(hours=1)
DOUBT = decision(outcome=Outcome.REVIEW)


def decide(register: Any, decided: Decision, **fields: Any) -> None:
    values: dict[str, Any] = {"registration": None, "answers": (), "by": "Eva", "now": NOW}
    register.decide(1, decided, **(values | fields))


def test_the_log_tells_who_has_undone_what(open_sql):
    register = open_sql()
    register.record(batch(kept(1, None, DOUBT)))
    decide(register, decision(), registration=registration(1), answers=[mail(1)])
    register.undo(1, by="Per", now=LATER)
    with register.store.read() as connection:
        logged = connection.execute(text("SELECT kind, actor, subject FROM event ORDER BY seq")).all()
        undone = connection.execute(text("SELECT decided_by, undone_by FROM decision ORDER BY id")).all()

    assert [tuple(row) for row in logged[-3:]] == [
        ("undone", "Per", "message:1"),
        ("unregistered", "Per", f"comment:{registration(1).reference}"),
        ("dropped", "Per", "outbox:1"),
    ]
    assert [tuple(row) for row in undone] == [("machine", None), ("Eva", "Per")]
    assert register.verify() == []


def test_what_was_decided_before_there_was_an_undo_waits_for_a_person(open_sql):
    register = open_sql()
    register.record(batch(kept(1, None, decision(), registration=registration(1))))
    decide(register, decision(Label.UNRELATED, Outcome.LEAVE))
    with register.store.write() as connection:
        connection.execute(text("UPDATE decision SET displaced_comment = NULL, displaced_role = NULL"))
    register.undo(1, by="Per", now=LATER)

    assert ([item.id for item in register.waiting()], register.item(1).comment) == ([1], None)
