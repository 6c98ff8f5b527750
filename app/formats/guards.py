"""Text that a spreadsheet would take for a formula, made harmless and made whole again."""

from __future__ import annotations

import re

# What a spreadsheet takes for the beginning of a formula, also behind blanks and quotes, and
# in the wide forms that some programs narrow before they look.
# Source: OWASP, "CSV Injection".
_ACTS = re.compile(r"[\s\ufeff\u200b\"'‘’‚“”„«»`´＂＇]*[=+\-@＝＋－＠\t\r]")
GUARD = "'"


def acts_as_formula(text: str) -> bool:
    """Might a spreadsheet compute this instead of showing it?"""
    return _ACTS.match(text) is not None


def guarded(text: str) -> str:
    """Return the text with an apostrophe before it where it might act as a formula."""
    return f"{GUARD}{text}" if acts_as_formula(text) else text


def unguarded(text: str) -> str:
    """Return the text that was guarded; whatever was not comes back as it is.

    >>> unguarded(guarded("-Dash")), unguarded("'Aha Collective")
    ('-Dash', "'Aha Collective")
    """
    bare = text.removeprefix(GUARD)
    return bare if bare != text and acts_as_formula(bare) else text
