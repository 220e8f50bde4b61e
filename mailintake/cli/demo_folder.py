"""The folder of the demo: made anew for each play, and never a folder that holds anything else."""

from __future__ import annotations

import shutil
from pathlib import Path

from mailintake.errors import UsageError

_MARK = ".mailintake-demo"


def fresh_folder(folder: Path) -> Path:
    """Return the folder, empty. Raises UsageError where it holds something that no demo put there."""
    folder = folder.resolve()
    if folder.is_dir() and any(folder.iterdir()) and not (folder / _MARK).exists():
        raise UsageError(f"{folder} holds other files.", remedy="Name another folder with --folder.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / _MARK).write_text("This folder is made anew by each mailintake demo.\n", encoding="utf-8")
    return folder
