"""English."""

from mailintake.parse.machine_phrases.phrases import Phrases

_MAIL = (
    r"(?:e-?mail|message|mail|enquiry|inquiry|request|query|question|ticket|case|submission|"
    r"application|feedback|correspondence|report)"
)

PHRASES = Phrases(
    stems=(
        "automatic automated automatically auto autoreply autoresponder office vacation holiday "
        "holidays leave away maternity parental longer closed limited return returning back travelling "
        "traveling absent unavailable received registered created logged ticket reference deleted "
        "confirm verify prove whitelist unattended monitored"
    ),
    subject_stems=(
        "auto automatic automated autoreply autoresponse autoresponder office vacation holiday "
        "away absent absence leave maternity parental closed longer received receipt your created "
        "registered confirmation acknowledgement acknowledgment opened logged thank thanks ticket "
        "case request read deleted ooo out return not"
    ),
    challenge_stems=(
        "confirm verify prove show delivered deliver release approved whitelist allow challenge "
        "spam spamarrest boxbe tmda held quarantined protected white antispam anti human"
    ),
    automatic_subjects=(
        (
            r"auto(?:matic|mated)?[ -]?(?:reply|response|responder|answer|replied|notification)\b"
            r"(?!\s+(?:does|is|to|function|not|problem|fail))"
        ),
        r"auto:|\[auto(?:reply|-reply|matic)?\]",
        (
            r"out[ -]of[ -](?:the[ -])?office\s*(?:$|[:–—(,!.-]|auto|re\b|reply|message|"
            r"notif|response|assist|from|until|till)"
        ),
        r"(?:vacation|holiday|away|absence) (?:reply|message|response|notice|notification|auto)",
        r".{1,60} is (?:currently )?(?:out of|away from) (?:the )?office|ooo\s*[:–—-]",
    ),
    absence_subjects=(
        r"out[ -]of[ -](?:the[ -])?office|away\b|on (?:vacation|leave|holiday|annual leave)",
        r"i(?: am|'m) (?:away|out|on)|absen(?:t|ce)\b|annual leave|(?:parental|maternity|paternity|sick) leave",
        r"(?:office )?closed\b|vacation\b|not in the office|i will be (?:out|away|on)",
        r"no longer (?:with|at|working)",
    ),
    receipt_subjects=(
        r"received your",
        rf"(?:we(?:'ve| have)? )?receiv\w+ (?:of )?your {_MAIL}",
        rf"your {_MAIL} (?:has been|was|is) (?:received|created|logged|registered)",
        rf"{_MAIL} (?:received|created|registered|confirmation|acknowledge?ment|opened|logged)",
        rf"thank(?:s| you) for (?:your {_MAIL}|contacting|getting in touch|writing|reaching out|emailing)",
        r"(?:confirmation|acknowledge?ment) (?:of|for) (?:receipt|your)",
        r"^(?:acknowledge?ment|confirmation of receipt|receipt)|your (?:ticket|case|request|enquiry|inquiry)\b",
    ),
    read_subjects=(r"read:|not read:|read[- ]receipt|return[- ]receipt|deleted:",),
    hallmarks=(
        "auto|computer|system|machine|not reply|not respond|not answer|n't reply|n't respond|n't answer|"
        "no-reply|noreply|unattended|monitored|cannot be|office|away|vacation|holiday|leave|sabbatical|"
        "business trip|travel|absent|unavailable|off work|out until|out from|out on|out sick|out today|"
        "not available|maternity|paternity|parental|on sick|annual|access to|return|back to|back on|"
        "back in|back at|back from|back the|back mon|back tue|back wed|back thu|back fri|no longer|"
        "not work|not employed|not with|has left|have left|not in use|not used|not active|not valid|closed|"
        "not reading|not be reading|checking|monitoring|received|registered|created|logged|recorded|opened|"
        "assigned|forwarded|acknowledge|confirm|ticket|case|reference|request|incident|enquiry|tracking|"
        "being held"
    ),
    automatic=(
        (
            r"this (?:is|e-?mail is|message is|mail is|message was|e-?mail was|mail was|"
            r"notification was) (?:an? )?(?:auto|computer|system|machine)"
        ),
        (
            r"auto(?:mat(?:ic|ed|ically))?[- ](?:\w+ )?(?:repl|respon|messag|e-?mail|"
            r"generat|acknowledg|confirm|notif|answer|sent)"
        ),
        r"autorepl|auto-?respon|(?:generated|sent|created) (?:automatically|by an auto)",
        r"automatically (?:generated|created|sent)|do(?: not|n't) (?:reply|respond|answer)|no-?reply",
        r"unattended mailbox|not monitored|unmonitored|cannot be (?:replied|answered)",
    ),
    absence=(
        (
            r"\b(?:i am|i'm|i will be|i'll be|we are|we're|we will be|is|are|am|be|he is|"
            r"she is) (?:\w+ ){0,3}(?:out of (?:the |my )?office|away\b|on (?:\w+ )?(?:vacation|holidays?|leave|"
            r"sabbatical)|on (?:a )?(?:business trip|travel)|travell?ing|absent|not in (?:the )?office|"
            r"unavailable|off work|out (?:until|from|on|sick|today)|not available|on (?:maternity|paternity|parental|"
            r"sick|annual))"
        ),
        r"\bout of (?:the )?office (?:until|from|on|this|between|with|and|for|at)",
        r"\b(?:no|limited|intermittent|restricted) (?:\w+ )?access to",
        r"\b(?:will|shall) (?:be )?(?:return(?:ing)?|back) (?:to|on|in|at|from|the|mon|tue|wed|thu|fri)",
        r"\bback in (?:the )?office|i return on",
        r"\breturn(?:ing)? (?:to (?:the|my) (?:office|desk|work)|on (?:mon|tue|wed|thu|fri|the|\d))",
        r"\b(?:no longer|not) (?:work(?:s|ing)?|employed|with) (?:at|for|with|here|by|the)",
        r"ha(?:s|ve) left (?:the|our|my)|address is (?:no longer|not) (?:in use|used|active|monitored|valid)",
        r"(?:office|we)(?: is|'re| are| will be) closed",
        (
            r"closed (?:for|until|from|during|between|over) (?:the |our )?(?:\w+ )?"
            r"(?:holiday|vacation|summer|christmas|\d)"
        ),
        r"not (?:be )?(?:reading|checking|monitoring) (?:my |e-?)?mail",
    ),
    received=(
        (
            r"\b(?:has|have|was|were|is|been) (?:now |successfully |been |just )*"
            r"(?:received|registered|created|logged|recorded|opened|assigned|forwarded)"
        ),
        (
            r"\b(?:received|acknowledge|confirm)\w* (?:receipt |that )?(?:of )?"
            rf"(?:we (?:have )?received )?(?:your|the following) {_MAIL}"
        ),
        r"(?:ticket|case|reference|request|incident|enquiry|tracking) ?(?:number|no\.?|id|#|nr)",
        r"reference (?:is|for your)|is being held until",
    ),
    read=(
        r"your (?:message|mail|e-?mail).{0,200}\b(?:was|has been) (?:read|opened|displayed|deleted)\b",
        r"this is a (?:return|read) receipt",
        r"receipt (?:only )?(?:acknowledges|verifies|shows) that the (?:message|mail) was (?:displayed|read)",
    ),
    challenge=(
        r"(?:confirm|verify|prove|show)\w* (?:that )?you(?:'re| are)",
        r"(?:confirm|verify)\w* your (?:e-?mail|address|identity|message)",
        r"to (?:have your (?:message|e-?mail|mail) delivered|(?:deliver|release) your (?:message|e-?mail|mail))",
        r"before it (?:is|will be|can be) delivered|approved senders?|white-?list|allow(?:ed)?[- ]list",
        r"challenge[-/ ]response|anti-?spam (?:verif|system)|verification required|not a spammer|boxbe",
        r"spam ?arrest|tmda|(?:one[- ]time|sender) (?:verification|confirmation)",
        r"message (?:is|was|has been) (?:held|quarantined).{0,80}(?:click|reply|confirm)",
        r"(?:click|reply).{0,80}(?:prove|confirm|verify) (?:that )?you|protected by .{0,40}(?:spam|sender)",
    ),
    talk=(
        (
            r"^(?:hi|hello|dear|good (?:morning|day|afternoon)|thank|thanks|regards|kind|"
            r"best|sincerely|yours|cheers|have a|please note|happy|merry)"
        ),
        r"thank(?:s| you) (?:very much )?for (?:your|contact|writing|getting|reach|e-?mail)",
        r"get(?:ting)? back to|respond|repl(?:y|ies)|answer|urgent",
        (
            r"\b(?:contact\b|call\b|e-?mail\b|phone\b|reach (?:me|us|out|my)|forward(?:ed)?\b|refer\b|speak to|"
            r"get in touch|dial\b|tel\b)"
        ),
        r"immediate|emergenc|in (?:my|our|the) (?:absence|meantime)|assistance|as soon as",
        r"at (?:my|our) earliest|within (?:\w+ ){1,3}(?:day|hour|week)|telephone|mobile|opening hours",
        r"office hours|www\.|https?:|@|\+\d{2}|business (?:day|hour)|working day|normal(?:ly)?|usually|soonest",
        r"colleague|cover(?:ing|ed)|on my behalf|privacy|gdpr|personal data|junk|spam folder|subject line",
        r"quote (?:this|the)|update|track|status",
        r"^(?:from|until|to|on|between)?[ .]*\d[\d ./–-]*(?:st|nd|rd|th)?\b",
    ),
    personal=(
        r"received (?:the|your) (?:proposal|consultation|invitation|draft|reminder)|board meeting",
        (
            r"\b(?:we|i) (?:are|am) (?:very |quite )?(?:positive|negative|doubtful|critical|"
            r"pleased|happy with|against|in favour)"
        ),
        (
            r"\b(?:i|we|the board|the association|our (?:club|association)) "
            r"(?:\w+ ){0,2}?(?:think|believe|feel|would like (?!to thank)|want|suggest|"
            r"propose|support|oppose|agree|disagree|object|approve|wonder|abstain|recommend|"
            r"consider|hope (?!to)|attach|enclose|submit|lack|miss)"
        ),
        r"\b(?:our|my|these) (?:comments|views|opinion|response|submission) (?:on|are|is|to)",
        r"no (?:objection|comments)|attached (?:is|are|please)|enclosed",
        r"\bthe proposal (?:is|should|must|lacks|would)|extension|should be (?:changed|added|removed)",
        r"\b(?:yes|no), |looks? (?:good|fine)|\bour (?:answer|reply) is",
    ),
)
