"""Why a decision was made: a code for the log and a sentence for staff in each language, all in one place."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The code of a decision's reason."""

    # Acting.
    REPLY_TO_OUR_MAIL = "reply_to_our_mail"
    NAMES_OUR_REFERENCE = "names_our_reference"
    FITS_THE_CONSULTATION = "fits_the_consultation"
    BOUNCE_OF_OUR_MAIL = "bounce_of_our_mail"
    AUTOMATIC_ANSWER_TO_US = "automatic_answer_to_us"

    # Letting staff decide.
    UNCERTAIN = "uncertain"
    RECORDS_REQUEST = "records_request"
    TWO_CONSULTATIONS = "two_consultations"
    OWN_ADDRESS = "own_address"
    INCOMPLETE = "incomplete"
    NOT_ALL_READ = "not_all_read"
    OUTSIDE_PERIOD = "outside_period"
    SUBJECT_UNCLEAR = "subject_unclear"
    KIND_UNCLEAR = "kind_unclear"
    ONLY_IN_ATTACHMENT = "only_in_attachment"
    ONLY_QUOTED = "only_quoted"
    ATTACHMENT_UNREADABLE = "attachment_unreadable"
    ATTACHMENT_MISSING = "attachment_missing"
    ORGANISATION_UNCLEAR = "organisation_unclear"
    SENDER_DIFFERS = "sender_differs"
    SENDER_UNPROVEN = "sender_unproven"
    HAS_COMMENTED = "has_commented"
    EARLIER_UNKNOWN = "earlier_unknown"
    ALSO_ASKS = "also_asks"
    AUTOMATIC_BUT_FITS = "automatic_but_fits"

    # Leaving alone.
    NO_CONSULTATION = "no_consultation"
    NOTHING_POINTS_TO_IT = "nothing_points_to_it"
    ANOTHER_MATTER = "another_matter"
    THANKS_ONLY = "thanks_only"
    NOTHING_NEW = "nothing_new"
    SPAM = "spam"
    BOUNCE_OF_OTHER_MAIL = "bounce_of_other_mail"
    AUTOMATIC_MAIL = "automatic_mail"


# In Swedish, as it is stored.
TEXTS: dict[Reason, str] = {
    Reason.REPLY_TO_OUR_MAIL: "Mejlet är ett svar på ett utskick från oss om remissen.",
    Reason.NAMES_OUR_REFERENCE: "Mejlet anger referensen till ett svar på remissen.",
    Reason.FITS_THE_CONSULTATION: "Innehållet visar tydligt att mejlet gäller remissen.",
    Reason.BOUNCE_OF_OUR_MAIL: "Det är en leveransrapport om ett mejl från oss.",
    Reason.AUTOMATIC_ANSWER_TO_US: "Det är ett automatiskt svar på ett mejl från oss.",
    Reason.UNCERTAIN: "Mejlet kan gälla remissen, men det är inte säkert.",
    Reason.RECORDS_REQUEST: "Mejlet ser ut att vara en begäran om allmän handling.",
    Reason.TWO_CONSULTATIONS: "Mejlet kan gälla mer än en remiss.",
    Reason.OWN_ADDRESS: "Mejlet kommer från en av våra egna adresser.",
    Reason.INCOMPLETE: "Bara brevhuvudet kunde läsas, eftersom mejlet är för stort.",
    Reason.NOT_ALL_READ: "Mejlet är så konstigt uppbyggt att allt i det inte gick att läsa.",
    Reason.OUTSIDE_PERIOD: "Mejlet kom när remissen inte tog emot svar.",
    Reason.SUBJECT_UNCLEAR: "Mejlet är ett svar på en remiss, men det säger inte vilken.",
    Reason.KIND_UNCLEAR: "Mejlet gäller remissen, men det är oklart vad avsändaren vill.",
    Reason.ONLY_IN_ATTACHMENT: "Bara bilagan tyder på remissen; själva mejlet handlar om något annat.",
    Reason.ONLY_QUOTED: "Avsändaren har inte skrivit något själv, men det citerade kan gälla remissen.",
    Reason.ATTACHMENT_UNREADABLE: "Svaret kan finnas i en bilaga som inte gick att läsa.",
    Reason.ATTACHMENT_MISSING: "Avsändaren säger sig lämna ett svar, men inget svar finns med.",
    Reason.ORGANISATION_UNCLEAR: "Adressen och underskriften pekar på olika organisationer.",
    Reason.SENDER_DIFFERS: "Mejlet hör till ett svar som någon annan har lämnat.",
    Reason.SENDER_UNPROVEN: "Mejlet ändrar ett tidigare svar, men avsändaren gick inte att bekräfta.",
    Reason.HAS_COMMENTED: "Avsändaren eller organisationen har redan lämnat ett svar.",
    Reason.EARLIER_UNKNOWN: "Mejlet gäller ett tidigare svar, men det är oklart vilket.",
    Reason.ALSO_ASKS: "Mejlet både svarar och ber om något.",
    Reason.AUTOMATIC_BUT_FITS: "Mejlet är märkt som automatiskt, men det läses som ett svar.",
    Reason.NO_CONSULTATION: "Ingen remiss tar emot svar just nu.",
    Reason.NOTHING_POINTS_TO_IT: "Inget i mejlet tyder på att det gäller remissen.",
    Reason.ANOTHER_MATTER: "Mejlet gäller något annat.",
    Reason.THANKS_ONLY: "Mejlet är bara ett tack.",
    Reason.NOTHING_NEW: "Mejlet innehåller inget nytt.",
    Reason.SPAM: "Mejlet är skräppost.",
    Reason.BOUNCE_OF_OTHER_MAIL: "Det är en leveransrapport om ett mejl som inte är vårt.",
    Reason.AUTOMATIC_MAIL: "Det är ett automatiskt mejl.",
}

TEXTS_EN: dict[Reason, str] = {
    Reason.REPLY_TO_OUR_MAIL: "The mail is a reply to one that we sent about the consultation.",
    Reason.NAMES_OUR_REFERENCE: "The mail gives the reference of an answer to the consultation.",
    Reason.FITS_THE_CONSULTATION: "Its content shows clearly that the mail is about the consultation.",
    Reason.BOUNCE_OF_OUR_MAIL: "It is a delivery report about a mail of ours.",
    Reason.AUTOMATIC_ANSWER_TO_US: "It is an automatic reply to a mail of ours.",
    Reason.UNCERTAIN: "The mail may be about the consultation, but that is not certain.",
    Reason.RECORDS_REQUEST: "The mail looks like a request for public documents.",
    Reason.TWO_CONSULTATIONS: "The mail may be about more than one consultation.",
    Reason.OWN_ADDRESS: "The mail comes from one of our own addresses.",
    Reason.INCOMPLETE: "Only the header could be read, because the mail is too large.",
    Reason.NOT_ALL_READ: "The mail is built so oddly that not all of it could be read.",
    Reason.OUTSIDE_PERIOD: "The mail came while the consultation was not taking answers.",
    Reason.SUBJECT_UNCLEAR: "The mail answers a consultation, but does not say which.",
    Reason.KIND_UNCLEAR: "The mail is about the consultation, but it is unclear what the sender wants.",
    Reason.ONLY_IN_ATTACHMENT: "Only the attachment points to the consultation; the mail itself is about other things.",
    Reason.ONLY_QUOTED: "The sender has written nothing new, but what is quoted may be about the consultation.",
    Reason.ATTACHMENT_UNREADABLE: "The answer may be in an attachment that could not be read.",
    Reason.ATTACHMENT_MISSING: "The sender says that an answer is enclosed, but there is none.",
    Reason.ORGANISATION_UNCLEAR: "The address and the signature point to different organisations.",
    Reason.SENDER_DIFFERS: "The mail belongs to an answer that somebody else has given.",
    Reason.SENDER_UNPROVEN: "The mail changes an earlier answer, but the sender could not be confirmed.",
    Reason.HAS_COMMENTED: "The sender or the organisation has already given an answer.",
    Reason.EARLIER_UNKNOWN: "The mail is about an earlier answer, but it is unclear which.",
    Reason.ALSO_ASKS: "The mail both answers and asks for something.",
    Reason.AUTOMATIC_BUT_FITS: "The mail is marked as automatic, but reads like an answer.",
    Reason.NO_CONSULTATION: "No consultation is taking answers at present.",
    Reason.NOTHING_POINTS_TO_IT: "Nothing in the mail suggests that it is about the consultation.",
    Reason.ANOTHER_MATTER: "The mail is about something else.",
    Reason.THANKS_ONLY: "The mail only says thank you.",
    Reason.NOTHING_NEW: "The mail holds nothing new.",
    Reason.SPAM: "The mail is junk.",
    Reason.BOUNCE_OF_OTHER_MAIL: "It is a delivery report about a mail that is not ours.",
    Reason.AUTOMATIC_MAIL: "It is an automatic mail.",
}
