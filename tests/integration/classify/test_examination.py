"""The examination: mails written after the rules were made, by hands that knew neither rules nor training mails.

Nothing was ever tuned on them. The figures are told; the bars stand a little below what was reached.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes.consultations import LULEA, lulea, lulea_invited
from fakes.letters import NOW, OWN_ADDRESS

from mailintake.bootstrap.consultations import consultation_of, invited_to
from mailintake.classify.classifier import Classifier
from mailintake.classify.evaluate import Truth, score
from mailintake.classify.labelled import mails_in
from mailintake.domain.decision import Label
from mailintake.settings.consultation import read_consultations
from mailintake.settings.findings import Findings

FOLDER = Path(__file__).parents[2] / "data" / "judgement"
CYCLING = "ringsjoholm-cykelplan-2018"


@pytest.fixture(scope="module")
def results():
    classifiers = {
        LULEA: Classifier(
            consultations=[lulea()],
            organisations={LULEA: lulea_invited()},
            own_addresses=frozenset({OWN_ADDRESS, "kommun@kommun.example"}),
        ),
        CYCLING: brand_new(),
    }
    judged = {key: [] for key in classifiers}
    for mail in mails_in(FOLDER, LULEA):
        decision = classifiers[mail.consultation].judge(mail.message, mail.history, NOW)
        judged[mail.consultation].append((truth_of(mail), decision))
    return {key: score(pairs) for key, pairs in judged.items()}


def brand_new():
    """A consultation that nothing was trained on, by its settings alone."""
    findings = Findings()
    [settings] = read_consultations(FOLDER / "consultations", findings)
    findings.raise_if_faulty()
    invited = tuple(replace(one, id=number) for number, one in enumerate(invited_to(settings), start=1))
    return Classifier(
        consultations=[consultation_of(settings, ZoneInfo("Europe/Stockholm"))],
        organisations={CYCLING: invited},
        own_addresses=frozenset({"kommun@kommun.example"}),
    )


def truth_of(mail):
    is_told = mail.is_ours and mail.label is not Label.QUESTION
    return Truth(
        name=mail.name,
        label=mail.label,
        stance=mail.stance if is_told else None,
        organisation=mail.organisation if mail.is_ours else None,
    )


def test_the_examination_is_large_and_a_third_of_it_near_misses(results):
    mails = results[LULEA]
    assert mails.mails >= 300
    assert sum(count for (right, _), count in mails.confusion.items() if right is Label.UNRELATED) >= mails.mails / 3
    assert results[CYCLING].mails >= 60


@pytest.mark.parametrize("key", [LULEA, CYCLING])
def test_no_mail_is_answered_wrongly_or_lost(results, key, tell_figure):
    found = results[key]
    tell_figure(
        f"{key}: {found.mails} mails, {len(found.false_answers)} false answers, {len(found.lost)} lost, "
        f"{found.reviews} to staff, {found.right_labels} labels right, stances {found.stances[True]} of "
        f"{found.stances.total()}, organisations {found.organisations[True]} of {found.organisations.total()}"
    )
    assert (found.false_answers, found.lost) == ([], [])


@pytest.mark.parametrize(("key", "most"), [(LULEA, 0.05), (CYCLING, 0.20)])
def test_staff_are_asked_about_few(results, key, most):
    assert results[key].reviews <= most * results[key].mails


@pytest.mark.parametrize(
    ("key", "labels", "organisations", "stances"), [(LULEA, 0.98, 0.94, 0.88), (CYCLING, 0.95, 0.97, 0.75)]
)
def test_labels_organisations_and_stances_are_mostly_right(results, key, labels, organisations, stances):
    found = results[key]
    assert found.right_labels >= labels * found.mails
    assert found.organisations[True] >= organisations * found.organisations.total()
    assert found.stances[True] >= stances * found.stances.total()
