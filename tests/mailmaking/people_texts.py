"""What people write that a machine might have written, or that speaks of machines: subject and text, by what it is."""

from __future__ import annotations

PEOPLE = {
    "on holiday, and an answer": (
        "SV: Remiss",
        "Jag är på semester men vill ändå svara: vi tycker att förslaget är bra.",
    ),
    "on holiday, and a yes": ("SV: Remiss", "Hej! Jag är ledig i dag men ja, vi är med. /Anna"),
    "on holiday, and a question": ("SV: Remiss", "Jag är på semester till den 6 augusti. Kan vi få svara senare?"),
    "away, and an extension": (
        "SV: Remiss",
        "Styrelsen är bortrest under juli. Vi önskar anstånd till den 15 oktober.",
    ),
    "thanks for the mail": ("SV: Remiss", "Tack för ert mejl! Vi anser att punkt 3 bör strykas."),
    "thanks, and a promise": ("SV: Remiss", "Tack för ert mejl, vi återkommer inom kort med vårt svar."),
    "thanks, and papers": ("SV: Remiss", "Tack för ert mejl. Vi har tagit emot remissen och bifogar vårt yttrande."),
    "thanks, and no objection": ("SV: Remiss", "Tack för att vi fick ta del av förslaget. Vi har inget att erinra."),
    "thanks, and a stance": ("SV: Remiss", "Tack för ditt mejl. Föreningen avstår från att lämna synpunkter."),
    "a case number of ours": (
        "Ert ärende 2018-4711",
        "Hej! Vi har fått ärendenummer 2018-4711 av er och undrar hur det går. Vad händer nu?",
    ),
    "writes of holidays": (
        "Semesterstängt på fritidsgården",
        (
            "Varje sommar har fritidsgården semesterstängt. Det drabbar de unga som är hemma, "
            "och så kan det inte vara. Öppna i juli."
        ),
    ),
    "writes of absence": ("Frånvaro av lokaler", "Vi frånvarande föreningar vill svara att lokaler saknas."),
    "writes of an absent child": (
        "Frånvaro: Kalle i 3B",
        "Kalle har feber och kommer inte till skolan i dag. /Lisa, mamma",
    ),
    "writes of automatic replies": (
        "Automatiskt svar på mina mejl",
        (
            "Varje gång jag skriver får jag ett automatiskt svar om att ni är på semester. Jag "
            "vill att en människa läser mina synpunkter."
        ),
    ),
    "asks about automatic doors": (
        "Automatiska dörrar",
        "Dörrarna till biblioteket är trasiga, rullstolar kommer inte in.",
    ),
    "writes of a bounce": (
        "Mejlet kom i retur",
        "Hej, jag försökte skicka våra synpunkter men fick tillbaka att mejlet inte kunde levereras.",
    ),
    "writes of a bounce, in English": ("Undeliverable mail", "My mail could not be delivered, what is the error?"),
    "passes on a bounce": (
        "VB: Undelivered Mail Returned to Sender",
        (
            "Se nedan, vad ska jag göra?\n\n-----Ursprungligt meddelande-----\nFrån: MAILER-DAEMON@post.example\n"
            "Skickat: den 21 juni 2018 10:14\nTill: Anna Åberg\nÄmne: Undelivered Mail Returned "
            "to Sender\n\n<kassor@klubb.example>: 550 5.1.1 User unknown"
        ),
    ),
    "passes on an automatic reply": (
        "VB: Autosvar: Styrelsemöte",
        (
            "-----Ursprungligt meddelande-----\nFrån: Bo\nSkickat: den 21 juni 2018 10:14\nTill: "
            "Anna\nÄmne: Autosvar: Styrelsemöte\n\nJag är på semester och åter den 6 augusti."
        ),
    ),
    "signs with holidays": (
        "SV: Remiss",
        (
            "Vi ställer oss bakom förslaget i sin helhet.\n\nMed vänlig hälsning\nAnna Åberg\n"
            "\n--\nKansliet har semesterstängt vecka 28-31"
        ),
    ),
    "signs with holidays, unmarked": (
        "SV: Remiss",
        "Bra skrivet, kör på det.\n\nAnna Åberg\nJag är på semester v 28-30 och läser inte mejl då.",
    ),
    "a form's fields": ("Nytt ärende", "Ärendenummer: 104711\nNamn: Anna Åberg\nMeddelande: Laga cykelbanan vid bron."),
    "in English, away and agreeing": ("Re: Consultation", "I am on holiday but we support the proposal as it stands."),
    "in English, thanks": (
        "Re: Consultation",
        "Thank you for your e-mail. We believe that section 3 should be removed.",
    ),
    "in English, received": (
        "Re: Consultation",
        "We have received your request and our board thinks the time is too short. Could we have an extension?",
    ),
    "in English, out of office hours": (
        "Out of office hours support",
        "The youth centre has no staff out of office hours. That should be changed.",
    ),
    "in English, closed": (
        "Closed library",
        "The library is closed on Sundays, and the young people have nowhere to go. Please keep it open.",
    ),
    "in English, no longer with": (
        "Re: Consultation",
        "Bo is no longer with us, I am the new chair. The board has read the text and finds it well written.",
    ),
    "in English, a receipt to show": (
        "Your ticket machine",
        "The ticket machine at the swimming hall took my money. The case number is 10471, I was told.",
    ),
    "in Finnish, away and for it": ("VS: Lausuntopyyntö", "Olen lomalla, mutta kannatamme ehdotusta."),
    "in Norwegian, away and for it": ("SV: Høring", "Jeg er på ferie, men vi støtter forslaget."),
    "in German, away and for it": ("AW: Anhörung", "Ich bin im Urlaub, aber wir unterstützen den Vorschlag."),
    "thanks, and a date": (
        "SV: Remiss",
        "Hej! Tack för remissen. Vi återkommer när styrelsen har haft möte den 6 augusti. Mvh Anna",
    ),
    "away, and an opinion": (
        "SV: Remiss",
        (
            "Jag är på semester till 6 augusti. Då ska jag ta upp frågan med styrelsen, men min "
            "egen uppfattning är att avtalet är för vagt."
        ),
    ),
    "thanks, and a point": ("SV: Remiss", "Tack för ert mejl. Punkt 4 är otydlig. Mvh Karin"),
    "thanks, and well": ("Re: Remiss", "Tack för mejlet. Det ser bra ut. /Bo"),
    "received, and an opinion": ("SV: Remiss", "Vi har fått remissen. Texten är för lång och svår att läsa."),
    "closed, and an answer": ("SV: Remiss", "Kontoret är stängt idag men här kommer vårt svar: nej."),
    "writes of buses": ("Autonoma bussar", "Jag är emot."),
    "writes of travellers": ("Semesterfirare", "Vi tycker det är för många husbilar."),
    "in English, thanks for the contact": (
        "Re: Consultation",
        "Thank you for contacting us. Our members discussed the text in June. Section 2 needs more detail about youth.",
    ),
    "in English, out today": (
        "Re: Consultation",
        "I'm out of the office today, writing from my phone. Section 2 is unclear to me.",
    ),
    "thanks for yesterday": (
        "Tack för ditt mejl",
        "Tack för ditt mejl igår, det var bra skrivet. Vår klubb ställer upp.",
    ),
    "a new chair": (
        "SV: Remiss",
        (
            "Hej, jag slutade som ordförande i våras. Ny ordförande är Lena Ljung. Hon har läst "
            "texten och tycker att samverkan borde beskrivas bättre."
        ),
    ),
    "closed, and a board's answer": (
        "SV: Remiss",
        (
            "Vårt kansli är stängt över sommaren, men styrelsen har mötts. Styrelsens svar finns "
            "nedan. Överenskommelsen behövs."
        ),
    ),
    "two words": ("SV: Remiss", "Ok från oss."),
    "received, and doubts": ("Re: Remiss", "Ditt mejl har kommit fram. Vi är tveksamma till avsnitt tre."),
    "confirms, and stands behind": (
        "SV: Remiss",
        "Bekräftar mottagandet. Föreningen har diskuterat saken och står bakom texten.",
    ),
    "registered views": (
        "SV: Remiss",
        "Vi har registrerat synpunkterna från våra medlemmar: mer pengar till ungdomar, bättre lokaler.",
    ),
    "adds to a case": ("Ärende 2018-4711", "Komplettering till ärende 2018-4711: vi vill även ha med ridklubben."),
    "answers a receipt": (
        "SV: Vi har tagit emot era synpunkter",
        "Tack för bekräftelsen. Tillägg: rad tre ska strykas.",
    ),
    "answers a receipt, and is glad": ("SV: Vi har tagit emot ert svar", "Bra att det har kommit fram."),
    "answers a receipt with a word": ("Re: We have received your request", "Great, see you in August then, Bo."),
    "asks who is on holiday": (
        "Semester: vem öppnar lokalen?",
        "Hej, jag undrar vem som öppnar föreningslokalen i juli.",
    ),
    "was on holiday": (
        "SV: Remiss",
        "Hej! Förlåt sent svar, har varit på semester. Styrelsen tycker att förslaget är bra.",
    ),
    "was on holiday, and abstains": (
        "SV: Remiss",
        "Jag var på semester när remissen kom, därför svarar jag först nu. Vi avstår.",
    ),
    "received, and needs time": (
        "Re: Remiss",
        "Tack för påminnelsen. Vi har tagit emot remissen men hinner inte behandla den före styrelsemötet i oktober.",
    ),
    "absent members": ("Frånvarande ledamöter", "Under mötet var tre ledamöter frånvarande. Protokoll bifogas."),
    "a bounce, and an answer": (
        "Remiss",
        (
            "Hej! Mitt förra mejl kom i retur: 550 5.1.1 User unknown. Har ni bytt adress? Här "
            "är synpunkterna igen: punkt två är oklar."
        ),
    ),
    "a bounce that puzzles": (
        "Undelivered Mail Returned to Sender",
        "Hej, det här fick jag när jag mejlade er, kan ni kolla?",
    ),
    "closed on Fridays": (
        "SV: Remiss",
        "Kontoret har stängt på fredagar, annars är allt som vanligt hos oss. Vi är positiva till överenskommelsen.",
    ),
    "a free room": ("Ledig lokal", "Finns det någon ledig lokal för vår förening i höst?"),
    "in English, away games": ("Away games", "Our team plays away in Boden on Sunday, please move the meeting."),
    "withdraws a case": ("SV: Ert ärende", "Ärendenummer 2018-55 gäller vår ansökan. Vi vill dra tillbaka den."),
}
