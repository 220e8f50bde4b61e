"""The bench itself: its turns, its figures, its mail and its verdicts."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import UTC, datetime

import mailparser
import pytest

from bench import mailboxes, stock, table
from bench.measure import Row, Target, rounds

NOW = datetime(2018, 6, 20, 8, 0, tzinfo=UTC)


def test_every_second_round_runs_the_other_way_so_that_drift_favours_nobody():
    order: list[str] = []

    def contender(name: str):
        return lambda: float(order.append(name) or len(order))

    figures = rounds({name: contender(name) for name in "abc"}, 3)

    assert list("abccbaabc") == order
    assert figures == {"a": (1.0, 6.0, 7.0), "b": (2.0, 5.0, 8.0), "c": (3.0, 4.0, 9.0)}


def test_a_ratio_compares_within_its_round():
    row = Row(what="x", unit="s", ours=(1.0, 2.0, 9.0), peer_name="peer", peer=(2.0, 4.0, 10.0))
    assert row.ratios == (0.5, 0.5, 0.9)


@pytest.mark.parametrize(
    ("target", "is_met"),
    [
        (None, None),
        (Target(limit=0.5), True),
        (Target(limit=0.49), False),
        (Target(limit=0.5, is_at_most=False), True),
        (Target(limit=0.51, is_at_most=False), False),
    ],
)
def test_a_target_is_met_by_the_median_of_the_ratios(target, is_met):
    row = Row(what="x", unit="s", ours=(1.0, 2.0, 9.0), peer_name="peer", peer=(2.0, 4.0, 10.0), target=target)
    assert is_met is row.is_met


def test_without_a_peer_the_target_is_of_our_own_figure():
    assert not Row(what="x", unit="MB", ours=(61.0,), target=Target(limit=60)).is_met
    assert Row(what="x", unit="MB", ours=(59.0,), target=Target(limit=60)).is_met


def test_the_table_shows_medians_with_their_spread_and_says_what_is_not_met():
    row = Row(
        what="fetch", unit="us/mail", ours=(8.0, 9.5, 7.25), peer_name="peer", peer=(5.0,) * 3, target=Target(limit=0.9)
    )
    heading, _line, text = (re.split(r"\s{2,}", line) for line in table.lines([row]))
    assert heading == ["what", "unit", "ours", "against", "its figure", "ratio", "target"]
    assert text == [
        "fetch",
        "us/mail",
        "8.00 (7.25-9.50)",
        "peer",
        "5.00 (5.00-5.00)",
        "1.60 (1.45-1.90)",
        "<= 0.9",
        "NOT MET",
    ]


def test_as_json_a_row_has_every_rounds_figure():
    row = Row(what="memory", unit="MB", ours=(50.0, 54.0), target=Target(limit=60))
    assert table.as_json("startup", row) == {
        "part": "startup",
        "what": "memory",
        "unit": "MB",
        "ours": {"median": 52.0, "min": 50.0, "max": 54.0, "rounds": [50.0, 54.0]},
        "peer": None,
        "ratio": None,
        "target": "<= 60",
        "met": True,
    }


@pytest.mark.parametrize("kind", mailboxes.KINDS)
def test_the_same_seed_gives_the_same_mails(kind):
    assert mailboxes.make(kind, 30, now=NOW) == mailboxes.make(kind, 30, now=NOW)


@pytest.mark.parametrize("kind", mailboxes.KINDS)
def test_the_invented_mails_are_well_formed(kind):
    for mail in mailboxes.make(kind, 30, now=NOW):
        message = email.message_from_bytes(mail.content, policy=email.policy.default)
        assert [part.defects for part in message.walk() if part.defects] == []
        assert mail.sender == message["From"].addresses[0].addr_spec


def test_two_mails_in_a_hundred_are_comments_each_from_a_sender_of_its_own():
    senders = mailboxes.to_answer(mailboxes.make("small", 500, now=NOW))
    assert 10 == len(set(senders)) == len(senders)


@pytest.mark.parametrize("kind", mailboxes.KINDS)
def test_the_stock_pipelines_keywords_find_the_comments_and_nothing_else(kind):
    mails = mailboxes.make(kind, 60, now=NOW)
    rows = [stock.row_of(uid, mailparser.parse_from_bytes(mail.content)) for uid, mail in enumerate(mails)]
    assert [mail.is_comment for mail in mails] == [stock.is_comment(row) for row in rows]


def test_a_filled_maildir_names_sizes_as_dovecot_reads_them(tmp_path):
    mails = mailboxes.make("small", 3, now=NOW)

    mailboxes.fill(tmp_path, mails, received_at=NOW)

    paths = sorted((tmp_path / "cur").iterdir())
    assert [mail.content for mail in mails] == [path.read_bytes() for path in paths]
    wire = len(mails[0].content.replace(b"\n", b"\r\n"))
    assert f"1529481600.M000000P1.bench,S={len(mails[0].content)},W={wire}:2," == paths[0].name
    assert NOW.timestamp() == paths[0].stat().st_mtime
