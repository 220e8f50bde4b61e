"""The sender abstains or has no objection."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.stance import read_stance
from mailintake.domain.message import Message

NAME = "declines"
DESCRIPTION = "Abstaining (avstår) or having no objection (inget att erinra) is an answer too; see stance.py."
HIT = "Avsändaren avstår eller har inget att invända"
HIT_EN = "The sender abstains or has no objection"
MISS = "Mejlet säger inte att avsändaren avstår eller saknar invändningar"
MISS_EN = "The mail does not say that the sender abstains or has no objection"


def check(_message: Message, context: Context) -> Hit | None:
    """Read the stance."""
    standpoint = read_stance(context.letter)
    return Hit(words=standpoint.words) if standpoint.is_decline else None
