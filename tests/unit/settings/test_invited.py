"""The list of the invited, as spreadsheets save it."""

from __future__ import annotations

import pytest
from fakes.examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailintake.errors import SettingsError
from mailintake.settings import InvitedOrganisation

LIST = "name;number;email;language\nÅsens IF;802000-1239;a@asen.example, b@asen.example;sv\nNolia Ry;;;fi\n"


@pytest.fixture
def invite(config, consult):
    def write(content: str | bytes):
        config.write("consultations/invited.csv", content)
        consult(invited='"invited.csv"')
        return config

    return write


ASEN = InvitedOrganisation(
    name="Åsens IF", number="802000-1239", addresses=("a@asen.example", "b@asen.example"), language="sv"
)
NOLIA = InvitedOrganisation(name="Nolia Ry", language="fi")


@pytest.mark.parametrize(
    "content",
    [
        LIST.encode(),
        b"\xef\xbb\xbf" + LIST.encode(),
        LIST.encode("cp1252"),
        LIST.encode("utf-16"),
        LIST.replace("\n", "\r\n").encode("cp1252"),
        LIST.replace(", ", " ").replace(";", "\t").encode("utf-16"),
        LIST.replace("a@asen.example, b@asen.example", '"a@asen.example, b@asen.example"').replace(";", ",").encode(),
        ("\n\n" + LIST + ";;;\n").encode(),
        LIST.replace("name;number;email;language", "Namn; Organisationsnummer ;E-post;Språk").encode(),
        LIST.replace("a@asen.example, b@asen.example", '"a@asen.example\nb@ÅSEN.example"'.replace("Å", "a")).encode(),
        LIST.replace("802000-1239", "168020001239").encode(),
    ],
    ids=[
        "utf-8",
        "utf-8 mark",
        "cp1252",
        "utf-16",
        "crlf",
        "tabs",
        "commas",
        "empty rows",
        "swedish",
        "lines",
        "number",
    ],
)
def test_every_way_a_spreadsheet_saves_it_gives_the_same(invite, content):
    assert invite(content).load().consultations[0].invited == (ASEN, NOLIA)


def test_columns_may_be_left_out_and_stand_in_any_order(invite):
    config = invite("email;name\na@asen.example;Åsens IF\n")

    assert config.load().consultations[0].invited == (
        InvitedOrganisation(name="Åsens IF", addresses=("a@asen.example",)),
    )


def test_every_row_that_is_wrong_is_told_with_its_line(invite):
    config = invite(
        "name;number;email;language\n"
        "A;12;a@a.example;\n"
        ";;b@b.example;\n"
        'C;;"c@c.example\nbad";\n'
        "D;;Eva Ek <e@d.example>;\n"
        "E;;e@e.example\n"
        "F, norra;;f@f.example;;\n"
        "G;;g@g.example;svenska\n"
        "H\x00;;;\n"
        "Gott;;i@i.example;\n"
        "GOTT;;j@j.example;\n"
    )

    assert config.faults() == [
        "consultations/invited.csv:2: '12' is not an organisation number. Write it as \"802000-0000\".",
        "consultations/invited.csv:3: names no organisation. Fill in its name or take the row away.",
        "consultations/invited.csv:4: 'bad' is not a mail address. Write it as \"name@kommun.example\".",
        "consultations/invited.csv:6: 'Eva' is not a mail address. Write it as \"name@kommun.example\".",
        (
            "consultations/invited.csv:7: has 3 cells where the first line has 4. Put a text with a comma or a "
            "semicolon in it between quotation marks."
        ),
        (
            "consultations/invited.csv:9: 'svenska' is not a language code. Use a code of two or three letters, such "
            'as "sv", "fi" or "smj".'
        ),
        (
            "consultations/invited.csv:10: has an invisible character in it (U+0000). Write it anew by hand instead of "
            "pasting."
        ),
        (
            "consultations/invited.csv:12: 'GOTT' stands on line 11 too. Keep one row, with all addresses in its cell "
            "for e-mail."
        ),
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "consultations/invited.csv: is empty. Write the columns' names on its first line."),
        (
            "namn;mejl\nA;a@a.example\n",
            (
                "consultations/invited.csv:1: there is no column email. Name the columns on the first line: name, "
                "number, email, language."
            ),
        ),
        (
            "namn;name;email\n",
            "consultations/invited.csv:1: the column name is there twice. Take one away.",
        ),
        (
            'name;email\n"A;a@a.example\n',
            "consultations/invited.csv:2: is not CSV: unexpected end of data. Save it anew from the spreadsheet.",
        ),
    ],
)
def test_a_file_that_is_no_list_is_told(invite, content, fault):
    assert invite(content).faults() == [fault]


def test_a_file_that_is_no_text_is_told(invite):
    (fault,) = invite(b"PK\x03\x04\x81\x8d\x8f\x90").faults()

    assert fault.startswith("consultations/park-2026.toml:7: invited: ")
    assert fault.endswith('invited.csv is not text. Save it in the spreadsheet as "CSV UTF-8".')


def test_a_missing_list_is_told_by_its_key(config, consult):
    consult(invited='"invited.csv"')

    (fault,) = config.faults()
    assert fault.startswith("consultations/park-2026.toml:7: invited: ")
    assert "cannot be read (No such file or directory)" in fault


def test_what_is_worth_a_look_is_warned_about(invite):
    config = invite(
        "name;number;email;telefon;langauge\n"
        "A;802000-1230;kansli@delad.example;0;\n"
        "B;802000-1239;Kansli@delad.example;0;\n"
    )

    assert [line for line in config.warnings() if "invited.csv" in line] == [
        "consultations/invited.csv:1: the column 'telefon' is not used.",
        "consultations/invited.csv:1: the column 'langauge' is not used. Did you mean language?",
        "consultations/invited.csv:3: shares an address with 'A': its mail cannot be told apart by sender.",
        "consultations/invited.csv: 1 organisation numbers have a last digit that does not fit the others (line 2).",
    ]


@given(content=st.binary(max_size=120) | st.text(alphabet='abc@.;,"\n\x00\té', max_size=80).map(str.encode))
@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_list_or_settings_errors(invite, content):
    try:
        invite(b"name;email\n" + content).load()
    except SettingsError as error:
        assert "invited" in str(error)  # noqa: PT017 - most are wrong, a few are right


def test_a_persons_number_is_told_without_it(invite):
    config = invite("name;number;email\nEva Ek;640823-3234;eva@ek.example\n")

    assert config.faults() == [
        (
            "consultations/invited.csv:2: a personal identity number is no organisation number. Leave it out; it must "
            "not be stored."
        )
    ]


def test_two_names_with_one_number_are_warned_about(invite):
    rows = "name;number;email\nA;802000-1239;a@a.example\nB;802000-1239;b@b.example\n"
    warnings = invite(rows).load().warnings

    assert [line.rpartition("/")[2] for line in warnings if "invited.csv" in line] == [
        "invited.csv:3: has the organisation number of 'A': they are taken for one."
    ]
