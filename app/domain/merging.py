"""Merging two lines into one, and parting them again with nothing lost.

A merge is never written over what was there: each line that took in others has a chain of
joinings, and the line as it stands is the last of them, changed by whoever changed it since.
Undoing one takes it out of the chain and plays the later ones again. A field that somebody
changed by another way stays as they left it.

    harbor <- kettle <- mill        chain of harbor: (kettle came, mill came)
    kettle is taken back            chain of harbor: (mill came), as if kettle never had
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime

from app.domain.errors import Refused
from app.domain.values import dataclass

LISTED, HELD, WITHDRAWN, MERGED = "listed", "held", "withdrawn", "merged"

# Of two lines that become one, the better standing holds: whoever is listed stays listed.
_BETTER_FIRST = (LISTED, HELD, WITHDRAWN)


@dataclass(frozen=True, slots=True)
class LineState:
    """What a merge may change of a line, and an undo must bring back."""

    name: str
    standing: str
    signer_name: str = ""
    signer_title: str = ""
    group_path: str = ""
    scope: str = ""
    state: str = ""
    city: str = ""
    website: str = ""
    manual_order: float | None = None
    signed_at: datetime | None = None


FIELDS = tuple(field.name for field in fields(LineState))
CHOSEN = (
    "name",
    "signer_name",
    "signer_title",
    "group_path",
    "scope",
    "state",
    "city",
    "website",
    "manual_order",
)
"""What the organizer chooses; the rest follows from the two lines."""


@dataclass(frozen=True, slots=True)
class Joining:
    """One line came behind another: the line that stays as it was, the line that came as it
    was, and what was chosen for the one that prints (field by field, others as they were).
    """

    before: LineState
    brought: LineState
    chosen: Mapping[str, str | float | None]

    @property
    def after(self) -> LineState:
        return replace(
            self.before,
            standing=_better(self.before.standing, self.brought.standing),
            signed_at=_earlier(self.before.signed_at, self.brought.signed_at),
            **{name: value for name, value in self.chosen.items() if name in CHOSEN},  # type: ignore[arg-type]
        )


def may_merge(standings: Sequence[str]) -> Refused | None:
    """Return why lines of these standings cannot become one now."""
    if len(standings) < 2:
        return Refused("Choose at least two lines.", code="merge:too-few")
    if any(standing == MERGED for standing in standings):
        return Refused(
            "These lines have changed since you opened the page. Look at them again.",
            code="merge:changed",
        )
    if any(standing not in _BETTER_FIRST for standing in standings):
        return Refused(
            "One of these lines is disputed or declined. Settle that first.",
            code="merge:disputed",
        )
    return None


def taken_out(
    chain: Sequence[Joining], at: int, current: LineState
) -> tuple[tuple[Joining, ...], LineState]:
    """Return the chain without the joining at this place, and the line as it stands then."""
    return _replayed(chain, at, None, current)


def brought_otherwise(
    chain: Sequence[Joining], at: int, brought: LineState, current: LineState
) -> tuple[tuple[Joining, ...], LineState]:
    """Return the chain and the line as they were, had the line that came been another.

    So it is when a merge of the line that came is undone: what it had from there goes.
    """
    return _replayed(chain, at, replace(chain[at], brought=brought), current)


def _replayed(
    chain: Sequence[Joining], at: int, instead: Joining | None, current: LineState
) -> tuple[tuple[Joining, ...], LineState]:
    made = list(chain[:at])
    was = chain[at].after
    becomes = chain[at].before
    if instead is not None:
        made.append(instead)
        becomes = instead.after
    for joining in chain[at + 1 :]:
        replayed = replace(joining, before=_carried(joining.before, was, becomes))
        made.append(replayed)
        was, becomes = joining.after, replayed.after
    return tuple(made), _carried(current, was, becomes)


def _carried(seen: LineState, was: LineState, becomes: LineState) -> LineState:
    """Return `seen` with `becomes` wherever it still is what it `was`; edits of others stay."""
    return replace(
        seen,
        **{
            name: getattr(becomes, name)
            for name in FIELDS
            if getattr(seen, name) == getattr(was, name)
        },
    )


def standing_for(standing: str, *, confirmed: int) -> str:
    """Return the standing of a line behind which so many confirmed sign-ons stand.

    Nobody signed for it: it is withdrawn; somebody did: it is listed. What waits for the
    organizer waits on.
    """
    if standing not in {LISTED, WITHDRAWN}:
        return standing
    return LISTED if confirmed else WITHDRAWN


# ------------------------------------------------------------ which line stands for which


def standing_lines(edges: Mapping[int, int]) -> dict[int, int]:
    """Return, for each merged line, the line that stands for it in the end.

    `edges` lead from each merged line to the one it was merged into.
    """
    found: dict[int, int] = {}
    for line in edges:
        path = [line]
        while path[-1] in edges and path[-1] not in found:
            path.append(edges[path[-1]])
        end = found.get(path[-1], path[-1])
        found.update(dict.fromkeys((each for each in path if each in edges), end))
    return found


def with_all_behind(line: int, edges: Mapping[int, int]) -> frozenset[int]:
    """Return the line and all that were merged into it, over however many steps."""
    behind = {line}
    grew = True
    while grew:
        more = {source for source, target in edges.items() if target in behind} - behind
        behind |= more
        grew = bool(more)
    return frozenset(behind)


@dataclass(frozen=True, slots=True)
class Act:
    """A sign-on behind a merged line: the line it came to, and the key of its own name."""

    sign_on_id: int
    own_line_id: int
    key: str


def going_along(
    acts: Sequence[Act], *, parting: frozenset[int], keys: frozenset[str]
) -> tuple[int, ...]:
    """Return the sign-ons that go when these lines part from the one they stand behind.

    Those that had come to them go back to them, and so do those that came since under their
    very names (`keys`): they signed as the organization that is now on its own again. All
    others stay, also those that came since.
    """
    return tuple(act.sign_on_id for act in acts if act.own_line_id in parting or act.key in keys)


def _better(one: str, other: str) -> str:
    if one in _BETTER_FIRST and other in _BETTER_FIRST:
        return min(one, other, key=_BETTER_FIRST.index)
    return one


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    if one is None or other is None:
        return one or other
    return min(one, other)
