"""Reading every mail template before the first mail: what is missing, misspelt or unknown stops the start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables

from mailintake.errors import TemplateError
from mailintake.notify.sandbox import MailEnvironment

# Far more files than the templates of all languages are.
_MOST_READINGS = 500
# Names set in these are not seen outside of them.
_SCOPES = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.With)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reading:
    """What one file needs and gives, found out once."""

    placeholders: Mapping[str, int]  # names it takes from outside, with the line
    sets: frozenset[str]  # names it sets for the layouts it includes or extends
    sentences: Mapping[str, int]  # what it takes from ``words``, with the line
    layouts: tuple[str, ...]


class TemplateCheck:
    """One round of checks; each file is read once, however many mails are laid out with it."""

    def __init__(self, environment: MailEnvironment) -> None:
        self._environment = environment
        self._readings: dict[str, _Reading] = {}

    def check(self, name: str, placeholders: frozenset[str], words_of: str = "") -> None:
        """Check one template, and the layouts it extends or includes, against the placeholders its mail has.

        ``words_of`` names the template whose sentences it shows as ``words``. Raises TemplateError with file, line and
        remedy: missing, not readable, an unknown placeholder, or a sentence that the text does not have.
        """
        known = placeholders | self._environment.globals.keys() | ({"words"} if words_of else frozenset())
        sentences = self._read(words_of).sets if words_of else frozenset()
        waiting, checked = [name], set[str]()
        while waiting:
            layout = waiting.pop()
            checked.add(layout)
            reading = self._read(layout)
            known |= reading.sets
            for unknown in sorted(reading.placeholders.keys() - known):
                raise TemplateError(
                    f"{layout}, line {reading.placeholders[unknown]}: there is no placeholder {unknown!r}.",
                    remedy=f"Use one of: {', '.join(sorted(placeholders))}.",
                )
            for unknown in sorted(reading.sentences.keys() - sentences):
                raise TemplateError(
                    f"{layout}, line {reading.sentences[unknown]}: {words_of} has no sentence {unknown!r}.",
                    remedy=f'Add {{% set {unknown} = "…" %}} to {words_of}.',
                )
            waiting.extend(found for found in reading.layouts if found not in checked)

    def _read(self, name: str) -> _Reading:
        if name not in self._readings:
            try:
                self._readings[name] = _reading_of(name, *self._environment.source_of(name))
            except TemplateNotFound as error:
                raise missing(error.name or name) from error
            except TemplateSyntaxError as error:
                raise misspelt(name, error) from error
        return self._readings[name]


def missing(name: object) -> TemplateError:
    """Return the error of a template that is not there."""
    return TemplateError(f"The mail template {name} is missing.", remedy="Copy it from a language that has it.")


def misspelt(name: str, error: TemplateSyntaxError) -> TemplateError:
    """Return the error of a template that Jinja cannot read."""
    return TemplateError(f"{name}, line {error.lineno}: {error.message}", remedy="Correct that line.")


# A file that has not changed is not read again by the next composer. Only what was found is kept: a tree is large.
@lru_cache(maxsize=_MOST_READINGS)
def _reading_of(name: str, source: str, filename: str) -> _Reading:
    tree = _environment().parse(source, name, filename)
    placeholders = find_undeclared_variables(tree)
    found = list(tree.find_all((nodes.Getattr, nodes.Extends, nodes.Include, nodes.Import)))
    return _Reading(
        placeholders={name: _line(tree, name) for name in placeholders},
        sets=frozenset(_assigned(tree)),
        sentences=dict(_sentences(found)),
        layouts=tuple(_layouts(found)),
    )


@cache
def _environment() -> MailEnvironment:
    """Return an environment to read with: what a template may use does not depend on the folder it lies in."""
    return MailEnvironment(())


def _line(tree: nodes.Template, name: str) -> int:
    return min((found.lineno for found in tree.find_all(nodes.Name) if found.name == name), default=1)


def _sentences(found: Iterable[nodes.Node]) -> Iterator[tuple[str, int]]:
    for node in found:
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "words":
            yield node.attr, node.lineno


def _layouts(found: Iterable[nodes.Node]) -> Iterator[str]:
    for node in found:
        if isinstance(node, nodes.Extends | nodes.Include | nodes.Import) and isinstance(node.template, nodes.Const):
            yield str(node.template.value)


def _assigned(node: nodes.Node) -> Iterator[str]:
    """Yield the names that a template sets at its top level, in conditions too."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.AssignBlock | nodes.Assign):
            targets = child.target.items if isinstance(child.target, nodes.Tuple) else [child.target]
            yield from (target.name for target in targets if isinstance(target, nodes.Name))
        elif isinstance(child, nodes.Import):
            yield child.target
        elif not isinstance(child, _SCOPES):
            yield from _assigned(child)
