"""Keeping a list in printing order: every change makes the keys that it made stale.

Whoever changes lines leaves their key NULL (`store.signatories` does) and tells
`listing.list_changed` in the same transaction, which comes here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain import collation, names
from app.domain.headings import Headings, Path, path_in_words, path_of
from app.domain.letters import LetterFile
from app.domain.printing_order import (
    LONGEST_NAME_KEY,
    GroupOrder,
    gaps,
    group_key,
    key_in_group,
    lead_key,
    line_keys,
    pinned_key,
    rule_of_keys,
    span_of_lines,
)
from app.services import documents
from app.services.arrangements import from_file, settled
from app.services.house import House
from app.store import letters as letter_rows
from app.store import order as order_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.order import ArrangementRow
from app.store.signatories import SignatoryRow


def is_kept(connection: Connection, letter: LetterRow) -> bool:
    """Are all keys of this letter's lines made, and by the rule of this program?"""
    row = order_rows.arrangement(connection, letter.id)
    return (
        row is not None
        and row.keys_rule == rule_of_keys(letter.language)
        and not order_rows.has_unkeyed(connection, letter.id)
    )


def keep_every_letter(house: House) -> int:
    """Make the keys of every letter that lacks some; return how many letters those were."""
    with house.store.read() as connection:
        stale = [
            row.id for row in letter_rows.all_letters(connection) if not is_kept(connection, row)
        ]
    for letter_id in stale:
        with house.store.write() as connection:
            letter_rows.hold(connection, letter_id)
            letter = letter_rows.find_by_id(connection, letter_id)
            if letter is not None:
                keep(connection, letter)
    return len(stale)


def keep(connection: Connection, letter: LetterRow) -> None:
    """Put the letter's lines where they print. The caller holds the letter.

    A lead that was awaited takes its place with the first line of its name; a group that the
    rows bring new goes behind those that are there.
    """
    file = documents.letter_file_as_written(connection, letter)
    row = _begun(connection, letter, file)
    if row.keys_rule != rule_of_keys(letter.language):
        order_rows.forget_keys(connection, letter.id)
        order_rows.change_arrangement(
            connection, letter.id, keys_rule=rule_of_keys(letter.language)
        )
    row = _with_leads_that_came(connection, row)
    lines = order_rows.unkeyed(connection, letter.id)
    file = settled(file, row, order_rows.leads(connection, letter.id))
    keeper = _Keeper(connection, letter, file)
    keeper.write(lines)
    if keeper.new_groups:
        headings = {**row.headings, row.rule: [*file.groups, *keeper.new_groups]}
        order_rows.change_arrangement(connection, letter.id, headings=headings)
    keeper.write_pinned()


def _begun(connection: Connection, letter: LetterRow, file: LetterFile) -> ArrangementRow:
    row = order_rows.arrangement(connection, letter.id)
    if row is None:
        row = from_file(letter, file)
        order_rows.begin(connection, row)
    return row


def _with_leads_that_came(connection: Connection, row: ArrangementRow) -> ArrangementRow:
    still = []
    for place, name in row.awaited:
        prepared = names.index_form(names.prepared(name))
        line_id = order_rows.first_of_name(connection, row.letter_id, prepared)
        if line_id is None:
            still.append([place, name])
        else:
            signatory_rows.change(connection, line_id, lead_place=place)
    if len(still) == len(row.awaited):
        return row
    order_rows.change_arrangement(connection, row.letter_id, awaited=still)
    return replace(row, awaited=still)


@dataclass(frozen=True, slots=True)
class _Place:
    path: Path
    key: bytes


class _Keeper:
    """Makes and writes the keys of one letter's lines."""

    def __init__(self, connection: Connection, letter: LetterRow, file: LetterFile) -> None:
        self._connection = connection
        self._letter = letter
        self._is_by_hand = not file.group_by
        self._headings = Headings(file.group_by, language=file.language, locale=file.language)
        self._groups = GroupOrder(map(path_of, file.groups), self._headings)
        self._known = set(map(path_of, file.groups)) | {()}
        self._line_key = line_keys(file.order, file.language)
        self._locale = file.language
        self.new_groups: list[str] = []

    def write(self, rows: Sequence[SignatoryRow]) -> None:
        keys: list[dict[str, Any]] = []
        further: list[dict[str, Any]] = []
        for row in rows:
            first, *others = self._places(row)
            sorted_by = collation.sort_key(row.sort_name or row.name, locale=self._locale)
            keys.append(
                {
                    "line_id": row.id,
                    "key": first.key,
                    "path": path_in_words(first.path),
                    "sorted_by": sorted_by[:LONGEST_NAME_KEY],
                    "rule": collation.RULE,
                }
            )
            if row.standing == "listed":
                further += [self._further(row.id, place) for place in others]
        order_rows.write_keys(self._connection, keys)
        before = order_rows.with_further_places(self._connection, self._letter.id)
        stale = [row.id for row in rows if row.id in before]
        order_rows.write_further_places(self._connection, stale, further)

    def write_pinned(self) -> None:
        """Put the pinned lines at their places, which every change of the others moves."""
        pinned = order_rows.pinned(self._connection, self._letter.id)
        places: defaultdict[int, list[_Place]] = defaultdict(list)
        by_group: defaultdict[Path, list[tuple[bytes, SignatoryRow]]] = defaultdict(list)
        for row in pinned:
            signatory = documents.as_signatory(row)
            for path in self._headings.of(signatory):
                by_group[path].append((self._line_key(signatory), row))
        for path, members in by_group.items():
            for row, key in self._pinned_in(path, sorted(members, key=lambda pair: pair[0])):
                places[row.id].append(_Place(path, key))
        for line_id, found in places.items():
            first, *others = sorted(found, key=lambda place: place.key)
            words = path_in_words(first.path)
            order_rows.write_pinned_key(self._connection, line_id, first.key, words)
            order_rows.write_further_places(
                self._connection, [line_id], [self._further(line_id, each) for each in others]
            )

    def _pinned_in(
        self, path: Path, members: Sequence[tuple[bytes, SignatoryRow]]
    ) -> list[tuple[SignatoryRow, bytes]]:
        group = group_key(self._groups, path)
        span = span_of_lines(group)
        lines = order_rows.count_free(self._connection, self._letter.id, span)
        found = []
        for (_, row), (gap, number) in zip(
            members, gaps([row.pin or 0 for _, row in members], lines), strict=True
        ):
            behind = (
                order_rows.free_key_at(self._connection, self._letter.id, span, gap - 1)
                if gap
                else None
            )
            found.append((row, pinned_key(group, behind, number)))
        return found

    def _places(self, row: SignatoryRow) -> list[_Place]:
        """Return where the line prints, its first place first."""
        signatory = documents.as_signatory(row)
        if row.lead_place is not None:
            return [_Place((), lead_key(row.lead_place, signatory))]
        line = self._line_key(signatory)
        paths = self._headings.of(signatory)
        if self._is_by_hand:
            self._take_in(paths)
        found = [_Place(path, key_in_group(group_key(self._groups, path), line)) for path in paths]
        return sorted(found, key=lambda place: place.key)

    def _take_in(self, paths: Sequence[Path]) -> None:
        for path in paths:
            if path not in self._known:
                self._known.add(path)
                self._groups.add(path)
                self.new_groups.append(path_in_words(path))

    def _further(self, line_id: int, place: _Place) -> dict[str, Any]:
        return {
            "letter_id": self._letter.id,
            "signatory_id": line_id,
            "print_key": place.key,
            "path": path_in_words(place.path),
        }
