"""Words and phrases."""

from __future__ import annotations

import pytest

from mailintake.classify.phrases import Phrases, quotes
from mailintake.classify.words import Words, fold


def found(phrase, text):
    words = Words(text)
    return [find.text for find in Phrases(phrase).find(words)]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("lokal överenskommelse", "En lokal överenskommelse är bra.", ["lokal överenskommelse"]),
        ("överenskommels*", "Överenskommelsernas tid", ["Överenskommelsernas"]),
        ("överenskommels*", "OVERENSKOMMELSEN", ["OVERENSKOMMELSEN"]),
        ("överenskommelse", "överens\u00adkommelse", ["överenskommelse"]),
        ("överenskommelse", "o\u0308verenskommelse", ["överenskommelse"]),
        ("vi|jag tycker|anser", "Jag anser det, och vi tycker så.", ["Jag anser", "vi tycker"]),
        ("ställer oss … bakom", "vi ställer oss helt och fullt bakom det", ["ställer oss helt och fullt bakom"]),
        ("ställer oss … bakom", "vi ställer oss helt och fullt och gärna bakom det", []),
        ("ställer oss … bakom", "vi ställer oss. Bakom huset", []),
        ("lokal överenskommelse", "Det är lokal. Överenskommelse om det", []),
        ("lokal överenskommelse", "lokal\n\növerenskommelse", []),
        ("lokal överenskommelse", "lokal\növerenskommelse", ["lokal överenskommelse"]),
        ("lok", "LOKALEN", []),
        ("vi", "", []),
    ],
)
def test_a_phrase_is_found_where_its_words_stand_in_one_sentence(phrase, text, expected):
    assert expected == found(phrase, text)


def test_where_finds_overlap_the_longer_one_counts():
    phrases = Phrases("överenskommelse", "lokal överenskommelse", "överenskommelse … civila")
    words = Words("lokal överenskommelse med civila krafter")
    assert [find.text for find in phrases.find(words)] == ["överenskommelse med civila"]


def test_a_phrase_does_not_reach_from_one_text_into_the_next():
    assert Phrases("lokal överenskommelse").find(Words("lokal", "överenskommelse")) == ()


def test_the_ends_of_several_texts_are_told():
    words = Words("ett två", "tre")
    assert words.ends == (3, 5)


def test_what_was_found_is_quoted_once_and_as_written():
    finds = Phrases("synpunkt*").find(Words("Synpunkter, SYNPUNKTER och synpunkt"))
    assert quotes(finds) == ("SYNPUNKTER", "synpunkt")


@pytest.mark.parametrize("phrase", ["", "…", "a/b", "öv*", "ord -"])
def test_a_phrase_that_cannot_be_looked_for_is_refused(phrase):
    with pytest.raises(ValueError, match=r"has no words|not a word|letters before"):
        Phrases(phrase)


def test_long_beginnings_are_told_apart_after_their_sixteenth_letter():
    assert found("samverkansöverenskommelsernas*", "samverkansöverenskommelserna") == []
    assert found("samverkansöverens*", "samverkansöverenskommelsernas") == ["samverkansöverenskommelsernas"]


@pytest.mark.parametrize("text", ["ﷺ ett", "İstanbul två", "ß tre", "\x1f fyra"])
def test_letters_that_fold_into_several_do_not_move_the_words(text):
    words = Words(text)
    assert len(words.tokens) == words.ends[-1]
    last = len(words.tokens) - 2
    assert text.split()[-1] == words.quote(last, last + 1)


def test_folding_takes_marks_away():
    assert fold("ÅÄÖ øæé") == "aao oae"


def test_a_long_text_is_read_in_linear_time():
    # A hundred times the text within the test's own time limit: what is quadratic would take hours.
    words = Words("överenskommelse " * 200_000 + "\n" * 200_000)
    assert len(Phrases("överenskommelse").find(words)) == 200_000
