"""Strings that try to become header fields, markup or template code: the same ones for the same seed."""

from __future__ import annotations

import random

# A product that stands in no mail of ours, unless a template has worked it out.
SUM, PRODUCT = "31337*31337", "982007569"
_LINE_ENDS = (
    "\r\n",
    "\n",
    "\r",
    "\n\r",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x85",
    "\u2028",
    "\u2029",
    "\r\n ",
    "\r\n\t",
)
_FIELDS = (
    "Bcc: x@evil.example",
    "Cc: x@evil.example",
    "Content-Type: text/html",
    "Auto-Submitted: no",
    "Reply-To: x@evil.example",
    "\r\n\r\n<b>body</b>",
    "From: x@evil.example",
    ".\r\nMAIL FROM:<x@evil.example>",
)
_PIECES = (
    *("\x00", "\x01", "\x1b[2J", "\x7f", "\t", " " * 90, "\xa0", "\xad"),
    *("=?utf-8?q?=0D=0ABcc:_x=40evil.example?=", "=?utf-8?b?DQpCY2M6IHhAZXZpbC5leGFtcGxl?=", "=?UTF-8?Q?=0D=0A?="),
    *(
        "=?utf-8?q?=3D=3Futf-8=3Fq=3F=0AX:=3F=3D?=",
        "=?=?utf-8?q?x?=?=",
        "=\u200b?utf-8?q?=0A?=",
        "=?utf-7?q?+AAo-Bcc:?=",
    ),
    *("=?x", "?=", "==??", "=?utf-8''en'x?=", "utf-8''%0D%0ABcc:%20x", "*0*=utf-8''%0A", ";filename*=a''%0d%0ab"),
    *("Bcc\uff1a x@evil.example", "Bcc\ufe55 x@evil.example", "Bcc\ua789 x", "\u037eBcc", "\uff20evil.example"),
    *("\u202e", "\u202d", "\u2066", "\u200b", "\u200d", "\ufeff", "\u061c", "\U000e0041", "\ue000", "\U0010ffff"),
    *("\ud800", "\udfff", "\udc80", "\ud83d", "e\u0301" * 40, "\u0344" * 60, "å" * 200, "日本語" * 50, "🎉" * 60),
    *("{{ " + SUM + " }}", "{% for a in range(9**9) %}x{% endfor %}", "{# x #}", "${" + SUM + "}", "{{ self }}"),
    *("{{ ''.__class__.__mro__ }}", "<script>alert(1)</script>", "<img src=https://evil.example/x>", "]]>", "<!--"),
    *(
        '"',
        "'",
        "\\",
        "<",
        ">",
        "<x@evil.example>",
        ", y@evil.example",
        ";",
        ":",
        "(",
        ")",
        "[",
        "]",
        "&#10;",
        "&lt;b&gt;",
    ),
    *("%0D%0ABcc:x", "\\r\\nBcc: x", "\\u000aBcc: x", "--=_", "boundary=x", "javascript:alert(1)", "//evil.example"),
)


class HostileStrings:
    """An endless supply of hostile values."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def text(self) -> str:
        """Return a text as somebody may write it into a subject, a name or a decision."""
        chance = self._chance
        kind = chance.random()
        if kind < 0.04:
            return chance.choice((" ", "x", "\r", "\u202e", "=?")) * 10_000
        if kind < 0.08:
            return "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(1, 80)))
        return "".join(self._piece() for _ in range(chance.randrange(1, 7)))

    def message_id(self) -> str:
        """Return what may stand in for a Message-ID."""
        inner = self.text() if self._chance.random() < 0.6 else "1.x"
        return self._chance.choice(("<{}@x.example>", "<1@{}>", "{}", "<1@x.example>{}", "{}<1@x.example>")).format(
            inner
        )

    def address(self) -> str:
        """Return what may stand in for an address; sometimes it is a plain one."""
        if self._chance.random() < 0.7:
            return "anna.berg+remiss@forening.example"
        form = self._chance.choice(
            ("{}@forening.example", "anna@{}", "anna@forening.example{}", "{}", '"{}"@a.example')
        )
        return form.format(self.text()[:300])

    def url(self) -> str:
        """Return what may stand in for the address of a page."""
        return self._chance.choice(("https://kommun.example/{}", "{}", "javascript:{}")).format(self.text())

    def _piece(self) -> str:
        kind = self._chance.random()
        if kind < 0.35:
            return self._chance.choice(_LINE_ENDS) + self._chance.choice(_FIELDS)
        if kind < 0.85:
            return self._chance.choice(_PIECES)
        return self._chance.choice(("Synpunkter på förslaget", "Föreningen", "Re: ", " "))
