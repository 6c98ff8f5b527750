"""Where the real letters and names lie, for tests that may use them and skip where they are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def _find() -> Path | None:
    told = os.environ.get("UNDERSIGNED_SHARED")
    place = Path(told) if told else Path(__file__).resolve().parents[2] / "shared"
    return place if (place / "letters").is_dir() else None


SHARED = _find()

needs_shared = pytest.mark.skipif(
    SHARED is None, reason="the shared letters are not beside this checkout"
)
