"""What tells the model of a mail's stance beside its words."""

from __future__ import annotations

import pytest
from fakes.letters import attachment, letter

from mailintake.classify.letter import Letter
from mailintake.classify.stance_features import stance_features


def features(text, **fields):
    return stance_features(Letter.of(letter(text, **fields)))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Vi tillstyrker förslaget.", "verdict yes"),
        ("Vi avstyrker förslaget.", "verdict no"),
        ("Vi tillstyrker helheten. Vi säger nej till avgiften.", "verdict yes and no"),
        ("Förslaget är genomtänkt.", "verdict praise"),
        ("Bussen går klockan åtta.", "verdict none"),
    ],
)
def test_the_verdict_is_told(text, verdict):
    assert features(text)[verdict] == 1.0


def test_a_yes_with_wishes_is_told_from_a_yes_without():
    assert "verdict yes, with changes" in features("Vi tillstyrker. Texten borde dock bli kortare.")
    assert "verdict yes, without changes" in features("Vi tillstyrker. Texten är kort.")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Vi säger nej till avgiften. Vi tillstyrker helheten.", "verdict ends with yes"),
        ("Vi tillstyrker helheten. Vi säger nej till avgiften.", "verdict ends with no"),
        ("Vi tillstyrker helheten. Avgiften kan vi inte acceptera.", "verdict ends with no"),
    ],
)
def test_the_last_verdict_is_told(text, last):
    assert last in features(text)


def test_what_stands_in_the_last_sentences_is_told_from_what_stands_before():
    early = features("Vi tillstyrker. Ett möte hölls. Kaffe dracks. Det regnade.")
    late = features("Ett möte hölls. Kaffe dracks. Det regnade. Vi tillstyrker.")
    assert "voice yes at the end" not in early
    assert "voice yes at the end" in late


def test_sentences_are_counted_not_words():
    once = features("Det är bra, fint och klokt. Ett möte hölls.")
    twice = features("Det är bra. Det är fint.")
    assert once["sense praise times"] == 0.0
    assert twice["sense praise times"] > 0.0
    assert once["sense praise share"] == twice["sense praise share"] / 2


def test_a_denied_word_is_told_apart():
    assert "sense not praise" in features("Det är inte bra.")
    assert "sense praise" not in features("Det är inte bra.")


@pytest.mark.parametrize(("text", "wishes"), [("Jag bor i byn.", False), ("Kaffe bör finnas.", True)])
def test_who_lives_somewhere_wishes_nothing(text, wishes):
    assert wishes == ("sense wish" in features(text))


def test_questions_and_exclamations_count_by_how_many_there_are():
    asking = features("Vem betalar? Vem bestämmer? Det regnar!")
    assert asking["questions"] == 1.0
    assert asking["exclamations"] == pytest.approx(1 / 3)


def test_an_attachment_is_read_and_what_is_quoted_is_not():
    assert "verdict yes" in features("Se bilaga", attachments=(attachment("a.docx", "Vi tillstyrker förslaget."),))
    assert "verdict yes" not in features("Se nedan", quoted="Vi tillstyrker förslaget.")


@pytest.mark.parametrize("text", ["", "...", "?!?!", "\n\n\n"])
def test_a_mail_that_says_nothing_has_no_verdict(text):
    assert features(text)["verdict none"] == 1.0


def test_no_feature_outweighs_the_words_however_long_the_mail():
    assert max(features("Vi tillstyrker! Det är bra? Texten borde ändras. " * 300).values()) < 4.0
