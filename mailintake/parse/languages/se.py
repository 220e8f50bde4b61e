"""North Sámi; what is written in Lule Sámi comes nearest to it of all that is told here."""

from __future__ import annotations

from mailintake.parse.languages.language import Language

LANGUAGE = Language(
    code="se",
    words=(
        "ja lea leat leai leamaš leimmet lei ii eai eat ehpet in it mii mis min minguin dat dás das dan dán dain "
        "daid dáid don dus dii dis din son sus sii sis sin sán go gos goas gii geasa geat mat mun mus maid maiddái "
        "manne muhto dahje vai juos jus gal vel dál ovdal maŋŋá maŋŋel gaskkal haga buot buohkat oktan mielde "
        "bures giitu giitit dearvvuođat ovttas ovdii ovddas sámi sámiid sámegiella sámegiela gielda gieldda "
        "suohkan searvi searvvi stivra oaivil oaivilis oaivilat oaivvilda oaivvildit mielas háliidit háliida áigut "
        "áigi áiggi fertet ferte sáhttá sáhttit sáhtán livččii galggašii galggášii galgá ahte nu nugo dego olbmuid "
        "olbmot mánáid mánát nuorat nuoraid nuoraide guovllu bargu barggu bargat evttohus evttohusa doarjut doarju "
        "cealkámuš cealkámuša ášši áššis čoahkkin eanet unnit buorre buoret ollu birra váilu oassi addit atte "
        "oažžut ožžot ožžon boahtit boahtá vástidit vástádusa ođđasit iežaset váldán lean mij mijá dij sij valla "
        "gå jali gájkka siebrre"
    ),
    endings=r"(?:iid|uvvon|uvvot|uođa\w*|heapmi|laš|hallat|oaivil\w*|jeaddji\w*|egiella|iidda|eaddji)",
    letters={"čđŋšŧž": 0.6, "á": 0.4},
    wrote=("čálii", "tjálij"),
    labels={"from": "sáddejeaddji", "sent": "sáddejuvvon", "to": "vuostáiváldi", "subject": "fáddá"},
    sent_from=("sáddejuvvon ",),
)
