"""What goes between the service and the process that reads documents: a head and bytes, over pipes."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass, fields

# How long the name of the kind is and how long the document is, in bytes.
REQUEST = struct.Struct("!HQ")
# The value of a Finding, and how many bytes follow it.
ANSWER = struct.Struct("!cQ")


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingLimits:
    """What the process that reads one document may use: whole numbers."""

    processor_seconds: int = 6
    wall_seconds: int = 10
    memory: int = 512 * 1024 * 1024  # bytes of address space
    answer: int = 64 * 1024 * 1024  # bytes
    idle_seconds: int = 10  # without a document, after which the process that has them read ends

    def as_arguments(self) -> list[str]:
        """Return the limits as the process takes them."""
        return [str(getattr(self, limit.name)) for limit in fields(self)]

    @classmethod
    def of_arguments(cls, arguments: list[str]) -> ReadingLimits:
        """Return the limits that a process was started with."""
        return cls(**{limit.name: int(value) for limit, value in zip(fields(cls), arguments, strict=True)})


def write_all(descriptor: int, data: bytes) -> None:
    """Write bytes to a pipe. Raises OSError where nobody reads."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
