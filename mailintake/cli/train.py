"""``mailintake train``: a new model from the labelled mails of the package and from what staff decided."""

from __future__ import annotations

import argparse
from pathlib import Path

NAME = "train"
HELP = "train the model anew, with what staff have decided"
EXAMPLE = "mailintake train --output config/model.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--output", required=True, type=Path, metavar="FILE", help="where the model is written, if it is not worse"
    )
    parser.add_argument("--dry-run", action="store_true", help="tell the figures and write nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object with the figures")


def run(arguments: argparse.Namespace) -> int:
    """Train, judge by cross-validation, and write the model unless it is worse than without staff's decisions."""
    from mailintake.bootstrap import open_for_rehearsal
    from mailintake.bootstrap.learning import cross_validated, cross_validated_without_staff, gather, train
    from mailintake.cli import scores
    from mailintake.errors import UsageError

    service = open_for_rehearsal(arguments.config)
    material = gather(service)
    score = cross_validated(material)
    scores.tell(score, as_json=arguments.json)
    if material.from_staff:
        scores.refuse_if_worse(score, cross_validated_without_staff(material), "The new model")
    if arguments.dry_run:
        return 0
    try:
        arguments.output.write_text(train(material, service.today()), encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{arguments.output} cannot be written: {error.strerror}.", remedy="Name another file with --output."
        ) from error
    if not arguments.json:
        print(f"Written to {arguments.output}. It is used when [judging] model in mailintake.toml names it.")
    return 0
