"""What a person asks of organisations, and what follows for the service that runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from fakes.jobs import CONSULTATION, judge_plainly
from fakes.mailbox import FakeMailbox
from fakes.service import make_service

from mailintake.bootstrap.service import Service
from mailintake.domain.organisation import Organisation
from mailintake.errors import NotFoundError, UsageError
from mailintake.review import organisations
from mailintake.review.organisations import Wish

LISTED = ("Idrottsföreningen Norrskenet", "Kören Klangen")


@pytest.fixture
def known() -> list[Mapping[str, Sequence[Organisation]]]:
    """The organisations that each judge was made with."""
    return []


@pytest.fixture
def service(known: list[Any]) -> Service:
    """A service with two invited organisations, and one that was not."""

    def make_judge(
        _consultations: object, organisations: Mapping[str, Sequence[Organisation]], _decided: object
    ) -> Any:
        known.append(organisations)
        return judge_plainly

    made = make_service(FakeMailbox(), make_judge=make_judge)
    listed = [
        Organisation(id=0, consultation=CONSULTATION, name=name) for name in (*LISTED, "Idrotsföreningen Norrskenet")
    ]
    made.register.sync_invited(CONSULTATION, listed, made.now())
    organisations.change(made, 3, Wish(is_invited=False), by="Eva")
    return made


def judge(service: Service) -> None:
    service.bench().make_judge()


def test_the_judge_is_made_anew_when_an_organisation_is_changed_or_merged_and_only_then(
    service: Service, known: list[Any]
) -> None:
    judge(service)
    judge(service)
    organisations.change(service, 1, Wish(added=["ny@norrskenet.example"]), by="Eva")
    judge(service)
    organisations.merge(service, 3, 1, by="Eva")
    judge(service)
    judge(service)

    assert [[one.addresses for one in each[CONSULTATION]] for each in known] == [
        [(), (), ()],
        [("ny@norrskenet.example",), (), ()],
        [("ny@norrskenet.example",), ()],
    ]


def test_one_that_is_not_invited_may_be_the_invited_one_that_has_nearly_its_name(service: Service) -> None:
    like = organisations.likenesses(service.register.organisations(CONSULTATION))

    assert {id_: one.name for id_, one in like.items()} == {3: "Idrottsföreningen Norrskenet"}
    assert [getattr(organisations.record(service, id_).like, "id", None) for id_ in (1, 2, 3)] == [None, None, 1]


def test_an_added_address_tells_its_own_domain_and_who_else_has_it(service: Service) -> None:
    organisations.change(service, 1, Wish(added=["kansli@norrskenet.example", "ordf@gmail.com"]), by="Eva")
    after, others = organisations.change(service, 2, Wish(added=["ORDF@gmail.com"]), by="Eva")

    assert service.register.organisation(1).domains == ("norrskenet.example",)
    assert (after.domains, [one.id for one in others]) == ((), [1])


@pytest.mark.parametrize("by", ["", "  ", "machine", "Machine "])
def test_a_change_is_a_persons(service: Service, by: str, tmp_path: Path) -> None:
    for attempt in (
        lambda: organisations.change(service, 1, Wish(language="fi"), by=by),
        lambda: organisations.merge(service, 3, 1, by=by),
        lambda: organisations.import_list(service, CONSULTATION, tmp_path / "list.csv", by=by),
    ):
        with pytest.raises(UsageError, match="a person's"):
            attempt()


def test_a_list_is_looked_at_without_a_trace(service: Service, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "name;email\nKören Klangen;kor@klangen.example\nIdrotsföreningen Norrskenet;\nNya;\n", encoding="utf-8"
    )
    before = service.register.organisations(CONSULTATION)
    looked = organisations.import_list(service, CONSULTATION, file, by="Eva", is_rehearsal=True)
    untouched = service.register.organisations(CONSULTATION)
    done = organisations.import_list(service, CONSULTATION, file, by="Eva")

    assert ([one.id for one in looked.organisations], untouched) == ([0, 2], before)
    assert [(one.id, one.name) for one in done.organisations] == [(4, "Nya"), (2, "Kören Klangen")]
    assert [one.id for one in done.comparison.kept_out] == [3]


def test_organisations_of_a_consultation_that_there_is_not_are_not_asked_for(service: Service) -> None:
    with pytest.raises(NotFoundError):
        organisations.organisations(service, "park")
