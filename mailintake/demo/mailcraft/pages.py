"""The HTML that mail programs wrap a text in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """How a program writes HTML: templates with ``{text}``, ``{charset}`` and the names of an attribution."""

    frame: str
    paragraph: str
    quote: str  # of {attribution} and {quoted}
    blank: str = ""


OUTLOOK_PAGE = Page(
    frame=(
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">\n<head>\n'
        '<meta http-equiv="Content-Type" content="text/html; charset={charset}">\n'
        '<meta name="Generator" content="Microsoft Word 15 (filtered medium)">\n'
        "<style><!--\np.MsoNormal {{margin:0cm;margin-bottom:.0001pt;font-size:11.0pt;"
        'font-family:"Calibri",sans-serif;}}\ndiv.WordSection1 {{page:WordSection1;}}\n--></style>\n</head>\n'
        '<body lang="SV" link="#0563C1" vlink="#954F72">\n<div class="WordSection1">\n{text}</div>\n</body>\n</html>\n'
    ),
    paragraph='<p class="MsoNormal">{text}<o:p></o:p></p>\n',
    blank='<p class="MsoNormal"><o:p>&nbsp;</o:p></p>\n',
    quote=(
        '<div>\n<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">\n'
        '<p class="MsoNormal">{attribution}<o:p></o:p></p>\n</div>\n</div>\n{quoted}'
    ),
)
OUTLOOK_WEB_PAGE = Page(
    frame=(
        '<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset={charset}">\n'
        '<style type="text/css" style="display:none;"><!-- P {{margin-top:0;margin-bottom:0;}} --></style>\n</head>\n'
        '<body dir="ltr">\n<div id="divtagdefaultwrapper" style="font-size:12pt;color:#000000;'
        'font-family:Calibri,Helvetica,sans-serif;" dir="ltr">\n{text}</div>\n</body>\n</html>\n'
    ),
    paragraph="<p>{text}</p>\n",
    blank="<p><br>\n</p>\n",
    quote=(
        '<hr style="display:inline-block;width:98%" tabindex="-1">\n<div id="divRplyFwdMsg" dir="ltr">'
        '<font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">{attribution}</font>'
        "<div>&nbsp;</div>\n</div>\n{quoted}"
    ),
)
GMAIL_PAGE = Page(
    frame='<div dir="ltr">{text}</div>\n',
    paragraph="<div>{text}</div>",
    blank="<div><br></div>",
    quote=(
        '<div class="gmail_extra"><br><div class="gmail_quote">{attribution}<br><blockquote class="gmail_quote" '
        'style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">{quoted}</blockquote></div></div>'
    ),
)
APPLE_MAIL_PAGE = Page(
    frame=(
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head>'
        '<body style="word-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;" class="">'
        "{text}</body></html>\n"
    ),
    paragraph='<div class="">{text}</div>',
    blank='<div class=""><br class=""></div>',
    quote=(
        '<div><br class=""><blockquote type="cite" class=""><div class="">{attribution}</div>'
        '<br class="Apple-interchange-newline">{quoted}</blockquote></div>'
    ),
)
ANDROID_PAGE = Page(
    frame=(
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head>'
        '<body dir="auto">{text}</body></html>\n'
    ),
    paragraph='<div dir="auto">{text}</div>',
    blank='<div dir="auto"><br></div>',
    quote='<div style="font-size:100%;color:#000000"><!-- originalMessage -->{attribution}<br></div>{quoted}',
)
WEBMAIL_PAGE = Page(
    frame='<html><head></head><body><div style="font-family:Helvetica, Arial;">{text}</div></body></html>\n',
    paragraph='<div dir="ltr">{text}</div>\n',
    blank='<div dir="ltr"><br></div>\n',
    quote=(
        '<div id="yahoo_quoted_{digits10}" class="yahoo_quoted"><div>{attribution}</div>'
        "<div><br></div><div>{quoted}</div></div>"
    ),
)
BULK_PAGE = Page(
    frame=(
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Utskick</title></head>'
        '<body style="margin:0;background:#f4f4f4"><table role="presentation" width="100%"><tr><td align="center">'
        '<table role="presentation" width="600" style="background:#ffffff"><tr><td style="padding:24px">\n'
        "{text}</td></tr></table></td></tr></table></body></html>\n"
    ),
    paragraph='<p style="font-family:Arial,sans-serif;font-size:16px">{text}</p>\n',
    quote="{quoted}",
)
