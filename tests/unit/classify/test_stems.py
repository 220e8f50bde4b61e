"""Stems and likeness."""

from __future__ import annotations

import pytest

from mailintake.classify.likeness import LikenessIndex
from mailintake.classify.stems import stem
from mailintake.classify.words import Words


@pytest.mark.parametrize("word", ["overenskommelse", "overenskommelsen", "overenskommelser", "overenskommelserna"])
def test_the_forms_of_a_word_share_a_stem(word):
    assert stem(word) == "overenskommels"


@pytest.mark.parametrize("word", ["vi", "och", "mal", "gata"])
def test_short_words_stay_as_they_are(word):
    assert word == stem(word)


def test_the_proposal_is_most_like_itself(profile):
    text = profile.consultation.proposal_text
    assert profile.likeness.measure(Words(text)).degree > 0.6


def test_an_errand_is_not_like_the_proposal(profile):
    words = Words("Hej! Gatlampan utanför vårt hus är trasig sedan i måndags. Kan någon komma och laga den?")
    assert profile.likeness.measure(words).degree < 0.06


def test_a_comment_is_more_like_the_proposal_than_a_plan_of_a_street(profile):
    comment = Words("Principen om långsiktighet bör gälla även små föreningar och deras åtaganden.")
    plan = Words("Förslaget till detaljplan gör att sikten från våra balkonger försvinner.")
    assert profile.likeness.measure(comment).degree > 2 * profile.likeness.measure(plan).degree


def test_the_words_that_made_it_alike_are_shown_as_written(profile):
    words = Words("Åtagandena är för många. Samverkansgruppen är för liten.")
    likeness = profile.likeness.measure(words)
    assert {"Åtagandena", "Samverkansgruppen"} <= set(profile.likeness.strongest(likeness, words))


def test_an_empty_text_is_like_nothing(profile):
    assert profile.likeness.measure(Words("")).degree == 0.0


def test_without_a_proposal_nothing_is_alike():
    assert LikenessIndex([""]).measure(Words("lokal överenskommelse")).degree == 0.0
