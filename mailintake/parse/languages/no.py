"""Norwegian (bokmål, and the commonest of nynorsk)."""

from __future__ import annotations

from mailintake.parse.languages.language import Language

LANGUAGE = Language(
    code="no",
    words=(
        "sier mandag tirsdag onsdag torsdag fredag avtalen avtale penger punkt teksten sende og at det er som på "
        "for av med den til ikke har et en ei vi om men var jeg så fra kan når ved eller etter hadde nå bare også "
        "der ut opp enn mot skal skulle her blir ble bli blitt hos mye noe noen alle alt andre annen annet denne "
        "dette disse deres oss vår vårt våre meg deg seg min mitt mine din ditt dine sin sitt sine hei takk hilsen "
        "vennlig mvh god dag i han hun man du de dem dere ja nei ikkje eg foreningen forening foreninger forslaget "
        "forslag kommunen kommune kommunens uttalelse uttale merknader innspill høring høringen bør burde må "
        "trenger trengs samt gjennom mellom ifølge uten under over hver hvorfor derfor fordi vil ønsker synes "
        "mener ingen intet hvordan hva hvem hvor hvilke hvilken finnes får fått går gått gjør gjort kommer kom gir "
        "tar ser står grunn hvis sender sendt vedlagt vedlegg vedlegget sak saken innen hele igjen ennå allerede "
        "snart siden alltid aldri skriver skrev svar svare brev tid både gjerne bra bedre best ny nye nytt stor "
        "store større liten små mer mest mindre flere mange litt like første siste neste mangler støtter støtte "
        "styret styrer leder medlemmer møte møtet lokale lokaler ungdom ungdommer barn år året uken spørsmål lurer "
        "beklager glemte finner leser viktig mulig egen egne sammen hverandre slik slike gjelder holder holdes "
        "være kunne ville fantes begge likevel mens tross frist fristen foreldre driver ber ettersom dersom enige "
        "enig snakket snakke mottatt tilbake prøver takker norsk lag lagene skole"
    ),
    endings=r"(?:sjon(?:en|er)?|inger|ingene|ingene|ene)",
    letters={"å": 0.15, "æø": 0.8},
    wrote=("skrev", "skreiv"),
    cites=("siterer", "sitat(?: fra)?"),
    labels={
        "from": "fra|frå|avsender",
        "sent": "sendt",
        "date": "dato",
        "to": "til|mottaker",
        "cc": "kopi",
        "subject": "emne",
    },
    original=("opprinnelig melding", "opphavleg melding", "original melding"),
    forwarded=("videresendt melding", "vidaresendt melding"),
    begins=("start på videresendt melding", "videresendt melding"),
    within=(r"(?:svar|svart|kommentar(?:er)?)\b[^.\n]{0,40}\b(?:nedenfor|under|i teksten|i rødt|med rødt)",),
    sent_from=("sendt (?:fra|med|via) ", "last ned outlook ", "skaff deg outlook "),
    notices=(
        r"(?:denne|dette) (?:e-?post\w*|melding\w*|mail\w*)\b.{0,200}?(?:konfidensiel|fortrolig|beregnet|taushet)",
        r"(?:tenk på|ta hensyn til) miljøet\b",
    ),
)
