"""Mail that lies in files: ``ingest`` takes it in, ``inspect`` shows how it is read and judged."""

from __future__ import annotations

import json
import mailbox
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from beds.embedded import EmbeddedWorld, embedded_world, environment, letter, run_program
from beds.mixed_mail import comment, mixed_mail

# DESIGN, section 9.
KEYS = [
    *("path", "sha256", "size", "message_id", "from", "from_name", "to", "subject", "date", "received_at", "language"),
    *("text", "quoted", "signature", "attachments", "automatic", "recipients_failed", "label", "outcome"),
    *("consultation", "probability", "organisation", "stance", "late", "may_acknowledge", "evidence", "defects"),
    "error",
]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[EmbeddedWorld]:
    with embedded_world(tmp_path / "service") as made:
        yield made


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder with saved mail: six files, three of them comments, in a folder within."""
    folder = tmp_path / "saved"
    (folder / "within").mkdir(parents=True)
    mails = [comment(1), comment(2), comment(3), *mixed_mail(3, answered_share=0)]
    for number, mail in enumerate(mails):
        (folder / ("within" if number % 2 else "") / f"{number}.eml").write_bytes(mail.content)
    (folder / ".hidden").write_bytes(comment(4).content)
    return folder


def test_a_folder_is_taken_in_once_and_not_answered(world: EmbeddedWorld, saved: Path) -> None:
    dry = world.json("ingest", str(saved), "--dry-run")
    made_by_dry_run = (world.folder / "mailintake.db").exists()
    first = world.json("ingest", str(saved))
    again = world.command("ingest", str(saved))

    counts = {"job": "ingest", "new": 6, "kept": 3, "left": 3, "review": 0, "held": 0, "queued": 0}
    assert dry[-1] == counts
    assert {line["answer"] for line in dry[:-1]} == {"The mail is older than the first run on this mailbox."}
    assert not made_by_dry_run
    assert first == [counts]
    assert again.stdout.splitlines() == [
        "6 of 6 mails had been seen before.",
        "ingest: 0 new, 0 kept, 0 left, 0 review, 0 held, 0 queued",
    ]
    assert (again.returncode, again.stderr) == (0, "")


def test_with_answer_the_acknowledgements_are_queued(world: EmbeddedWorld, saved: Path) -> None:
    counts = world.json("ingest", str(saved / "0.eml"), str(saved / "2.eml"), "--answer")[-1]
    world.json("deliver")

    assert (counts["new"], counts["queued"]) == (2, 2)
    assert {to for mail in world.smtp.mails for to in mail.recipients} == {comment(1).sender, comment(3).sender}


def test_an_mbox_and_a_maildir_are_opened(world: EmbeddedWorld, tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "saved.mbox")
    for index in range(3):
        box.add(comment(index).content)
    box.close()
    maildir = tmp_path / "Maildir"
    for name in ("cur", "new", "tmp"):
        (maildir / name).mkdir(parents=True)
    (maildir / "cur" / "1.host:2,S").write_bytes(comment(7).content)
    (maildir / "dovecot.index").write_bytes(b"no mail")

    of_mbox = world.json("ingest", str(tmp_path / "saved.mbox"))[-1]
    of_maildir = world.json("ingest", str(maildir))[-1]

    assert (of_mbox["new"], of_mbox["kept"]) == (3, 3)
    assert (of_maildir["new"], of_maildir["kept"]) == (1, 1)


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_taken_in(world: EmbeddedWorld, saved: Path) -> None:
    with (saved / "1-too-large.eml").open("wb") as large:
        large.truncate(200_000_000)

    done = world.command("ingest", str(saved))

    assert done.stderr.splitlines() == [
        (
            f"mailintake ingest: {saved}/1-too-large.eml is too large to be a mail. "
            "Name a file that holds a mail, or an mbox."
        )
    ]
    assert done.stdout == "ingest: 6 new, 3 kept, 3 left, 0 review, 0 held, 0 queued\n"
    assert done.returncode == 2


@pytest.mark.parametrize("command", ["ingest", "inspect"])
def test_a_path_that_is_not_there_or_holds_nothing_is_told(world: EmbeddedWorld, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty").mkdir()

    missing = world.command(command, str(tmp_path / "nothing.eml"))
    empty = world.command(command, str(tmp_path / "empty"))

    assert missing.stderr == (
        f"mailintake {command}: There is no file or folder {tmp_path}/nothing.eml. Check the path.\n"
    )
    assert empty.stderr == (
        f"mailintake {command}: There is no file in {tmp_path}/empty. Name a folder that holds mail files.\n"
    )
    assert (missing.returncode, empty.returncode) == (2, 2)


def test_progress_is_shown_on_a_terminal_only(world: EmbeddedWorld, saved: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "mailintake", "ingest", str(saved), "--config", str(world.config)],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**environment(), "TERM": "xterm"},
    ) as process:
        assert process.stdout is not None
        printed = process.stdout.read()
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    elsewhere = world.command("ingest", str(saved))

    assert "Reading mail files" in shown
    assert printed.decode() == "ingest: 6 new, 3 kept, 3 left, 0 review, 0 held, 0 queued\n"
    assert elsewhere.stderr == ""


def test_inspect_prints_one_object_a_mail_in_the_order_given_with_the_same_keys_for_all(
    world: EmbeddedWorld, saved: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.eml").write_bytes(b"")
    (tmp_path / "bytes.eml").write_bytes(bytes(range(256)) * 4)
    box = mailbox.mbox(tmp_path / "saved.mbox")
    box.add(comment(8).content)
    box.add(comment(9).content)
    box.close()
    paths = [str(path) for path in (saved, tmp_path / "nothing.eml", tmp_path / "empty.eml", tmp_path / "bytes.eml")]

    done = world.command("inspect", "--json", *paths, str(tmp_path / "saved.mbox"))

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(line) for line in lines] == [KEYS] * len(lines)
    assert [line["path"] for line in lines] == [
        *(f"{saved}/{name}" for name in ("0.eml", "2.eml", "4.eml", "within/1.eml", "within/3.eml", "within/5.eml")),
        *paths[1:],
        f"{tmp_path}/saved.mbox#0",
        f"{tmp_path}/saved.mbox#1",
    ]
    assert lines[0] | {"evidence": [], "date": "", "received_at": "", "size": 0, "sha256": "", "text": ""} == {
        "path": f"{saved}/0.eml",
        "sha256": "",
        "size": 0,
        "message_id": "<mixed.1@forening1.example>",
        "from": comment(1).sender,
        "from_name": "Bo Exempelsson",
        "to": ["lulea.kommun@lulea.se"],
        "subject": "Synpunkter på överenskommelsen från Hembygdsföreningen Älven",
        "date": "",
        "received_at": "",
        "language": "sv",
        "text": "",
        "quoted": "",
        "signature": "",
        "attachments": [],
        "automatic": "none",
        "recipients_failed": [],
        "label": "comment",
        "outcome": "act",
        "consultation": "lok",
        "probability": lines[0]["probability"],
        "organisation": lines[0]["organisation"],
        "stance": lines[0]["stance"],
        "late": False,
        "may_acknowledge": {
            "allowed": True,
            "reason": "allowed",
            "text": "The sender may get an automatic answer.",
        },
        "evidence": [],
        "defects": [],
        "error": None,
    }
    assert lines[0]["sha256"] == sha256((saved / "0.eml").read_bytes()).hexdigest()
    assert set(lines[0]["evidence"][0]) == {"rule", "hit", "weight", "text"}
    assert [line["error"] is not None for line in lines] == [False] * 6 + [True, True, False, False, False]
    assert (lines[7]["sha256"], lines[7]["size"]) == (sha256(b"").hexdigest(), 0)
    assert (done.returncode, done.stderr) == (2, "")


def test_inspect_stores_nothing_and_needs_no_database(world: EmbeddedWorld, saved: Path) -> None:
    done = world.run("inspect", str(saved / "0.eml"), MAILINTAKE_STORE__URL="postgresql+psycopg://kommun@127.0.0.1:1/x")

    assert done.returncode == 0
    assert sorted(path.name for path in world.folder.iterdir()) == ["config"]


def test_inspect_shows_a_person_what_counted(world: EmbeddedWorld, saved: Path) -> None:
    done = world.command("inspect", str(saved / "0.eml"))

    lines = done.stdout.splitlines()
    assert lines[:4] == [
        "0.eml",
        f"  from        Bo Exempelsson <{comment(1).sender}>",
        "  to          lulea.kommun@lulea.se",
        "  subject     Synpunkter på överenskommelsen från Hembygdsföreningen Älven",
    ]
    assert any(line.startswith("  judged      comment, act (") for line in lines)
    terms = next(line for line in lines if "Mejlet använder remissens egna ord:" in line)
    assert terms.startswith("  talar ")
    assert any(line.startswith("  not found   Mejlet ") for line in lines)
    assert "  answer      yes: The sender may get an automatic answer." in lines
    assert max(map(len, lines)) < 400


def test_what_a_mail_says_cannot_steer_the_terminal(world: EmbeddedWorld, tmp_path: Path) -> None:
    file = tmp_path / "escape.eml"
    file.write_bytes(
        'From: "\x1b[31mEva" <eva@x.example>\r\nTo: lulea.kommun@lulea.se\r\nSubject: \x1b]0;lokal\x07\r\n\r\n'
        "\x1b[2JLokal överenskommelse\x1b[31m\x9b1m\r\n".encode()
    )
    world.begin()
    world.receive(file.read_bytes())

    done = [
        world.command("inspect", str(file)),
        world.command("poll", "--dry-run"),
        world.command("poll"),
        world.command("review", "list"),
        world.command("review", "show", "1"),
        world.command("search", "lokal"),
    ]

    assert [each.returncode for each in done] == [0] * 6
    assert not {"\x1b", "\x07", "\x9b"} & set("".join(each.stdout + each.stderr for each in done))


def test_a_file_whose_name_is_no_text_is_inspected(world: EmbeddedWorld, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/br\xe5d.eml"
    Path(os.fsdecode(name)).write_bytes(letter("Lokal", "Hej"))

    done = world.command("inspect", "--json", os.fsdecode(name))
    told = world.command("inspect", os.fsdecode(name))

    assert json.loads(done.stdout)["path"] == os.fsdecode(name)
    assert told.stdout.splitlines()[0] == r"br\udce5d.eml"
    assert (done.returncode, told.returncode) == (0, 0)


def test_a_mail_can_come_through_a_pipe(world: EmbeddedWorld) -> None:
    done = run_program(
        "inspect", "--json", "/dev/stdin", "--config", str(world.config), answers=comment(1).content.decode()
    )

    assert json.loads(done.stdout)["label"] == "comment"
    assert done.returncode == 0
