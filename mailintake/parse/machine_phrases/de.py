"""German."""

from mailintake.parse.machine_phrases.phrases import Phrases

PHRASES = Phrases(
    stems=(
        "automatisch automatische automatisierte abwesend abwesenheit urlaub büro hause haus elternzeit "
        "mutterschutz dienstreise geschlossen erhalten eingegangen vorgangsnummer ticketnummer "
        "bearbeitungsnummer aktenzeichen zurück erreichbar gelesen mehr bestätigen"
    ),
    subject_stems=(
        "auto automatisch automatische abwesend abwesenheit abwesenheitsnotiz außer büro haus urlaub "
        "elternzeit derzeit zurzeit bis nicht ihre deine eingangsbestätigung empfangsbestätigung "
        "anfrage nachricht ticket dank bestätigung gelesen ungelesen lesebestätigung"
    ),
    challenge_stems="bestätigen bestätige damit",
    automatic_subjects=(
        r"auto(?:matische)?[ -]?(?:antwort|e-?mail|mail|nachricht|eingangsbestätigung|bestätigung)\b",
        r"automatisch (?:generiert|erstellt|erzeugt)\w*",
        r"abwesenheit(?:s(?:notiz|assistent|meldung|nachricht|hinweis|benachrichtigung|agent))",
        r"(?:abwesend|abwesenheit|außer haus|nicht im büro):",
    ),
    absence_subjects=(
        r"abwesen|(?:ich bin )?(?:im|in) urlaub|urlaub\b|nicht im (?:büro|haus)|außer haus|elternzeit",
        r"ich bin (?:nicht|derzeit|zurzeit|bis)",
    ),
    receipt_subjects=(
        r"(?:ihre|deine) (?:anfrage|nachricht|e-?mail|mitteilung|anliegen)|eingangsbestätigung",
        r"empfangsbestätigung|(?:anfrage|nachricht|ticket) (?:erhalten|eingegangen|erstellt)",
        r"vielen dank für ihre|bestätigung (?:ihrer|des eingangs)",
    ),
    read_subjects=(r"gelesen:|(?:nicht gelesen|ungelesen):|lesebestätigung",),
    hallmarks=(
        "auto|antworten sie|bitte nicht|abwesen|urlaub|im büro|im haus|außer haus|elternzeit|mutterschutz|"
        "dienstreise|erreichbar|arbeitsplatz|meinem platz|am platz|unterwegs|krank|geschlossen|verreist|"
        "tätig|beschäftigt|verfügbar|anwesend|eingeschränkt|zurück|für sie da|wieder ab|mail|nachricht|"
        "keinen zugriff|adresse|erhalten|eingegangen|registriert|erfasst|angelegt|empfangen|vorgangs|"
        "ticket|bearbeitungs|referenz|fall|aktenzeichen"
    ),
    automatic=(
        r"(?:dies|das) ist eine auto|automatisch (?:generiert|erstellt|erzeugt|versandt|versendet)",
        r"automatische (?:antwort|e-?mail|nachricht|benachrichtigung|eingangsbestätigung)",
        r"(?:antworten sie (?:bitte )?nicht|bitte nicht (?:auf diese|antworten))|abwesenheitsnotiz",
    ),
    absence=(
        (
            r"\b(?:ich bin|ich befinde mich|wir sind|ist|bin|sind) (?:\w+ |\d[\d.]* ){0,7}?"
            r"(?:im urlaub|in urlaub|abwesend|nicht im (?:büro|haus|hause)|außer haus|"
            r"in elternzeit|im mutterschutz|auf dienstreise|nicht erreichbar|nicht (?:am|an meinem) (?:arbeitsplatz|"
            r"platz)|unterwegs|krank|geschlossen|verreist|nicht (?:mehr )?(?:tätig|beschäftigt|verfügbar|anwesend)|"
            r"im krankenstand|nur eingeschränkt)"
        ),
        r"\b(?:bin|sind|wieder) (?:\w+ ){0,4}(?:zurück|erreichbar|im büro|für sie da)|\bwieder ab\b",
        r"meine? (?:e-?mails?|nachrichten) (?:wird|werden) nicht",
        r"e-?mails? (?:wird|werden) (?:\w+ ){0,2}nicht (?:gelesen|weitergeleitet|bearbeitet)",
        r"während meiner abwesenheit|keinen zugriff|adresse ist nicht mehr",
    ),
    received=(
        r"\b(?:haben|ist|wurde|sind) (?:\w+ ){0,6}(?:erhalten|eingegangen|registriert|erfasst|angelegt|empfangen)",
        r"(?:vorgangs|ticket|bearbeitungs|referenz|fall)-?(?:nummer|nr)|aktenzeichen",
    ),
    read=(
        r"(?:nachricht|e-?mail|mitteilung).{0,200}\b(?:wurde|ist) (?:\w+ )?(?:gelesen|angezeigt|gelöscht|geöffnet)\b",
    ),
    challenge=(r"bestätigen sie,? (?:bitte,? )?(?:dass|ihre)|damit ihre (?:nachricht|e-?mail) zugestellt",),
    talk=(
        (
            r"^(?:hallo|guten|sehr geehrte|liebe|vielen dank|danke|mit freundlichen|freundliche|"
            r"viele grüße|beste|mfg|schöne)"
        ),
        r"vielen dank|danke für|wenden sie|kontakt|rufen|anruf|dringend|eilig|notfäll|antwort|beantwort",
        r"schnellstmöglich|so (?:bald|schnell)|melde|kolleg|vertret|rückkehr|bearbeit|tel\b|telefon|mobil",
        r"zentrale|öffnungszeit|www\.|https?:|@|datenschutz|weitergeleitet|werktag|innerhalb|betreff",
        r"^(?:vom|von|bis|ab|am)?[ .]*\d[\d ./–-]*",
    ),
    personal=(
        (
            r"\b(?:ich|wir|der verein|der vorstand|unser verein) (?:\w+ ){0,2}?"
            r"(?:finde|denke|meine|möchten? (?!ihnen|sie)|schlagen? vor|unterstütz|lehnen|"
            r"stimmen|fordern|wünschen? (?!ihnen)|verzichten|glauben)"
        ),
        r"\b(?:meinen|finden) wir|unserer (?:ansicht|meinung)|stellungnahme|einwände|einwendung|anbei",
        r"im anhang|beigefügt|fristverlängerung|der (?:vorschlag|entwurf) (?:ist|sollte|muss)|\b(?:ja|nein), ",
    ),
)
