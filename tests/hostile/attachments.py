"""Mails whose attachments are hostile: their names, and what they unpack to."""

from __future__ import annotations

import zlib

from mailmaking import attached, joined, part, text_part
from mailmaking.documents import docx, zipped

from hostile.letter import WORDS, comment

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT = b"inneh\xc3\xa5ll"


def att_traversal_windows(sender: str) -> bytes:
    return _with(sender, attached(CONTENT, r"..\\..\\windows\\system32\\cmd.exe"))


def att_rfc2231_traversal_nul(sender: str) -> bytes:
    return _with(sender, _named("filename*=utf-8''..%2F..%2Fetc%2Fpasswd%00.txt"))


def att_rlo_double_ext(sender: str) -> bytes:
    return _with(sender, _named("filename*=utf-8''svar%E2%80%AEfdp.exe"))


def att_zero_width_htaccess(sender: str) -> bytes:
    return _with(sender, _named("filename*=utf-8''%E2%80%8B.htaccess"))


def att_duplicate_names_case(sender: str) -> bytes:
    return _with(sender, attached(b"ett", "Svar.TXT"), attached(b"tva", "svar.txt"))


def att_two_names_disagree(sender: str) -> bytes:
    return _with(
        sender,
        part(
            b"MZ" + bytes(60),
            'image/png; name="bild.png"',
            headers=('Content-Disposition: attachment; filename="bild.exe"',),
        ),
    )


def zip_bomb_42_style(sender: str) -> bytes:
    inner = zipped({f"{number}.bin": bytes(1_000_000) for number in range(16)})
    for _ in range(3):
        inner = zipped({f"{number}.zip": inner for number in range(16)})
    return _with(sender, attached(inner, "42.zip", "application/zip"))


def zip_overlap_quine_style(sender: str) -> bytes:
    # Every entry of the directory points at the same bytes.
    one = zipped({"word/document.xml": bytes(8_000_000)})
    start, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    return _with(sender, attached(one[:start] + one[start:end] * 1000 + one[end:], "svar.docx"))


def docx_xxe(sender: str) -> bytes:
    return _with_xml(sender, '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;")


def docx_billion_laughs(sender: str) -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return _with_xml(sender, f"<!DOCTYPE d [{entities}]>", "&e9;")


def pdf_flate_bomb(sender: str) -> bytes:
    packed = zlib.compress(zlib.compress(bytes(100_000_000)))
    return _with(sender, attached(_pdf(packed, "/Filter[/FlateDecode/FlateDecode]"), "bomb.pdf", "application/pdf"))


def pdf_1m_operators(sender: str) -> bytes:
    packed = zlib.compress(b"q 1 0 0 1 0 0 cm Q\n" * 1_000_000)
    return _with(sender, attached(_pdf(packed, "/Filter/FlateDecode"), "svar.pdf", "application/pdf"))


def msg_outlook_magic(sender: str) -> bytes:
    return _with(sender, attached(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "brev.msg"))


def _with(sender: str, *attachments: bytes) -> bytes:
    body = joined(text_part(WORDS), *attachments, boundary="b")
    return comment(sender, body=body, content_type="multipart/mixed; boundary=b", encoding="")


def _named(name: str) -> bytes:
    return part(CONTENT, "application/octet-stream", headers=(f"Content-Disposition: attachment; {name}",))


def _with_xml(sender: str, doctype: str, text: str) -> bytes:
    xml = (
        f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{_SPACE}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
    )
    return _with(sender, attached(docx(xml=f"{xml}</w:body></w:document>".encode()), "svar.docx"))


def _pdf(stream: bytes, filters: str) -> bytes:
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        f"<</Length {len(stream)}{filters}>>\nstream\n".encode() + stream + b"\nendstream",
    )
    content = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = b"startxref\n%d\n%%%%EOF\n" % len(content)
    return content + b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer\n<</Size 5/Root 1 0 R>>\n" + start


CASES = {
    70: att_traversal_windows,
    71: att_rfc2231_traversal_nul,
    73: att_rlo_double_ext,
    74: att_zero_width_htaccess,
    76: att_duplicate_names_case,
    77: att_two_names_disagree,
    79: zip_bomb_42_style,
    80: zip_overlap_quine_style,
    82: docx_xxe,
    83: docx_billion_laughs,
    85: pdf_flate_bomb,
    86: pdf_1m_operators,
    88: msg_outlook_magic,
}
