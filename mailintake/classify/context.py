"""What a rule may look at beside the mail itself."""

from __future__ import annotations

from dataclasses import dataclass

from mailintake.classify.letter import Letter
from mailintake.classify.organisation import Origin
from mailintake.classify.profile import Profile
from mailintake.domain.history import History


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """One mail, read, beside one consultation."""

    letter: Letter
    history: History
    profile: Profile
    origin: Origin  # the organisation it comes from, as far as it can be told
    own_addresses: frozenset[str]

    @property
    def is_in_thread(self) -> bool:
        """Whether the mail answers one of ours about this consultation, or names the reference of a comment on it."""
        return self.profile.is_answered_by(self.history)
