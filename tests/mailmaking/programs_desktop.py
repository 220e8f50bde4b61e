"""How mail programs on desks write in Swedish: Outlook, Windows, Apple Mail, Thunderbird, Notes, GroupWise."""

from __future__ import annotations

from mailmaking.clients import flowed
from mailmaking.scenes import OWN, Program, Scene, broken, escaped, in_divs, in_word_paragraphs, marked

_STYLE = (
    "<style><!--\r\n@font-face\r\n\t{font-family:Calibri;}\r\np.MsoNormal\r\n\t{margin:0cm;font-size:11.0pt;}\r\n--></style>"
    '<!--[if gte mso 9]><xml>\r\n<o:shapedefaults v:ext="edit" spidmax="1026" />\r\n</xml><![endif]-->'
)
_WORD = (
    '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">\r\n<head>'
    f'<meta name=Generator content="Microsoft Word 15 (filtered medium)">{_STYLE}</head>\r\n'
    '<body lang=SV link="#0563C1" vlink="#954F72">\r\n<div class=WordSection1>'
)
_BLOCK = f"Från: {OWN}\nSkickat: den 20 juni 2018 09:12\nTill: Anna Åberg\nÄmne: Remiss: lokal överenskommelse"
_NOTICE = (
    "Detta e-postmeddelande kan innehålla konfidentiell information och är avsett endast för mottagaren.\n"
    "Har du fått det av misstag ber vi dig meddela oss och radera det."
)


def _block_in_html(block: str, *, tag: str = "b") -> str:
    rows = (line.partition(": ") for line in block.split("\n"))
    return "<br>\r\n".join(f"<{tag}>{label}:</{tag}> {escaped(value)}" for label, _, value in rows)


def _outlook(scene: Scene) -> str:
    return f"{scene.text}\r\n\r\n{_BLOCK}\r\n\r\n{scene.earlier}\r\n"


def _outlook_in_html(scene: Scene) -> str:
    return (
        f"{_WORD}{in_word_paragraphs(scene.text)}<p class=MsoNormal><o:p>&nbsp;</o:p></p>\r\n"
        "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
        f"<p class=MsoNormal>{_block_in_html(_BLOCK)}<o:p></o:p></p></div></div>\r\n"
        f"<p class=MsoNormal><o:p>&nbsp;</o:p></p>{in_word_paragraphs(scene.earlier)}</div></body></html>"
    )


def _with_notice(scene: Scene) -> str:
    return f"{scene.text}\n\n{scene.card}\n\n{_NOTICE}\n\n{_BLOCK}\n\n{scene.earlier}\n"


def _with_notice_in_html(scene: Scene) -> str:
    notice = "".join(f"<p class=MsoNormal><i>{escaped(line)}</i></p>" for line in _NOTICE.split("\n"))
    return (
        f"{_WORD}{in_word_paragraphs(scene.text)}<p class=MsoNormal>&nbsp;</p>{in_word_paragraphs(scene.card)}"
        f"<p class=MsoNormal>&nbsp;</p>{notice}<p class=MsoNormal>&nbsp;</p>"
        "<div style='border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>"
        f"{_block_in_html(_BLOCK)}</p></div><p class=MsoNormal>&nbsp;</p>{in_word_paragraphs(scene.earlier)}</div>"
    )


_EXPRESS_BLOCK = (
    "----- Original Message -----\nFrom: Luleå kommun\nTo: anna.aberg@luleaskidor.example\n"
    "Sent: Wednesday, June 20, 2018 9:12 AM\nSubject: Remiss"
)


def _express(scene: Scene) -> str:
    return f"{scene.text}\n\n{_EXPRESS_BLOCK.replace('-----', '-----', 1)}\n\n\n{scene.earlier}\n"


def _express_in_html(scene: Scene) -> str:
    title, *labels = _EXPRESS_BLOCK.split("\n")
    rows = "".join(f"<DIV><B>{escaped(row.split(':')[0])}:</B>{escaped(row.partition(':')[2])}</DIV>" for row in labels)
    return (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">\r\n<HTML><HEAD>\r\n'
        '<META content="text/html; charset=windows-1252" http-equiv=Content-Type>\r\n<STYLE></STYLE>\r\n</HEAD>\r\n'
        "<BODY bgColor=#ffffff>\r\n"
        + in_divs(scene.text, empty="<FONT size=2 face=Arial></FONT>&nbsp;")
        + '<BLOCKQUOTE style="BORDER-LEFT: #000000 2px solid; PADDING-LEFT: 5px; MARGIN-LEFT: 5px">\r\n'
        f'<DIV style="FONT: 10pt arial">{title} </DIV>{rows}<DIV>&nbsp;</DIV>{in_divs(scene.earlier, empty="&nbsp;")}'
        "</BLOCKQUOTE></BODY></HTML>"
    )


_WINDOWS_BLOCK = _BLOCK.replace("Till: Anna Åberg", "Till: anna.aberg@luleaskidor.example")
_WINDOWS_LINE = "Skickades från E-post för Windows 10"


def _windows(scene: Scene) -> str:
    return f"{scene.text}\n\n{_WINDOWS_LINE}\n\n{_WINDOWS_BLOCK}\n\n{scene.earlier}\n"


def _windows_in_html(scene: Scene) -> str:
    link = 'Skickades från <a href="https://go.microsoft.example/fwlink/?LinkId=550986">E-post</a> för Windows 10'
    return (
        f"{_WORD}{in_word_paragraphs(scene.text)}<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>{link}</p>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><div style='mso-element:para-border-div;border:none;"
        "border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal style='border:none;padding:0cm'>"
        f"{_block_in_html(_WINDOWS_BLOCK)}</p></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        f"{in_word_paragraphs(scene.earlier)}</div></body></html>"
    )


_MAC_BLOCK = f"Från: {OWN}\nDatum: onsdag 20 juni 2018 09:12\nTill: Anna Åberg\nÄmne: Remiss"


def _outlook_for_mac_in_html(scene: Scene) -> str:
    return (
        f"{_WORD}{in_word_paragraphs(scene.text)}<p class=MsoNormal>&nbsp;</p>"
        "<div style='border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>"
        f"{_block_in_html(_MAC_BLOCK)}</p></div><div><p class=MsoNormal>&nbsp;</p></div>"
        f"{in_word_paragraphs(scene.earlier)}</div></body></html>"
    )


_APPLE_SAYS = f"20 juni 2018 kl. 09:12 skrev {OWN}:"


def _apple(scene: Scene) -> str:
    return f"{scene.text}\n\n\n> {_APPLE_SAYS}\n> \n" + marked(scene.earlier) + "\n"


def _apple_in_html(scene: Scene) -> str:
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>'
        '<body style="word-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;" class="">'
        + in_divs(scene.text, empty='<br class="">', attributes=' class=""')
        + '<br class=""><div><blockquote type="cite" class=""><div class="">'
        + escaped(_APPLE_SAYS)
        + '</div><br class="Apple-interchange-newline"><div class="">'
        + in_divs(scene.earlier, empty='<br class="">', attributes=' class=""')
        + '</div></blockquote></div><br class=""></body></html>'
    )


_THUNDERBIRD_SAYS = "Den 2018-06-20 kl. 09:12, skrev Luleå kommun:"


def _thunderbird(scene: Scene) -> str:
    quoted = "\n".join(f"> {line}".rstrip() for line in scene.earlier.split("\n"))
    return f"{_THUNDERBIRD_SAYS}\n{quoted}\n\n{flowed(scene.text)}\n\n-- \n{scene.card}\n"


def _thunderbird_in_html(scene: Scene) -> str:
    paragraphs = "".join(f"<p>{broken(one)}</p>\r\n" for one in scene.earlier.split("\n\n"))
    own = "".join(f"<p>{broken(one)}</p>\r\n" for one in scene.text.split("\n\n"))
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head>'
        f'<body text="#000000" bgcolor="#FFFFFF"><div class="moz-cite-prefix">{_THUNDERBIRD_SAYS}<br></div>'
        f'<blockquote type="cite" cite="mid:1@lulea.example">{paragraphs}</blockquote>{own}'
        f'<div class="moz-signature">-- <br>{broken(scene.card)}</div></body></html>'
    )


_NOTES_BLOCK = f"Till: Anna Åberg <anna.aberg@luleaskidor.example>\nFrån: {OWN}\nDatum: 2018-06-20 09:12\nÄmne: Remiss"
_NOTES_SAYS = '-----"Luleå kommun" <lulea.kommun@lulea.se> skrev: -----'


def _notes(scene: Scene) -> str:
    return f"{scene.text}\n\n{_NOTES_SAYS}\n\n{_NOTES_BLOCK}\n\n{scene.earlier}\n"


def _notes_in_html(scene: Scene) -> str:
    size = '<font size="2" face="Default Sans Serif,Verdana,Arial,Helvetica,sans-serif">'
    return (
        f'{size}<div>{broken(scene.text)}</div><br><br><font color="#990099">{escaped(_NOTES_SAYS)}</font>'
        '<div style="padding-left:5px;"><div style="padding-right:0px;padding-left:5px;border-left:solid black 2px">'
        f"{broken(_NOTES_BLOCK)}<br><br>{broken(scene.earlier)}</div></div></font>"
    )


_GROUPWISE_SAYS = f">>> {OWN} 2018-06-20 09:12 >>>"


def _groupwise(scene: Scene) -> str:
    return f"{scene.text}\n\n{_GROUPWISE_SAYS}\n{scene.earlier}\n"


def _groupwise_in_html(scene: Scene) -> str:
    return (
        '<html><head><meta content="text/html; charset=iso-8859-15" http-equiv="Content-Type"></head>'
        '<body style="font: 10pt/normal Segoe UI; margin: 4px 4px 1px;">'
        f"{in_divs(scene.text, empty='&nbsp;')}<br>{escaped(_GROUPWISE_SAYS)}<br>"
        '<div style="padding-left: 7px; margin: 0px 0px 0px 15px; background-color: #f3f3f3">'
        f"{in_divs(scene.earlier, empty='&nbsp;')}</div></body></html>"
    )


DESKTOP: tuple[Program, ...] = (
    Program(
        name="outlook 2016",
        plain=_outlook,
        html=_outlook_in_html,
        quoted=lambda scene: f"{_BLOCK}\n\n{scene.earlier}",
        quoted_in_html=lambda scene: f"{_BLOCK}\n\n{scene.earlier}",
        signature=lambda _: "",
        charset="iso-8859-1",
        headers=(("X-Mailer", "Microsoft Outlook 16.0"), ("Thread-Index", "AdQIdMexempel"), ("Content-Language", "sv")),
    ),
    Program(
        name="outlook behind an exchange that adds a notice",
        plain=_with_notice,
        html=_with_notice_in_html,
        quoted=lambda scene: f"{_BLOCK}\n\n{scene.earlier}",
        quoted_in_html=lambda scene: f"{_BLOCK}\n\n{scene.earlier}",
        signature=lambda _: _NOTICE,
        charset="utf-8",
        encoding="base64",
        headers=(("X-MS-Has-Attach", ""), ("X-Originating-IP", "[192.0.2.7]")),
    ),
    Program(
        name="outlook express",
        plain=_express,
        html=_express_in_html,
        quoted=lambda scene: f"{_EXPRESS_BLOCK}\n\n\n{scene.earlier}",
        quoted_in_html=lambda scene: marked(f"{_EXPRESS_BLOCK}\n\n{scene.earlier}"),
        signature=lambda _: "",
        charset="windows-1252",
        headers=(("X-Mailer", "Microsoft Outlook Express 6.00.2900.5931"), ("X-MSMail-Priority", "Normal")),
    ),
    Program(
        name="mail for windows",
        plain=_windows,
        html=_windows_in_html,
        quoted=lambda scene: f"{_WINDOWS_BLOCK}\n\n{scene.earlier}",
        quoted_in_html=lambda scene: f"{_WINDOWS_BLOCK}\n\n{scene.earlier}",
        signature=lambda _: _WINDOWS_LINE,
        signature_in_html=lambda _: _WINDOWS_LINE.replace(
            "E-post", "E-post <https://go.microsoft.example/fwlink/?LinkId=550986>"
        ),
    ),
    Program(
        name="outlook for mac",
        plain=lambda scene: f"{scene.text}\n\n\n{_MAC_BLOCK}\n\n{scene.earlier}\n",
        html=_outlook_for_mac_in_html,
        quoted=lambda scene: f"{_MAC_BLOCK}\n\n{scene.earlier}",
        quoted_in_html=lambda scene: f"{_MAC_BLOCK}\n\n{scene.earlier}",
        signature=lambda _: "",
        encoding="base64",
        headers=(("User-Agent", "Microsoft-MacOutlook/10.e.0.180610"),),
    ),
    Program(
        name="apple mail",
        plain=_apple,
        html=_apple_in_html,
        quoted=lambda scene: f"> {_APPLE_SAYS}\n>\n{marked(scene.earlier)}",
        quoted_in_html=lambda scene: f"> {_APPLE_SAYS}\n>\n{marked(scene.earlier)}",
        signature=lambda _: "",
        headers=(("X-Mailer", "Apple Mail (2.3445.8.2)"),),
    ),
    Program(
        name="thunderbird",
        plain=_thunderbird,
        html=_thunderbird_in_html,
        quoted=lambda scene: f"{_THUNDERBIRD_SAYS}\n{marked(scene.earlier)}",
        quoted_in_html=lambda scene: f"{_THUNDERBIRD_SAYS}\n{marked(scene.earlier)}",
        encoding="8bit",
        parameters="; format=flowed",
        headers=(("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:52.0) Thunderbird/52.8.0"),),
    ),
    Program(
        name="notes",
        plain=_notes,
        html=_notes_in_html,
        quoted=lambda scene: f"{_NOTES_SAYS}\n\n{_NOTES_BLOCK}\n\n{scene.earlier}",
        quoted_in_html=lambda scene: f"{_NOTES_SAYS}\n{_NOTES_BLOCK}\n\n{scene.earlier}",
        signature=lambda _: "",
        charset="iso-8859-1",
        encoding="base64",
        headers=(("X-Mailer", "IBM Notes Release 9.0.1"),),
    ),
    Program(
        name="groupwise",
        plain=_groupwise,
        html=_groupwise_in_html,
        quoted=lambda scene: f"{_GROUPWISE_SAYS}\n{scene.earlier}",
        quoted_in_html=lambda scene: f"{_GROUPWISE_SAYS}\n{scene.earlier}",
        signature=lambda _: "",
        charset="iso-8859-15",
        headers=(("X-Mailer", "Novell GroupWise Internet Agent 14.2.2"),),
    ),
)
