"""The only place where settings are read and adapters chosen; everything is imported when it is asked for."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service

CONFIG_VARIABLE = "MAILINTAKE_CONFIG"
DEFAULT_CONFIG = "config"

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment in UTC: the only clock there is."""
    return datetime.now(UTC)


def config_folder(option: str | None, environ: Mapping[str, str] | None = None) -> Path:
    """Return the folder of the settings: the option's, the environment's or ``config/``."""
    environ = os.environ if environ is None else environ
    return Path(option or environ.get(CONFIG_VARIABLE) or DEFAULT_CONFIG)


def open_service(
    config: str | Path | None,
    *,
    clock: Clock = utc_now,
    environ: Mapping[str, str] | None = None,
    secret: bytes | None = None,
) -> Service:
    """Return the service that the settings describe, with its database brought up to date.

    No server is connected to yet. ``environ`` stands in for the process's environment, and ``secret`` for the one that
    the database made. Raises SettingsError, SchemaError or StoreUnavailableError.
    """
    with _without_collecting():
        from mailintake.bootstrap.build import build

        return build(_load(config, environ), clock=clock, secret=secret)


def open_for_inspection(config: str | Path | None, *, clock: Clock = utc_now, model: Path | None = None) -> Service:
    """Return a service over an empty register in memory: for judging files without touching anything.

    ``model`` is the file of a model to judge by, instead of the one that the settings name.
    """
    from mailintake.bootstrap.build import build

    settings = _load(config)
    if model is not None:
        settings = replace(settings, judging=replace(settings.judging, model=model))
    service = build(settings, clock=clock, is_in_memory=True)
    service.sync_invited()
    return service


def open_for_rehearsal(config: str | Path | None, *, clock: Clock = utc_now) -> Service:
    """Return the service for a look that stores nothing: where there is no database yet, none is made."""
    from mailintake.bootstrap.build import build
    from mailintake.register import schema

    settings = _load(config)
    if schema.current(settings.store.url.reveal()) is None:
        return open_for_inspection(config, clock=clock)
    return build(settings, clock=clock)


def upgrade_schema(config: str | Path | None) -> None:
    """Bring the database's schema up to date. Raises SchemaError where it is newer than the code."""
    from mailintake.register import schema

    schema.upgrade(_load(config).store.url.reveal())


def current_schema(config: str | Path | None) -> str | None:
    """Return the version of the database's schema; None where it is empty."""
    from mailintake.register import schema

    return schema.current(_load(config).store.url.reveal())


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep Python from looking for garbage in what is being loaded: there is none, and looking takes a tenth of a poll.

    What has been loaded stays to the end, so it is not looked through later either.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def _load(config: str | Path | None, environ: Mapping[str, str] | None = None) -> Settings:
    from mailintake.settings.load import load

    environ = os.environ if environ is None else environ
    return load(config_folder(str(config) if config else None, environ), environ)


if TYPE_CHECKING:
    from mailintake.settings.load import Settings
