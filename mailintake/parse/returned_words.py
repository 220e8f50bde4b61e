"""The words of bounces that are no report in form: what mail servers wrote before RFC 3464, and some still write.

They are written by kind of sentence, in the languages of the servers that our senders use: a server is not asked for
its name. Where one fits, nothing is decided yet: see ``returned_mail.py``.
"""

from __future__ import annotations

import re

from mailintake.parse.late_pattern import LatePattern

# The names under which mail servers write. A person may write as postmaster too, so a name alone proves nothing.
DAEMON = LatePattern(
    r"(?:mailer|mail)[-_.]?daemon|post[-_.]?master(?:[-_.+].{0,60})?|mdaemon|double-bounce",
    r"bounces?(?:[-_.+].{0,100})?|mail[-_.]?(?:delivery|admin(?:istrator)?|system|router|error|failure)",
    r"microsoftexchange[0-9a-f]{8,40}|system[-_.]?administrator|smtp(?:[-_.]daemon)?|mx[-_.]?bounce",
    r"undeliverable",
)
DAEMON_NAME = LatePattern(
    r"(?:internet )?mail (?:delivery|router|system|administrator|daemon|delivery (?:sub)?system)",
    r"mailer.?daemon|postmaster|system ?administrat(?:or|ör)|systemansvarig|systemadministrat(?:or|ør)",
    r"järjestelmänvalvoja|microsoft (?:outlook|exchange)|postfix|content.?filter|mailserver|mail server",
    r"delivery (?:service|system|subsystem)",
)

SUBJECT = LatePattern(
    r"(?:message|mail) (?:you sent )?(?:was |has been )?(?:blocked|rejected|refused)|undeliver",
    r"non-?deliver|not deliver",
    r"delivery (?:status|fail|report|problem|incomplete|error|notif|delay|has|unsuccessful)",
    r"deliver\w* .{0,80}(?:delayed|failed|failure|impossible)|fail\w* (?:to|of|in) deliver",
    r"(?:permanent|message|mail|email) delivery|mail (?:system|server)? ?(?:fail|error)",
    r"return(?:ed)? (?:mail|to sender|message)|mail return|failure notice|failed mail",
    r"could not (?:be )?(?:send|sent|deliver)",
    r"(?:message|mail) (?:status|delayed|rejected|blocked|not sent|undeliv)|user unknown",
    r"(?:delayed|rejected|bounced) (?:mail|message)|smtp server: errors|warning: message",
    r"\bdelayed (?:\d|$)|considered unsolicited|(?:banned|virus) .{0,40}from you|oleverer|olevererbar",
    r"(?:inte|ej) leverer|inte att leverera|leveransfel|leveransrapport|misslyckad leverans",
    r"leverans\w* (?:har )?(?:fördröj|misslycka|försena)|fördröjd leverans|obeställbar",
    r"retur(?:nerat|nerad|post)|ikke lever|ikke bli levert|uleverbar|kan ikke leveres|leveringsfejl",
    r"leveringsfeil|mislykket levering|uanbringelig|ei voitu toimittaa|toimitus epäonnistu|toimittamatta",
    r"toimitusvirhe|ei toimitettu|viivästynyt|unzustellbar|nicht zustellbar|nicht zugestellt|zustellung",
    r"zustellfehler|unzugestellt|non remis|non distribu|échec (?:de|d)|no se puede entregar|no entregado",
    r"devuelto|onbestelbaar|niet bezorg|mancato recapito|non recapitabile|não (?:é possível|foi) entreg",
    r"niedostarcz|недоставлен|не доставлен|не может быть",
)
NOTICE = LatePattern(
    r"\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b|no valid recipient|failed address",
    r"account is (?:temporarily )?(?:limited|disabled)|may not exist|no ha llegado|n.est pas parvenu",
    r"non è arrivat|niet aangekomen",
    (
        r"(?:could ?n.t|could not|can ?not|cannot|can.t|was ?n.t|was not|were not|"
        r"is not|has not|unable to|not able to|failed|failure|problems?|trouble|errors?|"
        r"attempt\w*)[^.]{0,60}(?:deliver|reach)"
    ),
    (
        r"deliver[^\n]{0,100}(?:failed|delayed|errors?|unsuccessful|problems?|permanent|"
        r"aborted|stopped|failure|not possible)"
    ),
    r"undeliverable|undelivered|(?:permanent|fatal|delivery) error|returned (?:to|unopened)",
    r"following (?:e-?mail )?address(?:\(es\)|es)? (?:had|failed)|did not (?:get through|reach)",
    r"not reach (?:some|the)",
    r"(?:message|mail) (?:has been|was) (?:rejected|refused|blocked|returned|bounced)|qmail-send program",
    r"mail delivery (?:agent|system|software|subsystem)|dragonfly mail agent|mailer-daemon\b|unknown user:",
    r"user (?:is )?unknown|no such user|mailbox (?:is )?full",
    r"(?:remote host|server) (?:said|replied|responded)|(?:not yet|yet to) be(?:en)? delivered",
    r"\bdelay(?:ed)?\b|not listed in|failure reasons|failed recipient|transcript of session follows",
    r"unsent message|recipients? (?:could|can) ?not be|was considered unsolicited|inte leverera",
    r"inte att leverera|inte kunde leverer|inte fram till|kunde inte nås|obeställbart",
    r"(?:ikke|kunne ikke) (?:blive |bli )?lever|nådde ikke|nåede ikke|kunne ikke nås|ei voitu toimittaa",
    r"ei saavuttanut|toimitus epäonnistui|ei tavoitettu|nicht zugestellt|nicht erreicht|konnte nicht",
    r"unzustellbar|n.a pas pu|n.a pu être|no se (?:pudo|ha podido)|non è stato|не может быть",
    r"не удалось доставить",
)
DELAY = LatePattern(
    r"delayed|will (?:be retried|retry|keep trying|continue to|try)|still (?:trying|being)",
    r"no action is required|warning message only|do(?:es)? not need to (?:resend|re-send|do)",
    r"not yet been delivered|temporarily deferred|has been deferred|fördröj|försena|fortsätter att försöka",
    r"forsinke|viivästy|verzöger|verspätet|zurückgestellt|retrasado|retardé",
)
# A filter of the recipient's refused the mail, or a report says that all went well.
REJECTED = LatePattern(
    r"(?:was|been) (?:automatically )?(?:rejected|refused|discarded)|automatically rejected",
    r"(?:avvisa|avslag|nekad|hylätty|avvist|afvist|abgelehnt|abgewiesen)",
)
# Subjects, from their beginning.
ARRIVED = LatePattern(
    (
        r"(?:delivered|relayed|expanded|successful (?:mail )?delivery|levererat|vidarebefordrat|"
        r"toimitettu|välitetty|levert|leveret|zugestellt|übermittelt|remis)\s*"
        r"(?::|report)"
    ),
    r"delivery (?:status notification|report|receipt|notification).{0,20}\b(?:success|relay|delivered|expanded)",
    r"leveransrapport.{0,20}(?:lyckad|levererat)|mail delivered|message (?:delivered|relayed)",
)
# A notice that ends the waiting speaks of the delay before.
GIVEN_UP = LatePattern(
    r"(?:given|giving|gave) up|permanent(?:ly)? (?:fatal )?(?:error|fail)|failed permanently|has expired",
    r"retry timeout exceeded|(?:was|been) returned|too long in queue|misslyckades slutgiltigt|endgültig",
)
# Where the notice ends and the mail that is given back begins.
COPY = LatePattern(
    (
        r"^[-=*_ ]*+(?:message headers? follows?|(?:original|returned|undelivered|unsent|attached|old) (?:mail|"
        r"message|e-?mail)\b[^\n]{0,40}$|(?:this is|below(?: this line)?,? is|here is|following is|what follows "
        r"is|included is) (?:a |the )?copy of|the header of the original|headers? of the (?:original|returned)|"
        r"(?:the )?following is a copy|unsent message below|(?:start|beginning) of (?:original|returned)|"
        r"(?:original|ursprungligt|opprinnelig|oprindelig) (?:meddelande|melding|meddelelse)|"
        r"(?:your|the original|full) message (?:reads|follows|headers)|(?:original|complete) (?:message )?headers?\b|"
        r"non-delivered information|message (?:text|header|contents?) follows|received:|"
        r"return-path:)"
    ),
    flags=re.MULTILINE,
)
