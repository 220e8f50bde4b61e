"""Which mail templates there are: where each comes from, whether it can be used, and what lies there unused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from mailintake.domain.consultation import Consultation
from mailintake.domain.outbox import MailKind
from mailintake.errors import TemplateError
from mailintake.notify.compose import TemplateComposer
from mailintake.notify.greetings import GREETING_FILE, Greeting
from mailintake.notify.inlining import STYLE_SHEET
from mailintake.notify.samples import Sample, samples
from mailintake.notify.sandbox import MailEnvironment
from mailintake.notify.template_check import missing
from mailintake.notify.templates import PARTS, template_name

# What mails are made of; anything else in a folder, such as a note to oneself, is nobody's business.
_SUFFIXES = frozenset({".j2", ".css", ".toml"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One template as it stands in its file."""

    name: str  # under its folder, such as sv/reminder.body.txt.j2
    path: Path
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One kind of mail in one language."""

    kind: MailKind
    language: str
    own_parts: tuple[str, ...]  # those of PARTS that come from the operator's own folder
    fault: str  # what, where and the remedy; "" where every sample of it can be written


class Catalogue:
    """The templates of an installation: those in the operator's own folder, where there is one, before the shipped."""

    def __init__(self, composer: TemplateComposer, *, own: Path | None, shipped: Path) -> None:
        self.composer = composer
        self._own = own
        self._environment = MailEnvironment([*([own] if own is not None else []), shipped])

    def greetings(self) -> Iterator[tuple[str, Greeting]]:
        """Yield the greetings of the languages that no mail is written in, by language. Raises TemplateError."""
        for language in sorted(self.composer.templates.greeted):
            greeting = self.composer.templates.greeting_in(language)
            if greeting is not None:
                yield language, greeting

    def entries(self, consultation: Consultation) -> Iterator[Entry]:
        """Yield every kind in every language, tried with its samples about a consultation."""
        for language in sorted(self.composer.languages):
            tried = list(samples(language, self.composer.service_name, consultation))
            for kind in self.composer.templates.kinds_in(language):
                own = tuple(part for part in PARTS if self._is_own(template_name(language, kind, part)))
                fault = self._fault(sample for sample in tried if sample.kind is kind)
                yield Entry(kind=kind, language=language, own_parts=own, fault=fault)

    def sources(self, kind: MailKind, language: str, parts: Sequence[str] = PARTS) -> list[Source]:
        """Return the templates of a kind as they stand in their files. Raises TemplateError where one is missing."""
        return [self._source(template_name(language, kind, part)) for part in parts]

    def own_layouts(self) -> list[str]:
        """Return what the operator's own folder has in the place of a layout that all languages share."""
        return sorted(name for name in self._own_files if "/" not in name and name in self._used)

    def unused(self) -> list[str]:
        """Return what lies in the operator's own folder and is part of no mail: its name is misspelt, most likely."""
        return sorted(name for name in self._own_files if name not in self._used)

    def _source(self, name: str) -> Source:
        try:
            text, path = self._environment.source_of(name)
        except TemplateNotFound as error:
            raise missing(name) from error
        return Source(name=name, path=Path(path), text=text)

    def _fault(self, of_kind: Iterator[Sample]) -> str:
        try:
            for sample in of_kind:
                self.composer.templates.render(sample.kind, sample.values)
        except TemplateError as error:
            return str(error)
        return ""

    def _is_own(self, name: str) -> bool:
        return self._own is not None and (self._own / name).is_file()

    @cached_property
    def _own_files(self) -> frozenset[str]:
        if self._own is None:
            return frozenset()
        files = (path for path in self._own.rglob("*") if path.suffix in _SUFFIXES)
        return frozenset(path.relative_to(self._own).as_posix() for path in files)

    @cached_property
    def _used(self) -> set[str]:
        """Return the names of all files that the mails are made of."""
        languages = self.composer.languages
        waiting = [template_name(language, kind, part) for language in languages for kind in MailKind for part in PARTS]
        used = {STYLE_SHEET, *(f"{language}/{GREETING_FILE}" for language in self.composer.templates.greeted)}
        while waiting:
            name = waiting.pop()
            if name not in used:
                used.add(name)
                waiting.extend(self._referenced(name))
        return used

    def _referenced(self, name: str) -> list[str]:
        try:
            tree = self._environment.parse(self._environment.source_of(name)[0])
        except (TemplateNotFound, TemplateSyntaxError):
            return []
        return [found for found in find_referenced_templates(tree) if found is not None]
