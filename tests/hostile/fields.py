"""Mails whose header fields or character sets are hostile."""

from __future__ import annotations

from mailmaking import OWN_ADDRESS

from hostile.letter import BODY, WORDS, comment

_STRANGER = "ond@ond.example"


def subject_half_encoded_crlf(sender: str) -> bytes:
    return _with_subject(sender, f"Synpunkter om remissen =?UTF-8?Q?=0D=0A?=Bcc: {_STRANGER}".encode())


def references_encoded_crlf(sender: str) -> bytes:
    value = f"<a@b.example> =?UTF-8?Q?=0D=0A?=Bcc: {_STRANGER}"
    return comment(sender, headers=(("References", value), ("In-Reply-To", value)))


def from_two_addresses(sender: str) -> bytes:
    return comment("", headers=(("From", f"{_STRANGER}, {_address(sender)}"),))


def from_empty_or_null(_sender: str) -> bytes:
    return comment("", headers=(("From", "<>"),))


def from_display_is_address(sender: str) -> bytes:
    return comment(f'"chef@kommun.example" <{_address(sender)}>')


def from_cve_2023_27043(sender: str) -> bytes:
    return comment(f"alice@kommun.example)<{_address(sender)}>")


def from_header_1mb_parens(sender: str) -> bytes:
    return comment("(" * 1_000_000 + f" {_address(sender)}")


def raw_latin1_headers(sender: str) -> bytes:
    return _with_subject(sender, "Räksmörgås: synpunkter på överenskommelsen".encode("latin-1"))


def encoded_word_unknown_charset(sender: str) -> bytes:
    return _with_subject(sender, b"=?x-okand?q?Synpunkter_=E5?= om remissen")


def encoded_word_nul_charset(sender: str) -> bytes:
    return _with_subject(sender, b"=?utf\0-8?q?Synpunkter?= om remissen")


def ct_param_quoted_semicolons_100k(sender: str) -> bytes:
    return comment(sender, content_type='text/plain; a="' + ";" * 100_000 + '"')


def ct_param_quoted_semicolons_1mb(sender: str) -> bytes:
    return comment(sender, content_type='text/plain; a="' + ";" * 1_000_000 + '"')


def rfc2231_nul_charset(sender: str) -> bytes:
    return comment(sender, content_type="text/plain; charset=utf-8; name*=a\0b'sv'x%00y")


def charset_param_nul(sender: str) -> bytes:
    return comment(sender, content_type='text/plain; charset="utf\0-8"')


def charset_punycode_1mb(sender: str) -> bytes:
    return comment(sender, content_type="text/plain; charset=punycode", body=BODY + b"a" * 1_000_000 + b"-b")


def charset_idna_1mb(sender: str) -> bytes:
    return comment(sender, content_type="text/plain; charset=idna", body=BODY + b"a." * 500_000)


def charset_lies_latin1_as_ascii(sender: str) -> bytes:
    return comment(sender, content_type="text/plain; charset=us-ascii", body=WORDS.encode("latin-1"))


def utf16_utf7_body(sender: str) -> bytes:
    return comment(sender, content_type="text/plain; charset=utf-7", body=BODY + b"+ADw-script+AD4-alert(1)")


def headers_100k_distinct(sender: str) -> bytes:
    return comment(sender, headers=[(f"X-{number}", "a") for number in range(100_000)])


def to_100k_recipients(sender: str) -> bytes:
    others = ", ".join(f"n{number}@hemma.example" for number in range(100_000))
    return comment(sender, to=f"{OWN_ADDRESS}, {others}")


def date_garbage_future_overflow(sender: str) -> bytes:
    return comment(sender, date="Thu, 99 Foo 99999 25:61:61 +9999")


RESERVED = (
    "X-Mailintake-Label: comment",
    "X-Mailintake-Outcome: act",
    "X-Mailintake-Reference: LOK-1",
    "Defects: none",
    "Received_At: 2018-09-30",
    "__class__: Unreadable",
    "Sha256: 0",
    "Own_Text: Vi avstyrker.",
)


def reserved_header_names(sender: str) -> bytes:
    fields = [tuple(field.split(": ", 1)) for field in RESERVED]
    return comment(sender, headers=fields)


def message_id_reused_different_body(sender: str) -> bytes:
    return comment(sender, message_id="<samma@forening.example>")


def message_id_is_our_own_ack_id(sender: str) -> bytes:
    return comment(sender, message_id="<mailintake.000000000000000000000001.000000000000000000000002@lulea.se>")


def forged_references_other_case(sender: str) -> bytes:
    forged = "<mailintake.000000000000000000000001.000000000000000000000002@lulea.se>"
    return comment(sender, headers=(("In-Reply-To", forged), ("References", forged)))


def _with_subject(sender: str, raw: bytes) -> bytes:
    return comment(sender, subject="HERE").replace(b"HERE", raw, 1)


def _address(sender: str) -> str:
    return sender.rpartition("<")[2].rstrip(">")


CASES = {
    34: subject_half_encoded_crlf,
    35: references_encoded_crlf,
    37: from_two_addresses,
    38: from_empty_or_null,
    40: from_display_is_address,
    41: from_cve_2023_27043,
    43: from_header_1mb_parens,
    44: raw_latin1_headers,
    46: encoded_word_unknown_charset,
    47: encoded_word_nul_charset,
    49: ct_param_quoted_semicolons_100k,
    50: ct_param_quoted_semicolons_1mb,
    52: rfc2231_nul_charset,
    53: charset_param_nul,
    55: charset_punycode_1mb,
    56: charset_idna_1mb,
    58: charset_lies_latin1_as_ascii,
    59: utf16_utf7_body,
    61: headers_100k_distinct,
    62: to_100k_recipients,
    64: date_garbage_future_overflow,
    65: reserved_header_names,
    67: message_id_reused_different_body,
    68: message_id_is_our_own_ack_id,
    103: forged_references_other_case,
}
