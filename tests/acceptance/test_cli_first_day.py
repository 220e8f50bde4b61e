"""An operator's first day: what the program says of itself, ``init``, and ``check`` with all that can be wrong."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from beds.embedded import PASSWORD, EmbeddedWorld, embedded_world, run_program
from beds.mixed_mail import comment
from servers.certificates import make_self_signed
from servers.imap_faults import RogueImap

COMMANDS = [
    *("demo", "init", "check", "run", "poll", "deliver", "remind", "digest", "reconcile", "ingest", "inspect"),
    *("review", "consultation", "organisation", "outbox", "template", "search", "train", "evaluate", "verify", "db"),
]
NEEDED = (
    "--address=norra@kommun.example",
    "--service-name=Norra kommun",
    "--consultation-title=Ny park",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedWorld]:
    with embedded_world(tmp_path_factory.mktemp("world") / "service") as made:
        yield made


def test_without_a_command_the_commands_are_listed_and_it_is_wrong_use() -> None:
    done = run_program()

    assert [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")] == COMMANDS
    assert (done.returncode, done.stderr) == (2, "")


def test_the_version_is_one_line() -> None:
    done = run_program("--version")

    name, version = done.stdout.split()
    assert name == "mailintake"
    assert version[0].isdigit()
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("pol",), "mailintake: there is no command 'pol'. Did you mean poll?"),
        (("xyzzy",), "mailintake: there is no command 'xyzzy'. mailintake --help lists the commands."),
        (("-v", "poll"), "mailintake: -v stands before the command. Write it after: mailintake COMMAND -v"),
        (("poll", "--fast"), "mailintake poll: unrecognized arguments: --fast. Read: mailintake poll --help"),
        (
            ("outbox", "list", "--limit", "0"),
            (
                "mailintake outbox list: argument --limit: '0' is not a whole number from 1 on. "
                "Read: mailintake outbox list --help"
            ),
        ),
        (
            ("review",),
            "mailintake review: the following arguments are required: ACTION. Read: mailintake review --help",
        ),
        (
            ("digest", "--day", "yesterday"),
            (
                "mailintake digest: argument --day: 'yesterday' is not a date such as 2018-09-17. "
                "Read: mailintake digest --help"
            ),
        ),
    ],
)
def test_wrong_use_is_told_in_one_line(words: tuple[str, ...], line: str) -> None:
    done = run_program(*words)

    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{line}\n")


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in {"demo", "init"}])
def test_without_a_configuration_every_command_tells_how_to_make_one(tmp_path: Path, command: str) -> None:
    words = {
        "ingest": ("ingest", str(tmp_path)),
        "inspect": ("inspect", "a.eml"),
        "review": ("review", "list"),
        "consultation": ("consultation", "list"),
        "organisation": ("organisation", "show", "1"),
        "outbox": ("outbox", "list"),
        "template": ("template", "list"),
        "search": ("search", "park"),
        "train": ("train", "--output", "model.json"),
        "db": ("db", "current"),
    }.get(command, (command,))
    (tmp_path / "a.eml").write_bytes(b"Subject: a\r\n\r\n")

    done = run_program(*words, "--config", "nowhere", folder=tmp_path)

    remedy = "nowhere/mailintake.toml: there is no such file. Make one with: mailintake init --config nowhere"
    said = done.stdout.splitlines()[:1] if command == "check" else done.stderr.splitlines()
    assert said == [f"FAULT    settings: {remedy}" if command == "check" else f"mailintake {command}: {remedy}"]
    assert done.returncode == 2


def test_every_fault_in_the_settings_is_told_at_once_each_in_a_line_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "mailintake.toml").write_text(
        '[service]\nname = "Norra"\n[mailbox]\nhost = "imap.kommun.example"\nprot = 993\nuser = "norra"\n'
        'addresses = ["norra"]\n[smtp]\nhost = "smtp.kommun.example"\nsender = "Norra <norra@kommun.example>"\n'
    )

    done = run_program("poll", "--config", str(tmp_path))

    file = f"mailintake poll: {tmp_path}/mailintake.toml"
    assert done.stderr.splitlines() == [
        f"{file}:5: mailbox.prot: there is no such setting. Did you mean port?",
        f"{file}:7: mailbox.addresses: (item 1) 'norra' is not a mail address. Write it as \"name@kommun.example\".",
    ]
    assert (done.returncode, done.stdout) == (2, "")


def test_what_init_writes_is_what_check_reads(tmp_path: Path, world: EmbeddedWorld) -> None:
    made = run_program("init", "--yes", "--deadline=2099-05-04", *NEEDED, folder=tmp_path)
    (tmp_path / "config" / "secrets" / "mailbox").write_text(PASSWORD, encoding="utf-8")

    done = run_program(
        "check",
        folder=tmp_path,
        MAILINTAKE_MAILBOX__HOST="127.0.0.1",
        MAILINTAKE_MAILBOX__PORT=str(world.imap.port),
        MAILINTAKE_MAILBOX__TLS="none",
        MAILINTAKE_MAILBOX__USER=world.imap.user,
        MAILINTAKE_SMTP__HOST="127.0.0.1",
        MAILINTAKE_SMTP__PORT=str(world.smtp.port),
        MAILINTAKE_SMTP__TLS="none",
        MAILINTAKE_SMTP__USER="",
    )

    assert made.returncode == 0, made.stderr
    assert made.stdout.splitlines()[-1] == "  mailintake poll --dry-run --config config"
    assert [line for line in done.stdout.splitlines() if line.startswith("FAULT")] == []
    assert "ok       IMAP sign-in: The mail server knows the user." in done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")


def test_check_tries_every_part_and_sums_up(world: EmbeddedWorld) -> None:
    done = world.command("check")

    tried = {line[9:].partition(":")[0] for line in done.stdout.splitlines() if line[:7].strip() in {"ok", "warning"}}
    assert {"settings", "database", "Python", "clock", "consultation lok", "mail templates, sv", "SMTP"} <= tried
    assert {"IMAP connection", "IMAP sign-in", 'IMAP folder "INBOX"', "SMTP sign-in"} <= tried
    assert done.stdout.splitlines()[-1].startswith("check: 0 faults, ")
    assert (done.returncode, done.stderr) == (0, "")


def test_check_counts_in_its_last_json_line(world: EmbeddedWorld) -> None:
    lines = world.json("check")

    found = [line["status"] for line in lines[:-1]]
    assert lines[-1] == {
        "job": "check",
        "ok": found.count("ok"),
        "warning": found.count("warning"),
        "fault": 0,
    }
    assert all(set(line) == {"what", "status", "text", "remedy"} for line in lines[:-1])


@pytest.mark.parametrize(
    ("variables", "what", "text", "remedy"),
    [
        ({"MAILBOX__PASSWORD": "fel"}, "IMAP sign-in", "refused the sign-in", "user and password under [mailbox]"),
        ({"MAILBOX__FOLDERS": "INBOX,Skräp"}, 'IMAP folder "Skräp"', "is not in the mailbox", '"INBOX"'),
        ({"MAILBOX__PORT": "1"}, "IMAP connection", "refused", "host, port and tls under [mailbox]"),
        ({"MAILBOX__TLS": "starttls"}, "IMAP connection", "does not offer STARTTLS", 'tls = "tls"'),
        ({"SMTP__PORT": "1"}, "SMTP", "refused", "host, port and tls under [smtp]"),
        ({"SMTP__TLS": "starttls"}, "SMTP", "does not start TLS", "[smtp] tls"),
    ],
)
def test_check_tells_what_to_do_about_each_fault(
    world: EmbeddedWorld, variables: dict[str, str], what: str, text: str, remedy: str
) -> None:
    done = world.run("check", "--json", **{f"MAILINTAKE_{name}": value for name, value in variables.items()})

    *findings, counts = map(json.loads, done.stdout.splitlines())
    (fault,) = (finding for finding in findings if finding["status"] == "fault")
    assert fault["what"] == what
    assert text in fault["text"]
    assert remedy in fault["remedy"]
    assert counts["fault"] == 1
    assert (done.returncode, done.stderr) == (2, "")


def test_check_refuses_a_server_that_nobody_vouches_for(world: EmbeddedWorld, tmp_path: Path) -> None:
    nobody = make_self_signed(tmp_path)
    with RogueImap(context=nobody.server_context(), is_tls_at_once=True) as server:
        done = world.run("check", MAILINTAKE_MAILBOX__TLS="tls", MAILINTAKE_MAILBOX__PORT=str(server.port))

    fault, remedy = done.stdout.splitlines()[done.stdout.splitlines().index(_first(done.stdout, "FAULT")) :][:2]
    assert "certificate" in fault
    assert "ca_file" in remedy
    assert server.asked("LOGIN") == server.asked("AUTHENTICATE") == []
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{% if subject %}", "line 1: Unexpected end of template"),
        ("Hej {{ name }}", "line 1: there is no placeholder 'name'"),
        ("Hej {{ subject.nothing() }}", "has no sentence"),
    ],
)
def test_a_broken_template_is_told_with_its_line_and_stops_the_poll_until_it_is_mended(
    world: EmbeddedWorld, tmp_path: Path, template: str, text: str
) -> None:
    (tmp_path / "sv").mkdir()
    (tmp_path / "sv" / "acknowledgement.body.txt.j2").write_text(template)
    world.begin()
    world.receive(comment(len(template)))  # another one each time

    checked = world.run("check", MAILINTAKE_SERVICE__TEMPLATES=str(tmp_path))
    polled = world.run("poll", MAILINTAKE_SERVICE__TEMPLATES=str(tmp_path))

    fault = _first(checked.stdout, "FAULT")
    assert fault.startswith("FAULT    mail templates: ")
    assert "sv/acknowledgement.body.txt.j2" in fault
    assert text in fault
    assert checked.returncode == 2
    assert (polled.returncode, len(polled.stderr.splitlines())) == (2, 1)
    assert text in polled.stderr
    assert world.json("poll")[-1]["queued"] == 1


def test_a_quick_check_tries_no_server(world: EmbeddedWorld) -> None:
    done = world.run("check", "--quick", MAILINTAKE_MAILBOX__PORT="1", MAILINTAKE_SMTP__PORT="1")

    assert not any("IMAP" in line or "SMTP" in line for line in done.stdout.splitlines())
    assert done.returncode == 0


def test_no_password_is_ever_printed(world: EmbeddedWorld) -> None:
    wrong = {"MAILINTAKE_MAILBOX__PASSWORD": "mycket-hemligt", "MAILINTAKE_SMTP__PASSWORD": "också-hemligt"}
    store = "postgresql+psycopg://kommun:databas-hemligt@127.0.0.1:1/register"
    done = [
        world.run("check", "-v", **wrong),
        world.run("check", "--json", **wrong),
        world.run("poll", "-v", **wrong),
        world.run("poll", "-v", MAILINTAKE_STORE__URL=store),
        world.run("check", "-v", MAILINTAKE_STORE__URL=store),
        world.run("run", "-v", MAILINTAKE_STORE__URL=store),
    ]

    for each in done:
        assert "hemligt" not in each.stdout + each.stderr
        assert each.returncode in {2, 75}


def test_a_database_in_a_folder_that_cannot_be_made_is_told(world: EmbeddedWorld, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    done = world.run("poll", MAILINTAKE_STORE__URL=f"sqlite:///{tmp_path}/file/mailintake.db")

    assert done.stderr.startswith(f"mailintake poll: The database file {tmp_path}/file/mailintake.db cannot be made")
    assert (done.returncode, len(done.stderr.splitlines())) == (75, 1)


def test_a_file_that_is_no_database_is_told(world: EmbeddedWorld, tmp_path: Path) -> None:
    (tmp_path / "mailintake.db").write_bytes(os.urandom(8192))

    done = world.run("poll", MAILINTAKE_STORE__URL=f"sqlite:///{tmp_path}/mailintake.db")

    assert done.stderr.startswith("mailintake poll: ")
    assert len(done.stderr.splitlines()) == 1
    assert done.returncode in {2, 75}


def _first(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(start))
