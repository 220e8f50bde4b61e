"""Swedish answers from twenty-two mail programs, each plain, in HTML and as both, read to the letter."""

from __future__ import annotations

from itertools import cycle

import pytest
from mailmaking import attached
from mailmaking.documents import docx, odt
from mailmaking.programs_desktop import DESKTOP
from mailmaking.programs_phone import PHONE
from mailmaking.programs_web import WEB
from mailmaking.reader import read_message
from mailmaking.scenes import Program, Scene, both_mail, html_mail, plain_mail

EARLIER = "Hej,\n\nLuleå kommun vill ha era synpunkter.\nSvara senast den 1 oktober.\n\nVänligen\nKommunledningen"
CARD = "Anna Åberg\nOrdförande, Luleå skidor\nTelefon 0920-000 00 | www.luleaskidor.example"
TEXTS = (
    (
        "Hej!\n\nLuleå skidor har läst förslaget till lokal överenskommelse. Vi tycker att det är bra, men vill att "
        "kommunen lovar mer om lokaler för ungdomar.\n\nMed vänlig hälsning\nAnna Åberg, ordförande"
    ),
    "Hej,\n\nföreningen Gläntan avstår från att yttra sig.\n\n/Örjan",
    (
        "Våra synpunkter:\n\n1. Stycke två är otydligt.\n2. Vem gör vad? Det framgår inte av texten, som är svår att "
        "följa för den som inte var med på mötena.\n\n- Åsa"
    ),
    "Ja, vi ställer oss bakom överenskommelsen.",
    "Vi säger nej till punkt 3 < 4 & 5.\n\nSkälet är enkelt: kostnaden är större än nyttan (5 > 3).\n\nMvh\nStyrelsen",
    (
        "God morgon!\n\nVår förening skrev redan i maj till kommunen: vi behöver en lokal. Det gäller än.\n\n"
        "Hälsningar från Råneå\nBengt-Göran"
    ),
    "HEJ. VI TYCKER ATT TEXTEN ÄR FÖR LÅNG.\n\nMEN BRA ATT NI FRÅGAR!",
)
ATTACHMENTS = (
    (b"", ()),
    (
        attached(docx("Yttrande", "Vi säger ja på åtta ställen."), "yttrande.docx"),
        ("Yttrande\nVi säger ja på åtta ställen.",),
    ),
    (b"", ()),
    (
        attached("Protokoll från årsmötet\n".encode(), "protokoll.txt", "text/plain; charset=utf-8"),
        ("Protokoll från årsmötet\n",),
    ),
    (attached(odt("Bilaga", "Stadgar för Åsens IF"), "stadgar.odt"), ("Bilaga\nStadgar för Åsens IF",)),
)
PROGRAMS = (*DESKTOP, *WEB, *PHONE)
FORMS = {"plain": plain_mail, "html": html_mail, "both": both_mail}
_TEXTS, _ATTACHMENTS = cycle(TEXTS), cycle(ATTACHMENTS)
CASES = [
    pytest.param(
        program,
        form,
        Scene(text=next(_TEXTS), earlier=EARLIER, card=CARD),
        *next(_ATTACHMENTS),
        id=f"{program.name} {form}",
    )
    for program in PROGRAMS
    for form in FORMS
]


def own_text(program: Program, scene: Scene) -> str:
    """A card that is not set off is the sender's own words."""
    return f"{scene.text}\n\n{scene.card}" if "notice" in program.name else scene.text


@pytest.mark.parametrize(("program", "form", "scene", "attachment", "attached_texts"), CASES)
def test_an_answer_is_read_to_the_letter(program, form, scene, attachment, attached_texts):
    message = read_message(FORMS[form](program, scene, attachment, subject="SV: Remiss"))

    quoted, signature = program.quoted, program.signature
    if form == "html":
        quoted, signature = program.quoted_in_html, program.signature_in_html or program.signature
    assert message.text == own_text(program, scene)
    assert message.quoted == quoted(scene)
    assert message.signature == signature(scene)
    assert message.language == "sv"
    assert tuple(one.text for one in message.attachments) == attached_texts
    assert message.defects == ()


def test_there_are_sixty_or_more():
    assert len(CASES) >= 60
    assert len(PROGRAMS) >= 20
