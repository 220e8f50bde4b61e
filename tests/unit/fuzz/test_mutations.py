"""Every way to damage a mail works on any bytes, and a mutant can be made again."""

from __future__ import annotations

import random

import pytest
from fakes.examples import examples
from fuzz import whole
from fuzz.mutations import MOST_BYTES, MUTATIONS, mutant
from hypothesis import given, settings
from hypothesis import strategies as st
from mailmaking import plain

WHOLE = whole.own()


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize("data", [b"", b"\n", b"a", b"Subject: x\r\n\r\nHej", b"--\r\n" * 9])
def test_a_mutation_takes_any_bytes(mutation, data):
    for seed in range(20):
        assert isinstance(mutation(data, random.Random(seed), WHOLE), bytes)


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_mutation_damages_a_mail(mutation):
    damaged = {mutation(one, random.Random(seed), WHOLE) for seed, one in enumerate(WHOLE * 2)}
    assert len(damaged - set(WHOLE)) > 5


@given(st.integers(0, 10**9))
@settings(max_examples=examples(100), deadline=None)
def test_the_same_number_makes_the_same_mutant(number):
    assert mutant("a", number, WHOLE) == mutant("a", number, WHOLE)


def test_mutants_differ_and_are_bounded():
    mutants = {mutant("a", number, WHOLE) for number in range(500)} | {
        mutant("b", number, WHOLE) for number in range(500)
    }
    assert len(mutants) > 900
    assert max(map(len, mutants)) <= MOST_BYTES


def test_mutants_are_made_of_every_kind_of_our_own_mails():
    assert len(WHOLE) > 100
    assert plain("x") not in WHOLE
