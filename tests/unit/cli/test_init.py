"""``mailintake init``: asking, taking options, and telling what to do next."""

from __future__ import annotations

import pytest

from mailintake.cli import main
from mailintake.settings import load

NEEDED = (
    "--address=norra@kommun.example",
    "--service-name=Norra kommun",
    "--consultation-title=Ny park",
)


class Terminal:
    """A person at a terminal who gives these answers, one a question."""

    def __init__(self, monkeypatch, *answers: str) -> None:
        self.prompts: list[str] = []
        self._answers = list(answers)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", self._answer)

    def _answer(self, prompt: str) -> str:
        self.prompts.append(prompt)
        if not self._answers:
            raise EOFError
        return self._answers.pop(0)


def test_three_options_are_enough_and_the_next_commands_are_told(tmp_path, capsys):
    folder = tmp_path / "config"

    assert main(["init", "--config", str(folder), "--yes", "--deadline=2099-05-04", *NEEDED]) == 0

    loaded = load(folder, {})
    assert loaded.mailbox.host == "imap.kommun.example"
    assert f"{loaded.consultations[0].deadline}" == "2099-05-04"
    printed = capsys.readouterr().out
    assert f"Write the mailbox's password in {folder}/secrets/mailbox" in printed
    assert printed.splitlines()[-2:] == [
        f"  mailintake check --config {folder}",
        f"  mailintake poll --dry-run --config {folder}",
    ]


def test_without_a_terminal_what_is_missing_is_told_by_its_option(tmp_path, capsys):
    assert main(["init", "--config", str(tmp_path / "config"), "--service-name=Norra"]) == 2

    assert capsys.readouterr().err == (
        "mailintake init: There is nobody to ask for --address, --consultation-title. Give them as options.\n"
    )
    assert not (tmp_path / "config").exists()


def test_a_configuration_that_is_there_is_left_before_anything_is_asked(tmp_path, capsys, monkeypatch):
    (tmp_path / "mailintake.toml").write_text("# mine\n")
    terminal = Terminal(monkeypatch)

    assert main(["init", "--config", str(tmp_path)]) == 2

    assert "is there already" in capsys.readouterr().err
    assert terminal.prompts == []
    assert (tmp_path / "mailintake.toml").read_text() == "# mine\n"


def test_force_writes_over_it(tmp_path):
    (tmp_path / "mailintake.toml").write_text("# mine\n")

    assert main(["init", "--config", str(tmp_path), "--force", "--yes", *NEEDED]) == 0

    assert load(tmp_path, {}).service.name == "Norra kommun"


def test_on_a_terminal_it_asks_shows_what_it_proposes_and_asks_again_after_a_wrong_answer(
    tmp_path, capsys, monkeypatch
):
    terminal = Terminal(
        monkeypatch,
        "norra",
        "norra@kommun.example",
        "",
        "Norra kommun",
        *("", "", "", ""),
        "Ny park",
        *("park", "2026-03-02", "", "", "", ""),
    )

    assert main(["init", "--config", str(tmp_path)]) == 0

    assert terminal.prompts == [
        "The address that associations write to: ",
        "The address that associations write to: ",
        "The authority's name, as it stands in mails: ",
        "The authority's name, as it stands in mails: ",
        "The IMAP server that the mail is read from [imap.kommun.example]: ",
        "The name to sign in with there [norra@kommun.example]: ",
        "The server that mail is sent through [smtp.kommun.example]: ",
        "Who gets the daily digest (addresses, with commas) [none]: ",
        "The consultation's title: ",
        terminal.prompts[9],  # proposes a key with this year in it
        terminal.prompts[10],  # proposes today
        "Its last day of answering [2026-04-13]: ",
        "The person whom an association may call [Norra kommun]: ",
        "Her or his address [norra@kommun.example]: ",
        "Her or his telephone number [none]: ",
    ]
    printed = capsys.readouterr().out
    assert "  'norra' is not a mail address. Write it as \"name@kommun.example\"." in printed
    assert "  is empty. Give it a value." in printed
    assert [one.key for one in load(tmp_path, {}).consultations] == ["park"]


def test_an_answer_given_as_an_option_is_not_asked_for(tmp_path, monkeypatch):
    terminal = Terminal(monkeypatch, *[""] * 10)

    assert main(["init", "--config", str(tmp_path), *NEEDED]) == 0

    assert not [prompt for prompt in terminal.prompts if "title" in prompt or "write to" in prompt]


def test_walking_away_writes_nothing(tmp_path, capsys, monkeypatch):
    Terminal(monkeypatch, "norra@kommun.example")

    assert main(["init", "--config", str(tmp_path / "config")]) == 2

    assert "The answers ended too early; nothing was written." in capsys.readouterr().err
    assert not (tmp_path / "config").exists()


@pytest.mark.parametrize("variable", ["", "elsewhere"])
def test_the_folder_comes_from_the_environment_or_is_config(tmp_path, monkeypatch, variable):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAILINTAKE_CONFIG", variable)

    assert main(["init", "--yes", *NEEDED]) == 0

    assert (tmp_path / (variable or "config") / "mailintake.toml").is_file()
