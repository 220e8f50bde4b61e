"""The labelled mails that come with the package: their form, and what the rules make of mails nobody tuned them on."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from fakes.letters import NOW, labelled_in

import mailintake.classify
from mailintake.domain.comment import Role, Stance
from mailintake.domain.decision import Label, Outcome

FILES = sorted((Path(mailintake.classify.__file__).parent / "data").glob("*.toml"))
MAILS = [mail for file in FILES for mail in tomllib.loads(file.read_text(encoding="utf-8"))["mail"]]
NEEDED = {"name", "label", "sender", "text"}
KNOWN = NEEDED | {
    "subject", "sender_name", "signature", "quoted", "language", "received", "stance", "role", "organisation", "about",
    "thread", "thread_recipient", "has_commented", "referenced", "is_records_request", "automatic", "list_fields",
    "attachments",
}  # fmt: skip
ABOUT = {"extension", "document", "meeting", "records", "no_reminders", "other"}
MACHINES = {Label.AUTOMATIC, Label.BOUNCE}


def test_there_are_six_hundred_and_each_has_a_name_of_its_own():
    assert len(MAILS) >= 600
    assert [name for name, count in Counter(mail["name"] for mail in MAILS).items() if count > 1] == []


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail["name"])
def test_a_mail_has_the_form_that_the_readme_tells(mail):
    assert NEEDED <= mail.keys() <= KNOWN
    assert mail["label"] in {label.value for label in Label}
    assert mail.get("stance", "unclear") in {stance.value for stance in Stance}
    assert ("role" in mail) is (mail["label"] == Label.SUPPLEMENT)
    assert mail.get("role", "addition") in {role.value for role in Role}
    assert mail.get("about", "other") in ABOUT
    assert re.search(r"\.(example|test)$", mail["sender"])


def test_every_mail_is_judged_and_how_well_is_told(classifier, tell_figure):
    tally: Counter[str] = Counter()
    mails = [mail for file in FILES for mail in labelled_in(file) if not mail.labels & MACHINES]
    for mail in mails:
        decision = classifier.judge(mail.message, mail.history, NOW)
        tally["right"] += decision.label in mail.labels
        tally["to staff"] += decision.outcome is Outcome.REVIEW
        if decision.outcome not in mail.outcomes:
            tally["lost" if decision.outcome is Outcome.LEAVE else "acted on what is not ours"] += 1
    tell_figure(f"of {len(mails)}: " + ", ".join(f"{count} {what}" for what, count in tally.most_common()))
    assert tally["right"] > len(mails) / 2
