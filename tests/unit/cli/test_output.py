from __future__ import annotations

import json
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from zoneinfo import ZoneInfo

import pytest

from mailintake.cli import output
from mailintake.jobs.reports import DeliveryCounts, IntakeCounts


def test_counts_are_one_sentence_or_one_object_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    counts = IntakeCounts(new=3, kept=2, left=1, queued=2)

    output.print_counts("poll", counts, as_json=False)
    output.print_counts("poll", counts, as_json=True)

    told, as_json = capsys.readouterr().out.splitlines()
    assert told == "poll: 3 new, 2 kept, 1 left, 0 review, 0 held, 2 queued"
    assert as_json == '{"job": "poll", "new": 3, "kept": 2, "left": 1, "review": 0, "held": 0, "queued": 2}'


def test_what_deliver_counts_is_fixed(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_counts("deliver", DeliveryCounts(), as_json=True)

    assert list(json.loads(capsys.readouterr().out)) == ["job", "sent", "failed", "suppressed", "unknown", "waiting"]


def test_letters_stand_as_they_are_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_json({"text": "Åsens ”IF”\n"})

    assert capsys.readouterr().out == '{"text": "Åsens ”IF”\\n"}\n'


def test_a_table_is_as_wide_as_its_cells_and_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_table(("id", "subject"), [(1, "kort"), (100, "rött \x1b[31m\nnästa")], empty="Nothing.")

    assert capsys.readouterr().out == "id   subject\n1    kort\n100  rött  [31m nästa\n"


def test_a_table_without_rows_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_table(("id", "subject"), [], empty="No mail.")

    assert capsys.readouterr().out == "No mail.\n"


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2018, 10, 1, 21, 59, tzinfo=UTC), "2018-10-01 23:59"),
        (datetime(2018, 10, 1, 22, 0, tzinfo=UTC), "2018-10-02 00:00"),
        (None, "-"),
    ],
)
def test_moments_are_told_as_clocks_show_them_here(moment: datetime | None, text: str) -> None:
    assert output.local(moment, ZoneInfo("Europe/Stockholm")) == text


def test_the_plain_text_of_a_mail_has_the_line_ends_of_a_terminal() -> None:
    mail = EmailMessage()
    mail.set_content("Tack för synpunkterna!\nHälsningar\n")
    mail.add_alternative("<p>Tack</p>", subtype="html")

    assert output.plain_text(mail.as_bytes(policy=SMTP)) == "Tack för synpunkterna!\nHälsningar\n"


def test_a_mail_without_plain_text_has_none() -> None:
    assert output.plain_text(b"Content-Type: text/html\r\n\r\n<p>x</p>") == ""
