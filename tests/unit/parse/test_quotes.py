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
    "Den tors 21 juni 2018 10:14Luleå kommun <lulea.kommun@lulea.se> skrev:",
    "Den tors 21 juni 2018 kl 10:14 skrev Luleå kommun, Kultur- och\nfritidsförvaltningen <lulea.kommun@lulea.se>:",
    "tors 2018-06-21 klockan 10:14 +0200 skrev Luleå kommun:",
    "torsdag 21 juni 2018 skrev Luleå kommun <lulea.kommun@lulea.se>:",
    "På tors, 21 juni 2018 vid 10:14 skrev Luleå kommun <lulea.kommun@lulea.se>:",
    "Luleå kommun <lulea.kommun@lulea.se> skrev (21 juni 2018 10:14):",
    "Citerar Luleå kommun <lulea.kommun@lulea.se>:",
    "----- Originalmeddelande -----\nDen torsdag 21 juni 2018 kl. 10:14, skrev Luleå <lulea.kommun@lulea.se>:",
    '-----"Luleå kommun" <lulea.kommun@lulea.se> skrev: -----\nTill: Anna\nFrån: Luleå kommun\nDatum: 2018-06-21 10:14',
    ">>> Luleå kommun <lulea.kommun@lulea.se> 2018-06-21 10:14 >>>",
    "On Thu, 21 Jun 2018, 10:14 Luleå kommun, <lulea.kommun@lulea.se> wrote:",
    "Quoting Luleå kommun <lulea.kommun@lulea.se>:",
    "Luleå kommun <lulea.kommun@lulea.se> kirjoitti 21.6.2018 kello 10.14:",
    "21.6.2018 10.14, Luleå kommun kirjoitti:",
    "Lainaus Luleå kommun <lulea.kommun@lulea.se>:",
    "tor. 21. jun. 2018 kl. 10:14 skrev Luleå kommun <lulea.kommun@lulea.se>:",
    "torsdag 21. juni 2018 skrev Luleå kommun <lulea.kommun@lulea.se> følgende:",
    "Den tor. 21. jun. 2018 kl. 10.14 skrev Luleå kommun <lulea.kommun@lulea.se>:",
    "Den torsdag den 21. juni 2018 kl. 10.14.33 CEST skrev Luleå kommun <lulea.kommun@lulea.se>:",
    "Am Do., 21. Juni 2018 um 10:14 Uhr schrieb Luleå kommun <lulea.kommun@lulea.se>:",
    "Luleå kommun <lulea.kommun@lulea.se> hat am 21. Juni 2018 um 10:14 geschrieben:",
    "Zitat von Luleå kommun <lulea.kommun@lulea.se>:",
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
    "----Ursprungligt meddelande----\nFrån : lulea.kommun@lulea.se\nDatum : 2018-06-21 - 10:14 (CEST)\nTill : Anna",
    '------ Originalmeddelande ------\nFrån: "Luleå" <l@lulea.se>\nTill: A\nSkickat: 2018-06-21 10:14:33\nÄmne: x',
    "Skickat: torsdag 21 juni 2018 10:14\nFrån: Luleå kommun\nTill: Anna\nÄmne: Remiss",
    "Ämne: Remiss\nFrån: Luleå kommun\nDatum: 2018-06-21 10:14\nTill: Anna",
    "Från:        Luleå kommun\nTill:        Anna/Skidor\nDatum:        2018-06-21 10:14\nÄmne:        Remiss",
    "**Från:** Luleå kommun\n**Skickat:** den 21 juni 2018 10:14\n**Till:** Anna\n**Ämne:** Remiss",
    "-----Ursprunglig avtalad tid-----\nFrån: Luleå kommun\nSkickat: den 21 juni 2018 10:14\nTill: Anna\nÄmne: Möte",
    "---- På tors, 21 juni 2018 10:14:33 +0200 Luleå kommun <lulea.kommun@lulea.se> skrev ----",
    "-------- Opprinnelig melding --------\nFra: Luleå\nDato: 21.06.2018 10:14 (GMT+01:00)\nTil: Anna\nEmne: Remiss",
    "-------- Oprindelig besked --------\nFra: Luleå\nDato: 21.06.2018 10.14 (GMT+01:00)\nTil: Anna\nEmne: Remiss",
    "-----Alkuperäinen viesti-----\nLähettäjä: Luleå\nLähetetty: 21. kesäkuuta 2018 10:14\nSaaja: Anna\nAihe: x",
    "Gesendet: Donnerstag, 21. Juni 2018 um 10:14 Uhr\nVon: Luleå kommun\nAn: Anna\nBetreff: Remiss",
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
    "Skickat från min Huawei-mobil",
    "Skickat med min OnePlus",
    "Skickat från Yahoo Mail på Android",
    "Hämta Outlook för Android <https://aka.ms.example/ghei36>",
    "Skickat från min Android-enhet med K-9 Mail. Ursäkta min fåordighet.",
    "Hanki Outlook Androidille",
    "Hent Outlook til iOS",
    "Last ned Outlook for iOS",
    "Outlook für iOS herunterladen",
    "-- \nSkickat från min iPad",
]
NOTICES = [
    "Detta e-postmeddelande kan innehålla konfidentiell information. Har du fått det av misstag, radera det.",
    "Tänk på miljön innan du skriver ut detta mejl.",
    "När du skickar e-post till oss innebär det att vi behandlar dina personuppgifter.\nLäs mer på vår webbplats.",
    "This e-mail and any attachments are confidential and intended solely for the addressee.",
    "Tämä viesti on luottamuksellinen ja tarkoitettu vain vastaanottajalle.",
    "Denne e-posten er konfidensiell og kun beregnet for mottakeren.",
    "Denne mail er fortrolig og kun beregnet til modtageren.",
    "Diese E-Mail ist vertraulich und nur für den Empfänger bestimmt.",
]
BANNERS = [
    "VARNING: Detta mejl kommer från en avsändare utanför organisationen. Klicka inte på länkar.",
    "CAUTION: This email originated from outside of the organization. Do not click links.",
    "Du får inte ofta e-post från anna@luleaskidor.example. Lär dig varför detta är viktigt",
    "[EXTERNAL]",
    "[EXTERN AVSÄNDARE] Detta mejl kommer från en extern avsändare.",
    "Achtung: Diese E-Mail kommt von einem externen Absender.",
]


@pytest.mark.parametrize("said", ATTRIBUTIONS)
def test_a_marked_quote_below_is_quoted(said):
    words = split_words(f"{OWN}\n\n{said}\n\n{MARKED}")
    assert (words.text, words.quoted.replace("\n\n", "\n"), words.signature) == (OWN, f"{said}\n{MARKED}", "")


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
    assert split_words(f"{OWN}\n\n{line}\n") == Words(text=OWN, signature=line.removeprefix("-- \n"))


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_that_stands_below_every_mail_is_kept_with_the_signature(notice):
    assert split_words(f"{OWN}\n\n{notice}") == Words(text=OWN, signature=notice)
    assert split_words(f"{OWN}\n-- \nAnna\n\n{notice}\n\n{BLOCKS[0]}\n\n{EARLIER}", "SV: x") == Words(
        text=OWN, quoted=f"{BLOCKS[0]}\n\n{EARLIER}", signature=f"Anna\n\n{notice}"
    )


@pytest.mark.parametrize("banner", BANNERS)
def test_a_notice_that_a_mail_server_puts_above_is_kept_with_the_signature(banner):
    assert split_words(f"{banner}\n\n{OWN}") == Words(text=OWN, signature=banner)
    assert split_words(f"{banner}\n\n{OWN}\n\n{ATTRIBUTIONS[0]}\n{MARKED}").text == OWN


def test_below_a_banner_a_mail_is_read_as_without_it():
    text = f"{ATTRIBUTIONS[0]}\n{MARKED}\n\n{OWN}"
    assert split_words(f"{BANNERS[0]}\n\n{text}") == Words(
        text=OWN, quoted=f"{ATTRIBUTIONS[0]}\n{MARKED}", signature=BANNERS[0]
    )


def test_a_citation_above_the_first_mark_is_the_senders_and_is_kept_whole():
    cited = "\n".join(f"> Princip {number}." for number in range(1, 12))
    own = f"I förslaget står:\n{cited}\nDet stöder vi."
    assert split_words(f"{own}\n\n{ATTRIBUTIONS[0]}\n{MARKED}").text == own


def test_a_mail_of_nothing_but_a_notice_is_kept():
    assert [split_words(notice).text for notice in (*NOTICES, *BANNERS)] == [*NOTICES, *BANNERS]


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


def test_answers_between_quotes_stand_with_what_they_answer():
    text = f"{ATTRIBUTIONS[0]}\n> Vill ni svara?\nJa.\n> När?\nI september.\n> Hälsningar\n> Bo"
    assert split_words(text) == Words(
        text="> Vill ni svara?\nJa.\n> När?\nI september.", quoted=f"{ATTRIBUTIONS[0]}\n> Hälsningar\n> Bo"
    )


def test_of_a_long_quote_its_answer_keeps_the_end():
    question = "\n".join(f"> Rad {number}." for number in range(1, 10))
    words = split_words(f"{ATTRIBUTIONS[0]}\n{question}\nJa.\n> När?\nI september.")
    assert words.text == "> Rad 7.\n> Rad 8.\n> Rad 9.\nJa.\n> När?\nI september."
    assert words.quoted.endswith("> Rad 5.\n> Rad 6.")


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
        "Detta förslag är inte konfidentiellt.\n\nVi vill att det läses av alla.",
        "Hej!\n\nExtern granskning saknas.\n\nTänk på barnen.",
        "Vi har läst remissen.\n\nSänt från styrelsen genom Anna",
        "OBS! Viktigt: vi vill att frågan om utomhusbanan utanför hallen tas upp.\n\nVi säger ja.",
        "Varning för den externa upphandlingen.\n\nVi säger nej.",
        "Vi säger ja.\n\nVi behandlar personuppgifter varsamt i föreningen.",
        "Vi säger ja.\n\nDetta meddelande är avsett för kommunfullmäktige.",
        "Citerar vi stadgarna rätt så gäller:\n\nalla får vara med.",
    ],
)
def test_what_only_looks_like_a_mark_is_kept(text):
    assert split_words(text) == Words(text=text)


def test_a_mark_with_much_below_it_divides_the_text():
    text = "Del 1\n--\n" + "\n".join(f"Punkt {number}" for number in range(30))
    assert split_words(text) == Words(text=text)


@pytest.mark.parametrize(
    "announcement",
    ["Se våra svar i rött nedan.", "Hej, kommentarer nedan.", "See my comments in red below.", "Vi svarar i texten."],
)
def test_answers_that_are_said_to_stand_in_the_mail_below_are_not_lost(announcement):
    below = "Hej,\n\nvad tycker ni om punkt 1?\n\nVi säger ja.\n\noch punkt 2?\n\nNej."
    words = split_words(f"{announcement}\n\n{BLOCKS[0]}\n\n{below}", "SV: Remiss")
    assert words == Words(text=f"{announcement}\n\n{below}", quoted=BLOCKS[0])


def test_a_mail_that_is_answered_from_above_is_quoted_though_it_opens_with_a_quote():
    below = "> Vad tycker ni?\n\nVi återkommer.\n\nKommunen"
    assert split_words(f"{OWN}\n\n{BLOCKS[0]}\n\n{below}", "SV: Remiss") == Words(
        text=OWN, quoted=f"{BLOCKS[0]}\n\n{below}"
    )


def test_a_long_answer_that_speaks_of_what_stands_below_has_said_it_above():
    own = "Våra synpunkter nedan.\n\n" + "Vi vill ha en lokal. " * 20
    assert split_words(f"{own}\n\n{BLOCKS[0]}\n\n{EARLIER}", "SV: Remiss").quoted == f"{BLOCKS[0]}\n\n{EARLIER}"


def test_words_below_a_marked_quote_are_the_senders_though_a_divider_stands_above():
    head = "-------- Originalmeddelande --------\nFrån: Luleå\nDatum: 2018-06-21 10:14\nTill: Anna\nÄmne: Remiss"
    assert split_words(f"{head}\n\n{MARKED}\n\n{OWN}", "SV: Remiss").text == OWN


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
