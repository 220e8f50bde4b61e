"""Mail that a machine wrote: kept when it answers one of ours, else left alone (RFC 3464, 3834, 5965, 8098)."""

from __future__ import annotations

from mailintake.classify.reasons import Reason
from mailintake.domain.decision import Label
from mailintake.domain.message import Automatic

# A newsletter or a mail through a list was written by people: it is judged by its words.
_LABELS = {
    Automatic.BOUNCE: Label.BOUNCE,
    Automatic.DELAY: Label.BOUNCE,
    Automatic.DELIVERED: Label.BOUNCE,
    Automatic.FEEDBACK: Label.AUTOMATIC,
    Automatic.AUTO_REPLY: Label.AUTOMATIC,
    Automatic.READ_RECEIPT: Label.AUTOMATIC,
    Automatic.RECEIPT: Label.AUTOMATIC,
    Automatic.CHALLENGE: Label.AUTOMATIC,
}
# A form on a web site, or a person's mail program, may set the same fields as a machine that answers.
MAY_HIDE_A_COMMENT = frozenset({Automatic.AUTO_REPLY, Automatic.RECEIPT})


def label_of(automatic: Automatic) -> Label | None:
    """Return the label of a machine's mail; none for mail that people wrote."""
    return _LABELS.get(automatic)


def reason_of(label: Label, *, is_about_ours: bool) -> Reason:
    """Return why a machine's mail is kept or left."""
    if label is Label.BOUNCE:
        return Reason.BOUNCE_OF_OUR_MAIL if is_about_ours else Reason.BOUNCE_OF_OTHER_MAIL
    return Reason.AUTOMATIC_ANSWER_TO_US if is_about_ours else Reason.AUTOMATIC_MAIL
