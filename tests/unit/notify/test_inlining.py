"""The looks stand in one style sheet and are written into the tags of each mail."""

from __future__ import annotations

import re

import pytest

from mailintake.domain.outbox import MailKind
from mailintake.notify.inlining import Inliner
from mailintake.notify.samples import samples
from mailintake.notify.templates import MailTemplates

PAGE = (
    "<!DOCTYPE html><html><head><style>@media print { p { color: black !important } }</style></head>"
    '<body><p class="a">&lt;b&gt; &amp; &quot;</p><!--[if mso]><p><![endif]--><p>x</p></body></html>'
)


@pytest.fixture(scope="module")
def reminder(shipped):
    templates = MailTemplates([shipped])
    values = next(one.values for one in samples("sv", "Luleå kommun") if one.kind is MailKind.REMINDER)
    return templates.render(MailKind.REMINDER, values).html


def test_a_rule_is_written_into_the_tags_it_is_for():
    page = Inliner("p { margin: 0 } .a { color: red }").inlined(PAGE)

    assert '<p class="a" style="margin: 0;color: red;">' in page
    assert '<p style="margin: 0;">x</p>' in page


def test_what_stands_in_the_head_and_what_outlook_reads_stays():
    page = Inliner("p { margin: 0 }").inlined(PAGE)

    assert "<style>@media print { p { color: black !important } }</style>" in page
    assert "<!--[if mso]><p><![endif]-->" in page


def test_text_that_looks_like_tags_stays_text():
    assert '&lt;b&gt; &amp; "' in Inliner("p { margin: 0 }").inlined(PAGE)


@pytest.mark.parametrize("rule", ["@import url('https://x.example/a.css');", "p { color: red"])
def test_a_style_sheet_that_fetches_or_is_not_finished_fetches_nothing(rule):
    assert "x.example" not in Inliner(rule).inlined(PAGE)


def test_a_mail_keeps_what_is_for_screens_and_for_outlook(reminder):
    head = reminder.partition("</head>")[0]

    for kept in ("prefers-color-scheme: dark", "max-width: 480px", "<!--[if mso]><style>", "color-scheme"):
        assert kept in head
    assert reminder.count("<!--[if mso]>") == reminder.count("<![endif]-->") == 3


def test_every_rule_of_the_style_sheet_is_for_a_tag_of_some_mail(shipped):
    sheet = (shipped / "style.css").read_text(encoding="utf-8")
    layouts = "".join(path.read_text(encoding="utf-8") for path in shipped.glob("*.html.j2"))
    used = {name for names in re.findall(r'class="([a-z ]+)"', layouts) for name in names.split()}
    used |= {name for names in re.findall(r'table\("([a-z ]+)"\)', layouts) for name in names.split()}
    named = set(re.findall(r"\.([a-z]+)(?=[ ,:{])", re.sub(r"/\*.*?\*/|\{[^}]*\}", " ", sheet, flags=re.DOTALL)))

    assert named == used
