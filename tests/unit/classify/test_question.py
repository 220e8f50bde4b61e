"""What a sender asks for."""

from __future__ import annotations

import pytest
from fakes.letters import letter

from mailintake.classify.letter import Letter
from mailintake.classify.question import read_question


def request(text, **fields):
    question = read_question(Letter.of(letter(text, **fields)))
    return question.request.value if question else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi anhåller om anstånd till den 12 oktober.", "extension"),
        ("Kan vi få svara en vecka senare?", "extension"),
        ("Vi hinner inte till den 1 oktober.", "extension"),
        ("Could we get an extension until 10 October?", "extension"),
        ("Voisimmeko saada lisäaikaa?", "extension"),
        ("Kan dere gi oss utsettelse?", "extension"),
        ("Var hittar vi förslaget?", "document"),
        ("Bilagan saknades.", "document"),
        ("Kan ni skicka handlingarna på papper?", "document"),
        ("Mistä löydämme ehdotuksen?", "document"),
        ("Kan någon komma till vårt medlemsmöte och berätta?", "meeting"),
        ("När är nästa dialogmöte?", "meeting"),
        ("Jag begär att få ta del av alla remissvar.", "records"),
        ("Kan jag få ut yttrandena?", "records"),
        ("Med stöd av offentlighetsprincipen vill jag ha listan.", "records"),
        ("Skicka inga fler påminnelser.", "no_reminders"),
        ("Ta bort oss från sändlistan.", "no_reminders"),
        ("Är överenskommelsen bindande?", "answer"),
        ("Vi tycker att förslaget är bra.", None),
        ("Allmänna handlingar bör vara lättare att hitta.", None),
        ("Vi vill att förslaget finns på lättläst svenska.", None),
        ("Vi har fått förslaget och läst det.", None),
        ("", None),
    ],
)
def test_what_is_asked_for_is_told_by_its_words(text, expected):
    assert expected == request(text)


def test_a_question_that_is_quoted_is_not_the_senders():
    assert request("Tack!", quoted="Kan vi få anstånd?") is None


def test_a_question_in_the_subject_counts_unless_somebody_else_wrote_it():
    assert (request("", subject="Anstånd?"), request("", subject="SV: Anstånd?")) == ("extension", None)
