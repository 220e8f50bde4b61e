"""Templates are checked before the first mail, and can do no more than show values."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace

import pytest

from mailintake.domain.alert import AlertCode
from mailintake.domain.outbox import MailKind
from mailintake.errors import TemplateError
from mailintake.notify.samples import samples
from mailintake.notify.templates import PARTS, PLACEHOLDERS, MailTemplates, template_name


@pytest.fixture
def own(tmp_path):
    """The operator's own folder: each test puts in it what it is about."""
    return tmp_path / "own"


def _put(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _reminder(language="sv"):
    return next(one.values for one in samples(language, "Luleå kommun") if one.kind is MailKind.REMINDER)


def test_the_shipped_templates_are_whole(shipped):
    templates = MailTemplates([shipped])

    templates.check()

    assert templates.languages == {"sv", "en", "fi"}


@pytest.mark.parametrize("language", ["sv", "en", "fi"])
@pytest.mark.parametrize("kind", PLACEHOLDERS)
def test_every_kind_has_its_three_parts_in_every_language(shipped, language, kind):
    assert all((shipped / template_name(language, kind, part)).is_file() for part in PARTS)


def test_every_kind_of_mail_has_its_placeholders():
    assert set(PLACEHOLDERS) == set(MailKind)


@pytest.mark.parametrize("language", ["sv", "en", "fi"])
@pytest.mark.parametrize("code", AlertCode)
def test_every_alert_has_its_heading_its_sentence_and_its_remedy_in_every_language(shipped, language, code):
    templates = MailTemplates([shipped])
    [values] = [one.values for one in samples(language, "Luleå kommun") if one.name == f"alert {code}"]

    rendered = templates.render(MailKind.ALERT, values)
    unknown = templates.render(MailKind.ALERT, replace(values, code="no-such-alert"))

    assert rendered.subject != unknown.subject
    # Heading, sentence, remedy's heading, remedy: by themselves in their lines.
    texts = (rendered.text, unknown.text.replace("no-such-alert", code))
    lines = [[line for line in text.splitlines() if line] for text in texts]
    assert [line == other for line, other in zip(*lines, strict=True)][:4] == [False, False, True, False]


def test_the_first_folder_that_has_a_template_wins(shipped, own):
    _put(own, "sv/reminder.subject.txt.j2", "Hej {{ organisation }}")

    rendered = MailTemplates([own, shipped]).render(MailKind.REMINDER, _reminder())

    assert rendered.subject == "Hej Exempelbyns byaförening"
    assert rendered.text.startswith("Vi vill gärna veta")


def test_a_new_language_is_one_folder(shipped, own):
    shutil.copytree(shipped / "sv", own / "de")
    templates = MailTemplates([own, shipped])

    templates.check()

    assert templates.render(MailKind.REMINDER, replace(_reminder(), language="de")).text.startswith("Vi vill")


@pytest.mark.parametrize(
    "name", ["digest.body.html.j2", "alert.subject.txt.j2", "decision.body.txt.j2", "registered.subject.txt.j2"]
)
def test_a_language_that_lacks_a_part_is_refused(shipped, own, name):
    shutil.copytree(shipped / "sv", own / "de")
    (own / "de" / name).unlink()

    with pytest.raises(TemplateError, match=f"de/{re.escape(name)} is missing") as error:
        MailTemplates([own, shipped]).check()

    assert "Copy it from a language that has it" in error.value.remedy


def test_a_language_needs_the_mails_to_staff_only_where_it_is_theirs(shipped, own):
    shutil.copytree(shipped / "sv", own / "de", ignore=shutil.ignore_patterns("digest.*", "alert.*"))
    templates = MailTemplates([own, shipped])

    templates.check("sv")

    assert "de" in templates.languages
    with pytest.raises(TemplateError, match="no alert to staff in 'de'") as error:
        templates.check("de")
    assert "Copy it from a language that has it" in error.value.remedy


def test_a_folder_with_nothing_but_a_greeting_is_no_full_language(shipped, own):
    _put(own, "sma/greeting.toml", 'greeting = "Buaregh!"')
    templates = MailTemplates([own, shipped])

    templates.check()

    assert templates.greeted == {"se", "smj", "fit", "sma"}
    assert templates.languages == {"sv", "en", "fi"}
    assert templates.greeting_in("sma").text == "Buaregh!"
    assert templates.greeting_in("sv") is None


def test_a_language_is_full_and_not_greeted_once_its_mails_are_written(shipped, own):
    shutil.copytree(shipped / "sv", own / "se")

    templates = MailTemplates([own, shipped])

    assert ("se" in templates.languages, "se" in templates.greeted) == (True, False)


@pytest.mark.parametrize("begun", ["se/reminder.subject.txt.j2", "sma/readme.txt"])
def test_a_language_that_is_begun_and_not_finished_is_refused(shipped, own, begun):
    _put(own, begun, "Påminnelse")

    with pytest.raises(TemplateError, match=r"(se|sma)/invitation\.body\.txt\.j2 is missing"):
        MailTemplates([own, shipped]).check()


def test_a_greeting_that_cannot_be_used_is_refused_with_its_file(shipped, own):
    _put(own, "se/greeting.toml", 'hello = "Bures!"')

    with pytest.raises(TemplateError, match=r"se/greeting\.toml: there is no key 'hello'"):
        MailTemplates([own, shipped]).check()


def test_the_looks_are_one_file_that_ones_own_folder_may_replace(shipped, own):
    _put(own, "style.css", "h1 { color: #112233 }")

    html = MailTemplates([own, shipped]).render(MailKind.REMINDER, _reminder()).html

    assert '<h1 style="color: #112233;">' in html


def test_a_folder_without_a_style_sheet_is_refused(shipped, own):
    shutil.copytree(shipped, own, ignore=shutil.ignore_patterns("style.css"))

    with pytest.raises(TemplateError, match=r"style\.css is missing"):
        MailTemplates([own]).check()


def test_a_layout_that_is_missing_is_refused(shipped, own):
    _put(own, "sv/alert.body.html.j2", '{% extends "nowhere.html.j2" %}')

    with pytest.raises(TemplateError, match=r"nowhere\.html\.j2 is missing"):
        MailTemplates([own, shipped]).check()


def test_a_misspelt_template_is_refused_with_its_line(shipped, own):
    _put(own, "sv/alert.body.txt.j2", "rad ett\n{% if code %}\n{{ code")

    with pytest.raises(TemplateError, match=r"sv/alert\.body\.txt\.j2, line 3"):
        MailTemplates([own, shipped]).check()


def test_an_unknown_placeholder_is_refused_with_its_line_and_the_known_ones(shipped, own):
    _put(own, "sv/reminder.subject.txt.j2", "Svara\n{{ dedline }}")

    with pytest.raises(TemplateError, match=r"sv/reminder\.subject\.txt\.j2, line 2: .*'dedline'") as error:
        MailTemplates([own, shipped]).check()

    assert "deadline" in error.value.remedy


def test_a_placeholder_of_another_kind_is_unknown(shipped, own):
    _put(own, "sv/alert.subject.txt.j2", "{{ reference }}")

    with pytest.raises(TemplateError, match="'reference'"):
        MailTemplates([own, shipped]).check()


def test_a_sentence_that_the_text_lacks_is_refused_where_the_html_shows_it(shipped, own):
    _put(own, "sv/reminder.body.html.j2", "{{ words.heading }}\n{{ words.nothing }}")

    with pytest.raises(TemplateError, match=r"html\.j2, line 2: sv/reminder\.body\.txt\.j2 has no sentence 'nothing'"):
        MailTemplates([own, shipped]).check()


def test_a_sentence_that_the_text_lacks_is_refused_where_the_layout_shows_it(shipped, own):
    text = (shipped / "sv/reminder.body.txt.j2").read_text(encoding="utf-8")
    _put(own, "sv/reminder.body.txt.j2", text.replace("{% set public =", "{% set puplic ="))

    with pytest.raises(TemplateError, match=r"letter\.txt\.j2, line \d+: there is no placeholder 'public'"):
        MailTemplates([own, shipped]).check()


def test_a_layout_that_extends_itself_does_not_hold_the_check_for_ever(shipped, own):
    _put(own, "sv/alert.body.html.j2", '{% extends "sv/alert.body.html.j2" %}')
    templates = MailTemplates([own, shipped])

    templates.check()

    alert = next(one.values for one in samples("sv", "Luleå kommun") if one.kind is MailKind.ALERT)
    with pytest.raises(TemplateError, match="recursion"):
        templates.render(MailKind.ALERT, alert)


def test_a_folder_without_templates_is_refused(tmp_path):
    with pytest.raises(TemplateError, match="no mail templates"):
        MailTemplates([tmp_path]).check()


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ 'x'.upper() }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ 'x' * 999999999 }}",
        "{{ 10 ** 999999999 }}",
        "{{ '%0999999999d' % 1 }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ self.__init__ }}",
        "{{ words.__class__ }}",
    ],
)
def test_a_template_can_call_no_method_and_make_much_of_little(shipped, own, hostile):
    _put(own, "sv/reminder.subject.txt.j2", hostile)

    with pytest.raises(TemplateError, match="reminder"):
        MailTemplates([own, shipped]).render(MailKind.REMINDER, _reminder())


@pytest.mark.parametrize("unknown", ["{{ title | safe }}", "{{ title | center(999999999) }}", "{{ range(9) }}"])
def test_what_jinja_offers_beside_is_not_there(shipped, own, unknown):
    _put(own, "sv/reminder.subject.txt.j2", unknown)

    with pytest.raises(TemplateError):
        MailTemplates([own, shipped]).check()


def test_a_template_that_runs_away_is_stopped(shipped, own):
    loops = "".join(f"{{% for a{number} in title %}}" for number in range(4))
    _put(own, "sv/reminder.subject.txt.j2", f"{loops}{{{{ title }}}}{'{% endfor %}' * 4}")

    with pytest.raises(TemplateError, match="more than"):
        MailTemplates([own, shipped]).render(MailKind.REMINDER, replace(_reminder(), title="a" * 12))


def test_values_are_escaped_in_html_and_not_in_text(shipped):
    hostile = '<b onload="x">&\'</b>'

    rendered = MailTemplates([shipped]).render(
        MailKind.REMINDER, replace(_reminder(), title=hostile, organisation=hostile, contact_name=hostile)
    )

    assert hostile in rendered.text
    assert "<b" not in rendered.html.replace("<body", "").replace("<br", "")
    assert rendered.html.count('&lt;b onload="x"&gt;&amp;\'&lt;/b&gt;') == 3


def test_sentences_that_are_made_of_values_are_escaped_in_html_too(shipped):
    hostile = "<script>x</script>"
    busy = next(one.values for one in samples("sv", "Luleå kommun") if one.name == "digest busy")
    row = busy.tray[0] | {"organisation": hostile, "label": hostile, "is_records_request": 0}

    rendered = MailTemplates([shipped]).render(
        MailKind.DIGEST, replace(busy, tray=[row], bounced=[hostile], suppressed=[{"reason": hostile, "count": 1}])
    )

    assert "<script" not in rendered.html
    assert rendered.text.count(hostile) == 4


def test_a_subject_is_one_line(shipped, own):
    _put(own, "sv/reminder.subject.txt.j2", "två\n\n  rader  ")

    assert MailTemplates([own, shipped]).render(MailKind.REMINDER, _reminder()).subject == "två rader"
