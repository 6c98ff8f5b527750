"""The sentences of refusals in the reader's language, found by their code."""

from __future__ import annotations

from app.domain.errors import Refused
from app.web.words import lazy_gettext as _l
from app.web.words import say

SENTENCES = {
    "name-missing": _l("Give the name as it should print"),
    "name-characters": _l(
        "The name holds a character that cannot be printed. Please type the name again."
    ),
    "name-long": _l("The name is longer than 300 characters. Please give a shorter one."),
    "not-yet": _l("This letter does not take sign-ons yet."),
    "not-open": _l("This letter does not take sign-ons yet."),
    "over": _l("This letter is closed for sign-ons."),
    "closed": _l(
        "This letter is closed: it takes no more signatures. "
        "The organizers can tell you whether there will be a supplement."
    ),
    "withdrawing-over": _l(
        "The letter is closed. Write to the organizers: they can still take your line off."
    ),
    "organizations-only": _l("This letter is signed by organizations only. Please sign for yours."),
    "authorized:missing": _l("Tell us that you may sign for your organization"),
    "scope:unknown": _l("Say where your organization works"),
    "state:unknown": _l("Choose the state or territory from the list"),
    "answer:missing": _l("Choose an answer, or write a sentence."),
    "answer:characters": _l(
        "Please type the sentence again: it holds a sign that cannot be shown."
    ),
    "website:form": _l("Give the website as in “example.org”, or leave it empty"),
}


def in_words(refused: Refused) -> str:
    """Return why, in the language of the page; a reason without a code as it was given."""
    if refused.sentence is not None:
        return say(refused.sentence)
    sentence = SENTENCES.get(refused.code) or SENTENCES.get(refused.code.rpartition(":")[2])
    return str(sentence) if sentence is not None else refused.reason
