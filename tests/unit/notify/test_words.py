"""What a reader of the text and a reader of the HTML are told."""

from __future__ import annotations

from mailintake.notify.words import difference, text_of_html, words_of_html, words_of_text


def test_what_a_reader_does_not_see_is_not_said():
    html = (
        "<head><title>Titel</title><style>p{}</style></head>"
        '<div id="preheader"><div>inledning</div></div><p>Hej</p><!-- inte detta -->'
    )

    assert words_of_html(html) == ["Hej"]


def test_entities_are_read_as_characters():
    assert text_of_html("<p>r&auml;ksm&ouml;rg&aring;s &amp; te</p>") == "räksmörgås & te"


def test_an_address_of_a_page_is_no_word():
    assert words_of_text("Läs https://kommun.example/a?b=c nu") == ["Läs", "nu"]


def test_a_text_and_html_with_the_same_words_say_the_same():
    assert difference("Hej du", "<h1>Hej</h1><p>du</p>") == ""


def test_what_only_one_of_them_says_is_told():
    assert difference("Hej du", "<p>Hej ni</p>") == "only the text says: du; only the HTML says: ni"


def test_a_word_said_twice_is_not_the_same_as_once():
    assert difference("ja ja", "<p>ja</p>") == "only the text says: ja"
