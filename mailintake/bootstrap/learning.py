"""What judging is measured on and learns from: the labelled mails of the package, and what staff decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from importlib.resources import as_file
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from mailintake.bootstrap.consultations import consultation_of, invited_to
from mailintake.classify.evaluate import Score, cross_validate
from mailintake.classify.examples import Study, study
from mailintake.classify.labelled import LabelledMail, shipped_mails
from mailintake.classify.profile import Profile
from mailintake.classify.train import Trainer
from mailintake.resources import example_config_folder
from mailintake.settings.consultation import read_consultations
from mailintake.settings.findings import Findings

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service

# The consultation that labelled mails are about where their file names none.
EXAMPLE = "lulea-lok-2018"
# What staff say of the mail of this mailbox tells more of it than a mail that was written as an example.
_WEIGHT_OF_STAFF = 3.0
_ZONE = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """Labelled mails beside their consultations, ready to be learnt from."""

    shipped: Sequence[Study]
    from_staff: Sequence[Study]

    @property
    def everything(self) -> list[Study]:
        """All of it."""
        return [*self.shipped, *self.from_staff]


def gather(service: Service) -> Material:
    """Return the labelled mails of the package, and what the service's staff decided. Raises SettingsError."""
    profiles = _shipped_profiles()
    # A consultation of one's own may be the shipped example: its own settings hold.
    profiles |= {
        key: Profile(one, service.register.organisations(key)) for key, one in service.parts.consultations.items()
    }
    from_staff = list(_decided_by_staff(service))
    studies = study([*shipped_mails(EXAMPLE), *from_staff], profiles)
    names = {mail.name for mail in from_staff}
    groups = {one.example.group for one in studies if one.mail is not None and one.mail.name in names}
    return Material(
        shipped=[one for one in studies if one.example.group not in groups],
        from_staff=[one for one in studies if one.example.group in groups],
    )


def train(material: Material, day: date) -> str:
    """Return the text of the file of a model that learnt from all of it. Raises UsageError without scikit-learn."""
    studies = material.everything
    mails = sum(one.mail is not None for one in material.shipped)
    by_staff = sum(one.mail is not None for one in material.from_staff)
    version = f"{day.isoformat()} of {mails} mails" + (f" and {by_staff} by staff" if by_staff else "")
    return Trainer([one.example for one in studies]).fit(range(len(studies)), version).as_text()


def cross_validated(material: Material) -> Score:
    """Return how all mails are judged by models that have not seen them. Raises UsageError without scikit-learn."""
    return cross_validate(material.everything)


def cross_validated_without_staff(material: Material) -> Score:
    """Return the same where nothing is learnt from staff, but their mails are judged all the same."""
    return cross_validate(material.everything, material.shipped)


def _decided_by_staff(service: Service) -> Iterator[LabelledMail]:
    known = service.parts.consultations
    for number, one in enumerate(service.register.human_decisions(), start=1):
        # What is about no consultation was looked at beside the one that it seemed to be about.
        keys = [one.decision.consultation] if one.decision.consultation in known else list(known)[:1]
        for key in keys:
            if key is not None:
                yield LabelledMail(
                    name=f"decision {number} of staff",
                    message=one.message,
                    history=one.history,
                    consultation=key,
                    label=one.decision.label,
                    stance=one.decision.stance,
                    role=one.decision.role,
                    organisation=one.decision.organisation.name if one.decision.organisation else "",
                    weight=_WEIGHT_OF_STAFF,
                )


def _shipped_profiles() -> dict[str, Profile]:
    """Return the consultations that the labelled mails are about, ready to be judged beside."""
    with as_file(resources.files("mailintake.classify").joinpath("data")) as data:
        folders = (example_config_folder() / "consultations", Path(data) / "consultations")
        findings = Findings()
        consultations = [one for folder in folders for one in read_consultations(folder, findings)]
        findings.raise_if_faulty()
        return {one.key: Profile(consultation_of(one, _ZONE), invited_to(one)) for one in consultations}
