"""``check``: every setting and connection, one finding each; what cannot be tried because of a fault is not tried."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from mailintake.bootstrap import config_folder, utc_now
from mailintake.domain.consultation import Consultation
from mailintake.domain.finding import Finding, Status
from mailintake.errors import MailintakeError
from mailintake.settings.load import Settings, load

# From which release on the email package of each Python lets no encoded header break out of its line; ours is guarded
# besides.
_SAFE_PYTHON = {(3, 11): 15, (3, 12): 13, (3, 13): 12}
# A poll this many intervals ago means that nobody reads the mailbox.
_POLLS_MISSED = 5
_LEAST_SILENCE = timedelta(minutes=10)
# The project began in 2018: an earlier clock is wrong.
_EARLIEST_YEAR = 2018


def run(config: str | None, *, is_quick: bool = False) -> Iterator[Finding]:
    """Yield the findings, each as soon as it is there; ``is_quick`` tries no server."""
    folder = config_folder(config)
    try:
        settings = load(folder, os.environ)
    except MailintakeError as error:
        for line in str(error).splitlines():
            yield Finding(what="settings", status=Status.FAULT, text=line)
        return
    yield Finding(what="settings", status=Status.OK, text=f"read from {folder}")
    for warning in settings.warnings:
        yield Finding(what="settings", status=Status.WARNING, text=warning)
    yield from _store(settings)
    if is_quick:
        yield from _last_poll(settings)
        return
    yield from _machine(sys.version_info[:3], utc_now())
    yield from _consultations(settings, utc_now())
    yield from _templates(settings)
    yield from _attempt("IMAP", lambda: _imap(settings))
    yield from _remedied(
        _attempt("SMTP", lambda: _smtp(settings)),
        "Check host, port and tls under [smtp], and that the network lets the connection through.",
    )


def _store(settings: Settings) -> Iterator[Finding]:
    from mailintake.register.probe import probe

    yield from _attempt("database", lambda: probe(settings.store.url.reveal()))


def _machine(version: tuple[int, int, int], now: datetime) -> Iterator[Finding]:
    name = ".".join(map(str, version))
    if version < (*version[:2], _SAFE_PYTHON.get(version[:2], 0)):
        yield Finding(
            what="Python",
            status=Status.WARNING,
            text=f"{name} has a known fault in mail headers, which our own guard stops",
            remedy="Upgrade Python to 3.11.15, 3.12.13, 3.13.12 or later when you can.",
        )
    else:
        yield Finding(what="Python", status=Status.OK, text=name)
    is_late_enough = now.year >= _EARLIEST_YEAR
    yield Finding(
        what="clock",
        status=Status.OK if is_late_enough else Status.FAULT,
        text=f"{now:%Y-%m-%d %H:%M} UTC",
        remedy="" if is_late_enough else "Set the machine's clock, and let NTP keep it.",
    )


def _consultations(settings: Settings, now: datetime) -> Iterator[Finding]:
    from mailintake.bootstrap.consultations import consultation_of

    consultations = [consultation_of(one, settings.service.timezone) for one in settings.consultations]
    for one, set_ in zip(consultations, settings.consultations, strict=True):
        yield Finding(
            what=f"consultation {one.key}",
            status=Status.OK if set_.invited else Status.WARNING,
            text=f"{_stage(one, now)}; {len(set_.invited) or 'nobody'} invited",
            remedy="" if set_.invited else "To have the silent reminded, name the list of the invited in its file.",
        )
    if consultations and not any(one.is_listening(now) for one in consultations):
        yield Finding(
            what="consultations",
            status=Status.WARNING,
            text="none is open now, so every mail is left alone",
            remedy="Check the dates: opens, deadline and closes.",
        )


def _stage(consultation: Consultation, now: datetime) -> str:
    """Return where a consultation stands, in words."""
    period = f"{consultation.opens} to {consultation.deadline.last_day}"
    if now < consultation.opens_at:
        return f"{period}, not open yet"
    if consultation.is_open(now):
        return f"{period}, open"
    if consultation.is_listening(now):
        return f"{period}, late answers are taken until {consultation.closes}"
    return f"{period}, closed after {consultation.closes}"


def _templates(settings: Settings) -> Iterator[Finding]:
    from mailintake.bootstrap.build import composer
    from mailintake.bootstrap.consultations import consultation_of
    from mailintake.notify.probe import probe_templates

    def try_it() -> list[Finding]:
        consultations = {one.key: consultation_of(one, settings.service.timezone) for one in settings.consultations}
        made = composer(settings, consultations, secret=b"check")
        made.check()
        return probe_templates(made)

    yield from _remedied(_attempt("mail templates", try_it), "Mend the template, or take it out of the folder.")


def _imap(settings: Settings) -> list[Finding]:
    from mailintake.bootstrap.build import imap_mailbox
    from mailintake.mailbox.probe import probe

    return probe(imap_mailbox(settings), sent_folder=settings.mailbox.sent_folder)


def _smtp(settings: Settings) -> list[Finding]:
    from mailintake.bootstrap.build import smtp_transport
    from mailintake.notify.probe import probe

    return probe(smtp_transport(settings, secret=b"check"))


def _last_poll(settings: Settings) -> Iterator[Finding]:
    from mailintake.register.probe import last_poll_at

    def try_it() -> list[Finding]:
        at = last_poll_at(settings.store.url.reveal())
        return [_judge_last_poll(at, settings.mailbox.poll_seconds, utc_now())]

    yield from _attempt("last poll", try_it)


def _judge_last_poll(at: datetime | None, poll_seconds: int, now: datetime) -> Finding:
    silence = max(_LEAST_SILENCE, timedelta(seconds=poll_seconds * _POLLS_MISSED))
    if at is None:
        return Finding(what="last poll", status=Status.WARNING, text="never", remedy="Start: mailintake run")
    if now - at > silence:
        return Finding(
            what="last poll",
            status=Status.FAULT,
            text=f"{at:%Y-%m-%d %H:%M} UTC: the mailbox is not being read",
            remedy="Look at the log of mailintake run, and try mailintake check.",
        )
    return Finding(what="last poll", status=Status.OK, text=f"{at:%Y-%m-%d %H:%M} UTC")


def _remedied(findings: Iterable[Finding], remedy: str) -> Iterator[Finding]:
    """Yield findings; a fault that comes without a remedy gets this one."""
    for finding in findings:
        if finding.status is Status.FAULT and not finding.remedy:
            yield replace(finding, remedy=remedy)
        else:
            yield finding


def _attempt(what: str, probe: Callable[[], list[Finding]]) -> list[Finding]:
    try:
        return probe()
    except MailintakeError as error:
        return [Finding(what=what, status=Status.FAULT, text=error.message, remedy=error.remedy)]
