"""A wire between a client and a real mail server that knows at which step of the conversation they are (RFC 5321)."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"

# Told of when they are on the wire and have not been handed on. ``taken`` is the server's answer to the dot.
STEPS = ("connect", "greeting", "EHLO", "MAIL", "RCPT", "DATA", "content", "dot", "taken", "QUIT")

_DOT = b".\r\n"
_MOST_BYTES = 1 << 16


class SmtpWire:
    """Hands on what both say; ``on_step`` is told of each step first, and cuts the wire by answering True."""

    def __init__(self, server_port: int, on_step: Callable[[str], bool]) -> None:
        self._server_port = server_port
        self._on_step = on_step
        self._listener = socket.create_server((HOST, 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _accept(self) -> None:
        # One after the other: a client that was killed has hung up before the next one comes.
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with contextlib.suppress(OSError, _CutError), client:
                self._note("connect")
                with socket.create_connection((HOST, self._server_port)) as server:
                    # The dot is handed on at once, and does not wait until the content's arrival is acknowledged.
                    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    _Conversation(client, server, self._note).hand_on()

    def _note(self, step: str) -> None:
        if self._on_step(step):
            raise _CutError


class _Conversation:
    """What two sockets say to each other, step by step."""

    def __init__(self, client: socket.socket, server: socket.socket, note: Callable[[str], None]) -> None:
        self._client, self._server, self._note = client, server, note
        self._last_step = "connect"
        self._is_content = False

    def hand_on(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._client, selectors.EVENT_READ, self._from_client)
            selector.register(self._server, selectors.EVENT_READ, self._from_server)
            while True:
                for key, _ in selector.select():
                    said = key.fileobj.recv(_MOST_BYTES)  # type: ignore[union-attr]
                    if not said:
                        return
                    key.data(said)

    def _from_client(self, said: bytes) -> None:
        if not self._is_content:
            self._pass(said.partition(b" ")[0].strip().decode("ascii").upper(), said)
            return
        # The dot comes by itself, unless the wire was too slow to see it apart.
        content, dot = (said[: -len(_DOT)], _DOT) if said.endswith(_DOT) else (said, b"")
        if content:
            self._pass("content", content)
        if dot:
            self._is_content = False
            self._pass("dot", dot)

    def _from_server(self, said: bytes) -> None:
        if self._last_step == "connect":
            self._note_step("greeting")
        elif self._last_step == "DATA" and said.startswith(b"354"):
            self._is_content = True
        elif self._last_step == "dot":
            self._note_step("taken")
        self._client.sendall(said)

    def _pass(self, step: str, said: bytes) -> None:
        self._note_step(step)
        self._server.sendall(said)

    def _note_step(self, step: str) -> None:
        self._last_step = step
        self._note(step)


class _CutError(Exception):
    pass
