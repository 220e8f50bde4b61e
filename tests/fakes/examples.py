"""How many examples a property is tried with: a quarter of them while working, all in continuous integration."""

from __future__ import annotations

import os

# Set by the continuous integration. The examples differ from run to run: many short runs see as much as a long one.
IS_THOROUGH = os.environ.get("THOROUGH_TESTS") == "1"


def examples(most: int) -> int:
    """Return how many examples to try where ``most`` are tried in continuous integration."""
    return most if IS_THOROUGH else most // 4
