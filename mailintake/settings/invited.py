"""The list of invited organisations (remisslista): a CSV file as spreadsheets save it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from mailintake.settings.findings import Findings, Place, ValueRefusedError, did_you_mean
from mailintake.settings.kinds.kind import Context, Kind, shown
from mailintake.settings.kinds.mail import normalise_address
from mailintake.settings.kinds.organisation_number import has_check_digit, organisation_number
from mailintake.settings.kinds.text import LANGUAGE, Line

MAX_BYTES = 10_000_000
# The columns, by the words that may head them.
COLUMNS = {
    "name": ("name", "namn", "organisation", "förening"),
    "number": ("number", "organisation number", "organisationsnummer", "orgnr", "org.nr"),
    "email": ("email", "e-mail", "e-post", "epost", "e-postadress"),
    "language": ("language", "språk"),
}
_NEEDED = ("name", "email")
_DELIMITERS = ";,\t"


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitedOrganisation:
    """One organisation on the list."""

    name: str
    number: str = ""  # organisationsnummer, ten digits with a hyphen
    addresses: tuple[str, ...] = ()
    language: str = ""


Check = Callable[[InvitedOrganisation], None]


class InvitedList(Kind[tuple[InvitedOrganisation, ...]]):
    """The organisations that a CSV file names."""

    name = "name of a CSV file"

    def read(self, value: object, context: Context) -> tuple[InvitedOrganisation, ...]:
        """Return the organisations in the file's order; what is wrong in a row is noted with its line."""
        line = Line().read(value, context)
        if not line:
            return ()
        return read_list(context.folder / line, context, remedy=f"It counts from {context.folder}.")

    def to_toml(self, value: tuple[InvitedOrganisation, ...]) -> object:
        """Return no file: the organisations do not tell which file they were read from."""
        del value
        return ""


def read_list(
    path: Path, context: Context, *, remedy: str, check: Check = lambda _organisation: None
) -> tuple[InvitedOrganisation, ...]:
    """Return the organisations that a CSV file names, in its order; what is wrong in a row is noted with its line.

    ``remedy`` is told where the file cannot be read; ``check`` raises ValueRefusedError for a row that the settings
    would take. Raises ValueRefusedError where it is no list at all.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ValueRefusedError(f"{path} cannot be read ({error.strerror}).", remedy) from None
    if len(content) > MAX_BYTES:
        raise ValueRefusedError(f"{path} is too large.", "Check that it is the right file.")
    return tuple(_read_rows(_decode(content, path), path, context, check))


def _read_rows(text: str, path: Path, context: Context, check: Check) -> list[InvitedOrganisation]:
    """Return the organisations of a CSV text; what is wrong in a row is in the findings with its line."""
    findings = context.findings
    rows = _rows(text, path, findings)
    head = next(rows, None)
    columns = None if head is None else _columns(head[1], Place(source=str(path), line=head[0]), findings)
    if head is None:
        findings.fault(Place(source=str(path)), "is empty.", "Write the columns' names on its first line.")
    if head is None or columns is None:
        return []
    organisations: list[InvitedOrganisation] = []
    odd_lines: list[int] = []
    lines_by_name: dict[str, int] = {}
    names_by_address: dict[str, str] = {}
    names_by_number: dict[str, str] = {}
    for line, cells in rows:
        place = Place(source=str(path), line=line)
        try:
            _refuse_wrong_width(cells, head[1])
            organisation = _organisation(cells, columns, context)
            check(organisation)
        except ValueRefusedError as refusal:
            findings.fault(place, refusal.problem, refusal.remedy)
            continue
        first_line = lines_by_name.setdefault(organisation.name.casefold(), line)
        if first_line != line:
            findings.fault(
                place,
                f"{shown(organisation.name)} stands on line {first_line} too.",
                "Keep one row, with all addresses in its cell for e-mail.",
            )
        for address in organisation.addresses:
            other = names_by_address.setdefault(address.lower(), organisation.name)
            if other != organisation.name:
                findings.warn(place, f"shares an address with {shown(other)}: its mail cannot be told apart by sender.")
        if organisation.number:
            other = names_by_number.setdefault(organisation.number, organisation.name)
            if other != organisation.name:
                findings.warn(place, f"has the organisation number of {shown(other)}: they are taken for one.")
        organisations.append(organisation)
        if organisation.number and not has_check_digit(organisation.number):
            odd_lines.append(line)
    if odd_lines:
        lines = ", ".join(str(line) for line in odd_lines[:5]) + (" …" if len(odd_lines) > 5 else "")
        findings.warn(
            Place(source=str(path)),
            f"{len(odd_lines)} organisation numbers have a last digit that does not fit the others (line {lines}).",
        )
    return organisations


def _decode(content: bytes, path: Path) -> str:
    """Return the text of a file as Excel saves it: UTF-8 with or without a mark, UTF-16 with one, or Windows-1252."""
    is_utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_utf_16 else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueRefusedError(f"{path} is not text.", 'Save it in the spreadsheet as "CSV UTF-8".')


def _rows(text: str, path: Path, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with the line it begins on."""
    first_line = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            place = Place(source=str(path), line=line)
            findings.fault(place, f"is not CSV: {error}.", "Save it anew from the spreadsheet.")
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _columns(head: list[str], place: Place, findings: Findings) -> dict[str, int] | None:
    """Return where each column stands, or None where one that is needed is missing."""
    by_word = {word: column for column, words in COLUMNS.items() for word in words}
    columns: dict[str, int] = {}
    for index, cell in enumerate(head):
        word = " ".join(cell.split()).casefold()
        if word not in by_word:
            if word:
                findings.warn(
                    place, f"the column {shown(cell)} is not used. {did_you_mean(word, by_word, '')}".rstrip()
                )
        elif by_word[word] in columns:
            findings.fault(place, f"the column {by_word[word]} is there twice.", "Take one away.")
        else:
            columns[by_word[word]] = index
    missing = [column for column in _NEEDED if column not in columns]
    for column in missing:
        findings.fault(
            place,
            f"there is no column {column}.",
            f"Name the columns on the first line: {', '.join(COLUMNS)}.",
        )
    return None if missing else columns


def _refuse_wrong_width(cells: list[str], head: list[str]) -> None:
    """Refuse a row with other cells than the head has: one with an unquoted comma in it would be misread."""
    while len(cells) > len(head) and not cells[-1].strip():
        cells.pop()
    if len(cells) != len(head):
        raise ValueRefusedError(
            f"has {len(cells)} cells where the first line has {len(head)}.",
            "Put a text with a comma or a semicolon in it between quotation marks.",
        )


def _organisation(cells: list[str], columns: dict[str, int], context: Context) -> InvitedOrganisation:
    def cell(column: str) -> str:
        return cells[columns[column]].strip() if column in columns else ""

    name = " ".join(cell("name").split())
    if not name:
        raise ValueRefusedError("names no organisation.", "Fill in its name or take the row away.")
    addresses = (normalise_address(part.strip("<>")) for part in re.split(r"[\s,;]+", cell("email")) if part)
    language = cell("language")
    return InvitedOrganisation(
        name=Line().read(name, context),
        number=organisation_number(cell("number")),
        addresses=tuple(dict.fromkeys(addresses)),
        language=LANGUAGE.read(language.lower(), context) if language else "",
    )
