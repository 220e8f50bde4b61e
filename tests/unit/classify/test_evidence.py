"""Each rule hits what it is for and misses what looks alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fakes.letters import attachment, comment, letter, sent

from mailintake.classify import evidence
from mailintake.classify.evidence import RULES, in_words, weigh
from mailintake.classify.evidence.rule import Hit
from mailintake.domain.history import History
from mailintake.domain.message import Automatic, MachineSigns
from mailintake.domain.outbox import MailKind

BY_NAME = {rule.NAME: rule for rule in RULES}
TERM = "den lokala överenskommelsen"

# rule, a mail (and its history) that it hits, one that it misses
CASES = [
    ("replies_to_our_mail", (letter(), History(replies_to=sent())), (letter(), History())),
    (
        "replies_to_our_mail",
        (letter(), History(replies_to=sent())),
        (letter(), History(replies_to=sent(MailKind.DIGEST))),
    ),
    (
        "replies_to_our_mail",
        (letter(), History(replies_to=sent(MailKind.ACKNOWLEDGEMENT))),
        (letter(), History(replies_to=sent(consultation="kulturplan-2018"))),
    ),
    (
        "names_our_reference",
        (letter(), History(referenced=comment())),
        (letter(), History(referenced=comment(consultation="kulturplan-2018"))),
    ),
    (
        "has_commented",
        (letter(), History(comments_of_sender=(comment(),))),
        (letter(), History(comments_of_sender=(comment(consultation="kulturplan-2018"),))),
    ),
    ("known_organisation", letter(from_address="info@ifnorrskenet.example"), letter()),
    ("in_period", letter(), letter(received_at=datetime(2018, 10, 1, 22, 0, tzinfo=UTC))),
    (
        "in_period",
        letter(received_at=datetime(2018, 10, 1, 21, 59, tzinfo=UTC)),
        letter(received_at=datetime(2018, 6, 19, 8, tzinfo=UTC)),
    ),
    ("title", letter(subject="Lokal överenskommelse Luleå kommun"), letter(subject="Luleå kommun")),
    ("title", letter(subject="Local agreement with civil society"), letter(subject="Rental agreement")),
    ("title", letter(subject="Svar LÖK"), letter(subject="Lök och LOK-stöd")),
    ("reference_prefix", letter("Vi har läst LÖK."), letter("Lök och LOK-stöd.")),
    ("colleague", letter(from_address="a.b@lulea.se"), letter(from_address="a.b@umea.example")),
    ("colleague", letter(from_address="a.b@kommun.example"), letter(from_address="a.b@annankommun.example")),
    (
        "other_municipality",
        letter("Vi svarar om Åldals kommuns förslag."),
        letter("Luleå kommuns förslag. Vår kommun."),
    ),
    ("other_municipality", letter(subject="Åldals kommun"), letter("en kommun där Umeå kommunicerar")),
    (
        "addressed_elsewhere",
        letter("Till Åldals kommun\n\nVi tycker att förslaget är bra."),
        letter("Till Luleå kommun\n\nVi skriver till Åldals kommun också."),
    ),
    (
        "addressed_elsewhere",
        letter("Hej!\n\nTill Region Åldal, kulturnämnden. Vi tillstyrker."),
        letter("Till kommunen. Region Åldal gör som ni."),
    ),
    ("addressed_elsewhere", letter("Till Länsstyrelsen i länet"), letter("till länsstyrelsen har vi sagt detsamma")),
    ("key_terms", letter(f"Om {TERM}."), letter("Om LOK-stöd.", quoted=TERM)),
    ("key_terms", letter("Paikallisesta sopimuksesta"), letter("Sopimus vuokrasta")),
    ("terms_in_subject", letter(subject="Överenskommelsen"), letter(TERM)),
    ("names_the_matter", letter(f"Synpunkter på {TERM}."), letter(f"Synpunkter. Vi läste {TERM}.")),
    ("sections", letter("Dialog och kvalitet är bra."), letter("Dialog är bra.")),
    ("sections", letter("Öppenhet och insyn är bra."), letter("Öppenhet är bra.")),
    (
        "proposal_likeness",
        letter("Åtagandena och samverkansgruppen gör principerna verkliga."),
        letter("Lampan är trasig."),
    ),
    (
        "attachment_name",
        letter(attachments=(attachment("Yttrande.pdf"),)),
        letter(attachments=(attachment("Faktura.pdf"),)),
    ),
    (
        "attachment_name",
        letter(attachments=(attachment("lokal_överenskommelse-svar.docx"),)),
        letter(attachments=(attachment("lokal.docx"),)),
    ),
    ("consultation_words", letter("Vårt remissvar"), letter("Vår remittering", quoted="remissvar")),
    ("opinion", letter("Vi anser att det är bra."), letter("Anslut kabeln.", quoted="Vi anser att")),
    ("opinion", letter("We believe in it."), letter("Believe!")),
    ("evaluates", letter("Det är luddigt."), letter("Det är tisdag.")),
    ("announces_answer", letter("Här kommer våra synpunkter."), letter("Här kommer bussen.")),
    (
        "announces_answer",
        letter("Hej", subject="Remissvar från Kören"),
        letter("Hej", subject="SV: Remissvar från Kören"),
    ),
    ("declines", letter("Vi avstår från att svara."), letter("Vi vill inte avstå.")),
    ("asks", letter("Kan vi få anstånd?"), letter("Vi fick anstånd i fjol och är tacksamma.")),
    ("supplements", letter("Vi glömde bilagan."), letter("Bilagan är bra.")),
    ("speaks_for_organisation", letter("Vår förening är liten."), letter("Min katt är liten.")),
    ("minority_language", letter("Hei", language="fi"), letter("Hei", language="no")),
    ("minority_language", letter("Bures", language="se"), letter("Hej")),
    (
        "says_nothing",
        letter("Mötet hålls i aulan på skolan klockan sju."),
        letter("Jag anser att mötet hålls i aulan."),
    ),
    ("says_nothing", letter("Hela protokollet finns uppsatt på väggen."), letter("Se bilaga")),
    ("near_miss", letter("Synpunkter på detaljplanen"), letter("Synpunkter på planen", quoted="detaljplanen")),
    ("near_miss", letter("Om LOK-stödet"), letter("Om lokstallet")),
    (
        "near_miss",
        letter("Se bilaga", attachments=(attachment("a", "Snöröjningen"),)),
        letter("Hela föreningen har läst förslaget.", attachments=(attachment("a", "Snöröjningen"),)),
    ),
    ("other_matter", letter("Yttrande över förslag till kulturplan."), letter("Yttrande över ert förslag.")),
    ("other_matter", letter("Remissvar om renhållningsordning"), letter("Synpunkter på åtagandena")),
    ("other_matter", letter("Synpunkter på bussen"), letter(f"Synpunkter på bussen och {TERM}")),
    ("errand", letter("Jag vill göra en felanmälan."), letter("Jag vill göra en insats.")),
    ("health_referral", letter("Min remiss till ortopeden"), letter("Er remiss till föreningarna")),
    ("government_referral", letter("Lagrådsremissen kom i dag."), letter("Remissen kom i dag.")),
    ("grant_application", letter("Ansökan om föreningsbidrag"), letter("Föreningsbidrag bör vara fleråriga.")),
    ("newsletter", letter("Läs vårt nyhetsbrev. Avregistrera dig här."), letter("Vi läste brevet.")),
    (
        "list_mail",
        letter(signs=MachineSigns(list_fields=("list-id",))),
        letter(signs=MachineSigns(precedence="first-class")),
    ),
    ("list_mail", letter(automatic=Automatic.LIST), letter()),
    ("list_mail", letter(signs=MachineSigns(precedence="bulk")), letter()),
    ("invitation", letter("Varmt välkomna! Anmäl er senast fredag."), letter("Vi välkomnar förslaget.")),
    ("press", letter("Pressmeddelande"), letter("Pressa inte på.")),
    ("press", letter("Jag ringer från tidningen."), letter("Jag läste i tidningen om det.")),
    ("thanks", letter("Tack för ett bra möte!"), letter("Tack för möjligheten att svara.")),
    ("thanks", letter("Tack för svaret!"), letter("Hej", subject="SV: Tack för ert svar")),
    ("sales", letter("Vi erbjuder er rabatt på våra produkter."), letter("Vi ger er rätt.")),
    ("spam", letter("Du har vunnit en miljon kronor."), letter("Laget har vunnit serien.")),
    ("speaks_to_machine", letter("Label: comment"), letter("Namn: Anna")),
]


def check(rule, case, context_of):
    message, history = case if isinstance(case, tuple) else (case, History())
    return BY_NAME[rule].check(message, context_of(message, history))


@pytest.mark.parametrize(("rule", "mail", "_other"), CASES)
def test_a_rule_hits_what_it_is_for(rule, mail, _other, context_of):
    assert check(rule, mail, context_of) is not None


@pytest.mark.parametrize(("rule", "_mail", "other"), CASES)
def test_a_rule_misses_what_looks_alike(rule, _mail, other, context_of):
    assert check(rule, other, context_of) is None


def test_every_rule_has_a_case():
    assert set(BY_NAME) == {rule for rule, _, _ in CASES}


def test_every_rule_is_in_the_list_under_the_name_of_its_file():
    folder = Path(evidence.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "rule"}
    assert files == {rule.NAME for rule in RULES}
    assert len(RULES) == len(BY_NAME)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_a_rule_says_what_it_looks_at(rule):
    assert rule.DESCRIPTION.endswith((".", "skolmat."))


SENTENCES = {
    "HIT": lambda rule: rule.HIT,
    "HIT_EN": lambda rule: rule.HIT_EN,
    "MISS": lambda rule: rule.MISS,
    "MISS_EN": lambda rule: rule.MISS_EN,
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_a_rule_tells_its_hit_and_its_miss_in_swedish_and_in_english(rule):
    sentences = [sentence(rule) for sentence in SENTENCES.values()]
    assert len(set(sentences)) == len(sentences)
    for sentence in sentences:
        assert sentence[0].isupper()
        # The full stop comes after the words that counted, and the colon before them.
        assert sentence.rstrip(".:") == sentence
        assert ": " not in sentence


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_no_two_rules_tell_the_same(sentence):
    assert len({sentence(rule) for rule in RULES}) == len(RULES)


def test_a_hit_weighs_by_its_strength_and_shows_its_words():
    hits = {rule.NAME: None for rule in RULES} | {"opinion": Hit(words=("Vi anser",), strength=0.5)}
    weights = dict.fromkeys(hits, 2.0)
    finding = next(one for one in in_words(hits, weigh(hits, weights)) if one.hit)
    assert (finding.rule, finding.weight, finding.text) == ("opinion", 1.0, "Mejlet uttrycker en åsikt: ”Vi anser”.")


def test_misses_are_kept_and_weigh_nothing():
    hits = dict.fromkeys(BY_NAME)
    findings = in_words(hits, weigh(hits, dict.fromkeys(hits, 2.0)))
    assert [(rule.NAME, 0.0) for rule in RULES] == [(one.rule, one.weight) for one in findings]


def test_more_terms_weigh_more_and_one_in_several_forms_no_more(context_of):
    def strength(text):
        return check("key_terms", letter(text), context_of).strength

    assert strength("Överenskommelsen") == strength("Överenskommelsen, överenskommelser")
    assert strength("Överenskommelsen") < strength("Överenskommelsen och föreningslivet")


def test_a_term_that_only_an_attachment_has_weighs_less_unless_the_letter_covers_it(context_of):
    files = (attachment("a.docx", TERM),)
    covered = check("key_terms", letter("Se bilaga", attachments=files), context_of)
    beside = check("key_terms", letter("Hela vår verksamhet finns beskriven här.", attachments=files), context_of)
    assert beside.strength < covered.strength


def test_an_opinion_weighs_less_where_nothing_speaks_of_a_consultation(context_of):
    complaint = check("opinion", letter("Vi anser att bussen är sen."), context_of)
    answer = check("opinion", letter("Vi anser att förslaget är bra."), context_of)
    assert complaint.strength < answer.strength


def test_an_extension_lengthens_an_organisations_period(context_of):
    message = letter(from_address="info@ifnorrskenet.example", received_at=datetime(2018, 10, 5, 8, tzinfo=UTC))
    context = context_of(message)
    extended = replace(context.origin.organisation, extended_to=date(2018, 10, 12))
    context = replace(context, origin=replace(context.origin, organisation=extended))
    assert BY_NAME["in_period"].check(message, context) is not None


def test_a_near_miss_by_the_way_weighs_less_than_one_in_the_subject(context_of):
    by_the_way = letter(f"Skriv in hemtjänsten i {TERM}.")
    in_subject = letter(f"Skriv in den i {TERM}.", subject="Hemtjänsten")
    strengths = [check("near_miss", message, context_of).strength for message in (by_the_way, in_subject)]
    assert strengths == [0.3, 0.75]
