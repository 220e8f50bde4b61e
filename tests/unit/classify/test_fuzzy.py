"""Names that are nearly those of organisations on the list."""

from __future__ import annotations

import pytest
from fakes.consultations import LULEA

from mailintake.classify.fuzzy import NearNames
from mailintake.domain.organisation import Organisation

LIST = [
    "Idrottsföreningen Norrskenet",
    "Björkviks byaförening",
    "Björkviks hembygdsförening",
    "Pensionärsföreningen Höstglöd",
    "Kören Norrljus",
    "Kvinnojouren Lyktan",
    "Besöksgruppen Lyktan",
    "Ekby IF",
    "Ekbacka byaförening",
]
NEAR = NearNames([Organisation(id=i, consultation=LULEA, name=name) for i, name in enumerate(LIST, 1)])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Idrotsföreningen Norrskent", "Idrottsföreningen Norrskenet"),
        ("Idrottsföreningen Norskenet", "Idrottsföreningen Norrskenet"),
        ("Björkvik byförening", "Björkviks byaförening"),
        ("Bjorkviks byaforening", "Björkviks byaförening"),
        ("Pensionärsföreningen Höstlgöd", "Pensionärsföreningen Höstglöd"),
        ("Föreningen Höstglöd", "Pensionärsföreningen Höstglöd"),
        ("Pensionärsföreningen Höstglöd i Norr", None),
        ("Norrskenet", "Idrottsföreningen Norrskenet"),
        ("Höstglöd", "Pensionärsföreningen Höstglöd"),
        # The same place, another association.
        ("Björkviks IF", None),
        ("Björkviks pensionärsförening", None),
        ("Björkvik", None),
        ("Ekbacka förening", None),
        # Two bear it.
        ("Lyktan", None),
        ("Föreningen Lyktan", None),
        # Too short, or too far away.
        ("Ekeby", None),
        ("Norrgården", None),
        ("Kören Solsken", None),
        ("", None),
    ],
)
def test_a_name_that_is_nearly_one_on_the_list_is_told(written, name):
    near = NEAR.nearest(written)
    assert name == (near.name if near else None)


def test_a_short_name_is_one_that_no_other_name_holds():
    assert frozenset({"Norrskenet", "Höstglöd", "Norrljus"}) == NEAR.short_names
