"""What the reading process says to the one that waits for it, as JSON there and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from app.domain.drafted import Taken
from app.domain.sentences import Sentence, from_plain, to_plain
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
    taken = [[each.part, _plain(each.words), to_plain(each.place)] for each in made.taken]
    warnings = [
        [to_plain(each.what), to_plain(each.place), each.keeps_in_body] for each in made.warnings
    ]
    return json.dumps(
        {"letter": made.letter, "names": asdict(made.names), "taken": taken, "warnings": warnings}
    )


def refusal_in_json(refused: UnreadableDraft) -> str:
    is_unsettled = isinstance(refused, UnsettledChanges)
    return json.dumps({"refused": to_plain(refused.sentence), "is_unsettled": is_unsettled})


def letter_from_json(answer: bytes) -> LetterOfDraft:
    """Return the letter that was read. Raises UnreadableDraft where it was refused."""
    try:
        told: dict[str, Any] = json.loads(answer) if len(answer) < _LARGEST else {}
    except ValueError:
        told = {}
    if "refused" in told:
        kind = UnsettledChanges if told["is_unsettled"] else UnreadableDraft
        raise kind(from_plain(told["refused"]))
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
            Taken(part, words if isinstance(words, str) else from_plain(words), from_plain(place))
            for part, words, place in told["taken"]
        ),
        tuple(
            Warned(from_plain(what), from_plain(place), keeps_in_body)
            for what, place, keeps_in_body in told["warnings"]
        ),
    )


def _plain(words: str | Sentence) -> Any:
    return to_plain(words) if isinstance(words, Sentence) else words
