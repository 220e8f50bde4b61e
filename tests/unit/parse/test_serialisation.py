"""A reading comes back from JSON as it went in, and nothing else comes out of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from mailmaking import attached, multipart, text_part
from mailmaking.machines import delivery_report
from mailmaking.reader import BOUNDARY, NOW, arrival, read_any, read_message

from mailintake.domain.message import Arrival, MessageRef
from mailintake.parse.serialisation import dump_reading, dump_request, load_reading, load_request

MAIL = multipart(
    text_part("Hej å ä ö \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")),
    attached(b"a", "å.txt"),
)


@pytest.mark.parametrize("original", [MAIL, delivery_report(), b""], ids=["mail", "report", "unreadable"])
def test_a_reading_comes_back_as_it_was(original):
    reading = read_any(original)
    assert load_reading(dump_reading(reading)) == reading


def test_a_request_comes_back_as_it_was():
    ref = MessageRef(mailbox="a", folder="INBOX", uidvalidity=1, uid=2)
    how = Arrival(ref=ref, internal_date=datetime(2018, 6, 21, tzinfo=UTC), size=3, is_whole=False)
    assert load_request(dump_request(how, BOUNDARY, NOW)) == (how, BOUNDARY, NOW)


def test_a_request_is_one_line():
    assert dump_request(arrival(b"\n"), BOUNDARY, NOW).count(b"\n") == 1


def _changed(**fields):
    document = json.loads(dump_reading(read_message(MAIL)))
    document["reading"] |= fields
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"kind": "os.system", "reading": {}}',
        b'{"kind": "message", "reading": []}',
        _changed(size="3"),
        _changed(size=True),
        _changed(automatic="evil"),
        _changed(to="a@b.example"),
        _changed(received_at=3),
        _changed(attachments=[3]),
    ],
)
def test_what_is_no_reading_is_refused(data):
    with pytest.raises((ValueError, TypeError)):
        load_reading(data)
