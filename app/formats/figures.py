"""What is said of figures in braces that cannot be used as they are written."""

from __future__ import annotations

from app.domain import tokens
from app.domain.sentences import N_, Sentence, sentence

ESCAPE = sentence(N_("write %(escaped)s where braces are meant"), escaped="\\{{")


def unknown_figure(written: str) -> Sentence:
    """Return the sentence that refuses a figure, `written` with its braces."""
    unknown = N_("%(figure)s is not known; expected one of %(expected)s")
    return sentence(unknown, figure=written, expected=tokens.EXPECTED)
