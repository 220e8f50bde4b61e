"""Bounces in words alone, as the mail servers of offices write them, in the languages of their users."""

from __future__ import annotations

from mailmaking.bounces import COPY, DEAD, Bounce

WINDOWS_BOUNCES = {
    "exchange 5.5": Bounce(
        sender="System Administrator <postmaster@luleaskidor.example>",
        subject="Undeliverable: Remiss",
        text=(
            f"Your message\n\n  To:      Kassör\n  Subject: Remiss\n  Sent:    Thu, 21 Jun 2018 10:14:00 +0200\n\n"
            f"did not reach the following recipient(s):\n\n{DEAD} on Thu, 21 Jun 2018 10:14:05 +0200\n"
            "    The recipient name is not recognized\n    The MTS-ID of the original message is: c=se;a= ;p=lulea\n"
            "    MSEXCH:IMS:Lulea:POST:SERVER 0 (000C05A6) Unknown Recipient\n"
        ),
        is_dead=True,
    ),
    "exchange 2003": Bounce(
        sender="System Administrator <postmaster@luleaskidor.example>",
        subject="Undeliverable: Remiss",
        text=(
            "Your message did not reach some or all of the intended recipients.\n\n      Subject: "
            " Remiss\n      Sent:     6/21/2018 10:14 AM\n\n"
            f"The following recipient(s) could not be reached:\n\n      {DEAD} on 6/21/2018 10:14 "
            f"AM\n"
            "            The e-mail account does not exist at the organization this message was "
            "sent to.\n"
            "            <post.luleaskidor.example #5.1.1>\n"
        ),
        is_dead=True,
        status="5.1.1",
    ),
    "exchange 2003 in Swedish": Bounce(
        sender="Systemadministratör <postmaster@luleaskidor.example>",
        subject="Olevererbart: Remiss",
        text=(
            "Meddelandet nådde inte fram till vissa eller alla mottagare.\n\n      Ämne:  Remiss\n"
            "\nFöljande mottagare kunde inte nås:\n\n"
            f"      {DEAD} den 2018-06-21 10:14\n            E-postkontot finns inte i den organisation "
            f"som meddelandet skickades till.\n"
            "            <post.luleaskidor.example #5.1.1>\n"
        ),
        is_dead=True,
        status="5.1.1",
    ),
    "exchange in Finnish": Bounce(
        sender="Järjestelmänvalvoja <postmaster@luleaskidor.example>",
        subject="Toimittamatta: Remiss",
        text=(
            f"Viestisi ei saavuttanut kaikkia vastaanottajia.\n\n      {DEAD}\n            Vastaanottajaa "
            f"ei löytynyt. #5.1.1\n"
        ),
        is_dead=True,
        status="5.1.1",
    ),
    "exchange in Norwegian": Bounce(
        sender="Systemadministrator <postmaster@luleaskidor.example>",
        subject="Kan ikke leveres: Remiss",
        text=(
            f"Meldingen nådde ikke noen eller alle mottakerne.\n\n      {DEAD}\n            Postboksen "
            f"er full. #5.2.2\n"
        ),
        is_dead=False,
        status="5.2.2",
    ),
    "exchange in Danish": Bounce(
        sender="Systemadministrator <postmaster@luleaskidor.example>",
        subject="Kan ikke leveres: Remiss",
        text=f"Meddelelsen nåede ikke frem til alle modtagere.\n\n      {DEAD}\n            Adressen findes ikke.\n",
        is_dead=True,
    ),
    "exchange in German": Bounce(
        sender="Systemadministrator <postmaster@luleaskidor.example>",
        subject="Unzustellbar: Remiss",
        text=(
            f"Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.\n\n      {DEAD}\n "
            f"           Empfänger unbekannt. #5.1.1\n"
        ),
        is_dead=True,
        status="5.1.1",
    ),
    "office 365 in Swedish": Bounce(
        sender="Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@luleaskidor.example>",
        subject="Kan inte levereras: Remiss",
        text=(
            f"Det gick inte att leverera meddelandet till {DEAD}.\n\nkassor hittades inte på luleaskidor.example.\n"
            f"\nStatuskod: 550 5.1.10\n"
        ),
        is_dead=True,
        status="5.1.10",
    ),
    "notes": Bounce(
        sender="Postmaster@luleaskidor.example",
        subject="DELIVERY FAILURE: User kassor (kassor@luleaskidor.example) not listed in Domino Directory",
        text=(
            f"Your message\n\n  Subject: Remiss\n\nwas not delivered to:\n\n  {DEAD}\n\nbecause:\n\n"
            f"  User kassor ({DEAD}) not listed in Domino Directory\n\n"
        ),
        is_dead=True,
    ),
    "notes of old": Bounce(
        sender="Mail Router <postmaster@luleaskidor.example>",
        subject="Undeliverable message",
        text=(
            f"------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\n"
            f"{DEAD}\n\n------- Returned Message --------\n\n{COPY}"
        ),
        is_dead=True,
    ),
    "groupwise": Bounce(
        sender="Mailer-Daemon@luleaskidor.example",
        subject="Message status - undeliverable",
        text=(
            f"The message that you sent was undeliverable to the following:\n\t{DEAD} (user not "
            f"found)\n\nPossibly truncated original message follows:\n\n{COPY}"
        ),
        is_dead=True,
    ),
    "mdaemon": Bounce(
        sender="MDaemon at post.example <MDaemon@post.example>",
        subject="Permanent Delivery Failure",
        text=(
            f"The attached message had PERMANENT fatal delivery errors!\n\nFailed address: {DEAD}\n"
            f"\n--- Session Transcript ---\n"
            f" <-- 550 <{DEAD}>, Recipient unknown\n--- End Transcript ---\n"
        ),
        is_dead=True,
    ),
    "imail": Bounce(
        sender="Postmaster <postmaster@post.example>",
        subject="Undeliverable Mail",
        text=f"Unknown user: {DEAD}\n\nOriginal message follows.\n\n{COPY}",
        is_dead=True,
    ),
    "mailenable": Bounce(
        sender="postmaster@post.example",
        subject="Message Delivery Failure",
        text=(
            f"Message could not be delivered to some recipients.\nThe following recipient(s) could "
            f"not be reached:\n\n\tRecipient: [SMTP:{DEAD}]\n"
            f"\tReason: Remote Server Response was: 550 No such user\n\nMessage headers follow:\n"
            f"\n{COPY}"
        ),
        is_dead=True,
    ),
    "hmailserver": Bounce(
        sender="mailer-daemon@post.example",
        subject="Message undeliverable: Remiss",
        text=(
            "Your message did not reach some or all of the intended recipients.\n\n   Sent: Thu, "
            "21 Jun 2018 10:14:00 +0200\n   Subject: Remiss\n\n"
            f"The following recipient(s) could not be reached:\n\n{DEAD}\n   Error Type: SMTP\n"
            f"   Remote server replied: 554 Rejected as spam\n"
        ),
        is_dead=False,
    ),
    "smartermail": Bounce(
        sender="System Administrator <postmaster@post.example>",
        subject="Delivery Failure",
        text=(
            f"Could not deliver message to the following recipient(s):\n\nFailed Recipient: {DEAD}\n"
            f"Reason: Remote host said: 550 Mailbox not found\n\n"
            "   -- The header and top 20 lines of the message follows --\n"
        ),
        is_dead=True,
    ),
    "exchange in French": Bounce(
        sender="postmaster@luleaskidor.example",
        subject="Non remis : Remiss",
        text=f"Votre message n'est pas parvenu aux destinataires.\n\n  {DEAD}\n    Utilisateur inconnu #5.1.1\n",
        is_dead=True,
        status="5.1.1",
    ),
    "a gateway's": Bounce(
        sender="mailer-daemon@luleaskidor.example",
        subject="Mail could not be delivered",
        text=(
            f"Unable to deliver message to <{DEAD}>.\n\nSent <<< RCPT TO:<{DEAD}>\nReceived >>> "
            f"550 5.1.1 user unknown\n"
        ),
        is_dead=True,
        status="5.1.1",
    ),
    "an account that is limited": Bounce(
        sender="Postmaster@luleaskidor.example",
        subject="Mail System Error - Returned Mail",
        text=f"The account is temporarily limited.\n<{DEAD}>\n\n{COPY}",
        is_dead=False,
    ),
    "a list of failed addresses": Bounce(
        sender="mailer-daemon@luleaskidor.example",
        subject="Mail delivery failed: returning message to sender",
        text=(
            "|--- Message log follows: ---|\n no valid recipients were found for this message\n"
            f"|--- Failed addresses follow: ---|\n <{DEAD}> ... unknown host\n|--- Message text follows: ---|\n{COPY}"
        ),
        is_dead=True,
    ),
}
