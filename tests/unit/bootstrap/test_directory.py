"""What staff tell of organisations is read as the settings read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailintake.bootstrap.directory import read_address, read_invited, read_language, read_number
from mailintake.domain.organisation import Organisation
from mailintake.errors import UsageError

OURS = frozenset({"kommun@kommun.example"})


def test_a_list_is_read_with_the_domains_that_are_an_organisations_own(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("namn;e-post\nKören;kor@koren.example, kor@gmail.com\n;;\n", encoding="utf-8")

    assert read_invited(file, "lok", OURS) == (
        (
            Organisation(
                id=0,
                consultation="lok",
                name="Kören",
                is_invited=True,
                addresses=("kor@koren.example", "kor@gmail.com"),
                domains=("koren.example",),
            ),
        ),
        [],
    )


def test_each_wrong_row_is_one_line_with_file_row_and_remedy(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "name;number;email\nA;802000-1238;a@a.example\nB;;KOMMUN@kommun.example\nC;;c@c.example\n", encoding="utf-8"
    )
    with pytest.raises(UsageError) as refused:
        read_invited(file, "lok", OURS)

    assert str(refused.value).splitlines() == [
        (
            f"{file}:2: the last digit of 802000-1238 does not fit the others. "
            "Look it up: one digit is wrong, or two are swapped."
        ),
        f"{file}:3: KOMMUN@kommun.example is an address of our own. Give the organisation's.",
    ]


def test_what_is_no_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot be read \(.*\)\. Give the name of a CSV file\."):
        read_invited(tmp_path / "none.csv", "lok", OURS)


def test_values_are_read_as_they_are_compared() -> None:
    assert (read_number(" 8020001239 "), read_number("")) == ("802000-1239", "")
    assert (read_language(" FI "), read_language("")) == ("fi", "")
    assert read_address(" Kor@KOREN.example ", OURS) == "Kor@koren.example"


@pytest.mark.parametrize("text", ["", "kor", "kor@", "a b@koren.example", "kor@koren.example\r\nBcc: x@x.example"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_address(text, OURS)
