"""The list's cases of hostile frames, a test each by its name: the words are read, and what is wrong is told."""

from __future__ import annotations

import hashlib
import socket

from hostile import frame
from hostile.letter import SENDER, SUBJECT, WORDS
from mailmaking import OWN_ADDRESS
from mailmaking.reader import read_any, read_message

from mailintake.domain.acknowledgement import AnswerPolicy, Reason, may_acknowledge
from mailintake.domain.history import History
from mailintake.domain.message import Unreadable
from mailintake.parse.defects import Defect

POLICY = AnswerPolicy(own_addresses=frozenset({OWN_ADDRESS}))


def read(make):
    return read_message(make(SENDER))


def shown(make):
    """The text that staff see, the words of an attached mail among it."""
    message = read(make)
    return "\n".join([message.text, *(one.text for one in message.attachments)])


def test_empty_message():
    assert isinstance(read_any(frame.empty_message(SENDER)), Unreadable)


def test_only_headers():
    message = read(frame.only_headers)
    assert (message.subject, message.text) == (SUBJECT, "")


def test_garbage_line_in_headers():
    message = read(frame.garbage_line_in_headers)
    assert (message.subject, message.text, message.defects) == (SUBJECT, WORDS, (Defect.STRAY_LINES,))


def test_space_before_colon():
    message = read(frame.space_before_colon)
    assert (message.from_address, message.text) == ("", WORDS)
    assert Defect.SPACE_BEFORE_COLON in message.defects
    assert may_acknowledge(message, History(), POLICY).reason is Reason.NO_SENDER


def test_bare_cr():
    assert read(frame.bare_cr).text == WORDS.replace(". ", ".\n")


def test_bare_cr_header_smuggle():
    message = read(frame.bare_cr_header_smuggle)
    assert (message.reply_to, message.defects) == ((), (Defect.BARE_CR,))
    assert may_acknowledge(message, History(), POLICY).recipient == "anna.aberg@luleaskidor.example"


def test_truncated_in_nested_multipart():
    message = read(frame.truncated_in_nested_multipart)
    assert (message.text.startswith(WORDS), Defect.NOT_CLOSED in message.defects) == (True, True)


def test_rfc822_root_inner_no_start_boundary():
    assert WORDS in shown(frame.rfc822_root_inner_no_start_boundary)
    assert Defect.NO_PARTS in read(frame.rfc822_root_inner_no_start_boundary).defects


def test_same_boundary_nested():
    assert read(frame.same_boundary_nested).text.strip() == WORDS


def test_empty_boundary():
    message = read(frame.empty_boundary)
    assert (WORDS in message.text, Defect.NO_BOUNDARY in message.defects) == (True, True)


def test_multipart_with_base64_cte():
    assert read(frame.multipart_with_base64_cte).text.strip() == WORDS


def test_nested_100():
    message = read(frame.nested_100)
    assert (WORDS in message.text, Defect.TOO_DEEP in message.defects) == (True, True)


def test_nested_10000():
    message = read(frame.nested_10000)
    assert (WORDS in message.text, Defect.TOO_DEEP in message.defects) == (True, True)


def test_rfc822_nested_1000():
    message = read(frame.rfc822_nested_1000)
    assert (message.subject, Defect.TOO_DEEP in message.defects) == (SUBJECT, True)
    assert len(message.attachments) < 10


def test_flat_100000_parts():
    message = read(frame.flat_100000_parts)
    assert (WORDS in message.text, message.defects) == (True, (Defect.TOO_MANY_PARTS,))


def test_attachment_nest_amplification():
    message = read(frame.attachment_nest_amplification)
    assert (message.text.strip(), Defect.TOO_DEEP in message.defects) == (WORDS, True)
    assert len(message.attachments) < 10


def test_binary_part_without_name():
    message = read(frame.binary_part_without_name)
    [part] = message.attachments
    assert (message.text.strip(), part.size, part.sha256) == (
        WORDS,
        len(frame.BINARY),
        hashlib.sha256(frame.BINARY).hexdigest(),
    )


def test_body_only_named_text():
    message = read(frame.body_only_named_text)
    assert (message.text, message.attachments) == (WORDS, ())


def test_message_partial():
    message = read(frame.message_partial)
    assert Defect.ONE_OF_SEVERAL in message.defects
    assert WORDS in shown(frame.message_partial)


def test_message_external_body(monkeypatch):
    def refuse(*_arguments):
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    message = read(frame.message_external_body)
    assert (message.text.strip(), [part.media_type for part in message.attachments]) == (
        WORDS,
        ["message/external-body"],
    )


def test_smime_opaque_and_pgp():
    message = read(frame.smime_opaque_and_pgp)
    assert (Defect.ENCRYPTED in message.defects, [part.filename for part in message.attachments]) == (
        True,
        ["smime.p7m"],
    )


def test_calendar_invite():
    message = read(frame.calendar_invite)
    assert (message.text.strip(), [part.media_type for part in message.attachments]) == (WORDS, ["text/calendar"])
