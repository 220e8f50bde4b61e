"""What can be told of the whole, from memory (port Reports)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from mailintake.domain.comment import Comment
from mailintake.domain.consultation import Consultation
from mailintake.domain.digest import CommentLine, Digest, Reconciliation, TrayLine
from mailintake.domain.ledger import Disposition
from mailintake.domain.message import Message
from mailintake.domain.outbox import OutboxMail, OutboxState
from mailintake.domain.tray import Hit, TrayItem
from mailintake.register.events import FIRST_HASH, Head, faults_of
from mailintake.register.figures import DIGEST_RUN, LEFT, SEEN, bounced_names, digest_key, figures_of, held
from mailintake.register.memory_state import MemoryRoom
from mailintake.register.memory_tray import item_of, waiting_items
from mailintake.register.standing import is_counted
from mailintake.register.words import hit_of, words_asked, words_of_mail


class MemoryReports(MemoryRoom):
    """What can be told of the whole."""

    def digest(self, consultations: Sequence[Consultation], day: date, since: datetime, until: datetime) -> Digest:
        """Return the figures of a period; ``is_delayed`` is left False for the caller to set."""
        with self.state.lock:
            seen = [
                entry
                for entry in self.state.ledger.values()
                if since <= entry.seen_at < until and entry.disposition in SEEN
            ]
            tray = tuple(self._tray_line(item) for item in waiting_items(self.state))
            states = Counter(each.row.state for each in self.state.outbox.values())
            organisations = [each for one in consultations for each in self.state.organisations_of(one.key)]
            return Digest(
                day=day,
                since=since,
                until=until,
                is_delayed=False,
                consultations=tuple(
                    figures_of(
                        consultation,
                        organisations=self.state.organisations_of(consultation.key),
                        new=self._new_comments(consultation.key, since, until),
                        comments=sum(
                            is_counted(each.kind, each.status) and each.consultation == consultation.key
                            for each in self.state.comments.values()
                        ),
                        at=until,
                    )
                    for consultation in consultations
                ),
                tray=tray,
                sending_unknown=states[OutboxState.UNKNOWN],
                sending_failed=states[OutboxState.FAILED],
                bounced=bounced_names(organisations),
                suppressed=self._suppressed(since, until),
                seen=len(seen),
                left=sum(entry.disposition in LEFT for entry in seen),
                held=held(tray),
                reconciliations=tuple(result for _, result in sorted(self.state.reconciliations.items())),
                last_poll_at=self.state.polled_at,
            )

    def last_digest_until(self) -> datetime | None:
        """Return the end of the period that the newest claimed digest covered: when it was composed or claimed."""
        with self.state.lock:
            claimed = {day: at for (kind, day), at in self.state.runs.items() if kind == DIGEST_RUN}
            if not claimed:
                return None
            mails = [each.row.mail for each in self.state.outbox.values()]
            composed = [mail.created_at for mail in mails if mail.subject_key == digest_key(max(claimed))]
        return min(composed, default=claimed[max(claimed)])

    def ledger_uids(self, mailbox: str, folder: str, uidvalidity: int) -> Mapping[int, Disposition]:
        """Return what became of each UID of a folder."""
        place = (mailbox, folder, uidvalidity)
        with self.state.lock:
            return {
                ref.uid: entry.disposition
                for ref, entry in self.state.ledger.items()
                if (ref.mailbox, ref.folder, ref.uidvalidity) == place
            }

    def record_reconciliation(self, mailbox: str, result: Reconciliation) -> None:
        """Store the result of a reconciliation."""
        with self.state.lock:
            self.state.reconciliations[mailbox, result.folder] = result
            self.state.log("reconciled", f"folder:{result.folder}", {"unseen": result.unseen}, now=result.at)

    def record_poll(self, now: datetime) -> None:
        """Store that the mailbox was read to its end at this moment."""
        with self.state.lock:
            self.state.polled_at = max(now, self.state.polled_at or now)

    def comments(self, consultation: str) -> tuple[Comment, ...]:
        """Return the comments of a consultation in the order they were received."""
        with self.state.lock:
            found = [comment for comment in self.state.comments.values() if comment.consultation == consultation]
        return tuple(sorted(found, key=lambda comment: (comment.received_at, comment.id)))

    def search(self, words: str, limit: int) -> list[Hit]:
        """Return kept mail that has all the words, newest first; a word finds every word that begins with it."""
        asked = words_asked(words)
        with self.state.lock:
            items = [item_of(self.state, item_id) for item_id in sorted(self.state.items, reverse=True)]
        found = [item for item in items if asked and _has_all(item, asked)]
        return [hit_of(item, asked) for item in found[:limit]]

    def outbox(self, states: Collection[str], limit: int) -> list[OutboxMail]:
        """Return mails of ours in these states, newest first; all states where none is given."""
        with self.state.lock:
            rows = [each.row for each in self.state.outbox.values() if not states or each.row.state.value in states]
        return sorted(rows, key=lambda row: row.id, reverse=True)[:limit]

    def past_retention(self, received_before: datetime) -> int:
        """Return how many kept mails are older than this: due for a retention decision."""
        with self.state.lock:
            return sum(item.reading.received_at < received_before for item in self.state.items.values())

    def verify(self) -> list[str]:
        """Check the event log's chain and every original's hash; return what is wrong, in words."""
        with self.state.lock:
            faults, _head = faults_of(self.state.events, Head(seq=0, hash=FIRST_HASH))
            changed = [
                f"The original {sha256[:12]} was changed: its bytes do not fit its hash."
                for sha256, content in sorted(self.state.originals.items())
                if hashlib.sha256(content).hexdigest() != sha256
            ]
        return [*faults, *changed]

    def _new_comments(self, consultation: str, since: datetime, until: datetime) -> list[CommentLine]:
        found = []
        for item_id, link in self.state.links.items():
            comment, reading = self.state.comments[link.comment_id], self.state.items[item_id].reading
            if comment.consultation != consultation or not since <= link.registered_at < until:
                continue
            name = reading.from_name if isinstance(reading, Message) else ""
            line = CommentLine(
                reference=comment.reference,
                organisation=comment.organisation_name or name or comment.sender,
                received_at=reading.received_at,
                is_late=comment.is_late,
                stance=comment.stance,
                kind=comment.kind,
                role=link.role.value,
            )
            found.append((reading.received_at, item_id, line))
        return [line for _, _, line in sorted(found, key=lambda each: each[:2])]

    def _tray_line(self, item: TrayItem) -> TrayLine:
        organisation = item.decision.organisation
        name = item.reading.from_name if isinstance(item.reading, Message) else ""
        return TrayLine(
            item_id=item.id,
            received_at=item.reading.received_at,
            label=item.decision.label.value,
            reason=item.decision.reason,
            organisation=(organisation.name if organisation else "") or name or item.reading.from_address,
            is_held=self.state.items[item.id].disposition is Disposition.HELD,
            is_records_request=item.decision.is_records_request,
        )

    def _suppressed(self, since: datetime, until: datetime) -> tuple[tuple[str, int], ...]:
        reasons = Counter(
            item.permission.reason.value
            for item in self.state.items.values()
            if item.permission is not None and not item.permission.allowed and since <= item.kept_at < until
        )
        return tuple(sorted(reasons.items(), key=lambda each: (-each[1], each[0])))


def _has_all(item: TrayItem, asked: Sequence[str]) -> bool:
    told = () if item.comment is None else (item.comment.reference, item.comment.organisation_name)
    words = words_of_mail(item.reading, *told)
    return all(any(word.startswith(each) for word in words) for each in asked)
