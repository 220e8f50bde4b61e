"""The mail templates of an installation, without its database and its servers: to look at before a mail goes out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mailintake.bootstrap import config_folder, utc_now
from mailintake.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from mailintake.domain.consultation import Consultation
    from mailintake.domain.outbox import MailKind
    from mailintake.notify.compose import TemplateComposer
    from mailintake.notify.samples import Sample
    from mailintake.notify.template_catalogue import Catalogue

# Seals the Message-IDs of mails that are never sent.
_SECRET = b"a preview is no mail of ours"


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateDesk:
    """The templates, and what their samples are about."""

    catalogue: Catalogue
    composer: TemplateComposer
    language: str  # the service's own
    consultation: Consultation
    now: datetime

    @property
    def readers(self) -> frozenset[str]:
        """The languages of readers that a mail can be previewed for: written in, or greeted in."""
        return self.composer.languages | self.composer.templates.greeted

    def written_in(self, language: str) -> str:
        """Return a language that mails are written in. Raises UsageError for another one."""
        return _known(language, self.composer.languages)

    def samples_for(self, reader: str) -> list[Sample]:
        """Return the samples of every mail to readers of a language, in the service's own where none is in theirs.

        Raises UsageError for a language that there is nothing of.
        """
        from mailintake.domain.outbox import STAFF_KINDS, MailKind
        from mailintake.notify.samples import samples

        is_written_in = _known(reader, self.readers) in self.composer.languages
        kinds = self.composer.templates.kinds_in(reader) if is_written_in else set(MailKind) - STAFF_KINDS
        language = reader if is_written_in else self.language
        found = samples(language, self.composer.service_name, self.consultation)
        return [sample for sample in found if sample.kind in kinds]

    def sample_for(self, reader: str, kind: MailKind, variant: str | None) -> Sample:
        """Return one sample of a kind: the first one where no variant is asked for. Raises UsageError."""
        from mailintake.notify.specimens import variant_of

        of_kind = {variant_of(sample): sample for sample in self.samples_for(reader) if sample.kind is kind}
        if not of_kind:
            raise UsageError(f"There is no {kind} to readers of {reader!r}.", remedy=f"Use --language {self.language}.")
        if variant is None:
            return next(iter(of_kind.values()))
        if variant not in of_kind:
            raise UsageError(f"There is no variant {variant!r} of {kind}.", remedy=f"Use one of: {', '.join(of_kind)}.")
        return of_kind[variant]


def open_templates(config: str | None, consultation: str | None = None) -> TemplateDesk:
    """Return the templates that the settings name, with a consultation of theirs: the one asked for, else the first.

    Where the settings have none, it is an invented one. Raises SettingsError, and NotFoundError for an unknown one.
    """
    from mailintake.bootstrap.build import composer
    from mailintake.bootstrap.consultations import consultation_of
    from mailintake.notify.samples import CONSULTATION
    from mailintake.notify.template_catalogue import Catalogue
    from mailintake.resources import templates_folder
    from mailintake.settings.load import load

    settings = load(config_folder(config), os.environ)
    consultations = {one.key: consultation_of(one, settings.service.timezone) for one in settings.consultations}
    if consultation is not None and consultation not in consultations:
        known = ", ".join(consultations) or "none"
        raise NotFoundError(f"There is no consultation {consultation!r}.", remedy=f"The settings have: {known}.")
    about = consultations[consultation] if consultation else next(iter(consultations.values()), CONSULTATION)
    made = composer(settings, consultations, secret=_SECRET)
    return TemplateDesk(
        catalogue=Catalogue(made, own=settings.service.templates, shipped=templates_folder() / "mail"),
        composer=made,
        language=settings.service.language,
        consultation=about,
        now=utc_now(),
    )


def _known(language: str, known: Collection[str]) -> str:
    if language not in known:
        remedy = f"Use one of: {', '.join(sorted(known))}."
        raise UsageError(f"There are no mail templates in the language {language!r}.", remedy=remedy)
    return language
