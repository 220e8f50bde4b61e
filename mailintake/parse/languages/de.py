"""German."""

from __future__ import annotations

from mailintake.parse.languages.language import Language

LANGUAGE = Language(
    code="de",
    words=(
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine einen einer eines einem als "
        "auch es an werden wird wurde aus er hat haben hatte dass sie nach bei um am sind noch wie über so zum zur "
        "war nur oder aber vor bis mehr durch man sein seine ich wir ihr uns unser unsere unseren ihre ihren ihnen "
        "hallo danke dank vielen freundlichen grüßen gruß sehr geehrte geehrter damen herren bitte kein keine "
        "keinen wenn kann können könnten möchten möchte soll sollen sollte sollten muss müssen darf verein vereine "
        "gemeinde vorschlag stellungnahme anbei anlage antwort frage fragen was wer wo wann warum welche welcher "
        "dieser diese dieses jetzt heute morgen immer schon hier dort alle alles viel viele wenig gut gute neu "
        "neue nächste nächsten letzte erste ersten jahr jahre zeit kinder jugendliche treffen schule unterstützen "
        "finden findet geben gibt kommen kommt machen brauchen deshalb darüber damit dazu daran weil ob ohne gegen "
        "zwischen unter beim vom ins einig gern leider ja nein mich mir dich dir euch"
    ),
    endings=r"(?:ung(?:en)?|lich(?:e[nrms]?)?|keit(?:en)?|heit(?:en)?|isch(?:e[nrms]?)?|schaft(?:en)?|ieren|tet)",
    letters={"äö": 0.2, "ß": 1.5, "ü": 0.3},
    wrote=("schrieb", "geschrieben"),
    cites=("zitat von", "zitiere"),
    labels={
        "from": "von|absender",
        "sent": "gesendet",
        "date": "datum",
        "to": "an|empfänger",
        "cc": "kopie",
        "subject": "betreff",
    },
    original=("ursprüngliche nachricht", "originalnachricht", "original-nachricht", "ursprünglicher termin"),
    forwarded=("weitergeleitete nachricht", "weitergeleitete e-mail", "weitergeleitet von [^\n]{1,80}"),
    begins=("anfang der weitergeleiteten (?:nachricht|e-mail)",),
    within=(r"(?:antwort(?:en)?|kommentare?|anmerkungen)\b[^.\n]{0,40}\b(?:unten|im text|in rot|rot markiert)",),
    sent_from=(
        "von meine[mr] .{1,60} gesendet",
        "gesendet (?:von|mit|über) ",
        "outlook für ",
        "diese nachricht wurde von mein.{1,80} gesendet",
    ),
    notices=(
        r"diese (?:e-?mail|nachricht|mail)\b.{0,200}?(?:vertraulich|bestimmt|geschützt|viren)",
        r"(?:bitte )?denken sie an die umwelt\b",
    ),
    banners=(
        (
            r"(?:\W{0,6}(?:achtung|vorsicht|warnung|extern)\W{1,6})?"
            r"diese (?:e-?mail|nachricht)\b.{0,60}?(?:extern|außerhalb)"
        ),
    ),
)
