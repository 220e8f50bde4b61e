"""Finnish."""

from mailintake.parse.machine_phrases.phrases import Phrases

PHRASES = Phrases(
    stems=(
        "automaattinen automaattisesti autovastaus poissa poissaolo lomalla kesälomalla vuosilomalla "
        "vapaalla virkavapaalla vanhempainvapaalla äitiyslomalla matkalla suljettu kiinni vastaanotettu "
        "vastaanottaneet saaneet saapunut kirjattu palaan palaamme tavoitettavissa toimistolla "
        "toimistolta luettu luettiin vahvista vahvistus käytössä"
    ),
    subject_stems=(
        "automaattinen autovastaus automaattivastaus poissa poissaolo poissaoloviesti poissaoloilmoitus "
        "loma lomalla lomavastaus vuosiloma suljettu vastaanottaneet saaneet vastaanotettu kirjattu "
        "saapunut vastaanottokuittaus vastaanottovahvistus kiitos vahvistus luettu lukematta lukukuittaus"
    ),
    challenge_stems="vahvista vahvistaa jotta",
    automatic_subjects=(
        r"auto(?:maattinen|maatti)?[ -]?(?:vastaus|viesti|vastausviesti|poissaolo\w*|kuittaus)\b",
        r"poissaolo(?:viesti|ilmoitus|tiedote|vastaus)\b|poissa(?: toimistosta)?:|lomavastaus|lomaviesti",
        r"lomailmoitus",
    ),
    absence_subjects=(r"poissa\b|poissaolo|(?:olen )?lomalla|loma\b|vuosiloma|olen poissa|toimisto (?:on )?suljettu",),
    receipt_subjects=(
        r"olemme (?:vastaanottaneet|saaneet)",
        r"(?:viesti|yhteydenotto|hakemu|palaut|ilmoitu|pyyntö|asia)\w* (?:on )?(?:vastaanotettu|kirjattu|saapunut)",
        r"vastaanottokuittaus|vastaanottovahvistus|kiitos (?:viestistä|viestisi|yhteydenoto|palaut)|vahvistus",
    ),
    read_subjects=(r"luettu:|(?:ei luettu|lukematta):|lukukuittaus",),
    hallmarks=(
        "automaat|autovastaus|älä vastaa|ei voi vastata|poissa|lomalla|vapaalla|matkoilla|matkalla|"
        "suljettu|koulutuksessa|toimistolla|paikalla|töissä|tavoitettavissa|sähköpost|palaan|palaamme|"
        "kiinni|työskentele|käytössä|vastaanote|vastaanottaneet|saaneet|saapunut|kirjattu|rekisteröity|"
        "tallennettu|numero|tunnus"
    ),
    automatic=(
        r"automaat(?:tinen|tisesti|tivastaus)|autovastaus|älä vastaa tähän|tähän viestiin ei voi vastata",
        r"poissaoloviesti",
    ),
    absence=(
        (
            r"\b(?:olen|olemme|on|ovat) (?:\w+ ){0,3}(?:lomalla|poissa|vapaalla|virkavapaalla|"
            r"vanhempainvapaalla|äitiyslomalla|opintovapaalla|matkoilla|matkalla|sairaslomalla|"
            r"sairauslomalla|suljettu|vuosilomalla|kesälomalla|koulutuksessa)"
        ),
        r"\ben (?:\w+ ){0,3}(?:ole (?:\w+ )?(?:toimistolla|paikalla|töissä|tavoitettavissa)|lue (?:\w+ )?sähköpost)",
        r"\bpoissa toimistolta",
        r"\bpalaa(?:n|mme) (?:\w+ ){0,3}(?:töihin|toimistolle|takaisin|lomalta|maanantai|\d)",
        r"takaisin (?:töissä|toimistolla)|lomalla \d|\btoimisto\w* (?:on )?(?:kiinni|suljettu)",
        r"en (?:enää )?työskentele|osoite ei ole (?:enää )?käytössä",
    ),
    received=(
        (
            r"\b(?:on|olemme) (?:\w+ ){0,2}(?:vastaanotettu|vastaanottaneet|saaneet|saapunut|"
            r"kirjattu|rekisteröity|tallennettu)"
        ),
        r"asianumero|tapausnumero|palvelupyyn\w+ (?:numero|tunnus)|diaarinumero|viitenumero|tikettinumero",
        r"asian tunnus",
    ),
    read=(r"viestisi.{0,200}\b(?:luettiin|on luettu|poistettiin|avattiin)\b",),
    challenge=(
        r"vahvista(?:a)? (?:että )?(?:olet|sähköpostiosoitte|osoitte)",
        r"jotta viestisi (?:toimitetaan|välitetään)",
    ),
    talk=(
        r"^(?:hei|moi|hyvää|kiitos|terveisin|ystävällisin|t\.|mukavaa|hyvä)",
        r"kiitos (?:viesti|yhteyden|sähköpost)|vasta(?:an|amme|us|ta)|ota(?:tte|t)? yhteyttä|yhteydenotto",
        r"soita|lähetä|kiireelli|kiireis|palaamme|mahdollisimman pian|puh\b|puhelin|gsm|vaihde|asiakaspalvelu",
        r"aukioloaja|www\.|https?:|@|sijaise|kolleg|tarvittaessa|päivän (?:kuluessa|sisällä)|käsitel",
        r"^(?:ajalla|asti|saakka)?[ .]*\d[\d ./–-]*(?:asti|saakka|alkaen)?",
    ),
    personal=(
        (
            r"\b(?:mielestä(?:mme|ni)|kannat|vastust|ehdot|pidämme|haluamme|haluaisi|"
            r"toivomme (?!hyvää)|lausunto|lausunno|puollamme|puollan|liitteenä|ohessa|"
            r"pyydämme|voisimmeko|lisäaika|pitäisi|tulisi|ei (?:huomautettavaa|lausuttavaa)|"
            r"esitys on|ehdotus on)"
        ),
    ),
)
