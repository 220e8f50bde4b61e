"""An address is taken only where it is certain, and has one form."""

from __future__ import annotations

import pytest

from mailintake.parse.addresses import clean_name, normalise, read_addresses, read_path, read_single


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Anna@Example.COM", "Anna@example.com"),
        ("anna@förening.example", "anna@xn--frening-90a.example"),
        ("anna@xn--frening-90a.example.", "anna@xn--frening-90a.example"),
        (" anna @ b.example ", "anna@b.example"),
        ("\u200banna@b.example\u202e", "anna@b.example"),
        ('"anna berg"@b.example', ""),
        ("an\u200bna@b.example", ""),
        ("anna@b\u200bc.example", ""),
        ("an\u115fna@b.example", ""),
        ("åsa@b.example", "åsa@b.example"),
        ("anna", ""),
        ("@b.example", ""),
        ("anna@", ""),
        ("anna@b..example", ""),
        ("anna@b.example>", ""),
        ("anna@-b.example", ""),
        ("a" * 200 + "@b.example", ""),
        ("anna@" + "b" * 300 + ".example", ""),
    ],
)
def test_an_address_has_one_form_or_is_none(written, normal):
    assert normalise(written) == normal


@pytest.mark.timeout(5)
@pytest.mark.parametrize("run", [" ", "\u200b", " \u200b"])
def test_however_much_is_not_seen_it_is_soon_read(run):
    many = run * 100_000
    assert (normalise(f"{many}anna{many}@{many}b.example{many}"), normalise(f"a{many}b@b.example")) == (
        "anna@b.example",
        "",
    )


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("anna@b.example", ("anna@b.example",)),
        ("Anna Berg <anna@b.example>", ("anna@b.example",)),
        ('"Berg, Anna" <anna@b.example>, bo@c.example', ("anna@b.example", "bo@c.example")),
        ("=?utf-8?q?Anna=2C_Bo?= <anna@b.example>", ("anna@b.example",)),
        ("anna@b.example (Anna Berg)", ("anna@b.example",)),
        ("Styrelsen: anna@b.example, bo@c.example;", ("anna@b.example", "bo@c.example")),
        ("undisclosed-recipients:;", ()),
        ("anna@b.example, anna@B.example", ("anna@b.example",)),
        ("", ()),
    ],
)
def test_the_addresses_of_a_field_are_read(value, found):
    assert read_addresses([value], []) == found


@pytest.mark.parametrize(
    "value",
    [
        "alice@example.org)bob@evil.example",
        "alice@example.org(<bob@evil.example>",
        "alice@example.org]<bob@evil.example>",
        "<alice@example.org>bob@evil.example",
        "alice@example.org<bob@evil.example",
        "=?utf-8?q?alice=40example.org?=",
        '"alice@example.org"',
        "(alice@example.org)",
    ],
)
def test_what_only_looks_like_an_address_is_none(value):
    # The shapes of CVE-2023-27043, and an address that stands in a name, a comment or an encoded word.
    assert "alice@example.org" not in read_addresses([value], [])


def test_one_address_is_told_only_where_there_is_one():
    assert (read_single(["a@b.example"]), read_single(["a@b.example, c@d.example"]), read_single([])) == (
        "a@b.example",
        "",
        "",
    )


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("<anna@b.example>", "anna@b.example"),
        ("<>", ""),
        ("<@r.example:anna@b.example>", "anna@b.example"),
        ("(a path) <anna@b.example> (of Anna's)", "anna@b.example"),
        ("<> (nobody)", ""),
        ("MAILER-DAEMON", ""),
    ],
)
def test_a_path_holds_one_address_or_none(value, address):
    assert read_path(value) == address


def test_a_name_is_one_visible_line():
    assert clean_name(' "Anna\u202e\u200b  =?utf-8?q?=C3=85berg=0D=0A?=" ') == "Anna Åberg"
