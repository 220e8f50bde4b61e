"""Our mails as people see them: each on a telephone and on a computer, in light and in dark, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from fakes.consultations import STOCKHOLM, lulea
from servers.chromium import Chromium, Scheme

from mailintake.domain.outbox import MailKind
from mailintake.notify.compose import TemplateComposer
from mailintake.notify.samples import samples
from mailintake.notify.specimens import specimen

TEMPLATES = Path(__file__).parents[2] / "templates" / "mail"
LANGUAGES = ("sv", "en", "fi")
# A telephone and the reading pane of a mail program on a computer, in CSS pixels.
WIDTHS = (375, 700)
# Where WCAG 2.2, 1.4.10 asks that nobody has to scroll sideways.
NARROWEST = 320

# Relative luminance (WCAG 2.2) of what is meant by a dark and by a light ground.
DARKEST_LIGHT, LIGHTEST_DARK = 0.7, 0.1

_AT = datetime(2018, 9, 20, 12, 5, tzinfo=UTC)
_LONG_WORDS = {
    "skiss.dwg": "protokoll_fran_arsmotet_i_exempelbyns_byaforening_2018_slut.dwg",
    "Exempelbyns byaförening": "Exempelbyns-och-Exempelvikens-samfällighetsförening",
    lulea().contact.email: "samhällsutvecklingsavdelningen.remissvar@kommun.example",
}
# Asked of the page: how wide it is, the grounds of the page and of what it says, and every text that is cut off, lies
# outside of the box it belongs to, or lies over another one.
_LOOK = """
(async () => {
  await new Promise(done => requestAnimationFrame(done));
  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const shown = [], cut = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (!box.width || !box.height) continue;
      shown.push({box, text});
      for (let around = text.parentElement; around !== document.body; around = around.parentElement) {
        if (getComputedStyle(around).display === "inline") continue;
        const limits = around.getBoundingClientRect();
        const hides = getComputedStyle(around).overflow !== "visible";
        const isOutside = box.left < limits.left - 1 || box.right > limits.right + 1;
        const isHidden = hides && (box.top < limits.top - 1 || box.bottom > limits.bottom + 1);
        if (isOutside || isHidden) { cut.push(text.data.trim()); break; }
      }
    }
  }
  const covered = [];
  for (let one = 0; one < shown.length; one++) {
    for (let other = one + 1; other < shown.length; other++) {
      const a = shown[one].box, b = shown[other].box;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && high > Math.min(a.height, b.height) / 2) covered.push(shown[other].text.data.trim());
    }
  }
  return {
    width: document.documentElement.scrollWidth,
    page: ground(document.body),
    card: ground(document.querySelector("h1")),
    texts: shown.length,
    cut: [...new Set(cut)],
    covered: [...new Set(covered)],
  };
})()
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """The HTML of one of our mails."""

    kind: MailKind
    name: str  # kind, variant and language
    html: str


@cache
def pages(language: str) -> tuple[Page, ...]:
    """Return every mail in every variant, in a language, as it is sent about the shipped consultation."""
    return tuple(_pages(language))


def with_long_words(page: Page) -> Page:
    """Return a mail about names that are longer than a telephone is wide, as files and associations have them."""
    html = page.html
    for short, long in _LONG_WORDS.items():
        html = html.replace(short, long)
    return replace(page, html=html)


def look_at(browser: Chromium, page: Page, *, width: int, scheme: Scheme) -> Iterator[str]:
    """Show a mail and yield what a reader would complain of, in words."""
    browser.look(width=width, scheme=scheme)
    browser.show(page.html)
    seen = browser.evaluate(_LOOK)
    if not seen["texts"]:
        yield "nothing is shown"
    if seen["width"] > width:
        yield f"it is {seen['width']} pixels wide, so one has to scroll sideways"
    for what in ("page", "card"):
        brightness = luminance(seen[what])
        if scheme is Scheme.DARK and brightness > LIGHTEST_DARK:
            yield f"the {what} is bright in the dark: {seen[what]}"
        if scheme is Scheme.LIGHT and brightness < DARKEST_LIGHT:
            yield f"the {what} is dark in the light: {seen[what]}"
    yield from (f"cut off: {text}" for text in seen["cut"])
    yield from (f"lies over another text: {text}" for text in seen["covered"])
    yield from (f"fetched: {address}" for address in browser.fetched)


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2) of a colour such as ``rgb(18, 24, 28)``: black is 0, white is 1."""
    parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _pages(language: str) -> Iterator[Page]:
    consultation = lulea()
    composer = TemplateComposer(
        template_folders=[TEMPLATES],
        service_name="Luleå kommun",
        sender="Luleå kommun <lulea.kommun@lulea.se>",
        language="sv",
        zone=STOCKHOLM,
        base_url="https://granska.kommun.example",
        secret=b"the secret of an installation ...",
        consultations={consultation.key: consultation},
    )
    for sample in samples(language, composer.service_name, consultation):
        one = specimen(composer, sample, consultation, _AT)
        yield Page(kind=one.kind, name=one.name, html=one.body("html"))
