"""What a mail is about: its subject without what answering and forwarding have put in front of it.

Who answers our acknowledgement sends our own opening back, behind a reply prefix. Repeated, such openings would push
the subject itself out of sight.
"""

from __future__ import annotations

import re

from mailintake.notify.header_guard import clean_line

# Read this far: prefixes that go on for longer are nobody's.
_MOST_CHARACTERS = 1000

# Answer and forward, as mail programs write them in Swedish, Norwegian, Danish, Finnish, English, German and French.
_PREFIXES = ("sv", "vs", "re", "aw", "vb", "vl", "vedr", "fw", "fwd", "wg", "tr", "antw")
# How the shipped acknowledgements open: a test compares them with the templates.
_OURS = ("mottaget", "received", "vastaanotettu")
_OPENINGS = re.compile(
    rf"(?:(?:{'|'.join(_PREFIXES)})(?: ?[\[(]\d{{1,3}}[\])])? ?: ?"  # SV: Re[2]: AW :
    rf"|(?:{'|'.join(_OURS)})(?: \([^()]{{1,40}}\))? ?: ?)+",  # Mottaget (LÖK-7F3-KQ2):
    re.IGNORECASE,
)


def plain_subject(subject: str) -> str:
    """Return a subject as one cleaned line, without reply prefixes and our own openings at its start."""
    line = clean_line(subject, _MOST_CHARACTERS)
    openings = _OPENINGS.match(line)
    return line[openings.end() :] if openings else line
