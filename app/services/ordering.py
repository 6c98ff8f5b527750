"""The page on which an organizer puts a list in order: what stands, and what can be moved."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import Refused
from app.domain.headings import (
    Headings,
    Path,
    Step,
    path_in_words,
    path_of,
    rule_in_words,
)
from app.domain.letters import LetterFile
from app.domain.lines import name_line
from app.domain.printing_order import GroupOrder
from app.domain.roles import Member, Permission
from app.services import documents, in_order
from app.services.arrangements import from_file
from app.services.changing import NOT_YOUR_ROLE
from app.services.house import House
from app.services.in_order import PlacedLine
from app.store import letters as letter_rows
from app.store import order as order_rows
from app.store import ordered_lists
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.order import ArrangementRow
from app.store.signatories import SignatoryRow

PAGE_SIZE = 100
# A number that somebody typed into an address must not overflow a database.
LAST_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead on the desk. `key` names it in forms; `standing` is "awaited" before it signed."""

    key: str
    name: str
    standing: str


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group on the desk, with how many stand under it and under those nested in it."""

    path: str
    heading: str
    level: int
    count: int
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line on the desk, with what was settled for it."""

    id: int
    text: str
    path: str
    is_lead: bool
    sort_name: str
    pin: int | None
    category: str
    membership: str


@dataclass(frozen=True, slots=True)
class OrderPage:
    """All that the page shows. `version` goes back with every change that could meet another's."""

    version: int
    leads: tuple[Lead, ...]
    order: str
    rule: str
    steps: tuple[str, ...]
    groups: tuple[GroupShown, ...]
    are_groups_moved: bool
    lines: tuple[LineShown, ...]
    total: int
    page: int
    pages: int
    find: str
    categories: tuple[str, ...]
    may_order: bool
    list_version: int


@dataclass(frozen=True, slots=True)
class LineSettings:
    """What can be settled for one line. `group` is its path, or the one in the rule's stead;
    `has_own_group` says which. `was` tells whether somebody changed it meanwhile.
    """

    id: int
    name: str
    text: str
    is_lead: bool
    sort_name: str
    category: str
    membership: str
    pin: int | None
    manual_order: float | None
    group: str
    has_own_group: bool
    rule: str
    order: str
    groups: tuple[str, ...]
    categories: tuple[str, ...]
    was: str


def order_page(
    house: House, member: Member, slug: str, *, find: str = "", page: int = 1
) -> OrderPage | None:
    with house.store.read() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if letter is None:
            return None
        file = documents.letter_file(connection, letter)
        row = arrangement_of(connection, letter)
        page = max(1, min(page, LAST_PAGE))
        shown = in_order.lines(
            connection,
            letter,
            find=find,
            offset=(page - 1) * PAGE_SIZE,
            limit=PAGE_SIZE,
        )
        return OrderPage(
            version=row.version,
            leads=leads_of(connection, row),
            order=row.sort_order,
            rule=row.rule,
            steps=file.group_by,
            groups=_groups_shown(connection, letter, file),
            are_groups_moved=bool(file.group_by and row.headings.get(row.rule)),
            lines=tuple(_line(each, file) for each in shown.lines),
            total=shown.total,
            page=page,
            pages=max(1, -(-shown.total // PAGE_SIZE)),
            find=find,
            categories=ordered_lists.words_given(connection, letter.id, "category"),
            may_order=member.may(Permission.ORDER_LIST),
            list_version=letter.list_version,
        )


def line_settings(
    house: House, member: Member, slug: str, line_id: int
) -> LineSettings | Refused | None:
    """Return what is settled for one line of the letter, None where it has no such line."""
    if not member.may(Permission.ORDER_LIST):
        return NOT_YOUR_ROLE
    with house.store.read() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        line = None if letter is None else line_of(connection, letter, line_id)
        if letter is None or line is None:
            return None
        file = documents.letter_file(connection, letter)
        rule = rule_in_words(file.group_by)
        has_own = bool(rule) and line.own_group is not None and line.own_group_rule == rule
        signatory = documents.as_signatory(line)
        headings = Headings(file.group_by, language=file.language, locale=file.language)
        paths = " | ".join(map(path_in_words, headings.of(signatory)))
        return LineSettings(
            id=line.id,
            name=line.name,
            text=name_line(signatory, file.line, language=file.language).text,
            is_lead=line.lead_place is not None,
            sort_name=line.sort_name,
            category=line.category,
            membership=line.membership,
            pin=line.pin,
            manual_order=line.manual_order,
            group=line.group_path if not rule else (paths if has_own else ""),
            has_own_group=has_own,
            rule=rule,
            order=file.order.value,
            groups=tuple(map(path_in_words, groups_in_order(connection, letter, file))),
            categories=ordered_lists.words_given(connection, letter.id, "category"),
            was=fingerprint(line),
        )


def arrangement_of(connection: Connection, letter: LetterRow) -> ArrangementRow:
    """Return what is settled for the list; of a letter that nobody touched, its file's words."""
    stored = order_rows.arrangement(connection, letter.id)
    if stored is not None:
        return stored
    return from_file(letter, documents.letter_file_as_written(connection, letter))


def leads_of(connection: Connection, row: ArrangementRow) -> tuple[Lead, ...]:
    """Return the leads in their order, those that are awaited among them."""
    placed = [(place, Lead(f"name:{name}", name, "awaited")) for place, name in row.awaited]
    placed += [
        (lead.place, Lead(f"line:{lead.signatory_id}", lead.name, lead.standing))
        for lead in order_rows.leads(connection, row.letter_id)
    ]
    return tuple(lead for _, lead in sorted(placed, key=lambda pair: pair[0]))


def line_of(connection: Connection, letter: LetterRow, line_id: int) -> SignatoryRow | None:
    """Return a line of this letter that prints."""
    return next(iter(ordered_lists.listed_by_id(connection, letter.id, [line_id])), None)


def fingerprint(line: SignatoryRow) -> str:
    """Return a mark of what is settled for a line: another one where somebody changed it."""
    settled = (
        line.name,
        line.sort_name,
        line.category,
        line.membership,
        line.pin,
        line.manual_order,
        line.group_path,
        line.own_group,
        line.own_group_rule,
    )
    return hashlib.sha256(json.dumps(settled).encode()).hexdigest()[:16]


def groups_in_order(
    connection: Connection, letter: LetterRow, file: LetterFile
) -> tuple[Path, ...]:
    """Return the groups that somebody stands under, and by hand also the empty ones."""
    return _in_order(file, in_order.counts(connection, letter, file).by_path)


def _in_order(file: LetterFile, counts: Mapping[Path, int]) -> tuple[Path, ...]:
    found = {path[:depth] for path in counts for depth in range(1, len(path) + 1)}
    if not file.group_by:
        listed = map(path_of, file.groups)
        found |= {path[:depth] for path in listed for depth in range(1, len(path) + 1)}
    return tuple(sorted(found, key=group_order(file).key))


def group_order(file: LetterFile) -> GroupOrder:
    headings = Headings(file.group_by, language=file.language, locale=file.language)
    return GroupOrder(map(path_of, file.groups), headings)


def has_groups(file: LetterFile) -> bool:
    return file.group_by != (Step.NONE,)


def _groups_shown(
    connection: Connection, letter: LetterRow, file: LetterFile
) -> tuple[GroupShown, ...]:
    counts = in_order.counts(connection, letter, file).by_path
    paths = _in_order(file, counts)
    children: dict[Path, list[Path]] = {}
    for path in paths:
        children.setdefault(path[:-1], []).append(path)
    totals: Counter[Path] = Counter()
    for path, count in counts.items():
        totals.update({path[:depth]: count for depth in range(1, len(path) + 1)})
    return tuple(
        GroupShown(
            path=path_in_words(path),
            heading=path[-1],
            level=len(path),
            count=totals[path],
            is_first=children[path[:-1]][0] == path,
            is_last=children[path[:-1]][-1] == path,
        )
        for path in paths
    )


def _line(placed: PlacedLine, file: LetterFile) -> LineShown:
    row = placed.row
    signatory = documents.as_signatory(row)
    return LineShown(
        id=row.id,
        text=name_line(signatory, file.line, language=file.language).text,
        path=path_in_words(placed.path),
        is_lead=placed.is_lead,
        sort_name=row.sort_name,
        pin=row.pin,
        category=row.category,
        membership=row.membership,
    )
