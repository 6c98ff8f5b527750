"""In which order, and under which headings, the names of a letter print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field

from app.domain.collation import sort_key
from app.domain.languages import language_of
from app.domain.letters import Order
from app.domain.names import prepared
from app.domain.places import state_name
from app.domain.signatories import Kind, Scope, Signatory
from app.domain.values import dataclass

_STEP = re.compile(r"\s+>\s+")

_SCOPES: dict[str, dict[str, str]] = {
    "en": {
        Scope.NATIONAL: "National organizations",
        Scope.REGIONAL: "Regional organizations",
        Scope.STATE: "State organizations",
        Scope.LOCAL: "Local organizations",
        Scope.TRIBAL: "Tribal nations and organizations",
        Scope.INTERNATIONAL: "International organizations",
    },
    "es": {
        Scope.NATIONAL: "Organizaciones nacionales",
        Scope.REGIONAL: "Organizaciones regionales",
        Scope.STATE: "Organizaciones estatales",
        Scope.LOCAL: "Organizaciones locales",
        Scope.TRIBAL: "Naciones y organizaciones tribales",
        Scope.INTERNATIONAL: "Organizaciones internacionales",
    },
}
_KINDS: dict[str, dict[str, str]] = {
    "en": {Kind.ORGANIZATION: "Organizations", Kind.INDIVIDUAL: "Individuals"},
    "es": {Kind.ORGANIZATION: "Organizaciones", Kind.INDIVIDUAL: "Personas"},
}

# Where a national body has its office says nothing about where it works.
_ABOVE_STATES = frozenset({Scope.NATIONAL, Scope.INTERNATIONAL, Scope.REGIONAL})


@dataclass(frozen=True, slots=True)
class Group:
    """Signatories under one heading, in printing order, then the groups nested in it.

    `heading` is as written in the letter and may hold `{{ tokens }}`; "" for the leads and for
    those without a group. `level` counts from 1.
    """

    heading: str
    level: int
    signatories: tuple[Signatory, ...]
    groups: tuple[Group, ...] = ()
    is_leads: bool = False


def order_for_print(
    signatories: Sequence[Signatory], *, leads: Sequence[str], order: Order, locale: str
) -> tuple[Signatory, ...]:
    """Return the signatories in printing order, same length.

    Leads come first in their own order, matched by their prepared names; where several rows
    have a lead's name the first is the lead and the others stay in the list. All others come
    by `order`: by printed name under the collation rules of `locale` (a BCP 47 tag), by the
    time of signing (without one: last), or by their own number (without one: last). Every tie
    is broken by position, and at last by the order given.

    Raises UnknownLocale.
    """
    first, others = _split_leads(signatories, leads)
    return (*first, *sorted(others, key=_key(order, locale)))


def arrange(
    signatories: Sequence[Signatory],
    *,
    leads: Sequence[str],
    order: Order,
    groups: Sequence[str],
    group_by: Sequence[str],
    locale: str,
    language: str,
) -> tuple[Group, ...]:
    """Return the names under their headings, no group empty.

    Every signatory stands once, or once under each of the groups that it names.

    The leads come first, then the rows without a group, then the groups: those that `groups`
    lists in its order, all others as they first appear among the rows. A path such as
    "State and local > Ohio" nests. With `group_by` (of scope, state, kind) the headings are
    made from the rows instead, in the words of `language` (Spanish or English): scopes from
    national to international, states by name, organizations before individuals; rows that
    lack the value come without a heading. National, regional and international bodies are not
    sorted into states below their scope.

    Raises UnknownLocale.
    """
    first, others = _split_leads(signatories, leads)
    key = _key(order, locale)
    tree = _Branch("")
    for path in groups:
        tree.at(_path(path))
    if group_by:
        for row, path_of_row in _grouped(others, group_by, language=language, locale=locale):
            tree.at(path_of_row).rows.append(row)
    else:
        for row in others:
            for path in row.groups:
                tree.at(_path(path)).rows.append(row)
    arranged = [Group("", 1, first, is_leads=True)] if first else []
    if tree.rows:
        arranged.append(Group("", 1, tuple(sorted(tree.rows, key=key))))
    return (*arranged, *tree.groups(1, key))


def _split_leads(
    signatories: Sequence[Signatory], leads: Sequence[str]
) -> tuple[tuple[Signatory, ...], tuple[Signatory, ...]]:
    places = {name: place for place, name in reversed(list(enumerate(map(prepared, leads))))}
    found: dict[int, Signatory] = {}
    others: list[Signatory] = []
    for row in signatories:
        place = places.get(prepared(row.name)) if places else None
        if place is None or place in found:
            others.append(row)
        else:
            found[place] = row
    return tuple(found[place] for place in sorted(found)), tuple(others)


# ------------------------------------------------------------------- orders

_Key = Callable[[Signatory], tuple[object, ...]]


def _key(order: Order, locale: str) -> _Key:
    sort_key("", locale=locale)  # an unknown locale is refused whatever the order
    if order is Order.SIGNED:
        return _by_time
    if order is Order.MANUAL:
        return _by_number
    return lambda row: (
        sort_key(row.name, locale=locale),
        sort_key(row.state, locale=locale) if row.state else b"",
        sort_key(row.city, locale=locale) if row.city else b"",
        row.position,
    )


def _by_time(row: Signatory) -> tuple[object, ...]:
    if row.signed_at is None:
        return True, 0.0, row.position
    return False, row.signed_at.timestamp(), row.position


def _by_number(row: Signatory) -> tuple[object, ...]:
    if row.manual_order is None:
        return True, 0.0, row.position
    return False, row.manual_order, row.position


# ------------------------------------------------------------------- groups


def _path(text: str) -> tuple[str, ...]:
    return tuple(" ".join(step.split()) for step in _STEP.split(text.strip()) if step.strip())


@dataclass(slots=True)
class _Branch:
    heading: str
    rows: list[Signatory] = field(default_factory=list)
    branches: dict[str, _Branch] = field(default_factory=dict)

    def at(self, path: Iterable[str]) -> _Branch:
        """Return the branch at a path, grown where it is missing.

        A heading that is written otherwise is another heading: what the organizer typed
        prints, and "france" beside "France" is theirs to mend, in sight.
        """
        branch = self
        for heading in path:
            branch = branch.branches.setdefault(heading, _Branch(heading))
        return branch

    def groups(self, level: int, key: _Key) -> tuple[Group, ...]:
        made = []
        for branch in self.branches.values():
            nested = branch.groups(level + 1, key)
            if branch.rows or nested:
                rows = tuple(sorted(branch.rows, key=key))
                made.append(Group(branch.heading, level, rows, nested))
        return tuple(made)


def _grouped(
    rows: Sequence[Signatory], group_by: Sequence[str], *, language: str, locale: str
) -> list[tuple[Signatory, tuple[str, ...]]]:
    """Return the rows with the headings they stand under, in the order of the headings."""
    words = "es" if language_of(language) == "es" else "en"
    found = []
    for row in rows:
        steps = [step for by in group_by if (step := _step(row, by, group_by, words, locale))]
        found.append((tuple(steps), row))
    found.sort(key=lambda pair: tuple(place for place, _ in pair[0]))
    return [(row, tuple(heading for _, heading in steps)) for steps, row in found]


_Step = tuple[tuple[int, bytes], str]


def _step(
    row: Signatory, by: str, group_by: Sequence[str], words: str, locale: str
) -> _Step | None:
    """Return the place and the words of one heading, None where the row lacks the value."""
    if by == "kind":
        return (list(Kind).index(row.kind), b""), _KINDS[words][row.kind]
    if by == "scope":
        said = row.scope.strip()
        scopes = list(Scope)
        if said.casefold() in scopes:
            scope = Scope(said.casefold())
            return (scopes.index(scope), b""), _SCOPES[words][scope]
        return ((len(scopes), sort_key(said, locale=locale)), said) if said else None
    if by == "state":
        if "scope" in group_by and row.scope.strip().casefold() in _ABOVE_STATES:
            return None
        name = state_name(row.state, language=words)
        return ((0, sort_key(name, locale=locale)), name) if name else None
    raise ValueError(f"cannot group by {by!r}: use scope, state or kind")
