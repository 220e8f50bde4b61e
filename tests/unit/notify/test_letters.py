"""The letters of a consultation: what each tells, what goes with it, and in which language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy

import pytest
from fakes.consultations import LULEA, lulea

from mailintake.domain.comment import Comment, Stance
from mailintake.domain.organisation import Organisation
from mailintake.domain.reminder import ReminderRound
from mailintake.errors import SettingsError
from mailintake.notify.greetings import note_on
from mailintake.notify.samples import announcement

ANNA = "anna.berg@fripost.example"
NOW = datetime(2018, 9, 20, 12, 6, tzinfo=UTC)
ORGANISATION = Organisation(id=7, consultation=LULEA, name="Byaföreningen", is_invited=True, addresses=(ANNA,))
ROUND = ReminderRound(consultation=LULEA, days_before=14, due_at=datetime(2018, 9, 17, 7, 0, tzinfo=UTC), is_last=False)
COMMENT = Comment(
    id=3,
    consultation=LULEA,
    reference="LÖK-7F3-KQ2",
    kind="comment",
    sender=ANNA,
    organisation_id=7,
    organisation_name="Byaföreningen",
    received_at=datetime(2018, 9, 20, 12, 5, tzinfo=UTC),
    is_late=False,
    stance=Stance.OPPOSES,
    diary_number="KLF 2018/772-27",
)
PROPOSAL = b"%PDF-1.4 a proposal"


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "Förslag till överenskommelse.pdf"
    path.write_bytes(PROPOSAL)
    return path


def _letters(composer, organisation=ORGANISATION):
    """One of each, to an organisation; the language of a comment is that of its mail."""
    extended = replace(organisation, extended_to=date(2018, 10, 15))
    meeting = announcement(has_meeting=True)
    return [
        composer.invitation(lulea(), organisation, ANNA, NOW),
        composer.registered(lulea(), COMMENT, organisation.language, ANNA, NOW),
        composer.reminder(lulea(), organisation, ROUND, ANNA, NOW),
        composer.extension(lulea(), extended, ANNA, NOW),
        composer.decision(lulea(), meeting, organisation, ANNA, NOW, has_answered=True),
    ]


def _read(mail):
    parsed = message_from_bytes(mail.content, policy=policy.default)
    assert not parsed.defects
    return parsed


def _text(mail):
    return _read(mail).get_body(("plain",)).get_content().replace("\r\n", "\n").replace("\u00a0", " ")


def _tells(mail, *sentences):
    assert [sentence for sentence in sentences if sentence not in _text(mail)] == []


def test_each_row_is_keyed_by_what_it_is_about(composer):
    assert [mail.subject_key for mail in _letters(composer)] == [
        f"invitation:{LULEA}:7",
        "registered:LÖK-7F3-KQ2:KLF 2018/772-27",
        f"reminder:{LULEA}:14:7",
        f"extension:{LULEA}:7:2018-10-15",
        f"decision:{LULEA}:2018-11-26",
    ]


def test_an_invitation_tells_what_until_when_and_how(composer):
    mail = composer.invitation(lulea(), ORGANISATION, ANNA, NOW)

    assert mail.subject == f"Lämna gärna synpunkter, senast 1 oktober: {lulea().title}"
    _tells(
        mail,
        "innan kommunfullmäktige beslutar",
        "Svara senast: måndagen den 1 oktober 2018",
        f"Läs förslaget: {lulea().proposal_url}",
        "Några meningar räcker",
        "”vi avstår”",
        "”vi behöver mer tid”",
        lulea().next_steps,
        "Byaföreningen står på listan över inbjudna.",
        lulea().contact.phone,
        "allmän handling",
        lulea().privacy_url,
        "automatiskt utskick",
    )


def test_the_proposal_goes_with_an_invitation_where_the_settings_name_its_file(composer, document):
    mail = composer.invitation(replace(lulea(), proposal_document=str(document)), ORGANISATION, ANNA, NOW)
    [attached] = _read(mail).iter_attachments()

    assert attached.get_content_type() == "application/pdf"
    assert attached.get_filename().isascii()
    assert attached.get_filename().endswith(".pdf")
    assert attached.get_content() == PROPOSAL
    _tells(mail, "Förslaget är bifogat.", lulea().proposal_url)


def test_an_invitation_without_the_proposal_says_how_to_get_it(composer):
    mail = composer.invitation(replace(lulea(), proposal_url=""), ORGANISATION, ANNA, NOW)

    _tells(mail, "Svara på mejlet om ni vill ha förslaget.")
    assert "bifogat" not in _text(mail)
    assert list(_read(mail).iter_attachments()) == []


@pytest.mark.parametrize("name", ["nowhere.pdf", "macro.docm"])
def test_a_proposal_that_cannot_go_with_a_mail_is_refused(composer, tmp_path, name):
    (tmp_path / "macro.docm").write_bytes(b"x")

    with pytest.raises(SettingsError, match=name) as error:
        composer.invitation(replace(lulea(), proposal_document=str(tmp_path / name)), ORGANISATION, ANNA, NOW)

    assert error.value.remedy


def test_who_has_more_time_is_invited_until_its_own_last_day(composer):
    late = replace(ORGANISATION, extended_to=date(2018, 10, 15))
    mail = composer.invitation(lulea(), late, ANNA, NOW)

    assert "senast 15 oktober" in mail.subject
    _tells(mail, "Svara senast: måndagen den 15 oktober 2018")


def test_the_notice_of_a_diary_number_tells_it_and_what_happens_next(composer):
    mail = composer.registered(lulea(), COMMENT, "", ANNA, NOW)

    assert mail.subject == f"Registrerat (KLF 2018/772-27): {lulea().title}"
    _tells(
        mail,
        "Diarienummer: KLF 2018/772-27",
        "Referens: LÖK-7F3-KQ2",
        "Kom fram: den 20 september 2018 kl. 14.05",
        lulea().next_steps,
        lulea().contact.phone,
        "allmän handling",
    )
    assert "avstyrker" not in _text(mail)


def test_the_notice_of_an_extension_tells_the_new_last_day_and_the_former_one(composer):
    mail = composer.extension(lulea(), replace(ORGANISATION, extended_to=date(2018, 10, 15)), ANNA, NOW)

    assert mail.subject == f"Ni har fått mer tid, till 15 oktober: {lulea().title}"
    _tells(mail, "till och med måndagen den 15 oktober 2018", "I stället för: den 1 oktober 2018", "Byaföreningen")


def test_the_notice_of_a_decision_tells_it_and_invites_to_the_next_meeting(composer):
    mail = composer.decision(lulea(), announcement(has_meeting=True), ORGANISATION, ANNA, NOW, has_answered=True)

    assert mail.subject == f"Beslut och inbjudan till dialogträff: {lulea().title}"
    _tells(
        mail,
        "Tack för svaret på remissen.",
        announcement(has_meeting=True).decision,
        "Beslut: den 26 november 2018",
        "Läs beslutet: https://kommun.example/beslut",
        "Träffen är onsdagen den 23 januari 2019 kl. 18.00–20.00. Platsen är Kulturhuset, Exempelstad.",
        lulea().contact.phone,
    )
    [calendar] = _read(mail).iter_attachments()
    assert (calendar.get_content_type(), calendar.get_filename()) == ("text/calendar", "dialogtraff.ics")


def test_a_decision_without_a_meeting_invites_to_none(composer):
    mail = composer.decision(lulea(), announcement(has_meeting=False), ORGANISATION, ANNA, NOW, has_answered=False)

    assert mail.subject == f"Beslut: {lulea().title}"
    assert "träff" not in _text(mail).replace(lulea().next_steps, "")
    assert list(_read(mail).iter_attachments()) == []
    _tells(mail, "Ni var inbjudna att svara på remissen.")


def test_a_person_who_answered_for_no_organisation_hears_of_the_decision_in_the_language_of_the_answer(composer):
    told = announcement(has_meeting=False)
    mail = composer.decision(lulea(), told, None, ANNA, NOW, has_answered=True, language="fi")

    assert (mail.language, mail.organisation_id) == ("fi", None)
    _tells(mail, told.decision_by_language["fi"])


@pytest.mark.parametrize("language", ["sv", "en", "fi"])
def test_every_letter_is_in_the_organisations_language(composer, language):
    letters = _letters(composer, replace(ORGANISATION, language=language))

    assert [mail.language for mail in letters] == [language] * 5
    assert all(lulea().title_in(language) in _text(mail) for mail in letters)


def test_every_letter_says_why_it_is_not_in_a_minority_language(composer):
    for mail in _letters(composer, replace(ORGANISATION, language="smj")):
        assert mail.language == "sv"
        assert _text(mail).startswith(f"{note_on('smj', 'sv')}\n\n")


def test_every_letter_greets_in_a_language_whose_greeting_is_approved(greeting_composer):
    for mail in _letters(greeting_composer, replace(ORGANISATION, language="se")):
        assert _text(mail).startswith(f"Bures!\n\n{note_on('se', 'sv')}\n\n")
