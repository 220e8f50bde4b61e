"""One fake world and a line for each mail: which are answered, to whom, and why the others are not (RFC 3834, 5230)."""

from __future__ import annotations

from beds.who_is_answered import delivery, machines, people, senders, signs
from beds.who_is_answered.case import Case

CASES: tuple[Case, ...] = (*signs.CASES, *senders.CASES, *delivery.CASES, *machines.CASES, *people.CASES)
