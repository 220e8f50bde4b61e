"""Whatever strangers and staff write, a mail of ours has the header fields that we put there, and no others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from beds.hostile_strings import PRODUCT, HostileStrings
from fakes.consultations import STOCKHOLM, lulea
from fakes.examples import IS_THOROUGH
from fakes.letters import attachment, comment, letter

from mailintake.domain.alert import Alert, AlertCode
from mailintake.domain.announcement import Announcement, Meeting
from mailintake.domain.comment import Role, Stance
from mailintake.domain.consultation import Consultation
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.digest import CommentLine, ConsultationFigures, Digest, Reconciliation, TrayLine
from mailintake.domain.ledger import Registration
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind, NewMail
from mailintake.domain.reminder import ReminderRound
from mailintake.errors import UnsafeHeaderError
from mailintake.notify.compose import TemplateComposer

# In portions, so that several workers share them.
PORTIONS = 12
MAILS = 60_000 if IS_THOROUGH else 3_000
NOW = datetime(2018, 9, 20, 12, 6, tzinfo=UTC)
COMMON = ["From", "To", "Subject", "Date", "Message-ID"]
CLOSING = ["Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language", "MIME-Version", "Content-Type"]
THREADS = ([], ["References"], ["In-Reply-To", "References"])
PLAIN = "anna.berg@forening.example"
MARKS = {MailKind.ACKNOWLEDGEMENT: "auto-replied"}
OF_A_TEXT = ["Content-Type", "Content-Transfer-Encoding"]
OF_A_FILE = ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding"]
# What no template of ours has.
_MARKUP = re.compile(r"<[\s/]*(?:script|img|iframe|form|object|embed|svg)\b", re.IGNORECASE)
_NAME = re.compile(rb"([!-9;-~]+):")


@dataclass(frozen=True, kw_only=True, slots=True)
class Hostile:
    """A source of strings, and what is written with them."""

    strings: HostileStrings
    composer: TemplateComposer
    consultation: Consultation
    organisation: Organisation

    def compose(self, kind: MailKind, to: str) -> NewMail:
        """Compose a mail of a kind. Raises UnsafeHeaderError where no mail can go to the address."""
        make = {
            MailKind.ACKNOWLEDGEMENT: self._acknowledgement,
            MailKind.INVITATION: lambda to: self.composer.invitation(self.consultation, self.organisation, to, NOW),
            MailKind.REGISTERED: self._registered,
            MailKind.REMINDER: self._reminder,
            MailKind.EXTENSION: lambda to: self.composer.extension(self.consultation, self.organisation, to, NOW),
            MailKind.DECISION: self._decision,
            MailKind.DIGEST: self._digest,
            MailKind.ALERT: self._alert,
        }
        return make[kind](to)

    def _acknowledgement(self, to: str) -> NewMail:
        text, message_id = self.strings.text, self.strings.message_id
        message = letter(
            text(),
            subject=text(),
            from_name=text(),
            from_address=to,
            message_id=message_id(),
            in_reply_to=(message_id(),),
            references=tuple(message_id() for _ in range(20)),
            language=text()[:3],
            attachments=tuple(attachment(text(), is_readable=False) for _ in range(6)),
        )
        decision = Decision(
            label=Label.COMMENT,
            outcome=Outcome.ACT,
            reason=text(),
            explanation=text(),
            probability=0.9,
            consultation=self.consultation.key,
        )
        registration = Registration(
            consultation=self.consultation.key,
            kind=Label.COMMENT,
            role=Role.ORIGINAL,
            reference="LÖK-7F3-KQ2",
            joins=None,
            sender=to,
            organisation_id=7,
            organisation_name=text(),
            received_at=NOW,
            is_late=False,
            stance=Stance.OPPOSES,
        )
        return self.composer.acknowledgement(message, decision, registration, to, NOW)

    def _registered(self, to: str) -> NewMail:
        # A diary number has come out of the register, and no database takes a lone surrogate.
        number = self.strings.text().encode(errors="replace").decode()
        named = comment(to, diary_number=number, organisation_name=self.strings.text())
        return self.composer.registered(self.consultation, named, self.strings.text()[:2], to, NOW)

    def _reminder(self, to: str) -> NewMail:
        round_ = ReminderRound(consultation=self.consultation.key, days_before=14, due_at=NOW, is_last=False)
        return self.composer.reminder(self.consultation, self.organisation, round_, to, NOW)

    def _decision(self, to: str) -> NewMail:
        text = self.strings.text
        meeting = Meeting(starts_at=NOW, ends_at=NOW + timedelta(hours=2), place=text())
        announcement = Announcement(
            decided_on=date(2018, 12, 17), decision=text(), url=self.strings.url(), meeting=meeting
        )
        return self.composer.decision(self.consultation, announcement, self.organisation, to, NOW, has_answered=True)

    def _digest(self, to: str) -> NewMail:
        text = self.strings.text
        line = CommentLine(
            reference="LÖK-7F3-KQ2",
            organisation=text(),
            received_at=NOW,
            is_late=True,
            stance=Stance.UNCLEAR,
            kind="comment",
            role="original",
        )
        waiting = TrayLine(
            item_id=1,
            received_at=NOW,
            label="comment",
            reason="uncertain",
            organisation=text(),
            is_held=False,
            is_records_request=True,
        )
        figures = ConsultationFigures(
            key=self.consultation.key,
            title=text(),
            last_day=date(2018, 10, 1),
            days_left=11,
            is_deadline_on_weekend=False,
            new=(line, line),
            comments=2,
            invited=3,
            answered=1,
            declined=0,
            silent=(text(), text()),
        )
        digest = Digest(
            day=date(2018, 9, 20),
            since=NOW - timedelta(days=1),
            until=NOW,
            is_delayed=False,
            consultations=(figures,),
            tray=(waiting, waiting),
            sending_unknown=1,
            sending_failed=1,
            bounced=(text(),),
            suppressed=(("sender_cap", 3),),
            seen=9,
            left=5,
            held=0,
            reconciliations=(Reconciliation(folder=text(), at=NOW, in_mailbox=9, unseen=0, kept=4, left=5, gone=0),),
            last_poll_at=NOW,
        )
        return self.composer.digest(digest, to, NOW)

    def _alert(self, to: str) -> NewMail:
        alert = Alert(code=AlertCode.MAILBOX_UNREACHABLE, folder=self.strings.text(), unread_since=NOW)
        return self.composer.alert(alert, to, NOW)


@cache
def _composer() -> TemplateComposer:
    return TemplateComposer(
        template_folders=[Path(__file__).parents[3] / "templates" / "mail"],
        service_name="Luleå kommun",
        sender="Luleå kommun <lulea.kommun@lulea.se>",
        zone=STOCKHOLM,
        base_url="https://granska.kommun.example",
        secret=b"the secret of an installation ...",
        consultations={lulea().key: lulea()},
    )


def _hostile(seed: int) -> Hostile:
    strings = HostileStrings(seed)
    text, shipped = strings.text, lulea()
    consultation = replace(
        shipped,
        title=text(),
        title_by_language={},
        diary_number=text(),
        decided_by=text(),
        next_steps=text(),
        proposal_url=strings.url(),
        privacy_url=strings.url(),
        contact=replace(shipped.contact, name=text(), email=text(), phone=text()),
    )
    composer = _composer()
    composer.consultations = {consultation.key: consultation}
    organisation = Organisation(
        id=7, consultation=consultation.key, name=text(), language=text()[:2], extended_to=date(2018, 10, 8)
    )
    return Hostile(strings=strings, composer=composer, consultation=consultation, organisation=organisation)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("portion", range(PORTIONS))
def test_no_value_adds_ends_or_hides_a_field(portion: int, tell_figure: Callable[[str], None]) -> None:
    counts: Counter[str] = Counter()
    kinds = list(MailKind)
    for seed in range(portion, MAILS, PORTIONS):
        kind = kinds[seed // PORTIONS % len(kinds)]
        hostile = _hostile(seed)
        try:
            mail = hostile.compose(kind, hostile.strings.address())
        except UnsafeHeaderError:
            counts["addresses refused"] += 1
            mail = hostile.compose(kind, PLAIN)
        counts[kind] += 1
        assert _faults(mail) == [], f"seed {seed}"

    assert set(kinds) <= set(counts)
    tell_figure(f"0 injected fields in {MAILS // PORTIONS} mails: {dict(sorted(counts.items()))}")


def _faults(mail: NewMail) -> list[str]:
    """Return what is wrong with a mail as it would be sent, by its bytes and by the standard library's two parsers."""
    raw = mail.content
    block, _, _ = raw.partition(b"\r\n\r\n")
    names = [_NAME.match(line) for line in block.split(b"\r\n") if line[:1] not in {b" ", b"\t"}]
    written = [name[1].decode() if name else "?" for name in names]
    parsed = message_from_bytes(raw, policy=policy.compat32)
    # The header alone: reading the parts once more takes most of the time.
    modern = BytesHeaderParser(policy=policy.default).parsebytes(block)
    parts = [part for part in parsed.walk() if part is not parsed and not part.is_multipart()]
    threads = THREADS if mail.kind is MailKind.ACKNOWLEDGEMENT else ([],)
    faults = {
        "fields": written not in [[*COMMON, *thread, *CLOSING] for thread in threads],
        "old parser": parsed.keys() != written,
        "new parser": modern.keys() != written,
        "defects": bool(parsed.defects or modern.defects),
        "addresses": [each.addr_spec for each in modern["From"].addresses] != ["lulea.kommun@lulea.se"],
        "recipient": parsed["To"] != f"<{mail.recipient}>" and mail.recipient.isascii(),
        "marks": parsed["Auto-Submitted"] != MARKS.get(mail.kind, "auto-generated"),
        "part": any(part.keys() not in (OF_A_TEXT, OF_A_FILE) for part in parts),
        "parts": [part.get_content_type() for part in parts][:2] != ["text/plain", "text/html"],
        "files": [part.get_filename() for part in parts[2:]] not in ([], ["dialogtraff.ics"]),
        "bare line end": re.search(rb"(?<!\r)\n|\r(?!\n)|\0", raw) is not None,
        "long line": max(map(len, raw.split(b"\r\n"))) > 998,
        "decoded": any(len(_decoded(value).splitlines()) > 1 for value in parsed.values()),
        "markup": _has_foreign_markup(_text(parts[1])),
        "template": any(PRODUCT in _text(part) for part in parts) or PRODUCT in _decoded(parsed["Subject"]),
    }
    return [name for name, is_wrong in faults.items() if is_wrong]


def _decoded(value: object) -> str:
    unfolded = re.sub(r"\r\n(?=[ \t])", "", str(value))
    return str(make_header(decode_header(unfolded)))


def _text(part: object) -> str:
    return part.get_payload(decode=True).decode()  # type: ignore[attr-defined]


def _has_foreign_markup(html: str) -> bool:
    if not _MARKUP.search(html):
        return False
    # It may stand in an attribute, where it is no tag: only a parser can tell.
    tags: list[str] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, _attributes: tags.append(f"<{tag}")  # type: ignore[method-assign]
    reader.feed(html)
    return any(map(_MARKUP.fullmatch, tags))
