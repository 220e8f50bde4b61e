from __future__ import annotations

from collections.abc import Callable

import pytest

from mailintake.mailbox.pieces import PIECE_BYTES, join_pieces


def source(content: bytes) -> Callable[[int, int], bytes | None]:
    return lambda offset, length: content[offset : offset + length]


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES])
def test_pieces_make_the_whole(size: int) -> None:
    content = (b"0123456789" * (size // 10 + 1))[:size]

    assert join_pieces(source(content), size=size, limit=10 * PIECE_BYTES) == content


def test_the_size_that_was_told_is_not_believed() -> None:
    content = b"x" * (PIECE_BYTES + 5)

    for told in (0, 5, PIECE_BYTES, PIECE_BYTES + 4, 3 * PIECE_BYTES):
        assert join_pieces(source(content), size=told, limit=10 * PIECE_BYTES) == content


def test_nothing_at_the_very_end_is_the_end() -> None:
    content = b"x" * (2 * PIECE_BYTES)

    def ask(offset: int, length: int) -> bytes | None:
        return content[offset : offset + length] or None

    assert join_pieces(ask, size=len(content), limit=10 * PIECE_BYTES) == content
    assert join_pieces(ask, size=len(content) + 1, limit=10 * PIECE_BYTES) is None


def test_each_piece_is_asked_for_once_and_the_last_is_short() -> None:
    asked: list[tuple[int, int]] = []

    def ask(offset: int, length: int) -> bytes:
        asked.append((offset, length))
        return b"x" * min(length, PIECE_BYTES + 5 - offset)

    join_pieces(ask, size=PIECE_BYTES + 5, limit=10 * PIECE_BYTES)

    assert asked == [(0, PIECE_BYTES), (PIECE_BYTES, PIECE_BYTES)]


def test_a_piece_that_does_not_come_gives_the_mail_up() -> None:
    def ask(offset: int, length: int) -> bytes | None:
        return None if offset else b"x" * length

    assert join_pieces(ask, size=2 * PIECE_BYTES, limit=10 * PIECE_BYTES) is None


def test_a_mail_without_end_is_given_up_at_the_limit() -> None:
    asked: list[int] = []

    def ask(offset: int, length: int) -> bytes:
        asked.append(offset)
        return b"x" * length

    assert join_pieces(ask, size=3 * PIECE_BYTES, limit=3 * PIECE_BYTES) is None
    assert len(asked) == 4
