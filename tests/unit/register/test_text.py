"""Text that no database takes, keys that fit into an index, and the one form of JSON that is hashed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from fakes.kept_mail import decision, message
from hypothesis import given
from hypothesis import strategies as st

from mailintake.domain.decision import Label
from mailintake.register.text import KEY_LENGTH, canonical, clean, cleaned, domain_of, key_of

ANY_TEXT = st.text(alphabet=st.characters())
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc"), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", "abc"),
        ("räksmörgås 🦐", "räksmörgås 🦐"),
        ("a\x00b", "a\ufffdb"),
        ("å\ud800\udfff", "å\ufffd\ufffd"),
        ("", ""),
    ],
)
def test_nul_and_lone_surrogates_give_way_to_a_sign(text, expected):
    assert clean(text) == expected


@given(ANY_TEXT)
def test_clean_text_is_as_long_can_be_encoded_and_is_clean(text):
    told = clean(text)
    told.encode()

    assert (len(told), "\x00" in told, clean(told)) == (len(text), False, told)


def test_values_are_cleaned_through_and_through():
    summer = timezone(timedelta(hours=2))
    odd = message(1, subject="a\x00", to=("b\ud800",), received_at=datetime(2018, 6, 21, 10, tzinfo=summer))

    told = cleaned(((odd, {"c\x00": frozenset({"d\x00"})}), decision(), None, b"\x00"))

    assert told[0][0] == message(
        1, subject="a\ufffd", to=("b\ufffd",), received_at=datetime(2018, 6, 21, 8, tzinfo=UTC)
    )
    assert told[0][1] == {"c\ufffd": frozenset({"d\ufffd"})}
    assert told[1:] == (decision(), None, b"\x00")
    assert type(told[1].label) is Label


@pytest.mark.parametrize(("text", "key"), [("Anna@X.Example", "anna@x.example"), ("ÅSA", "åsa"), ("a\x00", "a\ufffd")])
def test_a_key_disregards_case(text, key):
    assert key_of(text) == key


@given(st.text(min_size=KEY_LENGTH, max_size=2 * KEY_LENGTH), st.text(min_size=1, max_size=5))
def test_a_long_key_is_short_enough_and_keeps_different_texts_apart(text, more):
    keys = {key_of(text), key_of(text + more)}

    assert max(map(len, keys)) <= KEY_LENGTH
    assert len(keys) == (1 if clean(text).lower() == clean(text + more).lower() else 2)


@pytest.mark.parametrize(
    ("address", "domain"),
    [("a@X.example", "x.example"), ('"a@b"@c.example', "c.example"), ("a", ""), ("", ""), ("a@", "")],
)
def test_the_domain_is_what_stands_after_the_last_at(address, domain):
    assert domain_of(address) == domain


def test_canonical_json_has_one_form():
    assert canonical({"b": [1, None], "a": "å"}) == canonical({"a": "å", "b": (1, None)}) == '{"a":"å","b":[1,null]}'


@pytest.mark.parametrize(
    ("text", "expected"),
    [("\x00", '"\ufffd"'), ("\\u0000", '"\\\\u0000"'), ("\\\x00", '"\\\\\ufffd"'), ("\ud800", '"\ufffd"')],
)
def test_canonical_json_holds_only_what_a_database_takes(text, expected):
    assert canonical(text) == expected


@given(ANY_JSON)
def test_canonical_json_that_is_read_and_written_again_is_the_same(data):
    written = canonical(data)

    assert canonical(json.loads(written)) == written == clean(written)
