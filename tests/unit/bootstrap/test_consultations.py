"""The settings of a consultation become the domain's values."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mailintake.bootstrap.consultations import consultation_of, invited_to
from mailintake.domain.consultation import Consultation, Contact, Section
from mailintake.domain.organisation import Standing
from mailintake.settings import load
from mailintake.settings.load import Settings

MAIN = """\
[service]
name = "Norra kommun"
timezone = "Europe/Helsinki"
[mailbox]
host = "imap.kommun.example"
user = "norra"
addresses = ["norra@kommun.example"]
[smtp]
host = "smtp.kommun.example"
sender = "Norra <norra@kommun.example>"
"""
PARK = """\
key = "park"
title = "Ny park"
title_by_language = { en = "A new park" }
reference_prefix = "PARK"
diary_number = "2026/17"
opens = 2026-03-02
deadline = 2026-05-04
closes = 2026-06-30
decided_by = "kommunfullmäktige"
next_steps = "Sedan beslutar vi."
next_steps_by_language = { en = "Then we decide." }
proposal = "Vi bygger en park vid älven."
proposal_url = "https://kommun.example/park"
proposal_document = "park.pdf"
reminders = "approve"
privacy_url = "https://kommun.example/integritet"
terms = ["park*"]
near_misses = ["parkering*"]
languages = ["sv", "en"]
invited = "park.csv"
remind_days_before = [10, 2]
remind_at = "08:30"
[contact]
name = "Eva Ek"
email = "eva.ek@kommun.example"
phone = "08-465 004 10"
[[sections]]
name = "Träd"
text = "Vi planterar träd."
"""
INVITED = """\
name;number;email;language
Åsens IF;802000-0000;"styrelsen@asen.example kassor@ASEN.example Asen.IF@gmail.com";fi
Parkens vänner;;parkens.vanner@hotmail.se;
Tysta laget;;;
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "mailintake.toml").write_text(MAIN, encoding="utf-8")
    (tmp_path / "consultations").mkdir()
    (tmp_path / "consultations" / "park.toml").write_text(PARK, encoding="utf-8")
    (tmp_path / "consultations" / "park.csv").write_text(INVITED, encoding="utf-8")
    (tmp_path / "consultations" / "park.pdf").write_bytes(b"%PDF-1.4")
    return load(tmp_path, {})


def test_every_field_of_a_consultation_comes_from_its_settings(settings: Settings, tmp_path: Path) -> None:
    made = consultation_of(settings.consultations[0], settings.service.timezone)

    values = {field.name: getattr(made, field.name) for field in fields(Consultation)}
    del values["deadline"]
    # These two are what staff have said since.
    assert (values.pop("closed_at"), values.pop("decided_on")) == (None, None)
    assert values == {
        "key": "park",
        "title": "Ny park",
        "title_by_language": {"en": "A new park"},
        "reference_prefix": "PARK",
        "diary_number": "2026/17",
        "opens": date(2026, 3, 2),
        "closes": date(2026, 6, 30),
        "contact": Contact(name="Eva Ek", email="eva.ek@kommun.example", phone="08-465 004 10"),
        "decided_by": "kommunfullmäktige",
        "next_steps": "Sedan beslutar vi.",
        "next_steps_by_language": {"en": "Then we decide."},
        "proposal_text": "Vi bygger en park vid älven.",
        "proposal_url": "https://kommun.example/park",
        "proposal_document": str(tmp_path / "consultations" / "park.pdf"),
        "must_approve_reminders": True,
        "privacy_url": "https://kommun.example/integritet",
        "terms": ("park*",),
        "near_misses": ("parkering*",),
        "languages": ("sv", "en"),
        "remind_days_before": (10, 2),
        "remind_at": made.remind_at,
        "sections": (Section(name="Träd", text="Vi planterar träd."),),
    }
    assert f"{made.remind_at:%H:%M}" == "08:30"


def test_the_deadline_ends_at_midnight_where_the_service_is(settings: Settings) -> None:
    made = consultation_of(settings.consultations[0], settings.service.timezone)

    # Midnight after 4 May in Helsinki, which keeps summer time then.
    assert made.deadline.ends_at == datetime(2026, 5, 4, 21, 0, tzinfo=UTC)


def test_the_invited_are_silent_organisations_with_their_own_domains(settings: Settings) -> None:
    asen, friends, silent = invited_to(settings.consultations[0])

    assert (asen.name, asen.number, asen.language) == ("Åsens IF", "802000-0000", "fi")
    assert asen.domains == ("asen.example",)
    assert len(asen.addresses) == 3
    assert (friends.addresses, friends.domains) == (("parkens.vanner@hotmail.se",), ())
    assert (silent.addresses, silent.domains) == ((), ())
    for one in (asen, friends, silent):
        assert (one.id, one.consultation, one.is_invited, one.standing) == (0, "park", True, Standing.SILENT)
