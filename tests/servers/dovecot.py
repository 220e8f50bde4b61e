"""A Dovecot of one's own: an unprivileged IMAP server with its mail in a folder that is thrown away afterwards."""

from __future__ import annotations

import getpass
import grp
import itertools
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from imapclient import IMAPClient
from imapclient.imap_utf7 import encode as encode_utf7

from servers.certificates import Certificates

USER = "lulea.kommun"
PASSWORD = "secret"
PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")

_START_SECONDS = 20
_START_ATTEMPTS = 4
_CONFIGURATION = """\
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/dovecot.log
protocols = imap
listen = 127.0.0.1
auth_failure_delay = 0
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{home}/mail/%u
{more}
namespace inbox {{
  inbox = yes
  separator = /
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""
_PLAIN = "ssl = no\ndisable_plaintext_auth = no"
_TLS = "ssl = required\nssl_cert = <{certificate}\nssl_key = <{key}"


class Dovecot:
    """Dovecot with one user on loopback; ``port`` speaks plain text (and STARTTLS), ``tls_port`` TLS from the start.

    With ``certificates`` no password is taken before TLS. ``settings`` are further lines of its configuration.
    """

    def __init__(self, *, certificates: Certificates | None = None, settings: str = "") -> None:
        self.host = "localhost" if certificates else "127.0.0.1"
        self.user = USER
        self.password = PASSWORD
        self.certificates = certificates
        self.settings = settings
        self._names = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if PROGRAM is None:
            raise FileNotFoundError("dovecot is not on this machine")
        # Not in pytest's own temporary folder: that one is closed to the user whom Dovecot's processes become.
        self.home = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.home.chmod(0o755)
        self._owner = _mail_owner()
        self.maildir = self.home / "mail" / USER
        for name in ("cur", "new", "tmp"):
            (self.maildir / name).mkdir(parents=True)
        self._give_away(self.home / "mail")
        for attempt in range(_START_ATTEMPTS):
            self.port, self.tls_port = _free_ports(2)
            self._configure()
            try:
                self.start()
                break
            except RuntimeError:
                # A port that was free may have been taken by somebody else before Dovecot could.
                if attempt + 1 == _START_ATTEMPTS:
                    raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        shutil.rmtree(self.home, ignore_errors=True)

    def start(self) -> None:
        """Start, or start again on the same port; return when it greets."""
        assert PROGRAM is not None
        self._process = subprocess.Popen(
            [PROGRAM, "-F", "-c", str(self.home / "dovecot.conf")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + _START_SECONDS
        while not self._is_greeting():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"Dovecot did not start: {self.log()}")
            time.sleep(0.01)

    def kill(self) -> None:
        """End it and all its processes at once, as a power cut would."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def log(self) -> str:
        """What it wrote to its log."""
        path = self.home / "dovecot.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def client(self) -> IMAPClient:
        """A signed-in client for arranging the mailbox, to be used as a context manager."""
        if self.certificates is None:
            client = IMAPClient(self.host, self.port, ssl=False, timeout=20)
        else:
            context = self.certificates.client_context()
            client = IMAPClient(self.host, self.tls_port, ssl=True, ssl_context=context, timeout=20)
        client.normalise_times = False
        client.login(self.user, self.password)
        return client

    def create(self, folder: str) -> None:
        """Make a folder."""
        with self.client() as client:
            client.create_folder(folder)

    def append(self, folder: str, content: bytes, internal_date: datetime | None = None) -> int:
        """Put a mail into a folder by APPEND and return its UID."""
        with self.client() as client:
            answer = client.append(folder, content, msg_time=internal_date or datetime.now(UTC))
        return int(answer.split(b"]")[0].split()[-1])

    def expunge(self, folder: str, uid: int) -> None:
        """Take a mail away for good."""
        with self.client() as client:
            client.select_folder(folder)
            client.delete_messages([uid], silent=True)
            client.expunge([uid])

    def deliver_file(self, content: bytes, *, folder: str = "INBOX", is_new: bool = True) -> Path:
        """Put a mail into the Maildir as a local delivery does: fast, and unseen by the server until it looks."""
        home = self._maildir_of(folder)
        name = f"{time.time_ns()}.M{next(self._names)}.localhost"
        waiting = home / "tmp" / name
        waiting.write_bytes(content)
        os.chown(waiting, *_ids(self._owner))
        crlf_size = len(content) + content.count(b"\n") - content.count(b"\r\n")
        sized = f"{name},S={len(content)},W={crlf_size}"
        place = home / "new" / sized if is_new else home / "cur" / f"{sized}:2,"
        return waiting.rename(place)

    def reset_uidvalidity(self, folder: str) -> None:
        """Throw away the UID list and the indexes: the mails get UIDs from 1 under another UIDVALIDITY."""
        home = self._maildir_of(folder)
        uid_list = home / "dovecot-uidlist"
        old = int(uid_list.read_text(encoding="ascii").split()[1].removeprefix("V"))
        for path in home.glob("dovecot*"):
            if path.is_file():
                path.unlink()
        # Left to itself Dovecot takes the clock's second, which may be the old one again.
        uid_list.write_text(f"3 V{old + 1} N1 G{secrets.token_hex(16)}\n", encoding="ascii")
        os.chown(uid_list, *_ids(self._owner))

    def snapshot(self) -> dict[str, bytes]:
        """Every file that is mail or says something of its flags: name and bytes, by path in the Maildir."""
        files: dict[str, bytes] = {}
        for path in sorted(self.maildir.rglob("*")):
            is_mail = path.parent.name in {"cur", "new", "tmp"}
            if path.is_file() and (is_mail or path.name == "dovecot-keywords"):
                files[str(path.relative_to(self.maildir))] = path.read_bytes()
        return files

    def _configure(self) -> None:
        owner, group = self._owner
        tls = _PLAIN
        if self.certificates is not None:
            tls = _TLS.format(certificate=self.certificates.certificate, key=self.certificates.key)
        configuration = _CONFIGURATION.format(
            home=self.home,
            user=owner,
            group=group,
            password=PASSWORD,
            port=self.port,
            tls_port=self.tls_port if self.certificates else 0,
            more=f"{tls}\n{self.settings}",
        )
        (self.home / "dovecot.conf").write_text(configuration, encoding="utf-8")

    def _maildir_of(self, folder: str) -> Path:
        if folder == "INBOX":
            return self.maildir
        return self.maildir / ("." + encode_utf7(folder.replace("/", ".")).decode("ascii"))

    def _is_greeting(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
                return connection.recv(64).startswith(b"* OK")
        except OSError:
            return False

    def _give_away(self, folder: Path) -> None:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, *_ids(self._owner))


def _mail_owner() -> tuple[str, str]:
    # Dovecot refuses to read mail as root, and a plain user cannot become anybody else.
    if os.getuid() == 0:
        return "nobody", "nogroup"
    return getpass.getuser(), grp.getgrgid(os.getgid()).gr_name


def _ids(owner: tuple[str, str]) -> tuple[int, int]:
    if os.getuid() != 0:
        return -1, -1
    import pwd

    return pwd.getpwnam(owner[0]).pw_uid, grp.getgrnam(owner[1]).gr_gid


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
