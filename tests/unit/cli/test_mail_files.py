from __future__ import annotations

import mailbox
import os
from pathlib import Path

import pytest

from mailintake.cli import mail_files
from mailintake.errors import UsageError


def _contents(path: Path) -> list[bytes]:
    return [original for file in mail_files.find([str(path)]) for _name, original in mail_files.mails_in(file)]


def test_a_file_is_one_mail_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"Subject: a\r\n\r\n\x00\xff\r\n")

    assert list(mail_files.mails_in(tmp_path / "a.eml")) == [
        (str(tmp_path / "a.eml"), b"Subject: a\r\n\r\n\x00\xff\r\n")
    ]


@pytest.mark.parametrize("content", [b"", b"F", b"From", b"From: a@x.example\n\n"])
def test_a_short_file_and_one_that_begins_with_a_sender_are_no_mbox(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)

    assert not mail_files.is_mbox(tmp_path / "a")
    assert _contents(tmp_path / "a") == [content]


def test_an_mbox_is_taken_apart(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    for number in range(3):
        box.add(f"Subject: {number}\n\ntext\n".encode())
    box.close()

    assert mail_files.is_mbox(tmp_path / "box")
    assert [(name, content.splitlines()[0]) for name, content in mail_files.mails_in(tmp_path / "box")] == [
        (f"{tmp_path}/box#{number}", f"Subject: {number}".encode()) for number in range(3)
    ]


def test_a_folder_gives_its_files_in_order_and_no_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.eml", "a.eml", "b/a.eml", ".hidden"):
        (tmp_path / name).write_bytes(name.encode())

    assert _contents(tmp_path) == [b"a.eml", b"b/a.eml", b"c.eml"]


def test_of_a_maildir_only_the_mail_is_taken_also_in_its_folders(tmp_path: Path) -> None:
    for folder in ("cur", "new", "tmp", ".Junk/cur"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "1.host:2,S").write_bytes(folder.encode())
    (tmp_path / "dovecot-uidlist").write_bytes(b"no mail")

    assert sorted(_contents(tmp_path)) == [b".Junk/cur", b"cur", b"new"]


def test_the_order_of_the_paths_is_kept(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).write_bytes(name.encode())

    assert [path.name for path in mail_files.find([str(tmp_path / "b"), str(tmp_path / "a")])] == ["b", "a"]


def test_a_path_that_is_not_there_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file or folder"):
        mail_files.find([str(tmp_path / "nothing")])
    with pytest.raises(UsageError, match="no file in"):
        mail_files.find([str(tmp_path)])


def test_a_file_that_is_gone_when_it_is_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file or directory"):
        list(mail_files.mails_in(tmp_path / "gone"))


def test_a_file_that_is_too_large_for_a_mail_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_files, "LARGEST_MAIL", 100)
    (tmp_path / "fits").write_bytes(b"x" * 100)
    (tmp_path / "large").write_bytes(b"x" * 200)

    assert _contents(tmp_path / "fits") == [b"x" * 100]
    with pytest.raises(UsageError, match="too large to be a mail"):
        _contents(tmp_path / "large")


@pytest.mark.parametrize("content", [b"Subject: a\r\n\r\ntext", b"From a@x.example\nSubject: a\n\n"])
def test_a_pipe_is_read_once(tmp_path: Path, content: bytes) -> None:
    ours, theirs = os.pipe()
    os.write(theirs, content)
    os.close(theirs)
    pipe = Path(f"/dev/fd/{ours}")
    try:
        if content.startswith(b"From "):
            with pytest.raises(UsageError, match="is an mbox in a pipe"):
                list(mail_files.mails_in(pipe))
        else:
            assert [original for _name, original in mail_files.mails_in(pipe)] == [content]
    finally:
        os.close(ours)
