"""Words are known by the pieces they share with others."""

from __future__ import annotations

import pytest

from mailintake.classify.spelling import Spelling, pieces, share


def test_a_word_has_all_its_pieces_with_its_ends_marked():
    assert {"^s", "^sn", "snö", "nö$", "ö$", "^snö$"} <= set(pieces("snö"))
    assert not any(len(piece) < 2 or len(piece) > 5 for piece in pieces("snöröjning"))


def test_a_class_is_one_piece():
    assert list(pieces("<term>")) == ["<term>"]


def test_a_word_never_met_counts_by_what_it_shares():
    spelling = Spelling({"snö": 3.0})
    assert spelling.log_odds(["snöskottningen"]) == pytest.approx(3.0 * share(1))
    assert spelling.log_odds(["sommar"]) == 0


def test_each_word_of_a_long_mail_counts_for_less():
    assert share(10) > share(100) > 0


def test_a_word_without_end_costs_no_more_than_a_long_one():
    assert len(list(pieces("a" * 100_000))) == len(list(pieces("a" * 40)))
