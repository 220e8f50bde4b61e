"""Dockerfile, docker-compose.yml and the sandbox's mailbox."""

from __future__ import annotations

import imaplib
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from mailintake.cli import main
from mailintake.settings import load
from mailintake.settings.environment import read_environment
from mailintake.settings.findings import Findings
from mailintake.settings.load import SECTIONS

ROOT = Path(__file__).parents[3]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = ROOT / "docker-compose.yml"
DOVECOT_CONF = ROOT / "docker" / "dovecot" / "dovecot.conf"


def compose_command() -> list[str] | None:
    """Return docker-compose as its own program or as Docker's plugin."""
    if program := shutil.which("docker-compose"):
        return [program]
    docker = shutil.which("docker")
    is_plugin = docker and subprocess.run([docker, "compose", "version"], capture_output=True, check=False)
    return [docker, "compose"] if docker and is_plugin and is_plugin.returncode == 0 else None


@pytest.fixture(scope="module")
def compose():
    command = compose_command()
    if command is None:
        if os.environ.get("MAILINTAKE_REQUIRE_REAL") == "1":
            pytest.fail("docker-compose is not on this machine, and this run must have it", pytrace=False)
        pytest.skip("docker-compose is not on this machine")

    def config(*words: str) -> str:
        told = subprocess.run(
            [*command, "-f", COMPOSE, *words], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
        assert told.returncode == 0, told.stderr
        return told.stdout

    return config


def test_the_real_service_and_the_sandbox_have_nothing_in_common(compose):
    text = compose("--profile", "production", "--profile", "sandbox", "config")
    services = re.search(r"^services:\n((?:  .*\n)*)", text, re.MULTILINE)[1]
    blocks = re.findall(r"^  ([a-z-]+):\n((?:    .*\n)+)", services, re.MULTILINE)

    assert {name: re.findall(r"profiles:\s+- ([a-z]+)", block) for name, block in blocks} == {
        "mailintake": ["production"],
        "postgres": ["production"],
        "mailintake-sandbox": ["sandbox"],
        "postgres-sandbox": ["sandbox"],
        "dovecot": ["sandbox"],
        "mailpit": ["sandbox"],
    }
    networks = {
        name: set(re.findall(r"^      ([a-z-]+):", block.partition("    networks:\n")[2], re.MULTILINE))
        for name, block in blocks
    }
    assert networks["mailintake"] == {"database", "outside"}
    assert networks["mailintake-sandbox"] == {"sandbox"}, "no mail leaves the sandbox"
    assert re.search(r"^  sandbox:\n(    .*\n)*    internal: true$", text, re.MULTILINE)


def test_the_settings_in_it_are_settings_that_there_are():
    text = COMPOSE.read_text()
    environ = dict(re.findall(r"^ +(MAILINTAKE_\w+): \"?([^\"\n]*)\"?$", text, re.MULTILINE))
    findings = Findings()

    read_environment(environ, SECTIONS, findings)

    assert len(environ) > 10
    assert [str(fault) for fault in findings.faults] == []


def test_the_sandbox_makes_its_settings_and_they_fit_its_servers(tmp_path):
    service = COMPOSE.read_text().partition("\n  mailintake-sandbox:\n")[2].partition("\n  postgres-sandbox:\n")[0]
    words = shlex.split(service.partition("mailintake init")[2].partition("&&")[0])
    environ = dict(re.findall(r"^ +(MAILINTAKE_\w+): \"?([^\"\n]*)\"?$", service, re.MULTILINE))

    assert main(["init", "--config", str(tmp_path / "config"), *words]) == 0
    settings = load(tmp_path / "config", environ)

    assert (settings.mailbox.host, settings.mailbox.user) == ("dovecot", "kommun@kommun.example")
    assert settings.mailbox.password.reveal() == "secret"
    assert (settings.smtp.host, settings.smtp.port, settings.smtp.user) == ("mailpit", 1025, "")
    assert settings.store.url.reveal() == "postgresql+psycopg://mailintake:sandbox@postgres-sandbox/mailintake"
    assert len(settings.consultations) == 1


def test_the_image_is_made_of_files_that_there_are_and_that_its_build_may_take():
    allowed = {
        line[1:].rstrip("/").partition("*")[0].rstrip("/")
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    sources = {
        source.rstrip("/")
        for line in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    }

    assert sources == {"requirements", "pyproject.toml", "README.md", "LICENSE", "mailintake", "templates", "config"}
    for source in sources:
        assert (ROOT / source).exists()
        assert any(name == source or name.startswith(f"{source}/") for name in allowed), f"{source} is left out"
    assert not any("secrets" in name for name in allowed)


def test_the_image_runs_as_nobody_in_particular_and_is_looked_after():
    instructions = re.findall(r"^([A-Z]+) (.*)$", DOCKERFILE.rpartition("\nFROM ")[2], re.MULTILINE)

    assert ("USER", "10001:10001") in instructions
    assert ("STOPSIGNAL", "SIGTERM") in instructions
    assert "mailintake check --quick" in DOCKERFILE
    assert "--require-hashes -r requirements/run.lock" in DOCKERFILE


@pytest.fixture
def sandbox_mailbox(tmp_path_factory):
    """Start Dovecot with the sandbox's own settings, moved to a folder and a port of the test; return the port."""
    import getpass
    import grp
    import pwd
    import tempfile

    # Sockets have short names.
    home = Path(tempfile.mkdtemp(prefix="sandbox-"))
    is_root = os.geteuid() == 0
    user = "nobody" if is_root else getpass.getuser()
    group = grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (home / "mail").mkdir()
    (home / "moved.conf").write_text(
        DOVECOT_CONF.read_text()
        .replace("/srv/mail", f"{home}/mail")
        .replace("/dev/stderr", f"{home}/log")
        .replace("uid=vmail gid=vmail", f"uid={user} gid={group}")
        .replace("first_valid_uid = 1000", "first_valid_uid = 1")
        .replace("listen = *", "listen = 127.0.0.1")
        + f"base_dir = {home}/run\nstate_dir = {home}/run\n"
        f"default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}\n"
        f"service imap-login {{\n  chroot =\n  inet_listener imap {{\n    port = {port}\n  }}\n}}\n"
        "service anvil {\n  chroot =\n}\n"
    )
    if is_root:
        os.chown(home / "mail", pwd.getpwnam(user).pw_uid, -1)
    home.chmod(0o755)
    server = subprocess.Popen(["dovecot", "-F", "-c", home / "moved.conf"], stderr=subprocess.PIPE)
    try:
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            assert server.poll() is None, server.stderr.read().decode()
            time.sleep(0.1)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=10)
        server.stderr.close()
        shutil.rmtree(home, ignore_errors=True)


@pytest.mark.dovecot
def test_the_sandboxs_mailbox_takes_any_user_and_has_a_junk_folder(sandbox_mailbox):
    with imaplib.IMAP4("127.0.0.1", sandbox_mailbox, timeout=10) as client:
        client.login("kommun@kommun.example", "secret")
        client.append("INBOX", "", "", b"Subject: x\r\n\r\ny\r\n")

        _, folders = client.list()
        status, found = client.select("INBOX", readonly=True)

    assert (status, found) == ("OK", [b"1"])
    assert any(b"\\Junk" in folder and b"Skr&AOQ-ppost" in folder for folder in folders)
