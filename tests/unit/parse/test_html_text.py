"""HTML becomes the text that a reader sees."""

from __future__ import annotations

import pytest

from mailintake.parse.html_text import to_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>ett</p><p>två</p>", "ett\n\ntvå"),
        ("<div>ett</div><div>två</div>", "ett\ntvå"),
        ("<div>ett</div><div><br></div><div>två</div>", "ett\n\ntvå"),
        ("ett<br>två<br><br>tre", "ett\ntvå\n\ntre"),
        ("<p class=MsoNormal>ett</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>två</p>", "ett\n\ntvå"),
        ("<ul><li>ett</li><li>två</li></ul>", "- ett\n- två"),
        ("<ol><li>ett</li><li>två</li></ol>", "1. ett\n2. två"),
        ("<ol start=3><li><p class=MsoNormal>tre</p></li><li>fyra</li></ol>", "3. tre\n4. fyra"),
        ("<ul><li>ett<ul><li>a<br>b</li></ul></li><li>två</li></ul>", "- ett\n  - a\n    b\n- två"),
        ("<li>lös</li>", "- lös"),
        ("<div>ett</div><div>&nbsp;</div><div>två</div>", "ett\n\ntvå"),
        ("<p>ett</p><p>&nbsp;</p><p>två</p>", "ett\n\ntvå"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        (
            (
                "<table border=1><tr><th>Punkt</th><th>Ja</th><th>Nej</th></tr>"
                "<tr><td><p class=MsoNormal>1</p></td><td>&nbsp;</td><td><p>x</p></td></tr></table>efter"
            ),
            "Punkt | Ja | Nej\n1 | | x\n\nefter",
        ),
        ("<table border=1><tr><td><p>rad ett</p><p>rad två</p></td></tr></table>", "rad ett\nrad två"),
        ("<table><tr><th>Ämne: </th><td>Remiss</td></tr></table>", "Ämne: Remiss"),
        ("<b>fet</b>stil <i>och\n  så</i>", "fetstil och så"),
        ("f&ouml;rslag &amp; &#229;r &nbsp; 5 &lt; 6", "förslag & år 5 < 6"),
        ("5 < 6 och a<b", "5 < 6 och a<b"),
        ("<pre>a\n  b\n</pre>c", "a\n  b\n\nc"),
        ("ett<hr>två", "ett\n" + "_" * 32 + "\ntvå"),
    ],
)
def test_marks_become_lines(source, text):
    assert to_text(source) == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<style>p{color:red}</style>",
        "<script>if (a<b) document.write('<p>x</p>')</script>",
        "<title>x</title>",
        "<!-- <p>x</p> -->",
        "<!DOCTYPE html>",
        '<?xml version="1.0"?>',
        '<div style="display:none">x<div>y</div></div>',
        "<svg><text>x</text></svg>",
        "<div hidden>x</div>",
        '<span style="visibility: hidden">x</span>',
        '<div style="max-height:0px;overflow:hidden">x</div>',
        '<span style="font-size:0">x</span>',
        '<div style="opacity:0">x</div>',
        "<iframe>x</iframe>",
        "<noembed><p>x</p></noembed>",
        '<p style="display:none">x</p>',
        "<script><!-- </script>",
        "<template><div>x</div></template>",
    ],
)
def test_what_is_not_seen_is_not_read(hidden):
    assert to_text(f"ett {hidden}två") in ("ett två", "ett\ntvå")


def test_quotes_of_mail_programs_are_marked():
    source = (
        '<p>Ja.</p><blockquote type="cite"><p>Fråga?</p><blockquote class="gmail_quote">Hej</blockquote></blockquote>'
    )
    assert to_text(source) == "Ja.\n\n> Fråga?\n>\n> > Hej"


def test_an_indented_passage_is_the_senders_own():
    assert to_text("<p>Ja.</p><blockquote>Ur förslaget</blockquote>") == "Ja.\n\nUr förslaget"


def test_a_signature_is_set_off():
    assert to_text('<div>Hej</div><div class="gmail_signature">Anna</div>') == "Hej\n-- \nAnna"


def test_a_comment_that_is_not_closed_hides_nothing():
    assert to_text("ett <!-- två <b>tre</b>") == "ett two".replace("two", "två tre")


def test_a_paragraph_that_is_said_to_be_hidden_and_never_closed_hides_nothing():
    assert to_text('<p style="display:none">ett<div>två</div>') == "ett\ntvå"


def test_a_long_number_stops_nothing():
    assert to_text("a&#" + "9" * 5000 + ";b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('<a href="https://lulea.example/remiss">förslaget</a>', "förslaget <https://lulea.example/remiss>"),
        ('<a href="https://www.lulea.example/">www.lulea.example</a>', "www.lulea.example"),
        ('<a href="https://lulea.example/a%C3%A5">lulea.example/aå</a>', "lulea.example/aå"),
        ('<a href="mailto:anna@a.example">anna@a.example</a>', "anna@a.example"),
        ('<a href="mailto:anna@a.example">Anna</a>', "Anna <mailto:anna@a.example>"),
        ('<a href="https://ond.example/">https://lulea.example</a>', "https://lulea.example <https://ond.example/>"),
        ('<a href="javascript:alert(1)">här</a> <a href="#b">b</a> <a name=c>c</a>', "här b c"),
        ('<a href="https://x.example/"><img alt="logotyp" src="cid:1"></a>', ""),
        (
            "<a href=\"https://x.example/1\">ett<a href='https://x.example/2'>två",
            "ett <https://x.example/1>två <https://x.example/2>",
        ),
        (f'<a href="https://x.example/{"y" * 900}">x</a>', f"x <https://x.example/{'y' * 482}…>"),
    ],
)
def test_a_link_is_shown_where_its_words_do_not_say_where_it_leads(source, text):
    assert to_text(source) == text


def test_a_smiley_that_is_a_picture_is_read():
    assert to_text('Bra <img alt="\U0001f600" src="x"><img alt="Logotyp" src="y">') == "Bra \U0001f600"


@pytest.mark.parametrize(
    "tag", ["script", "style", "title", "iframe", "svg", "div hidden", "span style='display:none'"]
)
def test_what_is_hidden_and_never_closed_hides_nothing(tag):
    assert to_text(f"ett <{tag}>två") in ("ett två", "ett\ntvå")


def test_a_hidden_paragraph_ends_where_the_next_begins():
    assert to_text('<p style="display:none">gömt<p>syns</p><p>syns</p>') == "syns\n\nsyns"


def test_a_wrapper_without_a_text_size_of_its_own_hides_nothing():
    assert to_text('<div style="font-size:0"><span style="font-size:14px">syns</span></div>') == "syns"


@pytest.mark.parametrize(
    "attributes",
    [
        'class="gmail_signature" data-smartmail="gmail_signature"',
        'id="Signature"',
        'id="x_Signature"',
        'class="ms-outlook-mobile-signature"',
        'class="protonmail_signature_block"',
        'id="_rc_sig"',
    ],
)
def test_the_signature_of_a_program_is_set_off(attributes):
    assert to_text(f"<div>Hej</div><div {attributes}>Anna</div>") == "Hej\n-- \nAnna"


@pytest.mark.parametrize("style", ["border-left:solid #CCC 1pt", "BORDER-LEFT: #000000 2px solid"])
def test_a_passage_with_a_line_at_its_side_is_a_quote(style):
    assert to_text(f'<blockquote style="{style}">Fråga?</blockquote>Ja.') == "> Fråga?\n\nJa."
