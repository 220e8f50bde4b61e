"""Settings from the environment."""

from __future__ import annotations

import pytest

from mailintake.settings import Tls


def test_a_variable_goes_before_the_file(config):
    config.main(mailbox="port = 143\n")

    loaded = config.load({"MAILINTAKE_MAILBOX__PORT": "1993", "MAILINTAKE_SERVICE__NAME": "Södra kommun"})

    assert (loaded.mailbox.port, loaded.service.name) == (1993, "Södra kommun")


def test_a_variable_stands_for_a_key_that_the_file_lacks(config):
    config.write("mailintake.toml", "")

    loaded = config.load(
        {
            "MAILINTAKE_SERVICE__NAME": "Norra",
            "MAILINTAKE_MAILBOX__HOST": "imap.kommun.example",
            "MAILINTAKE_MAILBOX__USER": "norra",
            "MAILINTAKE_MAILBOX__ADDRESSES": "a@kommun.example, b@kommun.example",
            "MAILINTAKE_MAILBOX__IDLE": "false",
            "MAILINTAKE_SMTP__HOST": "smtp.kommun.example",
            "MAILINTAKE_SMTP__SENDER": "a@kommun.example",
            "MAILINTAKE_SMTP__TLS": "tls",
            "MAILINTAKE_SMTP__PORT": "465",
            "MAILINTAKE_STAFF__DIGEST_AT": "06:15",
        }
    )

    assert loaded.mailbox.addresses == ("a@kommun.example", "b@kommun.example")
    assert loaded.mailbox.idle is False
    assert loaded.smtp.tls is Tls.TLS
    assert f"{loaded.staff.digest_at:%H:%M}" == "06:15"


def test_an_empty_variable_empties_a_list(config):
    config.main(rest='[staff]\ndigest_to = ["a@kommun.example"]')

    assert config.load({"MAILINTAKE_STAFF__DIGEST_TO": ""}).staff.digest_to == ()


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("MAILINTAKE_MAILBOX__HSOT", "Did you mean MAILINTAKE_MAILBOX__HOST?"),
        ("MAILINTAKE_MAILBOX_HOST", "Did you mean MAILINTAKE_MAILBOX__HOST?"),
        ("MAILINTAKE_mailbox__host", "Did you mean MAILINTAKE_MAILBOX__HOST?"),
        ("MAILINTAKE_CONFG", "Did you mean MAILINTAKE_CONFIG?"),
        ("MAILINTAKE_X", "Take it away; a setting is written MAILINTAKE_SECTION__KEY, in capitals."),
    ],
)
def test_a_variable_that_is_no_setting_is_refused(config, name, remedy):
    assert config.faults({name: "x"}) == [f"environment: {name}: there is no such setting. {remedy}"]


def test_variables_that_are_no_settings_but_ours_are_let_through(config):
    config.load(
        {
            "MAILINTAKE_CONFIG": "x",
            "MAILINTAKE_CORPORA": "x",
            "MAILINTAKE_LOG": "x",
            "MAILINTAKE_LOG_LEVEL": "x",
            "MAILINTAKE_REQUIRE_REAL": "1",
            "PATH": "x",
        }
    )


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("MAILINTAKE_MAILBOX__IDLE", "yes", "'yes' is not true or false. Write true or false."),
        ("MAILINTAKE_MAILBOX__PORT", "", "'' is not a whole number. Give one from 1 to 65535."),
        ("MAILINTAKE_MAILBOX__PORT", "٩٩٣", "'٩٩٣' is not a whole number. Give one from 1 to 65535."),
        (
            "MAILINTAKE_MAILBOX__PORT",
            "0",
            "0 is out of range. Give a whole number from 1 to 65535, without quotation marks.",
        ),
        (
            "MAILINTAKE_SERVICE__NAME",
            "a\x1bb",
            "has an invisible character in it (U+001B). Write it anew by hand instead of pasting.",
        ),
        (
            "MAILINTAKE_SERVICE__NAME",
            "a\udce5",
            "has an invisible character in it (U+DCE5). Write it anew by hand instead of pasting.",
        ),
    ],
)
def test_a_wrong_value_is_told_by_the_variables_name(config, name, value, fault):
    assert config.faults({name: value}) == [f"environment: {name}: {fault}"]
