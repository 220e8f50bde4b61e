"""Norwegian, bokmål and nynorsk."""

from mailintake.parse.machine_phrases.phrases import Phrases

PHRASES = Phrases(
    stems=(
        "automatisk autosvar ferie ferien fellesferie sommerferie fravær fraværende kontoret permisjon "
        "bortreist stede tilbake stengt mottatt motteke registrert saksnummer utilgjengelig sluttet "
        "slutta lest leser kurs lenger bekreft tjenestereise"
    ),
    subject_stems=(
        "auto automatisk autosvar fravær fraværende fraværsmelding ferie feriesvar ferielukket "
        "feriestengt stede stades kontoret permisjon bortreist mottatt motteke registrert takk "
        "mottaksbekreftelse bekreftelse kvittering lest ulest lesebekreftelse leskvittering"
    ),
    challenge_stems="bekreft bekrefte skal",
    automatic_subjects=(
        r"auto-?svar\b|automatisk (?:svar\w*|melding|fravær\w*|kvittering|bekreftelse)\b",
        r"(?:fraværs|ferie)(?:melding|svar|assistent|beskjed)\b|(?:fraværende|ikke til stede|fravær):",
    ),
    absence_subjects=(
        r"fravær|(?:jeg er |eg er )?på ferie|ferie\b|ikke (?:til stede|på kontoret)",
        r"ikkje (?:til stades|på kontoret)|permisjon|bortreist|ferielukket|feriestengt",
    ),
    receipt_subjects=(
        r"^(?:bekreftelse|kvittering)$",
        r"(?:vi )?har (?:mottatt|motteke|registrert) (?:din|ditt|din)",
        r"(?:henvendelse|melding|e-post|sak|søknad)\w* (?:er )?(?:mottatt|registrert)",
        r"takk for (?:din|ditt|e-post|henvendelse|meldingen)|mottaksbekreftelse|bekreftelse på",
        r"kvittering (?:for|på)",
    ),
    read_subjects=(r"lest:|(?:ikke lest|ulest):|lesebekreftelse|leskvittering",),
    hallmarks=(
        "auto|svar på|besvares|mulig å svare|ferie|bortreist|fraværende|fråverande|permisjon|sykmeldt|"
        "sjukmeldt|på reise|på tjenestereise|på kurs|kontoret|til stede|til stades|tilgjengelig|på jobb|"
        "å treffe|leser|tilbake|stengt|slutta|sluttet|ikke lenger|begrenset|adresse|mottatt|motteke|"
        "registrert|opprettet|kommet frem|saksnummer|referansenummer|saksnr|sakid"
    ),
    automatic=(
        r"dette er (?:et|ein?|en) auto|automatisk (?:\w+ )?(?:svar|melding|generert|utsendt|e-post|kvittering)",
        r"autosvar|(?:ikke|ikkje) (?:svar på|besvares|mulig å svare)",
    ),
    absence=(
        (
            r"\b(?:jeg|eg|vi|er|kontoret) (?:er |har )?(?:\w+ ){0,3}?(?:på (?:\w+ )?ferie|"
            r"ferieavvikling|sommerferie|bortreist|fraværende|fråverande|permisjon|sykmeldt|"
            r"sjukmeldt|på reise|på tjenestereise|på kurs|ute av kontoret|utilgjengelig)"
        ),
        r"\b(?:ikke|ikkje) (?:\w+ )?(?:på kontoret|til stede|til stades|tilgjengelig|på jobb|å treffe)",
        r"leser (?:ikke|ikkje) (?:\w+ )?(?:e-?post|mail)",
        (
            r"\b(?:er|kommer) (?:\w+ )?tilbake (?:igjen )?(?:på (?:kontoret|jobb)|på arbeid|"
            r"den|mandag|tirsdag|onsdag|torsdag|fredag|etter|i|\d)"
        ),
        r"\bstengt (?:for|i|fra|til|uke|på grunn)|(?:jeg|eg) har sluttet|har slutta|jobber ikke lenger",
        r"begrenset tilgang|adresse\w* (?:er|brukes) ikke",
    ),
    received=(
        r"\b(?:har|er|ble) (?:\w+ ){0,2}(?:mottatt|motteke|registrert|opprettet|kommet frem)|saksnummer",
        r"referansenummer|saksnr|sakid",
    ),
    read=(r"meldingen.{0,200}\b(?:ble lest|er lest|ble slettet|ble vist)\b",),
    challenge=(
        r"bekreft(?:e)? at du (?:er|ikke)|bekreft(?:e)? (?:din )?(?:e-post)?adresse",
        r"for at (?:e-posten|meldingen) skal leveres",
    ),
    talk=(
        r"^(?:hei|hallo|god (?:dag|sommer)|takk|hilsen|vennlig|med vennlig|mvh|vh|ha en|ønsker)|takk for",
        r"kontakt|ring\b|send\b|svar|haster|hastesaker|spørsmål|henvend|så (?:snart|fort)|innen \w+|kollega",
        r"telefon|tlf|mobil|sentralbord|åpningstid|www\.|https?:|@|behandl|vikar|personvern|videresend",
        r"tilbakemelding|tilbake til deg|i mitt fravær|^(?:fra|til|den|uke)?[ .]*\d[\d ./–-]*",
    ),
    personal=(
        (
            r"\b(?:jeg|eg|vi|foreningen|styret|laget) (?:\w+ ){0,2}?(?:mener|synes|syns|"
            r"ønsker (?!deg|dere|god)|foreslår|støtter|er enig|er uenig|vil (?!svare)|"
            r"lurer på|avstår|vedlegger|tror)"
        ),
        r"høringssvar|uttalelse|merknader|vedlagt|vedlegg|utsettelse|forslaget (?:er|bør|må)",
        r"innspill (?:til|er)|ingen merknad|\b(?:ja|nei), ",
    ),
)
