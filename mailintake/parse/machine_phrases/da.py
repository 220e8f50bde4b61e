"""Danish."""

from mailintake.parse.machine_phrases.phrases import Phrases

PHRASES = Phrases(
    stems=(
        "automatisk autosvar ferie ferien sommerferie fravær fraværende kontoret orlov bortrejst "
        "barsel stede tilbage lukket modtaget registreret oprettet sagsnummer journalnummer fratrådt "
        "stoppet læst læser kursus længere bekræft"
    ),
    subject_stems=(
        "auto automatisk autosvar fravær fraværende fraværsbesked ferie feriesvar ferielukket stede "
        "kontoret orlov bortrejst lukket barsel modtaget registreret tak kvittering bekræftelse "
        "modtagelse læst ulæst læsekvittering"
    ),
    challenge_stems="bekræft bekræfte skal kan",
    automatic_subjects=(
        r"auto-?svar\b|automatisk (?:svar\w*|besked|meddelelse|fravær\w*|kvittering|bekræftelse)\b",
        r"(?:fraværs|ferie)(?:besked|svar|assistent|meddelelse)\b",
        r"(?:fraværende|ikke til stede|ikke på kontoret|fravær):",
    ),
    absence_subjects=(
        r"fravær|(?:jeg er )?på ferie|ferie\b|ikke (?:til stede|på kontoret)|orlov|bortrejst|ferielukket",
        r"lukket|barsel",
    ),
    receipt_subjects=(
        r"(?:vi )?har (?:modtaget|registreret) (?:din|dit)",
        r"(?:henvendelse|besked|mail|e-mail|sag|ansøgning)\w* (?:er )?(?:modtaget|registreret)",
        r"tak for (?:din|dit|e-?mail|mail|henvendelse)|kvittering|bekræftelse på|modtagelse",
    ),
    read_subjects=(r"læst:|(?:ikke læst|ulæst):|læsekvittering",),
    hallmarks=(
        "auto|svar på|svare på|besvares|muligt at svare|ferie|bortrejst|fraværende|orlov|barsel|sygemeldt|"
        "på rejse|på kursus|kontoret|af huset|til stede|til rådighed|på arbejde|træffe|læser|tilbage|"
        "lukket|fratrådt|ikke længere|stoppet|begrænset|adresse|modtaget|registreret|oprettet|kommet frem|"
        "sagsnummer|journalnummer|sagsnr|referencenummer"
    ),
    automatic=(
        r"dette er (?:et|en) auto",
        r"automatisk (?:\w+ )?(?:svar|besked|genereret|udsendt|e-?mail|mail|kvittering)|autosvar",
        r"ikke (?:svare? på|besvares|muligt at svare)",
    ),
    absence=(
        (
            r"\b(?:jeg|vi|er|kontoret) (?:er |holder |har )?(?:\w+ ){0,3}?(?:på (?:\w+ )?ferie|"
            r"ferie\b|sommerferie|bortrejst|fraværende|orlov|barsel|sygemeldt|på rejse|"
            r"på kursus|ude af kontoret|ude af huset)"
        ),
        r"\bikke (?:\w+ )?(?:på kontoret|til stede|til rådighed|på arbejde|at træffe|træffes)",
        r"læser ikke (?:\w+ )?(?:e-?mail|mail|post)",
        (
            r"\b(?:er|kommer) (?:\w+ )?tilbage (?:igen )?(?:på (?:kontoret|arbejde)|den|"
            r"mandag|tirsdag|onsdag|torsdag|fredag|efter|i|\d)"
        ),
        r"\blukket (?:for|i|fra|til|uge|på grund|pga)|(?:jeg er )?fratrådt|arbejder ikke længere",
        r"stoppet (?:i|på|hos)|begrænset adgang|adresse\w* (?:er|bruges) ikke",
    ),
    received=(
        r"\b(?:har|er|blev) (?:\w+ ){0,2}(?:modtaget|registreret|oprettet|kommet frem)|sagsnummer",
        r"journalnummer|sagsnr|referencenummer",
    ),
    read=(r"(?:meddelelse|besked|mail).{0,200}\b(?:blev læst|er læst|blev slettet|blev vist)\b",),
    challenge=(
        r"bekræft(?:e)? at du (?:er|ikke)|bekræft(?:e)? (?:din )?(?:e-?mail)?adresse",
        r"for at (?:din mail|beskeden) (?:kan|skal|bliver)",
    ),
    talk=(
        r"^(?:hej|hallo|god (?:dag|sommer)|tak|hilsen|venlig|med venlig|mvh|vh|ha en|hav en|ønsker)|tak for",
        r"kontakt|ring\b|send\b|svar|haster|hastesager|spørgsmål|henvend|så (?:snart|hurtigt)|inden \w+",
        r"kollega|telefon|tlf|mobil|omstilling|åbningstid|www\.|https?:|@|behandl|vikar|persondata|videresend",
        r"tilbagemelding|vender tilbage|i mit fravær|^(?:fra|til|den|uge)?[ .]*\d[\d ./–-]*",
    ),
    personal=(
        (
            r"\b(?:jeg|vi|foreningen|bestyrelsen|klubben) (?:\w+ ){0,2}?(?:mener|synes|"
            r"ønsker (?!dig|jer|god)|foreslår|støtter|er enig|er uenig|vil (?!svare|vende)|"
            r"undrer|afstår|vedlægger|vedhæfter|tror)"
        ),
        r"høringssvar|udtalelse|bemærkninger|vedlagt|vedhæftet|udsættelse|forslaget (?:er|bør|skal)",
        r"ingen bemærkning|\b(?:ja|nej), ",
    ),
)
