"""Read the story's mails out of its data files; whatever is unknown or missing in them stops the story."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

from mailintake.demo.mailcraft import CLIENTS, OURSELVES, File, Letter, docx, invitation, pdf, person, png
from mailintake.demo.mailcraft.earlier import SWEDISH_TIME
from mailintake.demo.story.storymail import Bounce, OurMail, ReadReceipt, StoryMail
from mailintake.domain.decision import Label, Outcome
from mailintake.domain.outbox import MailKind

_MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "png": "image/png",
}
_MAKERS: Mapping[str, Callable[[str], bytes]] = {"docx": docx, "pdf": pdf, "png": lambda _text: png()}
# Labels of mail that concerns us; a machine's mail does so where it answers a mail of ours.
_OF_PEOPLE_FOR_US = frozenset({Label.COMMENT, Label.SUPPLEMENT, Label.DECLINE, Label.QUESTION})


@cache
def mails() -> tuple[StoryMail, ...]:
    """Return all mails of the story in the order they arrive."""
    files = (file for file in resources.files(__package__).iterdir() if file.name.endswith(".toml"))
    return read_mails(file.read_text(encoding="utf-8") for file in files)


def read_mails(sources: Iterable[str]) -> tuple[StoryMail, ...]:
    """Return the mails of TOML texts in the order they arrive. Raises ValueError where the data is wrong."""
    written = [entry for source in sources for entry in tomllib.loads(source)["mail"]]
    read: dict[str, StoryMail] = {}
    for entry in sorted(written, key=lambda entry: (entry["at"], entry["key"])):
        key = entry["key"]
        if key in read:
            raise ValueError(f"two mails of the story have the name {key!r}")
        read[key] = _mail(_Entry(entry), read)
    return tuple(read.values())


class _Entry:
    """A table of the data, from which each value is taken once."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = dict(values)
        self._name = values.get("key", values)

    def take(self, key: str, default: Any = None) -> Any:
        """Return a value and cross it off; one without a default must be there."""
        if default is None and key not in self._values:
            raise ValueError(f"the story mail {self._name!r} lacks {key!r}")
        return self._values.pop(key, default)

    def end(self) -> None:
        """Stop if there is a value that nobody took."""
        if self._values:
            raise ValueError(f"the story mail {self._name!r} has unknown keys: {', '.join(self._values)}")


def _mail(entry: _Entry, earlier: Mapping[str, StoryMail]) -> StoryMail:
    letter = _letter(entry)
    label = Label(entry.take("label"))
    answers = _answers(entry.take("answers", ""), letter.sender.address, earlier)
    usual = Outcome.ACT if label in _OF_PEOPLE_FOR_US or answers is not None else Outcome.LEAVE
    mail = StoryMail(
        letter=letter,
        answers=answers,
        report=_report(entry.take("report", {})),
        expected_label=label,
        expected_outcome=Outcome(entry.take("outcome", usual)),
        gloss=entry.take("gloss"),
    )
    entry.end()
    return mail


def _letter(entry: _Entry) -> Letter:
    sender = person(entry.take("from"))
    to = entry.take("to", "")
    return Letter(
        key=entry.take("key"),
        client=CLIENTS[entry.take("client")],
        at=_local(entry.take("at")),
        sender=sender,
        to=person(to) if to else OURSELVES,
        cc=tuple(person(one) for one in entry.take("cc", [])),
        subject=entry.take("subject", ""),
        text=entry.take("text", ""),
        is_quoting=entry.take("quotes", default=True),
        files=tuple(_file(_Entry(file)) for file in entry.take("files", [])),
        calendar=_calendar(entry.take("invitation", {}), sender.address),
        fields=tuple(entry.take("fields", {}).items()),
        return_path=entry.take("return_path", sender.address),
    )


def _answers(written: str, sender: str, earlier: Mapping[str, StoryMail]) -> OurMail | StoryMail | None:
    """Read ``acknowledgement``, ``reminder to ADDRESS`` (without it: to the sender) or ``mail NAME``."""
    if not written:
        return None
    kind, _, rest = written.partition(" ")
    if kind == "mail":
        return earlier[rest]
    return OurMail(kind=MailKind(kind), recipient=rest.removeprefix("to ") or sender)


def _report(written: dict[str, str]) -> Bounce | ReadReceipt | None:
    if not written:
        return None
    return ReadReceipt() if written == {"kind": "read_receipt"} else Bounce(**written)


def _file(entry: _Entry) -> File:
    name = entry.take("name")
    extension = name.rpartition(".")[2]
    file = File(
        name=name,
        media_type=_MEDIA_TYPES[extension],
        content=_MAKERS[extension](entry.take("text", "")),
        content_id=entry.take("content_id", ""),
    )
    entry.end()
    return file


def _calendar(written: dict[str, Any], organizer: str) -> str:
    if not written:
        return ""
    entry = _Entry(written)
    calendar = invitation(
        uid=entry.take("uid"),
        organizer=organizer,
        summary=entry.take("summary"),
        place=entry.take("place"),
        starts=_local(entry.take("starts")),
        ends=_local(entry.take("ends")),
    )
    entry.end()
    return calendar


def _local(at: datetime) -> datetime:
    return at.replace(tzinfo=SWEDISH_TIME)
