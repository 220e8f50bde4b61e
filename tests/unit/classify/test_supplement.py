"""What a mail does to an earlier comment, and which one it joins."""

from __future__ import annotations

import pytest
from fakes.consultations import LULEA
from fakes.letters import COMMENT_ID, comment, letter, sent

from mailintake.classify.letter import Letter
from mailintake.classify.supplement import Earlier, find_earlier, read_change
from mailintake.domain.history import History
from mailintake.domain.outbox import MailKind

ACKNOWLEDGEMENT = sent(MailKind.ACKNOWLEDGEMENT, "anna.berg@fripost.example")


def role(text, subject=""):
    change = read_change(Letter.of(letter(text, subject=subject)))
    return change.role.value if change else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi drar tillbaka vårt yttrande.", "withdrawal"),
        ("Jag återkallar mina synpunkter.", "withdrawal"),
        ("Bortse från vårt tidigare svar.", "withdrawal"),
        ("We would like to withdraw our comment.", "withdrawal"),
        ("Bifogat yttrande ersätter vårt tidigare svar.", "replacement"),
        ("Här kommer ett reviderat yttrande.", "replacement"),
        ("Använd den i stället för den förra.", "replacement"),
        ("Rättelse: det ska stå den 3 maj.", "correction"),
        ("I vårt svar står det 2017.", "correction"),
        ("Det blev fel i vårt yttrande.", "correction"),
        ("Här är en komplettering till vårt svar.", "addition"),
        ("Vi glömde bilagan.", "addition"),
        ("Vi vill komplettera vårt tidigare svar.", "addition"),
        ("Täydennys lausuntoomme.", "addition"),
        ("Kommunen bör dra tillbaka förslaget.", None),
        ("Vi tycker att texten behöver kompletteras.", None),
        ("Åtagandena ersätter inte lagen.", None),
    ],
)
def test_the_role_is_told_by_words_about_the_senders_own_answer(text, expected):
    assert expected == role(text)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Komplettering", "addition"),
        ("Rättelse yttrande", "correction"),
        ("Återkallelse", "withdrawal"),
        ("Reviderat yttrande", "replacement"),
        ("Yttrande", None),
    ],
)
def test_the_subject_alone_may_tell_the_role(subject, expected):
    assert expected == role("Se bilaga", subject)


def earlier(profile, message, history):
    return find_earlier(message, history, profile, profile.organisations.trace(message, history, LULEA))


def test_the_thread_points_to_the_comment_that_was_acknowledged(profile):
    history = History(replies_to=ACKNOWLEDGEMENT)
    assert Earlier(comment_id=COMMENT_ID, is_senders=True, is_pointed_to=True) == earlier(profile, letter(), history)


def test_somebody_elses_answer_to_an_acknowledgement_is_not_joined_by_machine(profile):
    message = letter(from_address="annan@hemma.example")
    assert not earlier(profile, message, History(replies_to=ACKNOWLEDGEMENT)).is_senders


def test_a_colleagues_answer_to_an_acknowledgement_goes_to_staff(profile):
    history = History(replies_to=sent(MailKind.ACKNOWLEDGEMENT, "a@ifnorrskenet.example"))
    assert not earlier(profile, letter(from_address="b@ifnorrskenet.example"), history).is_senders


@pytest.mark.parametrize(
    ("sender", "is_senders"),
    [("anna.berg@fripost.example", True), ("ANNA.BERG@fripost.example", True), ("x@y.example", False)],
)
def test_a_reference_joins_only_for_its_own_sender(profile, sender, is_senders):
    found = earlier(profile, letter(from_address=sender), History(referenced=comment()))
    assert (is_senders, True) == (found.is_senders, found.is_pointed_to)


def test_a_reference_joins_for_the_same_organisation_by_its_address(profile):
    history = History(referenced=comment("annan@hemma.example", organisation_id=3))
    assert earlier(profile, letter(from_address="info@ifnorrskenet.example"), history).is_senders


def test_a_name_in_the_signature_does_not_make_a_reference_ones_own(profile):
    history = History(referenced=comment("annan@hemma.example", organisation_id=3))
    message = letter(from_address="x@y.example", signature="Idrottsföreningen Norrskenet")
    assert not earlier(profile, message, history).is_senders


def test_the_newest_comment_of_the_sender_is_found_without_a_pointer(profile):
    history = History(comments_of_sender=(comment(),))
    assert Earlier(comment_id=COMMENT_ID, is_senders=True, is_pointed_to=False) == earlier(profile, letter(), history)


def test_among_several_comments_of_a_sender_no_machine_chooses(profile):
    history = History(comments_of_sender=(comment(), comment(id=8)))
    assert not earlier(profile, letter(), history).is_senders


@pytest.mark.parametrize(
    "history",
    [
        History(),
        History(replies_to=sent(MailKind.REMINDER)),
        History(referenced=comment(consultation="kulturplan-2018")),
        History(comments_of_sender=(comment(consultation="kulturplan-2018"),)),
    ],
)
def test_nothing_is_found_where_nothing_points_to_a_comment_on_this_consultation(profile, history):
    assert earlier(profile, letter(), history) is None
