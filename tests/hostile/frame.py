"""Mails whose frame is hostile: the header as a block, line ends, parts, nesting."""

from __future__ import annotations

from mailmaking import joined, part, text_part, transfer

from hostile.letter import BODY, WORDS, comment, head

_TEXT = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + BODY


def empty_message(_sender: str) -> bytes:
    return b""


def only_headers(sender: str) -> bytes:
    return head(sender).removesuffix(b"\r\n")


def garbage_line_in_headers(sender: str) -> bytes:
    fields = head(sender).replace(b"Subject:", b"detta ar inget brevhuvud\r\nSubject:", 1)
    return fields + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + BODY


def space_before_colon(sender: str) -> bytes:
    return comment(sender).replace(b"\nFrom:", b"\nFrom :", 1)


def bare_cr(sender: str) -> bytes:
    return comment(sender, body=BODY.replace(b". ", b".\r"))


def bare_cr_header_smuggle(sender: str) -> bytes:
    return comment(sender, headers=(("X-Slinga", "a\rReply-To: ond@ond.example\rBcc: ond@ond.example"),))


def truncated_in_nested_multipart(sender: str) -> bytes:
    inner = b'Content-Type: multipart/alternative; boundary="inre"\r\n\r\n--inre\r\n' + _TEXT + b"--inre\r\nContent-Ty"
    return comment(sender, body=b"--yttre\r\n" + inner, content_type='multipart/mixed; boundary="yttre"', encoding="")


def rfc822_root_inner_no_start_boundary(sender: str) -> bytes:
    inner = head(sender) + b'Content-Type: multipart/mixed; boundary="inre"\r\n\r\n' + BODY + b"--inre--\r\n"
    return comment(sender, body=inner, content_type="message/rfc822", encoding="")


def same_boundary_nested(sender: str) -> bytes:
    inner = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n' + _TEXT + b"--b--\r\n"
    return comment(
        sender, body=b"--b\r\n" + inner + b"--b--\r\n", content_type='multipart/mixed; boundary="b"', encoding=""
    )


def empty_boundary(sender: str) -> bytes:
    return comment(
        sender, body=b"--\r\n" + _TEXT + b"----\r\n", content_type='multipart/mixed; boundary=""', encoding=""
    )


def multipart_with_base64_cte(sender: str) -> bytes:
    parts = joined(text_part(WORDS), boundary="b")
    return comment(sender, body=parts, content_type="multipart/mixed; boundary=b", encoding="base64")


def nested_100(sender: str) -> bytes:
    return _nested(sender, 100)


def nested_10000(sender: str) -> bytes:
    return _nested(sender, 10_000)


def rfc822_nested_1000(sender: str) -> bytes:
    return comment(
        sender,
        body=b"Subject: x\r\nContent-Type: message/rfc822\r\n\r\n" * 1000 + head(sender) + _TEXT,
        content_type="message/rfc822",
        encoding="",
    )


def flat_100000_parts(sender: str) -> bytes:
    body = b"--b\r\n" + _TEXT + b"--b\r\n\r\nx\r\n" * 100_000 + b"--b--\r\n"
    return comment(sender, body=body, content_type="multipart/mixed; boundary=b", encoding="")


def attachment_nest_amplification(sender: str) -> bytes:
    # Each level says that it is an attachment, so a reader that copies what it attaches copies all below it again.
    level = b"Subject: x\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename=a.eml\r\n\r\n"
    nest = level * 200 + b"Subject: innerst\r\n\r\n" + b"x" * 5_000_000
    body = b"--b\r\n" + _TEXT + b"--b\r\n" + level + nest + b"\r\n--b--\r\n"
    return comment(sender, body=body, content_type="multipart/mixed; boundary=b", encoding="")


BINARY = bytes(range(256)) * 8


def binary_part_without_name(sender: str) -> bytes:
    body = joined(text_part(WORDS), part(BINARY, "application/x-okand"), boundary="b")
    return comment(sender, body=body, content_type="multipart/mixed; boundary=b", encoding="")


def body_only_named_text(sender: str) -> bytes:
    return comment(
        sender, content_type='text/plain; charset=utf-8; name="svar.txt"', headers=(("Content-Disposition", "inline"),)
    )


def message_partial(sender: str) -> bytes:
    return comment(
        sender, body=head(sender) + b"\r\n" + BODY, content_type='message/partial; id="a"; number=1; total=2'
    )


def message_external_body(sender: str) -> bytes:
    field = 'message/external-body; access-type=URL; URL="http://127.0.0.1:9/hemligt"'
    body = joined(text_part(WORDS), part(b"Content-Type: text/plain\r\n\r\n", field, encoding="7bit"), boundary="b")
    return comment(sender, body=body, content_type="multipart/mixed; boundary=b", encoding="")


def smime_opaque_and_pgp(sender: str) -> bytes:
    field = "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"
    return comment(sender, body=transfer(b"\x30\x82" + BINARY, "base64"), content_type=field, encoding="base64")


def calendar_invite(sender: str) -> bytes:
    event = (
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@x.example\r\nSUMMARY:Dialogmöte\r\n"
        f"ORGANIZER:mailto:{sender}\r\nDTSTART:20180920T160000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    invitation = part(event.encode(), "text/calendar; charset=utf-8; method=REQUEST")
    body = joined(text_part(WORDS), invitation, boundary="b")
    return comment(sender, body=body, content_type="multipart/mixed; boundary=b", encoding="")


def _nested(sender: str, depth: int) -> bytes:
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level) for level in range(depth)
    )
    closing = b"".join(b"\r\n--b%d--\r\n" % level for level in reversed(range(depth)))
    return head(sender) + opening + _TEXT + closing


CASES = {
    1: empty_message,
    2: only_headers,
    4: garbage_line_in_headers,
    5: space_before_colon,
    7: bare_cr,
    8: bare_cr_header_smuggle,
    10: truncated_in_nested_multipart,
    11: rfc822_root_inner_no_start_boundary,
    13: same_boundary_nested,
    14: empty_boundary,
    16: multipart_with_base64_cte,
    17: nested_100,
    19: nested_10000,
    20: rfc822_nested_1000,
    22: flat_100000_parts,
    23: attachment_nest_amplification,
    25: binary_part_without_name,
    26: body_only_named_text,
    28: message_partial,
    29: message_external_body,
    31: smime_opaque_and_pgp,
    32: calendar_invite,
}
