"""How well machines' mail is told in real mail: by kind, with whom it is about, and never a person for a machine."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from corpora.real_mail import original, reading, rows

from mailintake.domain.message import Automatic, Message

pytestmark = pytest.mark.corpora

KINDS = {
    "bounce": {Automatic.BOUNCE, Automatic.DELAY},
    "feedback-report": {Automatic.FEEDBACK},
    "dsn-success": {Automatic.DELIVERED},
    "auto-reply": {Automatic.AUTO_REPLY},
}
# The labels of dead addresses are another program's. Where we differ, it is on purpose, and this is why.
DIFFERENT = {
    "lhost-postfix-01": "5.1.1, and the words are 'No such user': dead, though a program on the server said so",
    "lhost-postfix-07": "'550 User unknown' at a time that the notice does not tell: dead",
    "lhost-x1-01": "'User unknown' and nothing else: dead",
    "lhost-x1-02": "'User unknown' and nothing else: dead",
    "rfc3464-01": "5.1.1 'User Unknown' in the report's fields: dead; the disk that is full is another user's",
    "rfc3464-35": "one of its recipients has '550 user unknown': dead",
    "rfc3464-42": "'The email account that you tried to reach does not exist': dead",
    "rfc3464-57": "'the address couldn't be found' and '550 User unknown': dead",
    "rhost-aol-06": "a malformed reply of a name server: alive, as lhost-postfix-17 with the same words is labelled",
}


@cache
def message(path):
    found = reading(path)
    assert isinstance(found, Message), path
    return found


def bounces():
    return [row for row in rows("bounces.tsv") if row["label"] == "bounce"]


def is_dead(reason):
    return any(entry.split("|")[3] == "hard" for entry in reason.split(";"))


def is_told_dead(path):
    return any(one.is_permanent for one in message(path).recipients_failed)


def name_of(path):
    return path.rpartition("/")[2].removesuffix(".eml")


def gives_back_an_id(path):
    """Whether another Message-ID that is one stands in the mail than its own."""
    own = message(path).message_id
    lines = original(path).decode("latin-1").replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ").split("\n")
    ids = [line.partition(":")[2].strip() for line in lines if line.lower().startswith(("message-id:", "in-reply-to:"))]
    return any(one != own and one.startswith("<") and one.endswith(">") and "@" in one for one in ids)


def test_reports_are_told_by_kind(count):
    told = {row["path"]: message(row["path"]).automatic in KINDS[row["label"]] for row in rows("bounces.tsv")}
    count("reports told", told, at_least=0.99)
    count("bounces told", {row["path"]: told[row["path"]] for row in bounces()}, at_least=0.99)


def test_dead_addresses_are_told_from_passing_failures(count):
    hits = {row["path"]: is_told_dead(row["path"]) is is_dead(row["reason"]) for row in bounces()}
    count("dead addresses told, as labelled", hits, at_least=0.95)
    hits |= {path: True for path in hits if name_of(path) in DIFFERENT}
    count("dead addresses told, but for labels that are wrong", hits, at_least=0.99)


def test_what_is_said_of_labels_that_are_wrong_holds():
    differing = {name_of(row["path"]) for row in bounces() if is_told_dead(row["path"]) is not is_dead(row["reason"])}
    assert differing == set(DIFFERENT)


def test_who_was_not_reached_is_told(count):
    hits = {row["path"]: bool(message(row["path"]).recipients_failed) for row in bounces()}
    count("recipients told", hits, at_least=0.99)


def test_the_mail_that_a_bounce_is_about_is_told(count):
    hits = {row["path"]: bool(message(row["path"]).reported_message_id) for row in bounces()}
    count("reported mail told", hits, at_least=0.94)
    hits = {path: hit for path, hit in hits.items() if gives_back_an_id(path)}
    count("reported mail told, where the report names it", hits, at_least=0.99)


def test_automatic_replies_are_told(count):
    hits = {row["path"]: message(row["path"]).automatic in KINDS[row["label"]] for row in rows("auto_replies.tsv")}
    count("automatic replies told", hits, at_least=1)


def test_people_are_not_taken_for_machines(count, tell_figure):
    kinds = {row["path"]: message(row["path"]).automatic for row in rows("spam_ham.tsv") if row["label"] == "ham"}
    tell_figure("ham: " + ", ".join(f"{kind} {number}" for kind, number in Counter(kinds.values()).most_common()))
    wrong = {path: kind not in (Automatic.NONE, Automatic.LIST) for path, kind in kinds.items()}
    count("ham taken for a machine", wrong, at_most=1)
