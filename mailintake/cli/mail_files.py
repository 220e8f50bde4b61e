"""Find the mails that lie in files, folders, Maildirs and mbox files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mailintake.errors import UsageError

# What is larger than any mail server takes is no single mail.
LARGEST_MAIL = 150_000_000
_MBOX_MARK = b"From "
# Where a Maildir has its mail; what lies beside them is the mail server's.
_MAILDIR_FOLDERS = frozenset({"cur", "new"})


def find(paths: Iterable[str]) -> list[Path]:
    """Return the files that the paths name, folders opened, in order.

    Raises UsageError where a path is not there or a folder holds no file.
    """
    found: list[Path] = []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            inside = _files_in(path)
            if not inside:
                raise UsageError(f"There is no file in {name}.", remedy="Name a folder that holds mail files.")
            found.extend(inside)
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(f"There is no file or folder {name}.", remedy="Check the path.")
    return found


def mails_in(file: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each mail in a file: one, or as many as an mbox holds.

    Raises UsageError where the file cannot be read, or is too large for a mail.
    """
    try:
        with file.open("rb") as stream:
            # Read once only, so that a pipe will do.
            begun = stream.read(len(_MBOX_MARK))
            if begun != _MBOX_MARK:
                yield str(file), begun + _rest(stream.read(LARGEST_MAIL + 1), file)
                return
        if not file.is_file():
            raise UsageError(f"{file} is an mbox in a pipe.", remedy="Write it to a file first.")
        yield from _mbox(file)
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.", remedy="Check its permissions.") from error


def is_mbox(file: Path) -> bool:
    """Whether a file holds as many mails as may be; a file that cannot be read holds none."""
    try:
        with file.open("rb") as stream:
            return file.is_file() and stream.read(len(_MBOX_MARK)) == _MBOX_MARK
    except OSError:
        return False


def _files_in(folder: Path) -> list[Path]:
    files = sorted(file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("."))
    if any((folder / name).is_dir() for name in _MAILDIR_FOLDERS):
        return [file for file in files if file.parent.name in _MAILDIR_FOLDERS]
    return files


def _rest(content: bytes, file: Path) -> bytes:
    if len(content) > LARGEST_MAIL:
        raise UsageError(f"{file} is too large to be a mail.", remedy="Name a file that holds a mail, or an mbox.")
    return content


def _mbox(file: Path) -> Iterator[tuple[str, bytes]]:
    import mailbox

    box = mailbox.mbox(file, create=False)
    try:
        for key in box.iterkeys():
            yield f"{file}#{key}", box.get_bytes(key)
    finally:
        box.close()
