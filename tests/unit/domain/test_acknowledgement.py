"""Who may get an automatic answer: one row for each way a mail can be a machine's, a stranger's or one too many."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fakes.letters import NOW, OWN_ADDRESS, letter

from mailintake.domain.acknowledgement import (
    RULES,
    TEXTS,
    AnswerLimits,
    AnswerPolicy,
    Permission,
    Reason,
    may_acknowledge,
    recipient_of_answer,
    refuse,
)
from mailintake.domain.history import AnswerCounts, History
from mailintake.domain.message import Authentication, Automatic, MachineSigns

POLICY = AnswerPolicy(own_addresses=frozenset({OWN_ADDRESS, "remiss@lulea.example"}))
ANNA = "anna.berg@fripost.example"

SIGNS: list[tuple[str, dict[str, Any], Reason]] = [
    ("no sign at all", {}, Reason.ALLOWED),
    ("Auto-Submitted: no", {"auto_submitted": "no"}, Reason.ALLOWED),
    ("Auto-Submitted: auto-replied", {"auto_submitted": "auto-replied"}, Reason.AUTO_SUBMITTED),
    ("Auto-Submitted: auto-generated", {"auto_submitted": "auto-generated"}, Reason.AUTO_SUBMITTED),
    ("Auto-Submitted: auto-notified", {"auto_submitted": "auto-notified"}, Reason.AUTO_SUBMITTED),
    ("Auto-Submitted with a word of its own", {"auto_submitted": "x-robot"}, Reason.AUTO_SUBMITTED),
    ("Auto-Submitted without a word", {"auto_submitted": ""}, Reason.AUTO_SUBMITTED),
    ("Return-Path: <>", {"return_path": ""}, Reason.NULL_SENDER),
    ("Return-Path with an address", {"return_path": ANNA}, Reason.ALLOWED),
    ("List-Id", {"list_fields": ("list-id",)}, Reason.LIST),
    ("List-Unsubscribe", {"list_fields": ("list-unsubscribe",)}, Reason.LIST),
    ("List-Post", {"list_fields": ("list-post",)}, Reason.LIST),
    ("Precedence: bulk", {"precedence": "bulk"}, Reason.PRECEDENCE),
    ("Precedence: list", {"precedence": "list"}, Reason.PRECEDENCE),
    ("Precedence: junk", {"precedence": "junk"}, Reason.PRECEDENCE),
    ("Precedence: normal", {"precedence": "normal"}, Reason.ALLOWED),
    ("X-Auto-Response-Suppress: All", {"auto_response_suppress": {"all"}}, Reason.AUTO_RESPONSE_SUPPRESS),
    ("X-Auto-Response-Suppress: OOF", {"auto_response_suppress": {"oof"}}, Reason.AUTO_RESPONSE_SUPPRESS),
    ("X-Auto-Response-Suppress: AutoReply", {"auto_response_suppress": {"autoreply"}}, Reason.AUTO_RESPONSE_SUPPRESS),
    ("X-Auto-Response-Suppress: DR, OOF", {"auto_response_suppress": {"dr", "oof"}}, Reason.AUTO_RESPONSE_SUPPRESS),
    ("X-Auto-Response-Suppress: DR, RN", {"auto_response_suppress": {"dr", "rn"}}, Reason.ALLOWED),
]

SENDERS = [
    ("anna.berg@fripost.example", Reason.ALLOWED),
    ("styrelsen@forening.example", Reason.ALLOWED),
    ("info@forening.example", Reason.ALLOWED),
    ("request@forening.example", Reason.ALLOWED),
    ("rootsi@forening.example", Reason.ALLOWED),
    ("anna+noreply@forening.example", Reason.ALLOWED),
    ("nor.reply@forening.example", Reason.ALLOWED),
    ("bouncebackklubben@forening.example", Reason.ALLOWED),
    ("automatklubben@forening.example", Reason.ALLOWED),
    ("return@forening.example", Reason.ALLOWED),
    ("SRS0=HHH=TT=post.example=anna@forening.example", Reason.ALLOWED),
    ("prvs=0123456789=anna@forening.example", Reason.ALLOWED),
    ("MAILER-DAEMON@mail.example", Reason.MACHINE_SENDER),
    ("mail-daemon@mail.example", Reason.MACHINE_SENDER),
    ("postmaster+mx1@mail.example", Reason.MACHINE_SENDER),
    ("root+cron@mail.example", Reason.MACHINE_SENDER),
    ("www-data@mail.example", Reason.MACHINE_SENDER),
    ("notifications@mail.example", Reason.MACHINE_SENDER),
    ("mailer-daemon@mail.example", Reason.MACHINE_SENDER),
    ("Postmaster@mail.example", Reason.MACHINE_SENDER),
    ("root@mail.example", Reason.MACHINE_SENDER),
    ("listserv@mail.example", Reason.MACHINE_SENDER),
    ("majordomo@mail.example", Reason.MACHINE_SENDER),
    ("owner-nyheter@mail.example", Reason.MACHINE_SENDER),
    ("nyheter-owner@mail.example", Reason.MACHINE_SENDER),
    ("nyheter-request@mail.example", Reason.MACHINE_SENDER),
    ("nyheter-bounces@mail.example", Reason.MACHINE_SENDER),
    ("bounce+17=anna@mail.example", Reason.MACHINE_SENDER),
    ("nyheter-bounces+anna=fripost.example@mail.example", Reason.MACHINE_SENDER),
    ("nyheter-return-17-anna=fripost.example@mail.example", Reason.MACHINE_SENDER),
    ("msprvs1=17=bounces@mail.example", Reason.MACHINE_SENDER),
    ("nyheter.17.lulea.kommun=lulea.se@mail.example", Reason.MACHINE_SENDER),
    ("bounces-17@mail.example", Reason.MACHINE_SENDER),
    ("noreply@mail.example", Reason.MACHINE_SENDER),
    ("no-reply@mail.example", Reason.MACHINE_SENDER),
    ("No.Reply@mail.example", Reason.MACHINE_SENDER),
    ("no_reply+17@mail.example", Reason.MACHINE_SENDER),
    ("donotreply@mail.example", Reason.MACHINE_SENDER),
    ("do-not-reply@mail.example", Reason.MACHINE_SENDER),
    ("dont-reply@mail.example", Reason.MACHINE_SENDER),
    ("lok.no-reply@mail.example", Reason.MACHINE_SENDER),
    ("no-response@mail.example", Reason.MACHINE_SENDER),
    ("svar-ikke@mail.example", Reason.MACHINE_SENDER),
    ("ikke-svar@mail.example", Reason.MACHINE_SENDER),
    ("ei-vastausta@mail.example", Reason.MACHINE_SENDER),
    ("nicht-antworten@mail.example", Reason.MACHINE_SENDER),
    ("svara-ej@mail.example", Reason.MACHINE_SENDER),
    ("svarainte@mail.example", Reason.MACHINE_SENDER),
    ("besvaras.ej@mail.example", Reason.MACHINE_SENDER),
    ("ej-svar@mail.example", Reason.MACHINE_SENDER),
    ("autosvar@mail.example", Reason.MACHINE_SENDER),
    ("auto-reply@mail.example", Reason.MACHINE_SENDER),
    ("automatic-responder@mail.example", Reason.MACHINE_SENDER),
    ("lulea.kommun@lulea.se", Reason.OWN_ADDRESS),
    ("Lulea.Kommun@lulea.se", Reason.OWN_ADDRESS),
    ("remiss@lulea.example", Reason.OWN_ADDRESS),
    ("Lulea.Kommun+17@lulea.se", Reason.OWN_ADDRESS),
    ("", Reason.NO_SENDER),
]

MAILS: list[tuple[str, dict[str, Any], Reason]] = [
    ("a delivery report", {"automatic": Automatic.BOUNCE}, Reason.AUTOMATIC_MAIL),
    ("a delay report", {"automatic": Automatic.DELAY}, Reason.AUTOMATIC_MAIL),
    ("a feedback report", {"automatic": Automatic.FEEDBACK}, Reason.AUTOMATIC_MAIL),
    ("a read receipt", {"automatic": Automatic.READ_RECEIPT}, Reason.AUTOMATIC_MAIL),
    ("a ticket receipt", {"automatic": Automatic.RECEIPT}, Reason.AUTOMATIC_MAIL),
    ("a challenge", {"automatic": Automatic.CHALLENGE}, Reason.AUTOMATIC_MAIL),
    ("an absence that only its words betray", {"automatic": Automatic.AUTO_REPLY}, Reason.AUTOMATIC_MAIL),
    ("a list mail that only its form betrays", {"automatic": Automatic.LIST}, Reason.LIST),
    ("nothing shows that it was for us", {"sent_to": ()}, Reason.NOT_SENT_TO_US),
    ("sent to somebody else", {"sent_to": ("someone@else.example",)}, Reason.NOT_SENT_TO_US),
    ("sent to us among others", {"sent_to": ("someone@else.example", OWN_ADDRESS)}, Reason.ALLOWED),
    ("sent to us in capitals", {"sent_to": ("LULEA.KOMMUN@lulea.se",)}, Reason.ALLOWED),
    ("sent to us with a detail", {"sent_to": ("lulea.kommun+lok@lulea.se",)}, Reason.ALLOWED),
    ("sent to an address like ours", {"sent_to": ("xlulea.kommun@lulea.se",)}, Reason.NOT_SENT_TO_US),
    ("authentication failed", {"authentication": Authentication.FAILED}, Reason.AUTHENTICATION_FAILED),
    ("authentication passed", {"authentication": Authentication.PASSED}, Reason.ALLOWED),
    ("authentication unknown", {"authentication": Authentication.UNKNOWN}, Reason.ALLOWED),
    ("only its header was read", {"is_whole": False}, Reason.INCOMPLETE),
    ("a machine stands in Sender", {"sender_address": "noreply@mail.example"}, Reason.MACHINE_SENDER),
    ("we stand in Sender", {"sender_address": OWN_ADDRESS}, Reason.OWN_ADDRESS),
    ("a secretary stands in Sender", {"sender_address": "sekreterare@forening.example"}, Reason.ALLOWED),
    ("we stand in Reply-To", {"reply_to": (OWN_ADDRESS,)}, Reason.ALLOWED),
    ("a machine is the return path", {"return_path": "bounces+1@mail.example"}, Reason.MACHINE_SENDER),
    ("we are the return path", {"return_path": OWN_ADDRESS}, Reason.OWN_ADDRESS),
    (
        "a person is the return path, and From is a machine",
        {"from_address": "no-reply@a.example"},
        Reason.MACHINE_SENDER,
    ),
    ("a return path, and no single From", {"from_address": "", "return_path": ANNA}, Reason.NO_SENDER),
]

HISTORIES: list[tuple[str, History, Reason]] = [
    ("nothing before", History(), Reason.ALLOWED),
    ("received before the first run", History(first_run_at=NOW + timedelta(seconds=1)), Reason.BEFORE_FIRST_RUN),
    ("received at the first run", History(first_run_at=NOW), Reason.ALLOWED),
    ("answered in this thread", History(answers=AnswerCounts(in_thread=1)), Reason.ANSWERED_IN_THREAD),
    ("four answers today", History(answers=AnswerCounts(to_sender_today=4)), Reason.ALLOWED),
    ("five answers today", History(answers=AnswerCounts(to_sender_today=5)), Reason.SENDER_CAP),
    ("29 to the domain", History(answers=AnswerCounts(to_domain_this_hour=29)), Reason.ALLOWED),
    ("30 to the domain", History(answers=AnswerCounts(to_domain_this_hour=30)), Reason.DOMAIN_CAP),
    ("199 this hour", History(answers=AnswerCounts(this_hour=199)), Reason.ALLOWED),
    ("200 this hour", History(answers=AnswerCounts(this_hour=200)), Reason.HOUR_CAP),
]


@pytest.mark.parametrize(("signs", "reason"), [row[1:] for row in SIGNS], ids=[row[0] for row in SIGNS])
def test_a_sign_of_a_machine_stops_the_answer(signs, reason):
    signs = {name: frozenset(value) if isinstance(value, set) else value for name, value in signs.items()}
    assert may_acknowledge(letter(signs=MachineSigns(**signs)), History(), POLICY).reason == reason


@pytest.mark.parametrize(("address", "reason"), SENDERS)
def test_a_sender_that_is_a_machine_or_ourselves_gets_no_answer(address, reason):
    assert may_acknowledge(letter(from_address=address), History(), POLICY).reason == reason


@pytest.mark.parametrize(("fields", "reason"), [row[1:] for row in MAILS], ids=[row[0] for row in MAILS])
def test_a_mail_that_is_not_a_persons_to_us_gets_no_answer(fields, reason):
    fields = dict(fields)
    if "return_path" in fields:
        fields["signs"] = MachineSigns(return_path=fields.pop("return_path"))
    assert may_acknowledge(letter(**fields), History(), POLICY).reason == reason


@pytest.mark.parametrize(("history", "reason"), [row[1:] for row in HISTORIES], ids=[row[0] for row in HISTORIES])
def test_what_went_before_may_stop_the_answer(history, reason):
    assert may_acknowledge(letter(), history, POLICY).reason == reason


def test_an_open_breaker_stops_every_answer():
    assert may_acknowledge(letter(), History(), replace(POLICY, is_breaker_open=True)).reason == Reason.BREAKER


def test_the_limits_are_the_policys_own():
    policy = replace(POLICY, limits=AnswerLimits(per_sender_day=1))
    history = History(answers=AnswerCounts(to_sender_today=1))

    assert may_acknowledge(letter(), history, policy).reason == Reason.SENDER_CAP


def test_the_first_rule_that_objects_decides():
    both = letter(signs=MachineSigns(auto_submitted="auto-replied", precedence="bulk"))

    assert may_acknowledge(both, History(), POLICY).reason == Reason.AUTO_SUBMITTED


def test_the_answer_goes_to_the_return_path_where_there_is_one():
    forwarded = letter(signs=MachineSigns(return_path="kassoren@forening.example"))

    assert may_acknowledge(forwarded, History(), POLICY).recipient == "kassoren@forening.example"


def test_the_answer_goes_to_from_where_there_is_no_return_path():
    assert recipient_of_answer(letter()) == ANNA


def test_a_refusal_names_no_recipient():
    refused = may_acknowledge(letter(signs=MachineSigns(return_path="")), History(), POLICY)

    assert refused == Permission(allowed=False, reason=Reason.NULL_SENDER, text=TEXTS[Reason.NULL_SENDER])


def test_a_refusal_can_be_made_for_a_reason_that_no_rule_knows():
    refused = refuse(Reason.NOT_FOR_US)

    assert refused == Permission(allowed=False, reason=Reason.NOT_FOR_US, text=TEXTS[Reason.NOT_FOR_US])


def test_every_reason_has_a_text_and_every_rule_can_object():
    objections = {reason for rows in (SIGNS, SENDERS, MAILS, HISTORIES) for *_, reason in rows} | {Reason.BREAKER}

    assert set(Reason) == set(TEXTS)
    # What is not for us, and what cannot be put into a header, is told outside the rules.
    assert set(Reason) - {Reason.NOT_FOR_US, Reason.UNSAFE_ADDRESS} == objections
    assert len(RULES) == len(objections) - 1


def test_a_mail_from_a_file_is_judged_without_a_first_run():
    old = letter(received_at=datetime(2001, 1, 1, tzinfo=UTC))

    assert may_acknowledge(old, History(first_run_at=None), POLICY).reason == Reason.ALLOWED
