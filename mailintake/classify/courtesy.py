"""What people write around what they want to say: greetings, thanks, sign-offs, and pointers to an attachment."""

from __future__ import annotations

from mailintake.classify.words import folded_set, tokens_of

# After one of these, a few words are the sender's name and place.
_SIGN_OFFS = folded_set(
    "mvh vh bh hälsar hälsningar hälsning hälsn regards sincerely cheers terveisin hilsen hilsener hälsningar"
)
_LONGEST_SIGN_OFF = 12
# Nobody asks how much longer than this a letter is.
_MOST_COUNTED = 300

_COURTESY = folded_set(
    """
        hej hejsan hallå hejhej god goddag godmorgon morgon middag kväll kära bästa
        tack tackar tackad tusen stort mycket så för er ert era din ditt dina du ni det den de detta denna och att
        svar svaret svaren bekräftelse bekräftelsen kvittens kvittensen kvittot mejl mejlet mail mailet meddelandet
        meddelande hjälp hjälpen återkoppling återkopplingen besked beskedet information informationen info infon
        påminnelse påminnelsen snabba snabbt snabb vänliga fina trevliga all allt bra fint perfekt toppen jättebra
        super kanon utmärkt underbart ok okej okey då noterat uppfattat mottaget vet
        ha en ett i på det gott så trevlig fin skön härlig glad dag dagen helg helgen vecka veckan sommar sommaren höst
        midsommar jul önskar önskas detsamma
        med vänlig vänligen vänliga bästa allra varma varm hälsar hälsning hälsningar mvh vh bh
        se bilaga bilagan bilagor bifogad bifogade bifogat bifogar bifogas fil filen filer dokument dokumentet
        skickat från min iphone ipad mobil
        hello hi dear thank thanks many very much you your for the reply message confirmation confirming best kind
        warm regards sincerely cheers please see attached attachment file a an have nice good great day weekend it is
        received noted sent from my and
        hei kiitos kiitoksia paljon vastauksesta viestistä vahvistuksesta terveisin ystävällisin hyvää päivää selvä tämä
        mukavaa jatkoa samoin viikonloppua liite liitteenä ohessa
        takk tusen hilsen hilsener vennlig med beste mange deg dere ha god helg vedlegg vedlagt
        """
)
_THANKS = folded_set("tack tackar thanks thank kiitos kiitoksia takk cheers toppen perfekt jättebra kanon")


def own_words(tokens: list[str], sender: str) -> list[str]:
    """Return the words that say something: no courtesy, no number, no part of the sender's name and address."""
    names = frozenset(tokens_of(sender))
    said = tokens[: min(_start_of_sign_off(tokens), _MOST_COUNTED)]
    return [
        word for word in said if word not in _COURTESY and word not in names and word.isalnum() and not word.isdigit()
    ]


def gives_thanks(tokens: list[str]) -> bool:
    """Whether a text thanks, or says that all is well."""
    return not _THANKS.isdisjoint(tokens)


def _start_of_sign_off(tokens: list[str]) -> int:
    for position in range(max(0, len(tokens) - _LONGEST_SIGN_OFF), len(tokens)):
        if tokens[position] in _SIGN_OFFS:
            return position
    return len(tokens)
