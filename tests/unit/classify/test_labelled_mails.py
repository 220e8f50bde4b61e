"""The labelled mails that come with the package: their form, and that they are read as they are written."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

import mailintake.classify
from mailintake.classify.labelled import LabelledMail, labelled_mail, mails_in
from mailintake.domain.comment import Role, Stance
from mailintake.domain.decision import Label

FOLDER = Path(mailintake.classify.__file__).parent / "data"
FILES = sorted(FOLDER.glob("*.toml"))
TABLES = [tomllib.loads(file.read_text(encoding="utf-8")) for file in FILES]
MAILS = [mail for table in TABLES for mail in table["mail"]]
NEEDED = {"name", "label", "sender", "text"}
KNOWN = NEEDED | {
    "subject", "sender_name", "signature", "quoted", "language", "received", "stance", "role", "organisation", "about",
    "thread", "thread_recipient", "has_commented", "referenced", "is_records_request", "automatic", "list_fields",
    "attachments",
}  # fmt: skip
ABOUT = {"extension", "document", "meeting", "records", "no_reminders", "other"}


def test_there_are_two_thousand_and_each_has_a_name_of_its_own():
    assert len(MAILS) >= 2000
    assert [name for name, count in Counter(mail["name"] for mail in MAILS).items() if count > 1] == []


def test_they_are_about_more_than_ten_consultations_that_lie_beside_them():
    keys = {table["consultation"] for table in TABLES if "consultation" in table}
    assert len(keys) >= 10
    assert {file.stem for file in (FOLDER / "consultations").glob("*.toml")} == keys


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_mails_of_a_file_have_the_form_that_the_readme_tells(file):
    for mail in tomllib.loads(file.read_text(encoding="utf-8"))["mail"]:
        assert NEEDED <= mail.keys() <= KNOWN, mail["name"]
        assert mail["label"] in {label.value for label in Label}, mail["name"]
        assert mail.get("stance", "unclear") in {stance.value for stance in Stance}, mail["name"]
        assert ("role" in mail) is (mail["label"] == Label.SUPPLEMENT), mail["name"]
        assert mail.get("role", "addition") in {role.value for role in Role}, mail["name"]
        assert mail.get("about", "other") in ABOUT, mail["name"]
        assert re.search(r"\.(example|test)$", mail["sender"]), mail["name"]


def test_no_mail_holds_a_number_or_an_address_that_may_be_somebodys():
    texts = [(mail["name"], f"{mail['text']}\n{mail.get('signature', '')}\n{mail.get('quoted', '')}") for mail in MAILS]
    assert [name for name, text in texts if re.search(r"\b(?:19|20)?\d{6}[-+]\d{4}\b", text)] == []
    addresses = [(name, found) for name, text in texts for found in re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text)]
    assert [pair for pair in addresses if not re.search(r"\.(example|test)$|@lulea\.se$", pair[1])] == []


def test_a_table_becomes_a_mail_with_what_was_known_before_it():
    mail = labelled_mail(
        {
            "name": "an answer in the thread",
            "label": "supplement",
            "role": "addition",
            "stance": "supports",
            "sender": "anna@forening.example",
            "text": " En sak till. ",
            "thread": "acknowledgement",
            "has_commented": True,
            "received": "2018-09-14",
        },
        "plan-2018",
    )
    assert isinstance(mail, LabelledMail)
    assert mail.message.text == "En sak till."
    assert mail.is_ours
    assert mail.stance is Stance.SUPPORTS
    assert mail.history.replies_to is not None
    assert mail.history.replies_to.consultation == "plan-2018"
    assert [one.sender for one in mail.history.comments_of_sender] == ["anna@forening.example"]


def test_a_file_without_a_consultation_belongs_to_the_one_that_is_named():
    folder = resources.files("mailintake.classify").joinpath("data")
    keys = {mail.consultation for mail in mails_in(folder, "the-example")}
    assert "the-example" in keys
    assert keys - {"the-example"} == {table["consultation"] for table in TABLES if "consultation" in table}
