"""A consultation prepared for judging: its terms, its titles, its proposal's words and its organisations."""

from __future__ import annotations

from collections.abc import Sequence

from mailintake.classify.likeness import LikenessIndex
from mailintake.classify.organisation import OrganisationIndex
from mailintake.classify.phrases import Phrases
from mailintake.classify.stems import stem
from mailintake.classify.words import Words, fold
from mailintake.domain.consultation import Consultation
from mailintake.domain.history import History
from mailintake.domain.message import Message
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import STAFF_KINDS, MailKind
from mailintake.errors import SettingsError

# Mails of ours that ask for an answer or speak of one. Who answers the notice of the decision speaks of what comes
# after, such as the meeting; and an answer to a digest or an alert is talk among staff.
ANSWERABLE = frozenset(MailKind) - STAFF_KINDS - {MailKind.DECISION}
_SHORTEST_TITLE_WORD = 4


class Profile:
    """What is made once of a consultation, so that judging a mail makes nothing anew. Raises SettingsError."""

    def __init__(self, consultation: Consultation, organisations: Sequence[Organisation]) -> None:
        self.consultation = consultation
        self.terms = _phrases(consultation, "terms", consultation.terms)
        self.near_misses = _phrases(consultation, "near_misses", consultation.near_misses)
        self.sections = _phrases(consultation, "sections", [_plain(one.name) for one in consultation.sections])
        self.titles = tuple(
            frozenset(stem(word) for word in Words(title).tokens if len(word) >= _SHORTEST_TITLE_WORD)
            for title in (consultation.title, *consultation.title_by_language.values())
        )
        # The names in its titles: of the municipality above all.
        self.names = frozenset(
            fold(word)
            for title in (consultation.title, *consultation.title_by_language.values())
            for word in title.split()[1:]
            if word[0].isupper()
        )
        diary_number = _plain(consultation.diary_number)
        self.diary_number = Phrases(*([diary_number] if diary_number else []))
        self.organisations = OrganisationIndex(organisations)
        self.likeness = LikenessIndex(
            (
                consultation.title,
                consultation.proposal_text,
                *(f"{section.name}. {section.text}" for section in consultation.sections),
            )
        )

    def is_answered_by(self, history: History) -> bool:
        """Whether a mail answers one of ours about this consultation, or names the reference of a comment on it."""
        sent, referenced = history.replies_to, history.referenced
        key = self.consultation.key
        return (sent is not None and sent.kind in ANSWERABLE and sent.consultation == key) or (
            referenced is not None and referenced.consultation == key
        )

    def may_concern(self, message: Message, history: History) -> bool:
        """Whether a mail is judged against this consultation at all.

        Outside its days only a mail that points to it, or comes from one of its organisations, is.
        """
        return (
            self.consultation.is_listening(message.received_at)
            or self.is_answered_by(history)
            or self.organisations.by_address(message.from_address) is not None
            or self.organisations.by_domain(message.from_address) is not None
        )


def _phrases(consultation: Consultation, key: str, phrases: Sequence[str]) -> Phrases:
    try:
        return Phrases(*phrases)
    except ValueError as error:
        raise SettingsError(
            f"The consultation {consultation.key} has a fault in {key}: {error}.",
            remedy="Correct the phrase in the consultation's file.",
        ) from error


def _plain(text: str) -> str:
    return " ".join(token for token in Words(text).tokens if token[0].isalnum())
