"""The hash that the log keeps of a decision: it covers all that is said, and holds for earlier versions."""

from __future__ import annotations

from dataclasses import replace

from mailintake.domain.decision import Decision, Label, Outcome, Request
from mailintake.domain.organisation import OrganisationMatch
from mailintake.register.sql_keep import seal_of_decision

DECISION = Decision(
    label=Label.QUESTION,
    outcome=Outcome.ACT,
    reason="reply_to_our_mail",
    explanation="It answers a mail of ours.",
    probability=0.9,
    consultation="lok",
    organisation=OrganisationMatch(name="Åsens IF", matched_by="address", organisation_id=3),
)


def test_a_decision_of_the_first_version_keeps_its_hash() -> None:
    assert seal_of_decision(DECISION) == "891bd282256e80fb5560048c31464fb2b979059351d67d9e300d901420c7ea11"


def test_what_later_versions_say_is_covered_too() -> None:
    assert DECISION.organisation is not None
    in_finnish = replace(DECISION, organisation=replace(DECISION.organisation, language="fi"))
    seals = {seal_of_decision(each) for each in (DECISION, in_finnish, replace(DECISION, request=Request.EXTENSION))}

    assert len(seals) == 3
