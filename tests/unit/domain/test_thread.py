"""The Message-ID of our own mail: the same for the same row, and nobody else can make one."""

from __future__ import annotations

import pytest

from mailintake.domain.thread import is_ours, mint_message_id

SECRET = b"a secret of thirty-two bytes ...."
ROW = {"kind": "acknowledgement", "subject_key": "message:abc", "recipient": "anna@forening.example"}


def _minted(secret: bytes = SECRET, **changed: str) -> str:
    return mint_message_id(secret, **(ROW | changed), domain="lulea.example")


def test_the_same_row_always_has_the_same_message_id():
    assert _minted() == _minted()


@pytest.mark.parametrize(
    "changed", [{"kind": "reminder"}, {"subject_key": "message:abd"}, {"recipient": "bo@forening.example"}]
)
def test_another_row_has_another_message_id(changed):
    assert _minted(**changed) != _minted()


def test_a_message_id_of_ours_is_known_as_ours():
    assert is_ours(SECRET, _minted())


def test_a_message_id_made_with_another_secret_is_not_ours():
    assert not is_ours(SECRET, _minted(b"another secret"))


def test_the_domain_is_no_part_of_the_seal():
    moved = _minted().replace("@lulea.example>", "@elsewhere.example>")

    assert is_ours(SECRET, moved)


@pytest.mark.parametrize("position", range(len("<mailintake."), len("<mailintake.") + 49))
def test_any_changed_character_breaks_the_seal(position):
    minted = _minted()
    changed = minted[:position] + ("0" if minted[position] != "0" else "1") + minted[position + 1 :]

    assert not is_ours(SECRET, changed)


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "<>",
        "<mailintake.@lulea.example>",
        "<1@lulea.example>",
        _minted()[1:-1],
        _minted() + "\n",
        _minted() + _minted(),
        " " + _minted(),
        _minted().replace("@", "@@"),
        _minted().replace("lulea", "lu lea"),
        _minted().upper(),
    ],
)
def test_what_is_not_of_our_form_is_not_ours(forged):
    assert not is_ours(SECRET, forged)
