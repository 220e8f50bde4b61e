"""Organisations in memory (port Organisations): the invited list, and everyone else who has written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from mailintake.domain.directory import ListComparison, OrganisationChange, OrganisationMail
from mailintake.domain.organisation import Organisation
from mailintake.register.changing import changed, changed_fields, former_word, no_such_organisation
from mailintake.register.events import MACHINE
from mailintake.register.invited import find_known, meet
from mailintake.register.memory_directory import directory_of, give_back
from mailintake.register.memory_state import MemoryRoom
from mailintake.register.merging import combined, was_merged
from mailintake.register.text import cleaned, key_of


class MemoryOrganisations(MemoryRoom):
    """The invited list and everyone else who has written."""

    def organisations(self, consultation: str) -> tuple[Organisation, ...]:
        """Return all of a consultation, by id."""
        with self.state.lock:
            return self.state.organisations_of(consultation)

    def organisation(self, organisation_id: int) -> Organisation | None:
        """Return one, or None where there is none with this number."""
        with self.state.lock:
            return None if organisation_id in self.state.retired else self.state.organisations.get(organisation_id)

    def organisation_numbered(self, organisation_id: int) -> Organisation:
        """Return one. Raises NotFoundError, which tells the number of the one that it was merged into."""
        with self.state.lock:
            found = self.organisation(organisation_id)
            if found is not None:
                return found
            into = self.state.present_organisation(organisation_id)
        raise no_such_organisation(organisation_id) if into is None else was_merged(organisation_id, into)

    def organisation_named(self, consultation: str, name: str) -> Organisation | None:
        """Return the one of a consultation that has or had this name, without regard to case and spaces."""
        with self.state.lock:
            directory = directory_of(self.state, consultation)
        wanted = Organisation(id=0, consultation=consultation, name=cleaned(name))
        return find_known(wanted, directory.known, directory.former)

    def sync_invited(
        self, consultation: str, invited: Sequence[Organisation], now: datetime, *, by: str = MACHINE
    ) -> int:
        """Add what is new on the invited list and overwrite nothing that staff changed; return how many were added."""
        with self.state.lock:
            meeting = meet(directory_of(self.state, consultation), consultation, invited)
            if meeting.changes:
                for added in meeting.added:
                    id_ = len(self.state.organisations) + 1
                    self.state.organisations[id_] = replace(added, id=id_)
                self.state.organisations |= {after.id: after for _, after in meeting.filled}
                data = {"listed": len(invited), "added": len(meeting.added)}
                self.state.log("invited", f"consultation:{consultation}", data, now=now, actor=by)
            return len(meeting.added)

    def compare_invited(self, consultation: str, invited: Sequence[Organisation]) -> ListComparison:
        """Return what a list would change, and change nothing."""
        with self.state.lock:
            return meet(directory_of(self.state, consultation), consultation, invited).comparison

    def change_organisation(
        self, organisation_id: int, wanted: OrganisationChange, *, by: str, now: datetime
    ) -> Organisation:
        """Change what a person wants changed, all of it or nothing; return the organisation as it then is.

        Raises NotFoundError, and UsageError where it cannot be.
        """
        with self.state.lock:
            wanted = cleaned(wanted)
            before = self.organisation_numbered(organisation_id)
            after = changed(before, wanted, self.organisations(before.consultation))
            was_kept_out = before.id in self.state.uninvited
            is_kept_out = was_kept_out if wanted.is_invited is None else not wanted.is_invited
            fields = changed_fields(before, after, is_kept_out=(was_kept_out, is_kept_out))
            if fields:
                self._store(before, after, wanted, is_kept_out=is_kept_out)
                self.state.log(
                    "organisation_changed", f"organisation:{before.id}", {"fields": fields}, now=now, actor=by
                )
            return self.organisation_numbered(organisation_id)

    def merge_organisations(self, from_id: int, into_id: int, *, by: str, now: datetime) -> Organisation:
        """Make one of two organisations that are one; return it. Raises NotFoundError, and UsageError."""
        with self.state.lock:
            from_, into = self.organisation_numbered(from_id), self.organisation_numbered(into_id)
            after = combined(from_, into)
            self._move_addresses(from_, into)
            state = self.state
            state.organisations |= {into.id: after, from_.id: replace(from_, addresses=(), dead_addresses=frozenset())}
            comments = [one for one in state.comments.values() if one.organisation_id == from_.id]
            state.comments |= {one.id: replace(one, organisation_id=into.id) for one in comments}
            self._tell_name(after)
            mails = [one for one in state.outbox.values() if one.row.mail.organisation_id == from_.id]
            for each in mails:
                mail = replace(each.row.mail, organisation_id=into.id)
                state.outbox[each.row.id] = replace(each, row=replace(each.row, mail=mail))
            if after.is_invited:
                state.uninvited -= {into.id, from_.id}
            elif from_.id in state.uninvited:
                state.uninvited.add(into.id)
            state.retired.add(from_.id)
            # Whatever was merged into it before is told of as the same one.
            state.merged |= {id_: into.id for id_, merged in state.merged.items() if merged == from_.id}
            state.merged[from_.id] = into.id
            data = {"merged": from_.id, "comments": len(comments), "mails": len(mails)}
            state.log("organisations_merged", f"organisation:{into.id}", data, now=now, actor=by)
            return after

    def mails_to_organisation(self, organisation_id: int) -> tuple[OrganisationMail, ...]:
        """Return our mails to an organisation, oldest first."""
        with self.state.lock:
            return tuple(
                OrganisationMail(mail=each.row, is_bounced=each.is_bounced)
                for _, each in sorted(self.state.outbox.items())
                if each.row.mail.organisation_id == organisation_id
            )

    def _store(
        self, before: Organisation, after: Organisation, wanted: OrganisationChange, *, is_kept_out: bool
    ) -> None:
        state, id_ = self.state, before.id
        listed_name, listed_number = state.listed.pop(id_, (None, None))
        listed = (
            former_word(listed_name, before.name, after.name),
            former_word(listed_number, before.number, after.number),
        )
        if listed != (None, None):
            state.listed[id_] = listed
        state.uninvited = state.uninvited | {id_} if is_kept_out else state.uninvited - {id_}
        give_back(state, id_, after.addresses)
        gone = {key_of(each) for each in wanted.removed}
        state.removed[id_] = state.removed[id_] | gone
        for key in gone:
            state.away_until.pop((id_, key), None)
        state.organisations[id_] = replace(after, away_until=self._away_until(id_))
        self._tell_name(after)

    def _move_addresses(self, from_: Organisation, into: Organisation) -> None:
        """Move what is known of addresses; of one that both have, what each knew of it is put together."""
        state = self.state
        own = {key_of(each) for each in into.addresses}
        give_back(state, into.id, from_.addresses)
        state.removed[into.id] |= state.removed.pop(from_.id, frozenset()) - own
        for (id_, key), until in list(state.away_until.items()):
            if id_ == from_.id:
                del state.away_until[id_, key]
                state.away_until[into.id, key] = max(until, state.away_until.get((into.id, key), until))
        spelt = {key_of(each): each for each in into.addresses}
        for address in from_.addresses:
            item_id = state.learned_from.pop((from_.id, address), None)
            if key_of(address) not in spelt and item_id is not None:
                state.learned_from[into.id, address] = item_id
            elif key_of(address) in spelt and item_id is None:
                # One that a list knows stays when the decision that taught it is undone.
                state.learned_from.pop((into.id, spelt[key_of(address)]), None)

    def _tell_name(self, named: Organisation) -> None:
        """Have an organisation's comments tell its name."""
        mine = [one for one in self.state.comments.values() if one.organisation_id == named.id]
        self.state.comments |= {one.id: replace(one, organisation_name=named.name) for one in mine}

    def _away_until(self, organisation_id: int) -> date | None:
        days = [day for (id_, _), day in self.state.away_until.items() if id_ == organisation_id]
        return max(days, default=None)
