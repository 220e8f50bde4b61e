"""What the sender thinks of the proposal."""

from __future__ import annotations

import pytest
from fakes.letters import attachment, letter

from mailintake.classify.letter import Letter
from mailintake.classify.stance import read_stance
from mailintake.domain.comment import Stance


def stance(text, **fields):
    return read_stance(Letter.of(letter(text, **fields))).stance.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi tillstyrker förslaget.", "supports"),
        ("Föreningen ställer sig bakom överenskommelsen.", "supports"),
        ("Vi tycker att förslaget är bra.", "supports"),
        ("Vi är positiva till förslaget.", "supports"),
        ("Det ser bra ut!", "supports"),
        ("Vi tillstyrker, inte minst för ungdomarnas skull.", "supports"),
        ("We support the proposal.", "supports"),
        ("Kannatamme ehdotusta.", "supports"),
        ("Vi støtter forslaget.", "supports"),
        ("Vi tillstyrker förslaget men saknar något om lokaler.", "supports_with_changes"),
        ("Bra förslag, men texten bör förtydligas.", "supports_with_changes"),
        ("Vi har inget att erinra men föreslår två kontaktpersoner.", "supports_with_changes"),
        ("Vi tillstyrker principerna men avstyrker kostnaderna.", "supports_with_changes"),
        ("We support the draft. It should include newcomers.", "supports_with_changes"),
        ("Vi avstyrker förslaget.", "opposes"),
        ("Vi kan inte ställa oss bakom överenskommelsen.", "opposes"),
        ("Vi tillstyrker inte förslaget.", "opposes"),
        ("Vi är inte positiva till förslaget.", "opposes"),
        ("Vi säger nej till överenskommelsen.", "opposes"),
        ("Förslaget är dåligt.", "opposes"),
        ("We do not support the proposal.", "opposes"),
        ("Emme kannata ehdotusta.", "opposes"),
        ("Vi har inget att erinra.", "no_objection"),
        ("Vi har inget att invända mot förslaget.", "no_objection"),
        ("Inga synpunkter från oss.", "no_objection"),
        ("Ok för oss.", "no_objection"),
        ("Utan erinran.", "no_objection"),
        ("We have no comments on the proposal.", "no_objection"),
        ("Meillä ei ole huomautettavaa.", "no_objection"),
        ("Vi har ingen innvendinger.", "no_objection"),
        ("Vi avstår från att yttra oss.", "abstains"),
        ("Styrelsen har beslutat att avstå.", "abstains"),
        ("Vi kommer inte att svara på remissen.", "abstains"),
        ("Vi väljer att inte lämna något svar.", "abstains"),
        ("Emme anna lausuntoa.", "abstains"),
        ("We decline to comment.", "abstains"),
        ("Vi kan inte avstå från att yttra oss.", "unclear"),
        ("Vi avstyrker inte.", "unclear"),
        ("Vi har läst texten.", "unclear"),
        ("", "unclear"),
    ],
)
def test_the_stance_is_told_by_words_and_negations(text, expected):
    assert expected == stance(text)


def test_a_stance_in_an_attachment_counts():
    assert stance("Se bilaga", attachments=(attachment("a.docx", "Vi tillstyrker förslaget."),)) == "supports"


def test_a_quoted_stance_does_not_count():
    assert stance("Se nedan", quoted="Vi tillstyrker förslaget.") == "unclear"


def test_a_subject_that_somebody_else_wrote_does_not_count():
    assert stance("Hej", subject="SV: Vi tillstyrker förslaget") == "unclear"


def test_the_words_that_told_it_are_kept():
    standpoint = read_stance(Letter.of(letter("Vi TILLSTYRKER förslaget.")))
    assert standpoint.words == ("TILLSTYRKER",)


@pytest.mark.parametrize(("stance_", "is_decline"), [(Stance.ABSTAINS, True), (Stance.OPPOSES, False)])
def test_who_abstains_declines(stance_, is_decline):
    text = {Stance.ABSTAINS: "Vi avstår.", Stance.OPPOSES: "Vi avstyrker."}[stance_]
    assert is_decline == read_stance(Letter.of(letter(text))).is_decline
