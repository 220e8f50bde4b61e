"""Whom a mail comes from (RFC 3834, 4; RFC 5230, 4.6; RFC 2142; RFC 5322, 3.6.2)."""

from __future__ import annotations

from beds.mixed_mail import OUR_ADDRESS
from beds.who_is_answered.case import answered, sent_to_staff, unanswered
from mailintake.domain.acknowledgement import Reason

MACHINES = (
    *("MAILER-DAEMON", "mailer-daemon", "Mailer-Daemon+x", "mailerdaemon", "mail-daemon", "MDaemon", "postmaster"),
    *(
        "Postmaster+mx1",
        "root",
        "root+cron",
        "daemon",
        "nobody",
        "cron",
        "www-data",
        "listserv",
        "LISTSERV",
        "majordomo",
    ),
    *("owner-nyheter", "nyheter-owner", "nyheter-request", "nyheter-request+x", "nyheter-bounces", "nyheter-bounce"),
    *("nyheter-bounces+lulea.kommun=lulea.se", "nyheter-return-17-lulea.kommun=lulea.se", "nyheter-errors"),
    *("bounce", "bounces", "bounce+17=anna", "bounces-17", "bounce_17", "msprvs1=17=bounces", "lulea.kommun=lulea.se"),
    *("noreply", "no-reply", "No.Reply", "no_reply", "noreply+17", "no-reply-lok", "lok-noreply", "lok.no-reply"),
    *("noreplies", "donotreply", "do-not-reply", "do.not.reply", "dontreply", "dont-reply", "no-response"),
    *("svara-ej", "svara.inte", "svarainte", "besvaras-ej", "ej-svar", "inget-svar", "ingen-svar", "ikke-svar"),
    *("svar-ikke", "ei-vastausta", "ala-vastaa", "nicht-antworten", "keine-antwort"),
    *("autosvar", "auto-reply", "autoreply+1", "autoresponder", "automatic-reply", "auto-confirm", "automailer"),
    *("vacation", "notification", "notifications", "notifications+17"),
)
PEOPLE = (
    *("info", "kansli", "styrelsen", "ordforande", "request", "return", "owner", "rootsi", "roots", "daemonette"),
    *("noel.replystrom", "nor.reply", "bouncebackklubben", "anna+noreply", "anna+lulea", "nobodyknows", "autoklubben"),
    *("Anna.BERG", "o'brien", "a", "svara", "svarsgruppen", "automatklubben", "postmastersson", "annonser"),
)

CASES = (
    *unanswered(Reason.MACHINE_SENDER, *(f"From: Anna Berg <{name}@{{domain}}>" for name in MACHINES)),
    *(answered(f"From: Anna Berg <{name}@{{domain}}>", f"{name}@{{domain}}") for name in PEOPLE),
    *unanswered(
        Reason.MACHINE_SENDER,
        "Sender: noreply@{domain}",
        "Sender: Listan <styrelsen-bounces@{domain}>",
        "Return-Path: <bounces+17@{domain}>",
        "Return-Path: <styrelsen-bounces+lulea.kommun=lulea.se@{domain}>",
        "Return-Path: <styrelsen-return-17-lulea.kommun=lulea.se@{domain}>",
        "From: noreply@{domain}\nReturn-Path: <{me}>",
        "From: noreply@{domain}\nReply-To: {me}",
    ),
    answered("Sender: sekreterare@{domain}"),
    # Reply-To is what a stranger asks for: an answer to it could be sent to anybody (RFC 3834, 4).
    answered("Reply-To: nagon.annan@{domain}"),
    answered(f"Reply-To: {OUR_ADDRESS}"),
    answered("Reply-To: noreply@{domain}"),
    answered("Errors-To: fel@{domain}\nX-Sender: avs@{domain}\nReturn-Receipt-To: kvitto@{domain}"),
    *sent_to_staff(
        Reason.OWN_ADDRESS,
        f"From: Luleå kommun <{OUR_ADDRESS}>",
        f"From: {OUR_ADDRESS.upper()}",
        "From: Lulea.Kommun@LULEA.se",
    ),
    *unanswered(
        Reason.OWN_ADDRESS,
        "From: lulea.kommun+lok@lulea.se",
        f"Sender: {OUR_ADDRESS}",
        f"Return-Path: <{OUR_ADDRESS.title()}>",
        "Return-Path: <lulea.kommun+17@lulea.se>",
    ),
    *unanswered(
        Reason.NO_SENDER,
        "From:",
        "From: {me}, bo@{domain}",
        "From: {me}, bo@{domain}\nSender: {me}",
        "From: {me}, bo@{domain}\nReturn-Path: <{me}>",
        "From: {me}\nFrom: bo@{domain}",
        "From: {me}\nfrom: {me}",
        "From: Styrelsen:;",
        "From: Styrelsen: {me}, bo@{domain};",
        "From: undisclosed-recipients:;",
        "From: Anna Berg",
        "From: <>",
        "From: Anna Berg <>",
        "From: <anna@>",
        "From : {me}",
        "From: {me}(<bo@{domain}>",
        "From: =?utf-8?q?anna=40{domain}?=",
    ),
    answered("From: Styrelsen: {me};"),
    answered('From: "noreply@{domain}" <{me}>'),
    answered("From: =?utf-8?q?=0D=0ABcc:_bo=40{domain}?= <{me}>"),
    answered("From: Anna (bo@{domain}) <{me}>"),
    # RFC 6531: a letter that is not ASCII is sent where the server takes it, or fails with a clear reason.
    answered("From: Åsa Berg <åsa@{domain}>", "åsa@{domain}"),
    answered('From: Anna <"anna.berg"@{domain}>', "anna.berg@{domain}"),
    # Characters that are not seen would lead the answer to another mailbox than the one that wrote.
    *unanswered(
        Reason.NO_SENDER,
        'From: Anna <"anna berg"@{domain}>',
        "From: Anna <an\u202ena@{domain}>",
        "From: Anna <an\u200bna@{domain}>",
        "From: Anna <anna@fo\u200brening.example>",
    ),
    *unanswered(
        Reason.UNSAFE_ADDRESS,
        "From: Anna <anna@under_streck.{domain}>",
        f"From: Anna <{'a' * 120}@{'b' * 60}.{'b' * 60}.{{domain}}>",
        "Return-Path: <anna@under_streck.{domain}>",
    ),
)
