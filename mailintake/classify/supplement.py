"""Whether a mail adds to, corrects, replaces or withdraws an earlier comment, and which one it joins."""

from __future__ import annotations

from dataclasses import dataclass

from mailintake.classify.letter import Letter, Part, once_a_letter
from mailintake.classify.organisation import Origin
from mailintake.classify.phrases import Phrases, quotes
from mailintake.classify.profile import Profile
from mailintake.domain.comment import Comment, Role
from mailintake.domain.history import History
from mailintake.domain.message import Message

_OWN = "vårt|vår|våra|mitt|min|mina"
_EARLIER = "tidigare|förra|föregående|senaste|första|gamla"
_ANSWER = (
    "svar|svaret|yttrande|yttrandet|remissvar|remissvaret|remissyttrande|synpunkter|synpunkterna|mejl|mail|version"
)

# In this order: a mail that withdraws an answer may also speak of a new one.
_ROLES: tuple[tuple[Role, Phrases], ...] = (
    (
        Role.WITHDRAWAL,
        Phrases(
            "vi|jag|föreningen|styrelsen|härmed|vill drar|dra|drog … tillbaka",
            f"drar|dra|dras … {_OWN} … tillbaka",
            f"drar|dra|tar|ta … tillbaka … {_OWN}|detta|det … {_ANSWER}",
            f"återkallar|återkalla|återtar … {_OWN}|{_EARLIER}|{_ANSWER}",
            f"bortse från … {_OWN}|{_EARLIER}|{_ANSWER}",
            "withdraw|withdrawing|retract our|my",
            "perumme|peruutamme|vedämme … lausun*|takaisin|pois",
            "trekker … tilbake",
        ),
    ),
    (
        Role.REPLACEMENT,
        Phrases(
            f"ersätter|ersätta|ersätt … {_OWN}|{_EARLIER}|den|det … {_ANSWER}",
            f"i stället|istället för … {_EARLIER}",
            f"ny|nya|reviderad|reviderat|uppdaterad|uppdaterat|omarbetat|omarbetad|justerad|justerat {_ANSWER}",
            f"gäller i stället|istället för … {_ANSWER}",
            "replaces|replace|supersedes our|my|the|previous|earlier",
            "revised|updated response|comment|comments|version|statement",
            "korvaa … aiem*|aikaisem*|edelli*",
            "erstatter … tidligere|forrige",
        ),
    ),
    (
        Role.CORRECTION,
        Phrases(
            "rättelse|rättelser",
            f"rätta|rättar|korrigera|korrigerar|ändra … {_OWN}|{_EARLIER}|{_ANSWER}",
            f"fel i … {_OWN}|{_ANSWER}",
            "blev|blivit|råkade|smugit … fel",
            "skrev fel",
            "rätta|ändra det|detta|till",
            f"i {_OWN} {_ANSWER} står|stod|skrev|angav|uppgav",
            "felskrivning|felskrivningar",
            "correction to|of",
            "oikaisu|oikaisemme|korjaus|korjaamme",
            "rettelse",
        ),
    ),
    (
        Role.ADDITION,
        Phrases(
            f"komplettering|kompletteringar av|till|på|från … {_OWN}|{_EARLIER}|{_ANSWER}",
            f"kompletterar|komplettera … {_OWN}|{_EARLIER}|{_ANSWER}",
            "kompletterande synpunkt|synpunkter|yttrande|svar|uppgifter|kommentar|kommentarer",
            f"tillägg till|på|i … {_OWN}|{_EARLIER}|{_ANSWER}",
            "lägga till|tillägga … synpunkt|sak|punkt|mening|rad|det|den|detta|följande",
            "vi|jag vill|önskar även|också|dessutom",
            "föll|fallit bort",
            "ytterligare synpunkt|synpunkter|en|några|kommentar|kommentarer|en sak",
            "glömde|glömt|glömdes … bilaga|bilagan|bifoga|att|skriva|nämna",
            "här kommer bilagan|resten|även",
            "addition|supplement to … our|my",
            "forgot to",
            "täydennys|täydennämme|täydennyksen|lisäys|lisäyksen",
            "tillegg til",
        ),
    ),
)
# The subject alone says enough.
_SUBJECTS: tuple[tuple[Role, Phrases], ...] = (
    (Role.WITHDRAWAL, Phrases("återkall*", "dras|drar … tillbaka")),
    (Role.REPLACEMENT, Phrases("ersätt*", "reviderat|reviderad|uppdaterat|uppdaterad", "ny version")),
    (Role.CORRECTION, Phrases("rättelse|rättad|rättat|korrigering|korrigerat", "correction", "oikaisu")),
    (
        Role.ADDITION,
        Phrases("komplettering|kompletteringar|kompletterande|tillägg", "supplement|addition", "täydennys"),
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What a mail does to an earlier comment, by its words."""

    role: Role
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """The earlier comment that a mail points to."""

    comment_id: int
    is_senders: bool  # it comes from the same address or organisation, so a machine may join the two
    is_pointed_to: bool  # by thread or reference; otherwise it is only known that the sender has commented


@once_a_letter
def read_change(letter: Letter) -> Change | None:
    """Tell what a mail's words do to an earlier comment; none where they do nothing."""
    for part, roles in ((Part.SUBJECT, _SUBJECTS), (Part.TEXT, _ROLES)):
        for role, phrases in roles:
            finds = letter.find(phrases, part)
            if finds:
                return Change(role=role, words=quotes(finds, 3))
    return None


def find_earlier(message: Message, history: History, profile: Profile, origin: Origin) -> Earlier | None:
    """Return the comment that a mail points to by thread or reference, else the sender's own newest one."""
    key = profile.consultation.key
    own = tuple(comment for comment in history.comments_of_sender if comment.consultation == key)
    referenced, sent = history.referenced, history.replies_to
    if referenced is not None and referenced.consultation == key:
        return Earlier(
            comment_id=referenced.id, is_senders=_is_senders(referenced, message, origin), is_pointed_to=True
        )
    if sent is not None and sent.comment_id is not None and sent.consultation == key:
        # A colleague's answer goes to staff: an acknowledgement is passed on to other associations too.
        is_senders = any(comment.id == sent.comment_id for comment in own) or _is_same_address(
            sent.recipient, message.from_address
        )
        return Earlier(comment_id=sent.comment_id, is_senders=is_senders, is_pointed_to=True)
    if own:
        return Earlier(comment_id=own[0].id, is_senders=len(own) == 1, is_pointed_to=False)
    return None


def _is_senders(comment: Comment, message: Message, origin: Origin) -> bool:
    return _is_same_address(comment.sender, message.from_address) or _is_same_organisation(
        comment.organisation_id, origin
    )


def _is_same_address(one: str, other: str) -> bool:
    return bool(one) and one.lower() == other.lower()


def _is_same_organisation(organisation_id: int | None, origin: Origin) -> bool:
    # A name is only written; an address, a domain or a number must fit before a machine joins two mails.
    match = origin.match
    return (
        organisation_id is not None
        and match is not None
        and match.organisation_id == organisation_id
        and match.matched_by in {"address", "domain"}
    )
