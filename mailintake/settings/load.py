"""Reading the whole configuration: mailintake.toml, consultations/*.toml and the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_type_hints

from mailintake.settings.consultation import ConsultationSettings, read_consultations
from mailintake.settings.cross_checks import Places, complete
from mailintake.settings.environment import merge, read_environment
from mailintake.settings.findings import Findings, Place, Source, did_you_mean
from mailintake.settings.kinds.kind import Context
from mailintake.settings.secret_files import warn_if_exposed
from mailintake.settings.sections import (
    JudgingSettings,
    LimitsSettings,
    MailboxSettings,
    RetentionSettings,
    ReviewSettings,
    ServiceSettings,
    SmtpSettings,
    StaffSettings,
    StoreSettings,
)
from mailintake.settings.table import Entry, entries_of, read_table, rows_of
from mailintake.settings.toml_file import read_toml

FILE_NAME = "mailintake.toml"
CONSULTATIONS = "consultations"


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Everything that an operator can set, checked."""

    service: ServiceSettings
    store: StoreSettings
    mailbox: MailboxSettings
    smtp: SmtpSettings
    staff: StaffSettings
    limits: LimitsSettings
    review: ReviewSettings
    judging: JudgingSettings
    retention: RetentionSettings
    consultations: tuple[ConsultationSettings, ...] = ()
    # What works but is worth a look, each with its place: shown by ``check``.
    warnings: tuple[str, ...] = ()


SECTIONS: dict[str, type] = {
    name: hint for name, hint in get_type_hints(Settings).items() if name not in {"consultations", "warnings"}
}


def load(config_dir: Path, environ: Mapping[str, str]) -> Settings:
    """Return the settings of a folder and an environment.

    Raises SettingsError, which tells every fault there is, one a line: where, what, and what to do.
    """
    findings = Findings()
    overrides = read_environment(environ, SECTIONS, findings)
    consultations = read_consultations(config_dir / CONSULTATIONS, findings)
    sections = _read_sections(config_dir, overrides, findings)
    findings.raise_if_faulty()
    if not consultations:
        folder = Place(source=str(config_dir / CONSULTATIONS))
        findings.warn(folder, "there is no consultation, so every mail is left alone.")
    return Settings(**sections, consultations=consultations, warnings=tuple(findings.warnings))


def _read_sections(config_dir: Path, overrides: Mapping[str, dict[str, Entry]], findings: Findings) -> dict[str, Any]:
    """Return the sections of mailintake.toml by name; one that cannot be put together is None."""
    path = config_dir / FILE_NAME
    read = read_toml(path, findings, remedy_if_missing=f"Make one with: mailintake init --config {config_dir}")
    if read is None:
        return {}
    values, source = read
    _refuse_unknown_sections(values, source, findings)
    entries = {}
    for name in SECTIONS:
        table = values.get(name, {})
        if not isinstance(table, dict):
            findings.fault(source.place(name), "is not a section.", f"Write its keys under a line [{name}].")
            table = {}
        table = _refuse_misplaced(table, name, source, findings)
        entries[name] = merge(entries_of(table, source, name), overrides[name])
        password = entries[name].get("password")
        if password is not None and password.source is source and password.value:
            warn_if_exposed(path, source.place(password.key), findings)
    context = Context(folder=config_dir, source=source, key="", findings=findings)
    sections = {
        name: read_table(settings_class, entries[name], replace(context, key=name))
        for name, settings_class in SECTIONS.items()
    }
    return complete(sections, Places(folder=config_dir, source=source, entries=entries), findings)


def _refuse_unknown_sections(values: Mapping[str, object], source: Source, findings: Findings) -> None:
    for name, value in values.items():
        if name in SECTIONS:
            continue
        if isinstance(value, dict):
            otherwise = f"Take it away; the sections are: {', '.join(SECTIONS)}."
            findings.fault(source.place(name), "there is no such section.", did_you_mean(name, SECTIONS, otherwise))
        else:
            remedy = _homes(name) or "Put it under its section, or take it away."
            findings.fault(source.place(name), "stands outside of a section.", remedy)


def _refuse_misplaced(table: dict[str, object], section: str, source: Source, findings: Findings) -> dict[str, object]:
    """Return a section without the keys that belong in another one."""
    misplaced = {name: _homes(name) for name in table if name not in rows_of(SECTIONS[section])}
    for name, remedy in misplaced.items():
        if remedy:
            findings.fault(source.place(f"{section}.{name}"), f"is no setting of [{section}].", remedy)
    return {name: value for name, value in table.items() if not misplaced.get(name)}


def _homes(key: str) -> str:
    """Return where a key belongs, as a remedy; empty where nowhere."""
    homes = [f"[{section}]" for section, settings_class in SECTIONS.items() if key in rows_of(settings_class)]
    return f"Put it under {' or '.join(homes)}." if homes else ""
