"""A folder of sent mail in memory, and one that fails where a test wants it to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.parser import BytesHeaderParser

from mailintake.errors import MailintakeError


@dataclass(kw_only=True)
class FakeSentBox:
    """``mails`` holds what lies in the folder; the next calls of ``add`` end as ``faults`` says, in order."""

    mails: list[tuple[bytes, datetime]] = field(default_factory=list)
    opening: MailintakeError | None = None  # raised instead of opening
    before_added: list[BaseException | None] = field(default_factory=list)
    after_added: list[BaseException | None] = field(default_factory=list)
    times_opened: int = 0
    asked_for: list[str] = field(default_factory=list)

    @contextmanager
    def open(self) -> Iterator[FakeSentFolder]:
        if self.opening is not None:
            raise self.opening
        self.times_opened += 1
        yield FakeSentFolder(self)

    @property
    def message_ids(self) -> list[str]:
        return [_message_id(content) for content, _ in self.mails]


@dataclass
class FakeSentFolder:
    """The open folder."""

    box: FakeSentBox

    def holds(self, message_id: str) -> bool:
        self.box.asked_for.append(message_id)
        return message_id in self.box.message_ids

    def add(self, content: bytes, sent_at: datetime) -> None:
        _raise_next(self.box.before_added)
        self.box.mails.append((content, sent_at))
        _raise_next(self.box.after_added)


def _raise_next(faults: list[BaseException | None]) -> None:
    fault = faults.pop(0) if faults else None
    if fault is not None:
        raise fault


def _message_id(content: bytes) -> str:
    return str(BytesHeaderParser().parsebytes(content)["Message-ID"])
