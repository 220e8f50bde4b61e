"""What staff see and do at the command line: the tray, the comments, the organisations, our own mail, the proofs."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from beds.embedded import EmbeddedWorld, embedded_world, letter
from beds.mixed_mail import comment
from beds.world import STAFF

from mailintake.cli import main
from mailintake.demo.smtp_sink import CUT

UNKNOWN, FAILED, SENT = comment(1).sender, comment(2).sender, comment(3).sender
REQUEST = letter(
    "Begäran", "Jag begär att få ta del av alla inkomna yttranden om lokal överenskommelse.", sender="bo@hemma.example"
)
COLUMNS = ("item", "received", "from", "subject", "perhaps", "why")


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A database, and the numbers of what lies in it."""

    database: Path
    request: str  # item: a request for public documents
    held: str  # item: a mail that could not be read
    mails: dict[str, str]  # of ours, by recipient


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Three comments (the answers: sent, failed, unknown), an alert, a request for documents and a held mail."""
    folder = tmp_path_factory.mktemp("prepared")
    with embedded_world(folder / "service") as world:
        world.begin()
        world.receive(comment(1), comment(2), comment(3), REQUEST)
        world.json("poll")
        replies = {("DATA", UNKNOWN): CUT, ("RCPT", FAILED): "550 no such user"}
        world.smtp.fault = lambda step, address: replies.get((step, address))
        # The second time staff are told that a mail could not be sent.
        world.json("deliver")
        world.json("deliver")
        (folder / "empty.eml").write_bytes(b"")
        world.json("ingest", str(folder / "empty.eml"))
        items = _items(world)
        return Prepared(
            database=world.folder / "mailintake.db",
            request=items["records_request"],
            held=items["unreadable"],
            mails={mail["recipient"]: str(mail["id"]) for mail in world.json("outbox", "list")[:-1]},
        )


@pytest.fixture
def world(tmp_path: Path, prepared: Prepared) -> Iterator[EmbeddedWorld]:
    with embedded_world(tmp_path / "service") as made:
        shutil.copy(prepared.database, made.folder)
        yield made


def _items(world: EmbeddedWorld) -> dict[str, str]:
    """The numbers of the mails that wait, by their reasons."""
    return {line["reason"]: str(line["item"]) for line in world.json("review", "list")[:-1]}


def test_the_tray_lists_what_waits_requests_for_documents_first(world: EmbeddedWorld) -> None:
    lines = world.json("review", "list")
    told = world.command("review", "list").stdout.splitlines()

    assert [(line["reason"], line["records_request"]) for line in lines[:-1]] == [
        ("records_request", True),
        ("unreadable", False),
    ]
    assert lines[-1] == {"job": "review", "waiting": 2}
    assert tuple(told[0].split()) == COLUMNS
    assert "bo@hemma.example" in told[1]
    assert "public documents" in told[1]
    assert "Mejlet är tomt." in told[2]


def test_an_item_is_shown_with_what_counted_and_then_decided(world: EmbeddedWorld, prepared: Prepared) -> None:
    item = prepared.request

    shown = world.command("review", "show", item)
    decided = world.command("review", "decide", item, "--label", "comment", "--stance", "supports", "--by", "Anna Ek")
    shown_after = world.command("review", "show", item)
    again = world.command("review", "decide", item, "--label", "unrelated")
    world.json("deliver")

    assert shown.stdout.splitlines()[0] == f"item {item}, decided by machine"
    assert "    | Jag begär att få ta del av alla inkomna yttranden om lokal överenskommelse." in shown.stdout
    assert decided.stdout.startswith(f"Item {item} is now: comment, reference LÖK-")
    assert decided.stdout.splitlines()[0].endswith("The sender may get an automatic answer.")
    assert decided.stdout.splitlines()[1:] == [f"To undo it: mailintake review undo {item}"]
    assert shown_after.stdout.startswith(f"item {item}, decided by Anna Ek, reference LÖK-")
    assert again.stderr == (
        f"mailintake review: A person has decided about item {item} already. "
        f"See it: mailintake review show {item}. Take it back: mailintake review undo {item}\n"
    )
    assert again.returncode == 2
    assert [mail.recipients for mail in world.smtp.mails] == [("bo@hemma.example",)]
    assert "records_request" not in _items(world)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("show", "99"), "mailintake review: There is no kept mail with number 99."),
        (("decide", "99", "--label", "comment"), "mailintake review: There is no kept mail with number 99."),
        (("undo", "99"), "mailintake review: There is no kept mail with number 99."),
        (
            ("undo", "{request}"),
            (
                "mailintake review: No person has decided about item {request}, so there is nothing to undo. "
                "See how it stands: mailintake review show {request}"
            ),
        ),
        (
            ("decide", "{request}", "--label", "comment", "--by", "machine"),
            "mailintake review: A decision is a person's. Say whose with --by NAME.",
        ),
        (
            ("decide", "{request}", "--label", "comment", "--consultation", "park"),
            "mailintake review: There is no consultation 'park'. The settings have: lok.",
        ),
        (
            ("decide", "{request}", "--label", "comment", "--organisation", "99"),
            "mailintake review: There is no organisation 99. mailintake organisation list KEY shows the numbers.",
        ),
        (
            ("decide", "{request}", "--label", "supplement", "--joins", "LÖK-XXX-XXX"),
            (
                "mailintake review: There is no comment with the reference 'LÖK-XXX-XXX'. "
                "mailintake consultation show KEY lists them."
            ),
        ),
        (
            ("decide", "{request}", "--label", "comment", "--joins", "LÖK-XXX-XXX"),
            "mailintake review: --role and --joins are told of a supplement only. Give --label supplement.",
        ),
        (
            ("decide", "{request}", "--label", "supplement"),
            (
                "mailintake review: There is no earlier comment that item {request} could supplement. "
                "Register it as a comment, or name the comment with --joins REFERENCE."
            ),
        ),
        (
            ("decide", "{held}", "--label", "comment"),
            (
                "mailintake review: Item {held} could not be read, so it cannot be registered as comment. "
                "Read it in the mailbox, and ask the sender to send it again."
            ),
        ),
    ],
)
def test_what_cannot_be_decided_is_told_and_changes_nothing(
    world: EmbeddedWorld, prepared: Prepared, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], line: str
) -> None:
    numbers = {"request": prepared.request, "held": prepared.held}

    status = main(["review", *(word.format(**numbers) for word in words), "--config", str(world.config)])

    assert (status, *capsys.readouterr()) == (2, "", line.format(**numbers) + "\n")
    main(["review", "list", "--json", "--config", str(world.config)])
    assert capsys.readouterr().out.splitlines()[-1] == '{"job": "review", "waiting": 2}'


def test_a_held_mail_can_be_put_aside(world: EmbeddedWorld, prepared: Prepared) -> None:
    item = prepared.held

    shown = world.command("review", "show", item)
    done = world.command("review", "decide", item, "--label", "unrelated")

    assert shown.stdout.splitlines()[:2] == [f"item {item}, decided by machine", "  held        Mejlet är tomt."]
    assert done.stdout == f"Item {item} is now: unrelated.\nTo undo it: mailintake review undo {item}\n"
    assert "unreadable" not in _items(world)


def test_a_decision_is_undone_and_the_mail_decided_anew_under_its_own_reference(
    world: EmbeddedWorld, prepared: Prepared
) -> None:
    item = prepared.request
    first = world.command("review", "decide", item, "--label", "comment", "--by", "Anna Ek").stdout
    reference = first.split("reference ")[1].split(".")[0]

    undone = world.command("review", "undo", item, "--by", "Bo Ek")
    twice = world.command("review", "undo", item)
    comments = world.json("consultation", "show", "lok")
    waiting = _items(world)
    again = world.command("review", "decide", item, "--label", "decline", "--by", "Anna Ek")
    world.json("deliver")

    assert undone.stdout.splitlines() == [
        f"Item {item} is no longer: comment, as Anna Ek had decided.",
        f"It is taken out of the comment {reference}, which is now undone.",
        f"It waits for a decision again: mailintake review show {item}",
        "The acknowledgement had not been sent, and is dropped.",
    ]
    assert (twice.returncode, twice.stderr) == (
        2,
        (
            f"mailintake review: No person has decided about item {item}, so there is nothing to undo. "
            f"See how it stands: mailintake review show {item}\n"
        ),
    )
    assert {one["reference"]: one["status"] for one in comments}[reference] == "undone"
    assert waiting["records_request"] == item
    assert again.stdout.startswith(
        f"Item {item} is now: decline, reference {reference}. The sender may get an automatic answer.\n"
    )
    assert [mail.recipients for mail in world.smtp.mails] == [("bo@hemma.example",)]
    assert world.command("verify").returncode == 0


def test_an_acknowledgement_that_was_sent_is_told_and_never_sent_twice(
    world: EmbeddedWorld, prepared: Prepared
) -> None:
    item = prepared.request
    world.command("review", "decide", item, "--label", "question")
    world.json("deliver")

    undone = world.command("review", "undo", item).stdout.splitlines()
    again = world.command("review", "decide", item, "--label", "comment").stdout.splitlines()
    world.json("deliver")

    assert re.fullmatch(
        r"The acknowledgement was sent at \d{4}-\d\d-\d\d \d\d:\d\d; write to the sender yourself if it was wrong\.",
        undone[-1],
    )
    assert re.search(
        r"\. The acknowledgement was sent at [0-9: -]+, so none goes out now; write to the sender ", again[0]
    )
    assert len(world.smtp.mails) == 1


def test_what_may_have_been_sent_and_what_the_machine_had_done_is_told(
    world: EmbeddedWorld, prepared: Prepared
) -> None:
    number = prepared.mails[UNKNOWN]
    item = str(next(hit["item"] for hit in world.json("search", UNKNOWN)))
    world.command("review", "decide", item, "--label", "unrelated", "--by", "Anna Ek")

    undone = world.command("review", "undo", item).stdout.splitlines()

    assert undone[0] == f"Item {item} is no longer: unrelated, as Anna Ek had decided."
    assert re.fullmatch(r"It stands as decided by machine: comment, reference LÖK-\S+\.", undone[1])
    assert undone[2] == f"The acknowledgement (mail {number}) may have been sent: see mailintake outbox show {number}"
    assert len(undone) == 3


def test_an_organisation_that_a_person_names_is_known_by_its_address_until_that_is_undone(
    world: EmbeddedWorld, prepared: Prepared
) -> None:
    item = prepared.request
    words = ("review", "decide", item, "--label", "comment")

    decided = world.command(*words, "--organisation-name", "Norra  kören", "--by", "Anna Ek").stdout.splitlines()
    [listed] = world.json("organisation", "list", "lok")
    world.command("review", "undo", item)
    after = world.command("organisation", "list", "lok").stdout
    both = world.command(*words, "--organisation-name", "Kören", "--organisation", "1")
    nameless = world.command(*words, "--organisation-name", " ")

    assert decided[1] == (
        f"From now on mail from bo@hemma.example is known as mail from Norra kören (organisation {listed['id']})."
    )
    assert (listed["name"], listed["invited"], listed["standing"], listed["addresses"]) == (
        "Norra kören",
        False,
        "answered",
        ["bo@hemma.example"],
    )
    assert after == "No organisation.\n"
    assert [(done.returncode, len(done.stderr.splitlines())) for done in (both, nameless)] == [(2, 1)] * 2


def test_a_consultation_is_listed_and_shown(world: EmbeddedWorld) -> None:
    listed = world.command("consultation", "list").stdout.splitlines()
    shown = world.command("consultation", "show", "lok").stdout.splitlines()
    comments = world.json("consultation", "show", "lok")
    unknown = world.command("consultation", "show", "park")

    assert listed[1].split()[0] == "lok"
    assert listed[1].split()[-1] == "3"
    assert shown[0] == "Lokal överenskommelse mellan Luleå kommun och civilsamhället"
    assert shown[2] == "0 of 0 invited organisations have answered."
    assert len(shown) == 5 + 3
    assert [one["sender"] for one in comments] == [UNKNOWN, FAILED, SENT]
    assert set(comments[0]) == {
        *("reference", "received_at", "organisation", "sender", "kind", "stance", "late", "status"),
    }
    assert unknown.stderr == "mailintake consultation: There is no consultation 'park'. The settings have: lok.\n"
    assert unknown.returncode == 2


def test_organisations_are_listed_by_where_they_stand_and_shown(world: EmbeddedWorld) -> None:
    world.invite("Kören Klangen;kor@klangen.example", f"Byaföreningen;{SENT}", remind_days_before=3)

    listed = world.json("organisation", "list", "lok", "--standing", "silent")
    told = world.command("organisation", "list", "lok").stdout
    number = next(one["id"] for one in listed if one["name"] == "Kören Klangen")
    shown = world.command("organisation", "show", str(number)).stdout
    unknown = world.command("organisation", "show", "999")

    assert "Kören Klangen" in told
    assert shown.splitlines() == [
        "Kören Klangen (no organisation number), lok",
        "  invited, silent",
        "  kor@klangen.example",
        "  its own domains: klangen.example",
    ]
    assert unknown.stderr == (
        "mailintake organisation: There is no organisation 999. mailintake organisation list KEY shows the numbers.\n"
    )
    assert unknown.returncode == 2


def test_our_mail_is_listed_by_state_and_shown_as_people_and_as_servers_read_it(
    world: EmbeddedWorld, prepared: Prepared
) -> None:
    lines = world.json("outbox", "list")
    unknown = world.json("outbox", "list", "--state", "unknown", "--state", "failed")
    number = prepared.mails[SENT]
    shown = world.command("outbox", "show", number).stdout
    raw = world.command("outbox", "show", number, "--raw").stdout

    assert {line["recipient"]: line["state"] for line in lines[:-1]} == {
        UNKNOWN: "unknown",
        FAILED: "failed",
        SENT: "sent",
        STAFF: "sent",
    }
    assert (lines[-1]["job"], lines[-1]["sent"], lines[-1]["failed"], lines[-1]["unknown"]) == ("outbox", 2, 1, 1)
    assert {line["recipient"] for line in unknown[:-1]} == {UNKNOWN, FAILED}
    assert f"to       {SENT}" in shown.splitlines()
    assert any(line.startswith("state    sent, attempts: 1, sent ") for line in shown.splitlines())
    assert "Tack för synpunkterna!" in shown.splitlines()
    assert raw.startswith("From: ")
    assert "Auto-Submitted: auto-replied" in raw.splitlines()


def test_what_failed_is_tried_again_and_what_is_unknown_only_on_a_word_of_its_own(
    world: EmbeddedWorld, prepared: Prepared
) -> None:
    failed, unknown = prepared.mails[FAILED], prepared.mails[UNKNOWN]

    refused = world.command("outbox", "retry", unknown)
    not_unknown = world.command("outbox", "send-unknown", failed)
    retried = world.command("outbox", "retry", failed)
    sent = world.command("outbox", "send-unknown", unknown, "--by", "Anna Ek")
    world.json("deliver")

    assert refused.stderr == (
        f"mailintake outbox: Mail {unknown} is unknown: the server may have it. "
        f"When you are sure that it did not arrive: mailintake outbox send-unknown {unknown}\n"
    )
    assert not_unknown.stderr == (
        f"mailintake outbox: Mail {failed} is failed, not unknown. "
        "mailintake outbox list --state unknown shows those that are.\n"
    )
    assert (refused.returncode, not_unknown.returncode) == (2, 2)
    assert retried.stdout == f"Mail {failed} is now waiting.\n"
    assert sent.stdout == f"Mail {unknown} is now waiting.\n"
    assert {to for mail in world.smtp.mails for to in mail.recipients} == {FAILED, UNKNOWN}


def test_a_mail_is_dropped_and_a_sent_one_cannot_be(world: EmbeddedWorld, prepared: Prepared) -> None:
    failed, sent = prepared.mails[FAILED], prepared.mails[SENT]

    dropped = world.command("outbox", "drop", failed)
    refused = world.command("outbox", "drop", sent)
    missing = world.command("outbox", "show", "999")

    assert dropped.stdout == f"Mail {failed} is now dropped.\n"
    assert refused.stderr.startswith(f"mailintake outbox: Mail {sent} is sent, so that cannot be done.")
    assert missing.stderr == "mailintake outbox: There is no mail 999. mailintake outbox list shows the numbers.\n"
    assert (dropped.returncode, refused.returncode, missing.returncode) == (0, 2, 2)


def test_the_breaker_stops_answers_until_it_is_closed(world: EmbeddedWorld) -> None:
    world.imap.append("INBOX", letter("Första", "Hej"))
    limits = {"MAILINTAKE_LIMITS__BREAKER": "2"}
    world.run("poll", **limits)
    for index in (11, 12, 13):
        world.receive(comment(index))
    world.run("poll", **limits)

    stopped = world.command("deliver")
    closed = world.command("outbox", "close-breaker")
    again = world.command("outbox", "close-breaker")

    assert stopped.stdout.splitlines()[0] == (
        "The breaker is open: acknowledgements wait until mailintake outbox close-breaker."
    )
    assert closed.stdout == "The breaker is closed: automatic answers go again.\n"
    assert again.stdout == "The breaker was not open.\n"


def test_kept_mail_is_found_by_its_words(world: EmbeddedWorld) -> None:
    found = world.json("search", "överenskommelse", "--limit", "2")
    told = world.command("search", "ÖVERENSKOMMELSE", "yttranden")
    nothing = world.command("search", "snöskoter")

    assert [set(line) for line in found] == [
        {"item", "reference", "organisation", "received_at", "label", "subject", "snippet"}
    ] * 2
    assert len(told.stdout.splitlines()) == 2
    assert "Jag begär att få ta del" in told.stdout
    assert nothing.stdout == "Nothing found.\n"


@pytest.mark.parametrize("words", ['"', "a* OR", "'", "- -", "%", "\\", "(", " ", "NEAR(a b)", "qqx:qqy", "br\udce5d"])
def test_words_that_mean_something_to_a_database_are_only_words(
    world: EmbeddedWorld, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    assert main(["search", words, "--config", str(world.config)]) == 0

    assert capsys.readouterr().out == "Nothing found.\n"


def test_a_whole_database_is_proved_and_a_tampered_one_is_found_out(world: EmbeddedWorld) -> None:
    whole = world.command("verify")
    with closing(sqlite3.connect(world.folder / "mailintake.db")) as database, database:
        database.execute("UPDATE original SET content = X'00' WHERE rowid = 1")

    tampered = world.command("verify")
    as_json = world.run("verify", "--json")

    assert whole.stdout == "The event log and every original are as they were stored.\n"
    assert whole.returncode == 0
    assert len(tampered.stdout.splitlines()) == 1
    assert tampered.returncode == 2
    assert as_json.stdout.splitlines()[-1] == '{"job": "verify", "problems": 1}'
    assert as_json.returncode == 2


def test_a_changed_event_is_found_out(world: EmbeddedWorld) -> None:
    with closing(sqlite3.connect(world.folder / "mailintake.db")) as database, database:
        # Who can write to the file can take away what guards it.
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE event SET actor = 'nobody' WHERE rowid = 2")

    done = world.command("verify")

    assert done.returncode == 2
    assert done.stdout.splitlines()[0] == "Event 2 was changed: its hash does not fit its content."


def test_the_schema_is_told_and_brought_up_to_date(world: EmbeddedWorld, tmp_path: Path) -> None:
    empty = {"MAILINTAKE_STORE__URL": f"sqlite:///{tmp_path}/new/mailintake.db"}

    nothing = world.run("db", "current", **empty)
    upgraded = world.run("db", "upgrade", **empty)
    current = world.run("db", "current", **empty)

    assert nothing.stdout == "The database's schema is at version none: it is empty.\n"
    assert upgraded.stdout == current.stdout != nothing.stdout
    assert (nothing.returncode, upgraded.returncode, current.returncode) == (0, 0, 0)


def test_a_database_of_a_newer_version_is_refused(world: EmbeddedWorld) -> None:
    with closing(sqlite3.connect(world.folder / "mailintake.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")

    done = world.command("poll")

    assert done.stderr.startswith("mailintake poll: The database was made by a newer version of mailintake.")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
