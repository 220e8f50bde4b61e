"""Our mails by the rules of WCAG 2.2 AA, as axe-core tries them in a real browser, in light and in dark."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest
from pictures import LANGUAGES, pages
from servers.chromium import Chromium, Scheme

pytestmark = [pytest.mark.chromium, pytest.mark.xdist_group("chromium")]

AXE = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
# A mail is no page of its own: mail programs put it into theirs, which has the landmarks, and take <main> and its like
# out of it.
NOT_OF_A_MAIL = ("landmark-one-main", "region")
# What the dark changes is colours alone.
_OPTIONS = {
    Scheme.LIGHT: {"rules": {rule: {"enabled": False} for rule in NOT_OF_A_MAIL}},
    Scheme.DARK: {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
_RUN = """
axe.run(document, %s).then(found => ({
  violations: found.violations.map(one => one.id + ": " + one.nodes.map(node => node.html).join(" ")),
  passes: found.passes.map(one => one.id),
}))
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with Chromium() as opened:
        opened.evaluate(f"{AXE};0")
        yield opened


@pytest.fixture
def try_rules(browser: Chromium) -> Callable[..., dict[str, list[str]]]:
    def tried(html: str, scheme: Scheme = Scheme.LIGHT) -> dict[str, list[str]]:
        browser.look(width=375, scheme=scheme)
        browser.show(html)
        found: dict[str, list[str]] = browser.evaluate(_RUN % json.dumps(_OPTIONS[scheme]))
        return found

    return tried


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_is_broken(try_rules: Callable[..., Any], language: str, scheme: Scheme) -> None:
    found = {page.name: try_rules(page.html, scheme)["violations"] for page in pages(language)}

    assert {name: broken for name, broken in found.items() if broken} == {}


def test_the_rules_are_tried_on_what_there_is(try_rules: Callable[..., Any]) -> None:
    page = pages("sv")[0]

    in_the_light, in_the_dark = (set(try_rules(page.html, scheme)["passes"]) for scheme in (Scheme.LIGHT, Scheme.DARK))

    assert {"color-contrast", "document-title", "html-has-lang", "html-lang-valid", "heading-order"} <= in_the_light
    assert "color-contrast" in in_the_dark


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<p style='color:#999'>pale</p>", "color-contrast"),
        ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", "image-alt"),
        ("<h1>One</h1><h3>Three</h3>", "heading-order"),
        ("<h1>One</h1><ul><p>no item</p></ul>", "list"),
        ("<a href='https://kommun.example'></a>", "link-name"),
    ],
)
def test_a_broken_rule_would_be_found(try_rules: Callable[..., Any], html: str, rule: str) -> None:
    whole = f"<!DOCTYPE html><html lang=sv><title>t</title><body style='background:#fff'>{html}"

    assert rule in {found.partition(":")[0] for found in try_rules(whole)["violations"]}


def test_a_text_that_is_too_dark_in_the_dark_would_be_found(try_rules: Callable[..., Any]) -> None:
    html = (
        "<!DOCTYPE html><html lang=sv><title>t</title><style>@media (prefers-color-scheme: dark) "
        "{ body { background: #111 } }</style><body><h1 style='color:#333'>Dark</h1>"
    )

    in_the_light, in_the_dark = (try_rules(html, scheme)["violations"] for scheme in (Scheme.LIGHT, Scheme.DARK))

    assert in_the_light == []
    assert [found.partition(":")[0] for found in in_the_dark] == ["color-contrast"]
