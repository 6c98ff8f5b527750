"""What the reading process says to the one that waits for it, as JSON there and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from app.domain.drafted import Taken
from app.formats.sentences_in_json import plain, sentence_of
from app.formats.word.outcome import (
    NO_WORD_FILE,
    LetterOfDraft,
    ListedNames,
    UnreadableDraft,
    UnsettledChanges,
    Warned,
)

_LARGEST = 30_000_000


def letter_in_json(made: LetterOfDraft) -> str:
    taken = [[each.part, plain(each.words), plain(each.place)] for each in made.taken]
    warnings = [
        [plain(each.what), plain(each.place), each.keeps_in_body, each.is_english]
        for each in made.warnings
    ]
    return json.dumps(
        {"letter": made.letter, "names": asdict(made.names), "taken": taken, "warnings": warnings}
    )


def refusal_in_json(refused: UnreadableDraft) -> str:
    is_unsettled = isinstance(refused, UnsettledChanges)
    return json.dumps({"refused": plain(refused.sentence), "is_unsettled": is_unsettled})


def letter_from_json(answer: bytes) -> LetterOfDraft:
    """Return the letter that was read. Raises UnreadableDraft where it was refused."""
    try:
        told: dict[str, Any] = json.loads(answer) if len(answer) < _LARGEST else {}
    except ValueError:
        told = {}
    if "refused" in told:
        kind = UnsettledChanges if told["is_unsettled"] else UnreadableDraft
        raise kind(sentence_of(told["refused"]))
    if "letter" not in told:
        raise UnreadableDraft(NO_WORD_FILE)
    names = told["names"]
    return LetterOfDraft(
        told["letter"],
        ListedNames(
            names["csv"],
            names["count"],
            tuple(names["first"]),
            tuple(names["last"]),
            tuple(names["groups"]),
        ),
        tuple(
            Taken(part, words if isinstance(words, str) else sentence_of(words), sentence_of(place))
            for part, words, place in told["taken"]
        ),
        tuple(
            Warned(sentence_of(what), sentence_of(place), keeps_in_body, is_english)
            for what, place, keeps_in_body, is_english in told["warnings"]
        ),
    )
