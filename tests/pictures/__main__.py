# ruff: noqa: T201 - this program prints
"""``make pictures``: a picture (PNG) of each kind of mail, at 375 and 700 pixels, in light and in dark.

python -m pictures [--to FOLDER] [--language sv] [--only WORD] [--every-variant]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from servers.chromium import Chromium, Scheme

from mailintake.domain.outbox import MailKind
from pictures import LANGUAGES, WIDTHS, Page, look_at, pages


def main(words: Sequence[str] | None = None) -> int:
    """Write the pictures; exit status 1 where a reader would complain of one."""
    given = _arguments(words)
    given.to.mkdir(parents=True, exist_ok=True)
    chosen = [page for language in given.language or LANGUAGES for page in _chosen(language, given)]
    complaints = 0
    with Chromium() as browser:
        for page, width, scheme in product(chosen, WIDTHS, Scheme):
            found = list(look_at(browser, page, width=width, scheme=scheme))
            complaints += len(found)
            file = given.to / f"{page.name}-{width}-{scheme}.png"
            file.write_bytes(browser.picture())
            print("\n  ".join((str(file), *found)))
    print(f"{len(chosen)} mails, {len(chosen) * len(WIDTHS) * len(Scheme)} pictures, {complaints} complaints")
    return int(complaints > 0)


def _chosen(language: str, given: argparse.Namespace) -> list[Page]:
    found = [page for page in pages(language) if given.only in page.name]
    firsts: dict[MailKind, Page] = {}
    for page in found:
        firsts.setdefault(page.kind, page)
    return found if given.every_variant else list(firsts.values())


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make pictures", description=__doc__, allow_abbrev=False)
    parser.add_argument("--to", type=Path, default=Path("var/pictures"), metavar="FOLDER", help="default: var/pictures")
    parser.add_argument("--language", action="append", choices=LANGUAGES, help="may be given more than once; else all")
    parser.add_argument("--only", default="", metavar="WORD", help="only mails with this word in their name")
    parser.add_argument("--every-variant", action="store_true", help="not only the first one of each kind")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
