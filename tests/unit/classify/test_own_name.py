"""The name that a sender's own domain is made of, found where the mail writes it."""

from __future__ import annotations

import pytest
from fakes.letters import letter

from mailintake.classify.written_name import written_names


def name_in(text="", **fields):
    return next(iter(written_names(letter(text, **fields), frozenset())), "")


@pytest.mark.parametrize(
    ("text", "address", "name"),
    [
        ("Vi på Vintervalvet tycker att det är bra.", "producent@vintervalvet.example", "Vintervalvet"),
        ("Norra hundspannet har tagit del av förslaget.", "styrelsen@norrahundspannet.example", "Norra hundspannet"),
        ("vi i flätverkstan säger ja", "hej@flatverkstan.example", "Flätverkstan"),
        ("Kurstorget Västerlandet ser positivt på det.", "lena@kurstorget.example", "Kurstorget Västerlandet"),
        ("Tummen upp från Isfararna i Sundbyn.", "hej@isfararna.example", "Isfararna i Sundbyn"),
        ("Tack. Kälkfararna.", "hej@kalkfararna.example", "Kälkfararna"),
        # An organisation's kind tells more than the domain.
        ("Vi i Hembygdsföreningen Gruvlyktan säger ja.", "vi@gruvlyktan.example", "Hembygdsföreningen Gruvlyktan"),
        # Another domain, anybody's domain, or too little of a word.
        ("Vi på Vintervalvet tycker att det är bra.", "producent@nyapost.example", ""),
        ("Vi på Vintervalvet tycker att det är bra.", "producent@gmail.com", ""),
        ("Vi i Ringen säger ja.", "hej@ringen.example", ""),
        ("Vi valvet i vinter tycker.", "hej@vintervalvet.example", ""),
    ],
)
def test_the_name_stands_where_the_domain_is_written_out(text, address, name):
    assert name_in(text, from_address=address) == name


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Vi har bott här länge.\nPer Sandqvist", {"from_address": "per@sandqvist.example"}),
        ("Mina tankar, Sandqvist igen.", {"from_address": "per@sandqvist.example", "from_name": "Per Sandqvist"}),
        ("Hej, Sandqvist här.", {"from_address": "sandqvist@sandqvist.example"}),
    ],
)
def test_a_persons_own_domain_names_no_organisation(text, fields):
    assert name_in(text, **fields) == ""


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"from_name": "Mona på Handgreppet", "from_address": "info@handgreppet.example"}, "Handgreppet"),
        ({"signature": "Anette för Måndansarna", "from_address": "ordf@mandansarna.example"}, "Måndansarna"),
        ({"signature": "Janne i Granbergets skidförening", "from_address": "janne@granskidor.example"},
         "Granbergets skidförening"),
        ({"from_name": "Lyktan på Ågatan", "from_address": "lyktan@agatan.example"}, ""),
        # Where somebody lives.
        ({"signature": "Rune i Alvbyn", "from_address": "kassor@alvbyngarden.example"}, ""),
        ({"from_name": "Parasportföreningen Alltid med", "from_address": "p@nyapost.example"},
         "Parasportföreningen Alltid med"),
        ({"from_name": "Granbergets IK sekreterare", "from_address": "s@nyapost.example"}, "Granbergets IK"),
        ({"signature": "Tor Lind, materialare i Granvikens segelsällskap sedan 1987"}, "Granvikens segelsällskap"),
        ({"text": "Har läst. Vi har ingenting att invända mot förslaget alls. /Kent, Allergiföreningen Pollen"},
         "Allergiföreningen Pollen"),
    ],
)  # fmt: skip
def test_who_signs_is_told_from_whom_he_signs_for(fields, name):
    assert name_in(**fields) == name


def test_a_long_text_that_nearly_spells_the_domain_names_nobody():
    assert name_in("vintervalve " * 100_000, from_address="a@vintervalvet.example") == ""
