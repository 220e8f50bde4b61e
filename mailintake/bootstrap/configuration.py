"""Making a new configuration folder: what is asked, and writing the files; never over what is there unless told to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from mailintake.errors import UsageError
from mailintake.settings import answers
from mailintake.settings.load import FILE_NAME
from mailintake.settings.table import rows_of
from mailintake.settings.template_toml import MAILBOX_SECRET, SMTP_SECRET, configuration_files

SECRET_FILES = (MAILBOX_SECRET, SMTP_SECRET)


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One thing that must be known to make a configuration."""

    name: str
    option: str  # the command-line option that answers it
    prompt: str
    is_optional: bool
    is_needed: bool  # nothing can be proposed for it


def config_questions() -> tuple[Question, ...]:
    """Return the questions in the order they are asked."""
    return tuple(
        Question(
            name=row.name,
            option=answers.option(row.name),
            prompt=row.meaning,
            is_optional=answers.is_optional(row.name),
            is_needed=answers.is_needed(row.name),
        )
        for row in rows_of(answers.Answers).values()
    )


def proposed_answer(name: str, given: Mapping[str, str], today: date) -> str:
    """Return the answer that is proposed for a question, from those given so far; "" where there is none."""
    return answers.proposed(name, given, today)


def refuse_answer(name: str, text: str) -> str:
    """Return why an answer cannot be taken and what to do; "" when it can."""
    return answers.refusal(name, text)


def refuse_existing(folder: Path, *, force: bool) -> None:
    """Raise UsageError where a configuration would be written over."""
    _refuse([folder / FILE_NAME], force=force)


def write_config(folder: Path, texts: Mapping[str, str], *, force: bool = False) -> list[Path]:
    """Write a configuration made of the answers and return the files written.

    Files for secrets are made empty and readable by the user alone; one that is there is never touched, and neither is
    a list of the invited. Raises SettingsError for wrong answers, UsageError where a file is in the way.
    """
    files = configuration_files(answers.read_answers(texts))
    _refuse([folder / name for name in files if name.suffix == ".toml"], force=force)
    written = []
    try:
        for name, text in files.items():
            path = folder / name
            is_secret = str(name) in SECRET_FILES
            path.parent.mkdir(mode=0o700 if is_secret else 0o755, parents=True, exist_ok=True)
            if _may_write(name, path, force=force):
                _write(path, text, mode=0o600 if is_secret else 0o644)
                written.append(path)
    except OSError as error:
        raise _not_writable(error) from error
    return written


def _refuse(paths: list[Path], *, force: bool) -> None:
    try:
        in_the_way = next((path for path in paths if path.exists()), None)
    except OSError as error:
        raise _not_writable(error) from error
    if in_the_way is not None and not force:
        raise UsageError(
            f"{in_the_way} is there already.",
            remedy="Give --force to write over it, or another folder with --config.",
        )


def _not_writable(error: OSError) -> UsageError:
    remedy = "Give another folder with --config."
    return UsageError(f"{error.filename} cannot be written ({error.strerror}).", remedy=remedy)


def _may_write(name: PurePosixPath, path: Path, *, force: bool) -> bool:
    return not path.exists() or (force and name.suffix == ".toml")


def _write(path: Path, text: str, *, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 -- the mode is set as the file is made
        file.write(text)
