"""The language of a text is told from its first words."""

from __future__ import annotations

import pytest

from mailintake.parse.language import tell_language

TEXTS = {
    "sv": [
        "Hej! Vi i föreningen tycker att förslaget är bra men att kommunen bör satsa mer på ungdomar.",
        "Tack för informationen. Föreningen avstår från att yttra sig.",
        "Luleå skidor har inget att erinra mot förslaget.",
        "Kan ni skicka dokumentet en gång till?",
        "Vi stödjer förslaget till lokal överenskommelse.",
        "HEJ! VI VILL INTE ATT NI STÄNGER LOKALEN.",
        "Var finns blanketten? Jag hittar den inte på hemsidan.",
    ],
    "no": [
        "Hei! Vi i foreningen synes at forslaget er bra, men kommunen bør satse mer på ungdom.",
        "Takk for informasjonen. Foreningen har ikke noe å si om forslaget.",
        "Jeg kommer ikke på møtet i morgen, men sender en uttalelse etterpå.",
    ],
    "da": [
        "Hej! Vi i foreningen synes at forslaget er godt, men at kommunen bør gøre mere for de unge.",
        "Tak for jeres mail. Vi har ikke noget at tilføje.",
        "Jeg kan ikke komme til mødet i morgen, men jeg sender jer et svar bagefter.",
    ],
    "en": [
        "Hello, we think the proposal is good but the municipality should do more for young people.",
        "Thank you for the information. No comments.",
        "Please find attached our statement.",
    ],
    "fi": [
        "Hei! Yhdistyksemme mielestä ehdotus on hyvä, mutta kunnan pitäisi panostaa enemmän nuoriin.",
        "Kiitos tiedosta. Meillä ei ole huomautettavaa.",
        "Seuramme tarvitsee uutta liikuntasalia.",
    ],
    "de": [
        "Hallo, wir finden den Vorschlag gut, aber die Gemeinde sollte mehr für Jugendliche tun.",
        "Vielen Dank für die Information. Wir haben keine Anmerkungen.",
    ],
    "se": [
        "Bures! Min searvi oaivvilda ahte evttohus lea buorre, muhto gielda galggašii bargat eanet nuoraid ovdii.",
        "Giitu dieđuid ovddas. Mis ii leat mihkkege lasihit.",
    ],
    "und": ["", "ok", "12345", "Anna", "https://luleaskidor.example/och/att/som anna@och.example"],
}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in TEXTS.items() for text in texts])
def test_the_language_is_told(language, text):
    assert tell_language(text) == language


def test_only_the_beginning_counts():
    assert tell_language(TEXTS["sv"][0] * 4 + TEXTS["en"][0] * 40) == "sv"
