"""Content that a part wraps in a form of its own: opaque S/MIME, OpenPGP's clear signatures, uuencoded files.

Each is opened into the parts it stands for, before anybody looks for the mail's text and attachments; what cannot be
opened stays the part that it was (RFC 8551, 3.5; RFC 9580, 7; POSIX uuencode).
"""

from __future__ import annotations

import binascii
import re
from dataclasses import replace

from mailintake.parse.charset import decode_header_bytes
from mailintake.parse.defects import Defect
from mailintake.parse.headers import Header, opening, read_header, with_line_feeds
from mailintake.parse.parameters import Parameters
from mailintake.parse.signed_data import signed_content
from mailintake.parse.structure import Allowance, Part, read_structure

MAX_OPENED = 5  # signatures around signatures
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SMIME_FILE = ".p7m"
_ENCODING = "content-transfer-encoding"

_PGP_SIGNED = b"-----BEGIN PGP SIGNED MESSAGE-----"
_PGP_SIGNATURE = b"-----BEGIN PGP SIGNATURE-----"
_PGP_END = b"-----END PGP SIGNATURE-----"

_UU_SIGN = b"begin "
_UU_BEGIN = re.compile(rb"begin [0-7]{3,4} ([^\r\n]{1,255})")
_UU_END = b"end"
_UU_LINE = re.compile(rb"[!-`][ -`]*")


def unwrap(part: Part, allowance: Allowance, opened: int = 0) -> Part:
    """Return a part with what is wrapped in it opened; the same part where nothing is."""
    if part.children:
        children = tuple(unwrap(child, allowance, opened) for child in part.children)
        is_same = all(new is old for new, old in zip(children, part.children, strict=True))
        return part if is_same else replace(part, children=children)
    if part.media_type in _SMIME or part.name.lower().endswith(_SMIME_FILE):
        return _open_signed(part, allowance, opened)
    if part.media_type == "text/plain":
        if part.data.find(_PGP_SIGNED, part.start, part.end) >= 0:
            return _open_clear_signed(part, allowance)
        if part.data.find(_UU_SIGN, part.start, part.end) >= 0:
            return _open_uuencoded(part, allowance)
    return part


def _open_signed(part: Part, allowance: Allowance, opened: int) -> Part:
    content = signed_content(part.content(allowance)) if opened < MAX_OPENED else None
    if content is None:
        if part.parameters.get("smime-type", "").lower() == "signed-data":
            allowance.defects.append(Defect.BAD_SIGNED)
        return part
    data = with_line_feeds(content)
    header, body_start = read_header(data, opening(data))
    inner = unwrap(read_structure(header, data, body_start, allowance), allowance, opened + 1)
    return replace(part, media_type="multipart/signed", children=(inner,))


def _open_clear_signed(part: Part, allowance: Allowance) -> Part:
    """Return the part without what the signature adds to its text."""
    kept: list[bytes] = []
    state = b""  # the mark that was passed last; _PGP_END: the head of the signed text has been passed
    for line in part.content(allowance).split(b"\n"):
        mark = line.rstrip()
        if state == b"" and mark == _PGP_SIGNED:
            state = _PGP_SIGNED
        elif state == _PGP_SIGNED:
            state = _PGP_END if not mark else state
        elif state == _PGP_END and mark == _PGP_SIGNATURE:
            state = _PGP_SIGNATURE
        elif state == _PGP_SIGNATURE:
            state = b"" if mark == _PGP_END else state
        else:
            # Lines that begin with a dash were sent with another before them.
            kept.append(line[2:] if state == _PGP_END and line.startswith(b"- ") else line)
    return _holding(part, b"\n".join(kept))


def _open_uuencoded(part: Part, allowance: Allowance) -> Part:
    """Return the part as a text and the files that stood in it."""
    text: list[bytes] = []
    files: list[Part] = []
    pending: list[bytes] = []  # the lines of what may be a file
    name = b""
    for line in part.content(allowance).split(b"\n"):
        bare = line.rstrip(b"\r")
        begin = None if pending else _UU_BEGIN.fullmatch(bare)
        if begin is not None and allowance.parts > 0:
            name, pending = begin[1], [line]
        elif pending and bare == _UU_END:
            allowance.parts -= 1
            files.append(_file(part, name, pending[1:]))
            pending = []
        elif pending and _is_uuencoded(bare):
            pending.append(line)
        else:
            text += [*pending, line]
            pending = []
    if not files:
        return part
    words = _holding(part, b"\n".join([*text, *pending]))
    return replace(part, media_type="multipart/mixed", children=(words, *files))


def _is_uuencoded(line: bytes) -> bool:
    # The first letter says how many bytes the line holds; some programs leave out spaces at its end, some add a letter.
    if not _UU_LINE.fullmatch(line):
        return line == b""
    length = (line[0] - 32) & 63
    return len(line) - 1 <= (length + 2) // 3 * 4 + 2


def _file(part: Part, name: bytes, lines: list[bytes]) -> Part:
    content = bytearray()
    for line in lines:
        try:
            content += binascii.a2b_uu(line.rstrip(b"\r"))
        except binascii.Error:
            # A line that is broken costs no more than itself.
            continue
    disposition = Parameters(value="attachment", named={"filename": decode_header_bytes(name)})
    return replace(
        part,
        header=Header(index={}),
        media_type="application/octet-stream",
        parameters={},
        disposition=disposition,
        data=bytes(content),
        start=0,
        end=len(content),
    )


def _holding(part: Part, content: bytes) -> Part:
    """Return a part like another, that holds this content with no encoding."""
    index = {name: values for name, values in part.header.index.items() if name != _ENCODING}
    return replace(part, header=replace(part.header, index=index), data=content, start=0, end=len(content))
