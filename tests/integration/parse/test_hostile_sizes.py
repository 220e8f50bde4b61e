"""Hostile mail as large as an attacker would send it is read or held in time, alone where it is odd."""

from __future__ import annotations

import resource
import time

import pytest
from mailmaking.reader import BOUNDARY, NOW, arrival
from unit.parse.hostile_mails import HOSTILE

from mailintake.domain.message import Message, Unreadable
from mailintake.parse import read
from mailintake.parse.identity import content_hash
from mailintake.parse.isolation import read_alone
from mailintake.parse.oddity import is_odd

# Processor time, so that a busy machine fails no test.
SECONDS = 2.0
WORTH_TELLING = 0.6
# How much longer four times as much may take; what takes less than this many seconds tells nothing but the noise.
GROWTH = 5
NOISE = 0.03
SIZEABLE = [hostile for hostile in HOSTILE if hostile.large > 1]


def processor_seconds():
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_it_is_read_or_held_in_time(hostile, tell_figure):
    original = hostile.make(hostile.large)
    began = processor_seconds()
    reader = read_alone if is_odd(original) else read
    reading = reader(original, arrival(original), BOUNDARY, NOW)
    spent = processor_seconds() - began
    if spent > WORTH_TELLING:
        tell_figure(f"{spent:.2f} s of processor time for {len(original):,} bytes ({reader.__name__})")
    assert isinstance(reading, (Message, Unreadable))
    assert spent < SECONDS


@pytest.mark.parametrize("hostile", SIZEABLE, ids=lambda hostile: hostile.name)
def test_four_times_as_much_takes_at_most_five_times_as_long(hostile):
    quarter, large = hostile.make(hostile.large // 4), hostile.make(hostile.large)
    spent = {quarter: [], large: []}
    for _ in range(4):
        for original, seconds in spent.items():
            seconds.append(seconds_to_read(original))
        # A busy machine may slow down one of the two: the fastest of each tells most.
        if is_in_proportion := min(spent[large]) < GROWTH * max(min(spent[quarter]), NOISE):
            break
    assert is_in_proportion, spent.values()


def seconds_to_read(original):
    # Here and not alone: to start a process would cost both the same, and hide what grows.
    began = processor_seconds()
    read(original, arrival(original), BOUNDARY, NOW)
    return processor_seconds() - began


@pytest.mark.parametrize("name", ["spaces", "one_long_field", "bare_cr", "false_boundaries", "zeros"])
def test_its_hash_is_taken_in_time(name):
    hostile = next(hostile for hostile in HOSTILE if hostile.name == name)
    original = hostile.make(hostile.large)
    began = time.process_time()
    assert len(content_hash(original)) == 64
    assert time.process_time() - began < SECONDS
