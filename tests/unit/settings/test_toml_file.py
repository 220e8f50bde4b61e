"""Telling the line of a key in a TOML file."""

from __future__ import annotations

import pytest

from mailintake.settings.findings import Findings, Source
from mailintake.settings.toml_file import MAX_BYTES, key_lines, read_text

TEXT = """\
# top = "a comment"
key = "k"
"quoted" = 1
text = '''
[not.a.table]
not_a_key = 2
''' # the end
single = \"""one ''' line\"""
after = 3
list = [
  "a = b",
]
[first]
  one = 1
  dotted.two = 2
[ "second" . 'third' ]
three = 3
[[many]]
name = 1
[[many]]
name = 2
[many.inner]
x = 1
"""


def test_every_key_has_its_own_line_and_text_is_not_taken_for_keys():
    assert key_lines(TEXT) == {
        "key": 2,
        "quoted": 3,
        "text": 4,
        "single": 8,
        "after": 9,
        "list": 10,
        "first": 13,
        "first.one": 14,
        "first.dotted.two": 15,
        "second.third": 16,
        "second.third.three": 17,
        "many": 18,
        "many.1": 18,
        "many.1.name": 19,
        "many.2": 20,
        "many.2.name": 21,
        "many.inner": 22,
        "many.inner.x": 23,
    }


@pytest.mark.parametrize(
    ("key", "line"), [("first.one", 14), ("first.missing", 13), ("many.2.missing", 20), ("nowhere", None), ("", None)]
)
def test_a_key_without_a_line_has_that_of_its_table(key, line):
    assert Source(name="x.toml", lines=key_lines(TEXT)).place(key).line == line


def test_a_place_reads_as_editors_take_it():
    source = Source(name="config/x.toml", lines={"a": 3})

    assert str(source.place("a")) == "config/x.toml:3: a"
    assert str(source.place("b")) == "config/x.toml: b"
    assert str(source.place("")) == "config/x.toml"


def test_a_file_without_end_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 1000)
    findings = Findings()

    assert read_text(path, findings, remedy_if_missing="") is None
    assert str(findings.faults[0]) == f"{path}: is larger than {MAX_BYTES} bytes. Check that it is the right file."
