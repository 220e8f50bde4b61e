"""The files of a new configuration: every setting there is, with its meaning; those not given as comments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import PurePosixPath
from textwrap import wrap

from mailintake.settings.answers import Answers, prefix_of
from mailintake.settings.consultation import ConsultationSettings, ContactSettings, SectionSettings
from mailintake.settings.kinds.text import Choice
from mailintake.settings.load import CONSULTATIONS, FILE_NAME, SECTIONS
from mailintake.settings.table import REQUIRED, KeyRow, Table, Tables, rows_of

WIDTH = 110
MAILBOX_SECRET = "secrets/mailbox"  # noqa: S105 -- a file's name
SMTP_SECRET = "secrets/smtp"  # noqa: S105 -- a file's name
INVITED_HEAD = "name;number;email;language\n"

_MAIN_HEAD = """\
# The settings of mailintake. docs/settings.md tells more of each.
# A line that begins with # and a key shows its default: take the # away to change it.
# Every key can be given in the environment too: MAILINTAKE_MAILBOX__HOST goes before host under [mailbox].
"""
_CONSULTATION_HEAD = """\
# One consultation. The file is called as its key. docs/settings.md tells more of each setting.
# A line that begins with # and a key shows its default: take the # away to change it.
"""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def configuration_files(answers: Answers) -> dict[PurePosixPath, str]:
    """Return the text of each file of a configuration, by its name in the folder; the files for secrets are empty."""
    consultations = PurePosixPath(CONSULTATIONS)
    return {
        PurePosixPath(FILE_NAME): main_text(_main_values(answers)),
        consultations / f"{answers.consultation_key}.toml": consultation_text(_consultation_values(answers)),
        # With a byte order mark, or spreadsheets take it for another encoding.
        consultations / f"{answers.consultation_key}.csv": "\ufeff" + INVITED_HEAD,
        PurePosixPath(MAILBOX_SECRET): "",
        PurePosixPath(SMTP_SECRET): "",
    }


def main_text(values: Mapping[str, Mapping[str, object]]) -> str:
    """Return mailintake.toml with these values by section and key; all others as comments with their defaults."""
    parts = [_MAIN_HEAD]
    for section, settings_class in SECTIONS.items():
        parts.append(f"\n{_comment(settings_class.__doc__ or '')}[{section}]\n")
        given = values.get(section, {})
        parts.extend(_setting(row, given) for row in rows_of(settings_class).values())
    return "".join(parts)


def consultation_text(values: Mapping[str, object]) -> str:
    """Return a consultation's file with these values; all other settings as comments with their defaults."""
    rows = rows_of(ConsultationSettings)
    plain = [row for row in rows.values() if not isinstance(row.kind, Table | Tables)]
    contact = values.get("contact")
    contact_values = contact if isinstance(contact, Mapping) else {}
    parts = [_CONSULTATION_HEAD, "\n", *(_setting(row, values) for row in plain)]
    parts.append(f"\n{_comment(rows['contact'].meaning)}[contact]\n")
    parts.extend(_setting(row, contact_values) for row in rows_of(ContactSettings).values())
    parts.append(f"\n{_comment(rows['sections'].meaning)}#[[sections]]\n")
    parts.extend(_setting(row, {}) for row in rows_of(SectionSettings).values())
    return "".join(parts)


def toml_value(value: object) -> str:
    """Return a value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + "".join(_escaped(letter) for letter in value) + '"'
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{toml_value(key)} = {toml_value(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    raise TypeError(f"A {type(value).__name__} has no place in a settings file.")


def default_text(row: KeyRow) -> str:
    """Return a setting's default as TOML, or in words where it is worked out; "" where it must be given."""
    if row.default_note or row.default is REQUIRED:
        return row.default_note
    return toml_value(row.kind.to_toml(row.default))


def _setting(row: KeyRow, given: Mapping[str, object]) -> str:
    words = f" ({row.kind.name})" if isinstance(row.kind, Choice) else ""
    note = f" By default {row.default_note}." if row.default_note else ""
    comment = _comment(f"{row.meaning}{words}{note}")
    if row.name in given:
        return f"{comment}{row.name} = {toml_value(given[row.name])}\n"
    value = "…" if row.default_note or row.default is REQUIRED else default_text(row)
    return f"{comment}#{row.name} = {value}\n"


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in wrap(text, WIDTH - 2))


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    return letter if letter.isprintable() else f"\\U{ord(letter):08X}"


def _main_values(answers: Answers) -> dict[str, dict[str, object]]:
    return {
        "service": {"name": answers.service_name},
        "store": {"url": "sqlite:///var/mailintake.db"},
        "mailbox": {
            "host": answers.host,
            "user": answers.user,
            "password_file": MAILBOX_SECRET,
            "addresses": [answers.address],
        },
        "smtp": {
            "host": answers.smtp_host,
            "user": answers.user,
            "password_file": SMTP_SECRET,
            "sender": f"{_display_name(answers.service_name)} <{answers.address}>",
        },
        "staff": {"digest_to": list(answers.digest_to)},
    }


def _consultation_values(answers: Answers) -> dict[str, object]:
    span = answers.deadline - answers.opens
    return {
        "key": answers.consultation_key,
        "title": answers.consultation_title,
        "reference_prefix": prefix_of(answers.consultation_title),
        "opens": answers.opens,
        "deadline": answers.deadline,
        "decided_by": "",
        "next_steps": "",
        "proposal": "",
        "invited": f"{answers.consultation_key}.csv",
        # A short consultation has no room for the usual ones.
        "remind_days_before": [days for days in (14, 3) if timedelta(days=days) < span],
        "contact": {
            "name": answers.contact_name,
            "email": answers.contact_email,
            "phone": answers.contact_phone,
        },
    }


def _display_name(name: str) -> str:
    """Return a name that can stand before an address in angle brackets."""
    return name.replace("<", "(").replace(">", ")").strip('" ')
