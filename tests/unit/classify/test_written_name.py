"""The name of an organisation as a mail writes it."""

from __future__ import annotations

import pytest
from fakes.letters import attachment, letter

from mailintake.classify.written_name import written_names


def name_in(message, short_names=frozenset()):
    return next(iter(written_names(message, short_names)), "")


@pytest.mark.parametrize(
    ("display_name", "address", "name"),
    [
        ("Björkviks byaförening", "byn@nyapost.example", "Björkviks byaförening"),
        ("Olle Sand - Tallbackens IK", "olle.sand@nyapost.example", "Tallbackens IK"),
        ("Kansliet FK Midnattssolen", "kansli@fkm.example", "FK Midnattssolen"),
        ("Conny Rask, Mossbo IF", "ordforande@mossboif.example", "Mossbo IF"),
        ("Pohjolan Suomi-seura", "seura@nyapost.example", "Pohjolan Suomi-seura"),
        ("Nordic Quilters Association", "anna@nyapost.example", "Nordic Quilters Association"),
        ("Brf Lindgården", "styrelsen@nyapost.example", "Brf Lindgården"),
        ("Kallviks vägsamfällighet", "vag@nyapost.example", "Kallviks vägsamfällighet"),
        ("Grønlia idrettslag", "leder@nyapost.example", "Grønlia idrettslag"),
        ("Ek & Gran Bygg AB", "info@nyapost.example", "Ek & Gran Bygg AB"),
        ("Centerpartiet i Norrby", "norrby@nyapost.example", "Centerpartiet i Norrby"),
        # By the domain alone.
        ("Klippbadet", "hej@klippbadet.example", "Klippbadet"),
        ("Lommen Lodge", "office@lommenlodge.example", "Lommen Lodge"),
        ("Norregionen, diariet", "diariet@norregionen.example", "Norregionen"),
        ("Norrsken International Student Meet", "board@nism.example", "Norrsken International Student Meet"),
        ("Filmstudion Bio Granat", "filmstudion@biogranat.example", "Filmstudion Bio Granat"),
        ("Vardagshjälparna Norr", "norr@vardagshjalparna.example", "Vardagshjälparna Norr"),
        (
            "Frivilliga Kuskar, avdelning Sundby",
            "sundby@frivilligakuskar.example",
            "Frivilliga Kuskar, avdelning Sundby",
        ),
        ("Det danske laug i syd", "leder@danskelaug.example", "Det danske laug i syd"),
        # By a form that no person's name has.
        ("Fjällvandrarna i Sundby", "fjallvandrarna.sundby@nyapost.example", "Fjällvandrarna i Sundby"),
        ("Harry Sundbyns intresseförening", "harry.sundbyn@nyapost.example", "Sundbyns intresseförening"),
        ("Släktforskarna i Sundby", "anna@nyapost.example", "Släktforskarna i Sundby"),
        ("Kustens brandvakt", "anna@nyapost.example", "Kustens brandvakt"),
        ("Språkkaféet Ordbyte", "ordbyte@nyapost.example", "Språkkaféet Ordbyte"),
        ("Kanotisterna", "kanot@nyapost.example", "Kanotisterna"),
        # People.
        ("Nora Lodberg", "nora.lodberg@lodbergark.example", ""),
        ("Nora Lodberg", "nora@lodberg.example", ""),
        ("Lars gren", "lars@nyapost.example", ""),
        ("Elsas mamma", "anna@nyapost.example", ""),
        ("Familjen Lind", "vi@familjenlind.example", ""),
        ("Sebastian Holm", "seb@nyapost.example", ""),
        ("Anna Berg via Bylistan", "lista@bylistan.example", ""),
        ("Föreningen", "anna@nyapost.example", ""),
    ],
)
def test_the_senders_name_may_be_an_organisations(display_name, address, name):
    assert name == name_in(letter(from_name=display_name, from_address=address))


@pytest.mark.parametrize(
    ("signature", "name"),
    [
        ("Bo Ek, ordförande i Björkviks byaförening\n070-174 06 01", "Björkviks byaförening"),
        ("Med vänlig hälsning\nStyrelsen i OK Skärmen\ngm Ylva Ek", "OK Skärmen"),
        ("Ordf. Lantbrukarnas lokalklubb i Norrby", "Lantbrukarnas lokalklubb i Norrby"),
        ("/Leif, Tranby IF", "Tranby IF"),
        ("Inga-Lill för Syföreningen Linan", "Syföreningen Linan"),
        ("Föreningen Vävare för Norrby", "Föreningen Vävare för Norrby"),
        ("Vallens bygdehus/ Mona", "Vallens bygdehus"),
        ("Kram på er i arbetsgruppen\nCecilia", ""),
        ("Yours faithfully,\nD. Whitcombe", ""),
        ("Terveisin\nPohjan kuoro ry", "Pohjan kuoro ry"),
        ("Pensionärsförbundet Björk, lokalavdelning Norrby", "Pensionärsförbundet Björk, lokalavdelning Norrby"),
        ("Edla, reporter Kustposten", "Kustposten"),
        ("Medlem i Björkviks byaförening", ""),
        ("F.d. ordförande i Björkviks byaförening", ""),
        ("Anna Berg\nTallarna 5, Norrby", ""),
        ("Skickat från min iPhone", ""),
        ("Anna Berg\nOrdförande", ""),
    ],
)
def test_a_line_of_the_signature_names_the_organisation(signature, name):
    assert name == name_in(letter("Hej!", signature=signature, from_address="edla@kustposten.example"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tranby byalag har tagit del av förslaget.", "Tranby byalag"),
        ("Till Luleå kommun\n\nTranby byalag\nProtokoll nr 7", "Tranby byalag"),
        ("Styrelsen för Västra Tuna hembygdsförening säger ja.", "Västra Tuna hembygdsförening"),
        ("Hej! Vi i Kallbäckens Intresseförening tycker att det är bra.", "Kallbäckens Intresseförening"),
        ("Hej!\n\nJag är kassör i Degerns IF (skidor) och skriver för oss.", "Degerns IF"),
        ("Norrbergs IF:s styrelse tycker att det är bra.", "Norrbergs IF"),
        ("Det är bra.\n\nFör Scoutkåren Måsen\nBo Ek", "Scoutkåren Måsen"),
        ("Bra!\n\nFöreningen Höstglöd, Anna Berg, ordförande", "Föreningen Höstglöd"),
        ("Hei,\n\nGrønlia skilag har sete på norsk side.", "Grønlia skilag"),
        ("STYRELSEN FÖR NORRBERGS IF SÄGER JA.", "NORRBERGS IF"),
        ("Bra. " * 200 + "Vi i Norrbergs IF säger ja. Hej då.", "Norrbergs IF"),
        ("x" * 687 + " bidrag till Norrbergs IF är fel att ge, tycker alla som bor på den här sidan älven", ""),
        ("Vi hann inte läsa, så Kägelklubben Norra Strike lämnar inget svar.", "Kägelklubben Norra Strike"),
        ("hej det är Jonas från Norrbergs IF, jag sitter i bilen", "Norrbergs IF"),
        ("Jag sitter i Kastklubben Hammaren sedan 1988.", "Kastklubben Hammaren"),
        ("Hej, i våran förening Kamratklubben Öglan läser få.", "Kamratklubben Öglan"),
        ("Båtlaget på Sundön tycker att det är klokt.", "Båtlaget på Sundön"),
        ("Hade grannarna i Norrbergs IF frågat hade vi svarat.", ""),
        ("Jag är tidigare ordförande i Norrbergs IF.", ""),
        ("Hej! Min son spelar i Norrbergs IF och jag undrar om hallen.", ""),
        ("Hej! Jag är medlem i Norrbergs IF.", ""),
        ("Ni ger alla bidrag till Norrbergs IF.", ""),
        ("Skytteklubben borde få betala själv.", ""),
        ("Luleå kommun har skrivit ett bra förslag.", ""),
        ("Till Tranby byalag för kännedom", ""),
        ("Vår förening tycker att det är bra. Mvh Bo Ek", ""),
        ("Väger skytteklubben med tvåhundra medlemmar lika tungt?", ""),
    ],
)
def test_only_whom_the_letter_speaks_for_is_named(text, name):
    assert name == name_in(letter(text))


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Yttrande från Rörelsehindrades förening Fri Väg", "Rörelsehindrades förening Fri Väg"),
        ("Remissvar Vuolbme sameby", "Vuolbme sameby"),
        ("Vänföreningen Ridåns yttrande", "Vänföreningen Ridån"),
        ("Kvinnojouren Lyktan's synpunkter", "Kvinnojouren Lyktan"),
        ("Bidraget till Norrbergs IF", ""),
    ],
)
def test_the_subject_names_who_answers(subject, name):
    assert name == name_in(letter("Se bilaga.", subject=subject))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Luleå kommun\nBiodlarföreningen Kupan i Norr\n26 september", "Biodlarföreningen Kupan i Norr"),
        ("Remissvar från Tranby byalag\n\nVi tycker", "Tranby byalag"),
        ("Lokal överenskommelse mellan Luleå kommun och det civila samhället", ""),
    ],
)
def test_an_attachments_first_lines_name_who_wrote_it(text, name):
    assert name == name_in(letter("Se bilaga.", attachments=(attachment("svar.pdf", text),)))


@pytest.mark.parametrize(
    ("display_name", "signature", "subject", "name"),
    [
        ("Marta Kowal", "Marta, Campus Climbers", "", "Campus Climbers"),
        ("Hodan & Terese", "Hodan och Terese, Kulturdoulor Nord", "", "Kulturdoulor Nord"),
        ("Gårdens Playgroup", "Priya & Tomasz, Gårdens Playgroup", "", "Gårdens Playgroup"),
        ("", "För Skeppsgänget Hebe\nMaskinist Tage Lövbom", "", "Skeppsgänget Hebe"),
        ("Ann Modig", "Ann Modig\nsamordnare", "Yttrande från Sjöräddarna Yttre Fjärden", "Sjöräddarna Yttre Fjärden"),
        # Nobody's name, a place, an office, and the sender's own.
        ("Marta Kowal", "Marta, Sundby", "", ""),
        ("Marta Kowal", "Marta Kowal, Storgatan 7", "", ""),
        ("Marta Kowal", "Marta Kowal, vice ordförande", "", ""),
        ("Marta Kowal", "Rut Ek, Campus Climbers", "", ""),
        ("Marta Kowal", "För styrelsen", "Svar från Marta Kowal", ""),
        ("", "Marta", "Synpunkter från Marta", ""),
    ],
)
def test_a_name_is_known_by_whom_it_stands_beside(display_name, signature, subject, name):
    assert name == name_in(letter("Hej!", from_name=display_name, signature=signature, subject=subject))


def test_another_municipality_is_known_by_its_domain():
    theirs = letter(from_name="Granviks kommun", from_address="registrator@granvikskommun.example")
    assert name_in(theirs) == "Granviks kommun"


def test_the_municipality_that_a_mail_is_sent_to_did_not_send_it():
    colleague = letter(from_name="Granviks kommun", from_address="anna@granvik.example", to=("kommun@granvik.example",))
    assert name_in(colleague) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Vi i Frivilliga Klubben har pratat, men jag skriver som privatperson.",
        "Jag är ordförande i Norrbergs IF men skriver för egen del.",
    ],
)
def test_who_writes_for_himself_names_no_organisation(text):
    assert name_in(letter(text)) == ""


def test_a_whole_name_is_preferred_to_a_short_one():
    message = letter("Bordtennisklubben Skruvad Boll säger nej.", from_name="BTK Skruvad Boll")
    assert name_in(message) == "Bordtennisklubben Skruvad Boll"


def test_the_senders_name_is_preferred_to_the_text():
    message = letter("Tranby byalag tycker som vi.", from_name="Norrbergs IF")
    assert written_names(message, frozenset()) == ["Norrbergs IF", "Tranby byalag"]


def test_the_quoted_mail_names_nobody():
    assert name_in(letter("Ja tack!", quoted="Med vänlig hälsning\nNorrbergs IF")) == ""


@pytest.mark.parametrize(
    "text", ["IF " * 5_000, "(" * 20_000, "för " * 5_000, "A" * 50_000, "- " * 10_000, "\n" * 9_000]
)
def test_hostile_text_takes_no_time(text):
    message = letter(text, signature=text, from_name=text, subject=text, attachments=(attachment("x", text),) * 99)
    assert isinstance(written_names(message, frozenset()), list)
