"""The real composer over the shipped templates: it is pure, so no fake is needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.consultations import STOCKHOLM, lulea

from mailintake.notify.compose import TemplateComposer
from mailintake.notify.templates import MailTemplates

SHIPPED = Path(__file__).parents[3] / "templates" / "mail"


@pytest.fixture(scope="session")
def shipped() -> Path:
    return SHIPPED


@pytest.fixture(scope="session")
def make_composer():
    # Compiled once: composers differ, the shipped templates do not.
    templates = MailTemplates([SHIPPED])

    def make(**changed):
        consultation = lulea()
        composer = TemplateComposer(
            **{
                "template_folders": [SHIPPED],
                "service_name": "Luleå kommun",
                "sender": "Luleå kommun <lulea.kommun@lulea.se>",
                "language": "sv",
                "zone": STOCKHOLM,
                "base_url": "https://granska.kommun.example",
                "secret": b"the secret of an installation ...",
                "consultations": {consultation.key: consultation},
            }
            | changed
        )
        if "template_folders" not in changed:
            composer.templates = templates
        return composer

    return make


@pytest.fixture(scope="session")
def composer(make_composer):
    return make_composer()


@pytest.fixture
def greeting_composer(make_composer, tmp_path):
    """A composer of an installation whose staff have approved a greeting in North Sámi."""
    (tmp_path / "se").mkdir()
    (tmp_path / "se/greeting.toml").write_text(
        'greeting = "Bures!"\napproved_by = "Elle Exempel"\napproved_on = 2018-06-20\n', encoding="utf-8"
    )
    return make_composer(template_folders=[tmp_path, SHIPPED])
