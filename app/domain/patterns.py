"""Regular expressions that are compiled when they are first asked.

A class of thousands of characters or a hundred alternatives takes milliseconds to compile. A
command that makes one letter would wait for patterns that its letter never needs.
"""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=256)
def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return the compiled pattern, compiled once."""
    return re.compile(source, flags)
