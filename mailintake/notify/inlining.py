"""Write the style sheet of our mail into its tags, since mail programs drop style sheets; nothing is ever fetched."""

from __future__ import annotations

STYLE_SHEET = "style.css"


class Inliner:
    """Writes one style sheet into mails; it is read once."""

    def __init__(self, style_sheet: str) -> None:
        # Loaded here: who composes nothing need not wait the 45 ms.
        from css_inline import CSSInliner

        # The rules in the head of a mail stay where they are: they are for programs that read them.
        self._inliner = CSSInliner(
            inline_style_tags=False, keep_style_tags=True, load_remote_stylesheets=False, extra_css=style_sheet
        )

    def inlined(self, html: str) -> str:
        """Return a page with each rule of the style sheet written into the tags it is for."""
        return self._inliner.inline(html)
