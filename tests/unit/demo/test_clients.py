"""Each mail program writes as it claims: charset, encoding, header letters, quotes, file names."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from zoneinfo import ZoneInfo

import pytest

from mailintake.demo.mailcraft import CLIENTS, File, Letter, Person, compose, craft, read_earlier
from mailintake.demo.mailcraft.mime import Encoding, HeaderStyle, flowed

AT = datetime(2018, 9, 3, 20, 14, 27, tzinfo=ZoneInfo("Europe/Stockholm"))
SENDER = Person(name="Åsa Björk", address="asa.bjork@norrbyn.example")
SUBJECT = "Synpunkter från Övre Norrbyns byaförening på överenskommelsen"
LONG = (
    "Vi tycker att förslaget är bra men att det tar för lång tid att få svar, och därför vill vi ha en kontaktperson."
)
TEXT = f"Hej!\n\n{LONG}\n\nHälsningar\nÅsa"
DOCX = File(name="Yttrande över förslaget.docx", media_type="application/x-test", content=b"\x00\x01\xff")
PICTURE = File(name="logga.png", media_type="image/png", content=b"png", content_id="logga@norrbyn.example")
EACH = pytest.mark.parametrize("name", CLIENTS)
HONEST = pytest.mark.parametrize("name", [name for name, client in CLIENTS.items() if not client.label])
WITH_HTML = pytest.mark.parametrize("name", [name for name, client in CLIENTS.items() if client.page])


def letter(name: str, **values) -> Letter:
    client = CLIENTS[name]
    return Letter(
        **{"key": f"test/{name}", "client": client, "at": AT, "sender": SENDER, "subject": SUBJECT, "text": TEXT}
        | values
    )


def ours() -> bytes:
    text = "Hej!\n\nVi har tagit emot ert svar.\n\nLuleå kommun"
    return compose(
        letter(
            "system",
            sender=Person(name="Luleå kommun", address="lulea.kommun@lulea.se"),
            subject="Vi har fått det",
            text=text,
        )
    )


def parsed(original: bytes) -> EmailMessage:
    return message_from_bytes(original, policy=policy.default)


def leaf(original: bytes, media_type: str) -> Message:
    return next(part for part in message_from_bytes(original).walk() if part.get_content_type() == media_type)


@EACH
def test_a_text_is_written_in_a_charset_of_the_program_under_its_label(name: str):
    client = CLIENTS[name]
    part = leaf(craft(letter(name)), "text/plain")
    written = part.get_payload(decode=True).decode(client.charsets[0])

    assert part.get_content_charset() == (client.label or client.charsets[0])
    assert LONG.split() == written.split()[1 : 1 + len(LONG.split())]


@EACH
def test_a_text_beyond_ascii_travels_in_the_encoding_of_the_program(name: str):
    assert leaf(craft(letter(name)), "text/plain")["Content-Transfer-Encoding"] == CLIENTS[name].encoding


def test_a_text_within_ascii_travels_as_it_is():
    part = leaf(craft(letter("outlook", text="Ok")), "text/plain")

    assert part["Content-Transfer-Encoding"] == Encoding.SEVEN_BIT


@EACH
def test_letters_beyond_ascii_stand_in_the_subject_as_the_program_writes_them(name: str):
    client = CLIENTS[name]
    original = craft(letter(name))
    if client.headers is HeaderStyle.RAW:
        assert f"Subject: {SUBJECT}\r\n".encode(client.charsets[0]) in original
    else:
        assert f"Subject: =?{client.charsets[0]}?{client.headers.name}?".encode() in original
        assert parsed(original)["Subject"] == SUBJECT


@HONEST
def test_the_sender_keeps_name_and_address(name: str):
    read = message_from_bytes(craft(letter(name)), policy=policy.default)["From"].addresses[0]

    assert (read.display_name, read.addr_spec) == ("Åsa Björk", "asa.bjork@norrbyn.example") or (
        CLIENTS[name].headers is HeaderStyle.RAW and read.addr_spec == "asa.bjork@norrbyn.example"
    )


def test_us_ascii_is_a_lie_about_windows_1252():
    original = craft(letter("us_ascii_liar"))

    assert b'charset="us-ascii"' in original
    assert "förslaget är".encode("windows-1252") in original


def test_utf_8_is_a_lie_about_windows_1252():
    part = leaf(craft(letter("wrong_label")), "text/plain")

    assert part.get_content_charset() == "utf-8"
    with pytest.raises(UnicodeDecodeError):
        part.get_payload(decode=True).decode("utf-8")


def test_outlook_takes_the_smallest_charset_that_has_all_letters():
    charsets = [
        leaf(craft(letter("outlook", text=text)), "text/plain").get_content_charset()
        for text in ("räksmörgås", "räksmörgås – nu", "saŋn ja čáhci")
    ]

    assert charsets == ["iso-8859-1", "windows-1252", "utf-8"]


@WITH_HTML
def test_html_says_the_same_as_the_text_and_marks_it_up_safely(name: str):
    part = leaf(craft(letter(name, text="3 < 4 & 5")), "text/html")

    assert b"3 &lt; 4 &amp; 5" in part.get_payload(decode=True)


def test_a_program_without_html_writes_one_part():
    assert parsed(craft(letter("iphone"))).get_content_type() == "text/plain"


def test_flowed_text_says_so_and_flows_back_to_what_was_written():
    part = leaf(craft(letter("thunderbird")), "text/plain")
    lines = part.get_payload(decode=True).decode().split("\r\n")

    assert part.get_param("format") == "flowed"
    assert all(len(line) <= 72 for line in lines)
    assert LONG in "".join(line if line.endswith(" ") else f"{line}\n" for line in lines)


def test_flowing_leaves_the_signature_mark_and_quotes_alone_and_stuffs_what_looks_special():
    assert (
        flowed("-- \nÅsa\n> " + "x" * 90 + "\nFrom here\n slut ") == "-- \nÅsa\n> " + "x" * 90 + "\n From here\n  slut"
    )


def test_outlook_quotes_below_a_swedish_head():
    text = leaf(craft(letter("outlook", subject="", answers=read_earlier(ours()))), "text/plain")
    written = text.get_payload(decode=True).decode("iso-8859-1").replace("\r\n", "\n")

    assert (
        "Från: Luleå kommun <lulea.kommun@lulea.se>\nSkickat: den 3 september 2018 20:14\n"
        "Till: Luleå kommun\nÄmne: Vi har fått det\n\nHej!\n\nVi har tagit emot ert svar."
    ) in written


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("gmail", "Den mån 3 sep. 2018 kl 20:14 skrev Luleå kommun <lulea.kommun@lulea.se>:\n\n> Hej!\n>\n> Vi har"),
        ("iphone", "3 sep. 2018 kl. 20:14 skrev Luleå kommun <lulea.kommun@lulea.se>:\n\n> Hej!\n>\n> Vi har"),
        ("thunderbird", "Den 2018-09-03 kl. 20:14, skrev Luleå kommun:\n> Hej!\n>\n> Vi har"),
        ("roundcube", "2018-09-03 20:14 skrev Luleå kommun:\n> Hej!\n>\n> Vi har"),
        ("webmail", "    Den måndag 3 september 2018 20:14:00 CEST, Luleå kommun <lulea.kommun@lulea.se> skrev:"),
        (
            "android",
            "-------- Originalmeddelande --------\nFrån: Luleå kommun <lulea.kommun@lulea.se>\nDatum: 2018-09-03",
        ),
        (
            "outlook_express",
            "----- Original Message ----- \nFrom: Luleå kommun <lulea.kommun@lulea.se>\nTo: Luleå kommun",
        ),
        ("outlook_web", "________________________________\nFrån: Luleå kommun <lulea.kommun@lulea.se>\nSkickat: den 3"),
    ],
)
def test_a_program_quotes_in_its_own_way(name: str, above: str):
    part = leaf(craft(letter(name, answers=read_earlier(ours()))), "text/plain")
    written = part.get_payload(decode=True).decode(CLIENTS[name].charsets[0]).replace("\r\n", "\n")

    assert above in written


@pytest.mark.parametrize(("name", "prefix"), [("outlook", "SV: "), ("gmail", "Re: "), ("android", "Sv: ")])
def test_a_program_makes_the_subject_of_an_answer(name: str, prefix: str):
    answer = letter(name, subject="", answers=read_earlier(ours().replace(b"Subject: ", b"Subject: SV: Re: ")))

    assert parsed(craft(answer))["Subject"] == f"{prefix}Vi har fått det"


def test_a_long_thread_keeps_all_its_references():
    first = craft(letter("gmail", key="one"))
    second = craft(letter("gmail", key="two", answers=read_earlier(first)))
    third = parsed(craft(letter("gmail", key="three", answers=read_earlier(second))))

    assert third["References"].split() == [parsed(first)["Message-ID"], parsed(second)["Message-ID"]]
    assert third["In-Reply-To"] == parsed(second)["Message-ID"]


@EACH
def test_a_file_comes_with_its_octets_and_its_name(name: str):
    found = [
        part
        for part in parsed(craft(letter(name, files=(DOCX,)))).walk()
        if part.get_content_disposition() == "attachment"
    ]

    assert [part.get_payload(decode=True) for part in found] == [DOCX.content]
    assert [part.get_filename() for part in found] == [DOCX.name]


def test_a_picture_in_the_text_is_related_to_the_html():
    original = craft(letter("outlook", files=(PICTURE,)))
    related = next(
        part for part in message_from_bytes(original).walk() if part.get_content_type() == "multipart/related"
    )

    assert [part.get_content_type() for part in related.get_payload()] == ["text/html", "image/png"]
    assert b'src="cid:logga@norrbyn.example"' in related.get_payload()[0].get_payload(decode=True)
    assert related.get_payload()[1]["Content-ID"] == "<logga@norrbyn.example>"


def test_the_same_letter_gives_the_same_bytes_and_another_key_another_message_id():
    one, again, other = (craft(letter("outlook", key=key)) for key in ("a", "a", "b"))

    assert one == again
    assert parsed(one)["Message-ID"] != parsed(other)["Message-ID"]


def test_what_a_writer_hands_over_has_no_traces_of_the_way():
    assert b"Received:" not in compose(letter("gmail"))
    assert craft(letter("gmail")).endswith(compose(letter("gmail")))
