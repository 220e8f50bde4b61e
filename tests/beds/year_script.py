"""What people do in the simulated year: consultations with rounds on odd days, and how those who were asked behave."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

from beds.embedded import letter
from beds.world import World
from beds.year import Machine
from mailintake.domain.outbox import NewMail

STOCKHOLM = ZoneInfo("Europe/Stockholm")
LULEA = "lulea-lok-2018"
BEGINS_AT = datetime(2017, 12, 28, 0, 0, tzinfo=STOCKHOLM)


@dataclass(frozen=True, kw_only=True, slots=True)
class Matter:
    """A consultation of the year, and when its two rounds go out; the shipped example is one of them."""

    key: str
    word: str  # that its mails are known by
    prefix: str
    opens: date
    deadline: date
    days_before: tuple[int, int]
    rounds: tuple[str, ...]  # local moments at which reminders are queued
    sees_bounces: bool = True

    def address(self, index: int) -> str:
        return f"styrelsen@{self.word}{index}.example"

    def name(self, index: int) -> str:
        return f"{self.word.capitalize()}föreningen {'ABCDEFGH'[index]}"


MATTERS = (
    # Monday 1 January is a day off, and Friday 12 January is not.
    Matter(key="nyar", word="nyhamn", prefix="NYA", opens=date(2017, 12, 20), deadline=date(2018, 1, 15),
           days_before=(14, 3), rounds=("2017-12-29 09:00", "2018-01-12 09:00"), sees_bounces=False),
    # Easter Monday and Good Friday both fall back on Maundy Thursday: the rounds are not added up.
    Matter(key="pask", word="parkplan", prefix="PSK", opens=date(2018, 2, 1), deadline=date(2018, 4, 16),
           days_before=(17, 14), rounds=("2018-03-29 09:00",), sees_bounces=False),
    # Midsummer's Eve falls back on Thursday 21 June; the process is down from before nine until Friday at three.
    Matter(key="sommar", word="strandplan", prefix="SOM", opens=date(2018, 5, 1), deadline=date(2018, 7, 6),
           days_before=(14, 3), rounds=("2018-06-25 09:00", "2018-07-03 09:00")),
    # Sunday 28 October, when the clock goes back, falls back on Friday.
    Matter(key="host", word="idrottsplan", prefix="HST", opens=date(2018, 9, 10), deadline=date(2018, 11, 11),
           days_before=(14, 3), rounds=("2018-10-26 09:00", "2018-11-08 09:00")),
    # Christmas Day falls back on Friday 21 December, New Year's Eve on Friday 28 December.
    Matter(key="vinter", word="skidplan", prefix="VIN", opens=date(2018, 10, 1), deadline=date(2019, 1, 3),
           days_before=(9, 3), rounds=("2018-12-21 09:00", "2018-12-28 09:00")),
)  # fmt: skip
NEWS = {"pask": ("2018-02-05", "2018-02-14", "2018-02-17", "2018-02-24"), "sommar": ("2018-05-18", "2018-06-05")}
LULEA_ROUNDS = ("2018-09-17 09:00", "2018-09-28 09:00")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


class Script:
    """What people do in the year, by the moment at which they do it."""

    def __init__(self, machine: Machine, database: Path) -> None:
        self.machine = machine
        self.database = database
        self.deeds: list[tuple[datetime, Callable[[], None]]] = []
        # What each organisation must have been sent: its address and the local moments.
        self.reminded: dict[str, tuple[str, ...]] = {}

    def at(self, moment: datetime, deed: Callable[[], None]) -> None:
        """Let something happen."""
        self.deeds.append((moment, deed))

    def write(self, config: Path, errands: list[datetime]) -> None:
        """Write the year: both kinds of consultations, and mail at these moments that has to do with neither."""
        _write_matters(self)
        _write_lulea(self, config)
        for number, moment in enumerate(errands):
            self.unrelated(moment, number)
        self.deeds.sort(key=lambda deed: deed[0])

    def run_until(self, moment: datetime) -> None:
        """Let all happen that is due."""
        while self.deeds and self.deeds[0][0] <= moment:
            self.deeds.pop(0)[1]()

    def comment(self, moment: datetime, address: str, name: str, about: str) -> None:
        """An organisation answers."""
        text = (
            f"Vi i {name} har läst förslaget till {about} och vill lämna våra synpunkter på remissen. Vi tycker att "
            "förslaget är bra i stort, men föreslår att kommunen följer upp åtagandena varje år.\n\n"
            f"Vänliga hälsningar\nEva Exempel\n{name}"
        )
        content = letter(f"Synpunkter på remissen om {about} från {name}", text, sender=address)
        self.at(moment, lambda: self.machine.receive(content))

    def decline(self, moment: datetime, address: str, name: str, about: str) -> None:
        """An organisation abstains."""
        text = f"Hej!\n\n{name} avstår från att lämna synpunkter på remissen om {about}.\n\nEva Exempel\n{name}"
        content = letter(f"Avstår: remissen om {about}", text, sender=address)
        self.at(moment, lambda: self.machine.receive(content))

    def change(self, moment: datetime, address: str, column: str, value: object) -> None:
        """Staff note that an organisation wants no mail, or has more time."""

        def note() -> None:
            connection = sqlite3.connect(self.database)
            with connection:
                changed = connection.execute(
                    f"UPDATE organisation SET {column} = ? WHERE id IN "
                    "(SELECT organisation_id FROM organisation_address WHERE address = ?)",
                    (value, address),
                )
                assert changed.rowcount == 1
            connection.close()

        self.at(moment, note)

    def bounce(self, moment: datetime, address: str) -> None:
        """The reminder to an address comes back."""

        def come_back() -> None:
            [sent] = [mail for mail in self.machine.way_out.sent if mail.recipient == address]
            self.machine.receive(_report_of(sent))

        self.at(moment, come_back)

    def unrelated(self, moment: datetime, number: int) -> None:
        """Somebody writes of something else."""
        content = letter("Snöröjning på Kungsgatan", f"Plogen har lagt en vall framför infart {number} igen.")
        self.at(moment, lambda: self.machine.receive(content))


def write_settings(world: World) -> None:
    """Put the shipped consultation and those of the year into a settings folder."""
    folder = world.config / "consultations"
    template = (folder / "lok.toml").read_text(encoding="utf-8")
    (folder / "lok.toml").unlink()
    shutil.copytree(Path(__file__).parents[2] / "config" / "consultations", folder, dirs_exist_ok=True)
    for matter in MATTERS:
        lines = {
            "key": f'"{matter.key}"',
            "title": f'"{matter.word.capitalize()} för Luleå kommun"',
            "reference_prefix": f'"{matter.prefix}"',
            "opens": matter.opens.isoformat(),
            "deadline": matter.deadline.isoformat(),
            "proposal": f'"Förslag till {matter.word}: kommunen tar fram en {matter.word} med föreningarna."',
            "terms": f'["{matter.word}*", "{matter.word} för Luleå"]',
            "remind_days_before": f'{list(matter.days_before)}\ninvited = "{matter.key}.csv"',
        }
        text = "\n".join(
            f"{key} = {lines[key]}" if (key := line.partition(" = ")[0]) in lines else line
            for line in template.splitlines()
        )
        (folder / f"{matter.key}.toml").write_text(text, encoding="utf-8")
        rows = [f"{matter.name(index)};{matter.address(index)}" for index in range(8)]
        (folder / f"{matter.key}.csv").write_text("\n".join(("name;email", *rows)), encoding="utf-8")


def _write_matters(script: Script) -> None:
    for matter in MATTERS:
        first, last = local(matter.rounds[0]), local(matter.rounds[-1])
        before = datetime.combine(first.date() - timedelta(days=4), time(12, 0), STOCKHOLM)
        between = last - timedelta(hours=20) if last != first else first + timedelta(days=1)
        is_one_round = len(matter.rounds) == 1
        both, only_first = matter.rounds, matter.rounds[:1]
        expected = [both, both, (), only_first, only_first, only_first, only_first, both]
        script.comment(max(before, BEGINS_AT + timedelta(hours=2)), matter.address(2), matter.name(2), matter.word)
        script.comment(between, matter.address(3), matter.name(3), matter.word)
        script.decline(between, matter.address(4), matter.name(4), matter.word)
        script.change(between, matter.address(5), "has_opted_out", 1)
        script.change(between, matter.address(6), "extended_to", matter.deadline + timedelta(days=14))
        if matter.sees_bounces:
            script.bounce(first + timedelta(hours=2), matter.address(7))
            expected[7] = only_first
        assert is_one_round is (both == only_first)
        script.reminded |= {matter.address(index): rounds for index, rounds in enumerate(expected)}
        # Who was not invited may answer too; these make news in a season of quiet.
        for number, day in enumerate(NEWS.get(matter.key, ())):
            club = f"klubben{number}.{matter.word}.example"
            script.comment(local(f"{day} 12:00"), f"styrelsen@{club}", f"Klubben {number}", matter.word)


def _write_lulea(script: Script, config: Path) -> None:
    rows = (config / "consultations" / f"{LULEA}.invited.csv").read_text(encoding="utf-8").splitlines()[1:]
    invited = [(row.split(",")[0], row.split(",")[2]) for row in rows]
    about = "lokal överenskommelse mellan Luleå kommun och civilsamhället"
    both, only_first = LULEA_ROUNDS, LULEA_ROUNDS[:1]
    script.reminded |= {address: both for _, address in invited}
    for index, moment, rounds in (
        (0, "2018-09-03 10:00", ()),
        (1, "2018-09-20 10:00", only_first),
        # The last reminder waits for the way out: this answer comes before it is sent.
        (8, "2018-09-28 10:00", only_first),
        (9, "2018-10-04 10:00", both),
    ):
        name, address = invited[index]
        script.comment(local(moment), address, name, about)
        script.reminded[address] = rounds
    name, address = invited[2]
    script.decline(local("2018-09-21 10:00"), address, name, about)
    script.change(local("2018-08-01 10:00"), invited[3][1], "has_opted_out", 1)
    script.change(local("2018-09-24 10:00"), invited[4][1], "has_opted_out", 1)
    script.change(local("2018-09-05 10:00"), invited[5][1], "extended_to", "2018-10-15")
    script.change(local("2018-09-25 10:00"), invited[6][1], "extended_to", "2018-10-15")
    script.bounce(local("2018-09-18 10:00"), invited[7][1])
    for index, rounds in ((2, only_first), (3, ()), (4, only_first), (5, ()), (6, only_first), (7, only_first)):
        script.reminded[invited[index][1]] = rounds


def _report_of(sent: NewMail) -> bytes:
    """Return the report that a mail of ours could not be delivered (RFC 3464)."""
    subject = message_from_bytes(sent.content, policy=default)["Subject"]
    return (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: lulea.kommun@lulea.se\r\n"
        f"Subject: Undelivered Mail Returned to Sender\r\nMessage-ID: <report.{sent.message_id[1:-1]}.mx.example>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\nMIME-Version: 1.0\r\n'
        "Auto-Submitted: auto-replied\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nUser unknown.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; {sent.recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {sent.message_id}\r\nSubject: {subject}\r\n\r\n"
        "--b--\r\n"
    ).encode()
