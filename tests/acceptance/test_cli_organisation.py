"""What staff do to the organisations at the command line, and what runs meanwhile: it knows them at its next poll."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from beds.embedded import EmbeddedWorld, embedded_world
from beds.mixed_mail import comment
from fakes.kept_mail import NOW, file_batch, kept, mail

from mailintake.bootstrap import open_service
from mailintake.cli import main
from mailintake.domain.ledger import Settlement
from mailintake.domain.outbox import MailKind

SENDER = comment(1).sender
LIST = (
    "name;number;email;language\nKören Klangen;802000-1239;kor@klangen.example;fi\nNorra byns IF;;norra@byn.example;\n"
)

# What is asked for, and why it cannot be.
REFUSED = [
    (
        ("set", "1"),
        "Nothing is named that should be changed. mailintake organisation set --help tells what can be.",
    ),
    (
        ("set", "1", "--number", "640823-3234"),
        "A personal identity number is no organisation number. Leave it out; it must not be stored.",
    ),
    (
        ("set", "1", "--number", "802000-1230"),
        ("The last digit of 802000-1230 does not fit the others. Look it up: one digit is wrong, or two are swapped."),
    ),
    (
        ("set", "1", "--add-address", "Lulea.Kommun@lulea.se"),
        "Lulea.Kommun@lulea.se is an address of our own. Give the organisation's.",
    ),
    (
        ("set", "1", "--add-address", "kor"),
        "'kor' is not a mail address. Write it as \"name@kommun.example\".",
    ),
    (
        ("set", "1", "--language", "svenska"),
        '\'svenska\' is not a language code. Use a code of two or three letters, such as "sv", "fi" or "smj".',
    ),
    (
        ("set", "1", "--opt-out", "--by", "machine"),
        "A decision is a person's. Say whose with --by NAME.",
    ),
    (
        ("set", "9", "--opt-out"),
        "There is no organisation 9. mailintake organisation list KEY shows the numbers.",
    ),
    (
        ("merge", "1", "1"),
        "An organisation cannot be merged with itself. Name two: mailintake organisation merge FROM INTO",
    ),
    (
        ("import", "park", "list.csv"),
        "There is no consultation 'park'. The settings have: lok.",
    ),
    (
        ("import", "lok", "nowhere.csv"),
        "nowhere.csv cannot be read (No such file or directory). Give the name of a CSV file.",
    ),
]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[EmbeddedWorld]:
    with embedded_world(tmp_path / "service") as made:
        yield made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_a_list_is_looked_at_brought_in_and_brought_in_again(world: EmbeddedWorld, file: Path) -> None:
    words = ("organisation", "import", "lok", str(file), "--by", "Eva Ek")

    looked_at = world.command(*words, "--dry-run").stdout.splitlines()
    before = world.json("organisation", "list", "lok")
    *added, counts = world.json(*words)
    again = world.command(*words).stdout.splitlines()

    assert looked_at == [
        "would be added: Kören Klangen, kor@klangen.example",
        "would be added: Norra byns IF, norra@byn.example",
        "2 organisations would be added, 0 would be filled, 0 known as they are.",
    ]
    assert before == []
    assert [(one["id"], one["name"], one["number"], one["language"], one["invited"]) for one in added] == [
        (1, "Kören Klangen", "802000-1239", "fi", True),
        (2, "Norra byns IF", None, None, True),
    ]
    assert counts == {"job": "organisation import", "added": 2, "filled": 0, "unchanged": 0, "kept_out": 0}
    assert again == ["0 organisations added, 0 filled, 2 known as they are."]


def test_of_a_list_with_wrong_rows_each_is_told_and_nothing_is_brought_in(world: EmbeddedWorld, file: Path) -> None:
    file.write_text(
        "namn;orgnr;e-post\n"
        "Bra;802000-1239;bra@bra.example\n"
        "Fel;802000-1230;fel@fel.example\n"
        "Person;19640823-3234;p@p.example\n"
        "Vi;;lulea.kommun@lulea.se\n",
        encoding="utf-8",
    )
    done = world.command("organisation", "import", "lok", str(file))

    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        (
            f"mailintake organisation: {file}:3: the last digit of 802000-1230 does not fit the others. "
            "Look it up: one digit is wrong, or two are swapped."
        ),
        f'mailintake organisation: {file}:4: this is not an organisation number. Write it as "802000-0000".',
        (
            f"mailintake organisation: {file}:5: lulea.kommun@lulea.se is an address of our own. "
            "Give the organisation's."
        ),
    ]
    assert world.json("organisation", "list", "lok") == []


def test_what_staff_set_is_told_and_no_list_brings_back_what_was(world: EmbeddedWorld, file: Path) -> None:
    words = ("organisation", "import", "lok", str(file))
    world.command(*words)
    changes = ("--name", "Klangens kör", "--language", "sv", "--add-address", "ordf@klangen.example", "--opt-out")
    [changed] = world.json(
        "organisation", "set", "1", *changes, "--remove-address", "kor@klangen.example", "--by", "Eva"
    )
    told = world.command("organisation", "set", "2", "--not-invited", "--add-address", "ordf@klangen.example").stdout
    world.command(*words)
    listed = world.json("organisation", "list", "lok")
    table = world.command("organisation", "list", "lok").stdout.splitlines()

    assert {**changed, "perhaps": None} == listed[0]
    assert {name: changed[name] for name in ("name", "language", "addresses", "domains", "opted_out")} == {
        "name": "Klangens kör",
        "language": "sv",
        "addresses": ["ordf@klangen.example"],
        "domains": ["klangen.example"],
        "opted_out": True,
    }
    assert told.splitlines() == [
        "Organisation 2 is now:",
        "Norra byns IF (no organisation number), lok",
        "  not invited, silent",
        "  norra@byn.example",
        "  ordf@klangen.example",
        "  its own domains: byn.example, klangen.example",
        "Klangens kör (1) has an added address too: its mail cannot be told apart by sender.",
    ]
    assert [(one["name"], one["addresses"], one["invited"]) for one in listed] == [
        ("Klangens kör", ["ordf@klangen.example"], True),
        ("Norra byns IF", ["norra@byn.example", "ordf@klangen.example"], False),
    ]
    assert table[1].split("  ")[-1] == "ordf@klangen.example"
    assert "no reminders" in table[1]
    assert "not invited" in table[2]


def test_what_cannot_be_is_told_in_one_line(
    world: EmbeddedWorld, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world.command("organisation", "import", "lok", str(file))
    for words, line in REFUSED:
        status = main(["organisation", *words, "--config", str(world.config)])

        assert (2, f"mailintake organisation: {line}\n") == (status, capsys.readouterr().err)


def test_one_that_a_decision_named_is_merged_into_the_invited_one_that_it_is_like(world: EmbeddedWorld) -> None:
    world.invite("Idrottsföreningen Norrskenet;info@norrskenet.example", remind_days_before=3)
    world.begin()
    world.receive(comment(1))
    world.json("poll")
    [found] = world.json("search", "överenskommelse")[:1]
    decide = ("review", "decide", str(found["item"]), "--label", "comment", "--by", "Eva Ek")
    decided = world.command(*decide, "--organisation-name", "Idrotsföreningen Norrskenet").stdout
    listed = world.command("organisation", "list", "lok").stdout
    hint = (
        "Idrotsföreningen Norrskenet (2) may be Idrottsföreningen Norrskenet (1). "
        "If it is: mailintake organisation merge 2 1"
    )
    merged = world.command("organisation", "merge", "2", "1", "--by", "Eva Ek").stdout.splitlines()
    shown = world.command("organisation", "show", "2")
    [one] = world.json("organisation", "show", "1")

    assert hint in decided.splitlines()
    assert hint in listed.splitlines()
    assert merged[0] == "Organisation 2 is now one with 1:"
    assert merged[2:5] == ["  invited, answered", "  info@norrskenet.example", f"  {SENDER}"]
    assert shown.stderr == (
        "mailintake organisation: Organisation 2 was merged into 1. See it: mailintake organisation show 1\n"
    )
    assert [(each["kind"], each["status"]) for each in one["comments"]] == [("comment", "standing")]
    assert (one["standing"], one["perhaps"]) == ("answered", None)
    assert world.command("verify").returncode == 0


def test_a_service_that_runs_knows_an_organisation_as_staff_have_set_it_at_its_next_poll(world: EmbeddedWorld) -> None:
    world.invite("Kören Klangen;kor@klangen.example", "Klangkören;info@klangkoren.example", remind_days_before=3)
    running = open_service(world.config, environ=world.variables)
    running.sync_invited()
    running.poll()
    world.receive(comment(1))
    running.poll()
    world.command("organisation", "set", "2", "--add-address", comment(2).sender)
    world.receive(comment(2))
    running.poll()
    world.command("organisation", "merge", "2", "1")
    world.command("organisation", "set", "1", "--name", "Klangens kör")
    world.command("organisation", "set", "1", "--add-address", comment(3).sender)
    world.receive(comment(3))
    running.poll()

    items = [running.register.item(number) for number in (1, 2, 3)]
    told = {item.reading.from_address: item.decision.organisation for item in items}
    assert [(match.organisation_id, match.name) for match in (told[comment(n).sender] for n in (2, 3)) if match] == [
        (1, "Klangens kör"),
        (1, "Klangens kör"),
    ]
    assert [each.organisation_id for each in running.register.comments("lok")][:2] == [None, 1]


def test_a_dead_address_is_shown_with_what_came_back_until_a_person_says_that_mail_reaches_it(
    world: EmbeddedWorld,
) -> None:
    world.invite("Kören Klangen;kor@klangen.example", remind_days_before=3)
    service = open_service(world.config, environ=world.variables)
    service.sync_invited()
    reminder = mail(1, MailKind.REMINDER, recipient="kor@klangen.example", organisation_id=1, consultation="lok")
    service.register.queue([reminder], NOW)
    said = {"failed_address": reminder.recipient, "proof": "5.1.1 no such user"}
    bounce = Settlement(message_id=reminder.message_id, has_arrived=False, **said)
    service.register.record(file_batch(kept(1, settlements=(bounce,))))
    shown = world.command("organisation", "show", "1").stdout.splitlines()
    listed = world.command("organisation", "list", "lok").stdout.splitlines()
    [whole] = world.json("organisation", "show", "1")
    [alive] = world.json("organisation", "set", "1", "--alive", "kor@klangen.example")

    assert "unreachable" in listed[1]
    assert shown[2].startswith("  kor@klangen.example: mail cannot reach it (mail 1 of ")
    assert shown[2].endswith(" came back: 5.1.1 no such user)")
    assert [(each["address"], each["mail"], each["said"]) for each in whole["bounces"]] == [
        ("kor@klangen.example", 1, "5.1.1 no such user")
    ]
    assert [(each["kind"], each["recipient"], each["bounced"]) for each in whole["mails"]] == [
        ("reminder", "kor@klangen.example", True)
    ]
    assert (whole["unreachable"], alive["unreachable"]) == (["kor@klangen.example"], [])
