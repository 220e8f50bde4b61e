"""The digest tells the whole state on one screen: bounded, in order of urgency, and it adds up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from fakes.consultations import STOCKHOLM, lulea

from mailintake.domain.outbox import MailKind
from mailintake.notify.digest_values import digest_values
from mailintake.notify.sample_digests import busy_digest, quiet_digest
from mailintake.notify.templates import MailTemplates

BUSY, QUIET = busy_digest(lulea()), quiet_digest(lulea())


def _values(digest, language="sv", base_url=""):
    return digest_values(digest, zone=STOCKHOLM, base_url=base_url, service_name="Luleå kommun", language=language)


@pytest.fixture(scope="module")
def render(shipped):
    templates = MailTemplates([shipped])
    return lambda digest, language="sv": templates.render(MailKind.DIGEST, _values(digest, language))


def _figures(digest, **changed):
    return replace(digest, consultations=(replace(digest.consultations[0], **changed),))


@pytest.mark.parametrize(
    ("digest", "language", "subject"),
    [
        (BUSY, "sv", "Försenat: Läget 20 september: 3 nya, 3 att avgöra, 11 dagar kvar"),
        (BUSY, "en", "Delayed: State of 20 September: 3 new, 3 to decide, 11 days left"),
        (QUIET, "sv", "Läget 20 september: 0 nya, 0 att avgöra, 11 dagar kvar"),
        (_figures(BUSY, days_left=1), "sv", "Försenat: Läget 20 september: 3 nya, 3 att avgöra, 1 dag kvar"),
        (_figures(QUIET, days_left=0), "sv", "Läget 20 september: 0 nya, 0 att avgöra, sista dagen i dag"),
        (_figures(QUIET, days_left=-3), "sv", "Läget 20 september: 0 nya, 0 att avgöra, 26 har inte svarat"),
        (_figures(QUIET, days_left=-3), "en", "State of 20 September: 0 new, 0 to decide, 26 silent"),
        (BUSY, "fi", "Myöhässä: Tilanne 20. syyskuuta: 3 uutta, 3 päätettävänä, 11 päivää jäljellä"),
        (_figures(QUIET, days_left=0), "fi", "Tilanne 20. syyskuuta: 0 uutta, 0 päätettävänä, viimeinen päivä tänään"),
        (replace(QUIET, consultations=()), "sv", "Läget 20 september: 0 nya, 0 att avgöra, 0 har inte svarat"),
    ],
)
def test_the_subject_has_the_three_figures(render, digest, language, subject):
    assert render(digest, language).subject.replace("\u00a0", " ") == subject


def test_the_days_left_are_those_of_the_nearest_open_consultation():
    first = QUIET.consultations[0]
    several = replace(QUIET, consultations=tuple(replace(first, days_left=days) for days in (40, -2, 7)))

    assert _values(several).days_left == 7


def test_requests_for_documents_come_first_then_what_could_not_be_read_then_by_age():
    rows = _values(BUSY).tray

    assert [(row["is_records_request"], row["is_held"]) for row in rows] == [(1, 0), (0, 1), (0, 0)]


@pytest.mark.parametrize(("language", "word"), [("sv", "post"), ("en", "item"), ("fi", "kohta")])
def test_each_line_of_the_tray_tells_the_number_by_which_staff_take_it_up(render, language, word):
    rendered = render(BUSY, language)

    for part in (rendered.text, unescape(rendered.html)):
        assert [line.item_id for line in BUSY.tray if f"({word}\u00a0{line.item_id})" not in part] == []


def test_a_long_tray_is_cut_and_counted(render):
    long = replace(BUSY, tray=BUSY.tray[:1] * 40)

    assert (len(_values(long).tray), _values(long).more_tray, _values(long).to_decide) == (12, 28, 40)
    assert "28 till väntar i granskningen" in render(long).text


def test_silent_organisations_are_named_up_to_a_bound_and_counted(render):
    text = render(QUIET).text

    assert "Förening nummer 8 och 18 till." in text
    assert "Förening nummer 9" not in text


def test_answered_of_invited_is_a_bar_that_reads_as_text_too(render):
    rendered = render(QUIET)

    assert "[#######-------------] 14 av 40 inbjudna har svarat (35 procent), 2 av dem avstår." in rendered.text
    assert 'width="35%"' in rendered.html
    assert 'width="65%"' in rendered.html


@pytest.mark.parametrize(("silent", "answered", "percent", "bar"), [(0, 3, 100, "#" * 20), (3, 0, 0, "-" * 20)])
def test_a_bar_may_be_full_or_empty(render, silent, answered, percent, bar):
    digest = _figures(QUIET, invited=3, silent=("A", "B", "C")[:silent])
    (state,) = _values(digest).consultations

    assert (state["answered"], state["percent"], state["bar"]) == (answered, percent, bar)
    assert f'width="{100}%"' in render(digest).html


def test_a_consultation_that_nobody_is_invited_to_has_no_bar(render):
    assert "inbjudna" not in render(_figures(QUIET, invited=0, declined=0, silent=())).text


def test_new_comments_are_one_line_each(render):
    text = render(BUSY).text.replace("\u00a0", " ")

    assert "- EX-7F3-KQ2 Exempelbyns byaförening, 20 september kl. 12.05, bedömning: tillstyrker med ändring\n" in text
    assert "- EX-9CD-H4M Påhittade idrottsklubben, 20 september kl. 09.05, komplettering\n" in text
    assert "- EX-2WX-6TN okänd avsändare, 20 september kl. 07.05, rättelse, kom sent\n" in text


def test_the_reconciliation_says_whether_it_adds_up(render):
    assert "INBOX: 1204 i brevlådan = 1204 sedda = 26 sparade + 1178 lämnade. Det stämmer." in render(QUIET).text
    assert "INBOX: 1204 i brevlådan = 1202 sedda = 30 sparade + 1172 lämnade. Det stämmer inte: 2 är inte sedda." in (
        render(BUSY).text
    )


def test_a_reconciliation_that_does_not_add_up_is_among_what_is_to_be_done(render):
    assert "- Brevlådan och liggaren stämmer inte överens: se siffrorna nedan" in render(BUSY).text
    assert "stämmer inte" not in render(QUIET).text


def test_mail_of_ours_that_may_not_have_arrived_is_to_be_decided(render):
    text = render(BUSY).text

    assert "- 1 mejl från oss har kanske inte kommit fram: skicka igen eller släpp" in text
    assert "- 2 mejl från oss gick inte att skicka" in text
    assert "- Adressen fungerar inte: Exempelsjöns fiskeklubb" in text


def test_late_comments_and_reminders_that_wait_for_approval_are_pointed_out(render):
    text = render(BUSY).text

    assert "- 1 synpunkt kom efter sista svarsdag\n" in text
    assert "- Påminnelser väntar på ditt ja: lulea-lok-2018, 2018-09-17\n" in text
    assert "efter sista svarsdag" not in render(QUIET).text


def test_a_mail_that_has_waited_for_more_than_a_day_is_pointed_out(render):
    first = BUSY.tray[0]
    day = timedelta(days=1)
    old, fresh = (
        replace(BUSY, tray=(replace(first, received_at=BUSY.until - age),)) for age in (day + timedelta(seconds=1), day)
    )

    assert "(post\u00a01), har väntat mer än ett dygn\n" in render(old).text
    assert "dygn" not in render(fresh).text


def test_what_waits_for_a_person_is_counted(render):
    assert BUSY.needs_attention == 3 + 1 + 2 + 1 + 1
    assert "8 att göra." in render(BUSY).html


def test_a_quiet_day_says_that_nothing_waits(render):
    rendered = render(QUIET)

    assert "Att göra\nInget väntar på dig.\n" in rendered.text
    assert "Inget nytt sedan sist." in rendered.text


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(1, None), (60, None), (61, "Brevlådan har inte lästs på över en timme"), (None, "Brevlådan har aldrig lästs")],
)
def test_a_mailbox_that_has_not_been_read_is_told_of(render, minutes, told):
    last = None if minutes is None else QUIET.until - timedelta(minutes=minutes)
    text = render(replace(QUIET, last_poll_at=last)).text

    assert (told in text) if told else ("- Brevlådan har" not in text)


def test_a_delayed_digest_says_so(render):
    assert "Det här sammandraget är försenat." in render(BUSY).text
    assert "försenat" not in render(QUIET).text


def test_a_deadline_on_a_weekend_is_warned_about(render):
    assert "Dagen infaller på en helg." in render(_figures(QUIET, is_deadline_on_weekend=True)).text
    assert "helg" not in render(QUIET).text


def test_a_reason_that_no_language_knows_is_shown_as_it_is(render):
    text = render(replace(QUIET, suppressed=(("new_reason", 2), ("breaker", 1)))).text

    assert "3 fick inget automatiskt svar: 2 new_reason, 1 säkringen har löst ut." in text


def test_names_are_cleaned_and_bounded():
    hostile = replace(BUSY, bounced=("a\r\n\u202eb" + "x" * 500,) * 20)
    values = _values(hostile)

    assert (len(values.bounced), values.more_bounced) == (8, 12)
    assert all(len(name) <= 60 and "\n" not in name and "\u202e" not in name for name in values.bounced)
