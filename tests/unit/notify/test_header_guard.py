"""Nothing that a stranger writes can add, end or hide a header field of ours."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.header import decode_header, make_header

import pytest
from fakes.examples import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mailintake.errors import UnsafeHeaderError
from mailintake.notify.header_guard import (
    clean_line,
    encode_mailbox,
    encode_text,
    header_block,
    safe_address,
    well_formed_ids,
)

# What header injection is made of, to be found among ordinary text.
_HOSTILE = st.sampled_from(
    [
        "\r\nBcc: x@evil.example",
        "\n",
        "\r",
        "\x00",
        "\x0b",
        "\x0c",
        "\x1c",
        "\x85",
        "\u2028",
        "\u2029",
        "=?UTF-8?Q?=0D=0A?=",
        "=?utf-8?b?DQpCY2M6IHhAZXZpbC5leGFtcGxl?=",
        "=\u200b?utf-8?q?=0D=0ABcc:_x?=",
        "==??",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\U000e0041",
        "\ud800",
        "\t ",
        '"',
        "\\",
        "<x@evil.example>",
        ", y@evil.example",
        ";",
        "()",
        "åäö",
        "日本語",
        "🎉",
        "a" * 90,
    ]
)
_TEXTS = st.lists(st.one_of(_HOSTILE, st.text(max_size=40)), max_size=8).map("".join)
_ADDRESSES = st.one_of(_TEXTS, st.just("anna@forening.example"), _TEXTS.map(lambda text: f"a{text}@forening.example"))


def _parsed(block: bytes):
    # Both parsers of the standard library: the old one, and the one that decodes.
    return [message_from_bytes(block, policy=chosen) for chosen in (policy.compat32, policy.default)]


@settings(max_examples=examples(1000), deadline=None)
@given(subject=_TEXTS, name=_TEXTS)
@example(subject="A =?UTF-8?Q?=0D=0A?=Bcc: x@y", name="=?UTF-8?Q?=0D=0A?=Bcc: x@y")
def test_no_text_adds_a_field(subject, name):
    fields = [
        ("From", encode_mailbox("From", name, "lulea.kommun@lulea.se")),
        ("Subject", encode_text("Subject", subject, 200) or "-"),
        ("Auto-Submitted", "auto-replied"),
    ]

    block = header_block(fields)

    for parsed in _parsed(block + b"body\r\n"):
        assert parsed.keys() == ["From", "Subject", "Auto-Submitted"]
        assert parsed.get_payload() == "body\r\n"
    assert max(len(line) for line in block.split(b"\r\n")) <= 78


@settings(max_examples=examples(300), deadline=None)
@given(subject=_TEXTS)
def test_a_text_comes_out_as_it_was_cleaned(subject):
    cleaned = clean_line(subject, 200)

    block = header_block([("Subject", encode_text("Subject", subject, 200) or "-")])

    assert str(make_header(decode_header(message_from_bytes(block)["Subject"]))) == (cleaned or "-")


@settings(max_examples=examples(300), deadline=None)
@given(name=_TEXTS)
def test_a_display_name_never_becomes_an_address(name):
    block = header_block([("From", encode_mailbox("From", name, "lulea.kommun@lulea.se"))])

    parsed = message_from_bytes(block, policy=policy.default)["From"]

    assert [address.addr_spec for address in parsed.addresses] == ["lulea.kommun@lulea.se"]


@settings(max_examples=examples(300), deadline=None)
@given(address=_ADDRESSES)
def test_an_address_is_used_as_it_is_or_not_at_all(address):
    try:
        safe = safe_address(address)
    except UnsafeHeaderError:
        return
    assert safe == address
    assert not any(character.isspace() or character in '<>,;:\\()"' for character in safe.replace('"', ""))
    for parsed in _parsed(header_block([("To", f"<{safe}>")])):
        assert parsed.keys() == ["To"]


@settings(max_examples=examples(300), deadline=None)
@given(ids=st.lists(st.one_of(_TEXTS, _TEXTS.map(lambda text: f"<{text}@x.example>"), st.just("<a@b.example>"))))
def test_only_strictly_formed_message_ids_are_repeated(ids):
    kept = well_formed_ids(ids, 12)

    assert set(kept) <= set(ids)
    assert len(kept) <= 12
    assert all(one.isascii() and one.isprintable() and one.count("<") == one.count("@") == 1 for one in kept)


@settings(max_examples=examples(300), deadline=None)
@given(text=_TEXTS, limit=st.integers(1, 100))
def test_a_cleaned_line_is_one_line_within_its_limit_and_stays_as_it_is(text, limit):
    line = clean_line(text, limit)

    assert len(line) <= limit
    assert len(line.splitlines()) <= 1
    assert "=?" not in line
    assert clean_line(line, limit) == line


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("Synpunkter på förslaget", "Synpunkter på förslaget"),
        ("  två\t ord \n", "två ord"),
        ("a\r\nBcc: b", "a Bcc: b"),
        ("förslag\u202egpj.exe", "förslaggpj.exe"),
        ("noll\u200bbredd", "nollbredd"),
        ("=?utf-8?q?x?=", "utf-8?q?x?="),
        ("\ud800", ""),
        ("", ""),
    ],
)
def test_what_hides_or_commands_is_cut_out(written, cleaned):
    assert clean_line(written, 100) == cleaned


def test_a_line_that_is_too_long_ends_with_an_ellipsis():
    assert clean_line("ett två tre", 8) == "ett två…"


def test_a_plain_short_text_needs_no_encoding():
    assert encode_text("Subject", "Comments on the proposal", 100) == "Comments on the proposal"


def test_no_character_is_split_between_encoded_words():
    words = encode_text("Subject", "å" * 100, 200).split("\r\n ")

    assert len(words) > 1
    assert "".join(str(make_header(decode_header(word))) for word in words) == "å" * 100


@pytest.mark.parametrize(
    "address",
    [
        "anna@forening.example",
        "anna.berg+remiss@sub.forening.example",
        '"anna"@forening.example',
        "a..b@forening.example",
        "åsa@forening.example",
        "anna@[192.0.2.1]",
    ],
)
def test_an_address_of_a_person_can_be_used(address):
    assert safe_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "@forening.example",
        "anna@",
        "anna@forening.example\n",
        "anna@forening.example>\r\nRCPT TO:<x@evil.example",
        "anna@forening.example SIZE=1",
        "anna berg@forening.example",
        "a@b@forening.example",
        "anna@förening.example",
        "anna@-forening.example",
        "a\u200bnna@forening.example",
        "a\u00a0nna@forening.example",
        "x" * 250 + "@forening.example",
        "=?utf-8?q?=0D=0ABcc:_x?=@forening.example",
        '"=?utf-8?b?DQpCY2M6IHg=?="@forening.example',
    ],
)
def test_what_is_no_plain_address_is_refused(address):
    with pytest.raises(UnsafeHeaderError):
        safe_address(address)


def test_too_many_references_keep_the_first_and_the_last():
    ids = [f"<{number}@x.example>" for number in range(30)]

    assert well_formed_ids(ids, 4) == ["<0@x.example>", "<27@x.example>", "<28@x.example>", "<29@x.example>"]


@pytest.mark.parametrize(
    "hiding", ["<=?UTF-8?Q?=0D=0A?=@x.example>", "<1@=?UTF-8?Q?=0D=0A?=>", "<=?utf-8?b?DQpCY2M6IHg=?=@x.example>"]
)
def test_a_reference_that_hides_a_line_end_in_an_encoded_word_is_not_repeated(hiding):
    assert well_formed_ids([hiding, "<1@x.example>"], 12) == ["<1@x.example>"]


def test_a_reference_that_comes_twice_is_repeated_once():
    assert well_formed_ids(["<1@x.example>", "<1@x.example>"], 12) == ["<1@x.example>"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Subject", "a\r\nBcc: x@evil.example"),
        ("Subject", "a\nb"),
        ("Subject", "a\rb"),
        ("Subject", "a\r\n \r\n b"),
        ("Subject", "a\x00b"),
        ("Subject", ""),
        ("Subject", " "),
        ("Subject", "a" * 999),
        ("Sub ject", "a"),
        ("Subject\r\nBcc", "a"),
        ("", "a"),
    ],
)
def test_a_field_that_could_be_read_as_another_is_refused(name, value):
    with pytest.raises(UnsafeHeaderError):
        header_block([(name, value)])


def test_a_folded_value_stays_one_field():
    assert header_block([("References", "<1@x.example>\r\n <2@x.example>")]) == (
        b"References: <1@x.example>\r\n <2@x.example>\r\n\r\n"
    )
