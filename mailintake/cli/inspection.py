"""An inspected mail as one JSON object, and as a page for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from mailintake.cli.output import local
from mailintake.domain.decision import Decision
from mailintake.domain.message import Message
from mailintake.jobs.inspect import Inspection

_EMPTY: dict[str, Any] = {
    "path": "",
    "sha256": None,
    "size": None,
    "message_id": None,
    "from": None,
    "from_name": None,
    "to": [],
    "subject": None,
    "date": None,
    "received_at": None,
    "language": None,
    "text": None,
    "quoted": None,
    "signature": None,
    "attachments": [],
    "automatic": None,
    "recipients_failed": [],
    "label": None,
    "outcome": None,
    "consultation": None,
    "probability": None,
    "organisation": None,
    "stance": None,
    "late": None,
    "may_acknowledge": None,
    "evidence": [],
    "defects": [],
    "error": None,
}


def unreadable_file(path: str, error: str) -> dict[str, Any]:
    """Return the object of a file that cannot be read."""
    return {**_EMPTY, "path": path, "error": error}


def as_json(path: str, sha256: str, size: int, found: Inspection) -> dict[str, Any]:
    """Return the object of a mail: always the same keys, in the same order."""
    known: dict[str, Any] = {"path": path, "sha256": sha256, "size": size}
    reading = found.reading
    if not isinstance(reading, Message):
        held = {"subject": reading.subject or None, "from": reading.from_address or None, "outcome": "review"}
        return {**_EMPTY, **known, **held, "received_at": _time(reading.received_at), "error": reading.reason}
    return {**_EMPTY, **known, **_message(reading), **_decision(found.decision), **_permission(found)}


def as_text(path: str, found: Inspection, zone: ZoneInfo) -> str:
    """Return a page that shows a person all of it."""
    reading = found.reading
    if not isinstance(reading, Message):
        return f"{path}\n  held: {reading.reason}\n"
    lines = [
        path,
        f"  from        {f'{reading.from_name} <{reading.from_address}>'.strip() if reading.from_address else '-'}",
        f"  to          {', '.join(reading.to) or '-'}",
        f"  subject     {reading.subject}",
        f"  received    {local(reading.received_at, zone)} (sent {local(reading.date, zone)})",
        f"  language    {reading.language}",
        f"  automatic   {reading.automatic} {reading.automatic_reason}".rstrip(),
        *(
            f"  attachment  {part.filename or '(no name)'}, {part.media_type}, {part.size} bytes"
            + ("" if part.is_readable else ", not readable")
            for part in reading.attachments
        ),
        *(f"  defect      {defect}" for defect in reading.defects),
        *_block("text", reading.text),
        *_block("quoted", reading.quoted),
        *_block("signature", reading.signature),
    ]
    decision = found.decision
    if decision is not None:
        lines += [
            f"  judged      {decision.label}, {decision.outcome} ({decision.probability:.3f}): {decision.explanation}",
            f"  concerns    {decision.consultation or '-'}" + (", late" if decision.is_late else ""),
            f"  from whom   {decision.organisation.name if decision.organisation else '-'}",
            f"  stance      {decision.stance or '-'}",
            *_evidence(decision),
        ]
    if found.permission is not None:
        lines.append(f"  answer      {'yes' if found.permission.allowed else 'no'}: {found.permission.text}")
    return "\n".join(lines) + "\n"


def _message(message: Message) -> dict[str, Any]:
    return {
        "message_id": message.message_id or None,
        "from": message.from_address or None,
        "from_name": message.from_name or None,
        "to": list(message.to),
        "subject": message.subject,
        "date": _time(message.date),
        "received_at": _time(message.received_at),
        "language": message.language,
        "text": message.text,
        "quoted": message.quoted,
        "signature": message.signature,
        "attachments": [
            {
                "filename": part.filename,
                "media_type": part.media_type,
                "size": part.size,
                "sha256": part.sha256,
                "text": part.text,
            }
            for part in message.attachments
        ],
        "automatic": message.automatic.value,
        "recipients_failed": [
            {
                "address": failed.address,
                "status": failed.status,
                "permanent": failed.is_permanent,
                "reason": failed.reason,
            }
            for failed in message.recipients_failed
        ],
        "defects": list(message.defects),
    }


def _decision(decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        return {}
    organisation = decision.organisation
    return {
        "label": decision.label.value,
        "outcome": decision.outcome.value,
        "consultation": decision.consultation,
        "probability": round(decision.probability, 6),
        "organisation": {"name": organisation.name, "matched_by": organisation.matched_by} if organisation else None,
        "stance": decision.stance.value if decision.stance else None,
        "late": decision.is_late,
        "evidence": [
            {"rule": one.rule, "hit": one.hit, "weight": one.weight, "text": one.text} for one in decision.evidence
        ],
    }


def _permission(found: Inspection) -> dict[str, Any]:
    permission = found.permission
    if permission is None:
        return {}
    return {
        "may_acknowledge": {
            "allowed": permission.allowed,
            "reason": permission.reason.value,
            "text": permission.text,
        }
    }


def _evidence(decision: Decision) -> Iterable[str]:
    """Yield what counted, a line each, and then the names of what was looked for in vain."""
    yield from (f"  {one.weight:+5.1f}       {one.rule}: {one.text}" for one in decision.evidence if one.hit)
    misses = [one.rule for one in decision.evidence if not one.hit]
    if misses:
        indent = " " * 14
        text = "no sign of  " + ", ".join(misses)
        yield textwrap.fill(text, 110, initial_indent="  ", subsequent_indent=indent, break_on_hyphens=False)


def _block(name: str, text: str) -> Iterable[str]:
    if text:
        yield f"  {name}"
        yield from (f"    | {line}" for line in text.splitlines())


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
