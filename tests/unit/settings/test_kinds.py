"""Each kind of value: what it takes, what it refuses, and that it never fails in another way."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from fakes.examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from mailintake.settings.consultation import KEY, PREFIX
from mailintake.settings.findings import Findings, Source, ValueRefusedError
from mailintake.settings.kinds.kind import Context
from mailintake.settings.kinds.listing import ByLanguage, ListOf
from mailintake.settings.kinds.mail import Address, Host, NamedAddress, Sender, is_loopback
from mailintake.settings.kinds.moment import Date, Start, StartWord, TimeOfDay, Weekdays, Zone
from mailintake.settings.kinds.number import PORT, Switch, Whole
from mailintake.settings.kinds.place import FilePath, StoreUrl
from mailintake.settings.kinds.text import LANGUAGE, Choice, Line, SecretText, Text, Url
from mailintake.settings.sections import Tls
from mailintake.settings.table import Table

CONTEXT = Context(folder=Path("config"), source=Source(name="test"), key="key", findings=Findings())


def read(kind, value):
    return kind.read(value, CONTEXT)


def refusal(kind, value):
    with pytest.raises(ValueRefusedError) as raised:
        read(kind, value)
    assert raised.value.remedy, "every refusal says what to do"
    return raised.value.problem


@pytest.mark.parametrize(
    ("kind", "given_", "expected"),
    [
        (Line(), "  Luleå kommun ", "Luleå kommun"),
        (Line(), "", ""),
        (Line(), "mjuk\u00adstavning", "mjuk\u00adstavning"),
        (Text(), "en\r\ntvå\n", "en\ntvå"),
        (LANGUAGE, "smj", "smj"),
        (KEY, "lulea-lok-2018", "lulea-lok-2018"),
        (PREFIX, "LÖK", "LÖK"),
        (Choice(Tls), "starttls", Tls.STARTTLS),
        (Url(), "https://kommun.example/remiss/", "https://kommun.example/remiss"),
        (Url(), "http://[::1]:8080", "http://[::1]:8080"),
        (Url(), "", ""),
        (PORT, 65535, 65535),
        (Switch(), False, False),
        (Address(), "Lulea.Kommun@LULEA.se", "Lulea.Kommun@lulea.se"),
        (Address(), "info@räksmörgås.example", "info@xn--rksmrgs-5wao1o.example"),
        (Address(may_be_empty=True), "", ""),
        (Host(), "IMAP.Kommun.example.", "imap.kommun.example"),
        (Host(), "::1", "::1"),
        (Sender(), '"Luleå kommun" <a@lulea.se>', NamedAddress(name="Luleå kommun", address="a@lulea.se")),
        (Sender(), "a@lulea.se", NamedAddress(address="a@lulea.se")),
        (Sender(), "<a@lulea.se>", NamedAddress(address="a@lulea.se")),
        (Date(), date(2018, 10, 1), date(2018, 10, 1)),
        (Date(), "2018-10-01", date(2018, 10, 1)),
        (Start(), "all", StartWord.ALL),
        (Start(), "2018-06-20", date(2018, 6, 20)),
        (TimeOfDay(), "07:30", time(7, 30)),
        (TimeOfDay(), time(23, 59), time(23, 59)),
        (Weekdays(), "mon-fri", (0, 1, 2, 3, 4)),
        (Weekdays(), "Thu, mon", (0, 3)),
        (Weekdays(), "sat-mon", (0, 5, 6)),
        (Weekdays(), "sun", (6,)),
        (ListOf(PORT), [1, 2], (1, 2)),
        (ByLanguage(Line()), {"fi": "Puisto"}, {"fi": "Puisto"}),
        (FilePath(), "", None),
    ],
)
def test_what_is_right_is_taken(kind, given_, expected):
    assert read(kind, given_) == expected


@pytest.mark.parametrize(
    ("kind", "given_", "problem"),
    [
        (Line(), 3, "is a whole number, not text."),
        (Line(may_be_empty=False), "  ", "is empty."),
        (Line(), "a\u202eb", "has an invisible character in it (U+202E)."),
        (Line(), "x" * 501, "is longer than 500 characters."),
        (Text(), ["x"], "is a list, not text."),
        (LANGUAGE, "Svenska", "'Svenska' is not a language code."),
        (PREFIX, "", "'' is not a prefix."),
        (Choice(Tls), "ssl", "'ssl' is not a word it can have."),
        (Choice(Tls), True, "is true or false, not a word."),
        (Url(), "ftp://x.example", "'ftp://x.example' is not a web address."),
        (Url(), "https://[", "'https://[' is not a web address."),
        (Url(), "https://x.example/a b", "'https://x.example/a b' is not a web address."),
        (PORT, 0, "0 is out of range."),
        (PORT, True, "is true or false, not a whole number."),
        (PORT, 25.0, "is a number with a fraction, not a whole number."),
        (PORT, "993", "is text, not a whole number."),
        (PORT, 10**400, "the number is out of range."),
        (Switch(), "true", "is text, not true or false."),
        (Address(), "kommun.example", "'kommun.example' is not a mail address."),
        (Address(), "a b@kommun.example", "'a b@kommun.example' is not a mail address."),
        (Address(), "a@b@kommun.example", "'a@b@kommun.example' is not a mail address."),
        (Address(), "<a@kommun.example>", "'<a@kommun.example>' is not a mail address."),
        (Address(), "a@kommun", "'a@kommun' has no whole domain after the @."),
        (Address(), "a@kommun..example", "'kommun..example' is not the name of a server or a domain."),
        (Address(), "a@" + "x" * 64 + ".example", f"'{'x' * 59}… is not the name of a server or a domain."),
        (Address(), "å" * 130 + "@kommun.example", f"'{'å' * 59}… is longer than a mail address can be."),
        (Host(), "https://kommun.example", "'https://kommun.example' is a web address."),
        (Host(), "imap.kommun.example:993", "'imap.kommun.example:993' has a port in it."),
        (Host(), "-x", "'-x' is not the name of a server or a domain."),
        (Host(), "x" * 300, f"'{'x' * 59}… is not the name of a server or a domain."),
        (Sender(), "Luleå kommun", "'Luleå kommun' is not a mail address."),
        (Sender(), "A <a@b.example> <c@d.example>", "'A <a@b.example> <c@d.example>' is not a mail address."),
        (Date(), datetime(2018, 10, 1, tzinfo=UTC), "is a date with a time, not a date."),
        (Date(), "2018-02-30", "'2018-02-30' is not a date."),
        (Date(), date(1, 1, 1), "0001-01-01 is not in 1990 to 2200."),
        (Start(), "yesterday", "'yesterday' is not a date."),
        (TimeOfDay(), "24:00", "'24:00' is not a time of day in hours and minutes."),
        (TimeOfDay(), time(7, 30, 5), "'07:30:05' is not a time of day in hours and minutes."),
        (TimeOfDay(), 730, "is a whole number, not a time."),
        (Weekdays(), "mon-", "'mon-' is not a list of weekdays."),
        (Weekdays(), "", "'' is not a list of weekdays."),
        (Weekdays(), ["mon"], "is a list, not text."),
        (Zone(), "Europe", "'Europe' is not a time zone."),
        (Zone(), "../etc/passwd", "'../etc/passwd' is not a time zone."),
        (Zone(), "", "'' is not a time zone."),
        (Zone(), "a\0b", "'a\\x00b' is not a time zone."),
        (ListOf(PORT), [1, 0], "(item 2) 0 is out of range."),
        (ListOf(PORT, at_least=1), [], "is empty."),
        (ListOf(PORT), "1,2", "is text, not a list."),
        (ByLanguage(Line()), ["x"], "is a list, not a table."),
        (SecretText(), "hemligt\n", "has a control character in it."),
        (StoreUrl(), "postgresql://norra@db/register", "names no driver."),
        (StoreUrl(), "sqlite:///", "names no database file."),
        (StoreUrl(), "sqlite://var/x.db", "names no database file."),
        (StoreUrl(), "postgresql+psycopg://db.example", "is not a whole database address."),
        (StoreUrl(), "postgresql+psycopg://db.example:x/register", "is not a whole database address."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_reason(kind, given_, problem):
    assert refusal(kind, given_) == problem


KINDS = (
    Line(), Text(), LANGUAGE, KEY, PREFIX, Choice(Tls), Url(), SecretText(), Whole(0, 5), Switch(), Address(), Host(),
    Sender(), Date(), Start(), TimeOfDay(), Weekdays(), Zone(), ListOf(Address()),
    ByLanguage(Text()), StoreUrl(), FilePath(),
)  # fmt: skip
SCALARS = (
    st.text(max_size=40)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.times()
    | st.datetimes()
    | st.sampled_from(["a@b.example", "2018-10-01", "07:30", "mon-fri", "Europe/Stockholm", "sqlite:///x", "https://a"])
)
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(max_size=5), SCALARS, max_size=3)


@given(kind=st.sampled_from(KINDS), value=VALUES)
@settings(max_examples=examples(1500), deadline=None)
def test_any_value_is_taken_or_refused_and_what_is_taken_can_be_written_and_read_again(kind, value):
    try:
        taken = read(kind, value)
    except ValueRefusedError:
        return
    if not isinstance(kind, SecretText):
        assert read(kind, kind.to_toml(taken)) == taken


@given(kind=st.sampled_from(KINDS), text=st.text(max_size=40))
@settings(max_examples=examples(500), deadline=None)
def test_any_text_of_the_environment_is_taken_or_refused(kind, text):
    try:
        read(kind, kind.from_text(text))
    except ValueRefusedError:
        return


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", True), ("127.0.0.9", True), ("::1", True), ("10.0.0.1", False), ("localhost.example", False)],
)
def test_only_this_machine_is_loopback(host, expected):
    assert is_loopback(host) is expected


def test_a_file_counts_from_the_settings_folder_and_has_to_be_there(tmp_path):
    context = Context(folder=tmp_path, source=Source(name="test"), key="key", findings=Findings())
    (tmp_path / "ca.pem").write_text("x")

    assert FilePath().read("ca.pem", context) == tmp_path / "ca.pem"
    assert FilePath(is_folder=True).read(str(tmp_path), context) == tmp_path
    for kind, name in ((FilePath(), "no.pem"), (FilePath(), "."), (FilePath(is_folder=True), "ca.pem")):
        with pytest.raises(ValueRefusedError, match="there is no"):
            kind.read(name, context)


def test_a_table_that_is_no_table_says_how_to_write_it():
    assert refusal(Table(Tls), []) == "is a list, not a table."
