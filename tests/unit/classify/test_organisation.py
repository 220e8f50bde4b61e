"""Which organisation a mail comes from."""

from __future__ import annotations

import pytest
from fakes.consultations import LULEA
from fakes.letters import attachment, comment, letter, sent

from mailintake.classify.organisation import OrganisationIndex
from mailintake.classify.words import Words
from mailintake.domain.history import History
from mailintake.domain.organisation import Organisation


def organisation(id_, name, *addresses, **fields):
    return Organisation(id=id_, consultation=LULEA, name=name, is_invited=True, addresses=addresses, **fields)


NORRSKENET = organisation(
    1,
    "Idrottsföreningen Norrskenet",
    "info@ifnorrskenet.example",
    number="802499-0003",
    domains=("ifnorrskenet.example",),
)
BYN = organisation(2, "Björkviks byaförening", "byn@fripost.example", domains=("fripost.example",))
CHOIR = organisation(3, "Kören Norrljus", "norrljus@gmail.com", domains=("gmail.com",))
PADDLERS = organisation(
    4, "Bottenvikens paddlare ideell förening", "paddla@fripost.example", domains=("fripost.example",)
)
INDEX = OrganisationIndex([NORRSKENET, BYN, CHOIR, PADDLERS])


def match(message, history=None):
    found = INDEX.trace(message, history or History(), LULEA).match
    return (found.name, found.matched_by) if found else None


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (letter(from_address="Info@IFNorrskenet.example"), (NORRSKENET.name, "address")),
        (letter(from_address="kassor@ifnorrskenet.example"), (NORRSKENET.name, "domain")),
        (letter(from_address="kassor@mail.ifnorrskenet.example"), (NORRSKENET.name, "domain")),
        (letter("Hej\nOrg.nr 802499-0003"), (NORRSKENET.name, "number")),
        (letter(signature="Org.nr 802499 0004"), None),
        (letter(signature="Org.nr 168024990003"), (NORRSKENET.name, "number")),
        (letter("Hej!\n\nMvh\nKjell, IF Norrskenet"), (NORRSKENET.name, "name")),
        (letter("Hej!", signature="Norrskenets IF"), (NORRSKENET.name, "name")),
        (letter("Vi i Björkviks Byaförening tycker att det är bra."), (BYN.name, "name")),
        (letter(from_name="Bottenvikens Paddlare"), (PADDLERS.name, "name")),
        (letter("Hej! Mvh Bo"), None),
    ],
)
def test_an_organisation_is_told_by_its_signs(message, expected):
    assert expected == match(message)


@pytest.mark.parametrize("address", ["annan@fripost.example", "annan@gmail.com", "ifnorrskenet.example@hemma.example"])
def test_a_domain_that_is_not_its_own_tells_nothing(address):
    # A provider that two of them share, a free-mail one, a stranger's.
    assert match(letter(from_address=address)) is None


def test_an_answer_to_our_mail_comes_from_whom_it_was_sent_to():
    history = History(replies_to=sent(organisation_id=BYN.id))
    assert (BYN.name, "thread") == match(letter(from_address="annan@hemma.example"), history)


def test_a_thread_about_another_consultation_tells_nothing():
    history = History(replies_to=sent(organisation_id=BYN.id, consultation="kulturplan-2018"))
    assert match(letter(from_address="annan@hemma.example"), history) is None


def test_a_name_that_two_organisations_bear_tells_nothing():
    index = OrganisationIndex([organisation(1, "Pensionärerna Norr"), organisation(2, "Pensionärerna Norr")])
    assert index.trace(letter(signature="Pensionärerna Norr"), History(), LULEA).match is None


def test_a_name_is_not_put_together_of_two_lines():
    assert match(letter("Text.\n\nHälsningar från Björkviks\n\nbyaförening")) is None


def test_another_name_in_the_signature_is_a_rival():
    origin = INDEX.trace(letter("Text.\n\nKören Norrljus", from_address="byn@fripost.example"), History(), LULEA)
    assert (BYN, CHOIR.name) == (origin.organisation, origin.rival)


def test_both_names_in_the_signature_are_no_rivals():
    text = "Text.\n\nBjörkviks byaförening och Kören Norrljus"
    origin = INDEX.trace(letter(text, from_address="byn@fripost.example"), History(), LULEA)
    assert (origin.organisation, origin.rival) == (BYN, "")


@pytest.mark.parametrize(
    ("message", "name"),
    [
        (letter("Bra!\n\nMvh\nBritta Sund, Granuddens bygdegårdsförening"), "Granuddens bygdegårdsförening"),
        (letter("Vi i Kallbäckens Intresseförening tycker att det är bra."), "Kallbäckens Intresseförening"),
        (letter(from_name="Olle Sand - Tallbackens IK"), "Tallbackens IK"),
        (letter(signature="Ordförande i Föreningen Norden Kusten"), "Föreningen Norden Kusten"),
        (letter("Hei!\n\nTerveisin\nPohjolan Suomi-seura"), "Pohjolan Suomi-seura"),
        (letter("Vår förening tycker att det är bra. Mvh Bo Ek"), ""),
        (letter("Hej, jag heter Anna Berg."), ""),
    ],
)
def test_an_unknown_organisation_is_proposed_by_its_name_as_written(message, name):
    proposal = INDEX.propose(message)
    assert name == (proposal.name if proposal else "")


def test_a_proposed_organisation_has_no_id():
    proposal = INDEX.propose(letter(signature="Tallbackens IK"))
    assert (proposal.organisation_id, proposal.matched_by) == (None, "proposed")


@pytest.mark.parametrize(
    ("message", "name"),
    [
        (letter(signature="Idrotsföreningen Norrskent"), NORRSKENET.name),
        (letter(from_name="Björkvik byförening"), BYN.name),
        (letter("Hej!\n\nMvh\nAnna, Norrskenet"), NORRSKENET.name),
        (letter("Vi i Norrljus tycker att det är bra."), CHOIR.name),
        (letter("Körförbundet i Norr säger ja."), "Körförbundet i Norr"),
    ],
)
def test_a_name_that_is_nearly_one_on_the_list_is_suggested(message, name):
    assert INDEX.trace(message, History(), LULEA).match is None
    proposal = INDEX.propose(message)
    assert (name, None) == (proposal.name, proposal.organisation_id)
    assert ("proposed" if name.startswith("Körförbundet") else "fuzzy") == proposal.matched_by


@pytest.mark.parametrize(
    "text",
    [
        "Jag är med i Björkviks byaförening men skriver för egen del.",
        "Jag skriver som privatperson, men är ordförande i Björkviks byaförening.",
        "Jag är medlem i Björkviks byaförening. Bra förslag!",
        "Ni ger allt till Björkviks byaförening.",
    ],
)
def test_a_private_person_who_mentions_an_association_is_a_private_person(text):
    message = letter(text)
    assert (match(message), INDEX.propose(message)) == (None, None)


def test_an_attachments_first_lines_tell_the_organisation():
    message = letter(
        "Se bilaga.", attachments=(attachment("svar.pdf", "Till Luleå kommun\nBjörkviks byaförening\n\nVi"),)
    )
    assert (BYN.name, "name") == match(message)


def test_a_domain_that_is_not_made_of_the_name_is_a_providers():
    index = OrganisationIndex(
        [organisation(1, "Holma sockenförening", "holma@nyapost.example", domains=("nyapost.example",))]
    )
    assert index.by_domain("anna.berg@nyapost.example") is None


def test_an_answer_to_our_mail_is_known_by_whom_it_was_sent_to_where_that_has_no_id():
    history = History(replies_to=sent(recipient="norrljus@gmail.com"))
    assert (CHOIR.name, "thread") == match(letter(from_address="annan@hemma.example"), history)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("En sak till: fler möten.", ("Tallbackens IK", "proposed")),
        ("Vi i Granbergs IK vill också svara.", None),
        ("Det här skriver jag som privatperson.", None),
    ],
)
def test_who_has_commented_for_an_organisation_speaks_for_it_again(text, expected):
    history = History(comments_of_sender=(comment(organisation_name="Tallbackens IK"),))
    assert expected == match(letter(text), history)


def test_a_comment_on_another_consultation_tells_nothing():
    earlier = comment(organisation_name="Tallbackens IK", consultation="kulturplan-2018")
    assert match(letter("En sak till."), History(comments_of_sender=(earlier,))) is None


def test_a_mail_whose_words_hold_no_name_is_traced_by_its_signature():
    text = "Det är bra."
    origin = INDEX.trace(letter(text, signature="Norrskenets IF"), History(), LULEA, Words("", text, ""))
    assert origin.organisation is NORRSKENET
