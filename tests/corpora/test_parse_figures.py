"""How well real mail that nobody here wrote is read: figures, and floors that they may not fall below."""

from __future__ import annotations

import csv
import os
import time
from collections import Counter
from pathlib import Path

import pytest
from mailmaking.reader import NOW, arrival

from mailintake.domain.message import Automatic, Message, Unreadable
from mailintake.parse import Boundary, read
from mailintake.parse.quotes import split_words

CORPORA = Path(os.environ.get("MAILINTAKE_CORPORA") or Path(__file__).parents[3] / "shared" / "corpora")
ANYBODY = Boundary(own_addresses=frozenset())
KINDS = {
    "bounce": {Automatic.BOUNCE, Automatic.DELAY},
    "feedback-report": {Automatic.FEEDBACK},
    "dsn-success": {Automatic.DELIVERED},
    "auto-reply": {Automatic.AUTO_REPLY},
}

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora of real mail are not here"),
]


def rows(name):
    with (CORPORA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def message(path):
    original = (CORPORA / path).read_bytes()
    return read(original, arrival(original), ANYBODY, NOW)


def share(hits, name, tell_figure):
    hits = list(hits)
    found = sum(hits)
    tell_figure(f"{name}: {found} of {len(hits)} ({found / len(hits):.1%})")
    return found / len(hits)


def is_dead(reason):
    return any(entry.split("|")[3] == "hard" for entry in reason.split(";"))


def test_delivery_reports_are_told_by_kind(tell_figure):
    hits = (message(row["path"]).automatic in KINDS[row["label"]] for row in rows("bounces.tsv"))
    assert share(hits, "reports told", tell_figure) > 0.95


def test_dead_addresses_are_told_from_passing_failures(tell_figure):
    bounces = [row for row in rows("bounces.tsv") if row["label"] == "bounce"]
    told = [any(one.is_permanent for one in message(row["path"]).recipients_failed) for row in bounces]
    hits = (dead is is_dead(row["reason"]) for dead, row in zip(told, bounces, strict=True))
    assert share(hits, "dead addresses told", tell_figure) > 0.88


def test_the_mail_that_a_report_is_about_is_told(tell_figure):
    bounces = [row for row in rows("bounces.tsv") if row["label"] == "bounce"]
    assert (
        share((bool(message(row["path"]).reported_message_id) for row in bounces), "reported mail told", tell_figure)
        > 0.85
    )


def test_automatic_replies_are_told(tell_figure):
    hits = (message(row["path"]).automatic in KINDS[row["label"]] for row in rows("auto_replies.tsv"))
    assert share(hits, "automatic replies told", tell_figure) == 1


def test_people_are_not_taken_for_machines(tell_figure):
    kinds = Counter(message(row["path"]).automatic for row in rows("spam_ham.tsv") if row["label"] == "ham")
    tell_figure(", ".join(f"{kind}: {count}" for kind, count in kinds.most_common()))
    wrong = sum(count for kind, count in kinds.items() if kind not in (Automatic.NONE, Automatic.LIST))
    assert wrong <= 2


def test_new_words_are_told_as_another_project_tells_them(tell_figure):
    def is_exact(row):
        text, expected = (
            (CORPORA / row[name]).read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
            for name in ("path", "expected_reply")
        )
        return split_words(text).text.strip() == expected.strip()

    assert share(map(is_exact, rows("replies.tsv")), "replies exact", tell_figure) > 0.9


def test_malformed_mail_is_read_or_held_in_time(tell_figure):
    slowest = 0.0
    held = 0
    for row in rows("malformed.tsv"):
        began = time.process_time()
        reading = message(row["path"])
        slowest = max(slowest, time.process_time() - began)
        held += isinstance(reading, Unreadable)
        assert isinstance(reading, (Message, Unreadable))
    tell_figure(f"slowest {slowest * 1000:.1f} ms, {held} held")
    assert slowest < 2
