"""A machine that no header field betrays is told by its words, in every language, and a person never is."""

from __future__ import annotations

import pytest
from mailmaking import multipart, plain, text_part
from mailmaking.machine_texts import ABSENCES, RECEIPTS
from mailmaking.machines import SENT_ID
from mailmaking.people_texts import PEOPLE
from mailmaking.reader import read_message

from mailintake.domain.message import Automatic

ANSWERS = (("In-Reply-To", SENT_ID),)


def cases(texts):
    return [pytest.param(*one, id=f"{language}-{one[0][:30]}") for language, ones in texts.items() for one in ones]


def kind(subject, text, headers=()):
    return read_message(plain(text, subject=subject, headers=headers)).automatic


@pytest.mark.parametrize(("subject", "text"), cases(ABSENCES))
def test_an_absent_reader_s_program_is_told(subject, text):
    assert kind(subject, text, ANSWERS) is Automatic.AUTO_REPLY


@pytest.mark.parametrize(("subject", "text"), cases(RECEIPTS))
def test_the_receipt_of_a_case_system_is_told(subject, text):
    assert kind(subject, text, ANSWERS) is Automatic.RECEIPT


@pytest.mark.parametrize(("subject", "text"), cases(RECEIPTS))
def test_a_receipt_that_answers_no_mail_is_told(subject, text):
    if not subject.startswith("Re:"):
        assert kind(subject, text) is Automatic.RECEIPT


@pytest.mark.parametrize("headers", [(), ANSWERS], ids=["alone", "answer"])
@pytest.mark.parametrize(("subject", "text"), PEOPLE.values(), ids=PEOPLE)
def test_a_person_is_not_taken_for_a_machine(subject, text, headers):
    assert kind(subject, text, headers) is Automatic.NONE


def test_a_notice_of_absence_that_answers_nothing_is_told_where_it_says_what_to_do():
    text = "Hej! Jag är på semester till den 6 augusti. Vid brådskande ärenden kontakta Bo på bo@klubb.example."
    assert kind("Remiss: Lokal överenskommelse", text) is Automatic.AUTO_REPLY


def test_who_only_tells_of_a_holiday_is_a_person():
    assert kind("Synpunkter", "Hej!\n\nJag är på semester till och med den 6 augusti.\n\nAnna") is Automatic.NONE


def test_words_broken_to_fit_the_screen_are_read_as_one_sentence():
    text = (
        "Tack för ditt meddelande. Jag är för närvarande på\nsemester och är tillbaka på "
        "kontoret igen måndagen den\n6 augusti."
    )
    assert kind("Re: Remiss", text) is Automatic.AUTO_REPLY


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ärende 104711 har registrerats.\n\nHej! Föreningen anser att lokalerna bör bli fler.", Automatic.NONE),
        ("Ditt meddelande har registrerats. Laga lampan vid bron.", Automatic.NONE),
        ("Ditt ärende har registrerats. Vi återkommer inom två dagar.", Automatic.RECEIPT),
    ],
    ids=["a comment", "an errand", "a receipt"],
)
def test_what_a_web_form_sends_is_told_from_what_it_acknowledges(text, told):
    subject = "Webbformulär" if "lampan" in text else "Nytt ärende 104711"
    assert kind(subject, text, (("Auto-Submitted", "auto-generated"),)) is told


def test_what_a_gateway_puts_before_the_subject_changes_nothing():
    assert kind("[EXTERN] Autosvar: Remiss", "Hej") is Automatic.AUTO_REPLY


def test_a_long_text_is_a_person_s_whatever_it_begins_with():
    assert kind("Re: Remiss", "Jag är på semester. " + "Skogen vid bron är fin. " * 200, ANSWERS) is Automatic.NONE


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Re: Remiss",
            (
                "Ditt meddelande väntar. Bekräfta att du är en människa för att ditt meddelande ska "
                "levereras: https://v.example"
            ),
        ),
        (
            "Re: Consultation",
            "Your message is held. Please click the link to confirm that you are a person, before it is delivered.",
        ),
        ("Re: Lausuntopyyntö", "Vahvista että olet ihminen, jotta viestisi toimitetaan perille."),
    ],
)
def test_a_challenge_without_fields_is_told_where_it_answers(subject, text):
    assert kind(subject, text, ANSWERS) is Automatic.CHALLENGE


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Läst: Remiss", "Ditt meddelande\n\nTill: Bo\nÄmne: Remiss\n\nlästes den 21 juni 2018 10:14."),
        ("Read: Consultation", "Your message\n\nTo: Bo\nSubject: Consultation\n\nwas read on 21 June 2018."),
        ("Inte läst: Remiss", "Ditt meddelande till Bo om remiss raderades den 22 juni 2018 utan att läsas."),
    ],
)
def test_a_read_receipt_in_words_is_told(subject, text):
    message = read_message(plain(text, subject=subject, headers=ANSWERS))
    assert (message.automatic, message.reported_message_id) == (Automatic.READ_RECEIPT, SENT_ID)


def test_who_writes_to_have_read_something_is_a_person():
    assert kind("Läst: förslaget", "Jag har läst förslaget och tycker om det.") is Automatic.NONE


NEWSLETTER = (
    '<p>Visas mejlet fel? <a href="https://x.example">Läs det i webbläsaren.</a></p><p>Nyheter från klubben.</p>'
    '<p><a href="https://x.example">Avsluta prenumerationen här.</a></p>'
)


@pytest.mark.parametrize(
    ("subject", "headers", "told"),
    [
        ("Nyheter i juni", (), Automatic.LIST),
        ("VB: Nyheter i juni", (), Automatic.NONE),
        ("Sv: Nyheter i juni", ANSWERS, Automatic.NONE),
    ],
    ids=["sent", "passed on", "answered"],
)
def test_a_newsletter_is_told_by_how_to_leave_it_unless_a_person_sends_it(subject, headers, told):
    original = multipart(text_part(NEWSLETTER, subtype="html"), subtype="alternative", subject=subject, headers=headers)
    assert read_message(original).automatic is told
