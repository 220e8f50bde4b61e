"""The setting of the story: its days, its milestones, and the settings folder that the service is run with."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

from mailintake.demo.mailcraft.earlier import SWEDISH_TIME
from mailintake.demo.mailcraft.letter import BOUNDARY_HOST, OUR_ADDRESS
from mailintake.demo.view import Period
from mailintake.resources import example_config_folder

BEGINS_AT = datetime(2018, 6, 20, 7, 0, tzinfo=SWEDISH_TIME)
ENDS_AT = datetime(2018, 10, 4, 8, 0, tzinfo=SWEDISH_TIME)
# The day after the council's decision is played too, and nothing between.
DECISION_TOLD_ON = date(2018, 12, 18)
# The same in every play, so that references and Message-IDs are the same too. A real one is made with the database.
SECRET = b"the demo's secret is no secret at all"
CONSULTATION = "lulea-lok-2018"
STAFF = "registrator@kommun.example"

PERIOD = Period(
    first=BEGINS_AT.date(),
    last=ENDS_AT.date(),
    milestones=(
        (date(2018, 6, 20), "The proposal goes out on remiss"),
        (date(2018, 9, 17), "First reminder: two weeks left"),
        (date(2018, 9, 28), "Last reminder: three days left"),
        (date(2018, 10, 1), "The last day to answer"),
        (date(2018, 10, 2), "From now on, comments are late, and kept all the same"),
        (DECISION_TOLD_ON, "The council has decided: everybody who answered is told"),
    ),
)

_SETTINGS = """\
[service]
name = "Luleå kommun"

[store]
url = "sqlite:///{folder}/mailintake.db"

[mailbox]
host = "127.0.0.1"
port = {imap_port}
tls = "none"
user = "{user}"
password = "{password}"
addresses = ["{address}"]
boundary_hosts = ["{boundary}"]
trusted_authserv_ids = ["{boundary}"]

[smtp]
host = "127.0.0.1"
port = {smtp_port}
tls = "none"
sender = "Luleå kommun <{address}>"

[staff]
digest_to = ["{staff}"]
"""


def write_config(folder: Path, *, imap_port: int, smtp_port: int, user: str, password: str) -> Path:
    """Write the settings folder of the demo beside its database, and return its path."""
    config = folder / "config"
    shutil.copytree(example_config_folder() / "consultations", config / "consultations")
    text = _SETTINGS.format(
        folder=folder,
        imap_port=imap_port,
        smtp_port=smtp_port,
        user=user,
        password=password,
        address=OUR_ADDRESS,
        boundary=BOUNDARY_HOST,
        staff=STAFF,
    )
    (config / "mailintake.toml").write_text(text, encoding="utf-8")
    return config


def notable_line(at: datetime) -> str:
    """Return the line of a day that matters, or nothing."""
    today = at.astimezone(SWEDISH_TIME).date()
    return next((line for day, line in PERIOD.milestones if day == today), "")
