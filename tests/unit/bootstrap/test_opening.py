"""Opening the service."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from mailintake.bootstrap import open_service
from mailintake.errors import SettingsError


def test_garbage_is_collected_again_after_a_start_that_failed(tmp_path: Path):
    with pytest.raises(SettingsError):
        open_service(tmp_path, environ={})

    assert gc.isenabled()
