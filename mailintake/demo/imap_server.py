"""An IMAP server inside this process, for the demo and for tests: pymap with its mail in memory, on loopback only."""

from __future__ import annotations

import asyncio
import threading
import uuid
from argparse import Namespace
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self, TypeVar

from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Login
from pymap.backend.dict.mailbox import MailboxSet
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials import FetchRequirement
from pymap.user import Passwords, UserMetadata
from pysasl.hashing import BuiltinHash

HOST = "127.0.0.1"

_CALL_SECONDS = 30.0

_Result = TypeVar("_Result")


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredMail:
    """A mail as it lies in the server."""

    uid: int
    flags: frozenset[str]
    content: bytes
    internal_date: datetime


class EmbeddedImap:
    """An IMAP server with one user, as a context manager; plain text, for it listens on loopback only.

    Its methods may be called from any thread while it runs. When it stops, its mail is gone.
    """

    def __init__(self, *, user: str, password: str) -> None:
        self.user = user
        self.password = password
        self.host = HOST
        self.port = 0  # a free one, known once it runs
        self._conversations: set[asyncio.Task[None] | None] = set()

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="embedded-imap", daemon=True)
        self._thread.start()
        self._call(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._call(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def create(self, folder: str) -> None:
        """Make a folder."""
        self._call(self._mailboxes.add_mailbox(folder))

    def append(self, folder: str, content: bytes, internal_date: datetime | None = None) -> int:
        """Put a mail into a folder and return its UID; a client that waits with IDLE is told at once."""
        return self._call(self._append(folder, AppendMessage(content, internal_date or datetime.now(UTC), frozenset())))

    def expunge(self, folder: str, uid: int) -> None:
        """Take a mail away for good."""
        self._call(self._expunge(folder, uid))

    def contents(self, folder: str) -> list[StoredMail]:
        """Return the mails of a folder, by UID, with their flags and bytes."""
        return self._call(self._contents(folder))

    async def _start(self) -> None:
        config = Config(
            Namespace(passlib_cfg=None, proxy_protocol=None),
            host=HOST,
            port=0,
            demo_data=False,
            demo_user=self.user,
            demo_password=self.password,
            tls_enabled=False,
            # One user who is known to all: nothing is gained by making each sign-in slow.
            hash_context=BuiltinHash(rounds=1),
            cpu_subsystem=Subsystem.for_asyncio(),
            invalid_user_sleep=0.0,
        )
        login = Login(config)
        password = await Passwords(config).hash_password(self.password)
        await login.demo_user_identity.set(UserMetadata(config, self.user, password=password))
        async with login.demo_user_identity.new_session() as session:
            self._mailboxes: MailboxSet = session.mailbox_set
        self._converse = IMAPServer(login, config)
        self._server = await asyncio.start_server(self._serve, host=HOST, port=0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # pymap's own service starts a task that nothing holds, which is collected as garbage while it waits.
        task = asyncio.current_task()
        self._conversations.add(task)
        try:
            await self._converse(reader, writer, SocketInfo.get(writer, None, unique_id=uuid.uuid4().bytes))
        finally:
            self._conversations.discard(task)

    async def _stop(self) -> None:
        self._server.close()
        # What a conversation has begun, such as waiting in IDLE, ends with it.
        conversations = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in conversations:
            task.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)
        await self._server.wait_closed()

    async def _append(self, folder: str, mail: AppendMessage) -> int:
        mailbox = await self._mailboxes.get_mailbox(folder)
        return (await mailbox.append(mail)).uid

    async def _expunge(self, folder: str, uid: int) -> None:
        mailbox = await self._mailboxes.get_mailbox(folder)
        await mailbox.delete([uid])

    async def _contents(self, folder: str) -> list[StoredMail]:
        mailbox = await self._mailboxes.get_mailbox(folder)
        return [
            StoredMail(
                uid=mail.uid,
                flags=frozenset(str(flag) for flag in mail.permanent_flags),
                content=bytes(await mail.load_content(FetchRequirement.CONTENT)),
                internal_date=mail.internal_date,
            )
            async for mail in mailbox.messages()
        ]

    def _call(self, work: Coroutine[Any, Any, _Result]) -> _Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_CALL_SECONDS)
