"""Every mail in every variant and language, read as people read it: by eye, by ear, in the dark and on a telephone."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from statistics import mean

import css_inline
import pytest
from fakes.consultations import LULEA, lulea
from fakes.letters import letter

from mailintake.classify.letter import Letter
from mailintake.classify.question import Request, read_question
from mailintake.classify.stance import read_stance
from mailintake.domain.comment import Stance
from mailintake.domain.finding import Status
from mailintake.domain.outbox import STAFF_KINDS, MailKind
from mailintake.notify.probe import MOST_BYTES_OF_HTML, MOST_WORDS_IN_ACKNOWLEDGEMENT, probe_templates
from mailintake.notify.samples import samples
from mailintake.notify.templates import MailTemplates
from mailintake.notify.words import difference, words_of_text

LANGUAGES = ("sv", "en", "fi")
SAMPLES = [sample for language in LANGUAGES for sample in samples(language, "Luleå kommun", lulea())]
GROUPS = {
    f"{language} {kind}": [sample for sample in SAMPLES if (sample.values.language, sample.kind) == (language, kind)]
    for language in LANGUAGES
    for kind in MailKind
}
SWEDISH = [sample for sample in SAMPLES if sample.values.language == "sv"]

LONGEST_MEAN_SENTENCE = 20
MOST_LIX = 40
LEAST_CONTRAST = 4.5


@pytest.fixture(scope="module")
def render(shipped):
    templates = MailTemplates([shipped])
    rendered = {}

    def rendered_once(sample):
        key = (sample.values.language, sample.name)
        if key not in rendered:
            rendered[key] = templates.render(sample.kind, sample.values)
        return rendered[key]

    return rendered_once


@pytest.fixture(params=GROUPS.values(), ids=GROUPS.keys())
def group(request):
    """All mails of one kind in one language."""
    return request.param


def sentences(text: str) -> list[list[str]]:
    """The sentences of a mail as lists of words; headings and lines of figures are none."""
    lines = re.sub(r"https?://\S+|\S+@\S+", "", text).replace("kl.\u00a0", "kl\u00a0").splitlines()
    prose = [line for line in lines if line.rstrip().endswith((".", "!", "?"))]
    return [words for line in prose for part in re.split(r"(?<=[.!?])\s", line) if (words := words_of_text(part))]


def lix(text: str) -> float:
    """Björnsson's index of how hard a Swedish text is to read: below 30 children's books, above 40 officialese."""
    found = sentences(text)
    words = [word for sentence in found for word in sentence]
    return len(words) / len(found) + 100 * sum(len(word) > 6 for word in words) / len(words)


def test_there_is_a_mail_of_every_kind_in_every_language_to_look_at():
    assert [name for name, mails in GROUPS.items() if not mails] == []


def test_the_text_and_the_html_say_the_same(render, group):
    for sample in group:
        rendered = render(sample)

        assert difference(rendered.text, rendered.html) == ""


def test_no_placeholder_is_left_and_nothing_is_undefined(render, group):
    for sample in group:
        rendered = render(sample)

        for part in (rendered.subject, rendered.text, rendered.html):
            assert not re.search(r"\{\{|\{%|\}\}|None|True|False|Undefined|\bnan\b", part)


def test_links_and_numbers_to_call_are_in_both(render, group):
    for sample in group:
        rendered = render(sample)
        links = set(re.findall(r"https://[^\s\"<]+", rendered.text))

        assert links == set(re.findall(r"href=\"(https://[^\"]+)\"", rendered.html))
        if sample.kind not in STAFF_KINDS:
            assert lulea().contact.phone in rendered.text
            assert f'href="tel:{re.sub("[^0-9]", "", lulea().contact.phone)}"' in rendered.html


def test_the_html_is_small_and_fetches_nothing(render, group):
    for sample in group:
        html = render(sample).html

        assert len(html.encode()) < MOST_BYTES_OF_HTML
        assert not re.search(r"<img|<link|<script|<iframe|src=|url\(|@import|@font-face", html, re.IGNORECASE)


def test_the_html_is_well_nested_and_tells_its_language(render, group):
    for sample in group:
        html = render(sample).html

        assert f'<html lang="{sample.values.language}">' in html
        assert _unclosed(html) == []


def test_layout_tables_are_silent_and_headings_are_real(render, group):
    for sample in group:
        html = render(sample).html

        assert html.count("<h1 ") == 1
        tables = re.findall(r"<table[^>]*>(?:\s*(?:<tbody>)?\s*<tr>\s*<th)?", html)
        assert all(('role="presentation"' in table) != ("<th" in table) for table in tables)


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_every_word_stands_out_from_what_it_stands_on(render, group, is_dark):
    for sample in group:
        html = render(sample).html

        worst = min(_contrasts(html, is_dark=is_dark))

        assert worst[0] >= LEAST_CONTRAST, worst


def test_an_acknowledgement_is_short_enough_to_be_read(render, group):
    for sample in group:
        if sample.kind is MailKind.ACKNOWLEDGEMENT:
            assert len(render(sample).text.split()) <= MOST_WORDS_IN_ACKNOWLEDGEMENT


@pytest.mark.parametrize("kind", MailKind)
def test_the_swedish_is_plain(render, tell_figure, kind):
    texts = {sample.name: render(sample).text for sample in SWEDISH if sample.kind is kind}
    hardness = {name: lix(text) for name, text in texts.items()}
    means = {name: mean(len(sentence) for sentence in sentences(text)) for name, text in texts.items()}
    words = [len(text.split()) for text in texts.values()]
    tell_figure(
        f"{kind}: {min(words)} to {max(words)} words; at the most LIX {max(hardness.values()):.0f} "
        f"and {max(means.values()):.1f} words a sentence"
    )

    assert {name: found for name, found in hardness.items() if found >= MOST_LIX} == {}
    assert {name: found for name, found in means.items() if found >= LONGEST_MEAN_SENTENCE} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_mails_ask_people_to_write_is_understood(render, language):
    quoted = {
        kind: [
            phrase
            for sample in SAMPLES
            if (sample.kind, sample.values.language) == (kind, language)
            for phrase in re.findall(r"[”“]([^”]+)”", render(sample).text)
        ]
        for kind in (MailKind.INVITATION, MailKind.REMINDER, MailKind.EXTENSION)
    }

    understood = {kind: [_understood(phrase) for phrase in dict.fromkeys(phrases)] for kind, phrases in quoted.items()}

    both = [Stance.ABSTAINS, Request.EXTENSION]
    assert understood == {
        MailKind.INVITATION: both,
        MailKind.REMINDER: both,
        MailKind.EXTENSION: [Stance.ABSTAINS],
    }


def test_the_check_finds_no_fault_in_the_shipped_templates(composer):
    findings = probe_templates(composer)

    assert {finding.status for finding in findings if finding.what.startswith("mail templates")} == {Status.OK}


def test_the_check_warns_of_a_language_that_answers_cannot_be_written_in(make_composer):
    german = replace(lulea(), languages=("sv", "de"))
    findings = probe_templates(make_composer(consultations={LULEA: german}))

    (warning,) = (finding for finding in findings if finding.status is Status.WARNING)
    assert "'de'" in warning.text


def test_the_check_tells_who_has_approved_a_greeting_and_which_is_a_draft(make_composer, shipped, tmp_path):
    (tmp_path / "se").mkdir()
    (tmp_path / "se/greeting.toml").write_text(
        'greeting = "Bures!"\napproved_by = "Elle Exempel"\napproved_on = 2018-06-01', encoding="utf-8"
    )
    (tmp_path / "fit").mkdir()
    (tmp_path / "fit/greeting.toml").write_text("greeting = 1", encoding="utf-8")

    findings = {
        finding.what: (finding.status, finding.text)
        for finding in probe_templates(make_composer(template_folders=[tmp_path, shipped]))
    }

    assert findings["mail greeting, se"] == (Status.OK, "approved by Elle Exempel, 2018-06-01")
    assert findings["mail greeting, smj"] == (Status.OK, "a draft, not used until staff have approved it")
    assert findings["mail greeting, fit"][0] is Status.FAULT


def test_the_check_does_not_ask_a_language_that_staff_do_not_read_for_their_mails(make_composer, shipped, tmp_path):
    _in_swedish_only(shipped, tmp_path)
    _without_mails_to_staff(shipped, tmp_path, "de")

    findings = probe_templates(make_composer(template_folders=[tmp_path]))

    assert [finding.text for finding in findings if finding.what == "mail templates, de"] == [
        "every mail can be written"
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("letter.html.j2", "<p>{{ words.opening }}</p>", "", "do not say the same"),
        ("letter.html.j2", "<p>{{ words.opening }}</p>", '<img src="https://x.example/a">', "fetches something"),
        ("sv/reminder.body.txt.j2", "Några meningar räcker.", "{{ '{{' }} namn }}", "unfilled"),
        ("sv/reminder.body.txt.j2", '" ~ contact_name', '" ~ contact_name.nothing', "has no attribute"),
        ("sv/reminder.body.txt.j2", "Några meningar räcker.", "ord " * 8000, "larger than"),
        ("sv/acknowledgement.body.txt.j2", "Tack för svaret!", "Tack! " * 120, "more than people read"),
    ],
)
def test_the_check_finds_what_is_wrong_with_a_template(make_composer, shipped, tmp_path, name, old, new, found):
    _in_swedish_only(shipped, tmp_path)
    source = (tmp_path / name).read_text(encoding="utf-8")
    assert old in source
    (tmp_path / name).write_text(source.replace(old, new), encoding="utf-8")

    findings = probe_templates(make_composer(template_folders=[tmp_path]))

    assert any(found in finding.text for finding in findings)


def _understood(phrase: str) -> Stance | Request:
    """What a mail that says no more than this is taken to say."""
    read = Letter.of(letter(f"{phrase[:1].upper()}{phrase[1:]}."))
    question = read_question(read)
    return question.request if question is not None else read_stance(read).stance


def _in_swedish_only(shipped, folder):
    """Copy the shipped templates but for the other languages: every mail is looked at in each there is."""
    others = [path.name for path in shipped.iterdir() if path.is_dir() and path.name != "sv"]
    shutil.copytree(shipped, folder, ignore=shutil.ignore_patterns(*others), dirs_exist_ok=True)


def _without_mails_to_staff(shipped, folder, language):
    names = shutil.ignore_patterns("digest.*", "alert.*")
    shutil.copytree(shipped / "sv", folder / language, ignore=names)


class _Elements(HTMLParser):
    """Walks a mail and keeps, for each piece of text, the colours it has and stands on."""

    _VOID = frozenset({"meta", "br", "img", "link", "hr", "input"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []
        self.seen: list[tuple[str, str, str]] = []
        self.mismatched: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in self._VOID:
            return
        attributes = dict(attrs)
        style = dict(self.open[-1][1]) if self.open else {}
        own = {
            part.split(":", 1)[0].strip(): part.split(":", 1)[1].replace("!important", "").strip()
            for part in (attributes.get("style") or "").split(";")
            if ":" in part
        }
        style |= {name: value for name, value in own.items() if name in {"color", "background-color", "display"}}
        self.open.append((tag, style))

    def handle_endtag(self, tag):
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        else:
            self.mismatched.append(tag)

    def handle_data(self, data):
        if data.strip() and self.open:
            tags = {tag for tag, _ in self.open}
            style = self.open[-1][1]
            if not tags & {"head", "style"} and style.get("display") != "none":
                self.seen.append((style["color"], style["background-color"], data.strip()))


def _unclosed(html: str) -> list[str]:
    elements = _Elements()
    elements.feed(html)
    return [tag for tag, _ in elements.open] + elements.mismatched


def _contrasts(html: str, *, is_dark: bool) -> list[tuple[float, str, str, str]]:
    elements = _Elements()
    elements.feed(_in_the_dark(html) if is_dark else html)
    return [(_contrast(front, back), front, back, text) for front, back, text in elements.seen]


def _in_the_dark(html: str) -> str:
    """A mail with the rules for readers who prefer dark written into its tags, as a mail program applies them."""
    sheet = re.search(r"prefers-color-scheme: dark\) \{(.*?)\n\}", html, re.DOTALL)
    assert sheet is not None
    return css_inline.CSSInliner(inline_style_tags=False, keep_style_tags=True, extra_css=sheet[1]).inline(html)


def _contrast(front: str, back: str) -> float:
    """The contrast of two colours (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
