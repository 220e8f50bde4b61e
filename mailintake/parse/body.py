"""The mail's own text: which of its parts a reader sees as the message, and their words (RFC 2046, 5.1; RFC 3676)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailintake.parse import charset, html_text
from mailintake.parse.calendars import calendar_text
from mailintake.parse.defects import Defect
from mailintake.parse.kinds import CALENDAR
from mailintake.parse.structure import Allowance, Part

MAX_TEXT = 2_000_000  # characters
_TEXT_TYPES = frozenset({"text/plain", "text/html"})
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_PGP = "-----BEGIN PGP MESSAGE-----"
_STUB_LENGTH = 300
_FEW_WORDS = 8  # a plain version of no more is compared with the rich one
_MANY_WORDS = 20  # that the rich version has beside those
# What senders put in the plain part when they wrote the mail in HTML only.
_STUB = re.compile(
    r"html|view (?:this|it)|webbl[aä]sare|web ?browser|online|nettleser|selaime|browseren|im browser", re.IGNORECASE
)
_STUB_ADVICE = re.compile(
    r"(?:does not|doesn't|cannot|can't|inte|ikke|ei|nicht)\b.{0,60}\b"
    r"(?:html|visa|vise|display|show|support|stöd|tue|anzeigen)"
    r"|\b(?:open|view|read|se|läs|visa|öppna|vis|katso|ansehen)\b.{0,60}\b(?:browser|online|webbläsare|nettleser|selaime)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """The mail's own text, and the parts it was taken from."""

    text: str  # whole: new words, quotes and signature
    parts: tuple[Part, ...]  # shown, or another version of what is shown: none of them is an attachment


def read_body(root: Part, allowance: Allowance) -> Body:
    """Choose and read the mail's own text."""
    if _is_encrypted(root):
        allowance.defects.append(Defect.ENCRYPTED)
    elif root.media_type == "message/partial":
        allowance.defects.append(Defect.ONE_OF_SEVERAL)
    reader = _Reader(allowance)
    texts = reader.read(root)
    if not texts:
        # A named text, or one that is called an attachment, is the message where there is no other (RFC 2183, 2.10).
        only = [root] if not root.children and root.media_type.startswith("text/") else _named_texts(root)
        texts = [reader.text(part) for part in only[:1]]
    text = "\n\n".join(text for text in texts if text.strip())
    if text.lstrip().startswith(_PGP):
        allowance.defects.append(Defect.ENCRYPTED)
    if len(text) > MAX_TEXT:
        allowance.defects.append(Defect.TEXT_CUT)
    return Body(text=text[:MAX_TEXT], parts=tuple(reader.parts))


def part_text(part: Part, content: bytes, allowance: Allowance) -> str:
    """Return the text of a decoded text part, with LF line ends and no control characters, as much as is allowed."""
    if len(content) > allowance.text:
        allowance.defects.append(Defect.TEXT_CUT)
    content = content[: allowance.text]
    allowance.text -= len(content)
    label = part.parameters.get("charset", "")
    if part.media_type == "text/html" and not charset.codec_of(label):
        label = charset.declared_in(content) or label
    text, is_sound = charset.decode(content, label)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not is_sound:
        allowance.defects.append(Defect.BAD_CHARSET)
    text = charset.clean(text)
    if part.media_type == "text/html":
        if len(text) > html_text.MAX_HTML:
            allowance.defects.append(Defect.TEXT_CUT)
        return html_text.to_text(text)
    if part.media_type == CALENDAR:
        return calendar_text(text) or text
    if part.parameters.get("format", "").lower() == "flowed":
        return _unflow(text, is_spaced=part.parameters.get("delsp", "").lower() != "yes")
    return text


class _Reader:
    """Walks the parts and notes which of them are the message."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self.parts: list[Part] = []

    def read(self, part: Part) -> list[str]:
        """Return the texts that a reader sees, in order."""
        if not part.children:
            return [self.text(part)] if _is_shown(part) else []
        if part.media_type == "multipart/alternative":
            return self._choose(part)
        if part.media_type == "multipart/report":
            return self.read(part.children[0])
        return [text for child in part.children for text in self.read(child)]

    def text(self, part: Part) -> str:
        """Return a part's text and note that it is no attachment."""
        self.parts.append(part)
        return part_text(part, part.content(self._allowance), self._allowance)

    def _choose(self, part: Part) -> list[str]:
        """Return the plain version, or the richest where that one says nothing."""
        plain = [child for child in part.children if child.media_type == "text/plain" and _is_shown(child)]
        others = [child for child in part.children if child not in plain]
        texts = [text for child in plain for text in self.read(child)]
        words = "\n".join(texts).split()
        if words and len(words) > _FEW_WORDS and not _is_stub("\n".join(texts)):
            for other in others:
                self.parts.extend(leaf for leaf in other.leaves() if _is_shown(leaf))
            return texts
        richer = next((found for child in reversed(others) if any(map(str.strip, found := self.read(child)))), [])
        # Some programs put no more than a greeting into the plain version.
        says_more = len("\n".join(richer).split()) > len(words) + _MANY_WORDS
        return richer if richer and (says_more or not words or _is_stub("\n".join(texts))) else texts


def _is_encrypted(root: Part) -> bool:
    # S/MIME (RFC 8551, 3.2.2) and OpenPGP (RFC 3156); one that is signed only can be read.
    if root.media_type in _SMIME:
        return root.parameters.get("smime-type", "enveloped-data").lower() != "signed-data"
    return root.media_type == "multipart/encrypted"


def _is_shown(part: Part) -> bool:
    return part.media_type in _TEXT_TYPES and not part.is_attached and not part.name


def _named_texts(root: Part) -> list[Part]:
    return [part for part in root.leaves() if part.media_type in _TEXT_TYPES and not part.is_attached]


def _is_stub(text: str) -> bool:
    words = text.strip()
    return len(words) < _STUB_LENGTH and _STUB.search(words) is not None and _STUB_ADVICE.search(words) is not None


def _unflow(text: str, *, is_spaced: bool) -> str:
    """Join the lines that a client broke to fit the screen: each ends in a space (RFC 3676, 4)."""
    lines: list[str] = []
    pieces: list[str] = []
    depth = 0
    for line in text.split("\n"):
        words = line.lstrip(">")
        line_depth = len(line) - len(words)
        words = words.removeprefix(" ")
        if pieces and line_depth != depth:
            lines.append("".join(pieces).rstrip())
            pieces = []
        depth = line_depth
        if not pieces and depth:
            pieces.append(">" * depth + " ")
        is_soft = words.endswith(" ") and words != "-- "
        pieces.append(words if is_spaced or not is_soft else words[:-1])
        if not is_soft:
            lines.append("".join(pieces) if words == "-- " else "".join(pieces).rstrip())
            pieces = []
    if pieces:
        lines.append("".join(pieces).rstrip())
    return "\n".join(lines)
