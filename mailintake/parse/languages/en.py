"""English."""

from __future__ import annotations

from mailintake.parse.languages.language import Language

LANGUAGE = Language(
    code="en",
    words=(
        "monday tuesday wednesday thursday friday great call initiative the and of to in is that it for was on are "
        "as with they be at this have has from or had by not but what all were we when your can said there use an "
        "a each which she he do does how their if will up other about out many then them so some her his would "
        "make like him into time look two more go see no yes way could people my than been who its now find long "
        "down did get come made may part you our any please regards dear hello hi thanks thank municipality "
        "association proposal comments comment attached best kind sincerely i me us should must because between "
        "also where here why while just only very much such own same after before over under again still even most "
        "both through being those these every support agree believe think need want know write writing read work "
        "working club board members meeting letter answer question questions statement agreement consultation "
        "objections document local young children school year years week weeks sorry unfortunately possible "
        "important better good new next last first few little small big behalf ought able below above without "
        "within during against until"
    ),
    endings=r"(?:ould|ough|tions?|ities|ity|ness|ally|edly|ments?|ers)",
    wrote=("wrote", "writes"),
    cites=("quoting", "quote from"),
    labels={
        "from": "from|sender",
        "sent": "sent",
        "date": "date",
        "to": "to",
        "cc": "cc|reply-to|reply to",
        "subject": "subject",
    },
    original=("original message", "original appointment", "reply message", "original e-?mail"),
    forwarded=("forwarded message", "forwarded by [^\n]{1,80}", "forwarded e-?mail"),
    begins=("begin forwarded message", "forwarded message"),
    within=(
        (
            r"(?:answers?|answered|repl(?:y|ies|ied)|comments?|commented|notes)\b[^.\n]{0,40}"
            r"\b(?:below|inline|in-line|in red|in blue|in the text|in bold|in line)"
        ),
    ),
    sent_from=(
        "sent (?:from|with|via|using|by) ",
        "get outlook ",
        "(?:please )?(?:excuse|pardon|forgive) (?:my|any|the) (?:brevity|typos|terseness|spelling)",
    ),
    notices=(
        (
            r"(?:this|the|the information (?:contained )?in this) (?:e-?mail|message|communication)\b.{0,250}?"
            r"(?:confidential|privileged|intended (?:only|solely|for)|addressee|viruses|virus)"
        ),
        r"(?:please )?(?:consider|think of|think about) the environment\b",
        r"(?:confidentiality notice|disclaimer)\b",
        r"virus-free\b",
        r"you (?:are receiving|received) this (?:e-?mail|message) because\b",
    ),
    banners=(
        (
            r"(?:\W{0,6}(?:caution|warning|external(?: e-?mail| sender| message)?|notice|attention)\W{1,6})?"
            r"(?:this|the) (?:e-?mail|message|sender)\b.{0,60}?(?:from|is)\b.{0,40}?(?:outside|external)"
        ),
        r"\W{0,3}external(?: e-?mail| sender| message)?\W{0,3}$",
        r"you don['’]t often get e-?mail from\b",
    ),
)
