"""Which cap on automatic answers bit, if staff are to be told of it.

The cap of a thread is how two that answer each other fall silent; it bites every day and needs nobody. The others say
that far more comes from somebody than people write.
"""

from __future__ import annotations

from mailintake.domain.acknowledgement import Reason
from mailintake.jobs.judging import Judged

# As an alert names them.
_CAPS = {Reason.SENDER_CAP: "sender", Reason.DOMAIN_CAP: "domain", Reason.HOUR_CAP: "hour"}


def cap_reached(judged: Judged) -> str:
    """Return the first cap that refused an answer in a batch; "" where none did."""
    reasons = (kept.permission.reason for kept in judged.kept if kept.permission is not None)
    return next((_CAPS[reason] for reason in reasons if reason in _CAPS), "")
