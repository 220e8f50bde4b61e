"""What names a mail of ours, its Message-ID and its return token: nobody else can make one."""

from __future__ import annotations

import base64

import pytest

from mailintake.domain.thread import TOKEN_FIELD, TOKEN_LENGTH, is_ours, mint_message_id, mint_return_token, returned_to
from mailintake.settings.kinds import mail as settings_of_mail

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


def _token(secret: bytes = SECRET, message_id: str = "") -> str:
    return mint_return_token(secret, message_id or _minted())


@pytest.mark.parametrize("address", ["kommun+{}@lulea.example", "{}@studs.example", "b+{}=x@lulea.example"])
@pytest.mark.parametrize("change", [str.lower, str.upper])
def test_a_mail_is_found_by_the_token_in_the_address_it_came_back_to(address, change):
    returned = change(address.format(_token()))

    assert returned_to(SECRET, ["anna@forening.example", returned], {"lulea.example"}) == (_minted(),)


def test_a_token_names_the_mail_in_each_of_our_domains():
    found = returned_to(SECRET, [f"a+{_token()}@lulea.example"] * 2, {"lulea.example", "b.example"})

    assert found == (_minted().replace("lulea.example", "b.example"), _minted())


def test_every_mail_has_a_token_of_its_own():
    assert _token() == _token()
    assert _token() != _token(message_id=_minted(kind="reminder"))


@pytest.mark.parametrize("position", range(TOKEN_LENGTH))
def test_a_token_in_which_a_letter_was_changed_names_nothing(position):
    token = _token()
    changed = token[:position] + ("a" if token[position] != "a" else "b") + token[position + 1 :]

    assert returned_to(SECRET, [f"a+{changed}@lulea.example"], {"lulea.example"}) == ()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "@",
        _token(),
        f"a@{_token()}.example",
        f"a+{_token()[:-1]}@lulea.example",
        f"a+{_token()}x@lulea.example",
        f"a+x{_token()}@lulea.example",
        f"a+{_token(b'another secret')}@lulea.example",
        f"a+{'a' * TOKEN_LENGTH}@lulea.example",
    ],
)
def test_an_address_without_a_token_of_ours_names_nothing(address):
    assert returned_to(SECRET, [address], {"lulea.example"}) == ()


def test_the_seal_of_a_message_id_does_not_make_a_token():
    # Whoever has had the mail knows the one, and not the other.
    row, seal = _minted().split(".")[1:3]
    forged = base64.b32encode(bytes.fromhex(row) + bytes.fromhex(seal[:16])).decode().lower()

    assert returned_to(SECRET, [f"a+{forged}@lulea.example"], {"lulea.example"}) == ()


def test_only_a_mail_of_ours_has_a_token():
    with pytest.raises(ValueError, match="of ours"):
        mint_return_token(SECRET, "<1@lulea.example>")


def test_the_settings_leave_room_for_the_token_as_it_is():
    assert (TOKEN_FIELD, len(_token())) == (settings_of_mail.TOKEN_FIELD, settings_of_mail.TOKEN_LENGTH)
