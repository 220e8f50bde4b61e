"""A classifier for the shipped consultation, made once."""

from __future__ import annotations

import pytest
from fakes.consultations import LULEA, lulea, lulea_invited
from fakes.letters import OWN_ADDRESS

from mailintake.classify.classifier import Classifier
from mailintake.classify.context import Context
from mailintake.classify.letter import Letter
from mailintake.classify.profile import Profile
from mailintake.domain.history import History
from mailintake.domain.message import Message


@pytest.fixture(scope="session")
def classifier():
    return Classifier(
        consultations=[lulea()], organisations={LULEA: lulea_invited()}, own_addresses=frozenset({OWN_ADDRESS})
    )


@pytest.fixture(scope="session")
def profile():
    return Profile(lulea(), lulea_invited())


@pytest.fixture
def context_of(profile):
    """Put a mail beside the shipped consultation, as a rule sees it."""

    def make(message: Message, history: History | None = None) -> Context:
        history = history or History()
        return Context(
            letter=Letter.of(message),
            history=history,
            profile=profile,
            origin=profile.organisations.trace(message, history, LULEA),
            own_addresses=frozenset({OWN_ADDRESS}),
        )

    return make
