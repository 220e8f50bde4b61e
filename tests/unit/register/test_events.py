"""The chain of events: each is sealed with the one before, and any change shows."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from fakes.kept_mail import NOW
from hypothesis import given
from hypothesis import strategies as st

from mailintake.register.events import FIRST_HASH, Event, Head, fault_of_end, faults_of, seal

START = Head(seq=0, hash=FIRST_HASH)


def chain(length: int) -> list[Event]:
    events: list[Event] = []
    head = START
    for number in range(length):
        events.append(
            seal(head, at=NOW, kind="kept", actor="machine", subject=f"message:{number}", data={"b": number, "a": "å"})
        )
        head = Head(seq=events[-1].seq, hash=events[-1].hash)
    return events


def test_an_event_follows_from_the_one_before():
    first, second = chain(2)

    assert (first.seq, first.previous_hash, first.data) == (1, FIRST_HASH, '{"a":"å","b":0}')
    assert (second.seq, second.previous_hash) == (2, first.hash)


def test_the_hash_covers_all_of_the_event_in_one_form():
    event = seal(START, at=NOW, kind="kept", actor="Åsa", subject="message:1", data={"reason": "opinion"})

    content = (
        '{"actor":"Åsa","at":"2018-06-21T08:00:00.000000+00:00","data":{"reason":"opinion"},"kind":"kept",'
        f'"previous_hash":"{FIRST_HASH}","seq":1,"subject":"message:1"}}'
    )
    assert event.hash == hashlib.sha256(content.encode()).hexdigest()


def test_the_hash_does_not_depend_on_the_zone_in_which_the_moment_is_told():
    told = [seal(START, at=at, kind="k", actor="a", subject="s", data={}).hash for at in (NOW, _elsewhere())]

    assert told[0] == told[1]


def test_an_unbroken_chain_has_no_faults_also_when_it_is_read_in_parts():
    events = chain(5)
    first, middle = faults_of(events[:2], START)
    second, end = faults_of(events[2:], middle)

    assert (first, second, end, fault_of_end(end, Head(seq=5, hash=events[4].hash))) == ([], [], end, "")


@pytest.mark.parametrize(
    "change",
    [
        {"at": NOW + timedelta(microseconds=1)},
        {"kind": "held"},
        {"actor": "Eva"},
        {"subject": "message:9"},
        {"data": "{}"},
        {"data": '{"a": "å","b":1}'},
        {"data": "["},
        {"hash": "0" * 64},
    ],
)
def test_a_changed_event_shows(change):
    events = chain(3)
    events[1] = replace(events[1], **change)

    faults, _ = faults_of(events, START)

    assert faults[0] == "Event 2 was changed: its hash does not fit its content."


def test_an_event_that_was_sealed_anew_does_not_fit_the_next():
    events = chain(3)
    events[1] = seal(Head(seq=1, hash=events[0].hash), at=NOW, kind="left", actor="x", subject="y", data={})

    assert faults_of(events, START)[0] == ["Event 3 does not follow from the event before it."]


@given(st.integers(2, 8), st.data())
def test_any_event_that_is_taken_out_is_missed(length, data):
    events = chain(length)
    stored = Head(seq=length, hash=events[-1].hash)
    gone = data.draw(st.integers(1, length))

    faults, end = faults_of([event for event in events if event.seq != gone], START)

    assert f"Event {gone} is missing." in [*faults, fault_of_end(end, stored)]


def test_a_chain_with_another_end_than_was_written_shows():
    events = chain(2)
    _, end = faults_of(events, START)

    assert fault_of_end(end, Head(seq=2, hash="x")) == "The log does not end where its last entry was written."
    assert fault_of_end(end, Head(seq=4, hash="x")) == "Events 3 to 4 are missing."


def _elsewhere():
    return NOW.astimezone(timezone(timedelta(hours=9)))
