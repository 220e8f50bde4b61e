"""A rogue IMAP server: polite until the command that a script takes over, and then as hostile as the script.

It keeps every line that it was sent, so that a test can tell what was asked for and whether a secret was shown.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

USER = "lulea.kommun"
PASSWORD = "secret"
UIDVALIDITY = 1537430400
CAPABILITIES = "IMAP4rev1 AUTH=PLAIN IDLE UIDPLUS"

# Takes over a command: the conversation, the command's tag, and what came after the command's name.
Script = Callable[["Conversation", str, str], None]


class RogueImap:
    """A server on loopback with one folder of ``mails``; ``scripts`` take over commands by name.

    Names are as sent ("NOOP", "UID SEARCH"), save that a UID FETCH is "SIZES" or "BODIES" by what it asks for, and
    "GREETING" is what is said first. ``context``: speak TLS from the start, or after STARTTLS where that is offered.
    """

    def __init__(
        self,
        mails: Mapping[int, bytes] | None = None,
        *,
        scripts: Mapping[str, Script] | None = None,
        capabilities: str = CAPABILITIES,
        context: ssl.SSLContext | None = None,
        is_tls_at_once: bool = False,
    ) -> None:
        self.mails = dict(mails or {})
        self.scripts = dict(scripts or {})
        self.capabilities = capabilities
        self.context = context
        self.is_tls_at_once = is_tls_at_once
        self.host = "127.0.0.1"
        self.user = USER
        self.password = PASSWORD
        self.lines: list[str] = []
        self.connections = 0
        self._is_over = threading.Event()
        self._open: list[socket.socket] = []

    def __enter__(self) -> Self:
        self._listener = socket.create_server((self.host, 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._thread.join()

    def pause(self, seconds: float) -> None:
        """Let time pass, but no longer than the server lives."""
        self._is_over.wait(seconds)

    def asked(self, word: str) -> list[str]:
        """The lines that were sent and hold a word."""
        return [line for line in self.lines if word in line]

    def _accept(self) -> None:
        while not self._is_over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError, EOFError):
            if self.is_tls_at_once and self.context is not None:
                connection = self.context.wrap_socket(connection, server_side=True)
            self._open.append(connection)
            Conversation(self, connection).run()
        connection.close()


class Conversation:
    """One connection to the rogue server."""

    def __init__(self, server: RogueImap, connection: socket.socket) -> None:
        self.server = server
        self._connection = connection
        self._reader = connection.makefile("rb")

    def run(self) -> None:
        """Greet, and answer until the client leaves."""
        self._do("GREETING", "*", "")
        while True:
            line = self.line()
            tag, _, rest = line.partition(" ")
            name, _, rest = rest.partition(" ")
            name = name.upper()
            if name == "UID":
                verb, _, rest = rest.partition(" ")
                is_body = "BODY" in rest.upper()
                name = f"UID {verb.upper()}" if verb.upper() != "FETCH" else ("BODIES" if is_body else "SIZES")
            self._do(name, tag, rest)
            if name == "LOGOUT":
                return

    def send(self, *lines: str | bytes) -> None:
        """Send lines; a line of bytes goes as it is, without a line end."""
        data = b"".join(line if isinstance(line, bytes) else line.encode() + b"\r\n" for line in lines)
        self._connection.sendall(data)

    def line(self) -> str:
        """Read a line."""
        line = self._reader.readline()
        if not line:
            raise EOFError
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        self.server.lines.append(text)
        return text

    def read(self, size: int) -> bytes:
        """Read a literal, with the line end after it."""
        self.send("+ go on")
        data = self._reader.read(size)
        self.server.lines.append(data.decode("utf-8", "replace"))
        self._reader.readline()
        return data

    def hang_up(self) -> None:
        """End the conversation without a word."""
        raise EOFError

    def start_tls(self) -> None:
        """Go over to TLS."""
        assert self.server.context is not None
        self._connection = self.server.context.wrap_socket(self._connection, server_side=True)
        self.server._open.append(self._connection)
        self._reader = self._connection.makefile("rb")

    def polite(self, name: str, tag: str, rest: str) -> None:
        """Answer as a good server does."""
        answer = _POLITE.get(name)
        if answer is not None:
            answer(self, rest)
        if name == "GREETING":
            self.send("* OK ready")
            return
        self.send(f"{tag} OK done")
        if name == "STARTTLS":
            self.start_tls()

    def capability(self, _rest: str) -> None:
        """Say what it can do."""
        self.send(f"* CAPABILITY {self.server.capabilities}")

    def take_secret(self, rest: str) -> None:
        """Let the client sign in, whoever it is."""
        if rest.endswith("}"):
            self.read(int(rest[rest.rindex("{") + 1 : -1]))
        elif rest.upper() == "PLAIN":
            self.send("+ ")
            self.line()

    def open_folder(self, _rest: str) -> None:
        """Say what lies in the folder."""
        mails = self.server.mails
        self.send(
            f"* {len(mails)} EXISTS",
            "* FLAGS (\\Seen \\Deleted)",
            "* OK [PERMANENTFLAGS (\\Seen \\Deleted \\*)] kept",
            f"* OK [UIDVALIDITY {UIDVALIDITY}] valid",
            f"* OK [UIDNEXT {max(mails, default=0) + 1}] next",
        )

    def search(self, _rest: str) -> None:
        """Say which mails there are."""
        self.send("* SEARCH" + "".join(f" {uid}" for uid in sorted(self.server.mails)))

    def folders(self, _rest: str) -> None:
        """Say which folders there are."""
        self.send('* LIST () "/" "INBOX"')

    def sizes(self, rest: str) -> None:
        """Say how large the mails are that are asked for."""
        for number, uid in enumerate(sorted(self.server.mails), start=1):
            if _is_asked(uid, rest):
                self.send(list_line(number, uid, len(self.server.mails[uid])))

    def bodies(self, rest: str) -> None:
        """Hand over the mails that are asked for."""
        for number, uid in enumerate(sorted(self.server.mails), start=1):
            if _is_asked(uid, rest):
                self.send(*body(number, uid, self.server.mails[uid]))

    def idle(self, _rest: str) -> None:
        """Wait until the client is done waiting."""
        self.send("+ idling")
        self.line()

    def leave(self, _rest: str) -> None:
        """Say goodbye."""
        self.send("* BYE")

    def _do(self, name: str, tag: str, rest: str) -> None:
        script = self.server.scripts.get(name)
        if script is None:
            self.polite(name, tag, rest)
        else:
            script(self, tag, rest)


def list_line(number: int, uid: int, size: int) -> str:
    """A FETCH reply that tells size and date."""
    return f'* {number} FETCH (UID {uid} RFC822.SIZE {size} INTERNALDATE "20-Sep-2018 10:00:00 +0200")'


def body(number: int, uid: int, content: bytes, *, announced: int | None = None) -> tuple[bytes, ...]:
    """A FETCH reply with a mail; ``announced`` is the length it claims, the true one where it is None."""
    size = len(content) if announced is None else announced
    return (b"* %d FETCH (UID %d BODY[] {%d}\r\n" % (number, uid, size), content, b")\r\n")


def drip(talk: Conversation, data: bytes, *, every: float = 0.05) -> None:
    """Send byte by byte, each soon enough for a timeout that begins anew at every read."""
    for byte in data:
        talk.send(bytes([byte]))
        talk.server.pause(every)


def wait_for(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Whether a condition came to hold within the time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def _is_asked(uid: int, rest: str) -> bool:
    for part in rest.split(" ", maxsplit=1)[0].split(","):
        match = re.fullmatch(r"(\d+)(?::(\d+))?", part)
        if match and int(match[1]) <= uid <= int(match[2] or match[1]):
            return True
    return False


_POLITE: dict[str, Callable[[Conversation, str], None]] = {
    "CAPABILITY": Conversation.capability,
    "AUTHENTICATE": Conversation.take_secret,
    "LOGIN": Conversation.take_secret,
    "EXAMINE": Conversation.open_folder,
    "SELECT": Conversation.open_folder,
    "UID SEARCH": Conversation.search,
    "LIST": Conversation.folders,
    "SIZES": Conversation.sizes,
    "BODIES": Conversation.bodies,
    "IDLE": Conversation.idle,
    "LOGOUT": Conversation.leave,
}
