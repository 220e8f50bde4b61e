"""Why a decision was made: a code for the log and a sentence for staff, all in one place."""

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
    WANTS_NO_REMINDERS = "wants_no_reminders"
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


TEXTS: dict[Reason, str] = {
    Reason.REPLY_TO_OUR_MAIL: "Mejlet är ett svar på ett utskick från oss om remissen.",
    Reason.NAMES_OUR_REFERENCE: "Mejlet anger referensen till ett svar på remissen.",
    Reason.FITS_THE_CONSULTATION: "Mejlets ord och avsändare visar att det gäller remissen.",
    Reason.BOUNCE_OF_OUR_MAIL: "Det är en leveransrapport om ett mejl från oss.",
    Reason.AUTOMATIC_ANSWER_TO_US: "Det är ett automatiskt svar på ett mejl från oss.",
    Reason.UNCERTAIN: "Mejlet kan gälla remissen, men det är inte säkert.",
    Reason.RECORDS_REQUEST: "Mejlet ser ut att vara en begäran om allmän handling.",
    Reason.TWO_CONSULTATIONS: "Mejlet kan gälla mer än en remiss.",
    Reason.OWN_ADDRESS: "Mejlet kommer från en av våra egna adresser.",
    Reason.INCOMPLETE: "Bara brevhuvudet kunde läsas, eftersom mejlet är för stort.",
    Reason.OUTSIDE_PERIOD: "Mejlet kom när remissen inte tog emot svar.",
    Reason.SUBJECT_UNCLEAR: "Mejlet är ett svar på en remiss, men det säger inte vilken.",
    Reason.KIND_UNCLEAR: "Mejlet gäller remissen, men det är oklart vad avsändaren vill.",
    Reason.ONLY_IN_ATTACHMENT: "Bara bilagan tyder på remissen, mejlet handlar om något annat.",
    Reason.ONLY_QUOTED: "Avsändaren har inte skrivit något själv, men det citerade kan gälla remissen.",
    Reason.ATTACHMENT_UNREADABLE: "Svaret kan finnas i en bilaga som inte gick att läsa.",
    Reason.ATTACHMENT_MISSING: "Avsändaren säger sig lämna ett svar, men inget svar finns med.",
    Reason.ORGANISATION_UNCLEAR: "Adressen och underskriften pekar på olika organisationer.",
    Reason.SENDER_DIFFERS: "Mejlet hör till ett svar som någon annan har lämnat.",
    Reason.SENDER_UNPROVEN: "Mejlet ändrar ett tidigare svar, men avsändaren gick inte att bekräfta.",
    Reason.HAS_COMMENTED: "Avsändaren eller organisationen har redan lämnat ett svar.",
    Reason.EARLIER_UNKNOWN: "Mejlet gäller ett tidigare svar, men det är oklart vilket.",
    Reason.ALSO_ASKS: "Mejlet både svarar och ber om något.",
    Reason.WANTS_NO_REMINDERS: "Avsändaren vill inte ha fler påminnelser.",
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
