"""The digest tells that staff have closed a consultation, and counts no days to its deadline any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes.consultations import STOCKHOLM, lulea

from mailintake.domain.outbox import MailKind
from mailintake.notify.digest_values import digest_values
from mailintake.notify.sample_digests import quiet_digest
from mailintake.notify.templates import MailTemplates

QUIET = quiet_digest(lulea())
CLOSED = replace(QUIET, consultations=(replace(QUIET.consultations[0], closed_on=date(2018, 9, 19)),))


@pytest.mark.parametrize(
    ("language", "told", "deadline"),
    [
        ("sv", "Remissen är stängd sedan den 19 september 2018.", "Sista svarsdag"),
        ("en", "The consultation has been closed since 19 September 2018.", "The last day to answer"),
        ("fi", "Lausuntopyyntö on suljettu 19. syyskuuta 2018.", "Viimeinen vastauspäivä"),
    ],
)
def test_a_closed_consultation_is_told_as_closed_in_text_and_html(shipped, language, told, deadline) -> None:
    values = digest_values(CLOSED, zone=STOCKHOLM, base_url="", service_name="Luleå kommun", language=language)
    rendered = MailTemplates([shipped]).render(MailKind.DIGEST, values)
    text, html = (" ".join(each.replace("\u00a0", " ").split()) for each in (rendered.text, rendered.html))

    assert told in text
    assert told in html.replace("&nbsp;", " ")
    assert deadline not in text
    assert values.days_left == -1
