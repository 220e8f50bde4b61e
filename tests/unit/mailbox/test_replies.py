from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailintake.mailbox.replies import Reply, checked_uid, is_fetch, literal_size, read_internal_date, read_reply


def read(*parts: bytes) -> tuple[int, Reply]:
    """Read a reply whose lines, which are every second part, are given without their line ends."""
    return read_reply([part if number % 2 else part + b"\r\n" for number, part in enumerate(parts)])


def test_a_listing_is_read() -> None:
    uid, reply = read(b'* 12 FETCH (UID 7 RFC822.SIZE 2048 INTERNALDATE "20-Sep-2018 10:00:00 +0200")')

    assert uid == 7
    assert reply == {b"UID": 7, b"RFC822.SIZE": 2048, b"INTERNALDATE": b"20-Sep-2018 10:00:00 +0200"}


def test_a_body_is_read_wherever_it_stands_in_the_reply() -> None:
    expected = (7, {b"UID": 7, b"BODY[]": b"a) {1}\r\nb"})

    assert read(b"* 1 FETCH (UID 7 BODY[] {9}", b"a) {1}\r\nb", b")") == expected
    assert read(b"* 1 FETCH (BODY[] {9}", b"a) {1}\r\nb", b" UID 7)") == expected
    assert read(b"* 1 FETCH ( UID 7 BODY[] {9}", b"a) {1}\r\nb", b" )") == expected


@given(st.integers(0, 2**33), st.integers(0, 2**40), st.binary(max_size=30))
def test_the_order_of_items_makes_no_difference(uid: int, size: int, words: bytes) -> None:
    quoted = b'"' + words.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'

    def outcome(*parts: bytes) -> object:
        try:
            return read(*parts)
        except ValueError:
            return None

    assert outcome(b"* 1 FETCH (UID %d RFC822.SIZE %d INTERNALDATE %s)" % (uid, size, quoted)) == outcome(
        b"* 1 FETCH (INTERNALDATE %s RFC822.SIZE %d UID %d)" % (quoted, size, uid)
    )
    assert outcome(b"* 1 FETCH (UID %d BODY[] {%d}" % (uid, len(words)), words, b")") == outcome(
        b"* 1 FETCH (BODY[] {%d}" % len(words), words, b" UID %d)" % uid
    )


def test_a_body_may_come_as_a_quoted_string_or_as_nothing() -> None:
    assert read(rb'* 1 FETCH (UID 7 BODY[] "a \"b\" \\c")')[1][b"BODY[]"] == rb'a "b" \c'
    assert read(b'* 1 FETCH (UID 7 BODY[] "")')[1][b"BODY[]"] == b""
    assert read(b"* 1 FETCH (UID 7 BODY[] NIL)")[1][b"BODY[]"] is None


def test_a_piece_and_a_header_are_told_apart_by_name() -> None:
    _, reply = read(b"* 1 FETCH (UID 7 BODY[]<4096> {1}", b"a", b" body[header]<0> {1}", b"b", b")")

    assert (reply[b"BODY[]<4096>"], reply[b"BODY[HEADER]<0>"]) == (b"a", b"b")


def test_what_nobody_asked_for_is_passed_over() -> None:
    assert read(rb"* 1 FETCH (FLAGS (\Seen $Label1) MODSEQ (917))")[0] == 0
    assert read(rb"* 1 FETCH (UID 7 FLAGS () BODY[] {1}", b"a", rb" FLAGS2 (\Seen))")[0] == 7


@pytest.mark.parametrize(
    "parts",
    [
        [b"* 1 FETCH UID 7"],
        [b"* 1 FETCH"],
        [b"* 1 FETCH (UID 7"],
        [b"* 1 FETCH (UID 7) and more"],
        [b"* 1 FETCH (UID 7 BODY[] {1}"],
        [b"* 1 FETCH (UID 7 BODY[] {1}", b"a"],
        [b"* 1 FETCH (UID 7 BODY[] {1}", b"a", b""],
        [b"* 1 FETCH (UID 7 BODY[] {1}", b"a", b") extra"],
        [b"* 1 FETCH (UID 7 BODY[] {1}", b"a", b" BODY[] {1}", b"b", b")"],
        [b"* 1 FETCH (UID 7) {1}", b"a", b")"],
        [b"* 1 FETCH (UID 7 UID 8)"],
        [b"* 1 FETCH (UID 0 UID 8)"],
        [b"* 1 FETCH (UID 4294967296)"],
        [b"* 1 FETCH (UID seven)"],
        [b'* 1 FETCH (UID 7 ENVELOPE ("date" "subject" (("a" NIL "b" "c"))))'],
        [b"* 1 FETCH (UID 7 BODYSTRUCTURE " + b"(" * 100_000 + b")" * 100_000 + b")"],
        [b'* 1 FETCH (UID 7 BODY[] "never closed)'],
        [b"* 99999999999 FETCH (UID 7)"],
        [b""],
        [b"* 1 FETCH (UID 7)\r\n"],
    ],
)
def test_whatever_is_odd_is_an_error_of_one_kind(parts: list[bytes]) -> None:
    with pytest.raises(ValueError, match=r"FETCH|UID"):
        read(*parts)


@given(st.binary(max_size=200))
def test_any_line_is_read_or_refused(garbage: bytes) -> None:
    for line in (garbage, b"* 1 FETCH (" + garbage, b"* 1 FETCH (UID 7 " + garbage + b")"):
        try:
            uid, _ = read(line)
        except ValueError:
            continue
        assert 0 <= uid < 2**32


def test_a_line_of_very_many_items_is_read_in_linear_time() -> None:
    line = b"* 1 FETCH (UID 7" + b"".join(b" X%d 1" % number for number in range(100_000)) + b")"
    begun = time.perf_counter()
    assert len(read(line)[1]) == 100_001
    assert time.perf_counter() - begun < 2.0


@pytest.mark.parametrize("filler", [b'"', b'\\"', b"\\", b"(", b"[", b"{1}", b" ", b"UID 7 "])
def test_a_line_of_a_megabyte_is_read_in_linear_time(filler: bytes) -> None:
    line = b'* 1 FETCH (UID 7 BODY[] "' + filler * (1_000_000 // len(filler))
    begun = time.perf_counter()
    with pytest.raises(ValueError, match="FETCH"):
        read(line)
    assert time.perf_counter() - begun < 1.0


def test_a_fetch_reply_is_told_from_other_replies() -> None:
    assert is_fetch(b"* 12 FETCH (FLAGS ())\r\n")
    assert is_fetch(b"* 12 fetch (FLAGS ())\r\n")
    for line in (b"* 12 EXISTS\r\n", b"* OK FETCH (\r\n", b"A1 OK FETCH done\r\n", b"+ 1 FETCH (\r\n"):
        assert not is_fetch(line)


def test_the_length_of_a_literal_stands_at_the_end_of_a_line() -> None:
    assert literal_size(b"* 1 FETCH (UID 7 BODY[] {2048}\r\n") == 2048
    assert literal_size(b"* 1 FETCH (UID 7 BODY[] {0}\r\n") == 0
    for line in (b"* 1 FETCH ({1} UID 7)\r\n", b"* 1 FETCH (UID 7 BODY[] {}\r\n", b"{-1}\r\n", b"{1}", b""):
        assert literal_size(line) is None


def test_a_line_that_was_broken_off_is_no_reply() -> None:
    for line in (b"* 1 FETCH (UID 7)", b"* 1 FETCH (UID 7)\n", b"* 1 FETCH (UID 7"):
        with pytest.raises(ValueError, match="FETCH"):
            read_reply([line])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"20-Sep-2018 10:00:00 +0200", datetime(2018, 9, 20, 8, 0, tzinfo=UTC)),
        (b" 1-Oct-2018 23:59:59 -0330", datetime(2018, 10, 2, 3, 29, 59, tzinfo=UTC)),
        (b"01-OCT-2018 00:00:00 +0000", datetime(2018, 10, 1, tzinfo=UTC)),
    ],
)
def test_an_internal_date_is_read_as_utc(text: bytes, expected: datetime) -> None:
    assert read_internal_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        None,
        7,
        b"",
        b"yesterday",
        b"31-Feb-2018 10:00:00 +0200",
        b"20-Sep-0000 10:00:00 +0200",
        b"01-Jan-0001 00:00:00 +0200",
        b"31-Dec-9999 23:59:59 -0200",
        b"20-Sep-2018 10:00:61 +0200",
        b"20-Sep-2018 10:00:00",
    ],
)
def test_a_date_that_cannot_be_read_is_no_date(text: int | bytes | None) -> None:
    assert read_internal_date(text) is None


def test_a_uid_lies_between_one_and_the_highest() -> None:
    assert [checked_uid(uid) for uid in (1, 2**32 - 1)] == [1, 2**32 - 1]
    for uid in (0, -1, 2**32, None, b"7"):
        with pytest.raises(ValueError, match="UID"):
            checked_uid(uid)
