"""The settings of a consultation."""

from __future__ import annotations

from datetime import date, time

import pytest

from mailintake.settings import ContactSettings, SectionSettings


def test_a_consultation_is_read_with_its_defaults(config, consult):
    consult()

    (one,) = config.load().consultations

    assert (one.key, one.title, one.reference_prefix) == ("park-2026", "Ny park", "PARK")
    assert (one.opens, one.deadline) == (date(2026, 3, 2), date(2026, 5, 4))
    assert one.contact == ContactSettings(name="Eva Ek", email="eva.ek@kommun.example", phone="0900-12 34 56")
    assert (one.languages, one.remind_days_before, one.remind_at) == (("sv",), (14, 3), time(9, 0))
    assert (one.invited, one.sections, one.proposal, one.diary_number) == ((), (), "", "")


def test_late_answers_are_looked_for_half_a_year_unless_told_otherwise(config, consult):
    consult()
    assert config.load().consultations[0].closes == date(2026, 10, 31)

    consult(closes="2026-06-01")
    assert config.load().consultations[0].closes == date(2026, 6, 1)


def test_everything_of_a_consultation_can_be_given(config, consult):
    config.write("consultations/proposal.txt", "Förslag:\r\nvi bygger en park.\r\n")
    consult(
        title_by_language='{ en = "New park", fi = "Uusi puisto" }',
        diary_number='"KS 2026/12"',
        proposal='"proposal.txt"',
        proposal_url='"https://kommun.example/park/"',
        terms='["park", "grönyta"]',
        near_misses='["parkering"]',
        languages='["sv", "fi"]',
        remind_days_before="[7]",
        remind_at='"08:15"',
        next_steps='"""Först en sak.\nSedan en annan."""',
        more='[[sections]]\nname = "Läget"\ntext = "Vid ån."\n[[sections]]\nname = "Kostnaden"\n',
    )

    (one,) = config.load().consultations

    assert one.title_by_language == {"en": "New park", "fi": "Uusi puisto"}
    assert one.proposal == "Förslag:\nvi bygger en park."
    assert one.proposal_url == "https://kommun.example/park"
    assert (one.terms, one.near_misses, one.languages) == (("park", "grönyta"), ("parkering",), ("sv", "fi"))
    assert (one.remind_days_before, one.remind_at) == ((7,), time(8, 15))
    assert one.next_steps == "Först en sak.\nSedan en annan."
    assert one.sections == (SectionSettings(name="Läget", text="Vid ån."), SectionSettings(name="Kostnaden"))


def test_a_proposal_may_stand_in_the_file_itself(config, consult):
    consult(proposal='"""Vi bygger en park.\nVid ån, se bilaga.txt"""')

    assert config.load().consultations[0].proposal == "Vi bygger en park.\nVid ån, se bilaga.txt"


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (
            {"deadline": "2026-03-01"},
            "deadline: 2026-03-01 is before it opens (2026-03-02). Check both dates.",
        ),
        (
            {"closes": "2026-05-03"},
            "closes: 2026-05-03 is before the deadline (2026-05-04). Leave it out, or give a later day.",
        ),
        (
            {"deadline": "2026-03-12"},
            "remind_days_before: 14 days before the deadline it has not opened yet. Give fewer days.",
        ),
        ({"remind_days_before": "[21, 14, 3]"}, "remind_days_before: has 3 items. Give at most 2."),
        ({"remind_days_before": "[3, 3]"}, "remind_days_before: (item 2) 3 stands there twice. Take one away."),
        ({"deadline": "2026-05-04T10:00:00"}, "deadline: is a date with a time, not a date. Write it as 2018-10-01."),
        ({"deadline": "9999-12-31"}, "deadline: 9999-12-31 is not in 1990 to 2200. Check the year."),
        ({"deadline": '"1 oktober"'}, "deadline: '1 oktober' is not a date. Write it as 2018-10-01."),
        ({"remind_at": '"9"'}, "remind_at: '9' is not a time of day in hours and minutes. Write it as \"07:30\"."),
        ({"title": None}, "title: is missing. Its title, in the service's language. (text)"),
        ({"title": '" "'}, "title: is empty. Give it a value."),
        ({"title": '"a\\nBcc: x@y.example"'}, "title: has a line break in it. Write it on one line."),
        ({"key": '"Park 2026"'}, 'key: \'Park 2026\' is not a short name.'),
        ({"reference_prefix": '"A-B"'}, "reference_prefix: 'A-B' is not a prefix."),
        ({"title_by_language": '{ svenska = "x" }'}, "title_by_language: 'svenska' is not a language code."),
        ({"title_by_language": "{ en = 3 }"}, 'title_by_language: (en) is a whole number, not text.'),
        ({"privacy_url": '"kommun.example"'}, "privacy_url: 'kommun.example' is not a web address."),
        ({"proposal": '"förslag.pdf"'}, "proposal: 'förslag.pdf' is not a text file."),
        ({"contact": '"Eva"'}, "contact: is text, not a table. Write its keys under a line of their own: [contact]."),
        ({"sections": '["a"]'}, "sections: is not a list of tables. Write each under a line of its own: [[sections]]."),
        ({"titel": '"x"'}, "titel: there is no such setting. Did you mean title?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_key(config, consult, wrong, fault):
    consult(**wrong)

    (told,) = [line.partition(": ")[2] for line in config.faults()]

    assert told.startswith(fault)


def test_a_missing_proposal_is_told_with_what_names_it(config, consult):
    consult(proposal='"park.txt"')

    assert config.faults() == [
        "consultations/park.txt: there is no such file. It is named by consultations/park-2026.toml:7: proposal."
    ]


def test_faults_in_tables_are_told_by_line(config, consult):
    consult(
        contact=None, more='[contact]\nname = "Eva"\nemial = "x"\n\n[[sections]]\nname = "a"\n[[sections]]\ntext = "b"'
    )

    assert config.faults() == [
        "consultations/park-2026.toml:6: contact.email: is missing. Mail address. (mail address)",
        "consultations/park-2026.toml:8: contact.emial: there is no such setting. Did you mean email?",
        "consultations/park-2026.toml:12: sections.2.name: is missing. What it is called in the proposal. (text)",
    ]


def test_two_consultations_share_neither_key_nor_prefix(config, consult):
    consult()
    consult(name="zoo", reference_prefix='"park"')

    assert config.faults() == [
        f"consultations/zoo.toml: key: 'park-2026' stands in {config.path}/consultations/park-2026.toml too. "
        "Give each consultation a key of its own.".replace(f"{config.path}/", ""),
        (
            "consultations/zoo.toml: reference_prefix: 'park' stands in consultations/park-2026.toml too. "
            "Give each consultation a prefix of its own, or their references cannot be told apart."
        ),
    ]


def test_other_files_in_the_folder_are_let_be(config, consult):
    consult()
    config.write("consultations/.#park-2026.toml", "an editor's own")
    config.write("consultations/park-2026.toml~", "an editor's own")

    assert len(config.load().consultations) == 1


@pytest.mark.parametrize(("day", "name"), [("2026-05-02", "Saturday"), ("2026-05-03", "Sunday")])
def test_a_deadline_on_a_weekend_is_warned_about_and_not_moved(config, consult, day, name):
    consult(deadline=day)

    assert (
        f"consultations/park-2026.toml:6: deadline: {day} is a {name}. It is not moved; consider a weekday."
        in config.warnings()
    )
    assert config.load().consultations[0].deadline == date.fromisoformat(day)


def test_what_is_worth_a_look_is_warned_about(config, consult):
    consult(contact='{ name = "Eva", email = "e@kommun.example" }')

    assert [line for line in config.warnings() if line.startswith("consultations")] == [
        (
            "consultations/park-2026.toml: proposal: there is none, so mails cannot be compared with its words. "
            "More go to staff."
        ),
        "consultations/park-2026.toml: invited: nobody stands on the list, so nobody is reminded.",
        "consultations/park-2026.toml:6: contact.phone: there is none: answers say whom to write to, not whom to call.",
    ]
