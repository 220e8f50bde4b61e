"""Values come out of the bytes as they went in."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from fakes.letters import attachment, letter

from mailintake.domain.decision import Decision, Evidence, Label, Outcome
from mailintake.domain.message import Arrival, FailedRecipient, MachineSigns, MessageRef
from mailintake.domain.organisation import OrganisationMatch
from mailintake.parse.crossing import pack, unpack

REF = MessageRef(mailbox="box", folder="INBOX", uidvalidity=7, uid=12)
EVIDENCE = Evidence(rule="opinion", hit=True, weight=1.5, text="Mejlet uttrycker en åsikt.")
VALUES = (
    REF,
    Arrival(ref=REF, internal_date=datetime(2018, 9, 20, 9, 0, tzinfo=UTC), size=1200),
    EVIDENCE,
    Decision(
        label=Label.COMMENT,
        outcome=Outcome.ACT,
        reason="fits_the_consultation",
        explanation="Innehållet visar det.",
        probability=0.97,
        organisation=OrganisationMatch(name="Tranby IF", matched_by="address", organisation_id=3),
        evidence=(EVIDENCE, EVIDENCE),
    ),
    replace(
        letter("Vi tillstyrker.", attachments=(attachment("Yttrande.pdf"),)),
        signs=MachineSigns(list_fields=("list-id",), auto_response_suppress=frozenset({"oof"})),
        recipients_failed=(FailedRecipient(address="a@b.example", status="5.1.1", is_permanent=True, reason="okänd"),),
    ),
)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_crosses_as_it_is(value):
    crossed = unpack(pack(value))

    assert (type(crossed), crossed) == (type(value), value)
    assert [getattr(crossed, each.name) for each in fields(value)] == [
        getattr(value, each.name) for each in fields(value)
    ]


def test_what_stands_there_twice_crosses_once():
    once, twice = unpack(pack((EVIDENCE, EVIDENCE)))

    assert once is twice
