"""What is made of the settings."""

from __future__ import annotations

import pytest

from mailintake.bootstrap.build import claim_time
from mailintake.notify.smtp import SmtpTransport


@pytest.mark.parametrize("timeout_seconds", [1, 30, 600])
def test_half_a_claim_outlives_the_longest_conversation_by_a_minute(timeout_seconds: int) -> None:
    transport = SmtpTransport(
        host="smtp.kommun.example", port=465, tls="tls", user="", password="", timeout_seconds=timeout_seconds
    )

    assert claim_time(timeout_seconds).total_seconds() / 2 - transport.longest_seconds == 60
