"""``mailintake evaluate``: how well mails are judged, by cross-validation or on labelled folders."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service
    from mailintake.classify.evaluate import Score

NAME = "evaluate"
HELP = "tell how well mails are judged"
EXAMPLE = "mailintake evaluate marked-mails"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "folders",
        nargs="*",
        metavar="FOLDER",
        help="a folder of mails with labels.tsv (file, label; stance and organisation where known); "
        "without any, the labelled mails of the package and what staff decided are judged by cross-validation",
    )
    parser.add_argument(
        "--model", type=Path, metavar="FILE", help="judge the folders by this model, and refuse it if it is worse"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Judge labelled mails and tell the figures; a model that does worse than the present one is refused."""
    from mailintake.bootstrap import open_for_inspection, open_for_rehearsal
    from mailintake.bootstrap.learning import cross_validated, gather
    from mailintake.cli import scores
    from mailintake.errors import UsageError

    if arguments.model and not arguments.folders:
        raise UsageError("A model is tried on mails that it has not learnt from.", remedy="Name a labelled folder.")
    if not arguments.folders:
        score = cross_validated(gather(open_for_rehearsal(arguments.config)))
        scores.tell(score, as_json=arguments.json)
        return 0
    present = _on_folders(open_for_inspection(arguments.config), arguments.folders)
    if not arguments.model:
        scores.tell(present, as_json=arguments.json)
        return 0
    tried = _on_folders(open_for_inspection(arguments.config, model=arguments.model), arguments.folders)
    scores.tell(tried, as_json=arguments.json)
    scores.refuse_if_worse(tried, present, str(arguments.model))
    return 0


def _on_folders(service: Service, folders: list[str]) -> Score:
    from mailintake.bootstrap.marking import read_labels
    from mailintake.classify.evaluate import Score
    from mailintake.cli.mail_files import mails_in

    score = Score()
    for folder in folders:
        for file, truth in read_labels(Path(folder)):
            _, original = next(mails_in(file))
            decision = service.inspect(original).decision
            if decision is None:
                score.unread.append(truth.name)
            else:
                score.add(truth, decision)
    return score
