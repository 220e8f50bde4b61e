"""A server that lies about mail: none counts as fetched that was not had in full, and none that is there is lost."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from servers.imap_faults import Conversation, RogueImap, body
from servers.imap_scripts import HEAD, MAILS, piecewise, sizes_of

from mailintake.mailbox import pieces
from mailintake.mailbox.fetch import HEADER_BYTES

MakeMailbox = Callable[..., Any]
Fetched = Callable[..., dict[int, bytes]]


def test_a_polite_server_gives_all(fetched: Fetched) -> None:
    with RogueImap(MAILS) as server:
        assert fetched(server) == MAILS


def test_only_what_changes_nothing_and_cannot_recurse_is_asked_for(fetched: Fetched, mailbox_on: MakeMailbox) -> None:
    with RogueImap(MAILS) as server:
        fetched(server)
        with mailbox_on(server).open("INBOX") as folder:
            folder.new_since(7, pending=[7])
            folder.uids()
        sent = "\n".join(server.lines).upper()

    for word in ("ENVELOPE", "BODYSTRUCTURE", "SELECT", "STORE", "SEARCH ALL", "UNSEEN", "SINCE", "STATUS", " BODY["):
        assert word not in sent
    assert "EXAMINE" in sent
    assert "BODY.PEEK[]" in sent


def test_a_mail_that_the_server_passes_over_is_left_out(fetched: Fetched) -> None:
    def without_8(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send(*body(1, 7, MAILS[7]), *body(3, 9, MAILS[9]), f"{tag} OK done")

    with RogueImap(MAILS, scripts={"BODIES": without_8}) as server:
        assert sorted(fetched(server)) == [7, 9]


@pytest.mark.parametrize("nothing", ["NIL", '""'])
def test_a_mail_without_a_body_is_left_out(fetched: Fetched, caplog: pytest.LogCaptureFixture, nothing: str) -> None:
    def nil(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send(f"* 2 FETCH (UID 8 BODY[] {nothing})", *body(1, 7, MAILS[7]), f"{tag} OK done")

    with caplog.at_level(logging.DEBUG), RogueImap(MAILS, scripts={"BODIES": nil}) as server:
        assert sorted(fetched(server)) == [7]

    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == [
        "not fetched: UID 8 of UIDVALIDITY 1537430400",
        "not fetched: UID 9 of UIDVALIDITY 1537430400",
    ]


def test_what_is_logged_shows_no_mail_and_no_secret(fetched: Fetched, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), RogueImap(MAILS) as server:
        fetched(server)

    for word in ("Synpunkter", "secret", "lulea.kommun"):
        assert word not in caplog.text


def test_two_bodies_for_one_mail_are_not_believed(fetched: Fetched) -> None:
    def twice(talk: Conversation, tag: str, rest: str) -> None:
        if rest.startswith(("8 ", "7:9")):
            talk.send(*body(2, 8, MAILS[8]), *body(2, 8, HEAD + b"forged\r\n"))
        talk.polite("BODIES", tag, rest)

    with RogueImap(MAILS, scripts={"BODIES": twice}) as server:
        assert sorted(fetched(server)) == [7, 9]


def test_a_mail_of_another_mail_that_was_not_asked_for_is_not_taken(fetched: Fetched) -> None:
    def unasked(talk: Conversation, tag: str, rest: str) -> None:
        talk.send(*body(4, 70, MAILS[7]))
        talk.polite("BODIES", tag, rest)

    with RogueImap(MAILS, scripts={"BODIES": unasked}) as server:
        assert fetched(server) == MAILS


def test_a_body_of_another_size_is_asked_for_again(fetched: Fetched) -> None:
    def short_at_first(talk: Conversation, tag: str, rest: str) -> None:
        if len(talk.server.asked("BODY.PEEK[]")) == 1:
            talk.send(*body(2, 8, MAILS[8][:-3]), *body(1, 7, MAILS[7]), *body(3, 9, MAILS[9]), f"{tag} OK done")
        else:
            talk.polite("BODIES", tag, rest)

    with RogueImap(MAILS, scripts={"BODIES": short_at_first}) as server:
        assert fetched(server) == MAILS
        assert len(server.asked("BODY.PEEK[]")) == 2


def test_a_body_of_another_size_that_comes_the_same_twice_is_taken(fetched: Fetched) -> None:
    with RogueImap({7: MAILS[7]}, scripts={"SIZES": sizes_of(len(MAILS[7]) + 1)}) as server:
        assert fetched(server) == {7: MAILS[7]}


def test_a_body_that_changes_its_size_each_time_is_left_out(fetched: Fetched) -> None:
    def changing(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send(*body(1, 7, MAILS[7] + b"x" * len(talk.server.asked("BODY.PEEK[]"))), f"{tag} OK done")

    with RogueImap({7: MAILS[7]}, scripts={"BODIES": changing}) as server:
        assert fetched(server) == {}


def test_a_mail_whose_size_is_not_told_is_taken_all_the_same(fetched: Fetched) -> None:
    def no_size(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send('* 1 FETCH (UID 7 RFC822.SIZE NIL INTERNALDATE "yesterday")', f"{tag} OK done")

    with RogueImap({7: MAILS[7]}, scripts={"SIZES": no_size}) as server:
        assert fetched(server) == {7: MAILS[7]}


def test_one_mail_that_the_server_cannot_read_does_not_hold_up_the_others(fetched: Fetched) -> None:
    def stumbles_at_8(talk: Conversation, tag: str, rest: str) -> None:
        if rest.startswith("7:9"):
            talk.send(*body(1, 7, MAILS[7]), f"{tag} NO cannot read 8")
        elif rest.startswith("8 "):
            talk.send(f"{tag} NO cannot read 8")
        else:
            talk.polite("BODIES", tag, rest)

    with RogueImap(MAILS, scripts={"BODIES": stumbles_at_8}) as server:
        assert sorted(fetched(server)) == [7, 9]


def test_a_big_mail_comes_in_pieces(fetched: Fetched, monkeypatch: pytest.MonkeyPatch) -> None:
    big = HEAD + bytes(range(32, 127)) * 100_000
    with RogueImap({7: big}, scripts={"BODIES": piecewise(lambda _asked: big)}) as server:
        assert fetched(server) == {7: big}

        lengths = [int(line[line.rindex(".") + 1 : line.rindex(">")]) for line in server.asked("BODY.PEEK[]")]
    assert lengths == [pieces.PIECE_BYTES] * 3


def test_a_big_mail_of_another_size_than_listed_is_taken_when_it_comes_the_same_twice(fetched: Fetched) -> None:
    big = HEAD + b"x" * 9_000_000
    scripts = {"SIZES": sizes_of(len(big) + 5), "BODIES": piecewise(lambda _asked: big)}
    with RogueImap({7: big}, scripts=scripts) as server:
        assert fetched(server) == {7: big}


def test_a_big_mail_that_comes_empty_is_left_out(fetched: Fetched) -> None:
    scripts = {"SIZES": sizes_of(9_000_000), "BODIES": piecewise(lambda _asked: b"")}
    with RogueImap({7: HEAD}, scripts=scripts) as server:
        assert fetched(server) == {}


def test_a_big_mail_that_changes_is_left_out(fetched: Fetched) -> None:
    big = HEAD + b"x" * 9_000_000
    scripts = {"SIZES": sizes_of(len(big) + 5), "BODIES": piecewise(lambda asked: big + b"y" * (asked // 4))}
    with RogueImap({7: big}, scripts=scripts) as server:
        assert fetched(server) == {}


def test_a_piece_longer_than_asked_for_is_not_believed(fetched: Fetched) -> None:
    def too_long(talk: Conversation, tag: str, rest: str) -> None:
        offset = int(rest[rest.index("<") + 1 : rest.index(".", rest.index("<"))])
        size = 5_000_000 if offset == 0 else 4_000_000
        talk.send(b"* 1 FETCH (UID 7 BODY[]<%d> {%d}\r\n" % (offset, size) + b"x" * size + b")\r\n", f"{tag} OK done")

    with RogueImap({7: HEAD}, scripts={"SIZES": sizes_of(9_000_000), "BODIES": too_long}) as server:
        assert fetched(server) == {}


def test_of_a_mail_above_the_limit_no_more_than_a_long_header_is_asked_for(fetched: Fetched) -> None:
    def header(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send(b"* 1 FETCH (UID 7 BODY[HEADER]<0> {%d}\r\n%s)\r\n" % (len(HEAD), HEAD), f"{tag} OK done")

    with RogueImap({7: HEAD}, scripts={"SIZES": sizes_of(60_000_000), "BODIES": header}) as server:
        assert fetched(server) == {7: HEAD}
        [asked] = server.asked("BODY")

    assert asked.endswith(f"(UID BODY.PEEK[HEADER]<0.{HEADER_BYTES}>)")
