"""A Chromium of one's own, without a window and without a network: it shows a page, and is asked what it shows.

Driven through its DevTools protocol over a pipe, which needs no port and no library.
"""

from __future__ import annotations

import base64
import fcntl
import itertools
import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from types import TracebackType
from typing import Any, Self

PROGRAM = shutil.which("chromium")

_ANSWER_SECONDS = 30
# The numbers of the files that Chromium reads its commands from and writes its answers to.
_COMMANDS, _ANSWERS = 3, 4
_SWITCHES = (
    "--headless",
    "--remote-debugging-pipe",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--hide-scrollbars",
    "--no-first-run",
    # No name leads anywhere: a page that fetches something is found out, and nothing leaves this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_NARROWEST_SCREEN_OF_A_COMPUTER = 600


class Scheme(StrEnum):
    """The colours that the reader has asked the computer for."""

    LIGHT = "light"
    DARK = "dark"


class Chromium:
    """One browser with one page; ``fetched`` are the addresses that the page shown now has asked for."""

    def __init__(self) -> None:
        self.fetched: list[str] = []
        self._numbers = itertools.count(1)
        self._read = b""
        self._session = ""

    def __enter__(self) -> Self:
        if PROGRAM is None:
            raise FileNotFoundError("Chromium is not on this machine")
        self._home = tempfile.mkdtemp(prefix="chromium-")
        # Chromium's own sandbox refuses root.
        more = [f"--user-data-dir={self._home}", *(["--no-sandbox"] if os.getuid() == 0 else [])]
        self._start([PROGRAM, *_SWITCHES, *more, "about:blank"])
        try:
            self._attach()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._commands)
        os.close(self._answers)
        shutil.rmtree(self._home, ignore_errors=True)

    def look(self, *, width: int, scheme: Scheme = Scheme.LIGHT) -> None:
        """Set how wide the screen is, in CSS pixels, and which colours its reader prefers."""
        is_telephone = width < _NARROWEST_SCREEN_OF_A_COMPUTER
        self._ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=is_telephone
        )
        self._ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme.value}])

    def show(self, html: str) -> None:
        """Show a page. What the page before it left behind in scripts stays."""
        self.fetched.clear()
        self._ask("Page.setDocumentContent", frameId=self._frame, html=html)

    def evaluate(self, script: str) -> Any:
        """Run a script in the page and return its value, when what it promises is there."""
        answer = self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"].get("exception", {}).get("description", "the script failed"))
        return answer["result"].get("value")

    def picture(self) -> bytes:
        """Return a picture of the whole page (PNG)."""
        answer = self._ask("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(answer["data"])

    def _start(self, command: Sequence[str]) -> None:
        theirs_in, self._commands = os.pipe()
        self._answers, theirs_out = os.pipe()
        # Out of the way first: one of them may have the number that the other is to get.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (theirs_in, theirs_out)]
        nowhere = os.open(os.devnull, os.O_RDWR)
        goals = ((nowhere, 0), (nowhere, 1), (nowhere, 2), (ends[0], _COMMANDS), (ends[1], _ANSWERS))
        self._process = os.posix_spawn(
            command[0],
            command,
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, end, number) for end, number in goals],
            setsid=True,
        )
        for end in (theirs_in, theirs_out, nowhere, *ends):
            os.close(end)

    def _attach(self) -> None:
        (page,) = (one for one in self._ask("Target.getTargets")["targetInfos"] if one["type"] == "page")
        attached = self._ask("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self._session = attached["sessionId"]
        self._ask("Network.enable")
        self._frame = self._ask("Page.getFrameTree")["frameTree"]["frame"]["id"]

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        command = {"id": number, "method": method, "params": parameters}
        if self._session:
            command["sessionId"] = self._session
        waiting = json.dumps(command).encode() + b"\0"
        while waiting:
            waiting = waiting[os.write(self._commands, waiting) :]
        deadline = time.monotonic() + _ANSWER_SECONDS
        while True:
            answer = self._next(deadline)
            if answer.get("method") == "Network.requestWillBeSent":
                self.fetched.append(answer["params"]["request"]["url"])
            elif answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"Chromium refuses {method}: {answer['error']['message']}")
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self, deadline: float) -> dict[str, Any]:
        while b"\0" not in self._read:
            if not select.select([self._answers], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise TimeoutError(f"Chromium has not answered within {_ANSWER_SECONDS} s")
            piece = os.read(self._answers, 1 << 16)
            if not piece:
                raise RuntimeError("Chromium has ended")
            self._read += piece
        line, _, self._read = self._read.partition(b"\0")
        answer: dict[str, Any] = json.loads(line)
        return answer
