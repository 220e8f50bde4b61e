"""What programs write for readers who are away and for offices that count their mail: subject and text, by language.

No header field betrays them.
"""

from __future__ import annotations

# What answers a mail while its reader is away.
ABSENCES = {
    "sv": (
        ("Autosvar: Remiss: Lokal överenskommelse", "Jag är på semester och åter den 6 augusti."),
        (
            "Automatiskt svar: Remiss",
            (
                "Tack för ditt mejl!\n\nJag är ledig 25 juni-22 juli och läser inte min e-post under "
                "tiden.\n\nVid brådskande ärenden, kontakta kansliet på 0920-00 00 00.\n\nTrevlig "
                "sommar!\nBo Öberg"
            ),
        ),
        (
            "Frånvarande: Remiss",
            "Hej,\njag är föräldraledig till och med 31 augusti. Kontakta Eva Ek i stället.\nMvh Per",
        ),
        (
            "Sv: Remiss",
            "Jag är på tjänsteresa och har begränsad möjlighet att läsa mejl. Åter på kontoret måndag 2 juli.",
        ),
        (
            "SV: Remiss: Lokal överenskommelse",
            (
                "Hej!\n\nFöreningens kansli har sommarstängt vecka 27-31. Vi svarar på ditt mejl "
                "när vi är tillbaka den 6 augusti.\n\nGlad sommar önskar\nLuleå Skidklubb"
            ),
        ),
        (
            "Semestersvar",
            "Jag har semester till och med vecka 31. Under den tiden nås min kollega Ida på telefon 0920-00 00 00.",
        ),
        (
            "Re: Remiss",
            "Hej! Jag har slutat på föreningen. Mejla kansli@luleaskidor.example i stället. Hälsningar Karin",
        ),
        ("Inte på plats", "Jag är inte på plats i dag. Är det bråttom når du mig på mobilen, 070-000 00 00."),
        (
            "Sv: Remiss",
            (
                "Detta är ett automatiskt svar. Vår brevlåda läses inte varje dag under sommaren, "
                "men vi återkommer så snart vi kan."
            ),
        ),
        (
            "På semester",
            "Hej! Jag är på semester mellan den 2 juli och den 29 juli. Med vänlig hälsning\nAnna Åberg\nOrdförande",
        ),
        (
            "Sjukskriven",
            "Jag är sjukskriven tills vidare. Frågor om bokningar besvaras av Nils Nord, nils@klubb.example.",
        ),
        (
            "SV: Remiss - lokal överenskommelse",
            (
                "Hej och tack för ditt mejl!\n\nJag är på semester 9 juli – 5 augusti och kommer "
                "att läsa mejl sporadiskt.\n\nVid akuta ärenden kontakta vår ordförande Lisa Lind, "
                "lisa@klubb.example eller 070-000 00 00.\n\nSoliga hälsningar,\nKalle Karlsson\nKassör, "
                "Bergnäsets AIK"
            ),
        ),
        (
            "Semester",
            "Kansliet har stängt under vecka 28-31. Vi öppnar igen måndag 6 augusti kl. 9.00. Ha en skön sommar!",
        ),
        ("Autosvar", "Tack för ditt mail. Jag läser min mejl en gång i veckan och svarar när jag kan."),
        (
            "Re: Remiss",
            "Tack för ditt mejl. Denna e-postadress används inte längre. Vänligen kontakta info@klubb.example.",
        ),
        (
            "SV: Remiss",
            "Hej! Jag är för tillfället inte på plats. Ditt mejl besvaras när jag är åter den 20/8. Hälsningar Kerstin",
        ),
        ("Re: Remiss", "Jag är tjänstledig till 2019-01-15. Hänvisar till tf verksamhetschef Eva Berg."),
        (
            "Re: Remiss",
            (
                "Hej,\nJag är inte i tjänst just nu. Ärenden som rör lokaler skickas till lokal@lulea.example "
                "och ärenden som rör bidrag skickas till bidrag@lulea.example.\n/Maria"
            ),
        ),
        ("Ute ur kontoret: Remiss", "Jag är bortrest t.o.m. 15 juli. Mvh Stig"),
        ("Re: Remiss", "Jag har gått på föräldraledighet. Under min frånvaro ansvarar Nils Holm för föreningsfrågor."),
        ("SV: Remiss", "Jag har gått i pension. Vänd er till Ulla Ek."),
    ),
    "en": (
        ("Automatic reply: Consultation", "I am out of the office until 6 August with limited access to e-mail."),
        (
            "Out of Office: Consultation",
            "Thank you for your message. I am on annual leave and will return on Monday 30 July.",
        ),
        (
            "Re: Consultation",
            (
                "Hi,\n\nI'm away on parental leave. For urgent matters please contact Eva at eva@club.example.\n"
                "\nBest regards\nJohn"
            ),
        ),
        ("AUTO: Jane Doe is out of the office (returning 2018-08-06)", "I will respond to your message when I return."),
        (
            "Re: Consultation",
            "This is an automated response. I no longer work for the club. Please contact office@club.example.",
        ),
        (
            "Away from my desk",
            "I will be out of the office from 2 July to 20 July. If your matter is urgent, call the switchboard.",
        ),
        (
            "Re: Consultation",
            (
                "Thanks for your email! I'm currently on vacation and will be back on August 6th. "
                "I'll have limited access to email during this time."
            ),
        ),
        ("Re: Consultation", "I am away from the office at a conference. I will reply to your email upon my return."),
        (
            "Re: Consultation",
            (
                "Hello, you have reached the club's mailbox. We're closed for the summer and will "
                "answer your email in August."
            ),
        ),
    ),
    "fi": (
        ("Automaattinen vastaus: Lausuntopyyntö", "Olen lomalla 6.8. asti."),
        (
            "Poissa: Lausuntopyyntö",
            "Hei,\nolen vuosilomalla 2.-29.7. Kiireellisissä asioissa ota yhteyttä toimistoon, puh. 040 000 0000.",
        ),
        ("VS: Lausuntopyyntö", "Kiitos viestistäsi. Olen poissa toimistolta ja palaan töihin maanantaina 6. elokuuta."),
        ("Re: Lausuntopyyntö", "Tämä on automaattinen vastaus. En ole tavoitettavissa heinäkuussa. Terveisin Matti"),
        ("Re: Lausunto", "Hei! Olen kesälomalla 2.–29.7.2018. Lomani aikana asioitani hoitaa Liisa Laine."),
        ("Automaattinen vastaus", "Kiitos viestistäsi, palaan asiaan lomani jälkeen."),
    ),
    "no": (
        ("Automatisk svar: Høring", "Jeg er på ferie til 6. august."),
        (
            "Fraværende: Høring",
            "Hei! Jeg er bortreist og leser ikke e-post før mandag. Ved hastesaker kontakt Kari på tlf. 900 00 000.",
        ),
        ("SV: Høring", "Takk for din henvendelse. Kontoret er stengt i fellesferien, vi er tilbake den 30. juli."),
        ("Re: Høyring", "Eg er ikkje på kontoret denne veka. Ta kontakt med sentralbordet om det hastar."),
        ("SV: Høring", "Hei! Jeg har ferie til 6. august. Ved spørsmål, ta kontakt med Per på per@klubb.example."),
        ("Re: Høring", "Jeg er tilbake på kontoret mandag 6. august."),
    ),
    "da": (
        ("Automatisk svar: Høring", "Jeg er på ferie til den 6. august."),
        ("Ikke til stede: Høring", "Hej\nJeg er på barsel. Kontakt venligst Mette på tlf. 20 00 00 00."),
        (
            "SV: Høring",
            (
                "Tak for din mail. Jeg holder sommerferie og er tilbage på kontoret mandag den 30. "
                "juli. Venlig hilsen Lars"
            ),
        ),
        ("Autosvar", "Kontoret er lukket i uge 28-30. Vi besvarer din mail, når vi er tilbage."),
        ("SV: Høring", "Jeg er på kursus og læser ikke mails før torsdag."),
    ),
    "de": (
        ("Automatische Antwort: Anhörung", "Ich bin bis zum 6. August im Urlaub."),
        (
            "Abwesenheitsnotiz",
            "Vielen Dank für Ihre Nachricht. Ich bin derzeit nicht im Büro und ab 30. Juli wieder erreichbar.",
        ),
        (
            "AW: Anhörung",
            (
                "Guten Tag,\nich bin auf Dienstreise. In dringenden Fällen wenden Sie sich bitte "
                "an meine Kollegin.\nMit freundlichen Grüßen"
            ),
        ),
        ("Abwesend: Anhörung", "Ich befinde mich in Elternzeit. Ihre E-Mail wird nicht weitergeleitet."),
        (
            "AW: Anhörung",
            (
                "Sehr geehrte Damen und Herren,\nich bin bis einschließlich 6.8. nicht erreichbar. "
                "Ihre Mail wird nicht automatisch weitergeleitet. Vertretung: Frau Klein."
            ),
        ),
    ),
}

# What a case system answers.
RECEIPTS = {
    "sv": (
        (
            "Vi har tagit emot ditt ärende",
            "Hej!\n\nTack för ditt mejl. Ditt ärende har registrerats med ärendenummer 2018-4711.",
        ),
        (
            "Tack för ditt mejl",
            "Tack för ditt mejl till Luleå Skidklubb. Ditt ärendenummer är 104711. Ange det om du kontaktar oss igen.",
        ),
        ("[Ärende 10471] Remiss", "Vi har mottagit ditt meddelande och återkommer inom två arbetsdagar."),
        (
            "Bekräftelse på mottagen e-post",
            "Din e-post har kommit in till oss och handläggs så snart som möjligt. Mejlet kan inte besvaras.",
        ),
        (
            "Re: Remiss",
            "Detta är en automatisk bekräftelse på att vi har tagit emot ditt mejl. Vi svarar så fort vi kan.",
        ),
        (
            "Mottagningsbekräftelse",
            "Ditt meddelande har tagits emot av kommunens kontaktcenter och kommer att besvaras inom tre dagar.",
        ),
        (
            "SV: Remiss",
            "Automatiskt svar från Luleå Skidklubb:\n\nVi har fått ditt mejl och återkommer så fort vi hinner!",
        ),
        (
            "Re: Remiss",
            (
                "Hej!\n\nDitt mejl har kommit fram till Luleå Teaterförening. Vi försöker svara inom "
                "en vecka.\n\nHälsningar\nTeaterföreningen"
            ),
        ),
    ),
    "en": (
        (
            "[SUP-10023] Consultation",
            "Your request has been received and a ticket has been created. We will reply within two working days.",
        ),
        (
            "We have received your message",
            "Thank you for contacting us. Your reference number is 104711. Please quote it in the subject line.",
        ),
        (
            "Re: Consultation",
            (
                "This is an automated message to confirm that we have received your e-mail. Please "
                "do not reply to this message."
            ),
        ),
    ),
    "fi": (
        (
            "Olemme vastaanottaneet viestisi",
            "Kiitos yhteydenotostasi. Viestisi on vastaanotettu ja siihen vastataan mahdollisimman pian.",
        ),
        (
            "[Asia 104711] Lausuntopyyntö",
            "Yhteydenottosi on kirjattu. Asianumero: 104711. Vastaamme kolmen päivän kuluessa.",
        ),
    ),
    "no": (
        (
            "Vi har mottatt din henvendelse",
            "Takk for din henvendelse. Saken er registrert med saksnummer 104711. Vi svarer så snart vi kan.",
        ),
        ("Bekreftelse på mottatt e-post", "Din e-post er mottatt og vil bli behandlet innen tre dager."),
    ),
    "da": (
        (
            "Vi har modtaget din henvendelse",
            "Tak for din mail. Din sag er oprettet med sagsnummer 104711. Vi vender tilbage hurtigst muligt.",
        ),
        ("Kvittering", "Vi har modtaget din besked og svarer så hurtigt som muligt. Denne mail kan ikke besvares."),
    ),
    "de": (
        ("Eingangsbestätigung", "Wir haben Ihre Nachricht erhalten und werden sie schnellstmöglich beantworten."),
        (
            "Ihre Anfrage [#104711]",
            "Ihre Anfrage ist bei uns eingegangen und wurde unter der Vorgangsnummer 104711 erfasst.",
        ),
    ),
}
