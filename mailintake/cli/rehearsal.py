"""What a dry run shows: every mail that would be kept, and every mail that would be sent."""

from __future__ import annotations

from collections.abc import Callable

from mailintake.cli.output import print_json
from mailintake.domain.message import Message
from mailintake.domain.outbox import NewMail
from mailintake.jobs.judging import Judged
from mailintake.review.words import why


def printer(language: str, *, as_json: bool) -> Callable[[Judged], None]:
    """Return a function that prints what a batch would store and send, and why in the service's language."""

    def observe(judged: Judged) -> None:
        for kept in judged.kept:
            decision = kept.decision
            subject = kept.reading.subject
            sender = kept.reading.from_address
            reason = kept.permission.text if kept.permission else "Staff decide what it is first."
            if as_json:
                print_json(
                    {
                        "would": "keep",
                        "ref": str(kept.entry.ref),
                        "from": sender,
                        "subject": subject,
                        "label": decision.label,
                        "outcome": decision.outcome,
                        "reason": decision.reason,
                        "answer": reason,
                        "read": isinstance(kept.reading, Message),
                    }
                )
            else:
                print(f"would keep {kept.entry.ref} from {sender}: {subject!r}")
                print(f"  {decision.label}, {decision.outcome}: {why(decision, language)}")
                if not kept.answers:
                    print(f"  no answer: {reason}")
            for mail in kept.answers:
                show_mail(mail, as_json=as_json)

    return observe


def show_mail(mail: NewMail, *, as_json: bool) -> None:
    """Print one mail that would be sent."""
    if as_json:
        print_json({"would": "send", "kind": mail.kind, "recipient": mail.recipient, "subject": mail.subject})
    else:
        print(f"would send {mail.kind} to {mail.recipient}: {mail.subject!r}")
