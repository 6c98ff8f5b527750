"""The desk's sentences in the reader's language: for refusals, by their code; for what waits."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.errors import Refused
from app.services.desk import Wait, Waiting
from app.web import refusals
from app.web.words import lazy_gettext as _l
from app.web.words import ngettext

SENTENCES = {
    "not-open-now": _l("This letter is not open, so there is nothing to close."),
    "deadline-passed": _l(
        "Its deadline has passed, so it cannot be opened. Add the letter again with a later "
        "“closes:” in the letter file."
    ),
    "visibility": _l("Choose one of the settings offered."),
    "signs:only-members-read": _l(
        "Only members read the text, so nobody else could sign it. Choose “Those you invite”, "
        "or let others read the text"
    ),
    "shows:only-members-read": _l(
        "Only members read the text, so nobody else could see the names. Show them to "
        "members or to those who have signed, or let others read the text"
    ),
    "merge:too-few": _l("Tick at least two lines that are one organization."),
    "merge:changed": _l("These lines have changed since you opened the page. Look at them again."),
    "merge:disputed": _l("One of these lines is disputed or declined. Settle that first."),
    "settle:undone": _l("This was undone already."),
    "ask:nobody": _l("Nobody behind the newer line can be written to. Decide by what you know."),
    "ask:already": _l("They were asked already. Wait for their answer, or decide without."),
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


def waiting_in_words(waiting: Sequence[Waiting]) -> str:
    """Return all that waits in a few words each, such as "one possible duplicate, 2 not
    confirmed yet"; "" where nothing waits.
    """
    return ", ".join(_few_words(each) for each in waiting)


def _few_words(waiting: Waiting) -> str:
    match waiting.what:
        case Wait.DUPLICATES:
            return ngettext("one possible duplicate", "%(num)d possible duplicates", waiting.count)
        case Wait.UNCONFIRMED:
            return ngettext("one not confirmed yet", "%(num)d not confirmed yet", waiting.count)
        case Wait.WARNINGS:
            return ngettext(
                "one thing to look at in the text",
                "%(num)d things to look at in the text",
                waiting.count,
            )
