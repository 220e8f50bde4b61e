"""The mail answers a mail of ours: its Message-ID carries our seal, which nobody else can make."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.profile import ANSWERABLE
from mailintake.domain.message import Message

NAME = "replies_to_our_mail"
DESCRIPTION = "In-Reply-To or References name a letter of ours about this consultation, such as an invitation."
HIT = "Mejlet är ett svar på ett utskick från oss om den här remissen"
HIT_EN = "The mail is a reply to one that we sent about this consultation"
MISS = "Mejlet är inte ett svar på något utskick från oss om den här remissen"
MISS_EN = "The mail is no reply to one that we sent about this consultation"


def check(_message: Message, context: Context) -> Hit | None:
    """Look at the thread."""
    sent = context.history.replies_to
    if sent is None or sent.kind not in ANSWERABLE or sent.consultation != context.profile.consultation.key:
        return None
    return Hit()
