"""The gallery lays out every mail that was sent, and a page that lists them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from mailintake.demo.gallery import SentMail, gallery, write_gallery
from mailintake.domain.outbox import MailKind

CONTENT = (
    "From: =?utf-8?q?Lule=C3=A5_kommun?= <lulea.kommun@lulea.se>\r\nTo: {to}\r\nSubject: {subject}\r\n"
    "Date: Mon, 17 Sep 2018 07:00:00 +0000\r\nContent-Language: sv\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
    '--b\r\nContent-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    "w4VzYQ==\r\n\r\n"
    '--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    "<!DOCTYPE html><p>=C3=85sa</p>\r\n\r\n--b--\r\n"
)


def mail(kind: MailKind = MailKind.REMINDER, to: str = "info@norrbyn.example", subject: str = "Hej") -> SentMail:
    return SentMail(kind=kind, content=CONTENT.format(to=to, subject=subject).encode())


class Page(HTMLParser):
    """The names of the elements and the targets of the links of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += attrs
        self.links += [value for name, value in attrs if name == "href"]


def test_a_mail_becomes_three_files_named_by_number_kind_and_recipient():
    files = gallery([mail(), mail(MailKind.DIGEST, "karin@kommun.example")])

    assert list(files) == [
        "001-reminder-info-at-norrbyn.example.eml",
        "001-reminder-info-at-norrbyn.example.html",
        "001-reminder-info-at-norrbyn.example.txt",
        "002-digest-karin-at-kommun.example.eml",
        "002-digest-karin-at-kommun.example.html",
        "002-digest-karin-at-kommun.example.txt",
        "index.html",
    ]


def test_the_mail_keeps_its_bytes_and_its_texts_are_utf_8():
    files = gallery([mail()])

    assert files["001-reminder-info-at-norrbyn.example.eml"] == mail().content
    assert files["001-reminder-info-at-norrbyn.example.html"].decode().strip() == "<!DOCTYPE html><p>Åsa</p>"
    assert files["001-reminder-info-at-norrbyn.example.txt"].decode() == "Åsa"


def test_a_mail_without_html_is_shown_as_text():
    content = b"To: a@b.example\r\nSubject: x\r\nDate: Mon, 17 Sep 2018 07:00:00 +0000\r\n\r\nHej\r\n"
    files = gallery([SentMail(kind=MailKind.ALERT, content=content)])

    assert "001-alert-a-at-b.example.html" not in files
    assert 'href="001-alert-a-at-b.example.txt"' in files["index.html"].decode()


def test_the_page_links_to_every_file_and_to_nothing_else():
    files = gallery([mail(), mail(MailKind.ACKNOWLEDGEMENT)])

    links = [link for link in Page(files["index.html"]).links if not link.startswith("#")]

    assert sorted(links) == sorted(name for name in files if name != "index.html")


def test_the_page_tells_subject_recipient_swedish_time_and_language():
    page = gallery([mail(subject="=?utf-8?q?P=C3=A5minnelse?=")])["index.html"].decode()

    assert '<a class="subject" href="001-reminder-info-at-norrbyn.example.html" lang="sv">Påminnelse</a>' in page
    assert "17 Sep 2018 09:00" in page
    assert "info@<wbr>norrbyn.example" in page


def test_the_page_leads_to_each_kind_that_was_sent_and_to_no_other():
    files = gallery([mail(), mail(), mail(MailKind.DIGEST)])
    inside = [link for link in Page(files["index.html"]).links if link.startswith("#")]

    assert inside == ["#reminder", "#digest"]
    assert "Reminders (2)" in files["index.html"].decode()


def test_the_page_has_no_script_and_nothing_from_elsewhere():
    page = Page(gallery([mail()])["index.html"])

    assert not {"script", "img", "link", "iframe"} & set(page.elements)
    assert not [name for name, _value in page.attributes if name.startswith("on") or name == "src"]
    assert ("lang", "en") in page.attributes


def test_words_of_a_mail_are_never_markup_of_the_page():
    page = Page(gallery([mail(subject="</a><script>alert(1)</script>")])["index.html"])

    assert "script" not in page.elements


def test_a_file_name_is_safe_whatever_the_recipient_is_called():
    files = gallery([mail(to='"../../Å b"@Ex-ample.example')])

    assert [name for name in files if name.endswith(".eml")] == ["001-reminder-b-at-ex-ample.example.eml"]


def test_a_gallery_of_nothing_is_an_empty_list():
    assert list(gallery([])) == ["index.html"]


def test_the_files_are_written_into_a_folder_that_is_made(tmp_path: Path):
    index = write_gallery([mail()], tmp_path / "new" / "sent")

    assert index == tmp_path / "new" / "sent" / "index.html"
    assert len(list(index.parent.iterdir())) == 4
