"""What a person enters of a comment in the authority's own diary (diarium)."""

from __future__ import annotations

from mailintake.bootstrap.service import Service
from mailintake.jobs.diary import Entered, enter
from mailintake.jobs.persons import require_person
from mailintake.review import desk


def enter_number(service: Service, reference: str, number: str, *, is_silent: bool, by: str) -> Entered:
    """Give a comment its diary number and tell its sender. Raises NotFoundError or UsageError."""
    require_person(by)
    comment = service.register.comment(reference)
    return enter(
        service.register,
        service.parts.composer,
        desk.consultation(service, comment.consultation),
        comment,
        number,
        is_silent=is_silent,
        by=by,
        now=service.now(),
    )
