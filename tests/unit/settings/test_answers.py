"""The answers that a new configuration is made of, and what is proposed."""

from __future__ import annotations

from datetime import date

import pytest

from mailintake.errors import SettingsError
from mailintake.settings.answers import Answers, prefix_of, proposed, read_answers, refusal
from mailintake.settings.consultation import PREFIX
from mailintake.settings.findings import Findings, Source
from mailintake.settings.kinds.kind import Context
from mailintake.settings.table import rows_of

TODAY = date(2026, 11, 22)
NEEDED = {
    "address": "norra@kommun.example",
    "service_name": "Norra kommun",
    "consultation_title": "Lokal överenskommelse för Ånge",
}


def answer_everything():
    answers = {}
    for name in rows_of(Answers):
        answers[name] = NEEDED.get(name) or proposed(name, answers, TODAY)
    return answers


def test_three_answers_are_enough_for_all_others():
    answers = read_answers(answer_everything())

    assert answers == Answers(
        address="norra@kommun.example",
        service_name="Norra kommun",
        host="imap.kommun.example",
        user="norra@kommun.example",
        smtp_host="smtp.kommun.example",
        digest_to=(),
        consultation_title="Lokal överenskommelse för Ånge",
        consultation_key="lokal-overenskommelse-for-ange-2026",
        opens=TODAY,
        # 42 days later is a Sunday.
        deadline=date(2027, 1, 4),
        contact_name="Norra kommun",
        contact_email="norra@kommun.example",
        contact_phone="",
    )


def test_nothing_is_proposed_before_there_is_something_to_propose_it_from():
    assert [name for name in rows_of(Answers) if proposed(name, {}, TODAY)] == ["opens", "deadline"]


@pytest.mark.parametrize(
    ("host", "expected"),
    [("imap.x.example", "smtp.x.example"), ("mail.x.example", "mail.x.example"), ("imapx.example", "imapx.example")],
)
def test_the_outgoing_server_is_looked_for_beside_the_incoming_one(host, expected):
    assert proposed("smtp_host", {"host": host}, TODAY) == expected


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Översiktsplan 2026", "oversiktsplan-2026"),
        ("日本", "remiss-2026"),
        ("a" * 80, "a" * 40 + "-2026"),
        ("--", "remiss-2026"),
    ],
)
def test_a_key_is_made_of_the_title(title, key):
    assert proposed("consultation_key", {"consultation_title": title}, TODAY) == key
    assert refusal("consultation_key", key) == ""


@pytest.mark.parametrize(
    ("title", "prefix"),
    [
        ("Lokal överenskommelse för Luleå och alla", "LÖFL"),
        ("Park", "PAR"),
        ("x", "X"),
        ("2026", "REF"),
        ("ß eta", "SSE"),
    ],
)
def test_a_prefix_is_made_of_the_titles_words(title, prefix):
    assert prefix_of(title) == prefix
    assert PREFIX.read(prefix, Context(folder=None, source=Source(name=""), key="", findings=Findings())) == prefix


def test_a_wrong_answer_is_told_with_what_to_do():
    assert refusal("host", "a b") == (
        "'a b' is not the name of a server or a domain. Write it as \"imap.kommun.example\"."
    )
    assert refusal("deadline", "snart") == "'snart' is not a date. Write it as 2018-10-01."
    assert refusal("digest_to", "a@b.example, c@d.example") == ""


def test_all_wrong_answers_are_told_by_their_options():
    answers = answer_everything() | {"address": "norra", "deadline": "2026-11-01", "contact_email": ""}

    with pytest.raises(SettingsError) as raised:
        read_answers(answers)

    assert str(raised.value).splitlines() == [
        "init: --address: 'norra' is not a mail address. Write it as \"name@kommun.example\".",
        "init: --contact-email: is empty. Give it a value.",
    ]


def test_a_deadline_before_the_first_day_is_refused():
    with pytest.raises(SettingsError, match="--deadline: is before the first day"):
        read_answers(answer_everything() | {"deadline": "2026-11-01"})
