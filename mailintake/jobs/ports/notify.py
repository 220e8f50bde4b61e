"""Composing and sending as the jobs see them.

The values are named here and not used, so that whoever imports a port does not load all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mailintake.domain.alert import Alert
    from mailintake.domain.announcement import Announcement
    from mailintake.domain.comment import Comment
    from mailintake.domain.consultation import Consultation
    from mailintake.domain.decision import Decision
    from mailintake.domain.digest import Digest
    from mailintake.domain.ledger import Registration
    from mailintake.domain.message import Message
    from mailintake.domain.organisation import Organisation
    from mailintake.domain.outbox import NewMail, SendResult
    from mailintake.domain.reminder import ReminderRound


class Composer(Protocol):
    """Makes mails out of values; the same values give the same bytes. Raises TemplateError."""

    def check(self) -> None:
        """Read every template, so that a fault in one shows before the first mail. Raises TemplateError."""

    def acknowledgement(
        self, message: Message, decision: Decision, registration: Registration | None, recipient: str, now: datetime
    ) -> NewMail:
        """Compose the answer to a mail; its subject key is ``message:<content hash>``."""

    def reminder(
        self,
        consultation: Consultation,
        organisation: Organisation,
        round_: ReminderRound,
        recipient: str,
        now: datetime,
    ) -> NewMail:
        """Compose a reminder; its subject key is ``reminder:<consultation>:<days before>:<organisation id>``."""

    def invitation(
        self,
        consultation: Consultation,
        organisation: Organisation,
        recipient: str,
        now: datetime,
        *,
        again_on: date | None = None,
    ) -> NewMail:
        """Compose an invitation; its subject key is ``invitation:<consultation>:<organisation id>``.

        One that is sent again, on a local day, has that day behind it. Raises SettingsError where the proposal that is
        to go with it cannot.
        """

    def registered(
        self, consultation: Consultation, comment: Comment, language: str, recipient: str, now: datetime
    ) -> NewMail:
        """Compose the notice of a diary number; its subject key is ``registered:<reference>:<diary number>``."""

    def extension(
        self,
        consultation: Consultation,
        organisation: Organisation,
        recipient: str,
        now: datetime,
        *,
        language: str = "",
    ) -> NewMail:
        """Compose the notice of more time; its subject key is ``extension:<consultation>:<organisation id>:<day>``.

        ``language`` is that of the mail that asked for it, "" where none did.
        """

    def decision(
        self,
        consultation: Consultation,
        announcement: Announcement,
        organisation: Organisation | None,
        recipient: str,
        now: datetime,
        *,
        has_answered: bool,
        language: str = "",
    ) -> NewMail:
        """Compose the notice of a decision; its subject key is ``decision:<consultation>:<day>``."""

    def digest(self, digest: Digest, recipient: str, now: datetime) -> NewMail:
        """Compose the daily digest; its subject key is ``digest:<day>``."""

    def alert(self, alert: Alert, recipient: str, now: datetime) -> NewMail:
        """Compose an alert to staff; its subject key is ``alert:<code>:<local date>``."""


class Transport(Protocol):
    """Hands mails to the outgoing server; one connection for a delivery run."""

    def session(self) -> AbstractContextManager[TransportSession]:
        """Open a session; the connection is made at the first mail. Raises TransportUnavailableError."""


class TransportSession(Protocol):
    """One connection to the outgoing server."""

    def send(self, mail: NewMail, before_dot: Callable[[], bool]) -> SendResult:
        """Send a mail; ``before_dot`` is called just before the last dot of DATA, and a False from it breaks off."""
