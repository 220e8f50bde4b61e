"""The sender's own new words are told from what is quoted and from the signature, and in doubt they are kept."""

from __future__ import annotations

import pytest
from fakes.examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from mailintake.parse.quotes import Words, split_words

OWN = "Hej!\n\nVi tycker att förslaget är bra."
EARLIER = "Hej,\n\nvi vill ha era synpunkter."
MARKED = "> Hej,\n>\n> vi vill ha era synpunkter."

ATTRIBUTIONS = [
    "Den tors 21 juni 2018 kl 10:14 skrev Luleå kommun <lulea.kommun@lulea.se>:",
    "Den tors 21 juni 2018 kl 10:14 skrev Luleå kommun <\nlulea.kommun@lulea.se>:",
    "Den 2018-06-21 kl. 10:14, skrev Luleå kommun:",
    "21 juni 2018 kl. 10:14 skrev Luleå kommun <lulea.kommun@lulea.se>:",
    "Den torsdag 21 juni 2018 10:14:22 CEST, Luleå kommun <lulea.kommun@lulea.se> skrev:",
    "On Thu, Jun 21, 2018 at 10:14 AM Luleå kommun <lulea.kommun@lulea.se>\nwrote:",
    "On 21.06.2018 10:14, Luleå kommun wrote:",
    "to 21. kesäk. 2018 klo 10.14 Luleå kommun (lulea.kommun@lulea.se) kirjoitti:",
    "Den 21. jun. 2018 kl. 10.14 skrev Luleå kommun <lulea.kommun@lulea.se>:",
    "Am 21.06.2018 um 10:14 schrieb Luleå kommun:",
]
BLOCKS = [
    "Från: Luleå kommun <lulea.kommun@lulea.se>\nSkickat: den 21 juni 2018 10:14\nTill: Anna\nÄmne: Remiss",
    "____________________\nFrån: Luleå\nSkickat: den 21 juni 2018 10:14\nTill: Anna\nKopia: Bo\nÄmne: Remiss",
    "*Från:* Luleå kommun\n*Datum:* den 21 juni 2018 10:14\n*Till:* Anna\n*Ämne:* Remiss",
    "From: Luleå kommun\nSent: Thursday, June 21, 2018 10:14 AM\nTo: Anna\nSubject: Remiss",
    "Lähettäjä: Luleå kommun\nLähetetty: torstai 21. kesäkuuta 2018 10.14\nVastaanottaja: Anna\nAihe: Remiss",
    "Fra: Luleå kommun\nSendt: 21. juni 2018 10:14\nTil: Anna\nEmne: Remiss",
    "Von: Luleå kommun\nGesendet: Donnerstag, 21. Juni 2018 10:14\nAn: Anna\nBetreff: Remiss",
    "-----Ursprungligt meddelande-----\nFrån: Luleå kommun\nSkickat: den 21 juni 2018 10:14\nTill: Anna\nÄmne: Remiss",
    "-------- Ursprungligt meddelande --------\nÄmne: Remiss\nDatum: 21 juni 2018 10:14\nFrån: Luleå\nTill: Anna",
    "-----Original Message-----",
]
DEVICES = [
    "Skickat från min iPhone",
    "Skickat från min iPad",
    "Skickat från min Samsung-enhet",
    "Skickat från Outlook för iOS",
    "Hämta Outlook för iOS<https://aka.ms.example/o0ukef>",
    "Skickat från E-post för Windows",
    "Sent from my iPhone",
    "Sendt fra min iPhone",
    "Lähetetty iPhonesta",
    "Von meinem iPhone gesendet",
]


@pytest.mark.parametrize("said", ATTRIBUTIONS)
def test_a_marked_quote_below_is_quoted(said):
    assert split_words(f"{OWN}\n\n{said}\n\n{MARKED}") == Words(text=OWN, quoted=f"{said}\n{MARKED}")


@pytest.mark.parametrize("said", ATTRIBUTIONS)
def test_an_unmarked_mail_below_an_attribution_is_quoted(said):
    assert split_words(f"{OWN}\n\n{said}\n\n{EARLIER}") == Words(text=OWN, quoted=f"{said}\n\n{EARLIER}")


@pytest.mark.parametrize("said", ATTRIBUTIONS)
def test_an_answer_below_the_quote_is_the_senders(said):
    assert split_words(f"{said}\n{MARKED}\n\n{OWN}") == Words(text=OWN, quoted=f"{said}\n{MARKED}")


@pytest.mark.parametrize("block", BLOCKS)
def test_a_mail_below_a_header_block_is_quoted(block):
    assert split_words(f"{OWN}\n\n{block}\n\n{EARLIER}") == Words(text=OWN, quoted=f"{block}\n\n{EARLIER}")


@pytest.mark.parametrize("line", DEVICES)
def test_the_line_of_a_device_is_signature(line):
    assert split_words(f"{OWN}\n\n{line}\n") == Words(text=OWN, signature=line)


def test_what_follows_the_mark_of_a_signature_is_signature():
    assert split_words(f"{OWN}\n\n-- \nAnna Åberg\nLuleå skidor") == Words(
        text=OWN, signature="Anna Åberg\nLuleå skidor"
    )


def test_a_signature_above_the_quote_is_signature():
    words = split_words(f"{OWN}\n\n--\nAnna\n\n{ATTRIBUTIONS[0]}\n{MARKED}")
    assert (words.text, words.signature) == (OWN, "Anna")


def test_a_greeting_and_a_name_are_the_senders_words():
    text = f"{OWN}\n\nMed vänlig hälsning\nAnna Åberg\nOrdförande, Luleå skidor"
    assert split_words(text) == Words(text=text)


def test_answers_between_quotes_that_open_the_mail_stand_alone():
    text = f"{ATTRIBUTIONS[0]}\n> Vill ni svara?\nJa.\n> När?\nI september."
    assert split_words(text) == Words(text="Ja.\nI september.", quoted=f"{ATTRIBUTIONS[0]}\n> Vill ni svara?\n> När?")


def test_answers_in_the_midst_of_the_senders_text_keep_what_they_answer():
    text = f"Hej, svar nedan.\n{ATTRIBUTIONS[0]}\n> Vill ni svara?\nJa.\n> När?\nI september."
    assert split_words(text).text == "Hej, svar nedan.\n> Vill ni svara?\nJa.\n> När?\nI september."


def test_a_citation_that_nobody_is_said_to_have_written_stays_with_the_words():
    text = "> Kommunen ska ge stöd.\n\nDet stöder vi."
    assert split_words(text) == Words(text=text)


def test_a_mail_of_nothing_but_an_attributed_quote_has_no_words():
    text = f"> {ATTRIBUTIONS[0]}\n>> Hej"
    assert split_words(text) == Words(text="", quoted=text)


@pytest.mark.parametrize(
    "text",
    [
        "Den 5 juni 2018 skrev vi till kommunen följande:\n\nVi vill ha en lokal.",
        "Vid mötet den 5 juni kl 10:14 skrev vi:\n\nEtt förslag.",
        "Yttrande\n\nFrån: Luleå skidor\nTill: Luleå kommun\nDatum: 2018-09-28\n\nVi säger ja.",
        "Hej!\n\nFrån: Luleå skidor\nTill: Luleå kommun\nÄmne: yttrande\n\nVi säger ja.",
        "Punkt 1\n-----\nVi säger ja.\n-----\nPunkt 2\nVi säger nej.\nPunkt 3\nVet inte.\nHälsningar",
        "a > b\nVi är fler än > 100.",
        "--\nEtt streck först.",
    ],
)
def test_what_only_looks_like_a_mark_is_kept(text):
    assert split_words(text) == Words(text=text)


def test_a_mark_with_much_below_it_divides_the_text():
    text = "Del 1\n--\n" + "\n".join(f"Punkt {number}" for number in range(30))
    assert split_words(text) == Words(text=text)


@pytest.mark.parametrize("subject", ["VB: Yttrande", "Fwd: Yttrande", "FW: Yttrande"])
def test_what_is_passed_on_is_what_the_sender_has_to_say(subject):
    words = split_words(f"Se nedan.\n\n{BLOCKS[0]}\n\n{OWN}", subject)
    assert (words.text, words.quoted) == (f"Se nedan.\n\n{OWN}", BLOCKS[0])


def test_a_mail_that_is_passed_on_without_a_word_is_read():
    head = "---------- Vidarebefordrat meddelande ---------\nFrån: Bo\nDatum: tis 19 juni 2018 kl 20:01\nTill: Anna"
    assert split_words(f"{head}\n\n{OWN}", "Yttrande").text == OWN


def test_the_quotes_within_what_is_passed_on_are_quoted():
    words = split_words(f"{BLOCKS[0]}\n\n{OWN}\n\n{BLOCKS[3]}\n\n{EARLIER}", "VB: Yttrande")
    assert (words.text, EARLIER in words.quoted) == (OWN, True)


def test_a_mail_that_is_passed_on_with_quote_marks_is_read():
    head = "> Vidarebefordrat brev:\n>\n> Från: Bo <bo@b.example>\n> Datum: 19 juni 2018 20:01:00\n> Till: Anna"
    assert split_words(f"{head}\n>\n> Vi säger ja.\n> Bo", "Fwd: Yttrande").text == "Vi säger ja.\nBo"


def test_an_answer_is_no_forward_even_if_something_was_passed_on_before():
    head = "---------- Forwarded message ----------\nFrom: Bo\nDate: Tue, Jun 19, 2018 at 20:01\nTo: Anna"
    assert split_words(f"{OWN}\n\n{head}\n\n{EARLIER}", "Re: Yttrande").text == OWN


def test_an_answer_without_a_word_has_none():
    assert split_words(f"\n{BLOCKS[0]}\n\n{EARLIER}", "SV: Remiss").text == ""


@given(
    st.lists(st.sampled_from(["Hej", "", "> a", ">> b", "-- ", "_____", *ATTRIBUTIONS, *BLOCKS, *DEVICES]), max_size=12)
)
@settings(max_examples=examples(300), deadline=None)
def test_no_line_is_lost_and_none_stands_twice(pieces):
    text = "\n".join(pieces)
    words = split_words(text, "Re: x")
    whole = "\n".join((words.text, words.quoted, words.signature))
    lines = [line.strip() for line in text.split("\n") if line.strip(" -_")]
    assert sorted(line.strip() for line in whole.split("\n") if line.strip(" -_")) == sorted(lines)
