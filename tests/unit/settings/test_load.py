"""Loading a configuration: what it gives, and that it tells everything that is wrong."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes.examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailintake.errors import SettingsError
from mailintake.settings import Filing, NamedAddress, StartWord, Tls, WhenQuiet, load


def test_what_is_given_is_read_and_all_else_has_its_default(config):
    config.main(
        mailbox='start = 2018-06-20\nfiling = "copy"\nfiling_target = "Remisser"\n',
        rest="[staff]\ndigest_days = 'mon,thu'",
    )

    loaded = config.load()

    assert loaded.service.name == "Norra kommun"
    assert loaded.service.timezone == ZoneInfo("Europe/Stockholm")
    assert (loaded.mailbox.host, loaded.mailbox.port, loaded.mailbox.tls) == ("imap.kommun.example", 993, Tls.TLS)
    assert loaded.mailbox.addresses == ("norra@kommun.example",)
    assert loaded.mailbox.start == date(2018, 6, 20)
    assert (loaded.mailbox.filing, loaded.mailbox.filing_target) == (Filing.COPY, "Remisser")
    assert loaded.smtp.sender == NamedAddress(name="Norra kommun", address="norra@kommun.example")
    assert (loaded.staff.digest_at, loaded.staff.digest_days) == (time(7, 30), (0, 3))
    assert loaded.staff.digest_when_quiet is WhenQuiet.SKIP
    assert (loaded.limits.per_sender_day, loaded.limits.breaker) == (5, 400)
    assert loaded.retention.months == 0
    assert loaded.consultations == ()


def test_a_first_run_starts_from_now_unless_told_otherwise(config):
    assert config.load().mailbox.start is StartWord.NOW


def test_alerts_go_to_those_of_the_digest_unless_others_are_named(config):
    config.main(rest='[staff]\ndigest_to = ["a@kommun.example"]')
    assert config.load().staff.alert_to == ("a@kommun.example",)

    config.main(rest='[staff]\ndigest_to = ["a@kommun.example"]\nalert_to = ["b@kommun.example"]')
    assert config.load().staff.alert_to == ("b@kommun.example",)


def test_a_relative_database_lies_beside_the_settings_folder_wherever_the_command_is_run(config, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    config.main()
    inside = load(Path("config"), {}).store.url.reveal()
    monkeypatch.chdir("/")

    assert config.load().store.url.reveal() == inside == f"sqlite:///{tmp_path}/var/mailintake.db"


def test_an_absolute_database_stays_where_it_is(config):
    config.main(rest='[store]\nurl = "sqlite:////srv/register.db"')

    assert config.load().store.url.reveal() == "sqlite:////srv/register.db"


def test_a_missing_folder_says_how_to_make_one(tmp_path):
    with pytest.raises(SettingsError) as raised:
        load(tmp_path / "nothing", {})

    assert str(raised.value) == (
        f"{tmp_path}/nothing/mailintake.toml: there is no such file. Make one with: mailintake init --config "
        f"{tmp_path}/nothing"
    )
    assert raised.value.exit_status == 2


def test_every_fault_is_told_at_once_with_file_line_key_and_remedy(config, consult):
    config.write(
        "mailintake.toml",
        '[service]\nname = "Norra"\ntimezone = "Europe/Stokholm"\n'
        '[mailbox]\nhost = "imap.kommun.example"\nuser = "norra"\naddresses = []\nport = 99999\ntls = "startls"\n'
        "[smtp]\nhots = 1\n"
        "[reveiw]\n",
    )
    consult(deadline="2026-02-01")

    assert config.faults({"MAILINTAKE_STORE__LEASE_SECONDS": "soon"}) == [
        "consultations/park-2026.toml:6: deadline: 2026-02-01 is before it opens (2026-03-02). Check both dates.",
        "mailintake.toml:3: service.timezone: 'Europe/Stokholm' is not a time zone. Did you mean Europe/Stockholm?",
        "mailintake.toml:7: mailbox.addresses: is empty. Give at least 1.",
        (
            "mailintake.toml:8: mailbox.port: 99999 is out of range. Give a whole number from 1 to 65535, without "
            "quotation marks."
        ),
        "mailintake.toml:9: mailbox.tls: 'startls' is not a word it can have. Did you mean starttls?",
        "mailintake.toml:10: smtp.host: is missing. The outgoing mail server. (host name)",
        (
            "mailintake.toml:10: smtp.sender: is missing. Who our mails are from. (address in angle brackets with a "
            "name before it)"
        ),
        "mailintake.toml:11: smtp.hots: there is no such setting. Did you mean host?",
        "mailintake.toml:12: reveiw: there is no such section. Did you mean review?",
        "environment: MAILINTAKE_STORE__LEASE_SECONDS: 'soon' is not a whole number. Give one from 5 to 600.",
    ]


def test_a_key_in_another_section_is_sent_home(config):
    config.main(mailbox='digest_to = ["a@kommun.example"]')

    assert config.faults() == [
        "mailintake.toml:8: mailbox.digest_to: is no setting of [mailbox]. Put it under [staff]."
    ]


def test_a_key_before_the_first_section_is_sent_home(config):
    config.write("mailintake.toml", 'folders = ["INBOX"]\ncolour = "red"\n')

    faults = "\n".join(config.faults())
    assert "mailintake.toml:1: folders: stands outside of a section. Put it under [mailbox]." in faults
    assert "mailintake.toml:2: colour: stands outside of a section." in faults


def test_a_section_that_is_a_value_is_told(config):
    config.write("mailintake.toml", "staff = 3\n")

    assert "mailintake.toml:1: staff: is not a section. Write its keys under a line [staff]." in config.faults()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b'[service]\nname = "x\n', "mailintake.toml:2: is not TOML: Illegal character '\\n'."),
        (b"[service\n", "mailintake.toml:1: is not TOML: Expected ']' at the end of a table declaration."),
        (b"[service]\nname = ", "mailintake.toml:2: is not TOML: Invalid value."),
        (b'[service]\n\nname = "Lule\xe5"\n', "mailintake.toml:3: is not in UTF-8. Save it as UTF-8 text."),
        (b"a = " + b"[" * 20_000, "mailintake.toml: is nested too deeply."),
    ],
)
def test_a_file_that_is_no_toml_is_told_with_its_line(config, text, fault):
    config.write("mailintake.toml", text)

    assert config.faults()[0].startswith(fault)


def test_a_file_that_cannot_be_read_is_told(config):
    (config.path / "mailintake.toml").mkdir()

    assert config.faults() == [
        "mailintake.toml: cannot be read (Is a directory). Check that it is a file and who may read it."
    ]


def test_a_file_saved_on_windows_is_read(config):
    config.main()
    text = (config.path / "mailintake.toml").read_bytes()
    config.write("mailintake.toml", b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))

    assert config.load().service.name == "Norra kommun"


def test_no_consultation_is_a_warning(config):
    assert "consultations: there is no consultation, so every mail is left alone." in config.warnings()


@given(content=st.binary(max_size=200) | st.text(alphabet='[]{}=." \n\\#abx1-:', max_size=80).map(str.encode))
@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_at_all_end_in_settings_errors_only(config, content):
    config.write("mailintake.toml", content)
    config.write("consultations/x.toml", content)

    assert config.faults()
