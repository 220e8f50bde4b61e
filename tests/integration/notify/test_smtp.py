"""Every way an outgoing server can fail ends in the right word about the mail: sent, not now, never, or not known."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from servers.certificates import make_certificates, make_self_signed
from servers.smtp import DROP, HANG, TRICKLE, FaultySmtp

from mailintake.domain.finding import Status
from mailintake.domain.outbox import MailKind, NewMail, SendResult
from mailintake.errors import InsecureConnectionError, SettingsError, SignInError, TransportUnavailableError
from mailintake.notify.probe import probe
from mailintake.notify.smtp import SmtpTransport

NOW = datetime(2018, 9, 20, 12, 0, tzinfo=UTC)
PATIENCE = 0.5  # seconds

SENT = SendResult(is_sent=True)
TEMPORARY = {"is_sent": False, "is_permanent": False, "is_unknown": False}
PERMANENT = TEMPORARY | {"is_permanent": True}
UNKNOWN = TEMPORARY | {"is_unknown": True}


def a_mail(**changed) -> NewMail:
    mail = NewMail(
        kind=MailKind.ACKNOWLEDGEMENT,
        subject_key="message:1",
        recipient="anna@forening.example",
        message_id="<1@lulea.example>",
        subject="Mottaget",
        language="sv",
        content=b"From: =?utf-8?q?Lule=C3=A5?= <remiss@lulea.example>\r\nSubject: Mottaget\r\n\r\nHej\r\n",
        created_at=NOW,
        not_before=NOW,
    )
    return replace(mail, **changed)


def a_reminder(**changed) -> NewMail:
    return a_mail(kind=MailKind.REMINDER, **changed)


def transport_to(server: FaultySmtp, **changed) -> SmtpTransport:
    values = {
        "host": "127.0.0.1",
        "port": server.port,
        "tls": "none",
        "user": "",
        "password": "",
        "timeout_seconds": PATIENCE,
    }
    return SmtpTransport(**(values | changed))


def send(transport: SmtpTransport, *mails: NewMail, before_dot=lambda: True) -> list[SendResult]:
    with transport.session() as session:
        return [session.send(mail, before_dot) for mail in mails or (a_mail(),)]


def fate(result: SendResult) -> dict[str, bool]:
    return {name: getattr(result, name) for name in TEMPORARY}


@pytest.mark.parametrize(
    ("step", "reply", "expected", "calls"),
    [
        ("mail", "451 later", TEMPORARY, 0),
        ("mail", "421 closing", TEMPORARY, 0),
        ("mail", DROP, TEMPORARY, 0),
        ("mail", HANG, TEMPORARY, 0),
        ("mail", TRICKLE, TEMPORARY, 0),
        ("mail", "garbage", TEMPORARY, 0),
        ("rcpt", "450 greylisted", TEMPORARY, 0),
        ("rcpt", "550 no such user", PERMANENT, 0),
        ("rcpt", "553 no", PERMANENT, 0),
        ("rcpt", "251 forwarded", {"is_sent": True, "is_permanent": False, "is_unknown": False}, 1),
        ("rcpt", "421 closing", TEMPORARY, 0),
        ("rcpt", DROP, TEMPORARY, 0),
        ("rcpt", HANG, TEMPORARY, 0),
        ("data", "451 later", TEMPORARY, 0),
        ("data", "554 no", PERMANENT, 0),
        ("data", "250 what", TEMPORARY, 0),
        ("data", DROP, TEMPORARY, 0),
        ("data", HANG, TEMPORARY, 0),
        ("dot", "450 later", TEMPORARY, 1),
        ("dot", "452 full", TEMPORARY, 1),
        ("dot", "421 closing", TEMPORARY, 1),
        ("dot", "550 spam", PERMANENT, 1),
        ("dot", "554 no", PERMANENT, 1),
        ("dot", "354 go on", UNKNOWN, 1),
        ("dot", "garbage", UNKNOWN, 1),
        ("dot", "2" * 9000, UNKNOWN, 1),
        ("dot", DROP, UNKNOWN, 1),
        ("dot", HANG, UNKNOWN, 1),
        ("dot", TRICKLE, UNKNOWN, 1),
    ],
)
def test_what_the_server_does_at_a_step_decides_the_result(step, reply, expected, calls):
    called = []
    with FaultySmtp({step: reply}) as server:
        (result,) = send(transport_to(server), before_dot=lambda: called.append(1) or True)

    assert fate(result) == expected
    assert bool(result.error) is not result.is_sent
    assert len(called) == calls


@pytest.mark.parametrize("step", ["mail", "dot"])
def test_a_server_that_speaks_a_byte_at_a_time_does_not_outlast_the_deadline(step):
    with FaultySmtp({step: TRICKLE}) as server:
        transport = transport_to(server)
        begun = time.monotonic()
        send(transport)

    assert time.monotonic() - begun < transport.longest_seconds


def test_a_connection_that_dies_slowly_and_a_slow_last_reply_are_within_the_longest_time():
    with FaultySmtp({"mail": ["250 ok", TRICKLE, "250 ok"], "dot": ["250 ok", TRICKLE]}) as server:
        transport = transport_to(server)
        with transport.session() as session:
            session.send(a_mail(), lambda: True)
            begun = time.monotonic()
            result = session.send(a_mail(), lambda: True)
            taken = time.monotonic() - begun

    assert (fate(result), server.connections) == (UNKNOWN, 2)
    assert 0.7 * transport.longest_seconds < taken < transport.longest_seconds


def test_a_reply_without_an_end_is_not_read_for_ever():
    endless = "250-more and more of it\r\n" * 10_000 + "250 and at last the end"
    with FaultySmtp({"mail": endless}) as server:
        (result,) = send(transport_to(server))

    assert fate(result) == TEMPORARY


def test_a_connection_that_breaks_while_the_content_is_sent_is_known_to_have_left_nothing():
    # More than the buffers on the way can hold, so that the break is met before the end.
    big = a_mail(content=b"From: <a@b.example>\r\n\r\n" + (b"x" * 70 + b"\r\n") * 100_000)
    with FaultySmtp({"content": DROP}, extensions=("8BITMIME",)) as server:
        (result,) = send(transport_to(server), big)

    assert fate(result) == TEMPORARY


def test_a_server_that_hangs_up_before_the_dot_has_not_got_the_mail():
    def commit():
        # What takes time here is the store; the server hangs up meanwhile.
        server.close_connections()
        return server.has_dropped.wait(5)

    with FaultySmtp() as server:
        (result,) = send(transport_to(server), before_dot=commit)

    assert fate(result) == TEMPORARY


@pytest.mark.parametrize("stray", ["250 taken", "2", "354 go on"])
def test_a_reply_too_many_is_never_taken_for_the_answer_to_the_dot(stray):
    called = []
    with FaultySmtp({"data": f"354 go on\r\n{stray}"}) as server:
        (result,) = send(transport_to(server), before_dot=lambda: called.append(1) or True)

    assert (fate(result), called) == (TEMPORARY, [])


@pytest.mark.parametrize(("reply", "expected"), [("552 too big", PERMANENT), ("451 disk", TEMPORARY)])
def test_a_server_that_answers_before_the_dot_is_believed(reply, expected):
    with FaultySmtp({"content": reply}) as server:
        (result,) = send(transport_to(server))

    assert fate(result) == expected
    assert reply in result.error


def test_no_connection_is_an_error_and_no_word_about_the_mail():
    with FaultySmtp() as server:
        transport = transport_to(server)

    with pytest.raises(TransportUnavailableError):
        send(transport)


@pytest.mark.parametrize("reply", [DROP, HANG, TRICKLE, "554 no service", "garbage", ""])
def test_a_greeting_that_is_none_is_an_error(reply):
    with FaultySmtp({"greeting": reply}) as server, pytest.raises(TransportUnavailableError):
        send(transport_to(server))


def test_a_server_that_knows_no_ehlo_is_spoken_to_as_of_old():
    with FaultySmtp({"ehlo": "502 what"}) as server:
        assert send(transport_to(server)) == [SENT]
        assert [command.partition(" ")[0] for command in server.commands[:3]] == ["ehlo", "helo", "MAIL"]


def test_one_connection_carries_all_mails_of_a_session():
    with FaultySmtp() as server:
        assert send(transport_to(server), *[a_mail()] * 5) == [SENT] * 5
        assert (server.connections, len(server.mails)) == (1, 5)


@pytest.mark.parametrize("reply", ["550 no", "451 later"])
def test_a_refusal_does_not_cost_the_connection(reply):
    with FaultySmtp({"rcpt": [reply, "250 ok"]}) as server:
        first, second = send(transport_to(server), a_mail(), a_mail())
        assert (first.is_sent, second.is_sent, server.connections) == (False, True, 1)
        assert "rset" in [command.lower() for command in server.commands]


def test_a_server_that_does_not_reset_is_left():
    with FaultySmtp({"rcpt": ["550 no", "250 ok"], "rset": "500 what"}) as server:
        first, second = send(transport_to(server), a_mail(), a_mail())
        assert (first.is_sent, second.is_sent, server.connections) == (False, True, 2)


def test_a_connection_that_died_between_two_mails_is_made_anew():
    with FaultySmtp() as server:
        transport = transport_to(server)
        with transport.session() as session:
            session.send(a_mail(), lambda: True)
            server.close_connections()
            result = session.send(a_mail(), lambda: True)
        assert (result, server.connections, len(server.mails)) == (SENT, 2, 2)


def test_a_server_that_says_goodbye_between_two_mails_is_called_again():
    with FaultySmtp({"mail": ["250 ok", "421 idle too long", "250 ok"]}) as server:
        assert send(transport_to(server), a_mail(), a_mail()) == [SENT, SENT]
        assert server.connections == 2


def test_a_connection_is_made_anew_once_and_no_more():
    with FaultySmtp({"mail": ["250 ok", DROP]}) as server:
        first, second = send(transport_to(server), a_mail(), a_mail())
        assert (first.is_sent, fate(second), server.connections) == (True, TEMPORARY, 2)


def test_a_mail_that_is_larger_than_the_server_takes_is_not_sent():
    with FaultySmtp(extensions=("SIZE 50",)) as server:
        (result,) = send(transport_to(server))
        assert fate(result) == PERMANENT
        assert "50 bytes" in result.error
        assert not any(command.startswith("MAIL") for command in server.commands)


def test_the_size_is_told_beforehand():
    with FaultySmtp(extensions=("SIZE 0",)) as server:
        send(transport_to(server))
        assert f"MAIL FROM:<> SIZE={len(a_mail().content)}" in server.commands


SWEDISH = {
    "recipient": "åsa@forening.example",
    "content": "From: <remiss@lulea.example>\r\nTo: <åsa@forening.example>\r\n\r\nHej\r\n".encode(),
}


def test_an_address_outside_ascii_goes_to_a_server_that_takes_it():
    with FaultySmtp() as server:
        assert send(transport_to(server), a_mail(**SWEDISH)) == [SENT]
        assert "RCPT TO:<åsa@forening.example>" in server.commands
        assert any(command.endswith("BODY=8BITMIME SMTPUTF8") for command in server.commands)
        assert server.mails == [SWEDISH["content"]]


def test_an_address_outside_ascii_is_refused_where_the_server_does_not_take_it_and_the_session_goes_on():
    with FaultySmtp(extensions=("8BITMIME",)) as server:
        first, second = send(transport_to(server), a_mail(**SWEDISH), a_mail())
        assert fate(first) == PERMANENT
        assert "SMTPUTF8" in first.error
        assert second == SENT


def test_a_mail_of_eight_bits_is_refused_where_the_server_takes_seven():
    with FaultySmtp(extensions=()) as server:
        (result,) = send(transport_to(server), a_mail(content="From: <a@b.example>\r\n\r\nHallå\r\n".encode()))
    assert fate(result) == PERMANENT
    assert "8BITMIME" in result.error


def test_a_sender_that_cannot_be_written_ends_the_session_and_not_the_next():
    with FaultySmtp() as server:
        transport = transport_to(server, envelope_sender="å@lulea.example")
        (result,) = send(transport)
        assert fate(result) == PERMANENT


@pytest.mark.parametrize(
    "recipient", ["", "anna", "a@b.example>\r\nRCPT TO:<x@evil.example", "a b@c.example", "a@b.example SIZE=1"]
)
def test_a_recipient_that_is_no_address_never_reaches_the_server(recipient):
    with FaultySmtp() as server:
        (result,) = send(transport_to(server), a_mail(recipient=recipient))
        assert fate(result) == PERMANENT
        assert server.connections == 0


@pytest.mark.parametrize("content", [b"a\n.\nMAIL FROM:<x@evil.example>\r\n", b"a\r.\r\r\n", b"a\r\n.", b"", b"a"])
def test_content_that_could_be_read_as_two_mails_is_not_sent(content):
    with FaultySmtp() as server:
        (result,) = send(transport_to(server), a_mail(content=content))
        assert (fate(result), server.mails) == (PERMANENT, [])


def test_an_answer_has_the_null_sender_and_other_mail_the_senders_own():
    with FaultySmtp(extensions=()) as server:
        send(transport_to(server), a_mail(), a_reminder())
        assert [command for command in server.commands if command.startswith("MAIL")] == [
            "MAIL FROM:<>",
            "MAIL FROM:<remiss@lulea.example>",
        ]


def test_a_server_that_refuses_the_null_sender_gets_the_senders_own_and_is_not_asked_again():
    with FaultySmtp({"mail": ["550 no null sender", "250 ok"]}, extensions=()) as server:
        transport = transport_to(server)
        assert send(transport, a_mail(), a_mail()) == [SENT, SENT]
        assert send(transport) == [SENT]
        senders = [command for command in server.commands if command.startswith("MAIL")]
        assert senders == ["MAIL FROM:<>", *["MAIL FROM:<remiss@lulea.example>"] * 3]


def test_a_server_that_refuses_both_senders_refuses_the_mail_and_not_the_null_sender():
    with FaultySmtp({"mail": ["550 no", "550 no", "250 ok"]}, extensions=()) as server:
        first, second = send(transport_to(server), a_mail(), a_mail())
        assert (fate(first), second) == (PERMANENT, SENT)
        assert [command for command in server.commands if command.startswith("MAIL")][2] == "MAIL FROM:<>"


@pytest.mark.parametrize("reply", ["552 too big", "555 what is SIZE"])
def test_a_refusal_that_is_not_about_the_sender_is_no_reason_for_another(reply):
    with FaultySmtp({"mail": reply}) as server:
        assert fate(*send(transport_to(server))) == PERMANENT
        assert len([command for command in server.commands if command.startswith("MAIL")]) == 1


def test_a_server_that_puts_the_null_sender_off_is_tried_again_with_it():
    with FaultySmtp({"mail": ["451 later", "250 ok"]}, extensions=()) as server:
        first, second = send(transport_to(server), a_mail(), a_mail())
        assert (fate(first), second) == (TEMPORARY, SENT)
        assert [command for command in server.commands if command.startswith("MAIL")] == ["MAIL FROM:<>"] * 2


def test_an_envelope_sender_of_the_settings_is_used_for_all():
    with FaultySmtp(extensions=()) as server:
        send(transport_to(server, envelope_sender="studs@lulea.example"), a_mail(), a_reminder())
        senders = [command for command in server.commands if command.startswith("MAIL")]
        assert senders == ["MAIL FROM:<studs@lulea.example>"] * 2


def test_each_mail_comes_back_to_an_address_of_its_own_where_the_settings_say_so():
    with FaultySmtp(extensions=()) as server:
        transport = transport_to(server, envelope_sender="remiss+{token}@lulea.example", make_token=hex_of)
        send(transport, a_mail(), a_reminder(message_id="<2@lulea.example>"))
        senders = [command for command in server.commands if command.startswith("MAIL")]
    assert senders == [f"MAIL FROM:<remiss+{hex_of(f'<{number}@lulea.example>')}@lulea.example>" for number in (1, 2)]


def hex_of(message_id: str) -> str:
    return message_id.encode().hex()


@pytest.mark.parametrize("kind", MailKind)
def test_only_an_answer_has_the_null_sender(kind):
    with FaultySmtp(extensions=()) as server:
        send(transport_to(server), a_mail(kind=kind))
        [sender] = [command for command in server.commands if command.startswith("MAIL")]
    is_null = kind is MailKind.ACKNOWLEDGEMENT
    assert sender == ("MAIL FROM:<>" if is_null else "MAIL FROM:<remiss@lulea.example>")


def test_the_greeting_names_this_machine_without_asking_the_network():
    with FaultySmtp() as server:
        send(transport_to(server))
        name = server.commands[0].partition(" ")[2]
    assert "." in name
    assert name != "localhost"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    return make_certificates(tmp_path_factory.mktemp("right"))


@pytest.fixture(params=["tls", "starttls"])
def tls(request):
    return request.param


def _safe(server, tls, certificates, **changed):
    return transport_to(server, tls=tls, host="localhost", ca_file=str(certificates.authority), **changed)


def _serving(certificates, tls, replies=None, extensions=("STARTTLS", "AUTH PLAIN LOGIN")):
    return FaultySmtp(
        replies, context=certificates.server_context(), is_tls_from_start=tls == "tls", extensions=extensions
    )


def test_mail_goes_over_tls_and_the_sign_in_after_it(certificates, tls):
    with _serving(certificates, tls) as server:
        assert send(_safe(server, tls, certificates, user="anna", password="hemligt")) == [SENT]
        verbs = [command.partition(" ")[0].lower() for command in server.commands]
    expected = ["ehlo", "auth", "mail"] if tls == "tls" else ["ehlo", "starttls", "ehlo", "auth", "mail"]
    assert verbs[: len(expected)] == expected


@pytest.mark.parametrize("kind", ["self-signed", "another name", "expired"])
def test_a_certificate_that_is_not_to_be_trusted_gets_no_password(tmp_path, tls, kind):
    wrong = {
        "self-signed": lambda: make_self_signed(tmp_path),
        "another name": lambda: make_certificates(tmp_path, name="DNS:elsewhere.example"),
        "expired": lambda: make_certificates(tmp_path, days=-1),
    }[kind]()
    with _serving(wrong, tls) as server:
        transport = _safe(server, tls, wrong, user="anna", password="hemligt")
        with pytest.raises(InsecureConnectionError, match="certificate"):
            transport.connect()
        with pytest.raises(TransportUnavailableError, match="certificate"):
            send(transport)
        assert not any("AUTH" in command for command in server.commands)


def test_a_server_that_offers_no_tls_gets_no_password(certificates):
    with FaultySmtp(extensions=("AUTH PLAIN",)) as server:
        transport = _safe(server, "starttls", certificates, user="anna", password="hemligt")
        with pytest.raises(InsecureConnectionError, match="does not start TLS"):
            transport.connect()
        assert [command.partition(" ")[0] for command in server.commands] == ["ehlo"]


def test_a_server_that_refuses_tls_gets_no_password(certificates):
    with _serving(certificates, "starttls", {"starttls": "454 not now"}) as server:
        transport = _safe(server, "starttls", certificates, user="anna", password="hemligt")
        # The server goes on in TLS after its refusal, as one that is tampered with may: the client must not.
        with pytest.raises(InsecureConnectionError):
            transport.connect()
        assert not any("AUTH" in command for command in server.commands)


def test_what_is_said_in_clear_after_starttls_is_forgotten(certificates):
    injected = "220 go on\r\n250-injected.example\r\n250 AUTH PLAIN"
    with _serving(certificates, "starttls", {"starttls": injected}, extensions=("STARTTLS",)) as server:
        connection = _safe(server, "starttls", certificates).connect()
        assert not connection.has_extn("auth")
        connection.close()


def test_nothing_goes_in_clear_to_another_machine():
    transport = SmtpTransport(host="192.0.2.1", port=25, tls="none", user="", password="", timeout_seconds=PATIENCE)

    with pytest.raises(InsecureConnectionError, match="in clear"):
        transport.connect()


def test_certificates_that_cannot_be_read_are_a_fault_of_the_settings(tmp_path):
    with FaultySmtp() as server, pytest.raises(SettingsError, match="certificates"):
        transport_to(server, tls="tls", ca_file=str(tmp_path / "none.pem")).connect()


@pytest.mark.parametrize("methods", ["AUTH PLAIN", "AUTH LOGIN PLAIN"])
def test_a_password_may_hold_swedish_letters(methods):
    with FaultySmtp(extensions=(methods,)) as server:
        assert send(transport_to(server, user="åsa", password="påse")) == [SENT]
        assert "AUTH PLAIN AMOlc2EAcMOlc2U=" in server.commands


def test_a_server_that_only_knows_login_is_signed_in_to_by_it():
    with FaultySmtp({"auth": "334 VXNlcm5hbWU6"}, extensions=("AUTH LOGIN",)) as server:
        assert send(transport_to(server, user="anna", password="hemligt")) == [SENT]
        assert server.commands[1:4] == ["AUTH LOGIN", "YW5uYQ==", "aGVtbGlndA=="]


def test_a_refused_sign_in_is_the_settings_fault_and_the_mail_waits():
    with FaultySmtp({"auth": "535 wrong"}, extensions=("AUTH PLAIN",)) as server:
        transport = transport_to(server, user="anna", password="fel")
        with pytest.raises(SignInError, match="535 wrong"):
            transport.connect()
        with pytest.raises(TransportUnavailableError, match="535 wrong"):
            send(transport)


def test_a_sign_in_that_the_server_puts_off_is_tried_later():
    with FaultySmtp({"auth": "454 later"}, extensions=("AUTH PLAIN",)) as server:
        transport = transport_to(server, user="anna", password="hemligt")
        with pytest.raises(TransportUnavailableError, match="454 later"):
            transport.connect()


def test_a_server_without_sign_in_is_not_given_a_password():
    with FaultySmtp() as server, pytest.raises(SignInError, match="offers no sign-in"):
        transport_to(server, user="anna", password="hemligt").connect()


@pytest.mark.parametrize("code", [530, 535])
def test_a_server_that_asks_for_a_sign_in_does_not_cost_the_mail(code):
    with FaultySmtp({"mail": f"{code} sign in first"}) as server, pytest.raises(TransportUnavailableError):
        send(transport_to(server), a_reminder())


def test_the_password_is_in_no_description_of_the_transport():
    transport = SmtpTransport(host="a.example", port=465, tls="tls", user="anna", password="hemligt")

    assert "hemligt" not in repr(transport.endpoint)


def test_the_check_tells_what_the_server_takes(certificates, tls):
    with _serving(certificates, tls) as server:
        findings = probe(_safe(server, tls, certificates, user="anna", password="hemligt"))
    assert [finding.status for finding in findings] == [Status.OK] * 3
    assert "TLSv1" in findings[0].text
    assert server.mails == []


def test_the_check_warns_of_a_server_that_refuses_the_null_sender():
    with FaultySmtp({"mail": "550 no"}) as server:
        findings = probe(transport_to(server))
    assert [finding.status for finding in findings] == [Status.OK, Status.OK, Status.WARNING]
    assert findings[2].remedy


@pytest.mark.parametrize(("step", "reply"), [("greeting", DROP), ("auth", "535 wrong"), ("mail", DROP)])
def test_the_check_tells_a_fault_and_never_fails_itself(step, reply):
    with FaultySmtp({step: reply}, extensions=("AUTH PLAIN",)) as server:
        findings = probe(transport_to(server, user="anna", password="hemligt"))
    assert findings[-1].status is Status.FAULT
