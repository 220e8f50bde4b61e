"""Why a mail stands as it does is told in the service's language, whoever or whatever decided."""

from __future__ import annotations

import pytest
from fakes.kept_mail import decision

from mailintake.parse.defects import Held
from mailintake.review.words import why


@pytest.mark.parametrize(
    ("reason", "stored", "swedish", "english"),
    [
        ("spam", "Mejlet är skräppost.", "Mejlet är skräppost.", "The mail is junk."),
        ("decided_by_staff", "Decided by Anna.", "Beslutat av Anna.", "Decided by Anna."),
        ("unreadable", Held.EMPTY.value, "Mejlet är tomt.", "The mail is empty."),
        ("unreadable", "It is nested too deep.", "It is nested too deep.", "It is nested too deep."),
    ],
)
def test_why_a_mail_was_decided_so_or_is_held(reason, stored, swedish, english):
    decided = decision(reason=reason, explanation=stored)
    assert (why(decided, "sv"), why(decided, "en")) == (swedish, english)
