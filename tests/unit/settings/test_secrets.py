"""Passwords: where they come from, and that they never show."""

from __future__ import annotations

import copy
import pickle

import pytest

from mailintake.settings import Secret

PASSWORD = "gröt & hallon@7/"


def test_a_secret_never_shows_itself(config):
    config.main(mailbox=f'password = "{PASSWORD}"\n')
    loaded = config.load()

    assert loaded.mailbox.password.reveal() == PASSWORD
    for text in (repr(loaded), str(loaded.mailbox.password), f"{loaded.mailbox.password!s:>30}"):
        assert PASSWORD not in text
    with pytest.raises(TypeError):
        pickle.dumps(loaded.mailbox.password)
    with pytest.raises(TypeError):
        copy.copy(loaded.mailbox.password)


def test_a_secret_is_true_when_there_is_one():
    assert (bool(Secret("x")), bool(Secret())) == (True, False)
    assert Secret("x") == Secret("x")
    assert Secret("x") != Secret("y")
    assert Secret("x") != "x"
    assert len({Secret("x"), Secret("x")}) == 1


def test_a_password_is_read_from_the_file_named_in_the_settings(config):
    config.write("secret", PASSWORD + "\n").chmod(0o600)
    config.main(mailbox='password_file = "secret"\n', smtp='user = "norra"\npassword_file = "secret"\n')

    loaded = config.load()

    assert (loaded.mailbox.password.reveal(), loaded.smtp.password.reveal()) == (PASSWORD, PASSWORD)
    assert loaded.mailbox.password_file == config.path / "secret"


def test_a_password_file_in_the_environment_goes_before_a_password_in_the_file(config, tmp_path):
    path = tmp_path / "mounted"
    path.write_text("from the mount")
    path.chmod(0o600)
    config.main(mailbox='password = "from the file"\n')

    loaded = config.load({"MAILINTAKE_MAILBOX__PASSWORD_FILE": str(path)})

    assert loaded.mailbox.password.reveal() == "from the mount"


def test_a_password_in_the_environment_goes_before_a_password_file(config):
    config.main(mailbox='password_file = "not there"\n')

    assert config.load({"MAILINTAKE_MAILBOX__PASSWORD": "x y "}).mailbox.password.reveal() == "x y "


def test_two_passwords_are_refused(config):
    config.write("secret", "a").chmod(0o600)
    config.main(mailbox='password = "b"\npassword_file = "secret"\n')

    assert config.faults() == ["mailintake.toml:9: mailbox.password_file: is given beside password. Keep one of them."]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"one\ntwo\n", "holds more than one line. Leave only the password in it."),
        (b"x" * 10_001, "holds more than one line. Leave only the password in it."),
        (b"\xff\xfe", "is not in UTF-8. Save it as UTF-8 text."),
    ],
)
def test_a_password_file_with_anything_else_in_it_is_refused_without_showing_it(config, content, problem):
    config.write("secret", content).chmod(0o600)
    config.main(mailbox='password_file = "secret"\n')

    assert config.faults() == [f"mailintake.toml:8: mailbox.password_file: secret {problem}"]


def test_a_password_file_that_is_missing_is_a_fault_and_an_empty_one_a_warning(config):
    config.main(mailbox='password_file = "secret"\n')
    (fault,) = config.faults()
    assert fault.startswith("mailintake.toml:8: mailbox.password_file: there is no file secret.")

    config.write("secret", "").chmod(0o600)
    assert "mailintake.toml:8: mailbox.password_file: secret is empty: write the password in it." in config.warnings()


def test_a_password_that_everyone_can_read_is_warned_about(config):
    config.write("secret", "a").chmod(0o644)
    config.main(mailbox='password_file = "secret"\n', smtp='user = "norra"\npassword = "b"\n')
    (config.path / "mailintake.toml").chmod(0o644)

    exposed = [line for line in config.warnings() if "every user" in line]

    assert exposed == [
        (
            "mailintake.toml:14: smtp.password: every user of this machine can read the password in mailintake.toml. "
            "Run chmod o-rwx on it."
        ),
        (
            "mailintake.toml:8: mailbox.password_file: every user of this machine can read the password in secret. "
            "Run chmod o-rwx on it."
        ),
    ]


def test_no_fault_shows_a_secret(config):
    config.main(
        mailbox='password = ["hemligt"]\n', rest='[store]\nurl = "mysql://u:hemligt@h/d"\npassword = "hem\\u0001ligt"'
    )

    faults = config.faults()

    assert len(faults) == 3
    assert "ligt" not in "\n".join(faults)


def test_the_databases_password_is_put_into_its_address(config):
    config.main(rest='[store]\nurl = "postgresql+psycopg://norra@db.example:5433/register?sslmode=require"')

    loaded = config.load({"MAILINTAKE_STORE__PASSWORD": "a/b@c:d ö"})

    assert (
        loaded.store.url.reveal()
        == "postgresql+psycopg://norra:a%2Fb%40c%3Ad%20%C3%B6@db.example:5433/register?sslmode=require"
    )


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("sqlite:///x.db", "has no user that the password could be for."),
        ("postgresql+psycopg://db.example/register", "has no user that the password could be for."),
        ("postgresql+psycopg://norra:x@db.example/register", "holds a password, and another is given."),
    ],
)
def test_a_databases_password_without_a_place_is_refused(config, url, problem):
    config.main(rest=f'[store]\nurl = "{url}"\npassword = "b"')

    (fault,) = config.faults()
    assert fault.startswith(f"mailintake.toml:14: store.url: {problem}")


def test_no_password_yet_is_a_warning(config):
    config.main(smtp='user = "norra"\n')

    assert [line.partition(": there is none yet")[0] for line in config.warnings() if "none yet" in line] == [
        "mailintake.toml:4: mailbox.password",
        "mailintake.toml:9: smtp.password",
    ]


def test_a_password_for_nobody_is_refused(config):
    config.main(smtp='password = "x"\n')

    assert config.faults() == [
        "mailintake.toml:9: smtp.user: is empty, and there is a password. Give the name that it belongs to."
    ]
