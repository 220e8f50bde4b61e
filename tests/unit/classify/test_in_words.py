"""Evidence and explanations are told in Swedish, as they are stored, and in English."""

from __future__ import annotations

import re

import pytest

from mailintake.classify import word_evidence
from mailintake.classify.evidence import RULES, in_words, weigh
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.in_words import evidence_in, explanation_in, weight_in
from mailintake.classify.reasons import TEXTS, TEXTS_EN, Reason
from mailintake.domain.decision import Evidence

MISSES = {rule.NAME: None for rule in RULES}
WEIGHTS = {rule.NAME: 1.0 for rule in RULES}


def told(hits, weights):
    return in_words(hits, weigh(hits, weights))


def found(name, *words, weight=1.0):
    """What a rule tells of a hit, as it is stored."""
    findings = told(MISSES | {name: Hit(words=words)}, WEIGHTS | {name: weight})
    return next(one for one in findings if one.hit)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
@pytest.mark.parametrize("weight", [2.0, 0.0, -2.0])
def test_a_hit_is_told_in_either_language_with_the_senders_words(rule, weight):
    hit = found(rule.NAME, "Vi anser", "bör", weight=weight)
    assert evidence_in(hit, "sv") == f"{rule.HIT}: ”Vi anser”, ”bör”."
    assert evidence_in(hit, "en") == f"{rule.HIT_EN}: “Vi anser”, “bör”."


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_a_miss_is_told_in_either_language(rule):
    miss = next(one for one in told(MISSES, WEIGHTS) if one.rule == rule.NAME)
    assert evidence_in(miss, "sv") == f"{rule.MISS}."
    assert evidence_in(miss, "en") == f"{rule.MISS_EN}."


def test_a_hit_without_words_ends_with_its_sentence():
    assert evidence_in(found("in_period"), "en") == "The mail came while the consultation was open."


@pytest.mark.parametrize("word", ["tid: ”snart”.", "a ”b”, ”c” d", ": ”", "”.", "The mail", "“x”"])
def test_what_the_sender_wrote_stays_as_it_was(word):
    told = evidence_in(found("opinion", word), "en")
    assert told.startswith("The mail expresses an opinion: “")
    assert re.sub("[”“]", "", told).endswith(f"opinion: {re.sub('[”“]', '', word)}.")


@pytest.mark.parametrize(
    ("weight", "hit", "swedish", "english"),
    [
        (1.2, True, word_evidence.HIT_FOR, word_evidence.HIT_FOR_EN),
        (-1.2, True, word_evidence.HIT_AGAINST, word_evidence.HIT_AGAINST_EN),
        (0.04, False, word_evidence.MISS, word_evidence.MISS_EN),
        (-0.04, False, word_evidence.MISS, word_evidence.MISS_EN),
    ],
)
def test_what_the_model_adds_is_told_by_where_it_points(weight, hit, swedish, english):
    words = ": ”faktura”" if hit else ""
    evidence = Evidence(rule=word_evidence.NAME, hit=hit, weight=weight, text=f"{swedish}{words}.")
    assert evidence_in(evidence, "sv") == f"{swedish}{words}."
    assert evidence_in(evidence, "en") == f"{english}{words.replace('”', '“', 1)}."


def test_the_words_of_an_older_version_are_told_in_english_all_the_same():
    older = Evidence(rule="opinion", hit=True, weight=1.5, text="Mejlet tycker något: ”Vi anser”.")
    assert evidence_in(older, "en") == "The mail expresses an opinion: “Vi anser”."


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_rule_that_is_not_known_any_more_is_told_as_it_is_stored(language):
    gone = Evidence(rule="gone", hit=True, weight=1.5, text="Mejlet är långt: ”Hej”.")
    assert evidence_in(gone, language) == "Mejlet är långt: ”Hej”."


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_explained_in_either_language(reason):
    swedish, english = TEXTS[reason], TEXTS_EN[reason]
    assert swedish != english
    assert swedish.endswith(".")
    assert english.endswith(".")
    assert explanation_in(reason.value, swedish, "sv") == swedish
    assert explanation_in(reason.value, swedish, "en") == english


def test_no_two_reasons_are_explained_alike():
    assert len(set(TEXTS.values())) == len(set(TEXTS_EN.values())) == len(Reason)


def test_who_decided_is_told_in_either_language():
    stored = "Decided by Decided by Anna."
    assert explanation_in("decided_by_staff", stored, "sv") == "Beslutat av Decided by Anna."
    assert explanation_in("decided_by_staff", stored, "en") == stored


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_reason_that_is_not_known_is_told_as_it_is_stored(language):
    assert explanation_in("gone", "Mejlet är långt.", language) == "Mejlet är långt."


@pytest.mark.parametrize(
    ("weight", "swedish", "english"),
    [
        (7.0, "talar starkt för", "strongly for"),
        (2.0, "talar starkt för", "strongly for"),
        (1.99, "talar för", "speaks for"),
        (0.01, "talar för", "speaks for"),
        (0.0, "räknas inte", "does not count"),
        (-0.3, "talar emot", "speaks against"),
        (-2.0, "talar starkt emot", "strongly against"),
    ],
)
def test_a_weight_is_told_in_words(weight, swedish, english):
    assert (weight_in(weight, "sv"), weight_in(weight, "en")) == (swedish, english)
