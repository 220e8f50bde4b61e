"""The templates of our mail: found, each checked before its first mail, kept compiled.

A mail is three templates in a language's folder: ``<kind>.subject.txt.j2``, ``<kind>.body.txt.j2`` and
``<kind>.body.html.j2``. The sentences stand once, set in the text; the other two take them from there, as ``words``.
The layouts and the style sheet that all languages share stand beside the languages' folders.

Adding a language is adding a folder: with every kind that goes to associations it is a full language, with nothing but
a greeting it is one in which readers are greeted. Adding a kind is one entry in ``PLACEHOLDERS``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.environment import TemplateModule

from mailintake.domain.outbox import STAFF_KINDS, MailKind
from mailintake.errors import TemplateError
from mailintake.notify.digest_values import DigestValues
from mailintake.notify.greetings import Greeting, greeting_file, read_greeting
from mailintake.notify.inlining import STYLE_SHEET, Inliner
from mailintake.notify.letter_values import DecisionValues, ExtensionValues, InvitationValues, RegisteredValues
from mailintake.notify.sandbox import MailEnvironment
from mailintake.notify.template_check import TemplateCheck, missing, misspelt
from mailintake.notify.values import AcknowledgementValues, AlertValues, MailValues, ReminderValues

PARTS = ("subject.txt", "body.txt", "body.html")
PLACEHOLDERS: Mapping[MailKind, type[MailValues]] = {
    MailKind.INVITATION: InvitationValues,
    MailKind.ACKNOWLEDGEMENT: AcknowledgementValues,
    MailKind.REGISTERED: RegisteredValues,
    MailKind.REMINDER: ReminderValues,
    MailKind.EXTENSION: ExtensionValues,
    MailKind.DECISION: DecisionValues,
    MailKind.DIGEST: DigestValues,
    MailKind.ALERT: AlertValues,
}

_NAMES = {kind: frozenset(field.name for field in fields(values)) for kind, values in PLACEHOLDERS.items()}

# Far above any mail of ours: a template that runs away is stopped here.
_LONGEST_RENDERING = 200_000
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_BLANK_LINES = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """One mail's words, before they become a mail."""

    subject: str
    text: str
    html: str


class MailTemplates:
    """All templates of the folders given; the first folder that has a file wins."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._environment = MailEnvironment(folders)
        self._inliner: Inliner | None = None
        places = _languages(folders)
        self.greeted = frozenset(name for name in places if _is_greeting_only(folders, name))
        self.languages = places - self.greeted
        self._greetings: dict[str, Greeting | None] = {}
        self._round = TemplateCheck(self._environment)
        self._checked: set[tuple[str, MailKind]] = set()

    def check(self, staff_language: str = "") -> None:
        """Read every template and greeting; ``staff_language`` is that of the mails to staff.

        Raises TemplateError with file, line and remedy at the first that is wrong. A language need not have the mails
        to staff unless it is theirs.
        """
        if not self.languages:
            places = ", ".join(str(folder) for folder in self._folders) or "no folder"
            raise TemplateError(f"There are no mail templates in {places}.", remedy="Install the shipped templates.")
        for language in sorted(self.languages):
            for kind in self.kinds_in(language):
                self._check(language, kind)
        for language in sorted(self.greeted):
            self.greeting_in(language)
        if staff_language and (lacking := sorted(STAFF_KINDS - set(self.kinds_in(staff_language)))):
            raise TemplateError(
                f"There is no {lacking[0]} to staff in {staff_language!r}, the language of the service.",
                remedy="Copy it from a language that has it, or set [service] language to another one.",
            )
        self._style_sheet()

    def kinds_in(self, language: str) -> list[MailKind]:
        """Return the kinds of mail that a language has to have: those to staff only where it has begun with them."""
        return [
            kind
            for kind in PLACEHOLDERS
            if kind not in STAFF_KINDS or any(self._is_there(template_name(language, kind, part)) for part in PARTS)
        ]

    def greeting_in(self, language: str) -> Greeting | None:
        """Return how readers of a language without a whole text are greeted; none where there is no greeting.

        Raises TemplateError.
        """
        if language not in self._greetings:
            path = greeting_file(self._folders, language) if language in self.greeted else None
            self._greetings[language] = None if path is None else read_greeting(path)
        return self._greetings[language]

    def render(self, kind: MailKind, values: MailValues) -> Rendered:
        """Render a mail in the language its values are in. Raises TemplateError."""
        self._check(values.language, kind)
        shown = {name: getattr(values, name) for name in _NAMES[kind]}
        subject, text, html = (template_name(values.language, kind, part) for part in PARTS)
        words = self._run(text, shown)
        return Rendered(
            subject=" ".join(str(self._run(subject, {**shown, "words": words})).split()),
            text=_BLANK_LINES.sub("\n\n", str(words)).strip() + "\n",
            html=self._inlined(str(self._run(html, {**shown, "words": words})).strip()),
        )

    def _check(self, language: str, kind: MailKind) -> None:
        if (language, kind) not in self._checked:
            subject, text, html = (template_name(language, kind, part) for part in PARTS)
            self._round.check(text, _NAMES[kind])
            self._round.check(subject, _NAMES[kind], words_of=text)
            self._round.check(html, _NAMES[kind], words_of=text)
            self._checked.add((language, kind))

    def _is_there(self, name: str) -> bool:
        return any((folder / name).is_file() for folder in self._folders)

    def _inlined(self, html: str) -> str:
        if self._inliner is None:
            self._inliner = Inliner(self._style_sheet())
        return self._inliner.inlined(html)

    def _style_sheet(self) -> str:
        try:
            return self._environment.source_of(STYLE_SHEET)[0]
        except TemplateNotFound as error:
            raise missing(STYLE_SHEET) from error

    def _run(self, name: str, shown: Mapping[str, Any]) -> TemplateModule:
        """Run a template; what comes out holds its output and the sentences it set."""
        try:
            module = self._environment.get_template(name).make_module(dict(shown))
        except TemplateNotFound as error:
            raise missing(error.name or name) from error
        except TemplateSyntaxError as error:
            raise misspelt(error.name or name, error) from error
        except (JinjaError, TypeError, ValueError, RecursionError) as error:
            raise TemplateError(f"{name}: {error}.", remedy="Compare it with the shipped template.") from error
        if len(str(module)) > _LONGEST_RENDERING:
            raise TemplateError(f"{name} makes a mail of more than {_LONGEST_RENDERING} characters.")
        return module


def template_name(language: str, kind: MailKind, part: str) -> str:
    """Return the name of a template under its folder, such as ``sv/reminder.body.txt.j2``."""
    return f"{language}/{kind}.{part}.j2"


def _languages(folders: Sequence[Path]) -> frozenset[str]:
    places = [place for folder in folders if folder.is_dir() for place in folder.iterdir() if place.is_dir()]
    return frozenset(place.name for place in places if _LANGUAGE.fullmatch(place.name))


def _is_greeting_only(folders: Sequence[Path], language: str) -> bool:
    """Whether nobody has begun to write mails in a language, but somebody its greeting."""
    if greeting_file(folders, language) is None:
        return False
    return not any(found for folder in folders for found in (folder / language).glob("*.j2"))
