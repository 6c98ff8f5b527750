"""Is the organization that signs now one that stands already?

Only an exact repeat joins a line: the same prepared name, the same place, and no sign of
another organization. Whatever is alike but not exact is listed and asked about, since a
wrong merge takes an organization off a letter and a wrong question costs a minute.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.authority import host_of
from app.domain.values import dataclass

_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line of the same prepared name. `match_key` is None for a line that nothing joins."""

    signatory_id: int
    match_key: str | None
    place: str
    website: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a confirmed sign-on goes: the line that holds `match_key`, found or made.

    `likely` are the lines it resembles, each with the reason in words; they concern the
    organizer only where a line is made.
    """

    match_key: str
    likely: tuple[tuple[int, str], ...]


def place_among(
    standing: Sequence[Candidate], *, match_key: str, place: str, website: str
) -> Placement:
    """Return where an organization belongs among the lines of the same prepared name.

    `match_key` is that of its name and place. Where the line that holds it shows another
    website, the newcomer gets a key of its own with its website in it, so that those who
    sign for the same newcomer at once still make one line.
    """
    ours = host_of(website)
    own_key = match_key
    if any(line.match_key == match_key and _other_website(line.website, ours) for line in standing):
        own_key = f"{match_key}{_SEPARATOR}{ours}"
    return Placement(
        match_key=own_key,
        likely=tuple(
            (line.signatory_id, _why_likely(line, place=place, ours=ours))
            for line in standing
            if line.match_key != own_key
        ),
    )


def _other_website(website: str, ours: str) -> bool:
    theirs = host_of(website)
    return bool(theirs and ours and theirs != ours)


def _why_likely(line: Candidate, *, place: str, ours: str) -> str:
    if _other_website(line.website, ours):
        return f"same name, other website ({host_of(line.website)} and {ours})"
    if line.place != place:
        return f"same name, other place ({line.place or 'none given'} and {place or 'none given'})"
    return "same name, listed as it is"
