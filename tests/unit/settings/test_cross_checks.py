"""What several settings together tell."""

from __future__ import annotations

import pytest


def test_a_password_is_not_sent_in_clear_to_another_machine_unless_told_to(config):
    config.main(mailbox='tls = "none"\nport = 143\n')
    assert config.faults() == [
        (
            "mailintake.toml:8: mailbox.tls: mail and password would go in clear to imap.kommun.example. "
            'Write tls = "tls" or "starttls"; where the network is safe, allow_plaintext = true.'
        )
    ]

    config.main(mailbox='tls = "none"\nport = 143\nallow_plaintext = true\n')
    assert (
        "mailintake.toml:8: mailbox.tls: mail and password go in clear to imap.kommun.example: others may read them."
        in config.warnings()
    )


def test_clear_text_inside_this_machine_is_only_warned_about(config):
    environ = {"MAILINTAKE_SMTP__TLS": "none", "MAILINTAKE_SMTP__HOST": "127.0.0.1", "MAILINTAKE_SMTP__PORT": "1025"}

    assert (
        "environment: MAILINTAKE_SMTP__TLS: mail and password go in clear, though only inside this machine."
        in config.warnings(environ)
    )


@pytest.mark.parametrize(
    ("port", "tls", "warning"),
    [
        (143, "tls", '143 is usually for tls = "starttls", and tls is "tls".'),
        (993, "starttls", '993 is usually for tls = "tls", and tls is "starttls".'),
        (993, "tls", ""),
        (10993, "starttls", ""),
    ],
)
def test_a_port_that_is_usually_for_something_else_is_warned_about(config, port, tls, warning):
    config.main(mailbox=f'port = {port}\ntls = "{tls}"\n')

    found = [line.removeprefix("mailintake.toml:8: mailbox.port: ") for line in config.warnings() if "usually" in line]
    assert found == ([warning] if warning else [])


@pytest.mark.parametrize("filing", ["copy", "move"])
def test_filing_needs_a_folder(config, filing):
    config.main(mailbox=f'filing = "{filing}"\n')

    assert config.faults() == [
        (
            f'mailintake.toml:4: mailbox.filing_target: is empty, and filing is "{filing}". '
            'Name the folder, or write filing = "none".'
        )
    ]


def test_a_keyword_needs_no_name(config):
    config.main(mailbox='filing = "keyword"\n')

    assert config.load().mailbox.filing_target == ""


def test_a_keyword_is_one_that_servers_take(config):
    config.main(mailbox='filing = "keyword"\nfiling_target = "Till remissen"\n')

    assert config.faults() == [
        (
            "mailintake.toml:9: mailbox.filing_target: is not a keyword that every mail server takes. Use letters A "
            "to Z, digits, and $ _ . or -."
        )
    ]


def test_a_folder_is_read_once(config):
    config.main(mailbox='folders = ["INBOX", "Skräp"]\njunk_folders = ["Skräp"]\n')

    assert config.faults() == [
        "mailintake.toml:9: mailbox.junk_folders: Skräp stands in folders too. Take it out of one of them."
    ]


@pytest.mark.parametrize("folders", ['folders = ["Skickat"]', 'junk_folders = ["Skickat"]'])
def test_copies_are_not_laid_where_mail_is_read(config, folders):
    config.main(mailbox=f'{folders}\nsent_folder = "Skickat"\n')

    assert config.faults() == [
        (
            "mailintake.toml:9: mailbox.sent_folder: Skickat is a folder that is read, so every copy would be taken "
            "for new mail. Name another one, or take it out of those that are read."
        )
    ]


def test_where_copies_are_laid_is_what_the_settings_say(config):
    config.main(mailbox='sent_folder = "Skickat"\n')

    assert config.load().mailbox.sent_folder == "Skickat"


@pytest.mark.parametrize("address", ["Norra@kommun.example", "norra+{token}@kommun.example"])
def test_reports_may_come_back_to_the_mailbox(config, address):
    config.main(smtp=f'envelope_sender = "{address}"\n')

    assert config.load().smtp.envelope_sender == address
    assert [line for line in config.warnings() if "never be read" in line and "no report" not in line] == []


def test_that_addresses_with_a_token_must_reach_the_mailbox_is_told(config):
    config.main(smtp='envelope_sender = "norra+{token}@kommun.example"\n')

    assert [line for line in config.warnings() if "envelope_sender" in line] == [
        (
            "mailintake.toml:12: smtp.envelope_sender: mail to norra+…@kommun.example must reach the mailbox, or no "
            "report of failed delivery is ever read: send one to norra+test@kommun.example and see that it comes."
        )
    ]


@pytest.mark.parametrize("address", ["studs@kommun.example", "studs+{token}@kommun.example"])
def test_reports_that_come_back_elsewhere_are_warned_about(config, address):
    config.main(smtp=f'envelope_sender = "{address}"\n')

    assert [line for line in config.warnings() if "studs@kommun.example is not in" in line] == [
        (
            "mailintake.toml:12: smtp.envelope_sender: studs@kommun.example is not in mailbox.addresses, so reports of "
            "failed delivery may never be read."
        )
    ]


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("norra+{tokn}@kommun.example", "has something other than one {token} before the @"),
        ("norra+{token}{token}@kommun.example", "has something other than one {token} before the @"),
        ("norra@{token}.example", "is not the name of a server or a domain"),
        (f"{'n' * 33}{{token}}@kommun.example", "is too long before the @ with 32 characters for {token}"),
    ],
)
def test_a_token_stands_once_before_the_at_sign_and_has_room(config, address, fault):
    config.main(smtp=f'envelope_sender = "{address}"\n')

    [told] = config.faults()
    assert told.startswith("mailintake.toml:12: smtp.envelope_sender: ")
    assert fault in told


def test_our_own_addresses_have_to_fit(config):
    config.main(rest='[staff]\ndigest_to = ["Norra@kommun.example"]')

    warnings = config.warnings({"MAILINTAKE_SMTP__SENDER": "Norra <remiss@kommun.example>"})

    assert [line for line in warnings if "SENDER" in line] == [
        (
            "environment: MAILINTAKE_SMTP__SENDER: remiss@kommun.example is not in mailbox.addresses, so answers to "
            "our mails may never be read."
        )
    ]
    assert [line for line in warnings if "would go into the mailbox" in line] == [
        "mailintake.toml:14: staff.digest_to: has one of our own addresses in it: staff mail would go into the mailbox."
    ]


def test_nobody_to_tell_is_warned_about(config):
    told = [line for line in config.warnings() if "nobody" in line]

    assert told == [
        "mailintake.toml: staff.digest_to: is empty, so nobody gets the daily digest.",
        "mailintake.toml: staff.alert_to: is empty, so nobody is told of a fault.",
    ]


def test_a_refused_value_is_told_once_and_not_for_what_follows_from_it(config):
    config.main(mailbox='filing = "move"\nfiling_target = 3\n')

    assert config.faults() == [
        'mailintake.toml:9: mailbox.filing_target: is a whole number, not text. Write it between quotation marks: "…".'
    ]
