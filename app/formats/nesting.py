"""Runs of parser tokens: where one ends, and what stands inside it."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token as Piece


def end_of(pieces: Sequence[Piece], at: int) -> int:
    """Return where the token that closes the one at `at` stands; `at` for a single one."""
    depth = 0
    for here in range(at, len(pieces)):
        depth += pieces[here].nesting
        if depth <= 0:
            return here
    return len(pieces)


def each(pieces: Sequence[Piece], opening: str | tuple[str, ...]) -> list[Sequence[Piece]]:
    """Return the insides of every top-level run that begins with `opening`."""
    found: list[Sequence[Piece]] = []
    at = 0
    while at < len(pieces):
        end = end_of(pieces, at)
        if pieces[at].type in opening:
            found.append(pieces[at + 1 : end])
        at = end + 1
    return found


def is_tight(inner: Sequence[Piece]) -> bool:
    paragraphs = [piece for piece in inner if piece.type == "paragraph_open"]
    level = min((piece.level for piece in paragraphs), default=0)
    return all(piece.hidden for piece in paragraphs if piece.level == level)
