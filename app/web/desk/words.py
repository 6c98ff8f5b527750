"""The desk's sentences for refusals, in the reader's language, found by their code."""

from __future__ import annotations

from app.domain.errors import Refused
from app.web import refusals
from app.web.words import lazy_gettext as _l

SENTENCES = {
    "not-open-now": _l("This letter is not open, so there is nothing to close."),
    "deadline-passed": _l(
        "Its deadline has passed, so it cannot be opened. Add the letter again with a later "
        "“closes:” in the letter file."
    ),
    "visibility": _l("Choose one of the settings offered."),
    "slug-form": _l(
        "This cannot stand in an address. Use lower-case letters, digits and hyphens, "
        "80 at most, such as “heat-shutoffs-2027”."
    ),
    "slug-taken": _l(
        "Another letter has this address. Choose another one here, or as “slug:” in the "
        "letter file."
    ),
}


def in_words(refused: Refused) -> str:
    sentence = SENTENCES.get(refused.code)
    return refusals.in_words(refused) if sentence is None else str(sentence)
