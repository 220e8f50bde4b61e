"""Danish."""

from __future__ import annotations

from mailintake.parse.languages.language import Language

LANGUAGE = Language(
    code="da",
    words=(
        "siger mandag tirsdag onsdag torsdag fredag aftalen aftale penge punkt teksten taler og at det er som på "
        "for af med den til ikke har et en vi om men var jeg så fra kan når ved eller efter havde nu kun bare også "
        "der ud op end mod skal skulle her bliver blev blive blevet hos meget noget nogle nogen alle alt andre "
        "anden andet denne dette disse jeres os vor vores mig dig sig min mit mine din dit dine sin sit sine hej "
        "tak hilsen venlig venlige mvh god dag i han hun man du de dem ja nej foreningen forening foreninger "
        "forslaget forslag kommunen kommune kommunens udtalelse udtale bemærkninger høring høringen bør burde må "
        "behøver brug samt gennem mellem ifølge uden under over hver hvorfor derfor fordi vil ønsker synes mener "
        "ingen intet hvordan hvad hvem hvor hvilke hvilken findes får fået går gået gør gjort kommer kom giver "
        "tager ser står hvis sende sender sendt vedhæftet vedhæfter vedhæfte sag sagen inden hele igen endnu "
        "allerede snart siden altid aldrig skriver skrev svar svare brev tid både gerne godt bedre bedst ny nye "
        "nyt stor store større lille små mere mest mindre flere mange lidt lige første sidste næste mangler "
        "støtter støtte bestyrelsen formand medlemmer møde mødet lokale lokaler unge børn år året ugen spørgsmål "
        "undskyld glemte finder læser vigtig vigtigt mulig muligt egen egne sammen hinanden sådan sådanne gælder "
        "holder holdes være kunne ville fandtes begge dog mens trods frist fristen forældre driver beder eftersom "
        "enige enig talt tale modtaget tilbage prøver takker dansk klub klubber skole dejligt hvornår afsnit"
    ),
    endings=r"(?:hed(?:en|er)?|skab(?:et|er)?|inger|ingerne|erne|ede)",
    letters={"å": 0.15, "æø": 0.8},
    wrote=("skrev", "skriver"),
    cites=("citerer", "citat(?: fra)?"),
    labels={
        "from": "fra|afsender",
        "sent": "sendt",
        "date": "dato",
        "to": "til|modtager",
        "cc": "kopi",
        "subject": "emne",
    },
    original=("oprindelig meddelelse", "oprindelig besked", "oprindelig mail", "original meddelelse"),
    forwarded=("videresendt meddelelse", "videresendt besked", "videresendt mail"),
    begins=("start på videresendt (?:besked|meddelelse|mail)", "videresendt besked"),
    within=(r"(?:svar|svaret|kommentarer)\b[^.\n]{0,40}\b(?:nedenfor|herunder|i teksten|med rødt)",),
    sent_from=("sendt (?:fra|med|via) ", "hent outlook ", "få outlook "),
    notices=(
        r"(?:denne|dette) (?:e-?mail\w*|mail\w*|meddelelse\w*|besked\w*)\b.{0,200}?(?:fortrolig|beregnet|tiltænkt)",
        r"tænk på miljøet\b",
    ),
)
