"""The demo tells of each mail what spoke most for how it was decided."""

from __future__ import annotations

from dataclasses import replace

from fakes.kept_mail import decision

from mailintake.demo.player import main_evidence
from mailintake.domain.decision import Evidence, Label, Outcome

OPINION = Evidence(rule="opinion", hit=True, weight=3.0, text="Mejlet uttrycker en åsikt: ”Vi anser”.")
ERRAND = Evidence(rule="errand", hit=True, weight=-2.5, text="Mejlet ser ut att gälla ett vanligt ärende: ”sal”.")
NO_SPAM = Evidence(rule="spam", hit=False, weight=0.0, text="Mejlet ser inte ut som skräppost.")

MODEL = Evidence(rule="words", hit=True, weight=-5.0, text="Det är mindre troligt: ”Hej”.")


def test_what_spoke_most_for_a_decision_is_told_in_english():
    kept = decision(evidence=(NO_SPAM, ERRAND, OPINION))
    left = decision(Label.UNRELATED, Outcome.LEAVE, evidence=(NO_SPAM, ERRAND, OPINION))
    assert main_evidence(kept) == "The mail expresses an opinion: “Vi anser”."
    assert main_evidence(left) == "The mail seems to be about an everyday matter: “sal”."


def test_a_rules_finding_is_told_rather_than_the_models():
    left = decision(Label.UNRELATED, Outcome.LEAVE, reason="nothing_points_to_it", evidence=(MODEL, OPINION))
    assert (
        main_evidence(decision(evidence=(replace(MODEL, weight=5.0), OPINION)))
        == "The mail expresses an opinion: “Vi anser”."
    )
    assert main_evidence(left) == "Nothing in the mail suggests that it is about the consultation."


def test_where_nothing_spoke_for_a_decision_its_reason_is_told():
    thanks = decision(
        Label.UNRELATED,
        Outcome.LEAVE,
        reason="thanks_only",
        explanation="Mejlet är bara ett tack.",
        evidence=(OPINION,),
    )
    assert main_evidence(thanks) == "The mail only says thank you."
    assert main_evidence(decision(reason="spam", evidence=())) == "The mail is junk."
