"""Authentication is what the boundary we trust found, and what anybody else wrote counts for nothing."""

from __future__ import annotations

import pytest
from mailmaking import plain
from mailmaking.reader import read_message

from mailintake.domain.message import Authentication

FAILED, PASSED, UNKNOWN = Authentication.FAILED, Authentication.PASSED, Authentication.UNKNOWN
OURS = "mx.lulea.example"


def judged(*results):
    return read_message(plain("Hej", top=[("Authentication-Results", result) for result in results])).authentication


@pytest.mark.parametrize(
    ("results", "found"),
    [
        ("dmarc=pass header.from=luleaskidor.example", PASSED),
        ("dmarc=fail (p=none) header.from=luleaskidor.example", FAILED),
        ("spf=fail smtp.mailfrom=x; dkim=none", FAILED),
        ("spf=fail smtp.mailfrom=x; dkim=pass header.d=luleaskidor.example", PASSED),
        ("spf=fail smtp.mailfrom=x; dkim=pass header.d=ond.example", FAILED),
        ("spf=softfail smtp.mailfrom=x", UNKNOWN),
        ("spf=pass smtp.mailfrom=anna@luleaskidor.example", PASSED),
        ("spf=pass smtp.mailfrom=ond@ond.example", UNKNOWN),
        ("dkim=pass header.d=example", UNKNOWN),
        ("dkim=pass header.d=mail.luleaskidor.example", PASSED),
        ("none", UNKNOWN),
        ("(dmarc=fail; (x)) spf=none", UNKNOWN),
    ],
)
def test_what_the_boundary_found_is_told(results, found):
    assert judged(f"{OURS}; {results}") is found


def test_the_name_is_compared_without_case_comment_and_version():
    assert judged("MX.Lulea.Example (Postfix) 1; dmarc=fail") is FAILED


def test_only_the_topmost_field_of_the_boundary_counts():
    assert judged(f"{OURS}; dmarc=fail", f"{OURS}; dmarc=pass") is FAILED


def test_a_field_of_anybody_else_counts_for_nothing():
    assert judged("ond.example; dmarc=pass", f"{OURS}.ond.example; dmarc=fail") is UNKNOWN


def test_a_mail_without_the_field_is_unknown():
    assert judged() is UNKNOWN
