"""Writing a new configuration folder."""

from __future__ import annotations

import pytest

from mailintake.bootstrap.configuration import (
    config_questions,
    proposed_answer,
    refuse_answer,
    refuse_existing,
    write_config,
)
from mailintake.errors import SettingsError, UsageError
from mailintake.settings import load

ANSWERS = {
    "address": "norra@kommun.example",
    "service_name": "Norra kommun",
    "host": "imap.kommun.example",
    "user": "norra",
    "smtp_host": "smtp.kommun.example",
    "digest_to": "a@kommun.example, b@kommun.example",
    "consultation_title": "Ny park",
    "consultation_key": "park-2026",
    "opens": "2026-03-02",
    "deadline": "2026-05-04",
    "contact_name": "Eva Ek",
    "contact_email": "eva.ek@kommun.example",
    "contact_phone": "",
}


def test_the_files_are_written_and_load(tmp_path):
    folder = tmp_path / "etc" / "mailintake"

    written = write_config(folder, ANSWERS)

    assert [str(path.relative_to(folder)) for path in written] == [
        "mailintake.toml",
        "consultations/park-2026.toml",
        "consultations/park-2026.csv",
        "secrets/mailbox",
        "secrets/smtp",
    ]
    loaded = load(folder, {})
    assert loaded.staff.digest_to == ("a@kommun.example", "b@kommun.example")
    assert loaded.consultations[0].title == "Ny park"


def test_the_files_for_passwords_are_empty_and_for_nobody_else(tmp_path):
    write_config(tmp_path, ANSWERS)

    for name in ("mailbox", "smtp"):
        path = tmp_path / "secrets" / name
        assert path.read_bytes() == b""
        assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700


def test_nothing_is_written_over_unless_told_to(tmp_path):
    write_config(tmp_path, ANSWERS)

    with pytest.raises(UsageError, match="is there already"):
        write_config(tmp_path, ANSWERS | {"service_name": "Södra kommun"})

    assert load(tmp_path, {}).service.name == "Norra kommun"


def test_not_even_then_is_a_password_or_a_list_of_the_invited(tmp_path):
    write_config(tmp_path, ANSWERS)
    (tmp_path / "secrets" / "mailbox").write_text("hemligt")
    (tmp_path / "consultations" / "park-2026.csv").write_text("name;email\nÅsens IF;a@asen.example\n")

    written = write_config(tmp_path, ANSWERS | {"service_name": "Södra kommun"}, force=True)

    assert [path.name for path in written] == ["mailintake.toml", "park-2026.toml"]
    loaded = load(tmp_path, {})
    assert loaded.service.name == "Södra kommun"
    assert loaded.mailbox.password.reveal() == "hemligt"
    assert len(loaded.consultations[0].invited) == 1


def test_a_consultation_that_is_there_is_not_written_over(tmp_path):
    (tmp_path / "consultations").mkdir()
    (tmp_path / "consultations" / "park-2026.toml").write_text("# mine\n")

    with pytest.raises(UsageError, match=r"park-2026\.toml is there already"):
        write_config(tmp_path, ANSWERS)

    assert (tmp_path / "consultations" / "park-2026.toml").read_text() == "# mine\n"
    assert not (tmp_path / "mailintake.toml").exists()


def test_wrong_answers_write_nothing(tmp_path):
    with pytest.raises(SettingsError):
        write_config(tmp_path / "new", ANSWERS | {"address": "norra"})

    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(UsageError, match="cannot be written"):
        write_config(tmp_path / "file" / "config", ANSWERS)


def test_a_new_folder_is_not_refused(tmp_path):
    refuse_existing(tmp_path, force=False)


def test_every_question_has_an_option_and_can_be_answered():
    assert [question.name for question in config_questions()] == list(ANSWERS)
    assert [refuse_answer(name, text) for name, text in ANSWERS.items() if text] == [""] * 12
    assert config_questions()[0].option == "--address"


def test_the_next_question_follows_from_the_answers(tmp_path):
    from datetime import date

    assert proposed_answer("host", {"address": "a@kommun.example"}, date(2026, 1, 1)) == "imap.kommun.example"
