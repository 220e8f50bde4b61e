"""The demo's mail server takes every mail, keeps it, and fails when it is told to."""

from __future__ import annotations

import smtplib

import pytest

from mailintake.demo.smtp_sink import CUT, HOST, EmbeddedSmtp

CONTENT = b"Subject: Hej\r\n\r\n.punkt\r\nslut\r\n"


def _send(sink: EmbeddedSmtp, sender: str = "", recipients: tuple[str, ...] = ("anna@forening.example",)) -> None:
    with smtplib.SMTP(HOST, sink.port, local_hostname="test.example", timeout=10) as client:
        client.sendmail(sender, recipients, CONTENT)


def test_a_mail_is_kept_with_its_envelope_and_its_bytes():
    with EmbeddedSmtp() as sink:
        _send(sink, "remiss@lulea.example", ("anna@forening.example", "bo@forening.example"))
        (mail,) = sink.mails

    assert (mail.sender, mail.recipients) == ("remiss@lulea.example", ("anna@forening.example", "bo@forening.example"))
    assert mail.content == CONTENT


def test_the_null_sender_is_an_empty_one():
    with EmbeddedSmtp() as sink:
        _send(sink)
        assert sink.mails[0].sender == ""


def test_mails_are_written_in_a_folder_at_once(tmp_path):
    folder = tmp_path / "sent"
    with EmbeddedSmtp(folder=folder) as sink:
        _send(sink)
        _send(sink)
        written = {path.name: path.read_bytes() for path in folder.iterdir()}

    assert written == {"0001.eml": CONTENT, "0002.eml": CONTENT}


def test_mails_can_be_waited_for():
    with EmbeddedSmtp() as sink:
        assert sink.wait_for(1, seconds=0) == ()
        _send(sink)
        assert len(sink.wait_for(1, seconds=10)) == 1


@pytest.mark.parametrize(
    ("step", "error"),
    [("MAIL", smtplib.SMTPSenderRefused), ("RCPT", smtplib.SMTPRecipientsRefused), ("DATA", smtplib.SMTPDataError)],
)
def test_a_step_can_be_made_to_fail(step, error):
    asked = []

    def fault(at, address):
        asked.append((at, address))
        return "451 not now" if at == step else None

    with EmbeddedSmtp(fault=fault) as sink:
        with pytest.raises(error):
            _send(sink)
        sink.fault = None
        _send(sink)

        assert len(sink.mails) == 1
    assert asked[0] == ("MAIL", "")
    assert asked[-1][0] == step


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_connection_can_be_cut_at_a_step(step):
    with EmbeddedSmtp(fault=lambda at, _address: CUT if at == step else None) as sink:
        with pytest.raises(smtplib.SMTPServerDisconnected):
            _send(sink)
        assert sink.mails == ()


def test_a_sink_can_lack_smtputf8():
    with (
        EmbeddedSmtp(has_smtputf8=False) as sink,
        smtplib.SMTP(HOST, sink.port, local_hostname="test.example") as client,
    ):
        client.ehlo()
        assert not client.has_extn("smtputf8")


def test_two_sinks_run_side_by_side():
    with EmbeddedSmtp() as first, EmbeddedSmtp() as second:
        _send(first)
        assert (len(first.mails), len(second.mails)) == (1, 0)
        assert first.port != second.port
