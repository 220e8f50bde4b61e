"""What ``mailintake check`` finds out about sending: can we, and do the templates say what they should."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator

from mailintake.domain.consultation import Consultation
from mailintake.domain.finding import Finding, Status
from mailintake.domain.outbox import MailKind
from mailintake.errors import MailintakeError, TemplateError
from mailintake.notify.compose import TemplateComposer
from mailintake.notify.samples import CONSULTATION, Sample, samples
from mailintake.notify.smtp import SmtpTransport
from mailintake.notify.smtp_connection import Connection, reason_of
from mailintake.notify.templates import Rendered
from mailintake.notify.words import difference

MOST_WORDS_IN_ACKNOWLEDGEMENT = 120
MOST_BYTES_OF_HTML = 30_000


def probe(transport: SmtpTransport) -> list[Finding]:
    """Connect, sign in and ask the outgoing server what it takes; nothing is sent."""
    place = f"{transport.endpoint.host}:{transport.endpoint.port}"
    try:
        connection = transport.connect()
    except MailintakeError as error:
        return [Finding(what="SMTP", status=Status.FAULT, text=error.message, remedy=error.remedy)]
    try:
        return [
            Finding(what="SMTP", status=Status.OK, text=f"{place}, {_safety(connection)}"),
            _sign_in(transport),
            _null_sender(transport, connection),
        ]
    except (OSError, smtplib.SMTPException) as error:
        return [Finding(what="SMTP", status=Status.FAULT, text=f"{place} broke off: {reason_of(error)}")]
    finally:
        connection.close()


def probe_templates(composer: TemplateComposer) -> list[Finding]:
    """Render one of every mail in every language, about every consultation, and look at it as a reader would."""
    consultations = list(composer.consultations.values()) or [CONSULTATION]
    findings = []
    for language in sorted(composer.languages):
        what = f"mail templates, {language}"
        faults = [fault for one in consultations for fault in _faults(composer, language, one)]
        findings += [Finding(what=what, status=status, text=text) for status, text in dict.fromkeys(faults)]
        if not faults:
            findings.append(Finding(what=what, status=Status.OK, text="every mail can be written"))
    findings += [_greeting(composer, language) for language in sorted(composer.templates.greeted)]
    return findings + [finding for one in consultations for finding in _unwritten_languages(composer, one)]


def _safety(connection: Connection) -> str:
    if isinstance(connection.sock, ssl.SSLSocket):
        return f"safe ({connection.sock.version()})"
    return "in clear"


def _sign_in(transport: SmtpTransport) -> Finding:
    is_signed_in = bool(transport.endpoint.user)
    return Finding(what="SMTP sign-in", status=Status.OK, text="accepted" if is_signed_in else "none is asked for")


def _null_sender(transport: SmtpTransport, connection: Connection) -> Finding:
    what = "SMTP envelope sender"
    if transport.envelope_sender:
        return Finding(what=what, status=Status.OK, text="set, so the null sender is not used")
    code, _text = connection.docmd("MAIL", "FROM:<>")
    connection.rset()
    if code == 250:
        return Finding(what=what, status=Status.OK, text="the null sender is taken, as automatic answers should have")
    return Finding(
        what=what,
        status=Status.WARNING,
        text="the server refuses the null sender, so answers carry the sender's own address",
        remedy="Ask who runs the server to allow MAIL FROM:<>, so that no bounce can go round in a circle.",
    )


def _faults(composer: TemplateComposer, language: str, consultation: Consultation) -> Iterator[tuple[Status, str]]:
    kinds = composer.templates.kinds_in(language)
    for sample in samples(language, composer.service_name, consultation):
        if sample.kind not in kinds:
            continue
        try:
            rendered = composer.templates.render(sample.kind, sample.values)
        except TemplateError as error:
            yield Status.FAULT, f"{sample.name}: {error}"
            continue
        for status, text in _looked_at(sample, rendered):
            yield status, f"{sample.name}: {text}"


def _looked_at(sample: Sample, rendered: Rendered) -> Iterator[tuple[Status, str]]:
    if unlike := difference(rendered.text, rendered.html):
        yield Status.FAULT, f"text and HTML do not say the same: {unlike}"
    if any(opening in part for opening in ("{{", "{%") for part in (rendered.subject, rendered.text, rendered.html)):
        yield Status.FAULT, "a placeholder is left unfilled"
    if "<img" in rendered.html or "src=" in rendered.html or "url(" in rendered.html:
        yield Status.FAULT, "the HTML fetches something, which tells where and when it is read"
    if len(rendered.html.encode()) > MOST_BYTES_OF_HTML:
        yield Status.WARNING, f"the HTML is larger than {MOST_BYTES_OF_HTML} bytes"
    words = len(rendered.text.split())
    if sample.kind is MailKind.ACKNOWLEDGEMENT and words > MOST_WORDS_IN_ACKNOWLEDGEMENT:
        yield Status.WARNING, f"{words} words, which is more than people read"


def _greeting(composer: TemplateComposer, language: str) -> Finding:
    what = f"mail greeting, {language}"
    try:
        greeting = composer.templates.greeting_in(language)
    except TemplateError as error:
        return Finding(what=what, status=Status.FAULT, text=error.message, remedy=error.remedy)
    if greeting is not None and greeting.is_approved:
        return Finding(what=what, status=Status.OK, text=f"approved by {greeting.approved_by}, {greeting.approved_on}")
    return Finding(what=what, status=Status.OK, text="a draft, not used until staff have approved it")


def _unwritten_languages(composer: TemplateComposer, consultation: Consultation) -> Iterator[Finding]:
    for language in consultation.languages:
        if language not in composer.languages:
            yield Finding(
                what=f"consultation {consultation.key}",
                status=Status.WARNING,
                text=f"there are no mail templates in {language!r}: answers are written in {composer.language!r}",
                remedy=f"Add the folder {language} beside the one of {composer.language}.",
            )
