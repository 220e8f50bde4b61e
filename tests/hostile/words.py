"""Mails whose words are hostile: their HTML, what machines send, and what is meant for whoever reads them later."""

from __future__ import annotations

from mailmaking import OWN_ADDRESS
from mailmaking.machines import delivery_report

from hostile.letter import BODY, SUBJECT, WORDS, comment

# What no part of a mail's own text is, wherever it stood in the HTML.
SCRIPT = "onda_skript"
PERSONAL_NUMBER = "19121212-1212"


def html_script_handlers(sender: str) -> bytes:
    return _html(
        sender,
        f"<script>{SCRIPT}()</script><img src=x onerror='{SCRIPT}()'><a href='javascript:{SCRIPT}()'>länk</a>"
        f"<svg onload={SCRIPT}()></svg><body onload={SCRIPT}()>",
    )


def html_css_exfil_svg_smil(sender: str) -> bytes:
    return _html(
        sender,
        f"<style>@import url(http://127.0.0.1:9/{SCRIPT});input[value^=a]{{background:url({SCRIPT})}}</style>"
        f"<svg><animate attributeName=href values=javascript:{SCRIPT}() /><set href='{SCRIPT}'/></svg>"
        f"<p style='background:url(http://127.0.0.1:9/{SCRIPT})'>",
    )


def html_mxss(sender: str) -> bytes:
    return _html(
        sender,
        f'<svg></p><style><a id="</style><img src=1 onerror={SCRIPT}()>"></style></svg><math><mtext><table><mglyph>'
        f"<style><!--</style><img title='--&gt;&lt;img src=1 onerror={SCRIPT}()&gt;'></table></mtext></math>",
    )


def html_meta_base_form(sender: str) -> bytes:
    return _html(
        sender,
        f"<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/{SCRIPT}'><base href='http://127.0.0.1:9/{SCRIPT}'>"
        f"<form action='http://127.0.0.1:9/{SCRIPT}'><input name={SCRIPT} value={SCRIPT}></form>",
    )


def html_ampersands_5mb(sender: str) -> bytes:
    return _html(sender, "&" * 5_000_000)


def precedence_bulk_list(sender: str) -> bytes:
    return comment(sender, headers=(("Precedence", "bulk"), ("List-Id", "<lista.example>")))


def dsn_bounce(_sender: str) -> bytes:
    return delivery_report(original_id="<nagon.annans@mejl.example>")


def reply_to_is_our_inbox_or_other_bot(sender: str) -> bytes:
    return comment(sender, headers=(("Reply-To", OWN_ADDRESS),))


def x_auto_response_suppress_all(sender: str) -> bytes:
    return comment(sender, headers=(("X-Auto-Response-Suppress", "All"),))


def case_number_in_subject_other_sender(sender: str) -> bytes:
    return comment(sender, subject="", headers=(("Subject", "Re: [LÖK-2018-0001] komplettering till svaret"),))


def ticket_trick_verification_mail(_sender: str) -> bytes:
    text = f"Din verifieringskod till Slack är 918-273. Klicka här för att gå med. {WORDS}"
    return comment(
        "Verifiering <no-reply@tjanst.example>", subject="", headers=(("Subject", SUBJECT),), body=text.encode()
    )


def unicode_homoglyph_zero_width(sender: str) -> bytes:
    name = sender.rpartition(" <")[0]
    odd = "Lule\u00e5\u200b kommun\u202e\u2066"
    return comment(sender.replace(name, odd), body=WORDS.replace("förslaget", "f\u200börslaget\u202e").encode())


FORMULA = '=HYPERLINK("http://127.0.0.1:9/","svar")'


def csv_formula_log_injection(sender: str) -> bytes:
    name = sender.rpartition(" <")[0]
    forged = "2018-09-20T09:00:00Z INFO mailintake: allt \u00e4r v\u00e4l"
    return comment(
        sender.replace(name, "=cmd|' /C calc'!A0"),
        subject="",
        headers=(("Subject", f"{FORMULA}\u2028\x85{forged}"),),
        body=f"{FORMULA}\r\n{forged}\r\n{WORDS}".encode(),
    )


def pii_personnummer(sender: str) -> bytes:
    subject = f"Synpunkter fran {PERSONAL_NUMBER}"
    return comment(sender, subject=subject, body=f"Mitt nummer är {PERSONAL_NUMBER}. ".encode() + BODY)


def _html(sender: str, hostile: str) -> bytes:
    page = f"<html><body><p>{WORDS}</p>{hostile}<p>Slut.</p></body></html>"
    return comment(sender, content_type="text/html; charset=utf-8", body=page.encode())


CASES = {
    89: html_script_handlers,
    91: html_css_exfil_svg_smil,
    92: html_mxss,
    94: html_meta_base_form,
    95: html_ampersands_5mb,
    97: precedence_bulk_list,
    98: dsn_bounce,
    100: reply_to_is_our_inbox_or_other_bot,
    101: x_auto_response_suppress_all,
    104: case_number_in_subject_other_sender,
    106: ticket_trick_verification_mail,
    107: unicode_homoglyph_zero_width,
    109: csv_formula_log_injection,
    110: pii_personnummer,
}
