"""What can be wrong with a mail that is read all the same, in words staff understand."""

from __future__ import annotations

from enum import StrEnum


class Defect(StrEnum):
    """One thing that is wrong with a mail."""

    BARE_CR = "The header holds bare carriage returns; what stands after them was not read as fields of its own."
    ONLY_CR = "The mail ends its lines with carriage returns alone."
    HEADER_CUT = "The header is longer than 256 kB; the rest of it was not read."
    FIELD_CUT = "A header field is longer than 64 kB; the rest of it was not read."
    TOO_MANY_FIELDS = "The header has more than 1000 fields; the rest were not read."
    STRAY_LINES = "The header holds lines that are no header fields."
    NO_SEPARATOR = "No empty line stands between the header and the text."
    SPACE_BEFORE_COLON = "A field name is followed by a space; such a field is not believed to name the sender."
    NO_FROM = "The mail names no sender."
    SEVERAL_FROM = "The mail names more than one sender."
    BAD_FROM = "The sender's address is malformed."
    BAD_ADDRESS = "A recipient's address is malformed."
    BAD_DATE = "The mail's date is malformed."
    BAD_PARAMETER = "A content field is malformed or too long; the part was read as far as it could be."
    BAD_ENCODING = "A part's content encoding is malformed or unknown."
    BAD_CHARSET = "A part's character set is unknown, not allowed or wrong; its letters are a best guess."
    NO_BOUNDARY = "A part says that it holds others, but tells no boundary between them."
    NO_PARTS = "A part says that it holds others, but none was found."
    NOT_CLOSED = "A part that holds others is not ended: the mail may have been cut off."
    TOO_MANY_PARTS = "The mail has more than 500 parts; the rest were not read."
    TOO_DEEP = "The mail's parts are nested more than 30 levels deep; what lies deeper was not read."
    TOO_LARGE = "The mail's content is larger than 60 MB; the rest was not read."
    TEXT_CUT = "The text is longer than 2,000,000 characters; the rest was not read."
    TWO_NAMES = "An attachment has two names that disagree."
    BAD_DOCUMENT = "An attached document is damaged or unsafe, so its text was not read."
    ENCRYPTED = "The mail is encrypted, so its text cannot be read."
    ONE_OF_SEVERAL = "The mail is one piece of a larger one that was sent in several."
