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
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
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
