"""Swedish."""

from __future__ import annotations

from mailintake.parse.languages.language import Language

LANGUAGE = Language(
    code="sv",
    words=(
        "se sig ring pratar måndag tisdag onsdag torsdag fredag lördag söndag initiativ avtal avtalet punkt texten "
        "pengar årets skicka väl mest och att det är som på för av med den till inte har ett en vi om men var jag "
        "så från kan när vid eller efter hade nu bara också där ut upp än mot ska skall skulle här blir blev bli "
        "blivit hos mycket något några någon alla allt andra annan annat denna detta dessa era er ert oss vår vårt "
        "våra mig dig min mitt mina din ditt dina sin sitt sina hej tack hälsning hälsningar vänlig vänliga "
        "vänligen mvh god dag i han hon man du de dem deras hans hennes ni ja nej ej icke föreningen förening "
        "föreningar föreningens förslaget förslag kommunen kommun kommunens synpunkter synpunkt yttrande "
        "överenskommelse överenskommelsen remiss remissen bör borde måste behöver behövs även samt genom mellan "
        "enligt utan under över varje varför därför eftersom vill tycker anser avstår inget ingen inga erinra "
        "snälla hur vad vem vilka vilken vilket finns får fått går gått gör gjort kommer kom ger tar tas ser såg "
        "står stå kl skickat skickar ämne angående bifogat bifogar bifogad bilaga bilagan ärende ärendet inom hela "
        "idag imorgon igen ännu ändå redan snart sedan alltid aldrig skriver skrev svar svara svarar mejl brev tid "
        "både gärna bra bättre bäst dålig ny nya nytt stor stora större liten små mer mera mindre flera många lite "
        "lika första sista nästa saknar saknas stöder stödjer stöd ställer bakom lämnar tillstyrker styrelsen "
        "ordförande medlemmar möte mötet lokal lokaler ungdomar barn år året veckan frågor fråga undrar tyvärr "
        "hittar glömde hör läser läst viktigt möjligt rätt eget egna själv tillsammans varandra sådan sådana "
        "istället endast gäller håller hålls vore kunde ville fanns båda utom dock medan trots"
    ),
    endings=r"(?:ningar(?:na)?|ningen|heter(?:na)?|arna|erna|orna|andet|iskt|ligt|erar|erat)",
    letters={"äö": 0.2, "å": 0.15},
    wrote=("skrev", "skriver"),
    cites=("citerar", "citat(?: från)?"),
    labels={
        "from": "från|avsändare",
        "sent": "skickat|skickad|skickades",
        "date": "datum",
        "to": "till|mottagare",
        "cc": "kopia|kopia till|svara till|svar till",
        "subject": "ämne|rubrik|ärende",
    },
    original=(
        "ursprungligt meddelande",
        "ursprungligt brev",
        "original-?meddelande",
        "svar på meddelande",
        "ursprunglig avtalad tid",
    ),
    forwarded=(
        "vidarebefordrat meddelande",
        "vidarebefordrat brev",
        "vidarebefordrat mejl",
        "vidarebefordrad e-post",
        "vidaresänt meddelande",
        "vidarebefordrat av [^\n]{1,80}",
    ),
    begins=(
        "vidarebefordrat brev",
        "vidarebefordrat meddelande",
        "vidarebefordrat mejl",
        "börja vidarebefordrat .{0,20}",
    ),
    within=(
        (
            r"(?:svar|svarat|kommentar(?:er|erat)?|synpunkter|markerat|skrivit)\b[^.\n]{0,40}"
            r"\b(?:nedan|inne i|i texten|i rött|i blått|med rött|i röd|i fetstil|under varje)"
        ),
        r"svarar (?:i|nedan|under)\b",
    ),
    sent_from=(
        "(?:skickat|skickad|skickades|sänt) (?:från|med|via|ifrån) ",
        "hämta (?:outlook|yahoo|e-postappen) ",
        "detta (?:mejl|mail|meddelande) (?:skickades|är skickat|skrevs) (?:från|på|med) ",
        "ursäkta (?:min fåordighet|eventuella stavfel|att jag är fåordig)",
    ),
    notices=(
        (
            r"(?:detta|det här|denna) (?:e-?post\w*|e-?brev\w*|mejl\w*|mail\w*|meddelande\w*|e-?mail)\b.{0,200}?"
            r"(?:konfidentiell|sekretess|(?:endast|enbart) (?:är )?avse|avse\w+ (?:endast|enbart)|"
            r"fel mottagare|obehörig|viruskontroll|kontrollerats|kontrollerad)"
        ),
        r"(?:tänk på|värna om|värna) miljön\b",
        r"(?:när|om) du (?:skickar|mejlar|mailar|kontaktar|kommunicerar|e-postar)\b.{0,200}?personuppgift",
        (
            r"(?:läs (?:mer )?om|information om|så) (?:hur )?(?:vi |vår )?(?:behandla|hanter)\w*\b.{0,60}?"
            r"personuppgift"
        ),
        r"vi behandlar dina personuppgifter\b",
        r"(?:fritt från virus|virusfritt|viruskontrollerad|avgenomsökt)\b",
    ),
    banners=(
        (
            r"(?:\W{0,6}(?:varning|obs|observera|viktigt|försiktig(?:het)?|"
            r"extern[at]?(?: (?:avsändare|e-post\w*|mejl|mail))?)\W{1,6})?"
            r"(?:detta|det här|den här|denna) (?:mejl\w*|mail\w*|meddelande\w*|e-post\w*|avsändare\w*)\b.{0,40}?"
            r"(?:från|är|finns|utanför)\b.{0,40}?(?:utanför|extern|utifrån|okänd avsändare)"
        ),
        r"\W{0,3}extern(?:t mejl|t mail| e-post| avsändare)?\W{0,3}$",
        r"du får inte ofta e-post från\b",
    ),
)
