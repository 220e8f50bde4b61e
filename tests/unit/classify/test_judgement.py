"""The labelled mails are judged right: none that is not for us is answered, no comment is lost, few go to staff."""

from __future__ import annotations

import sys
from collections import Counter

import pytest
from fakes.letters import NOW, labelled

from mailintake.domain.decision import Label, Outcome

SETS = ("development", "held_out", "last", "fresh")
NOT_OURS = frozenset({Label.UNRELATED, Label.SPAM})
MOST_REVIEWS = 0.14
FEWEST_RIGHT_LABELS = 0.92


@pytest.fixture(scope="module")
def judged(classifier):
    return [(mail, classifier.judge(mail.message, mail.history, NOW)) for name in SETS for mail in labelled(name)]


def test_the_sets_hold_every_label_and_many_near_misses():
    mails = [mail for name in SETS for mail in labelled(name)]
    assert {label for mail in mails for label in mail.labels} == set(Label)
    assert len(mails) >= 120
    assert sum(mail.labels == {Label.UNRELATED} for mail in mails) >= len(mails) / 3


def test_no_mail_that_is_not_for_us_is_acted_on(judged):
    assert [
        m.name for m, d in judged if d.outcome is Outcome.ACT and Outcome.ACT not in m.outcomes and m.labels & NOT_OURS
    ] == []


def test_no_mail_that_is_for_us_is_left_alone(judged):
    assert [m.name for m, d in judged if d.outcome is Outcome.LEAVE and Outcome.LEAVE not in m.outcomes] == []


def test_few_mails_go_to_staff_that_need_not(judged):
    needless = [m.name for m, d in judged if d.outcome is Outcome.REVIEW and Outcome.REVIEW not in m.outcomes]
    assert len(needless) <= MOST_REVIEWS * len(judged), needless


def test_nearly_all_labels_are_right(judged, tell_figure):
    right = sum(d.label in m.labels for m, d in judged)
    reviews = sum(d.outcome is Outcome.REVIEW for _, d in judged)
    tell_figure(f"{right} of {len(judged)} labels right, {reviews} to staff")
    sys.stdout.write(confusion(judged))
    assert right >= FEWEST_RIGHT_LABELS * len(judged), [m.name for m, d in judged if d.label not in m.labels]


def test_every_request_for_public_records_is_told(judged):
    assert [m.name for m, d in judged if d.is_records_request != m.is_records_request] == []


def confusion(judged):
    """The table of what was right (a line each) and what was given (a column each)."""
    counts = Counter((d.label if d.label in m.labels else min(m.labels), d.label) for m, d in judged)
    head = "".join(f"{label.value:>11}" for label in Label)
    lines = (f"{right.value:>11}" + "".join(f"{counts[right, given]:>11}" for given in Label) for right in Label)
    return "\n".join((f"\n{'right':>11}{head}", *lines, ""))
