"""What can be wrong with a mail, in words that staff understand: with one that is read all the same, or that is held.

A defect's code is what is stored and what programs read; its words are shown, in the service's language.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Defect(StrEnum):
    """One thing that is wrong with a mail; its value is its code, its words follow in Swedish and in English."""

    swedish: str
    english: str

    def __new__(cls, code: str, swedish: str, english: str) -> Self:
        """Make a member of its code and its words."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.swedish = swedish
        member.english = english
        return member

    BARE_CR = (
        "bare_cr",
        "Brevhuvudet har lösa vagnreturer; det som står efter dem lästes inte som egna fält.",
        "The header holds bare carriage returns; what stands after them was not read as fields of its own.",
    )
    ONLY_CR = (
        "only_cr",
        "Mejlets rader slutar bara med vagnretur.",
        "The mail ends its lines with carriage returns alone.",
    )
    HEADER_CUT = (
        "header_cut",
        "Brevhuvudet är längre än 256 kB; resten av det lästes inte.",
        "The header is longer than 256 kB; the rest of it was not read.",
    )
    FIELD_CUT = (
        "field_cut",
        "Ett fält i brevhuvudet är längre än 64 kB; resten av fältet lästes inte.",
        "A header field is longer than 64 kB; the rest of it was not read.",
    )
    TOO_MANY_FIELDS = (
        "too_many_fields",
        "Brevhuvudet har fler än 1 000 fält; resten lästes inte.",
        "The header has more than 1,000 fields; the rest were not read.",
    )
    STRAY_LINES = (
        "stray_lines",
        "I brevhuvudet står rader som inte hör dit.",
        "The header holds lines that are no header fields.",
    )
    NO_SEPARATOR = (
        "no_separator",
        "Det saknas en tom rad mellan brevhuvudet och texten.",
        "No empty line stands between the header and the text.",
    )
    SPACE_BEFORE_COLON = (
        "space_before_colon",
        "Ett fältnamn i brevhuvudet följs av ett mellanslag; ett sådant fält får inte peka ut avsändaren.",
        "A field name is followed by a space; such a field is not believed to name the sender.",
    )
    NO_FROM = ("no_from", "Mejlet anger ingen avsändare.", "The mail names no sender.")
    SEVERAL_FROM = ("several_from", "Mejlet anger mer än en avsändare.", "The mail names more than one sender.")
    BAD_FROM = ("bad_from", "Avsändarens adress är felskriven.", "The sender's address is malformed.")
    BAD_ADDRESS = ("bad_address", "En mottagares adress är felskriven.", "A recipient's address is malformed.")
    HIDDEN_CHARACTERS = (
        "hidden_characters",
        "Namnet eller ämnesraden har osynliga eller vändande tecken; de är borttagna eller visas som nummer.",
        "The name or the subject has unseen or turning characters; they are left out or shown as numbers.",
    )
    NAMES_ANOTHER = (
        "names_another",
        "Avsändarens namn är en e-postadress, och en annan än den som mejlet kommer från.",
        "The sender's name is an e-mail address, and another than the one that the mail comes from.",
    )
    BAD_DATE = ("bad_date", "Mejlets datum är felskrivet.", "The mail's date is malformed.")
    BAD_PARAMETER = (
        "bad_parameter",
        "En uppgift om innehållet är felskriven eller för lång; delen lästes så långt det gick.",
        "A content field is malformed or too long; the part was read as far as it could be.",
    )
    BAD_ENCODING = (
        "bad_encoding",
        "En dels kodning är trasig eller okänd.",
        "A part's content encoding is malformed or unknown.",
    )
    BAD_CHARSET = (
        "bad_charset",
        "En dels teckenuppsättning är okänd, otillåten eller fel angiven; bokstäverna är tolkade så gott det går.",
        "A part's character set is unknown, not allowed or wrong; its letters are a best guess.",
    )
    NO_BOUNDARY = (
        "no_boundary",
        "En del säger sig bestå av flera, men inte vad som skiljer dem åt.",
        "A part says that it holds others, but tells no boundary between them.",
    )
    NO_PARTS = (
        "no_parts",
        "En del säger sig bestå av flera, men inga hittades.",
        "A part says that it holds others, but none was found.",
    )
    NOT_CLOSED = (
        "not_closed",
        "En del som består av flera har inget slut: mejlet kan vara avklippt.",
        "A part that holds others is not ended: the mail may have been cut off.",
    )
    TOO_MANY_PARTS = (
        "too_many_parts",
        "Mejlet har fler än 500 delar; resten lästes inte.",
        "The mail has more than 500 parts; the rest were not read.",
    )
    TOO_DEEP = (
        "too_deep",
        "Mejlets delar ligger för djupt i varandra; det innersta lästes inte.",
        "The mail's parts are nested too deep; what lies innermost was not read.",
    )
    TOO_LARGE = (
        "too_large",
        "Mejlets innehåll är större än 60 MB; resten lästes inte.",
        "The mail's content is larger than 60 MB; the rest was not read.",
    )
    TEXT_CUT = (
        "text_cut",
        "Texten är för lång; resten lästes inte.",
        "The text is too long; the rest was not read.",
    )
    TWO_NAMES = (
        "two_names",
        "En bilaga har två namn som inte stämmer överens.",
        "An attachment has two names that disagree.",
    )
    BAD_DOCUMENT = (
        "bad_document",
        "Ett bifogat dokument är skadat eller osäkert, så dess text lästes inte.",
        "An attached document is damaged or unsafe, so its text was not read.",
    )
    ENCRYPTED = (
        "encrypted",
        "Mejlet är krypterat, så dess text går inte att läsa.",
        "The mail is encrypted, so its text cannot be read.",
    )
    ONE_OF_SEVERAL = (
        "one_of_several",
        "Mejlet är en bit av ett större som skickades i flera.",
        "The mail is one piece of a larger one that was sent in several.",
    )
    BAD_SIGNED = (
        "bad_signed",
        "En signerad del är trasig och gick inte att öppna.",
        "A signed part is damaged and could not be opened.",
    )
    PICTURE = (
        "picture",
        "En bilaga är en bild utan läsbar text.",
        "An attachment is a picture with no text that can be read.",
    )
    ONLY_PICTURES = (
        "only_pictures",
        "Ett bifogat dokument består av bilder utan läsbar text.",
        "An attached document consists of pictures with no text that can be read.",
    )
    LOCKED = (
        "locked",
        "En bilaga är krypterad eller låst med lösenord, så den lästes inte.",
        "An attachment is encrypted or locked with a password, so it was not read.",
    )
    STOPPED = (
        "stopped",
        "Ett bifogat dokument tog för lång tid eller för mycket minne att läsa, så läsningen avbröts.",
        "An attached document took too long or too much memory to read, so reading it was stopped.",
    )


class Held(StrEnum):
    """Why a mail could not be read; its value is the sentence in English, which is stored, its Swedish one follows.

    Where more is known it stands after the sentence, such as the name of an error.
    """

    swedish: str

    def __new__(cls, english: str, swedish: str) -> Self:
        """Make a member of its words."""
        member = str.__new__(cls, english)
        member._value_ = english
        member.swedish = swedish
        return member

    EMPTY = ("The mail is empty.", "Mejlet är tomt.")
    NO_MEMORY = ("There was not enough memory to read the mail.", "Minnet räckte inte till för att läsa mejlet.")
    FAILED = (
        "The mail could not be read: it is malformed in a way that the reader does not know",
        "Mejlet gick inte att läsa: det är trasigt på ett sätt som läsaren inte känner till",
    )
    TOO_LONG = (
        "Reading the mail took too long, so it was stopped.",
        "Det tog för lång tid att läsa mejlet, så läsningen avbröts.",
    )
    TOO_MUCH = (
        "Reading the mail took too much memory, so it was stopped.",
        "Det krävdes för mycket minne för att läsa mejlet, så läsningen avbröts.",
    )
    BROKE_OFF = (
        "The mail could not be read: the reader broke off",
        "Mejlet gick inte att läsa: läsaren avbröts",
    )
    ATTEMPTS_SPENT = (
        "Reading this mail stopped the service three times, so it was kept without being read.",
        "Tjänsten stannade tre gånger när mejlet lästes, så det sparades oläst.",
    )
    NOT_JUDGED = (
        "A fault in the service stopped the judging of this mail, so it was kept without being judged.",
        "Ett fel i tjänsten stoppade bedömningen av mejlet, så det sparades utan att bedömas.",
    )


def in_words(told: str, language: str) -> str:
    """Return the words of a defect's code, or of why a mail is held: Swedish or, in any other language, English.

    What is neither, such as the sentence that an older version stored, is returned as it is.
    """
    for defect in Defect:
        if told == defect:
            return defect.swedish if language == "sv" else defect.english
    for held in Held:
        if language == "sv" and told.startswith(held):
            return held.swedish + told.removeprefix(held)
    return told
