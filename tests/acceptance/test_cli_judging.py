"""How well mails are judged, told by ``evaluate``; what staff decide changes what comes next, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from beds.embedded import EmbeddedWorld, embedded_world

COMMENT = """\
From: Anna Berg <anna.berg@fripost.example>
To: lulea.kommun@lulea.se
Subject: Synpunkter på lokal överenskommelse
Date: {date}
Message-ID: <{name}@fripost.example>
Content-Type: text/plain; charset=utf-8

Vår förening tillstyrker förslaget till lokal överenskommelse mellan kommunen och det civila samhället. Bra att det
blir en kontaktperson och dialogmöten, men ungas inflytande bör stå tydligare bland kommunens åtaganden. {name}
"""
ERRAND = """\
From: Bo Ek <bo.ek@fripost.example>
To: lulea.kommun@lulea.se
Subject: Trasig lampa
Date: {date}
Message-ID: <{name}@fripost.example>
Content-Type: text/plain; charset=utf-8

Hej! Gatlyktan utanför mitt hus är trasig sedan i fredags. Kan ni laga den? {name}
"""
# Written about the matter and no answer to it: a person must say so once.
LETTER = """\
From: Redaktionen <redaktion@foreningsbladet.example>
To: lulea.kommun@lulea.se
Subject: Bladet {number}: om lokala överenskommelser
Date: {date}
Message-ID: <blad{number}@foreningsbladet.example>
Content-Type: text/plain; charset=utf-8

Hej läsare! I Föreningsbladet nummer {number} berättar vi om det civila samhället och den lokala överenskommelsen i
Luleå. Vi på redaktionen tycker att förslaget är spännande och hoppas att fler föreningar hör av sig till oss.
"""


def now() -> str:
    return format_datetime(datetime.now(UTC))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[EmbeddedWorld]:
    with embedded_world(tmp_path / "service") as made:
        yield made


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    folder = tmp_path / "marked"
    folder.mkdir()
    (folder / "a.eml").write_text(COMMENT.format(name="a", date=now()), encoding="utf-8")
    (folder / "b.eml").write_text(ERRAND.format(name="b", date=now()), encoding="utf-8")
    labels = "file\tlabel\tstance\torganisation\na.eml\tcomment\tsupports_with_changes\t\nb.eml\tunrelated\t\t\n"
    (folder / "labels.tsv").write_text(labels, encoding="utf-8")
    return folder


def test_a_labelled_folder_is_judged_and_its_figures_are_told(world: EmbeddedWorld, marked: Path) -> None:
    [figures] = world.json("evaluate", str(marked))
    page = world.command("evaluate", str(marked)).stdout
    assert (figures["mails"], figures["false_answers"], figures["lost"]) == (2, [], [])
    assert figures["labels"]["comment"]["recall"] == 1
    assert page.startswith("2 mails: 0 false answers, 0 lost, 0 to staff (0.0 %), 2 labels right (100.0 %)")


def test_a_model_is_tried_on_a_folder_only_and_a_damaged_one_is_refused(world: EmbeddedWorld, marked: Path) -> None:
    (marked / "model.json").write_text("{}", encoding="utf-8")
    alone = world.command("evaluate", "--model", str(marked / "model.json"))
    damaged = world.command("evaluate", str(marked), "--model", str(marked / "model.json"))
    assert (alone.returncode, damaged.returncode) == (2, 2)
    assert "Name a labelled folder" in alone.stderr
    assert "model.json is damaged" in damaged.stderr
    assert len(damaged.stderr.splitlines()) == 1


def test_a_worse_model_is_refused(world: EmbeddedWorld, marked: Path) -> None:
    from mailintake.classify.model import Score, Sign, shipped_model
    from mailintake.classify.spelling import Spelling

    never = Sign(concerns=Score(intercept=-9.0, weights={}), spelling=Spelling({}))
    sleepy = replace(shipped_model(), version="sleepy", anywhere=never, placed=never, places={})
    (marked / "model.json").write_text(sleepy.as_text(), encoding="utf-8")
    refused = world.command("evaluate", str(marked), "--model", str(marked / "model.json"))
    assert refused.returncode == 2
    assert "is worse: its faults cost" in refused.stderr


# More than sixty commands, each with its own start.
@pytest.mark.timeout(300)
def test_twenty_decisions_change_what_comes_next_and_can_be_undone(world: EmbeddedWorld, tmp_path: Path) -> None:
    def issue(number: int) -> Path:
        file = tmp_path / f"blad{number}.eml"
        file.write_text(LETTER.format(number=number, date=now()), encoding="utf-8")
        return file

    def rehearsed(file: Path) -> str:
        counts = world.json("ingest", str(file), "--dry-run")[-1]
        return next(outcome for outcome in ("left", "review", "kept") if counts[outcome])

    for number in range(1, 21):
        world.json("ingest", str(issue(number)))
    before = rehearsed(issue(21))
    assert before != "left"
    for item in range(1, 21):
        world.command("review", "decide", str(item), "--label", "unrelated", "--by", "Anna Registrator")
    assert rehearsed(issue(21)) == "left"
    for item in range(1, 21):
        world.command("review", "undo", str(item), "--by", "Anna Registrator")
    assert rehearsed(issue(21)) == before


def test_training_without_a_place_for_the_model_is_refused_at_once(world: EmbeddedWorld) -> None:
    refused = world.command("train")
    assert refused.returncode == 2
    assert "--output" in refused.stderr


def test_figures_as_json_are_one_object(world: EmbeddedWorld, marked: Path) -> None:
    lines = world.command("evaluate", str(marked), "--json").stdout.splitlines()
    assert len(lines) == 1
    assert set(json.loads(lines[0])) >= {"mails", "false_answers", "lost", "reviews", "cost", "labels", "calibration"}


def test_a_folder_that_stands_for_a_mail_is_told_in_one_line(world: EmbeddedWorld, marked: Path) -> None:
    (marked / "labels.tsv").write_text("file\tlabel\n.\tcomment\n", encoding="utf-8")
    refused = world.command("evaluate", str(marked))
    assert refused.returncode == 2
    assert "line 2: there is no file" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
