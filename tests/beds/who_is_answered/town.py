"""Bring every mail of the table through the whole service at once, and tell what came of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes

from beds.office import Office
from beds.who_is_answered.case import Case
from mailintake.demo.smtp_sink import EmbeddedSmtp
from mailintake.domain.acknowledgement import TEXTS, Reason
from mailintake.domain.decision import Label
from mailintake.domain.message import Message, Reading
from mailintake.domain.outbox import MailKind
from mailintake.jobs.decide import Verdict
from mailintake.review.desk import consultation, decide_item

# Of a larger mail only the header is read.
LARGEST = 200_000
_REASONS = {text: reason for reason, text in TEXTS.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What came of one mail."""

    reason: Reason
    sent: Counter[tuple[str, MailKind]]  # to the sender's domain, for it and what came before it
    waited_for_staff: bool


class Town:
    """A service, and a sender of its own for each case."""

    def __init__(self, office: Office, smtp: EmbeddedSmtp) -> None:
        self._office = office
        self._smtp = smtp
        self._kept = office.reasons
        office.mailbox.max_bytes = LARGEST

    def bring(self, cases: Sequence[Case]) -> list[Seen]:
        """Let every mail of every case come, step by step; tell what came of each."""
        senders = [sender_of(case, number) for number, case in enumerate(cases)]
        reasons: list[Reason] = [Reason.NOT_FOR_US] * len(cases)
        waited = [False] * len(cases)
        for step in range(max(len(case.steps) for case in cases)):
            coming = {
                index: case.steps[step].mail(me=senders[index], step=step, ours=self._last_to(senders[index]))
                for index, case in enumerate(cases)
                if step < len(case.steps)
            }
            for index, original in coming.items():
                for one in (*_crowd(cases[index], senders[index], step), original):
                    self._office.receive(one, at=cases[index].at)
            self._office.service.poll()
            for index, original in coming.items():
                name = f"<{step}@{domain_of(senders[index])}>"
                waited[index] = name in self._kept and self._kept[name] is None
                reasons[index] = self._reason(name, original)
            self._office.service.deliver()
        sent = self.all_sent()
        return [
            Seen(reason=reason, sent=_to_domain(sent, domain_of(sender)), waited_for_staff=has_waited)
            for sender, reason, has_waited in zip(senders, reasons, waited, strict=True)
        ]

    def all_sent(self) -> Counter[tuple[str, MailKind]]:
        """Return every mail that went out, by recipient and kind."""
        kinds = {each.mail.message_id: each.mail.kind for each in self._office.service.register.outbox((), 10_000)}
        return Counter(
            (to, kinds[str(message_from_bytes(mail.content)["Message-ID"])])
            for mail in self._smtp.mails
            for to in mail.recipients
        )

    def _reason(self, name: str, original: bytes) -> Reason:
        """Return why a mail is answered or not; staff take what waits for them for a comment."""
        service = self._office.service
        if name not in self._kept:
            permission = service.inspect(original).permission
            assert permission is not None
            # Whatever the rules say, what was left alone is not answered.
            return Reason.NOT_FOR_US if permission.allowed else permission.reason
        reason = self._kept[name]
        if reason is not None:
            return reason
        (item,) = (each for each in service.register.waiting() if _name_of(each.reading) == name)
        about = consultation(service, self._office.consultation)
        _, text = decide_item(service, item.id, Verdict(label=Label.COMMENT, consultation=about, by="Karin"))
        return _REASONS[text]

    def _last_to(self, address: str) -> str:
        sent = [mail for mail in self._smtp.mails if address in mail.recipients]
        return str(message_from_bytes(sent[-1].content)["Message-ID"]) if sent else ""


def sender_of(case: Case, number: int) -> str:
    """Return who sends the mails of the case that stands so far down the table."""
    return case.me or f"anna@forening{number}.example"


def expected_of(case: Case, number: int) -> Counter[tuple[str, MailKind]]:
    """Return the mails that a case must bring about, and no others: by recipient and kind."""
    me = sender_of(case, number)
    to = [each.replace("{me}", me).replace("{domain}", domain_of(me)) for each in case.answered]
    to += [_member(me, index) for index in range(case.crowd)]
    expected = Counter((each, MailKind.ACKNOWLEDGEMENT) for each in to)
    if case.is_reminded:
        expected[me, MailKind.REMINDER] = 1
    return expected


def domain_of(address: str) -> str:
    """Return the domain of an address."""
    return address.rpartition("@")[2]


def _name_of(reading: Reading) -> str:
    assert isinstance(reading, Message)
    return reading.message_id


def _to_domain(sent: Counter[tuple[str, MailKind]], domain: str) -> Counter[tuple[str, MailKind]]:
    suffixes = (f"@{domain}", f".{domain}")
    return Counter({key: count for key, count in sent.items() if key[0].lower().endswith(suffixes)})


def _member(me: str, index: int) -> str:
    return f"medlem{index}@{domain_of(me)}"


def _crowd(case: Case, me: str, step: int) -> Iterator[bytes]:
    for number in range(case.crowd if step + 1 == len(case.steps) else 0):
        other = _member(me, number)
        yield replace(case, fields=f"Message-ID: <{number}.medlem@{{domain}}>").mail(me=other, step=step, ours="")
