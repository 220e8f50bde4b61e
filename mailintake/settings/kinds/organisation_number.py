"""The number of an organisation (organisationsnummer, lag 1974:174 om identitetsbeteckning för juridiska personer)."""

from __future__ import annotations

import re

from mailintake.settings.findings import ValueRefusedError
from mailintake.settings.kinds.kind import shown

_NUMBER = re.compile(r"(?:16)?([0-9]{6})-?([0-9]{4})")
# Below it, the third digit is a month's: the number is a person's.
_LOWEST_THIRD_DIGIT = "2"


def organisation_number(text: str) -> str:
    """Return an organisationsnummer as it is written in Sweden, with a hyphen; "" where none is given.

    Whether its last digit fits the others is not asked. Raises ValueRefusedError, which never shows a person's number.
    """
    if not text:
        return ""
    match = _NUMBER.fullmatch(text.replace(" ", ""))
    if match is None:
        # What has the form of a person's number with the century is not repeated.
        told = "this" if sum(letter.isdigit() for letter in text) > 9 else shown(text)
        raise ValueRefusedError(f"{told} is not an organisation number.", 'Write it as "802000-0000".')
    if match[1][2] < _LOWEST_THIRD_DIGIT:
        raise ValueRefusedError(
            "a personal identity number is no organisation number.", "Leave it out; it must not be stored."
        )
    return f"{match[1]}-{match[2]}"


def has_check_digit(number: str) -> bool:
    """Whether the ten digits pass the Luhn test, as every organisationsnummer does."""
    total = 0
    for index, digit in enumerate(number.replace("-", "")):
        product = int(digit) * (2 - index % 2)
        total += product - 9 if product > 9 else product
    return total % 10 == 0


def refuse_check_digit(number: str) -> None:
    """Raise ValueRefusedError where the last digit of a number does not fit the others; none has none."""
    if number and not has_check_digit(number):
        raise ValueRefusedError(
            f"the last digit of {number} does not fit the others.",
            "Look it up: one digit is wrong, or two are swapped.",
        )
