"""The register as the jobs see it, one protocol for each thing it is asked for.

The values are named in these and not used, so that whoever imports a port does not load all of them.
"""

from mailintake.jobs.ports.register.consultations import Consultations
from mailintake.jobs.ports.register.diary import Diary
from mailintake.jobs.ports.register.ledger import Ledger
from mailintake.jobs.ports.register.organisations import Organisations
from mailintake.jobs.ports.register.outbox import Outbox
from mailintake.jobs.ports.register.reports import Reports
from mailintake.jobs.ports.register.tray import Tray
from mailintake.jobs.ports.register.turns import Breaker, Calendar, Lease

__all__ = [
    "Breaker",
    "Calendar",
    "Consultations",
    "Diary",
    "Lease",
    "Ledger",
    "Organisations",
    "Outbox",
    "Reports",
    "Tray",
]
