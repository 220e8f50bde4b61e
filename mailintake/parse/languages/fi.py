"""Finnish, and the commonest of Meänkieli, which is read and answered as Finnish."""

from __future__ import annotations

from mailintake.parse.languages.language import Language

LANGUAGE = Language(
    code="fi",
    words=(
        "sopimusta sopimuksen maanantaina tiistaina minulle samaa hyvä aloite pitää koske ja on ei että se oli hän "
        "mutta ovat joka jotka mitä mikä kuka kenelle missä milloin miksi miten tämä tämän tässä tästä kun niin "
        "kuin myös ole voi voiko voisiko sekä olla jos tai vain nyt jo ollut sen siitä sitä siinä niitä niiden "
        "mukaan ne hänen kanssa minä sinä me te he meidän meitä meille meiltä teidän heidän minun mie sie met tet "
        "het oon ette häätyy kans ko eli kiitos kiitämme kiittää terveisin ystävällisin hei hyvää päivää hyvin "
        "hyvät yhdistys yhdistyksen yhdistyksemme yhdistykset seura seuran seuramme kunta kunnan kunnassa kunnalta "
        "kunnalle kuntaa ehdotus ehdotuksen ehdotusta esitys lausunto lausunnon lausuntomme liite liitteenä "
        "sopimus olemme olen emme en eivät eikö meillä meilä minulla voimme voimmeko voin saada saamme pitäisi "
        "täytyy tulee tulemme haluamme toivomme kannatamme kannattaa tukee tuemme mielestämme mielestä koska ennen "
        "jälkeen välillä ilman kaikki kaikkien kaikille lisäksi sitten vielä paljon lisää enemmän vähän liian uusi "
        "uuden uusia ensi tällä kertaa asia asian asiasta asiassa nuoret nuorten nuorille lapset vuosi vuonna "
        "vuoden kokous kesän luulajan luulajassa suomi suomen suomeksi ruotsin valitettavasti anteeksi onko ovatko "
        "olisi olisivat ollaan tehdä tehty saatavilla pidetään kuitenkin siis"
    ),
    endings=(
        r"(?:mme|mmeko|issa|issä|essa|essä|assa|ässä|ossa|össä|ista|istä|asta|ästä|osta|östä|usta|ystä|alla"
        r"|ällä|illa|illä|alle|älle|iksi|aksi|äksi|inen|isen|iset|isten|vat|vät|aan|ään|een|iin|oon|uun|yyn|hyys|uus|jen|ksen|tta|ttä|ttaa|ttää|nut|nyt|ithän|ithaan)"
    ),
    letters={"äö": 0.2},
    wrote=("kirjoitti", "kirjoittaa"),
    cites=("lainaus", "lainaan"),
    labels={
        "from": "lähettäjä",
        "sent": "lähetetty",
        "date": "päivämäärä|päiväys|pvm",
        "to": "vastaanottaja|vastaanottajat|saaja|kenelle",
        "cc": "kopio",
        "subject": "aihe",
    },
    original=("alkuperäinen viesti", "alkuperäinen tapaaminen"),
    forwarded=("edelleenlähetetty viesti", "välitetty viesti", "edelleen lähetetty viesti"),
    begins=("aloita edelleenlähetetty viesti", "välitetty viesti", "edelleenlähetetty viesti"),
    within=(r"(?:vasta\w+|kommen\w+)\b[^.\n]{0,40}\b(?:alla|alempana|tekstissä|punaisella)",),
    sent_from=("lähetetty ", "hanki outlook ", "lataa outlook "),
    notices=(
        r"tämä (?:sähköposti\w*|viesti\w*)\b.{0,200}?(?:luottamuksel|tarkoitettu|salassa)",
        r"(?:ajattele|säästä) (?:ympäristöä|luontoa)\b",
    ),
)
