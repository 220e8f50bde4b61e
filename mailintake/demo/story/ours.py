"""Mails of ours for the story's people to answer while no service runs that could have sent any."""

from __future__ import annotations

from datetime import datetime

from mailintake.demo.mailcraft import CLIENTS, OURSELVES, Letter, Person, compose
from mailintake.demo.mailcraft.earlier import SWEDISH_TIME
from mailintake.domain.outbox import MailKind

_SENT_AT = datetime(2018, 6, 20, 9, 0, tzinfo=SWEDISH_TIME)
_SUBJECTS = {
    MailKind.ACKNOWLEDGEMENT: "Vi har tagit emot era synpunkter (LÖK-7F3-KQ2)",
    MailKind.REMINDER: "Påminnelse: lämna gärna synpunkter senast 1 oktober",
}
_TEXTS = {
    MailKind.ACKNOWLEDGEMENT: (
        "Hej!\n\nTack, vi har tagit emot era synpunkter på förslaget till lokal överenskommelse. De kom i tid.\n\n"
        "Er referens är LÖK-7F3-KQ2. Skriv den i ämnesraden om ni vill lägga till något.\n\n"
        "Vänliga hälsningar\nLuleå kommun"
    ),
    MailKind.REMINDER: (
        "Hej!\n\nVi har ännu inte fått några synpunkter från er på förslaget till lokal överenskommelse. Det räcker "
        "med några meningar. Vi vill ha dem senast måndagen den 1 oktober.\n\nVänliga hälsningar\nLuleå kommun"
    ),
}


def stand_in(kind: MailKind, recipient: str) -> bytes | None:
    """Return a mail of ours as it might have been sent to an address; none of the kinds that go to staff."""
    if kind not in _TEXTS:
        return None
    letter = Letter(
        key=f"{kind}/{recipient}",
        client=CLIENTS["system"],
        at=_SENT_AT,
        sender=OURSELVES,
        to=Person(name="", address=recipient),
        subject=_SUBJECTS[kind],
        text=_TEXTS[kind],
        fields=(("Auto-Submitted", "auto-replied" if kind is MailKind.ACKNOWLEDGEMENT else "auto-generated"),),
    )
    return compose(letter)
