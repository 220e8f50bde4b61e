"""What the settings say of sending reaches what sends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.jobs import NOW, new_mail
from fakes.mailbox import FakeMailbox
from fakes.sent_box import FakeSentBox
from fakes.service import make_service

from mailintake.bootstrap.build import build, sent_box, smtp_transport
from mailintake.domain.thread import mint_message_id, mint_return_token
from mailintake.jobs.reports import CopyCounts
from mailintake.settings import Settings, load

SECRET = b"a secret of thirty-two bytes ...."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings whose mailbox and way out say more than they must."""
    (tmp_path / "consultations").mkdir()
    (tmp_path / "mailintake.toml").write_text(
        """
[service]
name = "Norra kommun"
[mailbox]
host = "imap.kommun.example"
user = "norra"
addresses = ["norra@kommun.example"]
sent_folder = "Skickat"
[smtp]
host = "smtp.kommun.example"
sender = "Norra kommun <norra@kommun.example>"
envelope_sender = "norra+{token}@kommun.example"
per_minute = 7
""",
        encoding="utf-8",
    )
    return load(tmp_path, {})


def test_each_mail_comes_back_to_an_address_that_names_it(settings: Settings) -> None:
    message_id = mint_message_id(SECRET, kind="reminder", subject_key="a", recipient="b", domain="kommun.example")
    transport = smtp_transport(settings, SECRET)

    assert transport.make_token is not None
    assert transport.make_token(message_id) == mint_return_token(SECRET, message_id)


def test_the_folder_of_sent_mail_and_the_pace_are_those_of_the_settings(settings: Settings) -> None:
    service = build(settings, clock=lambda: datetime.now(UTC), is_in_memory=True)
    box = sent_box(settings)

    assert box is not None
    assert (box.folder, service.parts.sent_box is not None, service.parts.per_minute) == ("Skickat", True, 7)


def test_the_service_sends_at_the_pace_of_the_settings() -> None:
    service = make_service(FakeMailbox(), per_minute=2)
    service.register.queue([new_mail(f"message:{number}", "a@b.example", NOW) for number in range(3)], NOW)

    counts = service.deliver()

    assert (counts.sent, counts.waiting) == (2, 1)


def test_the_service_copies_what_it_sent_where_the_settings_say_and_else_nowhere() -> None:
    box = FakeSentBox()
    for chosen, counts in ((None, CopyCounts()), (box, CopyCounts(copied=1))):
        service = make_service(FakeMailbox(), sent_box=chosen, clock=lambda: NOW + timedelta(minutes=1))
        service.register.queue([new_mail("message:1", "a@b.example", NOW)], NOW)
        service.deliver()

        assert service.copy_sent() == counts
