"""The example configuration that is shipped."""

from __future__ import annotations

import re

from mailintake.resources import example_config_folder
from mailintake.settings import load
from mailintake.settings.load import FILE_NAME, SECTIONS
from mailintake.settings.table import rows_of
from mailintake.settings.template_toml import default_text

SECTION = re.compile(r"^\[(\w+)\]$")
SETTING = re.compile(r"^(#?)(\w+) = (.*)$")
# A hint at what to write there, not the default.
HINTS = {("mailbox", "password_file"), ("smtp", "password_file")}


def shipped():
    section = ""
    for line in (example_config_folder() / FILE_NAME).read_text(encoding="utf-8").splitlines():
        if match := SECTION.match(line):
            section = match[1]
        elif match := SETTING.match(line):
            yield section, match[2], bool(match[1]), match[3]


def test_the_example_loads_without_a_fault():
    loaded = load(example_config_folder(), {})

    assert loaded.service.name == "Luleå kommun"
    assert loaded.mailbox.addresses == ("lulea.kommun@lulea.se",)
    assert [one.key for one in loaded.consultations] == ["lulea-lok-2018"]


def test_the_example_shows_every_setting_there_is_in_order():
    assert [(section, key) for section, key, _, _ in shipped()] == [
        (section, key) for section, settings_class in SECTIONS.items() for key in rows_of(settings_class)
    ]


def test_what_the_example_leaves_as_a_comment_is_the_default():
    commented = {(section, key): value for section, key, is_comment, value in shipped() if is_comment}
    defaults = {(section, key): default_text(rows_of(SECTIONS[section])[key]) for section, key in commented}

    assert {place: value for place, value in commented.items() if place not in HINTS} == {
        place: value for place, value in defaults.items() if place not in HINTS
    }


def test_the_example_holds_no_password():
    assert not [key for _, key, is_comment, _ in shipped() if key.startswith("password") and not is_comment]
