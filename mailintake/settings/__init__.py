"""The settings: config/mailintake.toml, config/consultations/*.toml and the environment, as frozen values.

Only ``bootstrap`` reads them; the rooms get what they need of them as arguments.
"""

from mailintake.settings.consultation import ConsultationSettings, ContactSettings, SectionSettings
from mailintake.settings.invited import InvitedOrganisation
from mailintake.settings.kinds.mail import NamedAddress
from mailintake.settings.kinds.moment import StartWord
from mailintake.settings.load import Settings, load
from mailintake.settings.secret import Secret
from mailintake.settings.sections import (
    Auth,
    Filing,
    LimitsSettings,
    MailboxSettings,
    RetentionSettings,
    ReviewSettings,
    ServiceSettings,
    SmtpSettings,
    StaffSettings,
    StoreSettings,
    Tls,
    WhenQuiet,
)

__all__ = [
    "Auth",
    "ConsultationSettings",
    "ContactSettings",
    "Filing",
    "InvitedOrganisation",
    "LimitsSettings",
    "MailboxSettings",
    "NamedAddress",
    "RetentionSettings",
    "ReviewSettings",
    "Secret",
    "SectionSettings",
    "ServiceSettings",
    "Settings",
    "SmtpSettings",
    "StaffSettings",
    "StartWord",
    "StoreSettings",
    "Tls",
    "WhenQuiet",
    "load",
]
