"""The options of ``mailintake consultation``."""

from __future__ import annotations

import argparse
from datetime import datetime, time

from mailintake.cli.arguments import add_who_decides, day, name, number, words


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the actions and their options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_json(actions.add_parser("list", help="all consultations in the settings, and how far each has come"))
    show = actions.add_parser("show", help="the state of one, what was sent about it, and its comments")
    _add_key(show)
    _add_json(show)
    invite = actions.add_parser("invite", help="send an invitation to each organisation on the list that has had none")
    _add_key(invite)
    invite.add_argument("--dry-run", action="store_true", help="queue nothing; show who would get an invitation")
    invite.add_argument(
        "--again", type=number, metavar="ID", help="another one for this organisation alone, though it has had one"
    )
    _add_person(invite)
    extend = actions.add_parser("extend", help="give an organisation a later last day of its own, and tell it")
    _add_key(extend)
    extend.add_argument("organisation", type=number, metavar="ID", help="the number that organisation list shows")
    extend.add_argument("last_day", type=day, metavar="DATE", nargs="?", help="its last day, such as 2018-10-15")
    extend.add_argument("--none", action="store_true", help="instead of a day: take its extension away")
    extend.add_argument("--silent", action="store_true", help="send no mail about it")
    _add_person(extend)
    _add_decide(actions.add_parser("decide", help="tell everyone who answered or was asked what was decided"))
    for action, text in (
        ("close", "take no mail for an answer to it any more, and send no reminder or invitation"),
        ("reopen", "take mail for an answer to it again"),
    ):
        one = actions.add_parser(action, help=text)
        _add_key(one)
        _add_person(one)


def _add_decide(decide: argparse.ArgumentParser) -> None:
    _add_key(decide)
    decide.add_argument("--decided-on", type=day, required=True, metavar="DATE", help="the day of the decision")
    decide.add_argument(
        "--decision", type=words, required=True, metavar="TEXT", help="what was decided, in a sentence or two"
    )
    decide.add_argument(
        "--decision-in",
        type=_translation,
        action="append",
        default=[],
        metavar="LANGUAGE=TEXT",
        help="the same in another language, such as fi=…; may be given more than once",
    )
    decide.add_argument("--url", type=words, default="", metavar="ADDRESS", help="where the decision can be read")
    decide.add_argument(
        "--meeting-at", type=_moment, metavar="TIME", help="when the next meeting begins, such as 2019-01-23T18:00"
    )
    decide.add_argument("--meeting-until", type=_time, metavar="TIME", help="when it ends that day, such as 20:00")
    decide.add_argument("--meeting-place", type=name, metavar="TEXT", help="where it is")
    decide.add_argument("--another", action="store_true", help="it is one more decision after one that was told")
    decide.add_argument("--dry-run", action="store_true", help="queue nothing; show who would be told")
    _add_person(decide)


def _add_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="the consultation, by its key")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def _add_person(parser: argparse.ArgumentParser) -> None:
    _add_json(parser)
    add_who_decides(parser)


def _translation(text: str) -> tuple[str, str]:
    language, equals, translation = words(text).partition("=")
    if not equals or not language.strip().isalpha():
        raise argparse.ArgumentTypeError(f"{text[:100]!r} is not a language and a text, such as fi=…")
    return language.strip().lower(), translation


def _moment(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or read.tzinfo is not None or len(text) < len("2019-01-23T18:00"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a day and a time such as 2019-01-23T18:00")
    return read


def _time(text: str) -> time:
    try:
        read = time.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or read.tzinfo is not None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time such as 20:00")
    return read
