"""Real mail that has nothing to do with the consultation is never acted on."""

from __future__ import annotations

import csv
import email
import email.policy
import os
import statistics
import time
from collections import Counter
from pathlib import Path

import pytest
from fakes.consultations import LULEA, lulea, lulea_invited
from fakes.letters import NOW, OWN_ADDRESS, letter

from mailintake.classify import Classifier
from mailintake.domain.decision import Outcome
from mailintake.domain.history import History

CORPORA = Path(os.environ.get("MAILINTAKE_CORPORA") or Path(__file__).parents[3] / "shared" / "corpora")
MOST_REVIEWS = 0.02

pytestmark = pytest.mark.corpora


def words_of(path):
    """The text parts of a mail, roughly: this is a test of judging, not of reading."""
    mail = email.message_from_bytes((CORPORA / path).read_bytes(), policy=email.policy.compat32)
    parts = (part.get_payload(decode=True) or b"" for part in mail.walk() if part.get_content_maintype() == "text")
    return str(mail["Subject"]), "\n".join(part.decode("latin-1") for part in parts)


def test_junk_and_strangers_mail_is_left_alone(tell_figure):
    classifier = Classifier(
        consultations=[lulea()], organisations={LULEA: lulea_invited()}, own_addresses=frozenset({OWN_ADDRESS})
    )
    with (CORPORA / "spam_ham.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    outcomes: Counter[Outcome] = Counter()
    times = []
    for row in rows:
        subject, text = words_of(row["path"])
        message = letter(text, subject=subject, language="en", from_address="x@hemma.example")
        began = time.perf_counter()
        outcomes[classifier.judge(message, History(), NOW).outcome] += 1
        times.append(time.perf_counter() - began)
    tell_figure(f"{len(rows)} mails: {dict(outcomes)}, median {statistics.median(times) * 1000:.2f} ms")
    assert outcomes[Outcome.ACT] == 0
    assert outcomes[Outcome.REVIEW] <= MOST_REVIEWS * len(rows)
