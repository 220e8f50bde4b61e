"""Lay out the mails that were sent as files to look at: each as .eml, .html and .txt, and a page that lists them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from mailintake.domain.outbox import MailKind

_SWEDISH_TIME = ZoneInfo("Europe/Stockholm")
_UNSAFE = re.compile(r"[^a-z0-9.]+")
_LONGEST_RECIPIENT = 60
_LANGUAGE = re.compile(r"^[a-z]{2,3}$")


@dataclass(frozen=True, kw_only=True, slots=True)
class SentMail:
    """A mail of ours as the outgoing server received it."""

    kind: MailKind
    content: bytes


def gallery(mails: Sequence[SentMail]) -> Mapping[str, bytes]:
    """Return the files by name, in the order of the mails; the last one is ``index.html``."""
    files: dict[str, bytes] = {}
    items: dict[MailKind, list[str]] = {kind: [] for kind in MailKind}
    for number, mail in enumerate(mails, 1):
        parsed = message_from_bytes(mail.content, policy=policy.default)
        name = _file_name(number, mail.kind, parsed)
        formats = {"eml": mail.content, **_bodies(parsed)}
        files.update({f"{name}.{extension}": content for extension, content in formats.items()})
        items[mail.kind].append(_item(number, parsed, name, tuple(formats)))
    # A name that is no Unicode at all is shown with question marks.
    files["index.html"] = _page(items).encode(errors="replace")
    return files


def write_gallery(mails: Sequence[SentMail], folder: Path) -> Path:
    """Write the files into a folder, made if it is not there, and return the path of ``index.html``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in gallery(mails).items():
        (folder / name).write_bytes(content)
    return folder / "index.html"


def _file_name(number: int, kind: MailKind, mail: EmailMessage) -> str:
    recipient = _UNSAFE.sub("-", _recipient(mail).lower().replace("@", "-at-"))[:_LONGEST_RECIPIENT].strip("-.")
    return f"{number:03}-{kind}-{recipient}"


def _bodies(mail: EmailMessage) -> dict[str, bytes]:
    bodies = {}
    for extension, subtype in (("html", "html"), ("txt", "plain")):
        body = mail.get_body((subtype,))
        if body is not None:
            bodies[extension] = str(body.get_content()).replace("\r\n", "\n").encode()
    return bodies


def _recipient(mail: EmailMessage) -> str:
    return ", ".join(address.addr_spec for address in mail["To"].addresses) if mail["To"] else "nobody"


def _item(number: int, mail: EmailMessage, name: str, extensions: tuple[str, ...]) -> str:
    subject = html.escape(str(mail["Subject"] or ""))
    language = str(mail["Content-Language"] or "").strip()
    lang = f' lang="{language}"' if _LANGUAGE.match(language) else ""
    sent_at = parsedate_to_datetime(str(mail["Date"])).astimezone(_SWEDISH_TIME)
    shown = "html" if "html" in extensions else extensions[-1]
    others = " ".join(
        f'<a href="{name}.{extension}" aria-label="Mail {number} as {extension}">.{extension}</a>'
        for extension in extensions
        if extension != shown
    )
    return (
        f'<li><time datetime="{sent_at.isoformat()}">{sent_at:%d %b %Y %H:%M}</time>'
        f'<a class="subject" href="{name}.{shown}"{lang}>{subject}</a>'
        f'<span class="to">{html.escape(_recipient(mail)).replace("@", "@<wbr>")}</span><span>{others}</span></li>'
    )


def _page(items: Mapping[MailKind, Sequence[str]]) -> str:
    kinds = [kind for kind in MailKind if items[kind]]
    links = "".join(f'<li><a href="#{kind}">{_TITLES[kind]} ({len(items[kind])})</a></li>' for kind in kinds)
    sections = "".join(
        f'<section aria-labelledby="{kind}"><h2 id="{kind}">{_TITLES[kind]}</h2>\n<p>{_WHAT_THEY_ARE[kind]}</p>\n<ol>\n'
        + "\n".join(items[kind])
        + "\n</ol></section>\n"
        for kind in kinds
    )
    count = sum(len(found) for found in items.values())
    return _PAGE.replace("%COUNT%", str(count)).replace("%LINKS%", links).replace("%SECTIONS%", sections)


_TITLES = {
    MailKind.INVITATION: "Invitations",
    MailKind.ACKNOWLEDGEMENT: "Acknowledgements",
    MailKind.REGISTERED: "Diary numbers",
    MailKind.REMINDER: "Reminders",
    MailKind.EXTENSION: "Extensions",
    MailKind.DECISION: "Decision notices",
    MailKind.DIGEST: "Digests",
    MailKind.ALERT: "Alerts",
}
_WHAT_THEY_ARE = {
    MailKind.INVITATION: "To the invited associations, on the first day: what it is about, and how to answer.",
    MailKind.ACKNOWLEDGEMENT: "To those who wrote about the consultation, at once: we have it, and what happens next.",
    MailKind.REGISTERED: "To senders of comments: under which number it stands in the authority's diary.",
    MailKind.REMINDER: "To invited associations that had not answered: a few sentences are enough.",
    MailKind.EXTENSION: "To an association that asked for more time, and got it.",
    MailKind.DECISION: "To all who answered or were invited: what was decided, and when the next meeting is.",
    MailKind.DIGEST: "To staff, in the morning: the whole state on one screen.",
    MailKind.ALERT: "To staff: something needs them.",
}
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Mails sent in the demo</title>
<style>
:root { color-scheme: light dark; }
:root { --ink: #1b1f24; --paper: #fbfaf7; --line: #dcd8cf; --quiet: #565d66; --link: #0b5394; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece9e2; --paper: #16191d; --line: #363b42; --quiet: #a9b0b8; --link: #8ec7ff; }
}
body { margin: 0 auto; max-width: 72rem; padding: 2.5rem 1.5rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 .25rem; font-size: 1.25rem; line-height: 1.3; }
p { margin: 0 0 1rem; color: var(--quiet); max-width: 54rem; }
ol, ul { margin: 0; padding: 0; list-style: none; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
ol li { display: grid; grid-template-columns: 10.5rem minmax(0, 1fr) minmax(0, 19rem) 4.5rem; gap: 0 1.25rem;
  padding: .5rem 0; border-top: 1px solid var(--line); }
ol li > * { overflow-wrap: break-word; min-width: 0; }
time, .to { color: var(--quiet); font-variant-numeric: tabular-nums; }
.subject { font-weight: 500; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
@media (max-width: 52rem) { ol li { grid-template-columns: minmax(0, 1fr); padding: .75rem 0; } }
</style>
</head>
<body>
<main>
<h1>Mails sent in the demo</h1>
<p>%COUNT% in all. They went no further than this computer. Times are Swedish, on the demo's own clock.</p>
<nav aria-label="Kinds of mail"><ul>%LINKS%</ul></nav>
%SECTIONS%</main>
</body>
</html>
"""
