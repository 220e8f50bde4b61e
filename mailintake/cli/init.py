"""``mailintake init``: write a new configuration from a few answers."""

from __future__ import annotations

import argparse

NAME = "init"
HELP = "write a new, commented configuration from a few answers"
EXAMPLE = "mailintake init --config config --address kommun@kommun.example"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options: one for each question, for those who do not want to be asked."""
    from mailintake.bootstrap.configuration import config_questions

    for question in config_questions():
        parser.add_argument(question.option, metavar="TEXT", help=f"{question.prompt[0].lower()}{question.prompt[1:]}")
    parser.add_argument(
        "--yes", action="store_true", help="ask nothing: take what is proposed for all that is not given"
    )
    parser.add_argument(
        "--force", action="store_true", help="write over a configuration that is there, never a password"
    )


def run(arguments: argparse.Namespace) -> int:
    """Ask what is not given, write the files, and tell what to do next."""
    from mailintake.bootstrap import config_folder
    from mailintake.bootstrap.configuration import SECRET_FILES, refuse_existing, write_config

    folder = config_folder(arguments.config)
    refuse_existing(folder, force=arguments.force)
    for path in write_config(folder, _answers(arguments), force=arguments.force):
        print(f"wrote {path}")
    mailbox_secret, smtp_secret = (folder / name for name in SECRET_FILES)
    print(
        f"\nWrite the mailbox's password in {mailbox_secret}, and the one for sending in {smtp_secret}.\n"
        "Then:\n"
        f"  mailintake check --config {folder}\n"
        f"  mailintake poll --dry-run --config {folder}"
    )
    return 0


def _answers(arguments: argparse.Namespace) -> dict[str, str]:
    """Return the answers by name: given, asked for on a terminal, or proposed."""
    import sys
    from zoneinfo import ZoneInfo

    from mailintake.bootstrap import utc_now
    from mailintake.bootstrap.configuration import config_questions, proposed_answer
    from mailintake.errors import UsageError

    today = utc_now().astimezone(ZoneInfo("Europe/Stockholm")).date()
    may_ask = not arguments.yes and sys.stdin.isatty()
    answers: dict[str, str] = {}
    missing = []
    for question in config_questions():
        given = getattr(arguments, question.name)
        proposal = proposed_answer(question.name, answers, today)
        if given is not None:
            answers[question.name] = given
        elif may_ask:
            answers[question.name] = _ask(question.name, question.prompt, proposal, is_optional=question.is_optional)
        elif proposal or question.is_optional:
            answers[question.name] = proposal
        elif question.is_needed:
            missing.append(question.option)
    if missing:
        raise UsageError(f"There is nobody to ask for {', '.join(missing)}.", remedy="Give them as options.")
    return answers


def _ask(name: str, prompt: str, proposal: str, *, is_optional: bool) -> str:
    """Ask until the answer can be taken; an empty one takes the proposal."""
    from mailintake.bootstrap.configuration import refuse_answer
    from mailintake.errors import UsageError

    hint = f" [{proposal}]" if proposal else " [none]" if is_optional else ""
    while True:
        try:
            answer = input(f"{prompt}{hint}: ").strip() or proposal
        except EOFError:
            print()
            raise UsageError("The answers ended too early; nothing was written.") from None
        if not answer and is_optional:
            return ""
        refusal = refuse_answer(name, answer)
        if not refusal:
            return answer
        print(f"  {refusal}")
