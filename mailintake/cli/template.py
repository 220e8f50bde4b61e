"""``mailintake template``: the words of our mails: which there are, how they are written, and how they are read."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from mailintake.domain.outbox import MailKind

if TYPE_CHECKING:
    from pathlib import Path

    from mailintake.bootstrap.previews import TemplateDesk
    from mailintake.notify.samples import Sample
    from mailintake.notify.specimens import Specimen

NAME = "template"
HELP = "list and show the words of our mails, and preview each mail with invented values"
EXAMPLE = "mailintake template preview reminder --language en --open"

# The parts of a mail as they are asked for, and the ending of their files.
_PARTS = {"subject": "subject.txt", "text": "body.txt", "html": "body.html"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    from pathlib import Path

    from mailintake.cli.arguments import words

    kinds = [kind.value for kind in MailKind]
    kind_help = f"the kind of mail: {', '.join(kinds)}"
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="every kind in every language: where it comes from, and what is wrong")
    listing.add_argument("--json", action="store_true", help="print one JSON object a line")
    show = actions.add_parser("show", help="how a mail is written: its templates as they are, to be copied and changed")
    show.add_argument("kind", choices=kinds, metavar="KIND", help=kind_help)
    show.add_argument("--part", choices=_PARTS, help="this part and nothing else")
    preview = actions.add_parser("preview", help="how a mail is read, with invented values and your own settings")
    which = preview.add_mutually_exclusive_group(required=True)
    which.add_argument("kind", nargs="?", choices=kinds, metavar="KIND", help=kind_help)
    which.add_argument("--all", action="store_true", help="every kind, in every variant and language")
    preview.add_argument("--variant", type=words, metavar="NAME", help="which one of its kind (default: the first)")
    preview.add_argument("--consultation", type=words, metavar="KEY", help="about this one (default: the first)")
    preview.add_argument(
        "--to", type=Path, metavar="FOLDER", help="write each mail there, as .eml (as it is sent), .html and .txt"
    )
    preview.add_argument("--open", action="store_true", help="show the HTML in the browser")
    preview.add_argument("--json", action="store_true", help="print one JSON object a mail")
    for one in (show, preview):
        one.add_argument("--language", type=words, metavar="CODE", help="default: that of the service; --all: each")


def run(arguments: argparse.Namespace) -> int:
    """List, show or preview."""
    from mailintake.bootstrap.previews import open_templates

    if arguments.action == "list":
        return _list(open_templates(arguments.config), as_json=arguments.json)
    if arguments.action == "show":
        return _show(open_templates(arguments.config), arguments)
    return _preview(open_templates(arguments.config, arguments.consultation), arguments)


def _list(desk: TemplateDesk, *, as_json: bool) -> int:
    """Exit status 2 where a mail cannot be written."""
    from mailintake.cli.output import print_json, print_table

    entries = list(desk.catalogue.entries(desk.consultation))
    greetings = list(desk.catalogue.greetings())
    layouts, unused = desk.catalogue.own_layouts(), desk.catalogue.unused()
    faults = sum(bool(entry.fault) for entry in entries)
    if as_json:
        for entry in entries:
            own = [_part(part) for part in entry.own_parts]
            values = {"kind": entry.kind, "language": entry.language, "own_parts": own, "fault": entry.fault or None}
            print_json(values)
        for language, greeting in greetings:
            values = {"greeting": greeting.text, "language": language, "approved_by": greeting.approved_by or None}
            print_json(values | {"approved_on": greeting.approved_on})
        print_json({"job": NAME, "templates": len(entries), "faults": faults, "own_layouts": layouts, "unused": unused})
        return 2 if faults else 0
    rows = [
        (entry.kind, entry.language, _origin(entry.own_parts), "wrong" if entry.fault else "complete")
        for entry in entries
    ]
    print_table(("kind", "language", "from", "state"), rows, empty="No template.")
    for language, greeting in greetings:
        approval = (
            f"approved by {greeting.approved_by} on {greeting.approved_on}" if greeting.is_approved else "a draft"
        )
        print(f"Greeting in {language}: {greeting.text} ({approval})")
    for name in layouts:
        print(f"Your own layout is used: {name}")
    for name in unused:
        print(f"Not used, for no mail has a part of this name: {name}")
    for fault in dict.fromkeys(entry.fault for entry in entries if entry.fault):
        print(f"Wrong: {fault}")
    return 2 if faults else 0


def _show(desk: TemplateDesk, arguments: argparse.Namespace) -> int:
    language = desk.written_in(arguments.language or desk.language)
    chosen = [_PARTS[arguments.part]] if arguments.part else list(_PARTS.values())
    for source in desk.catalogue.sources(MailKind(arguments.kind), language, chosen):
        if not arguments.part:
            print(f"{{# {source.name}, from {source.path} #}}")
        print(source.text, end="" if source.text.endswith("\n") else "\n")
    return 0


def _preview(desk: TemplateDesk, arguments: argparse.Namespace) -> int:
    from mailintake.errors import UsageError
    from mailintake.notify.specimens import specimen

    if arguments.all and (arguments.open or arguments.variant):
        raise UsageError("--open and --variant are for one kind of mail.", remedy="Name it, in the place of --all.")
    shown = 0
    for reader, sample in _chosen(desk, arguments):
        one = specimen(desk.composer, sample, desk.consultation, desk.now, reader=reader)
        shown += 1
        files = _write(one, arguments.to) if arguments.to else []
        _tell(one, files, as_json=arguments.json, in_short=arguments.all)
        if arguments.open:
            _open(one, files)
    if arguments.json:
        from mailintake.cli.output import print_json

        print_json({"job": NAME, "mails": shown})
    elif arguments.all:
        print(f"{shown} mails" + (f" in {arguments.to}" if arguments.to else ""))
    return 0


def _chosen(desk: TemplateDesk, arguments: argparse.Namespace) -> list[tuple[str, Sample]]:
    """Return what is to be previewed, each with the language of its reader."""
    if arguments.all:
        readers = [arguments.language] if arguments.language else sorted(desk.readers)
        return [(reader, sample) for reader in readers for sample in desk.samples_for(reader)]
    reader = arguments.language or desk.language
    return [(reader, desk.sample_for(reader, MailKind(arguments.kind), arguments.variant))]


def _write(one: Specimen, folder: Path) -> list[Path]:
    from mailintake.errors import UsageError

    formats = {"eml": one.mail.content, "html": one.body("html").encode(), "txt": one.body("plain").encode()}
    files = {folder / f"{one.name}.{ending}": written for ending, written in formats.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, written in files.items():
            path.write_bytes(written)
    except OSError as error:
        raise UsageError(
            f"{error.filename} cannot be written ({error.strerror}).", remedy="Name another folder with --to."
        ) from error
    return list(files)


def _tell(one: Specimen, files: list[Path], *, as_json: bool, in_short: bool) -> None:
    from mailintake.cli.output import print_json

    if as_json:
        print_json(
            {
                "kind": one.kind,
                "variant": one.variant,
                "language": one.reader,
                "subject": one.mail.subject,
                "text": one.body("plain"),
                "files": [str(path) for path in files],
            }
        )
    elif in_short:
        print(f"{one.name}: {one.mail.subject}")
    else:
        print(f"Subject: {one.mail.subject}\n\n{one.body('plain')}")
        for path in files:
            print(f"Written: {path}")


def _open(one: Specimen, files: list[Path]) -> None:
    """Show the page in the browser; where there is none, tell where it lies."""
    import sys
    import tempfile
    import webbrowser
    from pathlib import Path

    files = files or _write(one, Path(tempfile.mkdtemp(prefix="mailintake-preview-")))
    page = next(path for path in files if path.suffix == ".html").resolve()
    if not webbrowser.open(page.as_uri()):
        print(f"There is no browser on this machine. Open this file in one: {page}", file=sys.stderr)


def _part(ending: str) -> str:
    return next(part for part, whole in _PARTS.items() if whole == ending)


def _origin(own_parts: tuple[str, ...]) -> str:
    return f"own folder ({', '.join(map(_part, own_parts))})" if own_parts else "shipped"
