"""The desk's sentences in the reader's language: for refusals, by their code; for what waits."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.errors import Refused
from app.domain.finishing import Hindrance, Notice
from app.services.desk import Wait, Waiting
from app.web import refusals
from app.web.words import gettext as _
from app.web.words import lazy_gettext as _l
from app.web.words import ngettext, say

SENTENCES = {
    "not-open-now": _l("This letter is not open, so there is nothing to close."),
    "deadline-passed": _l(
        "Its deadline has passed, so it cannot be opened. Add the letter again with a later "
        "“closes:” in the letter file."
    ),
    "too-many-pictures": _l(
        "You have brought 100 pictures within an hour. Please bring the next ones later."
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
    "list-busy": _l("Somebody is working on this list just now. Wait until that is done."),
    "list-past": _l("This list is past that. Bring it again."),
    "list-gone": _l("The rows of this list are no longer kept. Bring it again."),
    "list-is-final": _l(
        "This letter is final: its list stays as it is. Open the letter again first."
    ),
    "not-imported": _l("This list was not imported, so there is nothing to undo."),
    "columns:name:missing": _l("Say which column holds the organization’s name."),
    "columns:twice": _l("Two columns hold the same. Choose one of them."),
    "columns:unknown": _l("Choose one of the fields offered."),
    "order-changed": _l(
        "Somebody changed the order meanwhile. Nothing of yours is saved yet: it stands below "
        "as you wanted it. Look, and save again."
    ),
    "line-changed": _l(
        "Somebody changed this line meanwhile. Nothing of yours is saved yet: it stands below "
        "as you wrote it. Look, and save again."
    ),
    "no-such-rule": _l("Choose one of the ways to group that are offered."),
    "group-heading": _l(
        "Give the group a heading of 300 characters at most, such as “State and local > Ohio”."
    ),
    "group-in-use": _l("Somebody stands under this group. Give them another group first."),
    "too-many-groups": _l("A list has 2,000 groups at most."),
    "words-too-long": _l("Use 300 characters at most, in plain words."),
    "no-such-pin": _l("Give a place from 1 to 10,000."),
    "no-such-number": _l("Give a number, such as 3 or 2.5."),
    "no-lines": _l("Choose lines, and what to set for them."),
    "slug-form": _l(
        "This cannot stand in an address. Use lower-case letters, digits and hyphens, "
        "80 at most, such as “heat-shutoffs-2027”."
    ),
    "slug-taken": _l(
        "Another letter has this address. Choose another one here, or as “slug:” in the "
        "letter file."
    ),
    "spelling-taken": _l(
        "Another organization of the directory has this name in this place. Join the two, or "
        "give the place that tells them apart."
    ),
    "place-form": _l("The place is too long."),
    "directory-text": _l("This cannot be printed, or it is too long. Give it anew."),
    "website-form": _l("Give the website as in “example.org”, or leave it empty"),
    "notes-long": _l("The notes have more than 2,000 characters. Shorten them."),
    "may-sign-form": _l(
        "Give an address such as office@example.org, or a whole domain such as example.org"
    ),
    "may-sign-everybody": _l(
        "Everybody can have an address or a page there, so the domain names nobody. Give the "
        "whole address instead."
    ),
    "join-whom": _l("Choose another organization of the directory."),
    "succession-day": _l("Say what happened, and on which day"),
    "succession-several": _l(
        "Several organizations can only merge. Say so, or leave the others out."
    ),
    "succession-circle": _l("It would become one that it was made from. Choose another one."),
    "not-in-directory": _l("The directory does not know this name. Write it as it stands there."),
    "several-in-directory": _l(
        "Several organizations of the directory have this name. Give an accepted spelling that "
        "only one of them has."
    ),
}


def in_words(refused: Refused) -> str:
    sentence = SENTENCES.get(refused.code) or SENTENCES.get(refused.code.rpartition(":")[2])
    return refusals.in_words(refused) if sentence is None else str(sentence)


def waiting_in_words(waiting: Sequence[Waiting]) -> str:
    """Return all that waits in a few words each, such as "one possible duplicate, 2 not
    confirmed yet"; "" where nothing waits.
    """
    return ", ".join(_few_words(each) for each in waiting)


def noticed_in_words(noticed: Notice | Hindrance) -> str:
    """Return what to look at in a letter, with its line where it has one."""
    words = say(noticed.sentence)
    if not noticed.line:
        return words
    return _("Line %(number)d of the letter file: %(reason)s", number=noticed.line, reason=words)


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
