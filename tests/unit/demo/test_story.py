"""The story holds what it promises, and its mails are what real programs send."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mailintake.demo.story import NothingToAnswerError, StoryMail, mails, stand_in
from mailintake.demo.story.loading import read_mails
from mailintake.domain.comment import Role
from mailintake.domain.decision import Label, Outcome
from mailintake.domain.outbox import MailKind

STOCKHOLM = ZoneInfo("Europe/Stockholm")
OUR_ADDRESS = "lulea.kommun@lulea.se"
INVITED = Path(__file__).parents[3] / "config" / "consultations" / "lulea-lok-2018.invited.csv"
ADDRESS = re.compile(rb"[\w.+$=-]+@([a-z0-9.-]+[a-z0-9])", re.IGNORECASE)

STORY = mails()
EACH = pytest.mark.parametrize("mail", STORY, ids=[mail.key for mail in STORY])


def named(key: str) -> StoryMail:
    return next(mail for mail in STORY if mail.key == key)


def text_of(mail: StoryMail) -> str:
    body = message_from_bytes(mail.build(), policy=policy.default).get_body(("plain",))
    assert body is not None
    return body.get_content()


def test_every_label_and_every_outcome_occurs():
    assert set(Label) == {mail.expected_label for mail in STORY}
    assert set(Outcome) == {mail.expected_outcome for mail in STORY}


def test_there_are_at_least_48_mails():
    assert len(STORY) >= 48


def test_mails_come_in_the_order_of_time_from_20_june_to_3_october():
    times = [mail.at for mail in STORY]

    assert sorted(times) == times
    assert datetime(2018, 6, 20, tzinfo=STOCKHOLM) <= times[0]
    assert times[-1] < datetime(2018, 10, 4, tzinfo=STOCKHOLM)


def test_some_comments_come_late_and_one_in_the_last_hour():
    comments = [mail.at for mail in STORY if mail.expected_label is Label.COMMENT]
    ends_at = datetime(2018, 10, 2, tzinfo=STOCKHOLM)

    assert sum(at >= ends_at for at in comments) == 2
    assert any(ends_at - timedelta(hours=1) <= at < ends_at for at in comments)


def test_message_ids_are_all_different():
    ids = [message_from_bytes(mail.build())["Message-ID"] for mail in STORY]

    assert len(ids) == len(set(ids))


def test_most_of_the_invited_organisations_write_under_their_own_address():
    with INVITED.open(encoding="utf-8", newline="") as file:
        invited = {row["email"] for row in csv.DictReader(file)}

    assert len(invited & {mail.sender for mail in STORY}) >= 25


def test_comments_come_in_swedish_finnish_and_english():
    opened = {mail.key: mail.letter.text for mail in STORY if mail.expected_label is Label.COMMENT}

    assert "Kannatamme ehdotusta" in opened["revontuli"]
    assert "We support it" in opened["friends"]
    assert "Vi tillstyrker förslaget" in opened["norrskenet"]


def test_a_supplement_comes_of_every_role():
    roles = {
        "norrskenet-tillagg": Role.ADDITION,
        "simsallskapet-rattelse": Role.CORRECTION,
        "hembygd-ersatter": Role.REPLACEMENT,
        "potatisblomman-drar-tillbaka": Role.WITHDRAWAL,
    }

    assert set(roles) == {mail.key for mail in STORY if mail.expected_label is Label.SUPPLEMENT}
    assert set(Role) - {Role.ORIGINAL} == set(roles.values())


@EACH
def test_a_mail_is_built_to_the_same_bytes_each_time(mail: StoryMail):
    assert mail.build() == mail.build()


@EACH
def test_a_mail_is_parsed_and_was_received_by_our_server_for_our_address(mail: StoryMail):
    parsed = message_from_bytes(mail.build(), policy=policy.compat32)
    received, _, received_at = parsed.get_all("Received")[0].rpartition(";")

    assert parsed.defects == []
    assert "by mx.kommun.example" in received
    assert f"for <{OUR_ADDRESS}>" in received
    assert mail.at == parsedate_to_datetime(received_at)
    assert parsed["Delivered-To"] == OUR_ADDRESS
    assert parsedate_to_datetime(parsed["Date"]) <= mail.at


@EACH
def test_every_line_ends_with_crlf(mail: StoryMail):
    assert b"\n" not in mail.build().replace(b"\r\n", b"")


@EACH
def test_no_address_but_our_own_is_outside_the_reserved_domains(mail: StoryMail):
    parts = list(message_from_bytes(mail.build()).walk())
    headers = "\n".join(str(value) for part in parts for value in part.values()).encode()
    texts = [part.get_payload(decode=True) for part in parts if part.get_content_maintype() == "text"]
    domains = {found[1].decode().lower() for found in ADDRESS.finditer(b"\n".join([headers, *texts]))}

    assert {domain for domain in domains if not domain.endswith(".example")} <= {"lulea.se"}


@EACH
def test_a_mail_has_a_gloss_of_one_line(mail: StoryMail):
    assert mail.gloss
    assert "\n" not in mail.gloss


@pytest.mark.parametrize("mail", [mail for mail in STORY if mail.answers], ids=lambda mail: mail.key)
def test_an_answer_points_to_the_mail_it_answers(mail: StoryMail):
    if isinstance(mail.answers, StoryMail):
        earlier = mail.answers.build()
    else:
        earlier = stand_in(mail.answers.kind, mail.answers.recipient) or b""
    message_id = message_from_bytes(earlier)["Message-ID"]

    assert message_id.encode() in mail.build()


def test_an_answer_bears_the_subject_of_what_it_answers():
    assert named("stormberget").subject() == "Re: Påminnelse: lämna gärna synpunkter senast 1 oktober"
    assert named("norrskenet").subject() == "Yttrande över förslag till lokal överenskommelse"


def test_a_bounce_reports_the_mail_that_was_really_sent():
    sent = (stand_in(MailKind.REMINDER, "teaterskuggan@fripost.example") or b"").replace(
        b"@lulea.se>", b"@play.example>"
    )
    report = message_from_bytes(named("skuggan-studs").build(lambda _kind, _recipient: sent))
    status, returned = report.get_payload()[1:]

    assert report.get_content_type() == "multipart/report"
    assert report["Return-Path"] == "<>"
    assert status.get_payload()[1]["Final-Recipient"] == "rfc822; teaterskuggan@fripost.example"
    assert status.get_payload()[1]["Status"] == "5.1.1"
    assert returned.get_payload()[0]["Message-ID"].endswith("@play.example>")


def test_nobody_answers_a_mail_that_never_came():
    with pytest.raises(NothingToAnswerError):
        named("stormberget").build(lambda _kind, _recipient: None)


def test_a_mail_answers_the_newest_of_ours_to_its_own_sender():
    asked = []

    def find(kind: MailKind, recipient: str) -> bytes | None:
        asked.append((kind, recipient))
        return stand_in(kind, recipient)

    named("norrskenet-tillagg").build(find)

    assert asked == [(MailKind.ACKNOWLEDGEMENT, "info@ifnorrskenet.example")]


# Those whose program lies about the charset are read in test_clients.py.
@pytest.mark.parametrize(
    "mail",
    [mail for mail in STORY if mail.letter.text and not mail.letter.client.label],
    ids=lambda mail: mail.key,
)
def test_a_reader_finds_all_the_words_whatever_the_program_did_to_them(mail: StoryMail):
    written = " ".join(mail.letter.text.split())

    assert written in " ".join(text_of(mail).split())


def test_an_unknown_key_in_the_data_stops_the_story():
    data = """
    [[mail]]
    key = "x"
    at = 2018-06-20T08:00:00
    client = "gmail"
    from = "a@b.example"
    lable = "comment"
    label = "comment"
    gloss = "x"
    """

    with pytest.raises(ValueError, match="'x' has unknown keys: lable"):
        read_mails([data])


def test_a_missing_key_in_the_data_stops_the_story():
    with pytest.raises(ValueError, match="'x' lacks 'client'"):
        read_mails(['[[mail]]\nkey = "x"\nat = 2018-06-20T08:00:00\nfrom = "a@b.example"'])


def test_two_mails_with_one_name_stop_the_story():
    data = """
    [[mail]]
    key = "x"
    at = 2018-06-20T08:00:00
    client = "gmail"
    from = "a@b.example"
    label = "spam"
    gloss = "x"
    """

    with pytest.raises(ValueError, match="two mails of the story have the name 'x'"):
        read_mails([data, data])


def test_most_kinds_of_mail_program_are_used():
    programs = Counter(mail.letter.client.name for mail in STORY)

    assert len(programs) >= 12
