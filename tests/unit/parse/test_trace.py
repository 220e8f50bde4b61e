"""When a mail reached us is what our own boundary says, and nobody else can say it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from mailmaking import OWN_ADDRESS, plain
from mailmaking.reader import NOW, read_message

from mailintake.parse.trace import read_date

BOUNDARY_TIME = datetime(2018, 6, 21, 8, 14, 30, tzinfo=UTC)
BY_BOUNDARY = (
    "Received",
    (
        "from post.example (post.example [192.0.2.1])\r\n\tby mx.lulea.example (Postfix) with ESMTPS id 4A (by x;y)"
        "\r\n\tfor <fritid@lulea.se>; Thu, 21 Jun 2018 10:14:30 +0200 (CEST)"
    ),
)
INSIDE = ("Received", "from mx.lulea.example by store.lulea.example; Thu, 21 Jun 2018 10:14:40 +0200")
FORGED = ("Received", "from x by mx.lulea.example for <ond@ond.example>; Mon, 1 Jan 2018 00:00:00 +0000")
INTERNAL = datetime(2018, 6, 21, 8, 20, tzinfo=UTC)


def test_the_time_of_the_boundary_is_the_time_of_receipt():
    original = plain("Hej", top=(INSIDE, BY_BOUNDARY, FORGED))
    assert read_message(original, INTERNAL).received_at == BOUNDARY_TIME


def test_without_the_boundary_the_mail_server_says_when():
    assert read_message(plain("Hej", top=(INSIDE,)), INTERNAL).received_at == INTERNAL


def test_without_either_the_topmost_server_says_when():
    assert read_message(plain("Hej", top=(INSIDE,))).received_at == datetime(2018, 6, 21, 8, 14, 40, tzinfo=UTC)


def test_without_a_trace_the_sender_says_when():
    assert read_message(plain("Hej")).received_at == datetime(2018, 6, 21, 8, 14, tzinfo=UTC)


@pytest.mark.parametrize("date", ["", "i går", "Thu, 21 Jun 2998 10:14:00 +0200", "Thu, 99 Jun 2018 10:14:00 +9999"])
def test_a_time_that_is_none_or_to_come_is_now(date):
    assert read_message(plain("Hej", date=date)).received_at == NOW


def test_a_server_that_nobody_vouches_for_cannot_say_that_it_is_later_than_now():
    tomorrow = ("Received", "from x by y; Sat, 23 Jun 2018 10:14:00 +0200")
    assert read_message(plain("Hej", top=(tomorrow,))).received_at == NOW


@pytest.mark.parametrize(
    "forged",
    [
        "from by mx.lulea.example (x) by ond.example; Mon, 1 Jan 2018 00:00:00 +0000",
        "from mx.lulea.example (by mx.lulea.example) by ond.example; Mon, 1 Jan 2018 00:00:00 +0000",
        "from x by mx.lulea.example.ond.example; Mon, 1 Jan 2018 00:00:00 +0000",
        "from x by ond.example (mx.lulea.example); Mon, 1 Jan 2018 00:00:00 +0000",
    ],
)
def test_a_field_that_only_names_the_boundary_is_not_its_own(forged):
    assert read_message(plain("Hej", top=(("Received", forged),)), INTERNAL).received_at == INTERNAL


def test_whom_a_mail_was_sent_to_is_read_from_every_field_that_says_so():
    original = plain(
        "Hej",
        to="Alla <alla@luleaskidor.example>",
        top=(BY_BOUNDARY, FORGED, ("Delivered-To", "kommun@LULEA.se"), ("X-Original-To", "<lulea.kommun@lulea.se>")),
        headers=(("Cc", "bo@luleaskidor.example"), ("Resent-To", "registrator@lulea.se")),
    )
    assert read_message(original).sent_to == (
        "alla@luleaskidor.example",
        "bo@luleaskidor.example",
        "registrator@lulea.se",
        "kommun@lulea.se",
        OWN_ADDRESS,
        "fritid@lulea.se",
    )


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("Thu, 21 Jun 2018 10:14:00 +0200", datetime(2018, 6, 21, 8, 14, tzinfo=UTC)),
        ("21 Jun 18 10:14 GMT (sommar)", datetime(2018, 6, 21, 10, 14, tzinfo=UTC)),
        ("Thu, 21 Jun 2018 10:14:00", datetime(2018, 6, 21, 10, 14, tzinfo=UTC)),
        ("Fri, 21 Jun 2018 10:14:60 +0200", datetime(2018, 6, 21, 8, 15, tzinfo=UTC)),
        ("Thu, 31 Jun 2018 10:14:00 +0200", None),
        ("9" * 300, None),
        ("", None),
    ],
)
def test_a_date_is_read_as_a_moment(value, moment):
    assert read_date(value) == moment
