"""Swedish."""

from mailintake.parse.machine_phrases.phrases import Phrases

_MAIL = (
    r"(?:e-?post(?:meddelande)?|mejl|mail|meddelande|brev|ärende|fråga|anmälan|ansökan|begäran|"
    r"förfrågan|synpunkt)(?:et|en|n)?"
)
_MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    r"jan|feb|aug|sept?|okt|nov|dec)"
)

PHRASES = Phrases(
    stems=(
        "automatiskt automatsvar autosvar semester sommarsemester frånvaro frånvarande tjänst tjänstledig "
        "tjänsteresa föräldraledig föräldraledighet bortrest sjukskriven resande kontoret kansliet "
        "ledig lediga ledigt ledighet plats jobbet stängt sommarstängt julstängt stänger öppnar "
        "tagit tagits mottagit mottaget mottagen registrerat registrerats registrerad ärendenummer "
        "ärendet ärende fram kommit fått besvaras slutat slutar pension används bevakas utbildning "
        "begränsad åter tillbaka "
        "lästes raderades öppnades visades bekräfta bekräftar bekräftelse"
    ),
    subject_stems=(
        "auto automatsvar autosvar automatiskt automatisk frånvaro frånvaromeddelande frånvarande "
        "semester semestersvar sommarstängt plats tjänst tjänstledig kontoret anträffbar ledig "
        "föräldraledig borta bortrest kansliet slutat sjukskriven tagit tagits mottagit mottaget "
        "mottagen registrerat tack bekräftelse kvittens mottagningsbekräftelse ärende ärendet ärendenummer "
        "läst oläst läskvitto läsbekräftelse huset"
    ),
    challenge_stems="bekräfta ditt godkända",
    automatic_subjects=(
        r"auto-?svar\b|automatsvar\b",
        r"automatiskt? (?:svar|meddelande|frånvaro\w*|bekräftelse)\s*(?:$|[:–—(-]|från|vid|på grund)",
        r"frånvaro(?:meddelande|svar|assistent\w*|hälsning)\b|semester(?:svar|meddelande|hälsning)\b",
    ),
    absence_subjects=(
        r"frånvarande\b|frånvaro\b|(?:jag är |vi är |är )?på semester\b|semester\b|semesterst\w+|sommarst\w+",
        r"(?:jag är |är )?(?:ej|inte) (?:på plats|i tjänst|på kontoret|anträffbar)|föräldraledig|tjänstledig",
        r"ledig\b|borta\b|bortrest|kontoret (?:är )?stängt|kansliet (?:är )?stängt|jag har slutat|sjukskriven",
        r"ute ur (?:kontoret|huset)|(?:ej|inte) på kontoret",
    ),
    receipt_subjects=(
        r"(?:har|är|blivit) (?:nu )?(?:tagit emot|tagits emot|mottag\w+|registrer\w+)",
        rf"(?:tagit emot|mottagit) (?:di(?:tt|n)|er(?:t)?) ?{_MAIL}?",
        rf"tack för (?:ditt|din|ert|er) (?:{_MAIL}|kontakt)",
        r"tack för att du (?:kontakta|höra?\w*|skri|mejla|maila)|bekräftelse (?:på|av|-|–)|^bekräftelse$",
        r"mottagnings(?:bekräftelse|kvitt\w+)|kvittens|(?:ditt|ert|nytt) ärende",
        r"ärende (?:mottaget|registrerat|skapat|nr|nummer)|ärendenummer",
    ),
    read_subjects=(r"läst:|(?:inte |ej |o)läst:|läskvitt\w+|läsbekräftelse",),
    hallmarks=(
        "auto|maskin|frånvar|inte svara på|ej svara på|att svara på|besvara|svara inte på|svara ej på|"
        "semester|ledig|tjänsteresa|tjänsteärende|jullov|sportlov|sommarlov|resande fot|utbildning|"
        "bortrest|sjuk|utomlands|borta|ute ur tjänst|på plats|på kontoret|i tjänst|på jobbet|anträffbar|"
        " inne|nåbar|på kurs|på konferens|stäng|har slutat|slutade|inte längre|inte kvar|läse|åter |"
        "tillbak|pension|adress|brevlåda|inkorg|begränsad| nummer| nr|tagit emot|tagits emot|mottag|"
        "registrer|kommit fram|kommit in|inkommit|skapat|bekräft|ärendenummer|ärende-id|ärendenr|ärende id|"
        "referensnummer|fått ärende|fått referens|tilldelats|har fått di|har fått er|skickats|"
        "vidarebefordra|lämnats|diarieför|hanteras"
    ),
    automatic=(
        (
            r"(?:detta|det här) (?:är ett|mejlet är|mailet är|meddelandet är|meddelande är|"
            r"mejl är|mail är|e-postmeddelande\w* är) (?:ett )?(?:auto|maskin)"
        ),
        r"automat(?:iskt?|genererat?|isk) (?:\w+ )?(?:svar|meddelande|bekräftelse|mejl|mail|e-post|utskick|genererat)",
        r"autosvar|automatsvar|frånvaromeddelande|(?:går|kan) (?:inte|ej) (?:att )?(?:svara på|besvara\w*)",
        r"svara (?:inte|ej) på (?:detta|det här)|(?:kan|går) (?:inte|ej) besvaras",
        r"(?:skickas?|skickades|genereras|genererats|skickats|sänds) (?:ut )?automatiskt",
    ),
    absence=(
        (
            r"\b(?:är|kommer att vara|har|befinner mig|tar|går på|njuter av) "
            r"(?:just nu |för närvarande |nu |för tillfället |tyvärr |åter )?"
            r"(?:på )?(?:semester|sommarsemester|ledigt?\b|lediga|föräldraledig|tjänstledig|"
            r"tjänsteresa|tjänsteärende|sommarledigt?|jullov|sportlov|sommarlov|resande fot|"
            r"utbildning|bortrest|bortresta|sjukskriven|sjuk\b|utomlands|frånvarande|"
            r"borta\b|ute ur tjänst)"
        ),
        (
            r"\b(?:är|befinner mig|sitter) (?:\w+ ){0,3}(?:inte|ej) (?:\w+ )?"
            r"(?:på plats|på kontoret|i tjänst|på jobbet|anträffbar|inne|nåbar)"
        ),
        r"\b(?:inte|ej) (?:är )?på kontoret|ej anträffbar",
        r"på (?:semester|tjänsteresa|kurs|konferens) (?:till|t\.? ?o\.? ?m|fram|mellan|från|v\b)",
        r"\b(?:har|håller|tar) (?:\w+ ){0,3}(?:stängt|semesterstängt|sommarstängt|julstängt|semester|ledigt)",
        r"(?:är|håller) (?:\w+ ){0,3}stängt",
        r"\bstängt (?:för|under|v\b|vecka|till|t\.? ?o|från|mellan|på grund|över)",
        r"stänger (?:för|över) (?:semester|sommar|jul)",
        r"\b(?:har slutat|slutade) (?:min anställning|på|i|hos|som|vid)",
        r"(?:jag|hon|han) (?:har slutat|arbetar inte (?:längre|kvar)|jobbar inte (?:längre|kvar))",
        r"inte längre (?:anställd|kvar)",
        r"\bläser (?:\w+ )?(?:inte|ej|sällan) (?:\w+ ){0,2}(?:e-?post|mejl|mail|meddelanden)",
        r"(?:mejl|mail|e-post)\w* läses (?:inte|ej)",
        (
            r"\b(?:åter|tillbaka|tillbaks) (?:igen )?(?:på (?:kontoret|plats|jobbet|arbetet)|"
            r"i tjänst|den|efter|måndag|tisdag|onsdag|torsdag|fredag|i|\d|vecka|v\.)"
        ),
        r"\bgått (?:på|i) (?:\w*semester|\w*ledighet|pension)",
        r"(?:adress|brevlåda|inkorg)\w* (?:används|bevakas|läses|är) (?:inte|ej)",
        r"semester under (?:perioden|vecka|v\b|tiden)|begränsad (?:tillgång|möjlighet)",
    ),
    received=(
        r"ärende\w* (?:har|får|fick) (?:nummer|nr)",
        (
            r"\b(?:har|är|blev|blivit) (?:nu |härmed )?(?:tagit emot|tagits emot|mottag\w+|"
            r"registrer\w+|kommit (?:fram|in)|inkommit|skapat\w*)"
        ),
        r"\b(?:bekräftar|bekräftelse) (?:på |härmed |att |av )*(?:att )?(?:vi |mottag|di|er)",
        r"ärende(?:nummer|-id|nr| nr| nummer| id)|referensnummer|ärendet har nummer",
        r"har (?:fått|tilldelats) (?:nummer|ärende|referens)",
        rf"\bhar fått (?:ditt?|din|ert|er) {_MAIL}",
        (
            rf"{_MAIL} (?:har (?:nu )?(?:skickats|vidarebefordrats|lämnats)|kommer att (?:registreras|diarieföras|"
            r"besvaras|hanteras))"
        ),
    ),
    read=(
        r"ditt meddelande.{0,200}\b(?:lästes|öppnades|visades|raderades|togs bort|har lästs|blev läst)\b",
        r"(?:meddelandet|mejlet) (?:har )?(?:lästs|lästes|visats|raderats|raderades|visades)",
    ),
    challenge=(
        r"bekräfta att du (?:är en|inte är)|bekräfta din (?:e-post)?adress",
        r"för att ditt (?:mejl|meddelande|mail) ska (?:levereras|komma|nå)",
        r"(?:klicka|svara).{0,80}för att (?:bekräfta|verifiera|leverera|släppa)|godkända avsändare",
    ),
    talk=(
        (
            r"^(?:hej|hejsan|god (?:dag|morgon)|tack|hälsningar|vänlig|med vänlig|mvh|"
            r"vh|bästa hälsning|trevlig|glad|ha en|önskar|allt gott|välkommen|ps\b|obs)"
        ),
        r"tack(?:ar)? (?:så mycket )?för (?:di|er|att)|hör(?:a|t)? av (?:mig|oss|dig|er)|återkommer|återkoppl",
        (
            r"\b(?:kontakta|kontakt\b|vänd dig|vänd er|ring\b|mejla\b|maila\b|hänvisa|nå(?:s|r|tt)?\b|sök\b|sms|"
            r"skicka (?:istället|i stället|e-post|mejl|mail|det)|0\d{1,3}[- ])|besvarar?|svarar?\b|bråds"
        ),
        r"akut|angeläg|under (?:tiden|min frånvaro|semestern|denna tid)|vid (?:frågor|behov)",
        r"har du (?:frågor|ett akut)|gäller det|så (?:snart|fort) (?:som )?(?:vi|jag|möjligt)",
        r"inom (?:\w+ ){1,3}(?:dag|vecka|timm|arbetsdag|kort)|handlägg|behandla|handläggningstid|svarstid är",
        r"längre (?:svarstid|tid)|vanligtvis|normalt|telefon|tfn|tel\b|mobil|växel|kundtjänst|kundservice",
        r"kontaktcenter|öppettider|öppet|webbplats|www\.|https?:|@|vidarebefordra|kollega",
        r"ersätt|vikarie|ansvarig|personuppgift|gdpr|dataskydd|integritet|allmän handling|offentlig|diarieför",
        r"spara detta|ange (?:ärende|detta|alltid)|uppge|i ämnesraden|skräppost|ordinarie|växeln",
        r"frågor (?:om|kring|rörande)",
        rf"^(?:fr\.? ?o\.? ?m|t\.? ?o\.? ?m|från|till|den|vecka|v)?[ .]*\d[\d ./–-]*(?:{_MONTH})?",
    ),
    personal=(
        r"(?:tagit emot|fått|mottagit) (?:er )?(?:remiss|förslag|inbjud|handling|utskick|påminnelse)",
        (
            r"\b(?:vi|jag|föreningen|styrelsen) är (?:mycket |i grunden )?(?:positiv|"
            r"negativ|tveksam|kritisk|nöjd|enig|för förslaget|emot\b)"
        ),
        r"hinner (?:inte|ej)|styrelsemöte|årsmöte",
        (
            r"\b(?:jag|vi|föreningen|styrelsen|klubben|förbundet) (?:\w+ ){0,2}?"
            r"(?:tycker|anser|menar|vill (?!tacka|hänvisa|påminna)|önskar (?!dig|er|trevlig|glad|en)|"
            r"föreslår|stödj?er|ställer oss|instämmer|håller med|godkänner|protesterar|"
            r"invänder|undrar|avstår|tror|bifogar|lämnar|skickar (?:här|med|in)|saknar)"
        ),
        r"synpunkter(?:na)? (?:är|på)|tillstyrk|avstyrk|yttrande|remissvar|erinra|invändning|anstånd",
        r"bifoga[rt]|bilaga\b|i bilagan|\bförslaget (?:är|bör|ska|måste|saknar|innebär)",
        r"(?:bör|måste|borde) (?:ändras|strykas|läggas|finnas|få|ha)\b",
        (
            r"\b(?:nej tack|ja tack|(?:ja|nej),? (?:vi|jag|det|gärna|absolut|tyvärr)|"
            r"gärna|låter bra|ser bra ut|helt okej|inga synpunkter|inget att|vårt svar|"
            r"svaret är|instämmer)\b"
        ),
    ),
)
