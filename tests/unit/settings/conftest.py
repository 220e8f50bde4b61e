"""A configuration folder in good order, which a test spoils or adds to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mailintake.errors import SettingsError
from mailintake.settings import Settings, load

SERVICE = '[service]\nname = "Norra kommun"\n'
MAILBOX = '[mailbox]\nhost = "imap.kommun.example"\nuser = "norra"\naddresses = ["norra@kommun.example"]\n'
SMTP = '[smtp]\nhost = "smtp.kommun.example"\nsender = "Norra kommun <norra@kommun.example>"\n'
CONSULTATION = """\
key = "park-2026"
title = "Ny park"
reference_prefix = "PARK"
opens = 2026-03-02
deadline = 2026-05-04
contact = { name = "Eva Ek", email = "eva.ek@kommun.example", phone = "0900-12 34 56" }
"""


class ConfigFolder:
    """Writes a configuration and loads it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / "consultations").mkdir(parents=True)

    def write(self, name: str, text: str | bytes) -> Path:
        """Write one file of it."""
        path = self.path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def main(self, *, service: str = "", mailbox: str = "", smtp: str = "", rest: str = "") -> None:
        """Write mailintake.toml with lines added to its sections, and sections added at its end."""
        self.write("mailintake.toml", "\n".join((SERVICE + service, MAILBOX + mailbox, SMTP + smtp, rest)))

    def load(self, environ: Mapping[str, str] | None = None) -> Settings:
        """Load it, with a main file in good order if there is none yet."""
        if not (self.path / "mailintake.toml").exists():
            self.main()
        return load(self.path, environ or {})

    def faults(self, environ: Mapping[str, str] | None = None) -> list[str]:
        """Return the faults that loading tells, with the folder's own path left out."""
        with pytest.raises(SettingsError) as raised:
            self.load(environ)
        return [line.replace(f"{self.path}/", "") for line in str(raised.value).splitlines()]

    def warnings(self, environ: Mapping[str, str] | None = None) -> list[str]:
        """Return the warnings of loading, with the folder's own path left out."""
        return [line.replace(f"{self.path}/", "") for line in self.load(environ).warnings]


@pytest.fixture
def config(tmp_path: Path) -> ConfigFolder:
    return ConfigFolder(tmp_path / "config")


@pytest.fixture
def consult(config: ConfigFolder) -> Callable[..., None]:
    """Write a consultation in good order, with lines of it replaced or taken away, and lines added."""

    def write(*, name: str = "park-2026", more: str = "", **replaced: str | None) -> None:
        lines = [line for line in CONSULTATION.splitlines() if line.partition(" =")[0] not in replaced]
        lines += [f"{key} = {value}" for key, value in replaced.items() if value is not None]
        config.write(f"consultations/{name}.toml", "\n".join([*lines, more]))

    return write
