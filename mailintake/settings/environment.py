"""Settings from the environment: ``MAILINTAKE_<SECTION>__<KEY>``, which go before the file's."""

from __future__ import annotations

from collections.abc import Mapping

from mailintake.settings.findings import Findings, Source, ValueRefusedError, did_you_mean
from mailintake.settings.table import Entry, rows_of

PREFIX = "MAILINTAKE_"
SEPARATOR = "__"
# Variables that are no settings: where the settings are, how to log, and what the project's own tests need.
OTHERS = ("MAILINTAKE_CONFIG", "MAILINTAKE_LOG", "MAILINTAKE_CORPORA", "MAILINTAKE_REQUIRE_REAL")

ENVIRONMENT = Source(name="environment")


def read_environment(
    environ: Mapping[str, str], sections: Mapping[str, type], findings: Findings
) -> dict[str, dict[str, Entry]]:
    """Return the settings in the environment by section and key; what is wrong in them is in the findings.

    A list is written with commas. A variable that begins like ours and is none of them is a fault: a slip of the pen
    in a password's name must not go unseen.
    """
    known = {
        variable_name(section, key): (section, key)
        for section, settings_class in sections.items()
        for key in rows_of(settings_class)
    }
    found: dict[str, dict[str, Entry]] = {section: {} for section in sections}
    for name in sorted(environ):
        if not name.startswith(PREFIX) or name in OTHERS or name.startswith("MAILINTAKE_LOG_"):
            continue
        if name not in known:
            findings.fault(ENVIRONMENT.place(name), "there is no such setting.", _nearest(name, known))
            continue
        section, key = known[name]
        kind = rows_of(sections[section])[key].kind
        try:
            value = kind.from_text(environ[name])
        except ValueRefusedError as refusal:
            findings.fault(ENVIRONMENT.place(name), refusal.problem, refusal.remedy)
        else:
            found[section][key] = Entry(value=value, source=ENVIRONMENT, key=name)
    return found


def variable_name(section: str, key: str) -> str:
    """Return the variable that sets a key."""
    return f"{PREFIX}{section}{SEPARATOR}{key}".upper()


def merge(table: dict[str, Entry], overrides: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return a section's entries with the environment's in the place of the file's.

    A secret and the file that holds it are one setting in two forms: either from the environment puts out both of the
    file's.
    """
    merged = dict(table)
    for key in overrides:
        twin = key.removesuffix("_file") if key.endswith("_file") else f"{key}_file"
        merged.pop(twin, None)
    return merged | dict(overrides)


def _nearest(name: str, known: Mapping[str, object]) -> str:
    otherwise = f"Take it away; a setting is written {PREFIX}SECTION{SEPARATOR}KEY, in capitals."
    # They all begin alike, so only a slip of a letter or two is a likeness.
    return did_you_mean(name, (*known, *OTHERS), otherwise, likeness=0.9)
