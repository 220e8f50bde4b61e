"""The list's cases of hostile header fields and character sets, a test each by its name."""

from __future__ import annotations

from dataclasses import replace

from hostile import fields
from hostile.letter import SENDER, SUBJECT, WORDS, comment
from mailmaking import OWN_ADDRESS
from mailmaking.reader import NOW, read_message

from mailintake.domain.acknowledgement import AnswerPolicy, Reason, may_acknowledge
from mailintake.domain.history import History
from mailintake.parse.defects import Defect

POLICY = AnswerPolicy(own_addresses=frozenset({OWN_ADDRESS}))
ADDRESS = "anna.aberg@luleaskidor.example"


def read(make):
    return read_message(make(SENDER))


def answered(message):
    return may_acknowledge(message, History(), POLICY)


def test_subject_half_encoded_crlf():
    message = read(fields.subject_half_encoded_crlf)
    assert message.subject == "Synpunkter om remissen Bcc: ond@ond.example"


def test_references_encoded_crlf():
    message = read(fields.references_encoded_crlf)
    assert (message.references, message.in_reply_to) == (("<a@b.example>",), ("<a@b.example>",))


def test_from_two_addresses():
    message = read(fields.from_two_addresses)
    assert (message.from_address, message.defects) == ("", (Defect.SEVERAL_FROM,))
    assert answered(message).reason is Reason.NO_SENDER


def test_from_empty_or_null():
    for sender in ("<>", ""):
        message = read_message(fields.from_empty_or_null(SENDER).replace(b"From: <>", f"From: {sender}".encode()))
        assert (message.from_address, message.text) == ("", WORDS)
        assert answered(message).reason is Reason.NO_SENDER


def test_from_display_is_address():
    message = read(fields.from_display_is_address)
    assert (message.from_address, message.from_name) == (ADDRESS, "chef@kommun.example")
    assert answered(message).recipient == ADDRESS


def test_from_cve_2023_27043():
    message = read(fields.from_cve_2023_27043)
    assert (message.from_address, message.defects) == ("", (Defect.BAD_FROM,))
    assert answered(message).reason is Reason.NO_SENDER


def test_from_header_1mb_parens():
    message = read(fields.from_header_1mb_parens)
    assert (message.from_address, message.subject, message.text) == ("", SUBJECT, WORDS)
    assert message.defects == (Defect.FIELD_CUT, Defect.BAD_FROM)


def test_raw_latin1_headers():
    assert read(fields.raw_latin1_headers).subject == "Räksmörgås: synpunkter på överenskommelsen"


def test_encoded_word_unknown_charset():
    assert read(fields.encoded_word_unknown_charset).subject == "Synpunkter å om remissen"


def test_encoded_word_nul_charset():
    assert read(fields.encoded_word_nul_charset).subject == "Synpunkter om remissen"


def test_ct_param_quoted_semicolons_100k():
    message = read(fields.ct_param_quoted_semicolons_100k)
    assert (message.text, message.defects[:2]) == (WORDS, (Defect.FIELD_CUT, Defect.BAD_PARAMETER))


def test_ct_param_quoted_semicolons_1mb():
    message = read(fields.ct_param_quoted_semicolons_1mb)
    assert (message.text, message.defects[:2]) == (WORDS, (Defect.FIELD_CUT, Defect.BAD_PARAMETER))


def test_rfc2231_nul_charset():
    assert read(fields.rfc2231_nul_charset).text == WORDS


def test_charset_param_nul():
    assert read(fields.charset_param_nul).text == WORDS


def test_charset_punycode_1mb():
    message = read(fields.charset_punycode_1mb)
    assert (message.text.startswith(WORDS), message.defects) == (True, (Defect.BAD_CHARSET,))


def test_charset_idna_1mb():
    message = read(fields.charset_idna_1mb)
    assert (message.text.startswith(WORDS), message.defects) == (True, (Defect.BAD_CHARSET,))


def test_charset_lies_latin1_as_ascii():
    assert read(fields.charset_lies_latin1_as_ascii).text == WORDS


def test_utf16_utf7_body():
    message = read(fields.utf16_utf7_body)
    assert (message.text, message.defects) == (f"{WORDS}\n+ADw-script+AD4-alert(1)", (Defect.BAD_CHARSET,))


def test_headers_100k_distinct():
    message = read(fields.headers_100k_distinct)
    assert (message.text, message.defects) == (WORDS, (Defect.TOO_MANY_FIELDS,))


def test_to_100k_recipients():
    message = read(fields.to_100k_recipients)
    assert (message.subject, message.text, message.to[0]) == (SUBJECT, WORDS, OWN_ADDRESS)
    assert Defect.FIELD_CUT in message.defects
    assert len(message.to) < 10_000
    assert answered(message).recipient == ADDRESS


def test_date_garbage_future_overflow():
    message = read(fields.date_garbage_future_overflow)
    assert (message.date, message.received_at, message.defects) == (None, NOW, (Defect.BAD_DATE,))


def test_reserved_header_names():
    message = read(fields.reserved_header_names)
    plain = read_message(comment(SENDER))
    unlike = {"sha256": plain.sha256, "size": plain.size}
    assert replace(message, **unlike) == plain


def test_message_id_reused_different_body():
    first = read_message(fields.message_id_reused_different_body(SENDER))
    other = read_message(fields.message_id_reused_different_body(SENDER) + b"Ett till.\r\n")
    assert first.message_id == other.message_id == "<samma@forening.example>"
    assert first.content_hash != other.content_hash


def test_message_id_is_our_own_ack_id():
    message = read(fields.message_id_is_our_own_ack_id)
    assert (message.text, message.message_id.startswith("<mailintake.")) == (WORDS, True)


def test_forged_references_other_case():
    message = read(fields.forged_references_other_case)
    assert (message.text, len(message.answers_to)) == (WORDS, 1)
