"""Judging a mail: read it, ask the rules beside each consultation it may concern, decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from mailintake.classify.case import Case, build_case
from mailintake.classify.context import Context
from mailintake.classify.decide import decide
from mailintake.classify.evidence import RULES
from mailintake.classify.learn import Decided, Lessons, learn, taught
from mailintake.classify.letter import Letter
from mailintake.classify.model import Model, check_shipped_model, model_in, shipped_model
from mailintake.classify.phrase_index import PhraseIndex
from mailintake.classify.profile import Profile
from mailintake.classify.weights import shipped_weights
from mailintake.domain.consultation import Consultation
from mailintake.domain.decision import Decision, Outcome
from mailintake.domain.history import History
from mailintake.domain.message import Message
from mailintake.domain.organisation import Organisation


class Classifier:
    """Judges mail against the consultations there are; all that can be made ready is made here, once.

    ``model_file`` holds a model of one's own, instead of the shipped one; ``lessons`` are what staff's decisions add to
    it. Raises SettingsError where a phrase of a consultation cannot be looked for, rules and weights do not match, or
    the model is damaged.
    """

    def __init__(
        self,
        *,
        consultations: Sequence[Consultation],
        organisations: Mapping[str, Sequence[Organisation]],
        own_addresses: frozenset[str],
        model_file: Path | None = None,
        lessons: Lessons | None = None,
    ) -> None:
        self._make_again = partial(
            Classifier,
            consultations=tuple(consultations),
            organisations=dict(organisations),
            own_addresses=own_addresses,
            model_file=model_file,
            lessons=lessons,
        )
        self._profiles = tuple(Profile(one, organisations.get(one.key, ())) for one in consultations)
        self._own_addresses = frozenset(address.lower() for address in own_addresses)
        self._weights = shipped_weights([rule.NAME for rule in RULES])
        # A damaged one is told at once; but the shipped one is read when there is a mail to judge, for it takes room.
        self._own_model = model_in(model_file) if model_file else None
        if self._own_model is None:
            check_shipped_model()
        self._lessons = lessons or {}
        self._index = PhraseIndex()

    @cached_property
    def _model(self) -> Model:
        return taught(self._own_model or shipped_model(), self._lessons)

    def __reduce__(self) -> tuple[partial[Classifier], tuple[()]]:
        """Go to another process as what it is made of: that is less than what was made ready."""
        return self._make_again, ()

    # ``now`` belongs to the interface: a model that learns from staff will ask how old their decisions are.
    def judge(self, message: Message, history: History, now: datetime, *, is_brief: bool = False) -> Decision:  # noqa: ARG002
        """Decide what a mail is and what is done with it; the same values give the same decision.

        ``is_brief`` leaves out the evidence of a mail that is left alone, of which the register keeps none.
        Period and lateness go by when the mail was received, never by ``now``: a mail that waited is not late for it.
        """
        letter = Letter.of(message)
        self._index.prepare(letter.words)
        cases = [
            self._weigh(message, letter, history, profile)
            for profile in self._profiles
            if profile.may_concern(message, history)
        ]
        decision = decide(message, history, cases, self._weights, is_brief=is_brief)
        self._index.learn(letter.words)
        return decision

    def learn_from(self, decided: Iterable[tuple[Message, History, Decision]]) -> Lessons:
        """Return what decisions of people, in the order in which they were made, teach this classifier's model.

        A mail that they said is about no consultation is a lesson beside each that it could have been about.
        """
        lessons = [lesson for one in decided for lesson in self._lessons_of(*one)]
        return learn(self._model, lessons) if lessons else {}

    def _lessons_of(self, message: Message, history: History, decision: Decision) -> Iterator[Decided]:
        letter = Letter.of(message)
        for profile in self._profiles:
            is_ours = decision.outcome is Outcome.ACT and decision.consultation == profile.consultation.key
            if is_ours or (decision.outcome is Outcome.LEAVE and profile.may_concern(message, history)):
                yield Decided(look=self._weigh(message, letter, history, profile).look, is_ours=is_ours)

    def _weigh(self, message: Message, letter: Letter, history: History, profile: Profile) -> Case:
        context = Context(
            letter=letter,
            history=history,
            profile=profile,
            origin=profile.organisations.trace(
                message, history, profile.consultation.key, letter.words if letter.is_all_read else None
            ),
            own_addresses=self._own_addresses,
        )
        return build_case(message, context, self._weights, self._model)
