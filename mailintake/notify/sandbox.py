"""A Jinja environment that can show values and no more: no method, no import of code, no loop that never ends.

Jinja's own sandbox still runs the methods of what it is given and repeats a text a billion times. Here only macros may
be called, no template can build something larger than its values, and nothing turns the escaping of HTML off.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

_FILTERS = ("e", "escape", "first", "join", "last", "length", "lower", "sum", "trim", "upper")
_PLAIN_HOLDERS = frozenset({TemplateModule, LoopContext, Namespace})


class MailEnvironment(ImmutableSandboxedEnvironment):
    """The environment all mail is rendered in; compiled templates are kept."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, folders: Sequence[Path]) -> None:
        self._files = FileSystemLoader([str(folder) for folder in folders])
        super().__init__(
            loader=self._files,
            undefined=StrictUndefined,
            autoescape=_is_html,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.globals = {"namespace": Namespace}
        self.filters = {name: self.filters[name] for name in _FILTERS}

    def source_of(self, name: str) -> tuple[str, str]:
        """Return a template's source and the file it stands in. Raises TemplateNotFound."""
        source, filename, _ = self._files.get_source(self, name)
        return source, filename

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute; the sandbox's long look is spared what only holds plain values."""
        if type(obj) in _PLAIN_HOLDERS:
            return not attr.startswith("_")
        return super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call a thing: its own macros and blocks, and the box that a loop collects in."""
        return obj is Namespace or isinstance(obj, (Macro, BlockReference))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        """Refuse the operators that make much out of little."""
        raise SecurityError(f"the operator {operator} is not allowed in a mail template")


def _is_html(name: str | None) -> bool:
    return name is None or not name.endswith(".txt.j2")
