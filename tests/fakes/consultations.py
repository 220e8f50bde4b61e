"""The shipped consultation, and others made like it, as values for tests."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import replace
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mailintake.domain.consultation import Consultation, Contact, Deadline, Section
from mailintake.domain.organisation import Organisation

FOLDER = Path(__file__).parents[2] / "config" / "consultations"
LULEA = "lulea-lok-2018"
STOCKHOLM = ZoneInfo("Europe/Stockholm")


@cache
def lulea() -> Consultation:
    """The shipped example, read from its own file."""
    values = tomllib.loads((FOLDER / f"{LULEA}.toml").read_text(encoding="utf-8"))
    return _consultation(values)


@cache
def lulea_invited() -> tuple[Organisation, ...]:
    """The invited organisations of the shipped example, as they are stored: with ids from 1."""
    values = tomllib.loads((FOLDER / f"{LULEA}.toml").read_text(encoding="utf-8"))
    with (FOLDER / values["invited"]).open(encoding="utf-8", newline="") as file:
        return tuple(
            Organisation(
                id=number,
                consultation=LULEA,
                name=row["name"],
                number=row["number"],
                is_invited=True,
                addresses=(row["email"],),
                domains=(row["email"].partition("@")[2],),
                language=row["language"],
            )
            for number, row in enumerate(csv.DictReader(file), start=1)
        )


@cache
def culture_plan() -> Consultation:
    """Another consultation of the same municipality, open at the same time, about a plan for culture."""
    return replace(
        lulea(),
        key="kulturplan-2018",
        title="Kulturplan för Luleå kommun 2019–2022",
        title_by_language={},
        reference_prefix="KUP",
        opens=date(2018, 8, 1),
        deadline=Deadline(last_day=date(2018, 10, 15), zone=STOCKHOLM),
        closes=date(2019, 4, 13),
        proposal_text="Kulturplanen anger hur scenkonst, bibliotek, museer och konstnärer ska utvecklas. "
        "Kulturskolan når fler barn. Konsthallen, kulturhuset och de fria teatergrupperna får arbetslokaler.",
        terms=("kulturplan*", "kulturskola*", "scenkonst*", "konsthall*"),
        near_misses=("detaljplan*",),
        languages=("sv",),
        sections=(),
    )


def _consultation(values: dict[str, Any]) -> Consultation:
    return Consultation(
        key=values["key"],
        title=values["title"],
        title_by_language=values["title_by_language"],
        reference_prefix=values["reference_prefix"],
        diary_number=values["diary_number"],
        opens=values["opens"],
        deadline=Deadline(last_day=values["deadline"], zone=STOCKHOLM),
        closes=values["closes"],
        contact=Contact(**values["contact"]),
        decided_by=values["decided_by"],
        next_steps=values["next_steps"],
        next_steps_by_language=values["next_steps_by_language"],
        proposal_text=(FOLDER / values["proposal"]).read_text(encoding="utf-8"),
        proposal_url=values["proposal_url"],
        privacy_url=values["privacy_url"],
        terms=tuple(values["terms"]),
        near_misses=tuple(values["near_misses"]),
        languages=tuple(values["languages"]),
        remind_days_before=tuple(values["remind_days_before"]),
        remind_at=time.fromisoformat(values["remind_at"]),
        sections=tuple(Section(**section) for section in values["sections"]),
    )
