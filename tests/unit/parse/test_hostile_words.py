"""The list's cases of hostile words, a test each by its name: what people wrote is read, and nothing else speaks."""

from __future__ import annotations

from hostile import words
from hostile.letter import SENDER, WORDS
from mailmaking import OWN_ADDRESS
from mailmaking.reader import read_message

from mailintake.domain.acknowledgement import AnswerPolicy, Reason, may_acknowledge
from mailintake.domain.history import History
from mailintake.domain.message import Automatic
from mailintake.parse.defects import Defect

POLICY = AnswerPolicy(own_addresses=frozenset({OWN_ADDRESS}))


def read(make):
    return read_message(make(SENDER))


def answered(make):
    return may_acknowledge(read(make), History(), POLICY)


def assert_only_words(make, *shown):
    assert read(make).text.split("\n\n") == [WORDS, *shown, "Slut."]


def test_html_script_handlers():
    assert_only_words(words.html_script_handlers, "länk")


def test_html_css_exfil_svg_smil():
    assert_only_words(words.html_css_exfil_svg_smil)


def test_html_mxss():
    assert_only_words(words.html_mxss)


def test_html_meta_base_form():
    assert_only_words(words.html_meta_base_form)


def test_html_ampersands_5mb():
    message = read(words.html_ampersands_5mb)
    assert (message.text.startswith(WORDS), message.defects) == (True, (Defect.TEXT_CUT,))


def test_precedence_bulk_list():
    message = read(words.precedence_bulk_list)
    assert (message.text, message.automatic) == (WORDS, Automatic.LIST)
    assert answered(words.precedence_bulk_list).reason is Reason.LIST


def test_dsn_bounce():
    message = read(words.dsn_bounce)
    assert (message.automatic, message.reported_message_id) == (Automatic.BOUNCE, "<nagon.annans@mejl.example>")
    assert not answered(words.dsn_bounce).allowed


def test_reply_to_is_our_inbox_or_other_bot():
    message = read(words.reply_to_is_our_inbox_or_other_bot)
    assert message.reply_to == (OWN_ADDRESS,)
    assert answered(words.reply_to_is_our_inbox_or_other_bot).recipient == "anna.aberg@luleaskidor.example"


def test_x_auto_response_suppress_all():
    assert read(words.x_auto_response_suppress_all).automatic is Automatic.NONE
    assert answered(words.x_auto_response_suppress_all).reason is Reason.AUTO_RESPONSE_SUPPRESS


def test_case_number_in_subject_other_sender():
    message = read(words.case_number_in_subject_other_sender)
    assert (message.text, message.answers_to) == (WORDS, ())


def test_ticket_trick_verification_mail():
    assert answered(words.ticket_trick_verification_mail).reason is Reason.MACHINE_SENDER


def test_unicode_homoglyph_zero_width():
    message = read(words.unicode_homoglyph_zero_width)
    assert (message.from_name, message.text) == (
        "Luleå kommun[U+202E]",
        WORDS.replace("förslaget", "förslaget[U+202E]"),
    )


def test_csv_formula_log_injection():
    message = read(words.csv_formula_log_injection)
    assert (message.subject.splitlines(), message.text.splitlines()[0]) == ([message.subject], words.FORMULA)


def test_pii_personnummer():
    message = read(words.pii_personnummer)
    assert (words.PERSONAL_NUMBER in message.subject, words.PERSONAL_NUMBER in message.text) == (True, True)
