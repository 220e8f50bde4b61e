"""How mail programs on phones write in Swedish: the iPhone's, Outlook's, Gmail's, Samsung's, K-9."""

from __future__ import annotations

from mailmaking.scenes import OWN, Program, Scene, broken, escaped, in_divs, marked

_RULE = "_" * 32
_IPHONE_LINE = "Skickat från min iPhone"
_IPHONE_SAYS = f"20 juni 2018 kl. 09:12 skrev {OWN}:"


def _iphone(scene: Scene) -> str:
    return f"{scene.text}\n\n{_IPHONE_LINE}\n\n{_IPHONE_SAYS}\n\n{marked(scene.earlier)}\n"


def _iphone_in_html(scene: Scene) -> str:
    return (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">'
        f'{in_divs(scene.text)}<br><div id="AppleMailSignature">{_IPHONE_LINE}</div><div><br>{escaped(_IPHONE_SAYS)}'
        f'<br><br></div><blockquote type="cite"><div>{in_divs(scene.earlier)}</div></blockquote></body></html>'
    )


_BLOCK = f"Från: {OWN}\nSkickat: onsdag, juni 20, 2018 9:12 fm\nTill: Anna Åberg\nÄmne: Remiss"


def _block_in_html() -> str:
    rows = (line.partition(": ") for line in _BLOCK.split("\n"))
    return "<br>".join(f"<b>{label}:</b> {escaped(value)}" for label, _, value in rows)


def _outlook(system: str, *, target: str) -> tuple[str, str]:
    shown = f"Hämta Outlook för {system}"
    return f"{shown}<{target}>", f'Hämta <a href="{target}">Outlook för {system}</a>'


_IOS_LINE, _IOS_LINK = _outlook("iOS", target="https://aka.ms.example/o0ukef")
_ANDROID_LINE, _ANDROID_LINK = _outlook("Android", target="https://aka.ms.example/ghei36")


def _outlook_in_html(scene: Scene, link: str) -> str:
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body dir="auto">'
        f"{in_divs(scene.text, attributes=' dir=auto')}<div><br></div>"
        f'<div id="ms-outlook-mobile-signature" dir="auto">{link}</div>'
        '<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">'
        f'<font face="Calibri, sans-serif">{_block_in_html()}</font><div>&nbsp;</div></div>{in_divs(scene.earlier)}'
        "</body></html>"
    )


_GMAIL_SAYS = "Den ons 20 juni 2018 09:12Luleå kommun <lulea.kommun@lulea.se> skrev:"


def _gmail(scene: Scene) -> str:
    return f"{scene.text}\n\n{_GMAIL_SAYS}\n\n{marked(scene.earlier)}\n"


def _gmail_in_html(scene: Scene) -> str:
    return (
        f'<div dir="auto">{in_divs(scene.text, attributes=" dir=auto")}</div><br><div class="gmail_quote">'
        f'<div dir="ltr">{escaped(_GMAIL_SAYS)}<br type="attribution"></div><blockquote class="gmail_quote" '
        'style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">'
        f"{broken(scene.earlier)}<br></blockquote></div>"
    )


_SAMSUNG_LINE = "Skickat från min Samsung Galaxy-smartphone."
_SAMSUNG_BLOCK = (
    f"-------- Originalmeddelande --------\nFrån: {OWN}\nDatum: 2018-06-20 09:12 (GMT+01:00)\n"
    "Till: anna.aberg@luleaskidor.example\nÄmne: Remiss"
)


def _samsung(scene: Scene) -> str:
    rows = "\n".join(f"{row} " for row in _SAMSUNG_BLOCK.split("\n"))
    return f"{scene.text}\n\n\n{_SAMSUNG_LINE}\n\n{rows}\n\n{scene.earlier}\n"


def _samsung_in_html(scene: Scene) -> str:
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body>'
        f'{in_divs(scene.text)}<div><br></div><div><br></div><div id="composer_signature"><div style="font-size:85%;'
        f'color:#575757" dir="auto">{_SAMSUNG_LINE}</div></div><div><br></div><div style="font-size:100%">'
        f"<!-- originalMessage -->{in_divs(_SAMSUNG_BLOCK)}<div><br></div></div>{broken(scene.earlier)}</body></html>"
    )


_K9_LINE = "Skickat från min Android-enhet med K-9 Mail. Ursäkta min fåordighet."
_K9_SAYS = f"Den 20 juni 2018 09:12:33 CEST, skrev {OWN}:"


def _k9(scene: Scene) -> str:
    quoted = "\n".join(f">{line}" for line in scene.earlier.split("\n"))
    return f"{scene.text}\n\n{_K9_SAYS}\n{quoted}\n\n-- \n{_K9_LINE}\n"


def _k9_in_html(scene: Scene) -> str:
    return (
        f'<html><head></head><body>{broken(scene.text)}<br><br><div class="gmail_quote">{escaped(_K9_SAYS)}'
        '<blockquote class="gmail_quote" style="margin: 0pt 0pt 0pt 0.8ex; border-left: 1px solid rgb(204, 204, 204);">'
        f'<pre class="k9mail">{escaped(scene.earlier)}</pre></blockquote></div><br>-- <br>{_K9_LINE}</body></html>'
    )


PHONE: tuple[Program, ...] = (
    Program(
        name="iphone",
        plain=_iphone,
        html=_iphone_in_html,
        quoted=lambda scene: f"{_IPHONE_SAYS}\n{marked(scene.earlier)}",
        quoted_in_html=lambda scene: f"{_IPHONE_SAYS}\n{marked(scene.earlier)}",
        signature=lambda _: _IPHONE_LINE,
        headers=(("X-Mailer", "iPhone Mail (15F79)"),),
    ),
    Program(
        name="outlook for ios",
        plain=lambda scene: f"{scene.text}\n\n{_IOS_LINE}\n{_RULE}\n{_BLOCK}\n\n{scene.earlier}\n",
        html=lambda scene: _outlook_in_html(scene, _IOS_LINK),
        quoted=lambda scene: f"{_RULE}\n{_BLOCK}\n\n{scene.earlier}",
        quoted_in_html=lambda scene: f"{_RULE}\n{_BLOCK}\n\n{scene.earlier}",
        signature=lambda _: _IOS_LINE,
        signature_in_html=lambda _: _IOS_LINE.replace("<", " <"),
        encoding="base64",
    ),
    Program(
        name="outlook for android",
        plain=lambda scene: f"{scene.text}\n\n{_ANDROID_LINE}\n\n{_RULE}\n{_BLOCK}\n\n{scene.earlier}\n",
        html=lambda scene: _outlook_in_html(scene, _ANDROID_LINK),
        quoted=lambda scene: f"{_RULE}\n{_BLOCK}\n\n{scene.earlier}",
        quoted_in_html=lambda scene: f"{_RULE}\n{_BLOCK}\n\n{scene.earlier}",
        signature=lambda _: _ANDROID_LINE,
        signature_in_html=lambda _: _ANDROID_LINE.replace("<", " <"),
        charset="iso-8859-1",
    ),
    Program(
        name="gmail for android",
        plain=_gmail,
        html=_gmail_in_html,
        quoted=lambda scene: f"{_GMAIL_SAYS}\n{marked(scene.earlier)}",
        quoted_in_html=lambda scene: f"{_GMAIL_SAYS}\n{marked(scene.earlier)}",
        signature=lambda _: "",
        encoding="base64",
    ),
    Program(
        name="samsung",
        plain=_samsung,
        html=_samsung_in_html,
        quoted=lambda scene: f"{_SAMSUNG_BLOCK}\n\n{scene.earlier}",
        quoted_in_html=lambda scene: f"{_SAMSUNG_BLOCK}\n\n{scene.earlier}",
        signature=lambda _: _SAMSUNG_LINE,
        encoding="base64",
    ),
    Program(
        name="k-9",
        plain=_k9,
        html=_k9_in_html,
        quoted=lambda scene: _K9_SAYS + "\n" + "\n".join(f">{line}" for line in scene.earlier.split("\n")),
        quoted_in_html=lambda scene: f"{_K9_SAYS}\n{marked(scene.earlier)}",
        signature=lambda _: _K9_LINE,
        encoding="8bit",
        headers=(("User-Agent", "K-9 Mail for Android"),),
    ),
)
