"""gettext with types: the library's own functions return what no type checker knows."""

from __future__ import annotations

from typing import cast

import flask_babel

from app.domain.sentences import Sentence


def gettext(message: str, **values: object) -> str:
    """Return the message in the language of the page, with `%(name)s` filled in."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """Return the message for this number in the language of the page."""
    return str(flask_babel.ngettext(one, many, num, **values))


def say(sentence: Sentence) -> str:
    """Return the sentence, and each within it, in the language of the page."""
    if not sentence.message:
        return ""  # a catalogue answers to nothing with its own head
    values = {
        name: say(value) if isinstance(value, Sentence) else value
        for name, value in sentence.values
    }
    return gettext(sentence.message, **values)


def lazy_gettext(message: str) -> str:
    """Return the message so that it is looked up when it is shown: for classes and constants."""
    return cast("str", flask_babel.lazy_gettext(message))
