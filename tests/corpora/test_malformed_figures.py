"""Real mail that is malformed ends in a message or in a held mail, each in time."""

from __future__ import annotations

import time

import pytest
from corpora.real_mail import reading, rows

from mailintake.domain.message import Message, Unreadable

# Processor time of one mail, so that a busy machine fails no test.
SECONDS = 2.0

pytestmark = pytest.mark.corpora


def test_malformed_mail_is_read_or_held_in_time(count, tell_figure):
    seconds: dict[str, float] = {}
    ends: dict[str, object] = {}
    for row in rows("malformed.tsv"):
        began = time.process_time()
        ends[row["path"]] = reading(row["path"])
        seconds[row["path"]] = time.process_time() - began
    held = sum(isinstance(end, Unreadable) for end in ends.values())
    tell_figure(f"slowest {max(seconds.values()) * 1000:.1f} ms, {held} held")
    count(
        "malformed, read or held within 2 s",
        {path: isinstance(end, (Message, Unreadable)) and seconds[path] < SECONDS for path, end in ends.items()},
        at_least=1,
    )
