"""Find the mails that lie in files, folders, Maildirs and mbox files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from mailintake.errors import UsageError

# A larger file is no single mail; an mbox of that size is read in pieces all the same.
_MBOX_MARK = b"From "


def find(paths: Sequence[str]) -> list[Path]:
    """Return the files that the paths name, folders opened, in order.

    Raises UsageError where a path is not there or a folder holds no file.
    """
    found: list[Path] = []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
            if not inside:
                raise UsageError(f"There is no file in {name}.", remedy="Name a folder that holds mail files.")
            found.extend(inside)
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(f"There is no file or folder {name}.", remedy="Check the path.")
    return found


def originals(files: Sequence[Path]) -> Iterator[bytes]:
    """Yield the bytes of each mail; an mbox yields all of its mails."""
    for file in files:
        for _path, original in mails_in(file):
            yield original


def mails_in(file: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each mail in a file: one, or as many as an mbox holds.

    Raises UsageError where the file cannot be read.
    """
    try:
        with file.open("rb") as stream:
            is_mbox = stream.read(len(_MBOX_MARK)) == _MBOX_MARK
        if not is_mbox:
            yield str(file), file.read_bytes()
            return
        yield from _mbox(file)
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.", remedy="Check its permissions.") from error


def _mbox(file: Path) -> Iterator[tuple[str, bytes]]:
    import mailbox

    box = mailbox.mbox(file, create=False)
    try:
        for key in box.iterkeys():
            yield f"{file}#{key}", box.get_bytes(key)
    finally:
        box.close()
