"""``mailintake search``: find kept mail by its words."""

from __future__ import annotations

import argparse

NAME = "search"
HELP = "find kept mail by words in its subject, text, sender, organisation or reference"
EXAMPLE = "mailintake search föreningslokaler ungdomar"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    from mailintake.cli.arguments import number, words

    parser.add_argument("words", type=words, nargs="+", metavar="WORD", help="all of these words must be in the mail")
    parser.add_argument("--limit", type=number, default=20, metavar="N", help="at most so many (default: 20)")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def run(arguments: argparse.Namespace) -> int:
    """Search and print what is found, newest first."""
    from mailintake.bootstrap import open_service
    from mailintake.cli.output import local, print_json, print_table

    service = open_service(arguments.config)
    hits = service.register.search(" ".join(arguments.words), arguments.limit)
    if arguments.json:
        for hit in hits:
            print_json(
                {
                    "item": hit.item_id,
                    "reference": hit.reference or None,
                    "organisation": hit.organisation or None,
                    "received_at": hit.received_at.isoformat(),
                    "label": hit.label,
                    "subject": hit.subject,
                    "snippet": hit.snippet,
                }
            )
        return 0
    rows = [
        (
            hit.item_id,
            hit.reference,
            local(hit.received_at, service.parts.zone),
            hit.organisation,
            hit.label,
            hit.snippet,
        )
        for hit in hits
    ]
    print_table(("item", "reference", "received", "from", "label", "text"), rows, empty="Nothing found.")
    return 0
