"""What the templates are given is plain, cleaned and bounded, whoever wrote it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime

import pytest
from fakes.consultations import STOCKHOLM, lulea
from fakes.letters import attachment, letter

from mailintake.domain.alert import Alert, AlertCode
from mailintake.domain.consultation import Contact
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.organisation import Organisation
from mailintake.notify.samples import samples
from mailintake.notify.values import acknowledgement_values, alert_values, dialled, reminder_values, safe_url

NOW = datetime(2018, 9, 20, 12, 0, tzinfo=UTC)
QUESTION = Decision(label=Label.QUESTION, outcome=Outcome.ACT, reason="test", explanation="", probability=0.9)
HOSTILE = "a\r\nBcc: x@evil.example\x00\u202e=?utf-8?q?x?=" + "å" * 2000


def _plain(value: object) -> bool:
    if isinstance(value, list):
        return all(_plain(one) for one in value)
    if isinstance(value, dict):
        return all(isinstance(key, str) and _plain(one) for key, one in value.items())
    return type(value) in {str, int}


def _texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("sample", list(samples("sv", "Luleå kommun")), ids=lambda sample: sample.name)
def test_values_are_texts_numbers_and_lists_and_nothing_with_methods_of_its_own(sample):
    assert _plain(asdict(sample.values))


def test_hostile_texts_are_one_bounded_line_each():
    consultation = replace(
        lulea(),
        title=HOSTILE,
        next_steps=HOSTILE,
        diary_number=HOSTILE,
        proposal_url=HOSTILE,
        privacy_url=HOSTILE,
        contact=Contact(name=HOSTILE, email=HOSTILE, phone=HOSTILE),
    )
    message = replace(letter(attachments=(attachment(HOSTILE, is_readable=False),) * 9), subject=HOSTILE)
    organisation = Organisation(id=1, consultation="x", name=HOSTILE)
    frame = {"service_name": "Luleå kommun", "language": "sv"}

    values = (
        acknowledgement_values(message, QUESTION, None, consultation, **frame),
        reminder_values(consultation, organisation, NOW, is_last=False, **frame),
        alert_values(
            Alert(code=AlertCode.MAILBOX_UNREACHABLE, folder=HOSTILE), NOW, zone=STOCKHOLM, base_url=HOSTILE, **frame
        ),
    )

    for text in (text for one in values for text in _texts(asdict(one))):
        assert len(text) <= 1000
        assert text.isprintable() or "\u00a0" in text
        assert "=?" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("0920-45 30 00", "0920453000"),
        ("+46 920 45 30 00", "+46920453000"),
        ("(0920) 45 30 00", "0920453000"),
        ("0920-45 + 30", "09204530"),
        ("", ""),
    ],
)
def test_a_phone_number_is_dialled_by_its_digits(phone, link):
    assert dialled(phone) == link


@pytest.mark.parametrize("url", ["https://lulea.example/a?b=c&d=%20#e", "http://localhost:8080", ""])
def test_the_address_of_a_page_is_kept(url):
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "//evil.example", "https://a b", 'https://a"b', "https://a\n", "https://" + "a" * 500],
)
def test_what_is_no_address_of_a_page_is_left_out(url):
    assert safe_url(url) == ""


def test_no_days_are_left_after_the_last_one():
    late = datetime(2018, 10, 5, 12, 0, tzinfo=UTC)
    organisation = Organisation(id=1, consultation="x", name="Byaföreningen")

    values = reminder_values(lulea(), organisation, late, is_last=True, service_name="", language="sv")

    assert values.days_left == 0
