"""How a mail reached us: to which address, past which boundary, and when (RFC 5321, 4.4; RFC 8601)."""

from __future__ import annotations

from datetime import timedelta

from beds.mixed_mail import OUR_ADDRESS
from beds.office import BOUNDARY, FIRST_RUN
from beds.who_is_answered.case import COMMENT, answered, sent_to_staff, unanswered
from mailintake.domain.acknowledgement import Reason

ELSEWHERE = "To: alla@{domain}"
FROM_AFAR = f"Received: from post.{{domain}} by {BOUNDARY} with ESMTPS id 1"
NOW = "Mon, 17 Sep 2018 08:59:59 +0200"
BEFORE = "Fri, 14 Sep 2018 08:00:00 +0200"

CASES = (
    *unanswered(
        Reason.NOT_SENT_TO_US,
        ELSEWHERE,
        "To:",
        "To: undisclosed-recipients:;",
        f"{ELSEWHERE}\nBcc: {OUR_ADDRESS}",
        f"To: undisclosed-recipients:;\nBcc: {OUR_ADDRESS}",
        f'To: "{OUR_ADDRESS}" <alla@{{domain}}>',
        f"To: alla@{{domain}} ({OUR_ADDRESS})",
        f"To: {OUR_ADDRESS}.{{domain}}",
        f"To: x{OUR_ADDRESS}",
        f"{ELSEWHERE}\nReply-To: {OUR_ADDRESS}",
        f"{ELSEWHERE}\nReceived: from a.example by mx.{{domain}} for <{OUR_ADDRESS}>; {NOW}",
        f"{ELSEWHERE}\nReceived: from by {BOUNDARY} by mx.{{domain}} for <{OUR_ADDRESS}>; {NOW}",
        f"{ELSEWHERE}\n{FROM_AFAR} (for <{OUR_ADDRESS}>); {NOW}",
        f"{ELSEWHERE}\n{FROM_AFAR}; {NOW}",
    ),
    answered(f"{ELSEWHERE}\nCc: {OUR_ADDRESS}"),
    answered(f"{ELSEWHERE}\nCC: Bo <bo@{{domain}}>,\n\tKommunen <{OUR_ADDRESS}>"),
    answered(f"To: Kommunen: {OUR_ADDRESS};"),
    answered(f"To: {OUR_ADDRESS.upper()}"),
    answered("To: lulea.kommun+lok@lulea.se"),
    answered(f"To: alla@{{domain}}, =?utf-8?q?Lule=C3=A5?= <{OUR_ADDRESS}>"),
    answered(f"{ELSEWHERE}\nTo: {OUR_ADDRESS}"),
    answered(f"{ELSEWHERE}\nResent-To: {OUR_ADDRESS}\nResent-From: bo@{{domain}}"),
    answered(f"{ELSEWHERE}\nResent-Cc: Kommunen <{OUR_ADDRESS}>"),
    answered(f"{ELSEWHERE}\nDelivered-To: {OUR_ADDRESS}"),
    answered(f"{ELSEWHERE}\nDELIVERED-TO: <{OUR_ADDRESS.title()}>"),
    answered(f"{ELSEWHERE}\nDelivered-To: anstalld@lulea.se\nDelivered-To: {OUR_ADDRESS}"),
    answered(f"To: undisclosed-recipients:;\nX-Original-To: {OUR_ADDRESS}"),
    answered(f"{ELSEWHERE}\n{FROM_AFAR} for <{OUR_ADDRESS}>; {NOW}"),
    answered(f"{ELSEWHERE}\n{FROM_AFAR}\n\tfor {OUR_ADDRESS} (a comment); {NOW}"),
    *unanswered(
        Reason.AUTHENTICATION_FAILED,
        f"Authentication-Results: {BOUNDARY}; dmarc=fail header.from={{domain}}",
        f"AUTHENTICATION-RESULTS: {BOUNDARY.upper()} 1;\n\tDMARC=Fail (p=reject; sp=none) header.from={{domain}}",
        f"Authentication-Results: {BOUNDARY} (by a filter); spf=pass smtp.mailfrom=x.example;\n dmarc = fail",
        f"Authentication-Results: {BOUNDARY}; spf=fail smtp.mailfrom={{me}}; dkim=none",
        f"Authentication-Results: {BOUNDARY}; spf=fail smtp.mailfrom={{me}}; dkim=fail header.d={{domain}}",
        f"Authentication-Results: {BOUNDARY}; spf=fail smtp.mailfrom={{me}}; dkim=pass header.d=ond.example",
        f"Authentication-Results: {BOUNDARY}; dmarc=fail\nAuthentication-Results: {BOUNDARY}; dmarc=pass",
        f"Authentication-Results: ond.example; dmarc=pass\nAuthentication-Results: {BOUNDARY}; dmarc=fail",
        f"Authentication-Results: {BOUNDARY}; dmarc=fail\nReturn-Path: <kassor@{{domain}}>",
    ),
    answered(f"Authentication-Results: {BOUNDARY}; dmarc=pass header.from={{domain}}"),
    answered(f"Authentication-Results: {BOUNDARY}; none"),
    answered(f"Authentication-Results: {BOUNDARY}; dmarc=temperror; spf=temperror; dkim=temperror"),
    answered(f"Authentication-Results: {BOUNDARY}; dmarc=none; spf=softfail smtp.mailfrom={{me}}; dkim=neutral"),
    answered(f"Authentication-Results: {BOUNDARY}; dmarc=permerror; spf=permerror"),
    answered(f"Authentication-Results: {BOUNDARY}; spf=fail smtp.mailfrom=x.example; dkim=pass header.d={{domain}}"),
    answered(f"Authentication-Results: {BOUNDARY}; spf=none (dmarc=fail; dkim=fail)"),
    answered(f"Authentication-Results: {BOUNDARY}; dmarc=pass\nAuthentication-Results: {BOUNDARY}; dmarc=fail"),
    answered("Authentication-Results: ond.example; dmarc=fail"),
    answered(f"Authentication-Results: {BOUNDARY}.ond.example; dmarc=fail"),
    answered(f"Authentication-Results: ({BOUNDARY}) ond.example; dmarc=fail"),
    answered(f"X-Authentication-Results: {BOUNDARY}; dmarc=fail"),
    answered("Received-SPF: fail (ond.example)"),
    *unanswered(Reason.BEFORE_FIRST_RUN, "Date: Fri, 14 Sep 2018 08:00:00 +0200", at=FIRST_RUN - timedelta(hours=1)),
    # Moved into the mailbox today, but it reached the authority's network before.
    *unanswered(Reason.BEFORE_FIRST_RUN, f"{FROM_AFAR} for <{OUR_ADDRESS}>; {BEFORE}"),
    answered(f"Received: from a.example by mx.{{domain}} for <{OUR_ADDRESS}>; {BEFORE}"),
    answered("Date: Mon, 1 Jan 2001 08:00:00 +0200"),
    *sent_to_staff(Reason.INCOMPLETE, "X-Size: larger than the limit", text=COMMENT + "0123456789\n" * 25_000),
)
