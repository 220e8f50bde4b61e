"""What staff say of a consultation, who is given more time, and what was written to whom about it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from fakes.consultations import LULEA
from fakes.kept_mail import NOW, SENDER, batch, decision, kept, mail, message, registration

from mailintake.domain.comment import Role
from mailintake.domain.consultation import ConsultationState
from mailintake.domain.decision import Label
from mailintake.domain.ledger import Settlement
from mailintake.domain.message import Authentication
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind, OutboxState
from mailintake.errors import NotFoundError

LATER = NOW + timedelta(days=1)
ASEN = Organisation(id=0, consultation=LULEA, name="Åsens IF", addresses=("info@asen.example",))
EXTENDED = date(2018, 10, 15)
# The end of the last day for everybody, and of the one that was granted, in Luleå.
DEADLINE, EXTENDED_ENDS = datetime(2018, 10, 1, 22, tzinfo=UTC), datetime(2018, 10, 15, 22, tzinfo=UTC)


def _letter(number: int, key: str, kind: MailKind = MailKind.INVITATION, **fields):
    return mail(number, kind, subject_key=key, **fields)


def _comment(number: int, **fields):
    """A comment whose mail and registration tell the same."""
    told = {name: fields[name] for name in fields.keys() & {"received_at"}}
    reading = message(number, **told, **{name: fields.pop(name) for name in list(fields) if name in _OF_THE_MAIL})
    return kept(number, reading, registration=registration(number, **fields), answers=(mail(number),))


_OF_THE_MAIL = {"language", "authentication"}


@pytest.fixture
def organisation(register) -> int:
    """One organisation on the list."""
    register.sync_invited(LULEA, [ASEN], NOW)
    return register.organisations(LULEA)[0].id


def test_nothing_was_said_of_a_consultation_before_somebody_has(register) -> None:
    assert register.consultation_states() == ()


def test_a_consultation_is_closed_once_and_opened_again_once(register) -> None:
    closed = [register.close_consultation(LULEA, by="Eva", now=moment) for moment in (NOW, LATER)]
    between = register.consultation_states()
    opened = [register.reopen_consultation(LULEA, by="Eva", now=LATER) for _ in range(2)]

    assert (closed, opened) == ([True, False], [True, False])
    assert between == (ConsultationState(consultation=LULEA, closed_at=NOW),)
    assert register.consultation_states() == (ConsultationState(consultation=LULEA),)
    assert register.verify() == []


def test_what_was_never_closed_is_not_opened_again(register) -> None:
    assert register.reopen_consultation(LULEA, by="Eva", now=NOW) is False
    assert register.consultation_states() == ()


def test_the_day_of_a_decision_stays_when_it_is_closed(register) -> None:
    register.note_decision(LULEA, date(2018, 12, 17), by="Eva", now=NOW)
    register.note_decision(LULEA, date(2018, 12, 18), by="Eva", now=NOW)
    register.close_consultation(LULEA, by="Eva", now=LATER)

    assert register.consultation_states() == (
        ConsultationState(consultation=LULEA, closed_at=LATER, decided_on=date(2018, 12, 18)),
    )


def test_more_time_is_stored_and_told_in_one_step(register, organisation: int) -> None:
    letter = _letter(9, "extension:1", MailKind.EXTENSION, organisation_id=organisation)
    changed = register.extend(organisation, EXTENDED, ends_at=EXTENDED_ENDS, mails=[letter], by="Eva", now=NOW)

    assert (changed, register.organisation(organisation).extended_to) == (0, EXTENDED)
    assert [each.mail.kind for each in register.outbox([], 9)] == [MailKind.EXTENSION]
    assert register.verify() == []


def test_comments_are_late_or_in_time_by_the_last_day_that_holds_for_their_organisation(
    register, organisation: int
) -> None:
    in_time, late, too_late = DEADLINE - timedelta(hours=1), DEADLINE, EXTENDED_ENDS
    for number, (received_at, theirs) in enumerate(
        [(in_time, organisation), (late, organisation), (too_late, organisation), (late, None)], start=1
    ):
        fields = {"received_at": received_at, "is_late": received_at >= DEADLINE, "organisation_id": theirs}
        register.record(batch(_comment(number, sender=f"{number}@asen.example", **fields)))

    def lateness() -> list[bool]:
        return [register.comment(registration(number).reference).is_late for number in (1, 2, 3, 4)]

    before = lateness()
    granted = register.extend(organisation, EXTENDED, ends_at=EXTENDED_ENDS, mails=[], by="Eva", now=NOW)
    after = lateness()
    taken = register.extend(organisation, None, ends_at=DEADLINE, mails=[], by="Eva", now=NOW)

    assert (before, after) == ([False, True, True, True], [False, False, True, True])
    assert (granted, taken, lateness()) == (1, 1, before)
    assert register.organisation(organisation).extended_to is None


def test_no_time_is_given_to_an_organisation_that_is_not_there_and_nothing_is_told(register, organisation: int) -> None:
    letter = _letter(9, "extension:1", MailKind.EXTENSION)
    with pytest.raises(NotFoundError):
        register.extend(organisation + 1, EXTENDED, ends_at=EXTENDED_ENDS, mails=[letter], by="Eva", now=NOW)

    assert register.outbox([], 9) == []


def test_a_letter_that_a_person_asks_for_is_queued_once_and_found_by_what_it_is_about(
    register, organisation: int
) -> None:
    letters = [
        _letter(number, f"invitation:{number}", recipient=f"{number}@asen.example", organisation_id=organisation)
        for number in (1, 2, 3)
    ]
    counts = [
        register.queue_letters(letters[:2], by="Eva", now=NOW),
        register.queue_letters(letters, by="Eva", now=NOW),
    ]
    found = register.letters({"invitation:3", "invitation:1", "invitation:9"})

    assert counts == [2, 1]
    assert [(each.subject_key, each.recipient, each.organisation_id) for each in found] == [
        ("invitation:1", "1@asen.example", organisation),
        ("invitation:3", "3@asen.example", organisation),
    ]
    assert [(each.kind, each.state, each.sent_at, each.is_bounced) for each in found] == [
        (MailKind.INVITATION, OutboxState.WAITING, None, False)
    ] * 2
    assert register.letters(()) == ()


def test_of_more_letters_than_are_asked_for_at_once_all_are_found(register) -> None:
    letters = [_letter(number, f"invitation:{number}") for number in range(1, 1203)]
    register.queue_letters(letters, by="Eva", now=NOW)

    assert len(register.letters([letter.subject_key for letter in letters])) == 1202


def test_who_has_answered_is_told_by_comment_in_the_language_of_the_mail(register, organisation: int) -> None:
    forged = {"sender": "falsk@asen.example", "authentication": Authentication.FAILED}
    register.record(
        batch(
            _comment(1, sender="Bo@Asen.example", organisation_id=organisation, language="fi", received_at=LATER),
            _comment(2, kind=Label.DECLINE, language="sv"),
            _comment(3, **forged),
        )
    )

    found = register.answerers(LULEA)

    assert [(each.address, each.organisation_id, each.language, each.authentication) for each in found] == [
        (SENDER, None, "sv", Authentication.UNKNOWN),
        ("falsk@asen.example", None, "und", Authentication.FAILED),
        ("bo@asen.example", organisation, "fi", Authentication.UNKNOWN),
    ]
    assert [each.is_dead for each in found] == [False] * 3
    assert register.answerers("kulturplan-2018") == ()


def test_a_comment_that_stands_no_more_answers_nothing(register) -> None:
    register.record(batch(_comment(1)))
    [comment] = register.comments(LULEA)
    withdrawal = registration(2, kind=Label.SUPPLEMENT, role=Role.WITHDRAWAL, joins=comment.id)
    register.record(batch(kept(2, message(2), decision(Label.SUPPLEMENT), registration=withdrawal)))

    assert register.answerers(LULEA) == ()


def test_an_address_from_which_our_answer_came_back_is_dead(register, organisation: int) -> None:
    register.record(batch(_comment(1), _comment(2, sender="info@asen.example", organisation_id=organisation)))
    bounces = (
        Settlement(message_id=mail(1).message_id, has_arrived=False, failed_address=SENDER, proof="5.1.1"),
        Settlement(message_id="<elsewhere@asen.example>", has_arrived=False, failed_address="x@asen.example"),
    )
    register.record(batch(kept(3, settlements=bounces)))

    assert [(each.address, each.is_dead) for each in register.answerers(LULEA)] == [
        (SENDER, True),
        ("info@asen.example", False),
    ]


def test_an_address_that_is_dead_for_its_organisation_is_dead(register, organisation: int) -> None:
    register.queue_letters([_letter(1, "invitation:1", recipient="info@asen.example")], by="Eva", now=NOW)
    bounce = Settlement(message_id=mail(1).message_id, has_arrived=False, failed_address="info@asen.example")
    register.record(batch(kept(2, settlements=(bounce,)), _comment(3, sender="INFO@asen.example")))

    assert [each.is_dead for each in register.answerers(LULEA)] == [True]
    assert [each.is_bounced for each in register.letters(["invitation:1"])] == [True]
