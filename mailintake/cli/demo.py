"""``mailintake demo``: play the story of a consultation, on this machine alone."""

from __future__ import annotations

import argparse

NAME = "demo"
HELP = "play the story of a consultation with everything real but the clock"
EXAMPLE = "mailintake demo --fast"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--fast", action="store_true", help="skip the pauses")
    parser.add_argument("--plain", action="store_true", help="plain lines instead of the live picture")
    parser.add_argument("--folder", metavar="DIR", help="where the mails and the database are put (default: var/demo)")
    parser.add_argument("--picture", metavar="FILE", help="write the end as an SVG picture, too")


def run(arguments: argparse.Namespace) -> int:
    """Play it; exit status 2 where a mail was lost."""
    import logging
    from importlib.util import find_spec
    from pathlib import Path

    from mailintake.cli.demo_folder import fresh_folder
    from mailintake.errors import UsageError

    missing = [name for name in ("aiosmtpd", "pymap") if find_spec(name) is None]
    if missing:
        raise UsageError("The demo needs its mail servers.", remedy="Install them with: pip install 'mailintake[demo]'")
    from rich.console import Console

    from mailintake.demo.player import play
    from mailintake.demo.setting import PERIOD
    from mailintake.demo.view import choose_view, draw_ending, save_svg

    if not arguments.verbose:
        # In the story an address is refused on purpose: what is logged of it would break the picture.
        for name in ("mailintake.jobs.deliver", "mailintake.bootstrap.service"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
    folder = fresh_folder(Path(arguments.folder or "var/demo"))
    view = choose_view(Console(), PERIOD, is_plain=arguments.plain)
    with view:
        ended = play(folder, view, is_fast=arguments.fast)
    if arguments.picture:
        save_svg(draw_ending(view.board, ended), Path(arguments.picture), title="mailintake demo")
    return 0 if all(result.is_balanced for result in ended.reconciliations) else 2
