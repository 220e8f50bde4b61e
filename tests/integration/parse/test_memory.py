"""A large attachment costs memory in proportion, and reading loads nothing before the first mail."""

from __future__ import annotations

import subprocess
import sys

from mailmaking import attached, multipart, text_part

PEAK = 130 * 1024 * 1024
SIZE = 25 * 1024 * 1024

READ = """
import re, sys
from datetime import UTC, datetime
from mailintake.domain.message import Arrival
from mailintake.parse import Boundary, read

def peak():
    # ru_maxrss would count what the process that started this one held.
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) * 1024

boundary, now = Boundary(own_addresses=frozenset()), datetime(2018, 6, 22, tzinfo=UTC)
read(b"Subject: x\\n\\nHej", Arrival(ref=None, internal_date=None, size=0), boundary, now)
before = peak()
original = open(sys.argv[1], "rb").read()
message = read(original, Arrival(ref=None, internal_date=None, size=len(original)), boundary, now)
assert message.attachments[0].size == int(sys.argv[2])
print(peak() - before)
"""
IMPORT = "import sys, mailintake.parse; print('mailparser' in sys.modules)"


def run(*arguments):
    return subprocess.run([sys.executable, "-c", *arguments], capture_output=True, text=True, check=True).stdout.strip()


def test_a_mail_with_25_megabytes_attached_is_read_within_130(tmp_path, tell_figure):
    file = tmp_path / "stor.eml"
    file.write_bytes(multipart(text_part("Se bilaga."), attached(b"%PDF-" + b"\xff" * (SIZE - 5), "stor.pdf")))
    peak = int(run(READ, str(file), str(SIZE)))
    tell_figure(f"{peak / 1024 / 1024:.0f} MB over the baseline")
    assert peak < PEAK


def test_the_package_is_cheap_to_import():
    assert run(IMPORT) == "False"
