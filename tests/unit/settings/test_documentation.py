"""docs/settings.md tells every setting there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mailintake.settings.consultation import ConsultationSettings, ContactSettings, SectionSettings
from mailintake.settings.environment import OTHERS, variable_name
from mailintake.settings.load import SECTIONS
from mailintake.settings.table import REQUIRED, KeyRow, Table, Tables, rows_of
from mailintake.settings.template_toml import default_text

DOCS = Path(__file__).parents[3] / "docs"
DOCUMENT = (DOCS / "settings.md").read_text(encoding="utf-8")
TABLES = {f"[{name}]": settings_class for name, settings_class in SECTIONS.items()} | {
    "A consultation": ConsultationSettings,
    "[contact]": ContactSettings,
    "[[sections]]": SectionSettings,
}


def documented(row: KeyRow) -> str:
    """Return a setting as its line in the document has to read."""
    if row.default is REQUIRED:
        default = "required"
    elif row.default_note:
        default = row.default_note
    else:
        default = "none" if isinstance(row.kind, Table | Tables) else f"`{default_text(row)}`"
    return f"| `{row.name}` | {row.kind.name} | {default} | {row.meaning} |"


def lines_under(heading: str) -> list[str]:
    chapter = re.search(rf"^##+ {re.escape(heading)}\n(.*?)(?=^##|\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert chapter, f"docs/settings.md has no chapter {heading}"
    return [line for line in chapter[1].splitlines() if line.startswith("| `")]


@pytest.mark.parametrize("heading", TABLES)
def test_each_table_of_the_document_has_the_settings_of_its_section_word_for_word(heading):
    assert lines_under(heading) == [documented(row) for row in rows_of(TABLES[heading]).values()]


def test_the_document_has_no_other_sections():
    assert re.findall(r"^##+ (\[.*)$", DOCUMENT, re.MULTILINE) == [name for name in TABLES if name.startswith("[")]


@pytest.mark.parametrize("name", ["settings.md", "install.md"])
def test_the_variables_that_the_documents_name_are_known(name):
    document = (DOCS / name).read_text(encoding="utf-8")
    known = {variable_name(section, key) for section, cls in SECTIONS.items() for key in rows_of(cls)} | set(OTHERS)
    named = set(re.findall(r"MAILINTAKE_[A-Z_]+[A-Z]", document)) - {"MAILINTAKE_SECTION__KEY"}

    assert named
    assert named <= known
