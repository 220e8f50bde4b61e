"""Both registers answer every port of the jobs, call by call."""

from __future__ import annotations

import inspect

import pytest

from mailintake.jobs.ports import register as ports
from mailintake.register.memory import MemoryRepository
from mailintake.register.sql_repository import SqlRepository

PORTS = [
    port
    for _, port in inspect.getmembers(ports, inspect.isclass)
    if port.__module__.startswith(ports.__name__) and getattr(port, "_is_protocol", False)
]
CALLS = [(port, name) for port in PORTS for name in vars(port) if not name.startswith("_")]


def test_there_are_ports():
    assert {port.__name__ for port in PORTS} >= {
        "Ledger", "Outbox", "Organisations", "Calendar", "Tray", "Reports", "Lease", "Breaker"
    }  # fmt: skip


@pytest.mark.parametrize("register", [SqlRepository, MemoryRepository])
@pytest.mark.parametrize(("port", "name"), CALLS, ids=lambda each: each if isinstance(each, str) else each.__name__)
def test_a_call_of_a_port_is_answered_with_the_same_parameters(register, port, name):
    asked = inspect.signature(getattr(port, name)).parameters
    answered = inspect.signature(getattr(register, name)).parameters

    assert [(p.name, p.kind, p.default) for p in answered.values()] == [
        (p.name, p.kind, p.default) for p in asked.values()
    ]
