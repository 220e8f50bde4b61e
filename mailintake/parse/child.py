"""The process in which one odd mail is read: ``python -m mailintake.parse.child``.

It takes limits as arguments, one line of JSON and then the mail on standard input, and writes the reading as JSON to
standard output. Whatever the mail makes it do, its own limits or its parent end it.
"""

from __future__ import annotations

import resource
import sys

from mailintake.parse.reading import read_original
from mailintake.parse.serialisation import dump_reading, load_request


def main(arguments: list[str]) -> int:
    """Read one mail within limits (seconds of processor time, bytes of memory); return the exit status."""
    seconds, memory = (int(argument) for argument in arguments)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Reading needs no file and writes none.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    arrival, boundary, now = load_request(sys.stdin.buffer.readline())
    original = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
    sys.stdout.buffer.write(dump_reading(read_original(original, arrival, boundary, now)))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
