"""How long to wait before the mail server is tried again: ever longer, up to five minutes, and never in step."""

from __future__ import annotations

FIRST_SECONDS = 1.0
LONGEST_SECONDS = 300.0


def pause_seconds(failures: int, chance: float) -> float:
    """Return the pause after so many failures in a row, in seconds.

    ``chance`` is a random number from 0 up to 1, drawn by the caller: it takes up to half of the pause away, so that
    many clients that lost the same server do not come back at once.
    """
    if failures < 1:
        return 0.0
    # The exponent is bounded before it is used: a float overflows after a thousand failures.
    whole = min(LONGEST_SECONDS, FIRST_SECONDS * 2.0 ** min(failures - 1, 16))
    return whole * (1.0 - chance / 2.0)
