"""The number of an organisation, and never of a person."""

from __future__ import annotations

import pytest

from mailintake.settings.findings import ValueRefusedError
from mailintake.settings.kinds.organisation_number import has_check_digit, organisation_number, refuse_check_digit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("802000-1239", "802000-1239"),
        ("8020001239", "802000-1239"),
        ("168020001239", "802000-1239"),
        ("802000 1239", "802000-1239"),
        ("", ""),
    ],
)
def test_it_is_written_with_a_hyphen(text, expected):
    assert organisation_number(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "80200-01239",
        "802000–1239",
        "８０２０００-１２３９",
        "198020001239",
        "802000-12399",
        "namn",
        "802000--1239",
    ],
)
def test_what_has_another_form_is_refused(text):
    with pytest.raises(ValueRefusedError, match="is not an organisation number"):
        organisation_number(text)


@pytest.mark.parametrize("text", ["640823-3234", "19640823-3234", "6408233234", "701063-2391", "640823+3234"])
def test_a_persons_number_is_refused_and_never_repeated(text):
    with pytest.raises(ValueRefusedError) as refused:
        organisation_number(text)

    assert "3234" not in refused.value.problem + refused.value.remedy
    assert "2391" not in refused.value.problem + refused.value.remedy


@pytest.mark.parametrize(
    ("number", "expected"), [("802000-1239", True), ("802000-1238", False), ("802001-0239", False)]
)
def test_one_wrong_or_swapped_digit_is_found(number, expected):
    assert has_check_digit(number) is expected


def test_no_number_has_no_last_digit_that_could_be_wrong():
    refuse_check_digit("")
    with pytest.raises(ValueRefusedError, match="the last digit of 802000-1238 does not fit the others"):
        refuse_check_digit("802000-1238")
