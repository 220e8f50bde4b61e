"""What tells that a word names a kind of organisation: “byaförening”, “hembygdsgillet”, “IF”, “society”, “seura”."""

from __future__ import annotations

import re
from functools import lru_cache

from mailintake.classify.words import fold, folded_set

# Each is a word of its own or the end of one, with or without an ending: “klubben”, “båtklubb”, “Suomi-seura”.
_ENDS_OF_WORDS = folded_set(
    """
    förening klubb förbund sällskap församling nätverk distrikt lokalavdelning loge stiftelse kyrka gille krets
    samfällighet kommitté bystämma kooperativ kollektiv orkester museum allians sameby folkhögskola pastorat jour grupp
    cirkel scoutkår studentkår handelskår lärarkår musikkår kammarkör kyrkokör damkör manskör parlament forum central
    handelskammare räddningstjänst brandvärn samorganisation arbetarekommun myndighet länsstyrelse universitet högskola
    byalag jaktlag pensionärslag hembygdslag skifteslag skilag idrettslag bygdelag viltvårdslag menighet selskap korps
    spelmanslag skoterlag båtlag kanotlag roddarlag roddlag fiskevårdsområde viltvårdsområde polisområde byaråd bygderåd
    ungdomsråd pensionärsråd elevråd föräldraråd
    hyresgästråd kvinnoråd skärgårdsråd föreningsråd handikappråd sockenråd ägarring pensionärsring hembygdsring
    företagarring lantbrukarring bildningsring
    """
)
_ENDINGS = ("", "n", "t", "en", "et", "s", "ns", "ts", "ens", "ets")
# These are bent in no other way that matters.
_ENDS_AS_THEY_STAND = folded_set(
    """
    vänner vännerna venner seniorer seniorerna pensionärer pensionärerna föräldrarna villaägare villaägarna
    fastighetsägare fastighetsägarna markägarna skogsägarna företagare företagarna biodlare biodlarna släktforskare
    släktforskarna hantverkare viltvårdare veteraner veteranerna hyresgästerna torghandlarna
    association society club network friends union council foundation trust committee federation choir church
    yhdistys yhdistyksen seura seuran kerho kerhon liitto järjestö säätiö kuoro eläkeläiset seurakunta ystävät searvi
    verein stammtisch naturvårdsverket trafikverket skogsverket jordbruksverket energiverket centerpartiet
    vänsterpartiet miljöpartiet folkpartiet socialdemokraterna moderaterna kristdemokraterna liberalerna
    """
)
_WHOLE_WORDS = folded_set("kören ry brf region kommun unionen teatern museet stiftet lodge")
# Written in capitals, or they are other words.
SHORT_FORMS = frozenset(
    form.upper()
    for form in folded_set(
        """
        if ik is fk ff bk sk hk ok ibf ibk rf gf gk sf tk mk kk btk ifk gif aik aif fc hc ck ss pro spf hsb abf nbv lrf
        lo tco kfum kfuk ab hb kb
        """
    )
)
# These are found in any letter about associations: each of them tells of one only beside a name.
_GENERIC = folded_set(
    """
    förening föreningen föreningens klubb klubben klubbens förbund förbundet sällskap sällskapet församling
    församlingen nätverk nätverket nätverken distrikt distriktet lokalavdelningen stiftelse stiftelsen kyrka kyrkan
    kyrkans gille gillet krets kretsen samfälligheten kommitté kommittén kooperativ kooperativet kollektiv kollektivet
    orkestern museum museet alliansen grupp gruppen lokalgruppen arbetsgrupp arbetsgruppen styrgruppen referensgruppen
    samverkansgrupp samverkansgruppen målgrupp målgruppen projektgruppen cirkeln jouren forum central centralen kören
    myndighet myndigheten länsstyrelsen universitet universitetet högskolan gymnasiet kommun region association society
    club network friends union council committee yhdistys seura kerho vänner seniorer seniorerna pensionärer
    pensionärerna föräldrarna studieförbund studieförbundet bystämman byalaget byarådet företagare företagarna
    """
)

# What stands about a word and is no part of it.
MARKS = "\"'“”„»«’*_.,;:!?()<>[]-–—/|•·"
# “IF:s styrelse”
GENITIVES = (":s", "'s", "’s")

_LENGTH_OF_TAIL = 3
_BENT = tuple(end + ending for end in _ENDS_OF_WORDS for ending in _ENDINGS)
# Nearly all words are told apart by their last letters.
_TAILS = frozenset(end[-_LENGTH_OF_TAIL:] for end in (*_BENT, *_ENDS_AS_THEY_STAND, *_WHOLE_WORDS))
_KINDS = re.compile(
    rf"(?:(?:{'|'.join(sorted(_ENDS_OF_WORDS))})(?:{'|'.join(_ENDINGS)})|{'|'.join(sorted(_ENDS_AS_THEY_STAND))})$"
)


@lru_cache(maxsize=16_384)
def is_kind(word: str) -> bool:
    """Whether a word, as it is written, names a kind of organisation."""
    word = word.strip(MARKS)
    if word.endswith(GENITIVES):
        word = word[:-2]
    if word in SHORT_FORMS:
        return True
    if fold(word[-_LENGTH_OF_TAIL:]) not in _TAILS:
        return False
    plain = fold(word)
    return plain in _WHOLE_WORDS or _KINDS.search(plain) is not None


def is_generic(word: str) -> bool:
    """Whether it names a kind and nothing more: “föreningen” is anybody's, “hembygdsföreningen” nearly a name."""
    return word in SHORT_FORMS or fold(word) in _GENERIC
