"""``mailintake template``: staff see the words of the mails, change them, and look at each mail before one goes out."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from beds.embedded import run_program
from beds.world import World

from mailintake.cli import main
from mailintake.domain.outbox import MailKind
from mailintake.resources import templates_folder

SHIPPED = templates_folder() / "mail"
PARTS = {"subject": "subject.txt", "text": "body.txt", "html": "body.html"}
TITLE = "Lokal överenskommelse mellan Luleå kommun och civilsamhället"


@pytest.fixture
def world(tmp_path: Path) -> World:
    # Nothing listens at these ports: whatever connected to a server would fail.
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    return World(tmp_path / "service", imap_port=port, imap_user="kommun", imap_password="hemligt", smtp_port=port)


@pytest.fixture
def template(world: World, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command; give its exit status, what it printed and what it complained of."""

    def run(*words: str) -> tuple[int, str, str]:
        status = main(["template", *words, "--config", str(world.config)])
        written = capsys.readouterr()
        return status, written.out, written.err

    return run


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the operator's own, before the shipped one."""
    folder = tmp_path / "own"
    (folder / "sv").mkdir(parents=True)
    monkeypatch.setenv("MAILINTAKE_SERVICE__TEMPLATES", str(folder))
    return folder


def test_every_kind_is_listed_in_every_language_that_mails_are_written_in(template) -> None:
    status, printed, _ = template("list")

    rows = [tuple(line.split()) for line in printed.splitlines()]
    assert (status, rows[0]) == (0, ("kind", "language", "from", "state"))
    assert {row for row in rows if len(row) == 4 and row[1] in {"sv", "en", "fi"}} == {
        (kind.value, language, "shipped", "complete") for kind in MailKind for language in ("sv", "en", "fi")
    }
    assert "Greeting in se: Bures! (a draft)" in printed.splitlines()


def test_what_comes_from_a_folder_of_ones_own_is_told_and_what_in_it_is_not_used(template, own: Path) -> None:
    (own / "sv" / "reminder.subject.txt.j2").write_text("Glöm inte: {{ title }}", encoding="utf-8")
    (own / "frame.html.j2").write_text((SHIPPED / "frame.html.j2").read_text(encoding="utf-8"), encoding="utf-8")
    (own / "sv" / "remainder.body.txt.j2").write_text("x", encoding="utf-8")

    status, printed, _ = template("list")
    *entries, closing = map(json.loads, template("list", "--json")[1].splitlines())

    assert status == 0
    assert [line.split() for line in printed.splitlines() if "own folder" in line] == [
        ["reminder", "sv", "own", "folder", "(subject)", "complete"]
    ]
    assert printed.splitlines()[-2:] == [
        "Your own layout is used: frame.html.j2",
        "Not used, for no mail has a part of this name: sv/remainder.body.txt.j2",
    ]
    assert [entry for entry in entries if entry.get("own_parts")] == [
        {"kind": "reminder", "language": "sv", "own_parts": ["subject"], "fault": None}
    ]
    assert {name: closing[name] for name in ("job", "faults", "own_layouts", "unused")} == {
        "job": "template",
        "faults": 0,
        "own_layouts": ["frame.html.j2"],
        "unused": ["sv/remainder.body.txt.j2"],
    }


def test_a_template_that_is_wrong_is_listed_with_its_line_and_the_others_too(template, own: Path) -> None:
    (own / "sv" / "reminder.subject.txt.j2").write_text("\n{{ titel }}", encoding="utf-8")

    status, printed, _ = template("list")
    *entries, closing = map(json.loads, template("list", "--json")[1].splitlines())

    assert status == 2
    assert (
        "sv/reminder.subject.txt.j2, line 2: there is no placeholder 'titel'. Use one of:" in printed.splitlines()[-1]
    )
    assert [(entry["kind"], entry["language"]) for entry in entries if entry.get("fault")] == [("reminder", "sv")]
    assert closing["faults"] == 1


@pytest.mark.parametrize("part", PARTS)
def test_a_template_is_shown_as_it_stands_in_its_file(template, part: str) -> None:
    status, printed, _ = template("show", "decision", "--language", "en", "--part", part)

    file = SHIPPED / "en" / f"decision.{PARTS[part]}.j2"
    assert (status, printed) == (0, file.read_text(encoding="utf-8").rstrip("\n") + "\n")


def test_all_parts_of_a_template_are_shown_in_the_services_language_each_with_its_file(template) -> None:
    _, printed, _ = template("show", "decision")

    files = [SHIPPED / "sv" / f"decision.{part}.j2" for part in PARTS.values()]
    assert [line for line in printed.splitlines() if line.startswith("{# sv/")] == [
        f"{{# sv/{file.name}, from {file} #}}" for file in files
    ]
    for file in files:
        assert file.read_text(encoding="utf-8").strip() in printed


def test_staff_copy_a_template_change_a_word_and_see_it_in_both_bodies(template, own: Path, tmp_path: Path) -> None:
    _, shown, _ = template("show", "reminder", "--part", "text")
    heading = 'set heading = "'
    (own / "sv" / "reminder.body.txt.j2").write_text(
        shown.replace("{% set heading %}", "{% set heading %}Hej! ").replace(heading, f"{heading}Hej! "),
        encoding="utf-8",
    )

    status, _, _ = template("preview", "reminder", "--to", str(tmp_path / "out"))

    (text,) = (tmp_path / "out").glob("*.txt")
    assert status == 0
    assert "Hej! " in text.read_text(encoding="utf-8")
    assert "Hej! " in text.with_suffix(".html").read_text(encoding="utf-8")


def test_a_preview_has_the_operators_own_settings_and_invented_people(template) -> None:
    status, printed, _ = template("preview", "registered")

    assert status == 0
    assert printed.splitlines()[0].startswith("Subject: ")
    assert TITLE in printed
    assert "Karin Exempel" in printed
    assert "Luleå kommun" in printed


def test_a_greeting_is_a_draft_until_staff_approve_it_and_then_stands_first(template, own: Path) -> None:
    before = template("preview", "registered", "--language", "se")[1]
    (own / "se").mkdir()
    (own / "se" / "greeting.toml").write_text(
        'greeting = "Bures!"\napproved_by = "Sanna Exempel"\napproved_on = 2018-06-20\n', encoding="utf-8"
    )

    approved, after = template("list")[1], template("preview", "registered", "--language", "se")[1]
    greetings = [line for line in map(json.loads, template("list", "--json")[1].splitlines()) if "greeting" in line]

    assert "Greeting in se: Bures! (approved by Sanna Exempel on 2018-06-20)" in approved.splitlines()
    assert [text.splitlines()[2].partition(" på ")[0] for text in (before, after)] == [
        "Vi har ännu ingen godkänd text",
        "Bures!",
    ]
    assert [line for line in greetings if line["language"] == "se"] == [
        {"greeting": "Bures!", "language": "se", "approved_by": "Sanna Exempel", "approved_on": "2018-06-20"}
    ]


def test_nothing_is_stored_or_sent(world: World, template) -> None:
    template("preview", "--all", "--language", "se")
    template("show", "digest")

    assert sorted(path.name for path in world.folder.iterdir()) == ["config"]


def test_a_preview_is_written_as_the_whole_mail_its_page_and_its_text(template, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"

    status, printed, _ = template("preview", "decision", "--language", "fi", "--to", str(folder))

    files = {path.suffix: path for path in folder.iterdir()}
    (name,) = {path.stem for path in files.values()}
    assert status == 0
    assert name.startswith("decision-with-a-meeting-")
    assert name.endswith("-fi")
    assert [line for line in printed.splitlines() if line.startswith("Written: ")] == [
        f"Written: {files[ending]}" for ending in (".eml", ".html", ".txt")
    ]
    mail = message_from_bytes(files[".eml"].read_bytes(), policy=policy.default)
    assert (mail["From"].addresses[0].addr_spec, mail["Auto-Submitted"], mail["Content-Language"]) == (
        "lulea.kommun@lulea.se",
        "auto-generated",
        "fi",
    )
    assert mail["Message-ID"]
    assert [part.get_content_type() for part in mail.iter_attachments()] == ["text/calendar"]
    bodies = {kind: mail.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html")}
    assert bodies == {
        "plain": files[".txt"].read_text(encoding="utf-8"),
        "html": files[".html"].read_text(encoding="utf-8"),
    }


def test_an_acknowledgement_is_written_as_the_answer_that_it_is(template, tmp_path: Path) -> None:
    template("preview", "acknowledgement", "--to", str(tmp_path / "out"))

    (file,) = (tmp_path / "out").glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (mail["Auto-Submitted"], mail["In-Reply-To"]) == ("auto-replied", "<1@forening.example>")
    assert not list(mail.iter_attachments())


def test_the_proposal_of_the_settings_goes_with_the_invitation(world: World, template, tmp_path: Path) -> None:
    (world.config / "consultations" / "förslag.pdf").write_bytes(b"%PDF-1.4 the real one")
    file = world.config / "consultations" / "lok.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("terms =", 'proposal_document = "förslag.pdf"\nterms =', 1), encoding="utf-8")

    status, _, _ = template("preview", "invitation", "--to", str(tmp_path / "out"))

    (eml,) = (tmp_path / "out").glob("*.eml")
    (attached,) = message_from_bytes(eml.read_bytes(), policy=policy.default).iter_attachments()
    assert (status, attached.get_content()) == (0, b"%PDF-1.4 the real one")


def test_without_a_proposal_in_the_settings_an_empty_page_stands_in_for_it(template, tmp_path: Path) -> None:
    template("preview", "invitation", "--to", str(tmp_path / "out"))

    (eml,) = (tmp_path / "out").glob("*.eml")
    (attached,) = message_from_bytes(eml.read_bytes(), policy=policy.default).iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == ("application/pdf", "forslag.pdf")


def test_the_samples_are_about_the_consultation_that_is_asked_for(world: World, template) -> None:
    folder = world.config / "consultations"
    text = (folder / "lok.toml").read_text(encoding="utf-8")
    other = text.replace('key = "lok"', 'key = "park"').replace(TITLE, "Ny park").replace('"LÖK"', '"PARK"')
    (folder / "park.toml").write_text(other, encoding="utf-8")

    first, asked_for = (template("preview", "reminder", *words)[1] for words in ((), ("--consultation", "park")))

    assert (TITLE in first, "Ny park" in asked_for) == (True, True)


def test_all_mails_are_previewed_in_all_languages_or_in_one(template, tmp_path: Path) -> None:
    folder = tmp_path / "out"

    status, printed, _ = template("preview", "--all", "--to", str(folder))
    *mails, closing = map(json.loads, template("preview", "--all", "--language", "en", "--json")[1].splitlines())

    stems = {path.stem for path in folder.iterdir()}
    assert (status, printed.splitlines()[-1]) == (0, f"{len(stems)} mails in {folder}")
    assert {stem.partition("-")[0] for stem in stems} == set(MailKind)
    assert {stem.rpartition("-")[2] for stem in stems} >= {"sv", "en", "fi", "se"}
    assert {mail["language"] for mail in mails} == {"en"}
    assert closing == {"job": "template", "mails": sum(stem.endswith("-en") for stem in stems)}
    assert set(mails[0]) == {"kind", "variant", "language", "subject", "text", "files"}
    assert mails[0]["files"] == []


def test_a_variant_is_chosen_by_its_name(template) -> None:
    ((mail, _closing),) = [
        map(json.loads, printed.splitlines())
        for _, printed, _ in [template("preview", "digest", "--variant", "quiet", "--json")]
    ]

    assert (mail["kind"], mail["variant"], mail["language"]) == ("digest", "quiet", "sv")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ("preview", "digest", "--variant", "loud"),
            "There is no variant 'loud' of digest. Use one of: busy, quiet",
        ),
        (("preview", "digest", "--language", "xx"), "There are no mail templates in the language 'xx'. Use one of: en"),
        (("preview", "digest", "--language", "se"), "There is no digest to readers of 'se'. Use --language sv."),
        (("show", "digest", "--language", "se"), "There are no mail templates in the language 'se'. Use one of: en"),
        (("show", "digest", "--language", "../sv"), "There are no mail templates in the language '../sv'. Use one of:"),
        (
            ("preview", "digest", "--consultation", "lokk"),
            "There is no consultation 'lokk'. The settings have: lok.",
        ),
        (("preview", "--all", "--open"), "--open and --variant are for one kind of mail. Name it, in the place of"),
        (("preview",), "one of the arguments KIND --all is required."),
        (("preview", "digest", "--all"), "not allowed with argument"),
        (("preview", "letter"), "argument KIND: invalid choice: 'letter' (choose from 'invitation'"),
        (("preview", "digest", "--to", "{file}"), "{file} cannot be written (File exists). Name another folder"),
    ],
)
def test_wrong_use_is_told_in_one_line(template, tmp_path: Path, words: tuple[str, ...], line: str) -> None:
    file = tmp_path / "file"
    file.touch()

    status, printed, complained = template(*(word.format(file=file) for word in words))

    assert (status, printed, complained.count("\n")) == (2, "", 1)
    assert line.format(file=file) in complained


@pytest.mark.parametrize("words", [("preview", "reminder"), ("preview", "--all")])
def test_a_template_that_is_wrong_is_one_line_and_no_preview(template, own: Path, words: tuple[str, ...]) -> None:
    (own / "sv" / "reminder.body.txt.j2").write_text("{% set heading = 1 %}\n{% if %}", encoding="utf-8")

    status, _, complained = template(*words, "--language", "sv")

    assert (status, complained.count("\n")) == (2, 1)
    assert complained.startswith("mailintake template: sv/reminder.body.txt.j2, line 2: ")


def test_another_kind_can_be_previewed_though_one_is_wrong(template, own: Path) -> None:
    (own / "sv" / "reminder.body.txt.j2").write_text("{% if %}", encoding="utf-8")

    assert template("preview", "digest")[0] == 0


def test_without_a_consultation_in_the_settings_the_samples_are_about_an_invented_one(world: World, template) -> None:
    (world.config / "consultations" / "lok.toml").unlink()

    status, printed, _ = template("preview", "reminder")

    assert (status, "Förslag till lokal överenskommelse" in printed) == (0, True)


def test_the_page_is_opened_in_the_browser(world: World, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{tmp_path}/opened"\n', encoding="utf-8")
    browser.chmod(0o755)

    done = run_program(
        *("template", "preview", "reminder", "--open", "--to", str(tmp_path / "out"), "--config", str(world.config)),
        BROWSER=f"{browser} %s",
    )

    (page,) = (tmp_path / "out").glob("*.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "opened").read_text(encoding="utf-8") == page.as_uri()


def test_where_there_is_no_browser_the_place_of_the_page_is_told(world: World, tmp_path: Path) -> None:
    done = run_program(
        *("template", "preview", "reminder", "--open", "--config", str(world.config)),
        PATH=str(tmp_path),
        BROWSER="",
        DISPLAY="",
        WAYLAND_DISPLAY="",
        TMPDIR=str(tmp_path),
    )

    (page,) = tmp_path.glob("mailintake-preview-*/*.html")
    assert done.returncode == 0
    assert done.stderr == f"There is no browser on this machine. Open this file in one: {page}\n"
    assert page.parent.stat().st_mode & 0o077 == 0
