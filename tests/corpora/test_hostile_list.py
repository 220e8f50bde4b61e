"""Every case on the list of hostile mail is made by our own generator and has a test of its name."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest
from corpora.real_mail import FOLDER
from hostile import CASES

TESTS = Path(__file__).parents[1]
LIST = FOLDER.parent / "hostile" / "cases.tsv"
NAME = re.compile(r"^def (test_\w+)\(", re.MULTILINE)

pytestmark = pytest.mark.skipif(not LIST.is_file(), reason="the list of hostile cases is not here")


@pytest.fixture(scope="module")
def names():
    """The names of the cases of mail, by number; those of servers and stores tell another way to be made."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {int(row["id"]): row["name"] for row in csv.DictReader(file, delimiter="\t") if not row["how"]}


def test_each_case_is_made_under_its_number_and_name(names):
    assert {number: make.__name__ for number, make in CASES.items()} == names


def test_each_case_has_a_test_of_its_name(names, count, tell_figure):
    places = defaultdict(list)
    for file in sorted(TESTS.rglob("test_*.py")):
        for test in NAME.findall(file.read_text(encoding="utf-8")):
            places[test].append(str(file.relative_to(TESTS)))
    cases_of = defaultdict(list)
    for number, name in names.items():
        for place in places[f"test_{name}"]:
            cases_of[place].append(number)
    for place, numbers in cases_of.items():
        tell_figure(f"{place}: {', '.join(map(str, numbers))}")
    count("hostile cases tested by name", {name: bool(places[f"test_{name}"]) for name in names.values()}, at_least=1)
