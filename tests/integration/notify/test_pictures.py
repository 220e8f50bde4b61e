"""Our mails in a real browser: on a telephone and on a computer, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from pictures import LANGUAGES, NARROWEST, WIDTHS, Page, look_at, luminance, pages, with_long_words
from pictures.__main__ import main as make_pictures
from servers.chromium import Chromium, Scheme

from mailintake.domain.outbox import MailKind

pytestmark = [pytest.mark.chromium, pytest.mark.xdist_group("chromium")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with Chromium() as opened:
        yield opened


@pytest.mark.parametrize(("width", "scheme"), [(NARROWEST, Scheme.LIGHT), *product(WIDTHS, Scheme)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_has_to_scroll_sideways_guess_at_a_cut_text_or_be_blinded(
    browser: Chromium, language: str, width: int, scheme: Scheme
) -> None:
    found = {page.name: list(look_at(browser, page, width=width, scheme=scheme)) for page in pages(language)}

    assert {name: complaints for name, complaints in found.items() if complaints} == {}


@pytest.mark.parametrize("width", [NARROWEST, *WIDTHS])
def test_a_word_that_is_longer_than_the_line_is_broken(browser: Chromium, width: int) -> None:
    mails = [with_long_words(page) for page in pages("sv")]

    found = {page.name: list(look_at(browser, page, width=width, scheme=Scheme.LIGHT)) for page in mails}

    assert {page.kind for page, short in zip(mails, pages("sv"), strict=True) if page != short} >= {
        *(MailKind.INVITATION, MailKind.ACKNOWLEDGEMENT, MailKind.REMINDER, MailKind.DIGEST)
    }
    assert {name: complaints for name, complaints in found.items() if complaints} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_mail_is_looked_at(language: str) -> None:
    assert {page.kind for page in pages(language)} == set(MailKind)


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<h1>Wide</h1><table><tr><td style='min-width:900px'>text</td></tr></table>", "scroll sideways"),
        ("<h1 style='width:20px;overflow:visible'>Unbreakable</h1>", "cut off: Unbreakable"),
        ("<h1>Low</h1><div style='height:9px;overflow:hidden'>one<br>two</div>", "cut off: two"),
        ("<h1>Under</h1><p style='margin-top:-60px'>over</p>", "lies over another text: over"),
        ("<h1>Fetched</h1><img alt='' src='https://pixel.example/a.gif'>", "fetched: https://pixel.example/a.gif"),
        (
            "<h1>Fetched</h1><p style='background:url(https://pixel.example/b)'>b</p>",
            "fetched: https://pixel.example/b",
        ),
        ("<h1>Bright</h1>", "the page is bright in the dark"),
        ("<body style='background:#000'><h1 style='background:#fff'>Bright</h1>", "the card is bright in the dark"),
        ("", "nothing is shown"),
    ],
)
def test_a_mail_that_is_laid_out_badly_would_be_found(browser: Chromium, html: str, complaint: str) -> None:
    page = Page(kind=MailKind.ALERT, name="bad", html=f"<!DOCTYPE html>{html}")

    assert [found for found in look_at(browser, page, width=375, scheme=Scheme.DARK) if complaint in found]


def test_the_same_mail_is_light_for_who_prefers_light(browser: Chromium) -> None:
    page = Page(kind=MailKind.ALERT, name="dark", html="<!DOCTYPE html><body style='background:#111'><h1>Dark</h1>")

    complaints = list(look_at(browser, page, width=700, scheme=Scheme.LIGHT))

    assert [found.partition(":")[0] for found in complaints] == [
        "the page is dark in the light",
        "the card is dark in the light",
    ]


def test_the_brightness_of_a_colour_is_that_of_the_guidelines() -> None:
    assert [round(luminance(colour), 3) for colour in ("rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgb(119, 119, 119)")] == [
        0,
        1,
        0.184,
    ]


def test_pictures_are_written_into_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = make_pictures(["--to", str(tmp_path), "--language", "sv", "--only", "alert"])

    files = sorted(tmp_path.iterdir())
    assert status == 0
    assert [file.name.rpartition("-sv-")[2] for file in files] == [
        "375-dark.png",
        "375-light.png",
        "700-dark.png",
        "700-light.png",
    ]
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)
    assert capsys.readouterr().out.splitlines()[-1] == "1 mails, 4 pictures, 0 complaints"
