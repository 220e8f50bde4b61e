"""The shipped consultation is whole, and nobody in it is real."""

from __future__ import annotations

import re

from fakes.consultations import lulea, lulea_invited
from fakes.letters import letter

from mailintake.classify.profile import Profile
from mailintake.domain.history import History


def test_the_proposal_is_as_long_as_a_proposal():
    assert 1200 <= len(lulea().proposal_text.split()) <= 1800


def test_every_section_stands_in_the_proposal_under_its_name():
    text = lulea().proposal_text.lower()
    names = [section.name for section in lulea().sections]
    assert names[:6] == [name for name in names[:6] if name.lower() in text]


def test_its_addresses_and_its_telephone_number_are_nobodys():
    assert lulea().contact.email.endswith(".example")
    number = re.sub(r"\D", "", lulea().contact.phone)
    assert 701740605 <= int(number) <= 701740699
    assert [one.name for one in lulea_invited() if not one.addresses[0].endswith(".example")] == []


def test_the_invited_are_about_thirty_and_each_has_a_name_of_its_own():
    names = [one.name for one in lulea_invited()]
    assert len(names) == len(set(names))
    assert 25 <= len(names) <= 40


def test_every_invited_organisation_is_found_by_its_own_name():
    profile = Profile(lulea(), lulea_invited())

    found = [
        profile.organisations.trace(
            letter(signature=one.name, from_address="x@hemma.example"), History(), one.consultation
        )
        for one in lulea_invited()
    ]
    assert [one.name for one in lulea_invited()] == [origin.match.name if origin.match else "" for origin in found]


def test_it_tells_what_happens_next_in_every_language_it_answers_in():
    consultation = lulea()
    others = set(consultation.languages) - {"sv"}
    assert others == set(consultation.title_by_language) == set(consultation.next_steps_by_language)
