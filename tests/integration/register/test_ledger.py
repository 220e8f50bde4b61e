"""The ledger's contract: what has been seen, how far a folder has been read, and what was begun."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fakes.kept_mail import (
    FOLDER,
    MAILBOX,
    NOW,
    UIDVALIDITY,
    batch,
    content_hash_of,
    cursor,
    entry,
    file_batch,
    kept,
    left_mails,
    message,
    ref,
    sha256_of,
)

from mailintake.domain.inquiry import Inquiry
from mailintake.domain.ledger import Disposition
from mailintake.errors import LeaseLostError, StoreConflictError


def test_the_secret_is_made_once_and_is_the_same_for_every_process(open_register):
    first = open_register("a").installation(NOW)
    second = open_register("b").installation(NOW + timedelta(days=1))

    assert (second, len(first.secret), first.created_at) == (first, 32, NOW)


def test_a_folder_that_was_never_read_has_no_cursor(register):
    assert register.cursor(MAILBOX, FOLDER) is None


def test_a_started_folder_is_remembered_with_all_of_its_cursor(register):
    register.start(MAILBOX, FOLDER, cursor(7, first_uid=8))

    assert register.cursor(MAILBOX, FOLDER) == cursor(7, first_uid=8)


def test_a_folder_that_is_numbered_anew_is_started_anew(register):
    register.start(MAILBOX, FOLDER, cursor(7, first_uid=8))
    register.start(MAILBOX, FOLDER, cursor(0, uidvalidity=2, first_uid=1))

    assert register.cursor(MAILBOX, FOLDER) == cursor(0, uidvalidity=2, first_uid=1)


def test_the_cursor_moves_with_the_batch_and_never_back(register):
    register.start(MAILBOX, FOLDER, cursor(0, first_uid=1))
    register.record(batch(entry(5)))
    register.record(batch(entry(3), last_uid=3))

    assert register.cursor(MAILBOX, FOLDER).last_uid == 5


def test_a_batch_of_an_older_numbering_does_not_move_the_cursor(register):
    register.start(MAILBOX, FOLDER, cursor(0, uidvalidity=2))
    register.record(batch(entry(5), cursor=cursor(5, uidvalidity=1)))

    assert register.cursor(MAILBOX, FOLDER) == cursor(0, uidvalidity=2)


def test_an_empty_batch_only_moves_the_cursor(register):
    register.start(MAILBOX, FOLDER, cursor(0))
    register.record(batch(last_uid=9))

    assert register.cursor(MAILBOX, FOLDER).last_uid == 9
    assert register.verify() == []


def test_what_was_begun_is_unfinished_until_it_is_recorded(register):
    register.begin([ref(1), ref(2)], NOW)
    register.begin([ref(2)], NOW)
    before = register.unfinished(MAILBOX, FOLDER, UIDVALIDITY)
    register.record(batch(entry(2)))

    assert (before, register.unfinished(MAILBOX, FOLDER, UIDVALIDITY)) == ({1: 1, 2: 2}, {1: 1})


def test_mails_that_have_a_row_are_told_and_their_attempts_end(register):
    register.record(batch(entry(1), entry(3)))
    register.begin([ref(1), ref(2), ref(3)], NOW)

    recorded = register.end_recorded([ref(1), ref(2), ref(1, folder="Junk"), ref(1, uidvalidity=2)])

    assert recorded == {ref(1)}
    assert register.unfinished(MAILBOX, FOLDER, UIDVALIDITY) == {2: 1, 3: 1}


def test_attempts_are_told_for_one_folder_as_it_is_numbered_now(register):
    register.begin([ref(1), ref(2, folder="Junk"), ref(3, uidvalidity=2), ref(4, mailbox="other")], NOW)

    assert register.unfinished(MAILBOX, FOLDER, UIDVALIDITY) == {1: 1}


def test_a_withdrawn_attempt_is_not_counted_and_the_mail_stays_unfinished(register):
    register.begin([ref(1), ref(2)], NOW)
    register.begin([ref(1)], NOW)
    register.withdraw([ref(1), ref(2), ref(3)])
    register.withdraw([ref(2)])

    assert register.unfinished(MAILBOX, FOLDER, UIDVALIDITY) == {1: 1, 2: 0}


def test_an_original_is_known_by_its_hash_whatever_became_of_it(register):
    register.record(batch(entry(1), kept(2), entry(3, Disposition.BEFORE_START, sha256="", content_hash="")))

    assert register.known([sha256_of(1), sha256_of(2), sha256_of(3), ""]) == {sha256_of(1), sha256_of(2)}


def test_a_content_is_a_duplicate_once_it_was_seen(register):
    register.record(batch(entry(1)))
    asked = [_inquiry(content_hash_of(1)), _inquiry(content_hash_of(2)), _inquiry("")]

    assert [each.is_duplicate for each in register.ask(asked, NOW)] == [True, False, False]


def test_asking_about_no_mail_gives_no_answer(register):
    assert register.ask([], NOW) == []


def test_asking_about_more_mails_than_fit_one_query_answers_each_in_order(register):
    register.record(batch(*left_mails(1, 450)))
    asked = [_inquiry(content_hash_of(number)) for number in range(900, 0, -1)]

    assert [each.is_duplicate for each in register.ask(asked, NOW)] == [False] * 450 + [True] * 450


def test_more_hashes_than_fit_one_query_are_known(register):
    register.record(batch(*left_mails(1, 1200)))

    assert register.known([sha256_of(number) for number in range(1, 1300)]) == {
        sha256_of(number) for number in range(1, 1201)
    }


def test_a_mail_that_is_recorded_twice_is_a_conflict_and_stays_as_it_was(register):
    register.record(batch(entry(1)))
    with pytest.raises(StoreConflictError):
        register.record(batch(entry(2), entry(1, Disposition.DUPLICATE)))

    assert register.ledger_uids(MAILBOX, FOLDER, UIDVALIDITY) == {1: Disposition.LEFT}
    assert register.cursor(MAILBOX, FOLDER).last_uid == 1


def test_a_ledger_row_tells_all_that_was_decided(register):
    left = entry(1, internal_date=None)
    register.record(batch(left, kept(2)))

    assert [register.ledger_entry(ref(uid)) for uid in (1, 2, 3)] == [left, kept(2).entry, None]


def test_every_uid_tells_what_became_of_it(register):
    dispositions = dict(enumerate(Disposition, start=1))
    register.record(batch(*(entry(uid, disposition) for uid, disposition in dispositions.items())))
    register.record(batch(entry(1, ref=ref(1, folder="Junk")), folder="Junk"))

    assert register.ledger_uids(MAILBOX, FOLDER, UIDVALIDITY) == dispositions


def test_mail_from_files_is_recorded_without_a_cursor(register):
    register.record(file_batch(entry(0, ref=ref(0, mailbox="file", folder=sha256_of(1), uidvalidity=0))))

    assert register.cursor("file", "") is None
    assert register.verify() == []


def test_a_batch_is_refused_while_another_process_holds_the_mailbox(open_register):
    mine, other = open_register("a"), open_register("b")
    other.take(MAILBOX, NOW)
    with pytest.raises(LeaseLostError):
        mine.record(batch(entry(1)))

    assert mine.ledger_uids(MAILBOX, FOLDER, UIDVALIDITY) == {}


def test_a_batch_is_taken_by_the_holder_and_by_anybody_when_the_lease_has_run_out(open_register):
    mine, other = open_register("a"), open_register("b")
    other.take(MAILBOX, NOW - timedelta(seconds=15))
    other.record(batch(entry(1)))
    mine.record(batch(entry(2)))

    assert sorted(mine.ledger_uids(MAILBOX, FOLDER, UIDVALIDITY)) == [1, 2]


def test_mail_from_files_needs_no_lease(open_register):
    mine, other = open_register("a"), open_register("b")
    other.take("file", NOW)
    mine.record(file_batch(kept(0, message(1))))

    assert mine.item(1).reading == message(1)


def _inquiry(content_hash: str) -> Inquiry:
    return Inquiry(content_hash=content_hash, answers_to=(), references=(), sender="")
