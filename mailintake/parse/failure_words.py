"""The words by which mail servers say why they did not deliver, sorted by what they say of the address.

They are written for any server, not for one: each pattern is a way of saying it. Text is at most 2,000 characters.
"""

from __future__ import annotations

from mailintake.parse.late_pattern import LatePattern

_WHO = r"(?:user(?: ?name)?|mailbox|account|address|recipients?|person|(?:e-?)?mail ?box|local.?part|login|alias)"

# The recipient or its domain is not there, has moved, or takes no mail at all (RFC 7505).
DEAD = LatePattern(
    (
        rf"\b{_WHO}\W{{0,3}}(?:\S{{1,100}} )?(?:(?:is|was|are) )?(?:unknown|unrecogni[sz]ed|"
        r"not (?:known|recogni[sz]ed))\b"
    ),
    rf"\bunknown (?:or \w+ )?(?:to address|e-?mail|destination|virtual|domain|host|{_WHO})",
    rf"\bno (?:such|matching|valid|active) (?:local )?(?:domain|host|name|object|e-?mail|{_WHO})",
    r"\bno (?:mailbox|account) here\b|nosuchuser|usernotfound|recipnotfound|recipient_?unknown",
    r"invalid_?(?:recipient|mailbox)|user missing home directory|\b(?:do|does|did)(?: not|n.t) exist",
    r"\bexist(?:iert nicht|e pas)|\bnot an? (?:existing|known|valid|local)\b",
    r"\bdo(?:es)?(?: not|n.t) have an? \S{1,80} (?:account|mailbox)",
    rf"isn.t a (?:known|valid) {_WHO}",
    r"(?:\bnot|n.t) (?:be )?(?:found|listed|located|recogni[sz]ed)\b",
    r"(?:\bnot|n.t) find an?y? (?:host|account|mailbox|user)",
    rf"\b(?:invalid|bad|illegal|non-?existent|incorrect) (?:\w+ )?(?:destination|{_WHO})",
    r"not our customer",
    rf"\b{_WHO} (?:\S{{1,100}} )?(?:is )?(?:invalid|incorrect|not valid|non-?existent|undeliverable)",
    r"does not like recipient|has no mailbox|domain isn.t in my list|non-existent hosts",
    r"address rejected\.?\s*(?:\[|$)",
    rf"\b{_WHO}\S* (?:is |has been |was )?(?:closed|deleted|removed|discontinued|terminated|cancell?ed|retired)",
    r"\b(?:has|have) (?:been )?moved|\bnew address|\bhas left (?:the|our)",
    r"\bno longer (?:here|with|work|employ|in use|active|valid|available|accept|exist|used|at this|has)",
    r"\bhost unknown|unrout(?:e)?able|illegal host|recipient domain must exist",
    r"domain is (?:invalid|unknown)|\bname or service not known|nxdomain|\bno mx\b|null ?mx",
    r"no mail exchanger",
    r"\b(?:does not|doesn.t|do not|don.t|never) (?:accept|handle|receive) (?:any )?(?:e-?)?mail",
    r"no mail (?:is )?accepted|\baccepts? no mail|no smtp service|domain is not reachable",
    r"not accepting network",
    r"recipient(?: address)? rejected(?:: (?:user unknown|undeliverable|access denied|unverified)|\.?\s*(?:$|\())",
    r"55\d[^\n]{0,60}mailbox unavailable|finns inte\b|hittades inte|inte hittas",
    r"okänd (?:mottagare|användare|adress)|(?:mottagaren|adressen|kontot) är okänd",
    r"tuntematon (?:käyttäjä|vastaanottaja|osoite)|(?:vastaanottajaa|osoitetta|käyttäjää) ei (?:löyt|ole)",
    r"\b(?:ukjent|ukendt) (?:bruke|bruge|motta|modta|adresse)|finnes ikke|findes ikke|eksisterer ikke",
    r"ikke funnet|ikke fundet|empfänger (?:\S{1,100} )?unbekannt|unbekannter (?:empfänger|benutzer)",
    r"nicht gefunden|utilisateur inconnu|adresse inconnue|destinataire inconnu",
    r"usuario (?:desconocido|no existe)|utente sconosciuto",
)

# It is there, and something else stopped the mail.
OTHER = LatePattern(
    r"too (?:large|big|many|much|fast)|size limit|exceed|spam|virus|malware|block|black ?list|reputation",
    r"polic(?:y|ies)|greylist|gr[ae]y-?list|content|attachment|phish|dmarc|\bspf\b|\bdkim\b|authenticat",
    r"unauthori[sz]ed|not authori[sz]ed|access denied|sender address|sender (?:denied|verif)",
    r"relay(?:ing)?\b.{0,20}\b(?:denied|not|prohibit)|not permitted to relay|\bptr\b|reverse dns|\brdns\b",
    r"try (?:again|later)|temporar|timed? ?-?out|connection (?:refused|reset|lost)|expired",
    r"could not connect|at a rate|rate limit|throttl|\btls\b|syntax error|\bloop|too many hops",
    r"name server (?:reply|error)|restricted|not allowed|not permitted|permission|moderat",
    r"refus(?:e|al) (?:of|to)|listserv",
)

# What decides, whatever else is said: it is full, asleep, looked up in vain, or the sender is what is unknown.
ALIVE = (
    LatePattern(
        r"quota",
        (
            r"(?:mail ?box|inbox|mail(?:bag| drop| folder)|account|disk|user|storage)\S* "
            r"(?:\S{1,100} )?(?:is )?(?:over ?)?full\b"
        ),
        r"insufficient (?:system |disk )?(?:storage|space)|not enough (?:disk |storage )?space|no space left",
        r"out of (?:storage|disk)|exceed\w* (?:the )?(?:its |his |their )?(?:storage|mailbox|size|disk)",
        r"over (?:the )?(?:allowed |maximum )(?:size|quota)",
        r"(?:inkorg|postlåd|brevlåd)\w* (?:\S{1,100} )?är full|postilaatikko on täynnä|postkasse\w* er full",
        r"innboks\w* er full|indbakke\w* er fuld|postfach (?:\S{1,100} )?(?:ist )?(?:voll|überfüllt)",
        r"boîte.{0,40} pleine",
    ),
    # Closed for a time, as RFC 3463 (3.3, X.2.1) has it.
    LatePattern(
        (
            rf"\b{_WHO}\S* (?:\S{{1,100}} ){{0,6}}?(?:is |has been |was |been |currently )?"
            r"(?:temporarily )?(?:disabled|suspended|inactive|deactivated|locked|frozen|"
            r"on hold|not active)"
        ),
        r"\b(?:disabled|suspended|inactive|locked) (?:mailbox|account|user|recipient|address)",
        r"temporarily (?:un|in|re)|\bsuspend",
    ),
    LatePattern(
        r"malformed or unexpected name server|name server (?:timed|time)|query (?:refused|timed)|servfail",
        r"host not found, try",
    ),
    LatePattern(
        r"sender(?: address| domain)?\b.{0,80}(?:does not exist|not found|unknown|reject|invalid|verif|denied)",
        r"(?:domain of|your) sender|(?:sender|from|return)[ -](?:domain|address|path) (?:must|does|is not|not)",
    ),
)

# The server took the recipient and refused the whole of the mail.
AFTER_DATA = LatePattern(
    r"(?:in reply to|after|at) (?:the )?end of (?:data|message|mail)|after data (?:command|phase)",
)
