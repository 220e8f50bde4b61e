"""How the story ended: what was expected and what was judged, what was sent, and the proof that nothing is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mailintake.demo.view.board import Board, Row
from mailintake.demo.view.events import Ended
from mailintake.demo.view.style import LABEL_STYLES, LANGUAGE_NAMES, OUTCOME_WORDS, one_line
from mailintake.domain.decision import Label, Outcome
from mailintake.domain.digest import Reconciliation
from mailintake.domain.outbox import MailKind
from mailintake.jobs.answering import ANSWERED_LABELS

KIND_NAMES = {
    MailKind.INVITATION: "invitations",
    MailKind.ACKNOWLEDGEMENT: "acknowledgements",
    MailKind.REGISTERED: "diary numbers",
    MailKind.REMINDER: "reminders",
    MailKind.EXTENSION: "extensions",
    MailKind.DECISION: "decision notices",
    MailKind.DIGEST: "digests to staff",
    MailKind.ALERT: "alerts to staff",
}


def draw_ending(board: Board, ended: Ended) -> RenderableType:
    """Return the tables and lines that the demo ends with."""
    rows = list(board.rows.values())
    parts: list[RenderableType] = [Text(), _labels(rows), Text(), *_surprises(rows), _sent(board), Text()]
    parts += [_proof(one) for one in ended.reconciliations]
    parts.append(_kept_apart(rows))
    parts += [Text(), _folder(ended), Text(), _pace(rows, ended), Text()]
    return Group(*parts)


def _labels(rows: Iterable[Row]) -> Table:
    rows = list(rows)
    table = Table(
        box=box.SIMPLE_HEAD, title="What came, and how it was judged", title_justify="left", title_style="bold"
    )
    table.add_column("label", min_width=10)
    for name in ("expected", "judged so", "right", "acted on", "to staff", "left"):
        table.add_column(name, justify="right")
    for label in Label:
        judged = [row.judged for row in rows if row.judged is not None and row.judged.label is label]
        expected = [row for row in rows if row.arrived.expected_label is label]
        outcomes = Counter(one.outcome for one in judged)
        right = sum(row.is_as_expected for row in expected)
        table.add_row(
            Text(label, style=LABEL_STYLES[label]),
            str(len(expected)),
            str(len(judged)),
            Text(f"{right} of {len(expected)}", style="" if right == len(expected) else "bold yellow"),
            *(str(outcomes[one] or "·") for one in Outcome),
        )
    right = sum(row.is_as_expected for row in rows)
    table.add_section()
    table.add_row(
        "all",
        str(len(rows)),
        str(sum(row.judged is not None for row in rows)),
        f"{right} of {len(rows)}",
        *(str(sum(row.judged is not None and row.judged.outcome is one for row in rows) or "·") for one in Outcome),
    )
    return table


def _surprises(rows: Iterable[Row]) -> list[RenderableType]:
    """Return the mails that were judged otherwise than the story expects, none where there are none."""
    lines: list[RenderableType] = []
    for row in rows:
        if row.is_as_expected:
            continue
        arrived, judged = row.arrived, row.judged
        got = "not judged" if judged is None else f"{judged.label} · {OUTCOME_WORDS[judged.outcome]}"
        expected = f"{arrived.expected_label} · {OUTCOME_WORDS[arrived.expected_outcome]}"
        lines.append(Text(f"  {one_line(arrived.gloss)}", no_wrap=True, overflow="ellipsis"))
        lines.append(Text.assemble("    ", (got, "yellow"), f", expected {expected}"))
    return [Text("Judged otherwise than expected", style="bold"), Text(), *lines, Text()] if lines else []


def _sent(board: Board) -> Table:
    languages = sorted({mail.language for mail in board.sent}, key=lambda code: (code != "sv", code))
    table = Table(box=box.SIMPLE_HEAD, title="What was sent", title_justify="left", title_style="bold")
    table.add_column("kind", min_width=18)
    for language in languages:
        table.add_column(LANGUAGE_NAMES.get(language, language), justify="right")
    table.add_column("all", justify="right")
    counts = Counter((mail.kind, mail.language) for mail in board.sent)
    for kind in MailKind:
        numbers = [counts[kind, language] for language in languages]
        if any(numbers):
            table.add_row(KIND_NAMES[kind], *(str(number or "·") for number in numbers), str(sum(numbers)))
    return table


def _proof(found: Reconciliation) -> Text:
    seen = found.in_mailbox - found.unseen
    sums = f"{found.folder}: in the mailbox {found.in_mailbox} = seen {seen} = kept {found.kept} + left {found.left}"
    if found.is_balanced:
        return Text.assemble(("✓ Nothing is lost. ", "bold green"), sums)
    return Text.assemble(("✗ It does not add up. ", "bold red"), sums, f", unseen {found.unseen}")


def _kept_apart(rows: Iterable[Row]) -> Text:
    """Return whether anybody got an answer to a mail that was not for us, or two answers to one mail."""
    answered_wrongly = [row for row in rows if row.sent and row.arrived.expected_label not in ANSWERED_LABELS]
    twice = [row for row in rows if len(row.sent) > 1]
    if not answered_wrongly and not twice:
        return Text.assemble(
            ("✓ Nothing is said twice, ", "bold green"), "and nothing is said to a mail that was not for us."
        )
    wrong = f"{len(answered_wrongly)} answered that were not for us, {len(twice)} answered twice."
    return Text.assemble(("✗ ", "bold red"), wrong)


def _folder(ended: Ended) -> Text:
    return Text.assemble(
        "Every mail that was sent lies here; begin with index.html:\n",
        (str(ended.folder), "bold cyan"),
        # A path is for copying: it is never broken into two lines.
        no_wrap=True,
        overflow="ignore",
    )


def _pace(rows: Iterable[Row], ended: Ended) -> Text:
    times = [row.arrived.at for row in rows]
    days = (max(times) - min(times)).days + 1 if times else 0
    length = "1 day" if days == 1 else f"{days} days"
    return Text(f"{length} took {ended.seconds:.0f} seconds. No mail left this computer.")
