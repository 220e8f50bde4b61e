"""What every letter is written with: the templates, the stationery, and the choice of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from mailintake.domain.consultation import Consultation
from mailintake.domain.message import Message
from mailintake.domain.outbox import MailKind, NewMail
from mailintake.errors import SettingsError
from mailintake.notify.greetings import MINORITY_LANGUAGES, note_on
from mailintake.notify.header_guard import clean_line
from mailintake.notify.mime import Enclosure
from mailintake.notify.stationery import Letter, Stationery
from mailintake.notify.templates import MailTemplates
from mailintake.notify.values import MailValues


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """The language that a reader is written to in, and what is said first where it is not the reader's own."""

    language: str
    greeting: str = ""
    greeting_language: str = ""
    language_note: str = ""


class Writer:
    """Makes values into mails by templates.

    ``template_folders`` hold ``<language>/<kind>.…``: the operator's own first, then the shipped one. ``sender`` is the
    From of every mail, ``zone`` the one in which staff read times, ``base_url`` the staff web's address ("" if there is
    none), ``secret`` the seal of our Message-IDs. Raises SettingsError. What it makes a mail of is read when the first
    mail of its kind is made, or all of it by ``check``; whatever makes a mail raises TemplateError.
    """

    def __init__(
        self,
        *,
        template_folders: Sequence[Path],
        service_name: str,
        sender: str,
        language: str = "sv",
        zone: ZoneInfo,
        base_url: str,
        secret: bytes,
        consultations: Mapping[str, Consultation],
    ) -> None:
        self.language = language
        self.consultations = consultations
        self.service_name = clean_line(service_name, 80)
        self.templates = MailTemplates(template_folders)
        self.stationery = Stationery(sender=sender, zone=zone, secret=secret)
        self.base_url = base_url
        if language not in self.languages:
            raise SettingsError(
                f"There are no mail templates in the language {language!r}.",
                remedy=f"Set [service] language to one of: {', '.join(sorted(self.languages))}.",
            )

    def check(self) -> None:
        """Read every template. Raises TemplateError with file, line and remedy at the first that is wrong."""
        self.templates.check(self.language)

    @property
    def languages(self) -> frozenset[str]:
        """The languages that mail can be written in."""
        return self.templates.languages

    def wording_for(self, consultation: Consultation, *wanted: str) -> Wording:
        """Return how to write: in the first wanted language that staff chose and there are templates for.

        ``wanted`` are the language of the mail that is answered and that of its organisation; "" where it is not known.
        A minority language, or one with a greeting of its own, that is wanted before any of those is answered in the
        service's language: with the greeting where staff have approved it, and with a line that says why. Raises
        TemplateError.
        """
        offered = self.languages.intersection(consultation.languages) | {self.language}
        for language in wanted:
            if language in offered:
                return Wording(language=language)
            if language in MINORITY_LANGUAGES or language in self.templates.greeted:
                return self._explained(language)
        return Wording(language=self.language)

    def _explained(self, language: str) -> Wording:
        wording = Wording(language=self.language, language_note=note_on(language, self.language))
        greeting = self.templates.greeting_in(language)
        if greeting is None or not greeting.is_approved:
            return wording
        return replace(wording, greeting=greeting.text, greeting_language=language)

    def letter(
        self,
        kind: MailKind,
        subject_key: str,
        recipient: str,
        now: datetime,
        values: MailValues,
        *,
        wording: Wording | None = None,
        consultation: str | None = None,
        organisation_id: int | None = None,
        answered: Message | None = None,
        enclosures: Sequence[Enclosure] = (),
    ) -> NewMail:
        """Write one mail; ``wording`` tells what stands before all else in it, to readers outside."""
        if wording is not None and (wording.greeting or wording.language_note):
            values = replace(
                values,
                greeting=wording.greeting,
                greeting_language=wording.greeting_language,
                language_note=wording.language_note,
            )
        letter = Letter(
            kind=kind,
            subject_key=subject_key,
            recipient=recipient,
            rendered=self.templates.render(kind, values),
            language=values.language,
            consultation=consultation,
            organisation_id=organisation_id,
            answered=answered,
            enclosures=enclosures,
        )
        return self.stationery.mail(letter, now)
