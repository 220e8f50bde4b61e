"""Bytes to text: an allow-list of character sets, UTF-8 and Windows-1252 where the label is missing or wrong.

Python looks up any codec a name asks for, also ones that are no character sets or take quadratic time (punycode, idna),
so a sender's name is only ever looked up in the list here. UTF-7 is left out on purpose: it hides mark-up.
"""

from __future__ import annotations

import re

_SINGLE_BYTE = (
    "iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-9 iso-8859-10 iso-8859-11 "
    "iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16 windows-1250 windows-1251 windows-1253 windows-1254 windows-1255 "
    "windows-1256 windows-1257 windows-1258 koi8-r koi8-u mac-roman cp437 cp850 cp865"
)
_MULTI_BYTE = "gb2312 gbk gb18030 big5 euc-jp euc-kr shift_jis utf-16 utf-16-le utf-16-be"
_CODECS = {name: name for name in (_SINGLE_BYTE + " " + _MULTI_BYTE).split()}
# What senders call ISO-8859-1 is Windows-1252 wherever the two differ (WHATWG Encoding Standard).
_CODECS.update(
    {
        "utf-8": "utf-8",
        "us-ascii": "cp1252",
        "iso-8859-1": "cp1252",
        "windows-1252": "cp1252",
        "iso-2022-jp": "iso-2022-jp",
    }
)
_ALIASES = {
    "ascii": "us-ascii",
    "ansi_x3.4-1968": "us-ascii",
    "646": "us-ascii",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "latin1": "iso-8859-1",
    "latin-1": "iso-8859-1",
    "iso8859-1": "iso-8859-1",
    "iso_8859-1": "iso-8859-1",
    "iso-8859-1-i": "iso-8859-1",
    "latin-9": "iso-8859-15",
    "iso8859-15": "iso-8859-15",
    "iso-8859-8-i": "iso-8859-8",
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
    "cp1253": "windows-1253",
    "cp1254": "windows-1254",
    "cp1257": "windows-1257",
    "ks_c_5601-1987": "euc-kr",
    "gb_2312-80": "gb2312",
    "x-gbk": "gbk",
    "sjis": "shift_jis",
    "x-sjis": "shift_jis",
    "macintosh": "mac-roman",
    "ibm437": "cp437",
    "ibm850": "cp850",
    "ibm865": "cp865",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
# Their bytes may all be ASCII and yet mean something else.
_STATEFUL = frozenset({"iso-2022-jp", "utf-16", "utf-16-le", "utf-16-be"})
# Labels under which UTF-8 is often sent, and whose own bytes practically never make up valid UTF-8.
_WESTERN = frozenset({"utf-8", "cp1252", "iso-8859-15", "mac-roman"})

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\ufffe\uffff]+")
_BROKEN = re.compile("\ufffd")
_BEYOND_ASCII = re.compile("[\u0080-\ufffc\U00010000-\U0010ffff]")


def decode(data: bytes, charset: str = "") -> tuple[str, bool]:
    """Return text for bytes and whether the label could be taken at its word; never raises."""
    codec = _codec(charset)
    if data.isascii() and codec not in _STATEFUL:
        return data.decode("ascii"), "utf-7" not in charset.lower()
    if codec and codec not in _WESTERN:
        try:
            return data.decode(codec), True
        except UnicodeError:
            pass
    try:
        return data.decode("utf-8"), codec in _WESTERN
    except UnicodeError:
        pass
    return _guess(data, codec)


def decode_header_bytes(data: bytes) -> str:
    """Return text for raw header bytes: UTF-8 (RFC 6532), else Windows-1252."""
    if data.isascii():
        return data.decode("ascii")
    return decode(data)[0]


def clean(text: str) -> str:
    """Return text that every store and page takes: without NUL, other controls but tab and newline, and surrogates."""
    if not _CONTROLS.search(text):
        return text
    # A no-break control (U+0085, next line) is a line end to some, so it must not glue two words together.
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\x0c", "\n"))


def _codec(charset: str) -> str:
    name = charset.strip().lower().replace("_", "-") if charset else ""
    return _CODECS.get(name) or _CODECS.get(_ALIASES.get(charset.strip().lower(), _ALIASES.get(name, "")), "")


def _guess(data: bytes, codec: str) -> tuple[str, bool]:
    # Text with a few broken bytes keeps its letters as UTF-8; text in another character set has next to no valid UTF-8.
    text = data.decode("utf-8", "replace")
    if len(_BEYOND_ASCII.findall(text)) > len(_BROKEN.findall(text)):
        return text, False
    if codec and codec not in _WESTERN:
        return data.decode(codec, "replace"), False
    is_labelled = codec not in ("", "utf-8")
    return data.decode(codec if is_labelled else "cp1252", "replace"), is_labelled
