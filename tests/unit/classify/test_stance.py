"""What the sender thinks of the proposal."""

from __future__ import annotations

import pytest
from fakes.letters import attachment, letter

from mailintake.classify.letter import Letter
from mailintake.classify.stance import LONGEST_SENTENCE, read_stance
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
        ("Styrelsen säger ja.", "supports"),
        ("Jag är för!", "supports"),
        ("Ett rungande ja från oss.", "supports"),
        ("Kör på!", "supports"),
        ("Stämman beslutade att bifalla förslaget.", "supports"),
        ("Jag bor i byn och gillar förslaget. De andra gör det också.", "supports"),
        ("Vi har inte tagit ställning förut men säger ja.", "supports"),
        ("Please go ahead.", "supports"),
        ("Sanomme kyllä.", "supports"),
        ("Vi säger ja men skriv in att möten ska tolkas.", "supports_with_changes"),
        ("Vi godtar förslaget under förutsättning att avgiften utgår.", "supports_with_changes"),
        ("Jag är för, men taket borde höjas.", "supports_with_changes"),
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
        ("Nej tack.", "opposes"),
        ("Jag är emot det här.", "opposes"),
        ("Riv upp beslutet och börja om.", "opposes"),
        ("Vi vill avråda från detta.", "opposes"),
        ("Tanken är god men vi kan inte förorda förslaget.", "opposes"),
        ("Snälla, låt skolan vara kvar.", "opposes"),
        ("Scrap the plan.", "opposes"),
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
        ("Vi tar inte ställning till förslaget, som är bra skrivet.", "unclear"),
        ("Vi säger varken ja eller nej.", "unclear"),
        ("Meningarna gick isär.", "unclear"),
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


def test_the_sentence_that_told_it_is_kept_as_the_sender_wrote_it():
    standpoint = read_stance(Letter.of(letter("Hej! Klubben TILLSTYRKER Förslaget. Vi ses.")))
    assert standpoint.sentence == "Klubben TILLSTYRKER Förslaget"


def test_of_a_long_sentence_what_stands_from_the_verdict_on_is_kept():
    standpoint = read_stance(Letter.of(letter("och så " * 100 + "tillstyrker vi förslaget " + "och så " * 100)))
    assert standpoint.sentence.startswith("tillstyrker vi förslaget och så")
    assert len(standpoint.sentence) == LONGEST_SENTENCE


def test_where_nothing_is_told_there_is_no_sentence():
    assert read_stance(Letter.of(letter("Vi har läst texten."))).sentence == ""


@pytest.mark.parametrize(("stance_", "is_decline"), [(Stance.ABSTAINS, True), (Stance.OPPOSES, False)])
def test_who_abstains_declines(stance_, is_decline):
    text = {Stance.ABSTAINS: "Vi avstår.", Stance.OPPOSES: "Vi avstyrker."}[stance_]
    assert is_decline == read_stance(Letter.of(letter(text))).is_decline
