"""Sentences as JSON holds them: said by one process or on one day, read by another."""

from __future__ import annotations

from typing import Any

from app.domain.sentences import Sentence


def plain(words: str | int | Sentence) -> Any:
    """Return a sentence as a list of its message and its values; other values as they are."""
    if not isinstance(words, Sentence):
        return words
    return [words.message, [[name, plain(value)] for name, value in words.values]]


def sentence_of(told: Any) -> Sentence:
    """Return the sentence that `plain` was given."""
    message, values = told
    return Sentence(
        message,
        tuple(
            (name, sentence_of(value) if isinstance(value, list) else value)
            for name, value in values
        ),
    )
