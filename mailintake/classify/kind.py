"""What a mail that concerns a consultation is, and which stance it takes: the rules' reading, weighed by the model."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from mailintake.classify.case import Case
from mailintake.classify.features import Features
from mailintake.classify.model import Model
from mailintake.classify.reading import Kind, earlier_of, read_kind
from mailintake.classify.reasons import Reason
from mailintake.classify.stance_features import stance_features
from mailintake.classify.supplement import read_change
from mailintake.domain.comment import Role, Stance
from mailintake.domain.decision import Label

# Doubts that come of what is known beside the words: no choice of words takes them away.
_FIRM = frozenset(
    {
        Reason.RECORDS_REQUEST,
        Reason.SENDER_DIFFERS,
        Reason.EARLIER_UNKNOWN,
        Reason.HAS_COMMENTED,
        Reason.ALSO_ASKS,
    }
)
# Under this probability of the likeliest kind, a person tells which it is.
_SURE = 0.5
# Under this one too, where only the model takes the mail for declining.
_PLAINLY_DECLINES = 0.85
# And under this one, where the rules hear neither an answer nor a question.
_MORE_THAN_A_GUESS = 0.7
# From this one on, a supplement needs neither thread nor reference.
_PLAIN = 0.9
# What of the reading by rules weighs beside a word's 1.
_READ = 2.0

_NOTHING_TO_SAY = frozenset({Stance.ABSTAINS, Stance.NO_OBJECTION})
_VERDICTS = frozenset({Stance.SUPPORTS, Stance.SUPPORTS_WITH_CHANGES, Stance.OPPOSES})
_OF_COMMENT = frozenset(Stance) - {Stance.ABSTAINS}


def kind_features(case: Case) -> tuple[Kind, Features]:
    """Return the rules' reading, and the features of a mail with it among them."""
    read = read_kind(case)
    stance = read.stance or "none"
    doubt = read.doubt or "none"
    told = stance_features(case.context.letter)
    return read, {
        **case.look.features,
        # In order: the sum of weights must be the same in every process.
        **{f"stance:{name}": told[name] for name in sorted(told)},
        f"reads as:{read.label}": _READ,
        f"reads stance:{stance}": _READ,
        f"doubt:{doubt}": 1.0,
    }


def tell_kind(case: Case) -> Kind:
    """Tell what a mail that concerns the consultation is."""
    read, features = kind_features(case)
    if read.doubt in {Reason.RECORDS_REQUEST, Reason.ATTACHMENT_MISSING}:
        return read
    if case.model is None:
        return read
    likely = case.model.kind.probabilities(features)
    label = Label(max(likely, key=lambda name: likely[name]))
    gives_verdict = read.label is Label.COMMENT and read.doubt is None and read.stance in _VERDICTS
    if label is Label.DECLINE and gives_verdict and likely[label] < _PLAINLY_DECLINES:
        # “Styrelsen har behandlat remissen. Vi avstyrker …” sounds like one that passes, and does not.
        label = Label.COMMENT
    earlier = earlier_of(case)
    if earlier is not None and earlier.is_pointed_to and not earlier.is_senders and label is not Label.QUESTION:
        # Whatever it says, it belongs to somebody else's comment.
        return _as_supplement(case, replace(read, label=Label.SUPPLEMENT, doubt=Reason.SENDER_DIFFERS))
    doubt = read.doubt if read.doubt in _FIRM else None
    if doubt is Reason.HAS_COMMENTED and label is Label.SUPPLEMENT and earlier is not None and likely[label] >= _PLAIN:
        # Its words say that it adds to what the sender has sent, and there is one such comment.
        doubt = None if earlier.is_senders else Reason.EARLIER_UNKNOWN
    letter = case.context.letter
    says_nothing = not letter.own_words and not letter.documents
    if read.doubt is Reason.KIND_UNCLEAR and (says_nothing or likely[label] < _MORE_THAN_A_GUESS):
        doubt = Reason.KIND_UNCLEAR
    # Who is taken for declining is reminded no more: a machine that only guesses so asks first.
    guesses = label is Label.DECLINE and read.label is not Label.DECLINE and likely[label] < _PLAINLY_DECLINES
    # Where the rules hear the same and have no doubt, the two of them are sure enough.
    is_confirmed = read.label is label and read.doubt is None
    if doubt is None and ((likely[label] < _SURE and not is_confirmed) or guesses):
        doubt = Reason.KIND_UNCLEAR
    kind = replace(read, label=label, stance=_stance(case.model, label, features), doubt=doubt)
    return _as_supplement(case, kind) if label is Label.SUPPLEMENT else replace(kind, role=None, joins=None)


def _stance(model: Model, label: Label, features: Features) -> Stance | None:
    if label is Label.QUESTION:
        return None
    likely = model.stance.probabilities(features)
    if label is Label.DECLINE:
        return _likeliest(likely, _NOTHING_TO_SAY)
    return _likeliest(likely, _OF_COMMENT if label is Label.COMMENT else frozenset(Stance))


def _likeliest(likely: Mapping[str, float], among: Collection[Stance]) -> Stance:
    return max(sorted(among), key=lambda stance: likely.get(stance, 0.0))


def _as_supplement(case: Case, kind: Kind) -> Kind:
    change = read_change(case.context.letter)
    earlier = earlier_of(case)
    doubt = kind.doubt or (Reason.EARLIER_UNKNOWN if earlier is None else None)
    return replace(
        kind,
        role=kind.role or (change.role if change else Role.ADDITION),
        joins=earlier.comment_id if earlier else None,
        doubt=doubt,
    )
