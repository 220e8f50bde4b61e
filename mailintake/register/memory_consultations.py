"""What staff say of a consultation, and the letters about it, in memory (port Consultations)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from mailintake.domain.comment import Comment, CommentStatus, Role
from mailintake.domain.consultation import ConsultationState
from mailintake.domain.correspondence import Answerer, QueuedLetter
from mailintake.domain.message import Authentication, Message
from mailintake.domain.outbox import NewMail
from mailintake.errors import NotFoundError
from mailintake.register.memory_sending import add, row_of
from mailintake.register.memory_state import MemoryRoom, Sending
from mailintake.register.text import key_of


class MemoryConsultations(MemoryRoom):
    """What staff have said of the consultations, and who is written to about them."""

    def consultation_states(self) -> tuple[ConsultationState, ...]:
        """Return what was said of any consultation."""
        with self.state.lock:
            return tuple(self.state.consultations.values())

    def close_consultation(self, consultation: str, *, by: str, now: datetime) -> bool:
        """Take no mail for an answer to it from now on; False where it was closed."""
        return self._close_or_reopen(consultation, closed_at=now, by=by, now=now)

    def reopen_consultation(self, consultation: str, *, by: str, now: datetime) -> bool:
        """Take mail for an answer to it again; False where it was not closed."""
        return self._close_or_reopen(consultation, closed_at=None, by=by, now=now)

    def note_decision(self, consultation: str, decided_on: date, *, by: str, now: datetime) -> None:
        """Note the day of the decision that is told."""
        with self.state.lock:
            if self._consultation_state(consultation).decided_on != decided_on:
                self._set_consultation(consultation, decided_on=decided_on)
                data = {"decided_on": decided_on.isoformat()}
                self.state.log("consultation_decided", f"consultation:{consultation}", data, now=now, actor=by)

    def extend(
        self,
        organisation_id: int,
        extended_to: date | None,
        *,
        ends_at: datetime,
        mails: Sequence[NewMail],
        by: str,
        now: datetime,
    ) -> int:
        """Set an organisation's own last day and queue what is told of it. Raises NotFoundError."""
        with self.state.lock, self.state.transaction():
            organisation = self.state.organisations.get(organisation_id)
            if organisation is None or organisation_id in self.state.retired:
                raise NotFoundError(f"There is no organisation {organisation_id}.")
            self.state.organisations[organisation_id] = replace(organisation, extended_to=extended_to)
            changed = [
                replace(each, is_late=not each.is_late)
                for each in self.state.comments.values()
                if each.organisation_id == organisation_id and each.is_late is not (each.received_at >= ends_at)
            ]
            self.state.comments.update({each.id: each for each in changed})
            until = extended_to and extended_to.isoformat()
            data = {"until": until, "comments": sorted(each.id for each in changed)}
            self.state.log("extended", f"organisation:{organisation_id}", data, now=now, actor=by)
            for mail in mails:
                add(self.state, Sending(row=row_of(mail)), now=now, by=by)
        return len(changed)

    def queue_letters(self, mails: Sequence[NewMail], *, by: str, now: datetime) -> int:
        """Store intents that a person has asked for and that are not stored yet; return how many were new."""
        with self.state.lock:
            for mail in mails:
                self.state.require_organisation(mail.organisation_id)
            return sum(add(self.state, Sending(row=row_of(mail)), now=now, by=by) for mail in mails)

    def letters(self, subject_keys: Collection[str]) -> tuple[QueuedLetter, ...]:
        """Return our mails about any of these, in the order they were queued."""
        with self.state.lock:
            found = [each for each in self.state.outbox.values() if each.row.mail.subject_key in subject_keys]
        return tuple(_letter_of(each) for each in sorted(found, key=lambda each: each.row.id))

    def answerers(self, consultation: str) -> tuple[Answerer, ...]:
        """Return who has sent the comments and declines that stand, one for each, oldest first."""
        with self.state.lock:
            standing = [
                each
                for each in self.state.comments.values()
                if each.consultation == consultation and each.status is CommentStatus.STANDING
            ]
            return tuple(map(self._answerer, sorted(standing, key=lambda each: (each.received_at, each.id))))

    def _answerer(self, comment: Comment) -> Answerer:
        originals = [
            item_id
            for item_id, link in self.state.links.items()
            if link.comment_id == comment.id and link.role is Role.ORIGINAL
        ]
        reading = self.state.items[originals[0]].reading if originals else None
        mail = reading if isinstance(reading, Message) else None
        dead = {key_of(address) for each in self.state.organisations.values() for address in each.dead_addresses}
        return Answerer(
            address=comment.sender.lower(),
            organisation_id=comment.organisation_id,
            language=mail.language if mail else "",
            authentication=mail.authentication if mail else Authentication.UNKNOWN,
            is_dead=key_of(comment.sender) in dead
            or any(each.is_bounced and each.answers in originals for each in self.state.outbox.values()),
        )

    def _close_or_reopen(self, consultation: str, *, closed_at: datetime | None, by: str, now: datetime) -> bool:
        with self.state.lock:
            if (self._consultation_state(consultation).closed_at is None) is (closed_at is None):
                return False
            self._set_consultation(consultation, closed_at=closed_at)
            kind = "consultation_reopened" if closed_at is None else "consultation_closed"
            self.state.log(kind, f"consultation:{consultation}", {}, now=now, actor=by)
        return True

    def _consultation_state(self, consultation: str) -> ConsultationState:
        return self.state.consultations.get(consultation, ConsultationState(consultation=consultation))

    def _set_consultation(self, consultation: str, **values: Any) -> None:
        self.state.consultations[consultation] = replace(self._consultation_state(consultation), **values)


def _letter_of(sending: Sending) -> QueuedLetter:
    mail = sending.row.mail
    return QueuedLetter(
        id=sending.row.id,
        kind=mail.kind,
        subject_key=mail.subject_key,
        recipient=mail.recipient,
        organisation_id=mail.organisation_id,
        state=sending.row.state,
        sent_at=sending.row.sent_at,
        is_bounced=sending.is_bounced,
    )
