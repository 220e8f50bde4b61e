"""Every hostile mail passes through the whole service: kept as it came, answered as it should be, holding up nobody."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from functools import cache
from pathlib import Path

import pytest
from beds.mixed_mail import comment
from beds.world import World
from hostile import CASES, fields, letter
from hostile.letter import WORDS
from hostile.words import PERSONAL_NUMBER
from servers.dovecot import Dovecot

from mailintake.demo.smtp_sink import EmbeddedSmtp, SunkMail

# One service reads them all, so that one worker must run all of these.
pytestmark = [pytest.mark.dovecot, pytest.mark.timeout(240), pytest.mark.xdist_group("hostile cases")]

NUMBER_OF = {make.__name__: number for number, make in CASES.items()}
# There is nothing in it to answer, nobody certain to answer, or somebody who wants or should get no answer.
UNANSWERED = {
    "empty_message",
    "only_headers",
    # Its words lie too deep to be found: staff look at what could be read.
    "nested_10000",
    "space_before_colon",
    "smime_opaque_and_pgp",
    "from_two_addresses",
    "from_empty_or_null",
    "from_cve_2023_27043",
    "from_header_1mb_parens",
    "precedence_bulk_list",
    "dsn_bounce",
    "x_auto_response_suppress_all",
    "ticket_trick_verification_mail",
}
# Another mail with the Message-ID of one of the cases, and a mail with the Message-ID of an answer of ours.
TWIN_ADDRESS = "bo@tvilling.example"
TWIN = fields.message_id_reused_different_body(f"Bo Ek <{TWIN_ADDRESS}>")
OURS_ADDRESS = "bo@var-egen.example"
# A report about a mail that was never ours is nothing of the consultation's: it stays in the mailbox alone.
LEFT = {"dsn_bounce"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Passed:
    """What became of all cases after one poll and one delivery."""

    originals: dict[str, bytes]  # by hash
    readings: Counter[str]  # how many messages there are of each original
    registered: Counter[str]  # how many comments bear the address
    sent: tuple[SunkMail, ...]
    log: str
    counts: dict[str, int]
    is_intact: bool


@cache
def mail_of(name: str) -> bytes:
    return CASES[NUMBER_OF[name]](f"Anna Åberg <{address_of(name)}>")


def address_of(name: str) -> str:
    return f"anna@{name.replace('_', '-')}.example"


def with_our_id(answer: bytes) -> bytes:
    """A comment that bears the Message-ID of an answer of ours, which its sender has seen."""
    return letter.comment(f"Bo Ek <{OURS_ADDRESS}>", message_id=str(message_from_bytes(answer)["Message-ID"]))


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passed]:
    folder = tmp_path_factory.mktemp("hostile") / "service"
    with (
        Dovecot() as dovecot,
        EmbeddedSmtp() as smtp,
        World(
            folder,
            imap_port=dovecot.port,
            imap_user=dovecot.user,
            imap_password=dovecot.password,
            smtp_port=smtp.port,
        ) as world,
    ):
        world.json("poll")
        for name, number in NUMBER_OF.items():
            dovecot.deliver_file(mail_of(name))
            dovecot.deliver_file(comment(number).content)
        dovecot.deliver_file(TWIN)
        done = [world.command(command, "--verbose", timeout=100) for command in ("poll", "deliver")]
        dovecot.deliver_file(with_our_id(smtp.mails[0].content))
        done += [world.command(command, "--verbose", timeout=100) for command in ("poll", "deliver", "verify")]
        counts = world.json("reconcile")[-1]
        yield _look(folder / "mailintake.db", smtp.mails, counts, done)


def _look(store: Path, sent: tuple[SunkMail, ...], counts: dict[str, int], done: list) -> Passed:
    with sqlite3.connect(store) as database:
        rows = database.execute("SELECT sha256, content FROM original").fetchall()
        readings = database.execute("SELECT sha256 FROM message").fetchall()
        registered = database.execute("SELECT sender FROM comment").fetchall()
    database.close()
    return Passed(
        originals=dict(rows),
        readings=Counter(sha256 for (sha256,) in readings),
        registered=Counter(sender for (sender,) in registered),
        sent=sent,
        log="".join(one.stderr for one in done),
        counts=counts,
        is_intact=all(one.returncode == 0 for one in done),
    )


@pytest.mark.parametrize("name", NUMBER_OF)
def test_it_is_kept_as_it_came_and_makes_one_case(passed: Passed, name: str) -> None:
    # No NUL may stand in a mail that IMAP hands out: Dovecot puts 0x80 in its place.
    mail = mail_of(name).replace(b"\0", b"\x80")
    sha256 = hashlib.sha256(mail).hexdigest()
    kept = {} if name in LEFT else {sha256: mail}

    assert {key: content for key, content in passed.originals.items() if key == sha256} == kept
    assert passed.readings[sha256] == len(kept)
    assert passed.registered[address_of(name)] <= 1


@pytest.mark.parametrize("name", NUMBER_OF)
def test_its_sender_is_answered_once_or_not_at_all(passed: Passed, name: str) -> None:
    answers = [mail for mail in passed.sent if address_of(name) in mail.recipients]

    assert len(answers) == (0 if name in UNANSWERED else 1)
    assert all(mail.recipients == (address_of(name),) for mail in answers)


@pytest.mark.parametrize("name", NUMBER_OF)
def test_the_mail_behind_it_is_answered(passed: Passed, name: str) -> None:
    assert [mail for mail in passed.sent if comment(NUMBER_OF[name]).sender in mail.recipients] != []


@pytest.mark.parametrize("address", [TWIN_ADDRESS, OURS_ADDRESS])
def test_a_message_id_that_was_seen_before_hides_no_mail(passed: Passed, address: str) -> None:
    assert passed.registered[address] == 1


def test_nobody_else_gets_a_mail(passed: Passed) -> None:
    expected = {address_of(name) for name in NUMBER_OF if name not in UNANSWERED}
    expected |= {comment(number).sender for number in CASES} | {TWIN_ADDRESS, OURS_ADDRESS}

    assert {to for mail in passed.sent for to in mail.recipients} == expected


def test_no_answer_carries_a_field_or_the_words_of_the_mail_it_answers(passed: Passed) -> None:
    for mail in passed.sent:
        answer = message_from_bytes(mail.content)
        text = "".join(str(part.get_payload(decode=True), "utf-8") for part in answer.walk() if not part.is_multipart())

        assert (answer["Bcc"], answer["Cc"], answer["Reply-To"]) == (None, None, None)
        assert WORDS[:60] not in text
        assert PERSONAL_NUMBER not in text.replace(f"Synpunkter fran {PERSONAL_NUMBER}", "")


def test_the_log_tells_of_no_person_and_of_no_fault(passed: Passed) -> None:
    for secret in (PERSONAL_NUMBER, WORDS[:30], "anna@", "Anna", "Traceback"):
        assert secret not in passed.log


def test_the_books_agree_and_the_store_is_whole(passed: Passed) -> None:
    assert (passed.counts["unseen"], passed.counts["seen"], passed.is_intact) == (0, 2 * len(CASES) + 2, True)
