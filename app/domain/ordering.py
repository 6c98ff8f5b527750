"""In which order, and under which headings, the names of a letter print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.headings import Headings, Path, path_of
from app.domain.letters import LetterFile, Order
from app.domain.names import prepared
from app.domain.printing_order import GroupOrder, in_group, line_keys
from app.domain.signatories import Signatory
from app.domain.values import dataclass


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
    """Return the signatories in printing order as one group, same length.

    Leads come first in their own order: the rows that have a place among them, then those
    whose prepared name a lead has; of several rows of that name the first is the lead and the
    others stay in the list. All others come by `order`: by what they are sorted by under the
    collation rules of `locale` (a BCP 47 tag), by the time of signing (without one: last), or
    by their own number (without one: last). Namesakes follow by place and signer, and what is
    still a tie is broken by position, at last by the order given. Pinned rows then take
    their places.

    Raises UnknownLocale.
    """
    first, others = split_leads(signatories, leads)
    return (*first, *in_group(others, line_keys(order, locale)))


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
    "State and local > Ohio" nests. With `group_by` (the steps of `headings.Step`) the headings
    are made from the rows instead, in the words of `language` (Spanish or English): scopes
    from national to international, organizations before individuals, members before allies,
    all others by name; rows that lack the value come without a heading. National, regional
    and international bodies are not sorted into states below their scope.

    Raises UnknownLocale.
    """
    first, others = split_leads(signatories, leads)
    key = line_keys(order, locale)
    headings = Headings(tuple(group_by), language=language, locale=locale)
    places = GroupOrder(map(path_of, groups), headings)
    members: dict[Path, list[Signatory]] = {}
    for row in others:
        for path in headings.of(row):
            if path not in members:
                members[path] = []
                if not group_by:
                    places.add(path)
            members[path].append(row)
    ordered = sorted(members, key=lambda path: places.key(path) + b"\0")
    listed = [(path, tuple(in_group(members[path], key))) for path in ordered]
    arranged = [Group("", 1, first, is_leads=True)] if first else []
    return (*arranged, *nested(listed))


def arrange_letter(letter: LetterFile, signatories: Sequence[Signatory]) -> tuple[Group, ...]:
    """Return the names as this letter has them."""
    return arrange(
        signatories,
        leads=letter.leads,
        order=letter.order,
        groups=letter.groups,
        group_by=letter.group_by,
        locale=letter.language,
        language=letter.language,
    )


def nested(listed: Sequence[tuple[Path, tuple[Signatory, ...]]]) -> tuple[Group, ...]:
    """Return groups from rows under their paths, which come in printing order."""
    return tuple(_nested(listed, 0))


def in_places(groups: Sequence[Group], above: Path = ()) -> Iterator[tuple[Path, bool, Signatory]]:
    """Yield every place at which a row prints: its headings, whether it is a lead's, the row."""
    for group in groups:
        path = (*above, group.heading) if group.heading else above
        for row in group.signatories:
            yield path, group.is_leads, row
        yield from in_places(group.groups, path)


def printed_once(groups: Sequence[Group]) -> tuple[tuple[Signatory, tuple[Path, ...]], ...]:
    """Return every signatory at the first place where it prints, with all of its paths.

    A lead, which prints above the groups, has those that its row names.
    """
    found: dict[int, tuple[Signatory, list[Path]]] = {}
    for path, is_lead, row in in_places(groups):
        own = [path_of(each) for each in row.groups] if is_lead else [path]
        found.setdefault(id(row), (row, []))[1].extend(own)
    return tuple((row, tuple(paths)) for row, paths in found.values())


def split_leads(
    signatories: Sequence[Signatory], leads: Sequence[str]
) -> tuple[tuple[Signatory, ...], tuple[Signatory, ...]]:
    """Return the leads in their order, and all others in the order given."""
    named = {name: at for at, name in reversed(list(enumerate(map(prepared, leads)))) if name}
    found: dict[int, Signatory] = {}
    for row in signatories:
        if row.lead is not None:
            found.setdefault(row.lead, row)
    placed = set(map(id, found.values()))
    others: list[Signatory] = []
    for row in signatories:
        if id(row) in placed:
            continue
        place = named.get(prepared(row.name)) if named and row.lead is None else None
        if place is None or place in found:
            others.append(row)
        else:
            found[place] = row
    return tuple(found[place] for place in sorted(found)), tuple(others)


def _nested(listed: Sequence[tuple[Path, tuple[Signatory, ...]]], depth: int) -> Iterator[Group]:
    at = 0
    while at < len(listed):
        path, rows = listed[at]
        if len(path) == depth:
            # Only the rows without a group stand under no heading.
            yield Group("", 1, rows)
            at += 1
            continue
        heading = path[depth]
        end = at
        while end < len(listed) and listed[end][0][depth] == heading:
            end += 1
        own = rows if len(path) == depth + 1 else ()
        inner = listed[at + 1 if own else at : end]
        yield Group(heading, depth + 1, own, tuple(_nested(inner, depth + 1)))
        at = end
