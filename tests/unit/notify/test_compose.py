"""Every mail we send, as the server and the reader's program get it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest
from fakes.consultations import LULEA, lulea
from fakes.examples import examples
from fakes.letters import attachment, letter
from hypothesis import given, settings
from hypothesis import strategies as st

from mailintake.domain.alert import Alert, AlertCode
from mailintake.domain.comment import Role, Stance
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.ledger import Registration
from mailintake.domain.organisation import Organisation, OrganisationMatch
from mailintake.domain.outbox import MailKind
from mailintake.domain.reminder import ReminderRound
from mailintake.domain.thread import is_ours
from mailintake.errors import NotFoundError, SettingsError, UnsafeHeaderError
from mailintake.notify.greetings import note_on
from mailintake.notify.sample_digests import busy_digest

ANNA = "anna.berg@fripost.example"
STAFF = "registrator@kommun.example"
NOW = datetime(2018, 9, 20, 12, 6, tzinfo=UTC)
RECEIVED = datetime(2018, 9, 20, 12, 5, tzinfo=UTC)
COMMENT = Decision(
    label=Label.COMMENT, outcome=Outcome.ACT, reason="test", explanation="", probability=0.9, consultation=LULEA
)
QUESTION = replace(COMMENT, label=Label.QUESTION)
REGISTERED = Registration(
    consultation=LULEA,
    kind=Label.COMMENT,
    role=Role.ORIGINAL,
    reference="LÖK-7F3-KQ2",
    joins=None,
    sender=ANNA,
    organisation_id=7,
    organisation_name="Byaföreningen",
    received_at=RECEIVED,
    is_late=False,
    stance=Stance.OPPOSES,
)
ORGANISATION = Organisation(id=7, consultation=LULEA, name="Byaföreningen", is_invited=True, addresses=(ANNA,))
BREAKER = Alert(code=AlertCode.BREAKER_OPEN, answers=412)
ROUND = ReminderRound(consultation=LULEA, days_before=14, due_at=datetime(2018, 9, 17, 7, 0, tzinfo=UTC), is_last=False)


def _letter(**fields):
    return letter("Vi avstyrker förslaget helt.", received_at=RECEIVED, subject="Synpunkter på förslaget", **fields)


def _answer(composer, message=None, decision=COMMENT, registration=REGISTERED, recipient=ANNA):
    return composer.acknowledgement(message or _letter(), decision, registration, recipient, NOW)


def _all_kinds(composer):
    return [
        _answer(composer),
        composer.reminder(lulea(), ORGANISATION, ROUND, ANNA, NOW),
        composer.digest(busy_digest(lulea()), STAFF, NOW),
        composer.alert(BREAKER, STAFF, NOW),
    ]


def _read(mail):
    parsed = message_from_bytes(mail.content, policy=policy.default)
    assert not parsed.defects
    return parsed


def _text(mail):
    return _read(mail).get_body(("plain",)).get_content().replace("\r\n", "\n")


def _html(mail):
    return _read(mail).get_body(("html",)).get_content()


def test_the_same_values_give_the_same_bytes(make_composer):
    first, second = make_composer(), make_composer()

    assert [mail.content for mail in _all_kinds(first)] == [mail.content for mail in _all_kinds(second)]


def test_every_mail_is_text_and_html_in_lines_that_any_server_takes(composer):
    for mail in _all_kinds(composer):
        parsed = _read(mail)
        assert parsed.get_content_type() == "multipart/alternative"
        assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
        assert [part.get_content_charset() for part in parsed.iter_parts()] == ["utf-8", "utf-8"]
        assert mail.content.isascii()
        assert mail.content.endswith(b"\r\n")
        assert b"\n" not in mail.content.replace(b"\r\n", b"")
        # A Message-ID is never folded; all else is within what RFC 5322 recommends.
        assert max(len(line) for line in mail.content.split(b"\r\n") if not line.startswith(b"Message-ID")) <= 78


def test_every_mail_says_that_a_machine_sent_it_and_asks_for_no_machines_answer(composer):
    kinds = {mail.kind: _read(mail) for mail in _all_kinds(composer)}

    assert {kind: str(mail["Auto-Submitted"]) for kind, mail in kinds.items()} == {
        MailKind.ACKNOWLEDGEMENT: "auto-replied",
        MailKind.REMINDER: "auto-generated",
        MailKind.DIGEST: "auto-generated",
        MailKind.ALERT: "auto-generated",
    }
    assert {str(mail["X-Auto-Response-Suppress"]) for mail in kinds.values()} == {"DR, RN, NRN, OOF, AutoReply"}


def test_every_mail_has_exactly_the_fields_it_should(composer):
    common = ["From", "To", "Subject", "Date", "Message-ID"]
    closing = ["Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language", "MIME-Version", "Content-Type"]
    answer, *others = (_read(mail).keys() for mail in _all_kinds(composer))

    assert answer == [*common, "In-Reply-To", "References", *closing]
    assert others == [common + closing] * 3


def test_every_mail_is_from_the_mailbox_that_we_read(composer):
    for mail in _all_kinds(composer):
        (address,) = _read(mail)["From"].addresses
        assert (address.display_name, address.addr_spec) == ("Luleå kommun", "lulea.kommun@lulea.se")


def test_every_mail_is_to_its_one_recipient(composer):
    for mail in _all_kinds(composer):
        assert [address.addr_spec for address in _read(mail)["To"].addresses] == [mail.recipient]


def test_the_date_is_the_moment_given_in_the_local_zone(composer):
    assert str(_read(_answer(composer))["Date"]) == "Thu, 20 Sep 2018 14:06:00 +0200"


def test_the_message_id_is_ours_and_belongs_to_the_row(composer):
    mails = _all_kinds(composer)

    assert all(is_ours(b"the secret of an installation ...", mail.message_id) for mail in mails)
    assert [str(_read(mail)["Message-ID"]) for mail in mails] == [mail.message_id for mail in mails]
    assert len({mail.message_id for mail in mails}) == len(mails)
    assert all(mail.message_id.endswith("@lulea.se>") for mail in mails)


def test_each_row_is_keyed_by_what_it_is_about(composer):
    message = _letter(content_hash="abc123")

    assert _answer(composer, message).subject_key == "message:abc123"
    assert [mail.subject_key for mail in _all_kinds(composer)[1:]] == [
        f"reminder:{LULEA}:14:7",
        "digest:2018-09-20",
        "alert:breaker-open:2018-09-20",
    ]


def test_an_alert_late_at_night_is_of_the_local_day(composer):
    late = datetime(2018, 9, 20, 22, 30, tzinfo=UTC)

    assert composer.alert(BREAKER, STAFF, late).subject_key == "alert:breaker-open:2018-09-21"


def test_only_digests_and_alerts_are_for_staff(composer):
    assert [mail.is_for_staff for mail in _all_kinds(composer)] == [False, False, True, True]


def test_a_row_knows_its_consultation_and_its_organisation(composer):
    assert [(mail.consultation, mail.organisation_id) for mail in _all_kinds(composer)] == [
        (LULEA, 7),
        (LULEA, 7),
        (None, None),
        (None, None),
    ]


def test_the_organisation_of_a_question_is_the_one_it_was_matched_to(composer):
    matched = replace(QUESTION, organisation=OrganisationMatch(name="B", matched_by="address", organisation_id=9))

    assert _answer(composer, decision=matched, registration=None).organisation_id == 9


def test_a_mail_may_be_sent_at_once(composer):
    mail = _answer(composer)

    assert (mail.created_at, mail.not_before) == (NOW, NOW)


def test_an_answer_stands_in_the_thread_it_answers(composer):
    mail = _read(_answer(composer, _letter(message_id="<2@a.example>", references=("<0@a.example>", "<1@a.example>"))))

    assert str(mail["In-Reply-To"]) == "<2@a.example>"
    assert str(mail["References"]).split() == ["<0@a.example>", "<1@a.example>", "<2@a.example>"]


@pytest.mark.parametrize(
    "message_id", ["", "<>", "2@a.example", "<2@a.example>\r\nBcc: <x@evil.example>", "<å@a.example>"]
)
def test_an_answer_to_a_malformed_message_id_points_nowhere(composer, message_id):
    mail = _read(_answer(composer, _letter(message_id=message_id)))

    assert (mail["In-Reply-To"], mail["References"], mail["Bcc"]) == (None, None, None)


def test_references_are_bounded(composer):
    many = tuple(f"<{number}@a.example>" for number in range(500))

    assert len(str(_read(_answer(composer, _letter(references=many)))["References"]).split()) == 12


def test_an_answer_tells_when_where_and_what_next(composer):
    text = _text(_answer(composer)).replace("\u00a0", " ")

    for told in (
        "De kom i tid. Sista svarsdag är den 1 oktober 2018.",
        "den 20 september 2018 kl. 14.05",
        lulea().title,
        "LÖK-7F3-KQ2",
        lulea().next_steps,
        lulea().contact.name,
        lulea().contact.phone,
        lulea().privacy_url,
        "allmän handling",
        "automatiskt svar",
    ):
        assert told in text


def test_an_answer_holds_nothing_of_the_senders_text_and_no_stance(composer):
    both = _text(_answer(composer)) + _html(_answer(composer))

    assert "avstyrker" not in both
    assert "Anna" not in both


def test_an_answer_carries_the_subject_it_answers(composer):
    assert _answer(composer).subject == "Mottaget (LÖK-7F3-KQ2): Synpunkter på förslaget"


@pytest.mark.parametrize("language", ["sv", "en", "fi"])
@pytest.mark.parametrize(("decision", "registration"), [(COMMENT, REGISTERED), (QUESTION, None)])
def test_an_answer_to_our_answer_has_the_same_subject_however_often_it_goes_round(
    composer, language, decision, registration
):
    first = subject = _answer(composer, _letter(language=language), decision, registration).subject
    for prefix in ("SV: ", "Re: Sv: ", "VS:", "AW: "):
        again = replace(_letter(language=language), subject=f"{prefix}{subject}")
        subject = _answer(composer, again, decision, registration).subject

    assert subject == first
    assert first.endswith(": Synpunkter på förslaget")


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "   ",
        "SV: Re:",
        "SV: Mottaget (LÖK-7F3-KQ2):",
        "Vinn på www.evil.example",
        "https://evil.example",
        "mejla x@evil.example",
    ],
)
def test_a_subject_that_is_empty_or_holds_a_link_is_not_sent_on(composer, subject):
    mail = _answer(composer, replace(_letter(), subject=subject))

    assert mail.subject == f"Mottaget (LÖK-7F3-KQ2): {lulea().title}"


def test_a_late_answer_says_so_and_is_registered_all_the_same(composer):
    text = _text(_answer(composer, registration=replace(REGISTERED, is_late=True)))

    assert "efter sista svarsdag, den 1\u00a0oktober 2018. Vi registrerar dem ändå." in text
    assert "i tid" not in text


def test_a_diary_number_is_shown_only_when_there_is_one(make_composer):
    real = replace(lulea(), diary_number="KLF 2018/772")

    assert "Diarienummer" not in _text(_answer(make_composer()))
    assert "Diarienummer: KLF 2018/772" in _text(_answer(make_composer(consultations={LULEA: real})))


def test_attachments_that_were_read_are_counted(composer):
    read = _letter(attachments=(attachment("a.pdf"), attachment("b.pdf")))

    assert "Läsbara bilagor: 2 av 2" in _text(_answer(composer, read))


def test_attachments_that_could_not_be_read_are_named_so_that_they_can_be_sent_again(composer):
    files = (attachment("a.pdf"), attachment("skiss.dwg", is_readable=False), attachment("b.xyz", is_readable=False))

    text = _text(_answer(composer, _letter(attachments=files)))

    assert "1 av 3 bilagor gick att läsa. Skicka gärna skiss.dwg och b.xyz igen, helst som pdf." in text


def test_many_unreadable_attachments_are_counted_after_the_first(composer):
    files = tuple(attachment(f"{number}.xyz", is_readable=False) for number in range(7))

    assert "0.xyz, 1.xyz, 2.xyz, 3.xyz och 3 till" in _text(_answer(composer, _letter(attachments=files)))


def test_the_name_of_a_file_cannot_carry_a_link_or_a_line(composer):
    files = (
        attachment("se www.evil.example.pdf", is_readable=False),
        attachment("a\r\n\r\nKlicka här.pdf", is_readable=False),
        attachment("\u202egpj.exe", is_readable=False),
    )

    text = _text(_answer(composer, _letter(attachments=files)))

    assert "Skicka gärna en bilaga utan namn, a Klicka här.pdf och gpj.exe igen" in text


def test_a_question_is_answered_neutrally_and_without_a_reference(composer):
    mail = _answer(composer, decision=QUESTION, registration=None)

    assert "En handläggare läser mejlet och svarar så snart det går." in _text(mail)
    assert "Referens" not in _text(mail)
    assert mail.subject == "Mottaget: Synpunkter på förslaget"


@pytest.mark.parametrize(
    ("role", "told"),
    [
        (Role.ADDITION, "Tack för kompletteringen!"),
        (Role.CORRECTION, "Tack för rättelsen!"),
        (Role.REPLACEMENT, "De ersätter dina tidigare synpunkter."),
        (Role.WITHDRAWAL, "Vi har antecknat att du tar tillbaka dina synpunkter."),
        (None, "Tack för kompletteringen!"),
    ],
)
def test_a_supplement_is_answered_as_what_it_is(composer, role, told):
    decision = replace(COMMENT, label=Label.SUPPLEMENT, role=role)

    assert told in _text(_answer(composer, decision=decision))


def test_one_that_declines_hears_that_there_will_be_no_more_reminders(composer):
    assert "inga fler påminnelser" in _text(_answer(composer, decision=replace(COMMENT, label=Label.DECLINE)))


def test_an_answer_is_written_in_the_senders_language_where_staff_chose_it(composer):
    mail = _answer(composer, _letter(language="en"))

    assert (mail.language, str(_read(mail)["Content-Language"])) == ("en", "en")
    assert "They came in time." in _text(mail)
    assert '<html lang="en">' in _html(mail)
    assert lulea().title_by_language["en"] in _text(mail)


@pytest.mark.parametrize("language", ["no", "und", "se", ""])
def test_an_answer_in_a_language_without_templates_is_in_the_services_own(composer, language):
    assert _answer(composer, _letter(language=language)).language == "sv"


def test_an_answer_in_a_language_that_staff_did_not_choose_is_in_the_services_own(make_composer):
    swedish_only = replace(lulea(), languages=("sv",))

    assert _answer(make_composer(consultations={LULEA: swedish_only}), _letter(language="en")).language == "sv"


def test_an_answer_to_a_letter_of_ours_has_the_title_as_its_subject(composer):
    subject = f"SV: Påminnelse, svara senast 1 oktober: {lulea().title}"

    assert _answer(composer, replace(_letter(), subject=subject)).subject == f"Mottaget (LÖK-7F3-KQ2): {lulea().title}"


def test_an_answer_in_time_after_the_last_day_of_others_does_not_name_that_day(composer):
    mail = _answer(composer, replace(_letter(), received_at=datetime(2018, 10, 5, 12, 0, tzinfo=UTC)))

    assert "De kom i tid.\n" in _text(mail)
    assert "1\u00a0oktober" not in _text(mail)


def test_who_asks_for_more_time_hears_that_the_last_day_stands_until_told_otherwise(composer):
    text = _text(_answer(composer, decision=QUESTION, registration=None))

    assert "Sista svarsdag är den 1\u00a0oktober 2018, om vi inte meddelar något annat." in text


def test_an_answer_about_an_unknown_consultation_is_not_written(composer):
    with pytest.raises(NotFoundError, match="borta-2018"):
        _answer(composer, decision=replace(COMMENT, consultation="borta-2018"), registration=None)


def test_an_address_that_cannot_be_written_safely_gets_no_mail(composer):
    with pytest.raises(UnsafeHeaderError):
        _answer(composer, recipient="anna@fripost.example\r\nBcc: x@evil.example")


def test_an_address_outside_ascii_is_written_as_it_is(composer):
    mail = _answer(composer, recipient="åsa@forening.example")

    assert "To: <åsa@forening.example>\r\n".encode() in mail.content


@settings(max_examples=examples(200), deadline=None)
@given(subject=st.text(max_size=120), name=st.text(max_size=80), reference=st.text(max_size=80))
def test_no_subject_name_or_reference_changes_the_form_of_an_answer(composer, subject, name, reference):
    message = replace(
        _letter(attachments=(attachment(name, is_readable=False),)),
        subject=subject,
        message_id=reference,
        references=(reference, f"<{reference}@a.example>"),
    )

    parsed = _read(_answer(composer, message))

    assert {key.lower() for key, _ in parsed.items()} - {"in-reply-to", "references"} == {
        "from", "to", "subject", "date", "message-id", "auto-submitted", "x-auto-response-suppress",
        "content-language", "mime-version", "content-type",
    }  # fmt: skip
    assert len(parsed) == len({key.lower() for key, _ in parsed.items()})
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]


def test_a_reminder_tells_the_last_day_and_how_many_days_are_left(composer):
    mail = composer.reminder(lulea(), ORGANISATION, ROUND, ANNA, datetime(2018, 9, 17, 7, 0, tzinfo=UTC))
    text = _text(mail).replace("\u00a0", " ")

    assert mail.subject == f"Påminnelse, svara senast 1 oktober: {lulea().title}"
    for told in ("måndagen den 1 oktober 2018", "14 dagar", "Några meningar räcker", lulea().proposal_url):
        assert told in text
    for told in ("vi avstår", "mer tid", lulea().contact.phone, "Byaföreningen står på listan över inbjudna"):
        assert told in text


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2018-09-30T12:00", "Tid kvar: 1 dag\n"),
        ("2018-10-01T23:59", "Tid kvar: I dag är sista dagen\n"),
        ("2018-09-28T09:00", "Tid kvar: 3 dagar\n"),
    ],
)
def test_the_days_left_are_counted_when_the_reminder_is_written(composer, now, told):
    moment = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo("Europe/Stockholm"))
    last = replace(ROUND, days_before=3, is_last=True)

    mail = composer.reminder(lulea(), ORGANISATION, last, ANNA, moment)

    assert told in _text(mail)
    assert mail.subject.startswith("Sista påminnelsen, svara senast 1 oktober")


def test_a_reminder_is_in_the_organisations_language(composer):
    english = replace(ORGANISATION, language="en")

    assert "A few sentences are enough." in _text(composer.reminder(lulea(), english, ROUND, ANNA, NOW))


def test_an_alert_says_what_and_what_to_do(composer):
    text = _text(composer.alert(BREAKER, STAFF, NOW))

    assert "De automatiska svaren är stoppade" in text
    assert "På en timme skulle 412 automatiska svar skickas." in text
    assert "mailintake outbox close-breaker" in text


def test_an_alert_of_a_mailbox_says_which_folder_and_since_when(make_composer):
    alert = Alert(code=AlertCode.MAILBOX_UNREACHABLE, folder="Skräppost", unread_since=RECEIVED)
    swedish, english = (_text(make_composer(language=one).alert(alert, STAFF, NOW)) for one in ("sv", "en"))

    assert "Mappen Skräppost har inte gått att läsa sedan den 20\u00a0september 2018 kl.\u00a014.05." in swedish
    assert "The folder Skräppost has been out of reach since 20\u00a0September 2018 at 14:05." in english


def test_mails_to_staff_link_to_the_staff_web_only_where_there_is_one(make_composer):
    with_web, without = make_composer(), make_composer(base_url="")

    for mail in _all_kinds(with_web)[2:]:
        assert "https://granska.kommun.example" in _text(mail)
        assert 'href="https://granska.kommun.example"' in _html(mail)
    for mail in _all_kinds(without)[2:]:
        assert "http" not in _text(mail)


@pytest.mark.parametrize("url", ["javascript:alert(1)", 'https://x"onclick="y', "https://x y", "ftp://x", "data:,x"])
def test_a_link_that_is_not_a_plain_page_is_left_out(make_composer, url):
    hostile = replace(lulea(), proposal_url=url, privacy_url=url)
    composer = make_composer(base_url=url, consultations={LULEA: hostile})
    mails = [*_all_kinds(composer), composer.reminder(hostile, ORGANISATION, ROUND, ANNA, NOW)]

    assert all(url not in _html(mail) for mail in (mails[0], *mails[2:]))


@pytest.mark.parametrize(
    "sender", ["", "Luleå kommun", "Luleå kommun <lulea>", "a@b.example, c@d.example", "å@b.example"]
)
def test_a_sender_that_is_not_one_plain_address_is_refused_at_the_start(make_composer, sender):
    with pytest.raises(SettingsError, match="sender"):
        make_composer(sender=sender)


def test_a_language_without_templates_is_refused_at_the_start(make_composer):
    with pytest.raises(SettingsError, match="'se'") as error:
        make_composer(language="se")

    assert "en, fi, sv" in error.value.remedy


def test_mails_to_staff_are_in_the_services_own_language(make_composer):
    english = make_composer(language="en")

    assert [mail.language for mail in _all_kinds(english)[2:]] == ["en", "en"]
    assert _all_kinds(english)[2].subject.startswith("Delayed: State of 20 September")


def test_a_digest_is_keyed_by_its_day_and_not_by_the_day_it_is_sent(composer):
    delayed = replace(busy_digest(lulea()), day=date(2018, 9, 18))

    assert composer.digest(delayed, STAFF, NOW).subject_key == "digest:2018-09-18"


@pytest.mark.parametrize("language", ["se", "smj", "fit", "sma", "rom", "yi"])
def test_a_reader_of_a_minority_language_hears_why_the_mail_is_in_swedish(composer, language):
    mail = _answer(composer, _letter(language=language))

    assert mail.language == "sv"
    assert _text(mail).startswith(f"{note_on(language, 'sv')}\n\nTack för synpunkterna!")
    assert note_on(language, "sv") in _html(mail)


@pytest.mark.parametrize("language", ["", "und", "sv", "de", "no"])
def test_readers_of_other_languages_get_no_such_note(composer, language):
    assert _text(_answer(composer, _letter(language=language))).startswith("Tack för synpunkterna!")


def test_an_approved_greeting_stands_first_and_the_note_after_it(greeting_composer):
    mail = _answer(greeting_composer, _letter(language="se"))

    assert _text(mail).startswith(f"Bures!\n\n{note_on('se', 'sv')}\n\nTack för synpunkterna!")
    assert '<p lang="se"' in _html(mail)


def test_finnish_is_noted_only_where_staff_did_not_choose_it(make_composer):
    swedish_only = replace(lulea(), languages=("sv",))
    chosen, other = make_composer(), make_composer(consultations={LULEA: swedish_only})

    assert _text(_answer(chosen, _letter(language="fi"))).startswith("Kiitos lausunnosta!")
    assert _text(_answer(other, _letter(language="fi"))).startswith(note_on("fi", "sv"))


def test_the_language_of_the_mail_goes_before_that_of_its_organisation(composer):
    finnish = OrganisationMatch(name="B", matched_by="address", organisation_id=9, language="fi")
    decision = replace(COMMENT, organisation=finnish)

    assert _answer(composer, _letter(language="en"), decision).language == "en"
    assert _answer(composer, _letter(language="sv"), decision).language == "sv"
    assert _answer(composer, _letter(language="und"), decision).language == "fi"
    assert _text(_answer(composer, _letter(language="se"), decision)).startswith(note_on("se", "sv"))
