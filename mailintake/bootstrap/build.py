"""Choose the adapters and put the service together."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from mailintake.bootstrap import Clock
from mailintake.bootstrap.consultations import consultation_of, invited_to
from mailintake.bootstrap.parts import MakeJudge, Parts, Register
from mailintake.bootstrap.public_holidays import SwedishHolidays
from mailintake.bootstrap.service import Service
from mailintake.domain.acknowledgement import AnswerLimits
from mailintake.domain.consultation import Consultation
from mailintake.domain.message import Arrival, Reading
from mailintake.domain.organisation import Organisation
from mailintake.domain.tray import HumanDecision
from mailintake.errors import SettingsError
from mailintake.jobs.judging import Judge, Read, ReadMany
from mailintake.jobs.place import Start, StartKind
from mailintake.mailbox.auth import SIGN_INS
from mailintake.mailbox.connection import Tls
from mailintake.mailbox.filing import Filing
from mailintake.mailbox.imap import DEFAULT_KEYWORD, ImapMailbox
from mailintake.parse import Boundary, read_unless_odd
from mailintake.report.digest_days import DigestPlan, WhenQuiet
from mailintake.resources import templates_folder
from mailintake.settings.load import Settings

if TYPE_CHECKING:
    from mailintake.mailbox.sent import ImapSentBox
    from mailintake.notify.compose import TemplateComposer
    from mailintake.notify.smtp import SmtpTransport

# A claim that expires while its mail is on the way is taken back, and the mail becomes unknown. So it lasts for twice
# the longest attempt: what is left of a batch when half of it has passed is given back. An attempt waits for the
# server as long as SmtpTransport.longest_seconds says (known here without loading it); and for the server's name,
# which has no deadline of ours, and two commits, each of which may wait for the database.
_TIMEOUTS_AN_ATTEMPT = 5
_SECONDS_BESIDE_THE_SERVER = 60
_ATTEMPTS_A_CLAIM = 2
# Renewed this often within its life, a lease survives one renewal that fails.
_RENEWALS_A_LEASE = 3


def build(settings: Settings, *, clock: Clock, is_in_memory: bool = False, secret: bytes | None = None) -> Service:
    """Return the service that the settings describe; with an empty register in memory where that is asked for."""
    worker = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    url = settings.store.url.reveal()
    register = _memory(worker) if is_in_memory else _store(url, worker, settings.store.lease_seconds)
    installation = register.installation(clock())
    secret = secret or installation.secret
    consultations = {one.key: consultation_of(one, settings.service.timezone) for one in settings.consultations}
    own_addresses = frozenset(
        address.lower() for address in (*settings.mailbox.addresses, settings.smtp.sender.address)
    )
    boundary = Boundary(
        own_addresses=own_addresses,
        authserv_ids=settings.mailbox.trusted_authserv_ids,
        boundary_hosts=settings.mailbox.boundary_hosts,
    )
    parts = Parts(
        clock=clock,
        zone=settings.service.timezone,
        language=settings.service.language,
        register=register,
        mailbox=imap_mailbox(settings),
        make_composer=cache(lambda: composer(settings, consultations, secret)),
        make_transport=cache(lambda: smtp_transport(settings, secret)),
        read=_reader(boundary),
        read_alone=_lone_reader(boundary),
        crew=lambda make_judge: _crew(boundary, make_judge, _reader(boundary)),
        lone_crew=lambda make_judge: _crew(boundary, make_judge, _lone_reader(boundary), members=1),
        make_judge=_judge_maker(own_addresses, settings.judging.model),
        consultations=consultations,
        invited={one.key: invited_to(one) for one in settings.consultations},
        holidays=SwedishHolidays() if settings.staff.skip_holidays else frozenset(),
        own_addresses=own_addresses,
        limits=AnswerLimits(
            per_sender_day=settings.limits.per_sender_day,
            per_domain_hour=settings.limits.per_domain_hour,
            per_hour=settings.limits.per_hour,
            breaker=settings.limits.breaker,
        ),
        secret=secret,
        installed_at=installation.created_at,
        start=_start(settings),
        digest_plan=DigestPlan(
            at=settings.staff.digest_at,
            days=frozenset(settings.staff.digest_days),
            holidays=SwedishHolidays() if settings.staff.skip_holidays else frozenset(),
            zone=settings.service.timezone,
        ),
        digest_to=settings.staff.digest_to,
        alert_to=settings.staff.alert_to or settings.staff.digest_to,
        when_quiet=WhenQuiet(settings.staff.digest_when_quiet.value),
        claim_for=claim_time(settings.smtp.timeout_seconds),
        give_up_after=timedelta(hours=settings.smtp.give_up_hours),
        retention_months=settings.retention.months,
        poll_seconds=settings.mailbox.poll_seconds,
        lease_renewal_seconds=settings.store.lease_seconds / _RENEWALS_A_LEASE,
        run_lock=_run_lock(url),
        sent_box=sent_box(settings),
        per_minute=settings.smtp.per_minute,
    )
    return Service(parts=parts)


def imap_mailbox(settings: Settings) -> ImapMailbox:
    """Return the mailbox; nothing is connected yet. Raises SettingsError where its sign-in method is not there."""
    box = settings.mailbox
    if box.auth.value not in SIGN_INS:
        raise SettingsError(
            f"[mailbox] auth: {box.auth.value!r} is not available in this version.",
            remedy=f"Use one of: {', '.join(SIGN_INS)}.",
        )
    return ImapMailbox(
        name=box.user,
        host=box.host,
        port=box.port,
        tls=Tls(box.tls.value),
        user=box.user,
        sign_in=SIGN_INS[box.auth.value](box.password.reveal()),
        folders=(*box.folders, *box.junk_folders),
        max_bytes=box.max_bytes,
        idle=box.idle,
        filing=Filing(box.filing.value),
        filing_target=box.filing_target or DEFAULT_KEYWORD,
        command_seconds=box.command_seconds,
        ca_file=str(box.ca_file or ""),
        allow_plaintext=box.allow_plaintext,
    )


def sent_box(settings: Settings) -> ImapSentBox | None:
    """Return where copies of what was sent are laid; None where nowhere."""
    if not settings.mailbox.sent_folder:
        return None
    from mailintake.mailbox.sent import ImapSentBox

    return ImapSentBox(imap_mailbox(settings), settings.mailbox.sent_folder)


def claim_time(timeout_seconds: float) -> timedelta:
    """Return how long a batch of mails is claimed to be sent, by the longest wait for the server's next word."""
    longest = timeout_seconds * _TIMEOUTS_AN_ATTEMPT + _SECONDS_BESIDE_THE_SERVER
    return timedelta(seconds=longest * _ATTEMPTS_A_CLAIM)


def smtp_transport(settings: Settings, secret: bytes) -> SmtpTransport:
    """Return the way out; nothing is connected yet. ``secret`` seals what names a mail in where it comes back to."""
    from mailintake.domain.thread import TOKEN_FIELD, mint_return_token
    from mailintake.notify.smtp import SmtpTransport

    out = settings.smtp
    return SmtpTransport(
        host=out.host,
        port=out.port,
        tls=out.tls.value,
        user=out.user,
        password=out.password.reveal(),
        envelope_sender=out.envelope_sender,
        make_token=partial(mint_return_token, secret) if TOKEN_FIELD in out.envelope_sender else None,
        timeout_seconds=out.timeout_seconds,
        ca_file=str(out.ca_file or ""),
        allow_plaintext=out.allow_plaintext,
    )


def composer(settings: Settings, consultations: Mapping[str, Consultation], secret: bytes) -> TemplateComposer:
    """Return the composer over the operator's own templates and the shipped ones. Raises SettingsError."""
    from mailintake.notify.compose import TemplateComposer

    own: list[Path] = [settings.service.templates] if settings.service.templates else []
    return TemplateComposer(
        template_folders=[*own, templates_folder() / "mail"],
        service_name=settings.service.name,
        sender=str(settings.smtp.sender),
        language=settings.service.language,
        zone=settings.service.timezone,
        base_url=settings.service.base_url,
        secret=secret,
        consultations=consultations,
    )


def _store(url: str, worker: str, lease_seconds: int) -> Register:
    from mailintake.register import schema
    from mailintake.register.sql_repository import SqlRepository

    schema.ensure(url)
    return SqlRepository(url, worker=worker, lease_seconds=lease_seconds)


def _memory(worker: str) -> Register:
    from mailintake.register.memory import MemoryRepository

    return MemoryRepository(worker=worker)


def _run_lock(url: str) -> Callable[[], AbstractContextManager[bool]]:
    """Return what makes a process alone on a SQLite file; elsewhere the lease decides, and nobody is alone."""
    if not url.startswith("sqlite"):
        return lambda: nullcontext(False)  # noqa: FBT003 - the context's value is its only argument
    from mailintake.register.run_lock import run_lock

    return lambda: run_lock(url)


def _reader(boundary: Boundary) -> Read:
    alone = _lone_reader(boundary)

    def read_here_or_alone(original: bytes, arrival: Arrival, now: datetime) -> Reading:
        return read_unless_odd(original, arrival, boundary, now) or alone(original, arrival, now)

    return read_here_or_alone


def _lone_reader(boundary: Boundary) -> Read:
    def read_in_a_child(original: bytes, arrival: Arrival, now: datetime) -> Reading:
        from mailintake.parse.isolation import read_alone

        return read_alone(original, arrival, boundary, now)

    return read_in_a_child


@contextmanager
def _crew(
    boundary: Boundary, make_judge: Callable[[], Judge], read_here: Read, *, members: int = 0
) -> Iterator[ReadMany]:
    from mailintake.parse.crew import Crew

    # Of what is left alone of a backlog, nobody reads the evidence.
    with Crew(boundary, lambda: partial(make_judge(), is_brief=True), read_here, members=members) as crew:
        yield crew.read


def _judge_maker(own_addresses: frozenset[str], model_file: Path | None) -> MakeJudge:
    def make(
        consultations: Mapping[str, Consultation],
        organisations: Mapping[str, Sequence[Organisation]],
        decided: Iterable[HumanDecision],
    ) -> Judge:
        from mailintake.classify.classifier import Classifier

        make_one = partial(
            Classifier,
            consultations=tuple(consultations.values()),
            organisations=organisations,
            own_addresses=own_addresses,
            model_file=model_file,
        )
        classifier = make_one()
        lessons = classifier.learn_from((one.message, one.history, one.decision) for one in decided)
        return (make_one(lessons=lessons) if lessons else classifier).judge

    return make


def _start(settings: Settings) -> Start:
    start, zone = settings.mailbox.start, settings.service.timezone
    if isinstance(start, str):
        return Start(kind=StartKind(start), zone=zone)
    return Start(kind=StartKind.DATE, day=start, zone=zone)
