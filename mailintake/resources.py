"""Where the shipped folders lie: beside the package in a checkout, inside the package in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_IN_WHEEL = _PACKAGE / "_data"


def templates_folder() -> Path:
    """Return the folder of the shipped mail templates."""
    return _folder("templates")


def example_config_folder() -> Path:
    """Return the folder of the shipped example configuration."""
    return _folder("config")


def _folder(name: str) -> Path:
    # A checkout has no _data folder: the wheel is made with it.
    root = _IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parent
    return root / name
