"""What is counted of real mail is held to its floor or ceiling, and what missed is named."""

from __future__ import annotations

import pytest
from corpora.real_mail import figure

HITS = {"a.eml": True, "b.eml": False, "c.eml": True, "d.eml": True}


@pytest.mark.parametrize(("floor", "is_kept"), [(0.75, True), (0.76, False), (None, True)])
def test_a_share_is_held_to_its_floor(floor, is_kept):
    found = figure("told", HITS, at_least=floor)
    assert (found.found, found.of, found.is_kept, found.misses) == (3, 4, is_kept, ("b.eml",))


@pytest.mark.parametrize(("ceiling", "is_kept"), [(3, True), (2, False), (0, False)])
def test_a_number_of_wrong_ones_is_held_to_its_ceiling(ceiling, is_kept):
    found = figure("wrong", HITS, at_most=ceiling)
    assert (found.is_kept, found.promise, found.misses) == (is_kept, f"at most {ceiling}", ("a.eml", "c.eml", "d.eml"))
