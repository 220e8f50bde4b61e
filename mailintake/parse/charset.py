"""Bytes to text: an allow-list of character sets, UTF-8 and Windows-1252 where the label is missing or wrong.

Python looks up any codec a name asks for, also ones that are no character sets or take quadratic time (punycode, idna),
so a sender's name is only ever looked up in the list here. UTF-7 is left out on purpose: it hides mark-up.
"""

from __future__ import annotations

import re

from mailintake.parse.mojibake import repair

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
# Other names of theirs, without what is neither letter nor digit: senders set hyphens and spaces as they please.
_ALIASES = {
    "ascii": "us-ascii",
    "ansix341968": "us-ascii",
    "646": "us-ascii",
    "7bit": "us-ascii",
    "utf8mb4": "utf-8",
    "utf8utf8": "utf-8",
    "unicode": "utf-8",
    "unicode11utf8": "utf-8",
    "unicode20utf8": "utf-8",
    "latin1": "iso-8859-1",
    "l1": "iso-8859-1",
    "isolatin1": "iso-8859-1",
    "88591": "iso-8859-1",
    "iso88591i": "iso-8859-1",
    "iso88591windows31latin1": "iso-8859-1",
    "ansi": "windows-1252",
    "win1252": "windows-1252",
    "latin9": "iso-8859-15",
    "885915": "iso-8859-15",
    "latin0": "iso-8859-15",
    "iso88598i": "iso-8859-8",
    "ksc56011987": "euc-kr",
    "gb231280": "gb2312",
    "xgbk": "gbk",
    "sjis": "shift_jis",
    "xsjis": "shift_jis",
    "macintosh": "mac-roman",
    "mac": "mac-roman",
    "xmacroman": "mac-roman",
    "ibm437": "cp437",
    "ibm850": "cp850",
    "ibm865": "cp865",
    **{f"cp{number}": f"windows-{number}" for number in range(1250, 1259)},
    **{f"xcp{number}": f"windows-{number}" for number in range(1250, 1259)},
}
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_CODEC_BY_LETTERS = {_NO_LETTER.sub("", name): codec for name, codec in _CODECS.items()}
_CODEC_BY_LETTERS.update({name: _CODECS[known] for name, known in _ALIASES.items()})
_MAX_NAME = 80
# Their bytes may all be ASCII and yet mean something else.
_STATEFUL = frozenset({"iso-2022-jp", "utf-16", "utf-16-le", "utf-16-be"})
# Labels under which UTF-8 is often sent, and whose own bytes practically never make up valid UTF-8.
_WESTERN = frozenset({"utf-8", "cp1252", "iso-8859-15", "mac-roman"})

# How every letter beyond ASCII begins in UTF-8: bytes that hold no such pair hold no such letter.
_UTF_8_LETTER = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_UTF_8_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_MARKS_BEGIN = (b"\xef", b"\xff", b"\xfe")
_LOOKED_AT = 4096
_LEAST_UTF_16 = 8  # bytes in which two zeros are no accident
_META = re.compile(rb"<meta\s[^<>]{0,200}?charset\s*=\s*[\"']?([\w:.-]{1,40})", re.IGNORECASE)
# Single Windows-1252 letters that turn up in the midst of UTF-8, where a server put its footer below a mail.
_STRAYS = {letter.encode("cp1252")[0]: letter for letter in "åäöÅÄÖéÉüÜøØæÆ’‘“”–—…€§°½"}
_STRAY = re.compile("[\udc80-\udcff]")

_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\ufffe\uffff"
    "\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"
)
# They turn what follows them: shown, for what is turned says something else than it seems to.
_TURNING = {"\u202d": "[U+202D]", "\u202e": "[U+202E]"}
_BROKEN = re.compile("\ufffd")
_BEYOND_ASCII = re.compile("[\u0080-\ufffc\U00010000-\U0010ffff]")


def decode(data: bytes, charset: str = "") -> tuple[str, bool]:
    """Return text for bytes and whether the label could be taken at its word; never raises."""
    codec = codec_of(charset) if charset else ""
    if data[:1] in _MARKS_BEGIN or b"\0" in data:
        data, told = _told_by_bytes(data, codec)
        if told:
            return data.decode(told, "replace"), codec.startswith("utf-16")
    elif codec.startswith("utf-16"):
        # Western text in UTF-16 is full of zeros.
        codec = ""
    if data.isascii() and codec not in _STATEFUL:
        return data.decode("ascii"), "utf-7" not in charset.lower()
    text, is_sound = _decode(data, codec)
    return repair(text), is_sound


def declared_in(html: bytes) -> str:
    """Return the character set that an HTML document names in its own head; "" where it names none."""
    match = _META.search(html[:_LOOKED_AT])
    name = match[1].decode("ascii") if match else ""
    # A document whose head could be read as ASCII is in no such set (WHATWG HTML, 13.2.3.2).
    return "utf-8" if codec_of(name).startswith("utf-16") else name


def codec_of(charset: str) -> str:
    """Return the codec of a character set that is read; "" for an unknown one, or one that is not read."""
    name = charset.strip().lower()
    return _CODECS.get(name) or _CODEC_BY_LETTERS.get(_NO_LETTER.sub("", name[:_MAX_NAME]), "")


def decode_header_bytes(data: bytes) -> str:
    """Return text for raw header bytes: UTF-8 (RFC 6532), else Windows-1252."""
    if data.isascii():
        return data.decode("ascii")
    return decode(data)[0]


def clean(text: str) -> str:
    """Return text that every store and page takes, and that says what it seems to say.

    NUL, other controls but tab and newline, surrogates and characters that nobody sees (zero-width, direction marks)
    are dropped; those that turn the direction of letters are shown as their numbers.
    """
    if not _CONTROLS.search(text):
        return text
    # A no-break control (U+0085, next line) is a line end to some, so it must not glue two words together.
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\x0c", "\n")
    return _CONTROLS.sub(_shown, text)


def _decode(data: bytes, codec: str) -> tuple[str, bool]:
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


def _told_by_bytes(data: bytes, codec: str) -> tuple[bytes, str]:
    """Return the bytes without their byte order mark, and the codec where they tell that they are UTF-16."""
    if data.startswith(_UTF_8_MARK):
        return data[len(_UTF_8_MARK) :], ""
    for mark, told in _UTF_16_MARKS:
        if data.startswith(mark) and b"\0" in data:
            return data[len(mark) :], told
    if codec in {"utf-16-le", "utf-16-be"} or len(data) < _LEAST_UTF_16:
        return data, ""
    head = data[:_LOOKED_AT]
    even, odd = head[::2].count(0), head[1::2].count(0)
    # Western text in UTF-16 has a zero in almost every second byte; as many on both sides are no text.
    if max(even, odd) * 3 < len(head) or min(even, odd) * 8 > max(even, odd):
        return data, ""
    return data, "utf-16-le" if odd > even else "utf-16-be"


def _guess(data: bytes, codec: str) -> tuple[str, bool]:
    # Text with a few broken bytes keeps its letters as UTF-8; text in another character set has next to no valid UTF-8.
    text = data.decode("utf-8", "replace") if _UTF_8_LETTER.search(data) else ""
    sound, broken = len(_BEYOND_ASCII.findall(text)), len(_BROKEN.findall(text))
    if sound > broken:
        return _STRAY.sub(_stray, data.decode("utf-8", "surrogateescape")), False
    if codec and codec not in _WESTERN:
        return data.decode(codec, "replace"), False
    is_labelled = codec not in ("", "utf-8")
    codec = codec if is_labelled else "cp1252"
    if sound:
        # A server put a footer of its own below the mail, in UTF-8.
        return "\n".join(_line(line, codec) for line in data.split(b"\n")), False
    return data.decode(codec, "replace"), is_labelled


def _line(line: bytes, codec: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeError:
        return line.decode(codec, "replace")


def _stray(match: re.Match[str]) -> str:
    return _STRAYS.get(ord(match[0]) - 0xDC00, "\ufffd")


def _shown(match: re.Match[str]) -> str:
    return "".join(_TURNING.get(letter, "") for letter in match[0])
