"""How mail programs on the web write in Swedish: Outlook, Gmail, Yahoo, and those that web hosts install."""

from __future__ import annotations

from mailmaking.clients import flowed
from mailmaking.scenes import OWN, Program, Scene, broken, escaped, in_divs, marked

_RULE = "_" * 32
_BLOCK = f"Från: {OWN}\nSkickat: den 20 juni 2018 09:12\nTill: Anna Åberg\nÄmne: Remiss"


def _block_in_html(block: str) -> str:
    rows = (line.partition(": ") for line in block.split("\n"))
    return "<br>".join(f"<b>{label}:</b> {escaped(value)}" for label, _, value in rows)


def _outlook(scene: Scene) -> str:
    return f"{scene.text}\n\n{_RULE}\n{_BLOCK}\n\n{scene.earlier}\n"


def _outlook_in_html(scene: Scene) -> str:
    font = ' style="font-family: Calibri, Helvetica, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);"'
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
        '<style type="text/css" style="display:none;"> P {margin-top:0} </style></head><body dir="ltr">'
        f'{in_divs(scene.text, attributes=font)}<div id="appendonsend"></div>'
        '<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">'
        f'<font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">{_block_in_html(_BLOCK)}</font>'
        f"<div>&nbsp;</div></div>{in_divs(scene.earlier, empty='&nbsp;')}</body></html>"
    )


_GMAIL_SAYS = f"Den ons 20 juni 2018 kl 09:12 skrev {OWN}:"


def _gmail(scene: Scene) -> str:
    said = _GMAIL_SAYS.replace(" <", " <\n")
    return f"{scene.text}\n\n-- \n{scene.card}\n\n{said}\n\n{marked(scene.earlier)}\n"


def _gmail_in_html(scene: Scene) -> str:
    paragraphs = "".join(f"<div>{broken(one)}</div><div><br></div>" for one in scene.text.split("\n\n"))
    return (
        f'<div dir="ltr">{paragraphs}<div><div>-- <br><div dir="ltr" class="gmail_signature" '
        f'data-smartmail="gmail_signature"><div dir="ltr">{broken(scene.card)}</div></div></div></div></div><br>'
        '<div class="gmail_quote"><div class="gmail_attr">Den ons 20 juni 2018 kl 09:12 skrev Luleå kommun &lt;'
        '<a href="mailto:lulea.kommun@lulea.se">lulea.kommun@lulea.se</a>&gt;:<br></div>'
        '<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">'
        f'<div dir="ltr">{broken(scene.earlier)}</div></blockquote></div>'
    )


_YAHOO_SAYS = f"Den onsdag 20 juni 2018 09:12:33 CEST skrev {OWN}:"


def _yahoo(scene: Scene) -> str:
    said = _YAHOO_SAYS.replace("> :", ">:")
    return f" {scene.text}\n\n    {said}  \n \n {scene.earlier}\n"


def _yahoo_in_html(scene: Scene) -> str:
    return (
        '<html><head></head><body><div class="ydp7a yahoo-style-wrap" style="font-family: Arial; font-size: 13px;">'
        f"<div></div>{in_divs(scene.text, attributes=' dir=ltr data-setdir=false')}<div><br></div>"
        '</div><div id="ydp1yahoo_quoted_9" class="ydp1yahoo_quoted"><div style="font-family:Arial;color:#26282a;">'
        f"<div>{escaped(_YAHOO_SAYS)}</div><div><br></div><div><br></div>{in_divs(scene.earlier)}</div></div></body></html>"
    )


_TELIA_BLOCK = (
    "----Ursprungligt meddelande----\nFrån : lulea.kommun@lulea.se\nDatum : 2018-06-20 - 09:12 (CEST)\n"
    "Till : anna.aberg@luleaskidor.example\nÄmne : Remiss"
)


def _telia(scene: Scene) -> str:
    return f"{scene.text}\n\n\n{_TELIA_BLOCK}\n\n{scene.earlier}\n"


def _telia_in_html(scene: Scene) -> str:
    return (
        f"<html><body><div>{broken(scene.text)}</div><br><br>"
        f'<blockquote style="margin-left:5px;padding-left:5px;">{broken(_TELIA_BLOCK)}<br><br>'
        f"{broken(scene.earlier)}</blockquote></body></html>"
    )


_HORDE_SAYS = f"Citerar {OWN}:"


def _horde(scene: Scene) -> str:
    return f"\n{_HORDE_SAYS}\n\n{marked(scene.earlier)}\n\n{scene.text}\n\n-- \n{scene.card}\n"


def _horde_in_html(scene: Scene) -> str:
    return (
        f"<p>{escaped(_HORDE_SAYS)}</p>"
        '<blockquote type="cite" style="border-left:2px solid blue;margin-left:2px;padding-left:12px;">'
        f"<p>{broken(scene.earlier)}</p></blockquote>"
        + "".join(f"<p>{broken(one)}</p>" for one in scene.text.split("\n\n"))
        + f"<p>-- <br>{broken(scene.card)}</p>"
    )


_ROUNDCUBE_SAYS = "Den 2018-06-20 09:12, skrev Luleå kommun:"


def _roundcube(scene: Scene) -> str:
    return f"{flowed(scene.text)}\n\n-- \n{scene.card}\n\n{_ROUNDCUBE_SAYS}\n{marked(scene.earlier)}\n"


def _roundcube_in_html(scene: Scene) -> str:
    own = "".join(f"<p>{broken(one)}</p>\r\n" for one in scene.text.split("\n\n"))
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /></head>'
        f"<body style='font-size: 10pt; font-family: Verdana,Geneva,sans-serif'>\r\n{own}"
        f'<div id="_rc_sig">-- <br />{broken(scene.card)}</div>\r\n<p>{_ROUNDCUBE_SAYS}</p>\r\n'
        '<blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0">'
        f"<!-- html ignored --><!-- head ignored --><div>{broken(scene.earlier)}</div></blockquote></body></html>"
    )


_ZIMBRA_BLOCK = (
    '----- Ursprungligt meddelande -----\nFrån: "Luleå kommun" <lulea.kommun@lulea.se>\nTill: "Anna Åberg"\n'
    "Skickat: onsdag, 20 jun 2018 9:12:33\nÄmne: Remiss"
)


def _zimbra(scene: Scene) -> str:
    return f"{scene.text}\n\n{_ZIMBRA_BLOCK}\n\n{scene.earlier}\n"


def _zimbra_in_html(scene: Scene) -> str:
    labels = _ZIMBRA_BLOCK.partition("\n")[2]
    return (
        f'<html><body><div style="font-family: arial, helvetica, sans-serif; font-size: 12pt">{in_divs(scene.text)}'
        f'<div><br></div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">'
        f'{_block_in_html(labels)}<br></div><div><br></div><div data-marker="__QUOTED_TEXT__">'
        f"{in_divs(scene.earlier)}</div></div></body></html>"
    )


WEB: tuple[Program, ...] = (
    Program(
        name="outlook on the web",
        plain=_outlook,
        html=_outlook_in_html,
        quoted=lambda scene: f"{_RULE}\n{_BLOCK}\n\n{scene.earlier}",
        quoted_in_html=lambda scene: f"{_RULE}\n{_BLOCK}\n\n{scene.earlier}",
        signature=lambda _: "",
        charset="iso-8859-1",
        headers=(("Thread-Topic", "Remiss"), ("Accept-Language", "sv-SE, en-US")),
    ),
    Program(
        name="gmail",
        plain=_gmail,
        html=_gmail_in_html,
        quoted=lambda scene: f"{_GMAIL_SAYS.replace(' <', ' <' + chr(10))}\n\n{marked(scene.earlier)}".replace(
            "\n\n>", "\n>", 1
        ),
        quoted_in_html=lambda scene: f"{_GMAIL_SAYS}\n{marked(scene.earlier)}",
    ),
    Program(
        name="yahoo",
        plain=_yahoo,
        html=_yahoo_in_html,
        quoted=lambda scene: f"    {_YAHOO_SAYS}\n\n {scene.earlier}",
        quoted_in_html=lambda scene: f"{_YAHOO_SAYS}\n\n\n{scene.earlier}",
        signature=lambda _: "",
        encoding="base64",
        headers=(("X-Mailer", "WebService/1.1.11959 YMailNorrin Mozilla/5.0"),),
    ),
    Program(
        name="telia",
        plain=_telia,
        html=_telia_in_html,
        quoted=lambda scene: f"{_TELIA_BLOCK}\n\n{scene.earlier}",
        quoted_in_html=lambda scene: f"{_TELIA_BLOCK}\n\n{scene.earlier}",
        signature=lambda _: "",
        charset="iso-8859-1",
        encoding="8bit",
        headers=(("X-Mailer", "CP Webmail"),),
    ),
    Program(
        name="horde",
        plain=_horde,
        html=_horde_in_html,
        quoted=lambda scene: f"{_HORDE_SAYS}\n{marked(scene.earlier)}",
        quoted_in_html=lambda scene: f"{_HORDE_SAYS}\n{marked(scene.earlier)}",
        parameters="; format=flowed; delsp=Yes",
        headers=(("User-Agent", "Horde Application Framework 5"),),
    ),
    Program(
        name="roundcube",
        plain=_roundcube,
        html=_roundcube_in_html,
        quoted=lambda scene: f"{_ROUNDCUBE_SAYS}\n{marked(scene.earlier)}",
        quoted_in_html=lambda scene: f"{_ROUNDCUBE_SAYS}\n{marked(scene.earlier)}",
        encoding="8bit",
        parameters="; format=flowed",
        headers=(("User-Agent", "Roundcube Webmail/1.3.6"),),
    ),
    Program(
        name="zimbra",
        plain=_zimbra,
        html=_zimbra_in_html,
        quoted=lambda scene: f"{_ZIMBRA_BLOCK}\n\n{scene.earlier}",
        quoted_in_html=lambda scene: f"{_RULE}\n" + _ZIMBRA_BLOCK.partition("\n")[2] + f"\n\n{scene.earlier}",
        signature=lambda _: "",
        headers=(("X-Mailer", "Zimbra 8.7.11_GA_1854 (ZimbraWebClient - FF60 (Win))"),),
    ),
)
