"""The invited and everyone else who has written, as the jobs see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mailintake.domain.directory import ListComparison, OrganisationChange, OrganisationMail
    from mailintake.domain.organisation import Organisation


class Organisations(Protocol):
    """The invited list and everyone else who has written."""

    def organisations(self, consultation: str) -> tuple[Organisation, ...]:
        """Return all of a consultation, by id."""

    def organisation(self, organisation_id: int) -> Organisation | None:
        """Return one, or None where there is none with this number."""

    def organisation_numbered(self, organisation_id: int) -> Organisation:
        """Return one. Raises NotFoundError, which tells the number of the one that it was merged into."""

    def organisation_named(self, consultation: str, name: str) -> Organisation | None:
        """Return the one of a consultation that has or had this name, without regard to case and spaces."""

    def sync_invited(
        self, consultation: str, invited: Sequence[Organisation], now: datetime, *, by: str = "machine"
    ) -> int:
        """Add what is new on the invited list and overwrite nothing that staff changed; return how many were added."""

    def compare_invited(self, consultation: str, invited: Sequence[Organisation]) -> ListComparison:
        """Return what a list would change, and change nothing."""

    def change_organisation(
        self, organisation_id: int, wanted: OrganisationChange, *, by: str, now: datetime
    ) -> Organisation:
        """Change what a person wants changed, all of it or nothing; return the organisation as it then is.

        A list that still has its former name or number, or an address that was taken away, does not bring these back;
        its comments tell its new name. Raises NotFoundError, and UsageError where it cannot be.
        """

    def merge_organisations(self, from_id: int, into_id: int, *, by: str, now: datetime) -> Organisation:
        """Make one of two organisations that are one; return it.

        All that belongs to the first moves to the second: addresses, domains, comments, our mails. The first is told of
        no more; whatever names it by its number, its name or its organisation number means the second. Raises
        NotFoundError, and UsageError where they cannot be one.
        """

    def mails_to_organisation(self, organisation_id: int) -> tuple[OrganisationMail, ...]:
        """Return our mails to an organisation, oldest first."""
