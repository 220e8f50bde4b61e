"""Labelled folders: labels.tsv tells what is right of each mail, and a fault in it is told by line."""

from __future__ import annotations

import pytest

from mailintake.bootstrap.marking import read_labels
from mailintake.classify.evaluate import Truth
from mailintake.domain.comment import Stance
from mailintake.domain.decision import Label
from mailintake.errors import UsageError


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.eml").write_bytes(b"Subject: x\r\n\r\ny\r\n")
    return tmp_path


def labels(folder, text):
    (folder / "labels.tsv").write_text(text, encoding="utf-8")
    return list(read_labels(folder))


def test_what_is_right_is_read_by_the_headings(folder):
    read = labels(folder, "label\tfile\tnote\tstance\torganisation\ncomment\tone.eml\tx\tsupports\tNorrljus\n")
    truth = Truth(name="one.eml", label=Label.COMMENT, stance=Stance.SUPPORTS, organisation="Norrljus")
    assert read == [(folder / "one.eml", truth)]


def test_what_is_not_told_is_not_asked(folder):
    [(_, truth)] = labels(folder, "file\tlabel\none.eml\tspam\n")
    assert (truth.stance, truth.organisation) == (None, None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mail\tlabel\none.eml\tspam\n", "no column file"),
        ("file\tlabel\nnone.eml\tspam\n", "line 2: there is no file"),
        ("file\tlabel\none.eml\tham\n", "line 2: 'ham' is no label"),
        ("file\tlabel\tstance\none.eml\tcomment\tyes\n", "line 2: 'yes' is no stance"),
        ("file\tlabel\none.eml\n", "line 2: None is no label"),
    ],
)
def test_a_fault_is_told_by_its_line(folder, text, told):
    with pytest.raises(UsageError) as refused:
        labels(folder, text)
    assert told in str(refused.value)


def test_a_folder_without_labels_is_told(tmp_path):
    with pytest.raises(UsageError, match=r"labels\.tsv cannot be read"):
        list(read_labels(tmp_path))
