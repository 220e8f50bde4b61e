"""Message-IDs are taken only where they are well formed."""

from __future__ import annotations

from mailintake.parse.message_ids import MAX_POINTERS, every, first


def test_the_ids_of_a_field_are_read_whatever_stands_between():
    assert every(["<a@b.example> skrap <c@d.example>\t<a@b.example>"]) == ("<a@b.example>", "<c@d.example>")


def test_what_is_no_message_id_is_none():
    assert [first(value) for value in ("", "a@b", "<a>", "<a b@c>", "<a@b@c>", "<å@b>", "<" * 50)] == [""] * 7


def test_no_line_end_can_stand_in_one():
    assert first("<a@b\r\nBcc: x@y.example>") == ""


def test_the_newest_are_kept_where_there_are_too_many():
    found = every([" ".join(f"<{number}@b.example>" for number in range(MAX_POINTERS + 5))])
    assert (len(found), found[-1]) == (MAX_POINTERS, f"<{MAX_POINTERS + 4}@b.example>")
