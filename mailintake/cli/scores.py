"""How figures of judging are told: as tables for people, as one JSON object for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mailintake.cli.output import print_json, print_table
from mailintake.domain.decision import Label

if TYPE_CHECKING:
    from collections import Counter

    from mailintake.classify.evaluate import Score


def tell(score: Score, *, as_json: bool) -> None:
    """Print the figures."""
    if as_json:
        print_json(_values(score))
        return
    print(
        f"{score.mails} mails: {len(score.false_answers)} false answers, {len(score.lost)} lost, "
        f"{score.reviews} to staff ({_percent(score.reviews, score.mails)}), "
        f"{score.right_labels} labels right ({_percent(score.right_labels, score.mails)}); cost {score.cost}"
    )
    for what, counted in (("stance", score.stances), ("organisation", score.organisations)):
        if counted:
            print(f"{what} right: {counted[True]} of {counted.total()} ({_percent(counted[True], counted.total())})")
    for what, names in (("false answer", score.false_answers), ("lost", score.lost), ("not readable", score.unread)):
        for name in names:
            print(f"{what}: {name}")
    print("\nWhat was right (a line each) and what was given (a column each), with precision and recall:")
    labels = [label for label in Label if any(label in pair for pair in score.confusion)]
    rows = [
        (right, *(score.confusion[right, given] or "." for given in labels), *_rates(score, right)) for right in labels
    ]
    print_table(("", *labels, "precision", "recall"), rows, empty="No mails.")
    print("\nWhat was held likely, and what came true:")
    steps = [
        (f"{step.lowest:.2f}-{step.highest:.2f}", step.mails, f"{step.expected:.2f}", f"{step.ours:.2f}")
        for step in score.calibration()
    ]
    print_table(("probability", "mails", "expected", "came true"), steps, empty="No mails.")


def refuse_if_worse(new: Score, present: Score, name: str) -> None:
    """Raise UsageError where a model costs more than the present one on the same mails."""
    from mailintake.errors import UsageError

    if new.cost > present.cost:
        raise UsageError(
            f"{name} is worse: its faults cost {new.cost}, those of the present one {present.cost}. It is not taken.",
            remedy="Look at the decisions that it learnt from: mailintake review undo takes back a wrong one.",
        )


def _values(score: Score) -> dict[str, object]:
    return {
        "mails": score.mails,
        "false_answers": score.false_answers,
        "lost": score.lost,
        "unreadable": score.unread,
        "reviews": score.reviews,
        "right_labels": score.right_labels,
        "stances": _counted(score.stances),
        "organisations": _counted(score.organisations),
        "cost": score.cost,
        "labels": {
            label.value: {
                "precision": score.precision(label),
                "recall": score.recall(label),
                "given": {given.value: n for (right, given), n in sorted(score.confusion.items()) if right is label},
            }
            for label in Label
        },
        "calibration": [
            {"from": step.lowest, "to": step.highest, "mails": step.mails, "expected": step.expected, "ours": step.ours}
            for step in score.calibration()
        ],
    }


def _counted(counted: Counter[bool]) -> dict[str, int]:
    return {"right": counted[True], "of": counted.total()}


def _rates(score: Score, label: Label) -> tuple[str, str]:
    rates = (score.precision(label), score.recall(label))
    return "-" if rates[0] is None else f"{rates[0]:.2f}", "-" if rates[1] is None else f"{rates[1]:.2f}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"
