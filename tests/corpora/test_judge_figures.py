"""Real mail that has nothing to do with the consultation is never acted on."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace

import pytest
from corpora.real_mail import reading, rows
from fakes.consultations import LULEA, lulea, lulea_invited
from fakes.letters import NOW, OWN_ADDRESS

from mailintake.classify.classifier import Classifier
from mailintake.domain.decision import Outcome
from mailintake.domain.history import History

# Of the 300: staff may be asked about one in two hundred.
MOST_REVIEWS = 1

pytestmark = pytest.mark.corpora


def sent_to_us(message):
    """The mail as if it had been sent to us while the consultation was open."""
    return replace(message, to=(OWN_ADDRESS,), sent_to=(OWN_ADDRESS,), received_at=NOW)


def test_junk_and_strangers_mail_is_left_alone(count, tell_figure):
    classifier = Classifier(
        consultations=[lulea()], organisations={LULEA: lulea_invited()}, own_addresses=frozenset({OWN_ADDRESS})
    )
    messages = {row["path"]: sent_to_us(reading(row["path"])) for row in rows("spam_ham.tsv")}
    outcomes: dict[str, Outcome] = {}
    times = []
    for path, message in messages.items():
        began = time.perf_counter()
        outcomes[path] = classifier.judge(message, History(), NOW).outcome
        times.append(time.perf_counter() - began)
    tell_figure(f"median {statistics.median(times) * 1000:.2f} ms")
    count("strangers' mail acted on", {path: told is Outcome.ACT for path, told in outcomes.items()}, at_most=0)
    count(
        "strangers' mail shown to staff",
        {path: told is Outcome.REVIEW for path, told in outcomes.items()},
        at_most=MOST_REVIEWS,
    )
