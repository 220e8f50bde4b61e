"""Read one mail with one reader and print the peak of this process in bytes: nothing else is imported.

python -m bench.read_one ours|mail-parser FILE
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.process import own_peak_bytes


def _read_ours(content: bytes) -> object:
    from datetime import UTC, datetime

    from mailintake.domain.message import Arrival
    from mailintake.parse import Boundary, read

    arrival = Arrival(ref=None, internal_date=None, size=len(content))
    return read(content, arrival, Boundary(own_addresses=frozenset()), datetime.now(UTC))


def _read_with_mail_parser(content: bytes) -> object:
    import mailparser

    mail = mailparser.parse_from_bytes(content)
    return mail.subject, mail.text_plain, mail.attachments


if __name__ == "__main__":
    reader = {"ours": _read_ours, "mail-parser": _read_with_mail_parser}[sys.argv[1]]
    # Held until the peak is printed: whoever reads a mail goes on to use it.
    result = reader(Path(sys.argv[2]).read_bytes())
    print(own_peak_bytes())
