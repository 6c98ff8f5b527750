"""Sentences for a person that can be said in their language later than they are made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.values import dataclass


def N_(message: str) -> str:  # noqa: N802 - the name that every reader of catalogues knows
    """Return the message as it is; it marks an English sentence for the catalogues."""
    return message


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English message with %(name)s in it, and what fills it.

    Catalogues are looked up by `message`. A value may be a sentence itself ("note 3"), which
    is then said in the same language. str() says it in English.
    """

    message: str
    values: tuple[tuple[str, str | int | Sentence], ...] = ()

    def __str__(self) -> str:
        return self.message % {name: str(value) for name, value in self.values}


NOTHING = Sentence("")
"""What is said where there is nothing to say: an unknown place, a missing remark."""


def as_written(words: str) -> Sentence:
    """Return words that no catalogue holds: a person's own, or those of another language."""
    return Sentence("%(words)s", (("words", words),))


def series(sentences: Sequence[Sentence], *, between: str = ", ") -> Sentence:
    """Return several sentences in one line."""
    names = [f"part{at}" for at in range(len(sentences))]
    message = between.join(f"%({name})s" for name in names)
    return Sentence(message, tuple(zip(names, sentences, strict=True)))


def hinted(said: Sentence, hint: Sentence) -> Sentence:
    """Return what is wrong and, after a semicolon, what to do about it."""
    return Sentence("%(said)s; %(hint)s", (("said", said), ("hint", hint)))


def to_plain(said: Sentence) -> list[Any]:
    """Return a sentence as a list that JSON can hold."""
    values = [
        [name, to_plain(value) if isinstance(value, Sentence) else value]
        for name, value in said.values
    ]
    return [said.message, values]


def from_plain(told: list[Any]) -> Sentence:
    """Return the sentence that `to_plain` made a list of."""
    message, values = told
    return Sentence(
        message,
        tuple(
            (name, from_plain(value) if isinstance(value, list) else value)
            for name, value in values
        ),
    )


def sentence(message: str, **values: str | int | Sentence) -> Sentence:
    return Sentence(message, tuple(values.items()))
