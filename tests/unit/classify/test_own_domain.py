"""Whether a domain is an organisation's own."""

from __future__ import annotations

import pytest

from mailintake.classify.own_domain import is_like, is_own


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("anna@ifnorrskenet.example", "Idrottsföreningen Norrskenet"),
        ("larsson@pfhostglod.example", "Pensionärsföreningen Höstglöd"),
        ("anna@mossboif.example", "Mossbo IF"),
        ("anna@synnorrby.example", "Synskadades förening Norrby"),
        ("anna@nisn.example", "Norrby International Student Network"),
        ("anna@mail.norrskenet.example", "IF Norrskenet"),
        ("kansli@xyz.example", "Mossbo IF"),
    ],
)
def test_a_domain_made_of_the_name_or_of_an_office_is_its_own(address, name):
    assert is_own(address.rpartition("@")[2], name, (address,))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("norrskenet@nyapost.example", "Idrottsföreningen Norrskenet"),
        ("holmasocken@webbmejl.example", "Holma sockenförening"),
        ("anna.berg@bredbandet.example", "Mossbo IF"),
        ("info@gmail.com", "Mossbo IF"),
    ],
)
def test_a_providers_domain_is_nobodys(address, name):
    assert not is_own(address.rpartition("@")[2], name, (address,))


def test_a_domain_in_which_no_address_lies_was_told_on_purpose():
    assert is_own("xyz.example", "Mossbo IF", ("anna@nyapost.example",))


@pytest.mark.parametrize(
    ("letters", "name"),
    [("", "Mossbo IF"), ("klub", "Klubbarna i Sundby"), ("norrbredbandet", "Norrbacka Byalag"), ("x", "X")],
)
def test_few_letters_in_common_make_no_likeness(letters, name):
    assert not is_like(letters, name)
