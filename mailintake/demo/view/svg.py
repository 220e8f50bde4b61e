"""Pictures of the view for documents: no terminal, no browser and nothing remote is needed."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console, RenderableType
from rich.terminal_theme import TerminalTheme

# Rich's pictures fetch a font from elsewhere; every system has one of its own.
_REMOTE_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
# Dark, so that it stands out on a light page and on a dark one; every colour is at least 4.5:1 against it.
_THEME = TerminalTheme(
    (22, 27, 34),
    (230, 237, 243),
    [
        *((72, 79, 88), (255, 123, 114), (86, 211, 100), (227, 179, 65)),
        *((121, 192, 255), (210, 168, 255), (86, 212, 221), (201, 209, 217)),
    ],
    [
        *((139, 148, 158), (255, 161, 152), (126, 231, 135), (242, 204, 96)),
        *((165, 214, 255), (226, 197, 255), (118, 227, 234), (255, 255, 255)),
    ],
)


def save_svg(picture: RenderableType, path: Path, *, title: str, width: int = 100) -> None:
    """Write what a view shows (``draw_moment`` or ``draw_ending``) as an SVG of ``width`` columns."""
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(picture)
    drawn = console.export_svg(title=title, theme=_THEME, unique_id="mailintake")
    path.write_text(_REMOTE_FONT.sub("", drawn), encoding="utf-8")
