"""The search: all the words, in any of the places, the newest first; alike in every store."""

from __future__ import annotations

from typing import Any

import pytest
from fakes.kept_mail import NOW, batch, decision, kept, message, registration, unreadable

from mailintake.domain.decision import Label, Outcome
from mailintake.domain.message import Attachment
from mailintake.domain.organisation import OrganisationMatch
from mailintake.domain.tray import Hit


def found(register: Any, words: str, limit: int = 9) -> list[int]:
    return [hit.item_id for hit in register.search(words, limit)]


@pytest.fixture
def filled(register) -> Any:
    """A register with three kept mails."""
    told = registration(1, organisation_name="Åsens idrottsförening", reference="LÖK-7F3-KQ2")
    snow = Attachment(
        filename="Yttrande.docx", media_type="x/y", size=1, sha256="c", text="Mötet: mötesplatser!", is_readable=True
    )
    register.record(
        batch(
            kept(1, message(1, subject="Remissvar", text="Vi stöder friskolorna."), registration=told),
            kept(
                2,
                message(
                    2, subject="Synpunkter", from_name="Per Öst", text="Skolan behöver räksmörgås.", attachments=(snow,)
                ),
            ),
            kept(
                3,
                unreadable(3, subject="Skola", from_address="eva@kyrkan.example"),
                decision(Label.UNRELATED, Outcome.REVIEW),
            ),
        )
    )
    return register


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("synpunkter", [2]),
        ("SKOLA", [3, 2]),
        ("skolan räksmörgås", [2]),
        ("skolan friskolorna", []),
        ("idrottsförening", [1]),
        ("lök-7f3-kq2", [1]),
        ("eva@kyrkan.example", [3]),
        ("öst", [2]),
        ("ost", []),
        ("raksmorgas", []),
        ("ra\u0308ksmo\u0308rga\u030as", [2]),
        ("yttrande", [2]),
        ("mötesplatser", [2]),
        ("remiss svar", []),
        ("remiss", [1]),
        ("", []),
        (" -- !! ", []),
        ("\"synpunkter' OR * skolan:*", []),
        ("synpunkter*", [2]),
        ("'", []),
        ("\x00synpunkter\ud800", [2]),
        ("and", []),
    ],
)
def test_a_search_finds_the_mails_that_have_all_its_words_or_words_that_begin_so(filled, words, expected):
    assert found(filled, words) == expected


def test_no_more_is_found_than_was_asked_for_and_the_newest_first(filled):
    assert [found(filled, "s", limit) for limit in (1, 9)] == [[3], [3, 2, 1]]


def test_a_find_tells_where_the_words_stand(register):
    told = registration(1, organisation_name="Åsens IF")
    long = "Hej! " * 100 + "Vi vill ha\n\nfler   mötesplatser i Luleå. " + "Tack! " * 100
    register.record(batch(kept(1, message(1, text=long), registration=told)))

    [hit] = register.search("mötes", 9)

    assert hit == Hit(
        item_id=1,
        reference=told.reference,
        organisation="Åsens IF",
        received_at=NOW,
        label="comment",
        subject="Synpunkter",
        snippet=hit.snippet,
    )
    assert "vill ha fler mötesplatser i Luleå." in hit.snippet
    assert (hit.snippet[0], hit.snippet[-1], len(hit.snippet) <= 170) == ("…", "…", True)


def test_a_find_without_a_comment_names_the_organisation_it_seems_to_come_from(register):
    doubt = decision(outcome=Outcome.REVIEW, organisation=OrganisationMatch(name="Byns IF", matched_by="name"))
    register.record(batch(kept(1, None, doubt)))

    assert [(hit.reference, hit.organisation) for hit in register.search("anna", 9)] == [("", "Byns IF")]


def test_a_mail_with_more_words_than_an_index_takes_is_kept_and_found_by_the_first(register):
    endless = " ".join(f"ord{number}å" for number in range(200_000))
    register.record(batch(kept(1, message(1, text=endless + " sist"))))

    assert (found(register, "ord7å"), found(register, "sist")) == ([1], [])


def test_a_word_longer_than_an_index_takes_is_found_by_its_beginning(register):
    register.record(batch(kept(1, message(1, text="å" * 50_000))))

    assert (found(register, "å" * 50_000), found(register, "åå")) == ([1], [1])
