"""What of a mail counts: its subject, its sender's own new words and its attachments; never what it quotes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import wraps
from typing import Any, TypeVar

from mailintake.classify.courtesy import gives_thanks, own_words
from mailintake.classify.instructions import leave_out
from mailintake.classify.phrases import Found, Phrases
from mailintake.classify.words import Words
from mailintake.domain.message import Attachment, Message

# What a comment has to say stands in its first pages; a longer text is judged by them, so that none takes long.
LONGEST_SUBJECT = 1_000
LONGEST_TEXT = 20_000
LONGEST_ATTACHMENTS = 30_000

# What mail programs attach by themselves: a logo under the signature, a seal, a card, an invitation.
_SMALLEST_PICTURE = 50_000
_TRIMMINGS = (
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-",
    "text/vcard",
    "text/x-vcard",
    "text/calendar",
)

# Under this many words of the sender's own, the letter only covers what is attached.
FEWEST_WORDS = 4

# What stands after one of these was written by whoever began the thread, often by us.
_REPLY = re.compile(r"\s*(?:sv|re|aw|antw|vs|fw|fwd|vb|vl)\s*(?:\[\d+\])?:", re.IGNORECASE)


# What is told of a letter.
Told = TypeVar("Told")


class Part(IntEnum):
    """A part of a mail that a rule looks at: its place among the bounds of a letter."""

    WHOLE = 0  # subject, text and attachments: what it is about
    SAID = 1  # the same without a subject that somebody else wrote: what the sender says
    LETTER = 2  # subject and text
    WRITTEN = 3  # the same without a subject that somebody else wrote
    SUBJECT = 4
    TEXT = 5  # the sender's own new words


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A mail's texts, ready to be searched: one run of words, cut into parts."""

    words: Words
    bounds: tuple[tuple[int, int], ...]  # where each part begins and ends among the words
    filenames: Words
    documents: tuple[Attachment, ...]  # attachments that a person chose to attach
    left_out: tuple[str, ...]  # what spoke to a machine
    own_words: int  # words of the text that are neither courtesy nor a name
    gives_thanks: bool
    is_all_read: bool  # nothing of subject and text was left out
    told: dict[Callable[[Letter], Any], Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, message: Message) -> Letter:
        """Read a mail."""
        plain, left_out = leave_out(message.text[:LONGEST_TEXT])
        subject = message.subject[:LONGEST_SUBJECT]
        documents = tuple(one for one in message.attachments if _is_document(one))
        words = Words(subject, plain, _text_of(documents))
        subject_end, text_end, end = words.ends
        said_from = subject_end if _REPLY.match(subject) else 0
        text = words.tokens[subject_end:text_end]
        return cls(
            words=words,
            bounds=(
                (0, end),
                (said_from, end),
                (0, text_end),
                (said_from, text_end),
                (0, subject_end),
                (subject_end, text_end),
            ),
            filenames=Words(*(document.filename for document in documents)) if documents else _NO_WORDS,
            documents=documents,
            left_out=left_out,
            own_words=len(
                own_words(text, f"{message.from_name} {message.from_address.partition('@')[0]}"[:LONGEST_SUBJECT])
            ),
            gives_thanks=gives_thanks(text),
            is_all_read=plain == message.text and subject == message.subject,
        )

    @property
    def is_cover(self) -> bool:
        """Whether the text says too little to be judged by itself."""
        return self.own_words < FEWEST_WORDS

    @property
    def has_attached_text(self) -> bool:
        """Whether there are words in an attachment."""
        return self.bounds[Part.WHOLE][1] > self.bounds[Part.LETTER][1]

    def find(self, phrases: Phrases, part: Part) -> tuple[Found, ...]:
        """Return what is found in a part, in the order of the text."""
        finds = self.words.finds.get(phrases)
        if finds is None:
            finds = phrases.find(self.words)
        if not finds:
            return finds
        start, end = self.bounds[part]
        if start == 0 and end == len(self.words):
            return finds
        return tuple(find for find in finds if start <= find.start and find.end <= end)

    def tokens(self, part: Part) -> list[str]:
        """Return the words of a part."""
        start, end = self.bounds[part]
        return self.words.tokens[start:end]


def once_a_letter(tell: Callable[[Letter], Told]) -> Callable[[Letter], Told]:
    """Let a letter remember what a function told of it: several rules ask the same."""

    @wraps(tell)
    def tell_once(letter: Letter) -> Told:
        if tell not in letter.told:
            letter.told[tell] = tell(letter)
        told: Told = letter.told[tell]
        return told

    return tell_once


def _is_document(attachment: Attachment) -> bool:
    is_picture = attachment.media_type.startswith("image/") and attachment.size < _SMALLEST_PICTURE
    return not is_picture and not attachment.media_type.startswith(_TRIMMINGS)


def _text_of(documents: tuple[Attachment, ...]) -> str:
    texts = []
    room = LONGEST_ATTACHMENTS
    for document in documents:
        if document.text and room > 0:
            # Words that were divided at the end of a line are put together again.
            texts.append(document.text[:room].replace("-\n", ""))
            room -= len(document.text)
    return "\n\n".join(texts)


_NO_WORDS = Words()
