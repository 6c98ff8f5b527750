"""What the database keeps of a list's order is the order in which the list prints."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.headings import path_in_words, rule_of
from app.domain.letters import Order
from app.domain.ordering import arrange_letter
from app.domain.signatories import Kind, Signatory
from app.services import documents, keeping_order, listing
from app.services.house import House
from app.store import letters as letter_rows
from app.store import order as order_rows
from app.store import ordered_lists
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from tests.cast import NOON, LetterInHand

LETTER = """\
---
title: Keep the ferry
leads: [Second Lead, First Lead]
individuals: true
groups: ['National', 'State > Ohio']
---

We ask.
"""

_numbers = count(1)

names = st.sampled_from(
    ["First Lead", "Second Lead", "Alpha", "The Beta", "Beta", "Ópera", "道口", "Zeta 10", "Zeta 9"]
)
lines: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    name=names,
    kind=st.sampled_from(list(Kind)),
    group=st.sampled_from(["", "National", "State > Ohio | Faith", "State", "Faith > New"]),
    scope=st.sampled_from(["", "national", "local", "state", "Odd"]),
    state=st.sampled_from(["", "OH", "TX", "Ontario", "France"]),
    signer_title=st.sampled_from(["", "Chair", "Nurse"]),
    manual_order=st.sampled_from([None, None, -2.0, 0.0, 1.5, 300.0]),
    sort_name=st.sampled_from(["", "", "Aardvark", "Zulu"]),
    category=st.sampled_from(["", "Labor", "Labor > Teachers"]),
    membership=st.sampled_from(["", "member", "ally"]),
    pin=st.sampled_from([None, None, None, 1, 2, 3, -1, -2, 9]),
    own_group=st.sampled_from([None, None, None, "", "Texas", "By hand | Ohio"]),
    standing=st.sampled_from(["listed", "listed", "listed", "withdrawn"]),
)
rules = st.sampled_from(
    ["", "none", "scope", "state", "scope,state", "country,state", "kind", "members,category"]
)
ON_DESK = ("sort_name", "category", "membership", "pin", "own_group")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(lines, max_size=14), rules, st.sampled_from(list(Order)), st.randoms())
def test_the_stored_order_is_the_order_in_which_the_list_prints(
    house: House, given_lines: list[dict[str, Any]], rule: str, order: Order, chance: random.Random
) -> None:
    letter = _letter(house)
    with house.store.write() as connection:
        _settle(connection, letter, rule, order)
        for at in range(0, len(given_lines), 4):
            _list(connection, letter, given_lines[at : at + 4], rule)
        if given_lines:
            _move(connection, letter, chance)

    with house.store.read() as connection:
        assert _stored(connection, letter) == _printed(connection, letter)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(lines, max_size=10), rules, st.randoms())
def test_the_order_does_not_depend_on_who_came_first(
    house: House, given_lines: list[dict[str, Any]], rule: str, chance: random.Random
) -> None:
    """Leads of one name and groups that rows bring new are told in the documents; leave them."""
    known: list[dict[str, Any]] = [
        {**line, "group": line["group"].replace("Faith > New", "").replace("| Faith", "")}
        for line in given_lines
        if "Lead" not in line["name"]
    ]
    shuffled: list[dict[str, Any]] = chance.sample(known, len(known))
    printed = []
    both: tuple[list[dict[str, Any]], ...] = (known, shuffled)
    for rows in both:
        letter = _letter(house)
        with house.store.write() as connection:
            _settle(connection, letter, rule, Order.ALPHABETICAL)
            for row in rows:
                _list(connection, letter, [row], rule)
            printed.append(
                [
                    (path, line.name, line.state, line.kind, line.sort_name, line.signer_title)
                    for path, line in _stored_lines(connection, letter)
                ]
            )

    assert printed[0] == printed[1]


def test_a_changed_rule_makes_the_keys_anew(house: House) -> None:
    letter = _letter(house)
    with house.store.write() as connection:
        _list(connection, letter, [{"name": "Beta"}, {"name": "Alpha"}], "")
        order_rows.change_arrangement(connection, letter.id, keys_rule="of an older program")
        before = _keys(connection, letter)
        order_rows.write_keys(
            connection,
            [
                {"line_id": line_id, "key": b"old", "path": "", "sorted_by": b"", "rule": 0}
                for line_id in before
            ],
        )

    assert keeping_order.keep_every_letter(house) == 1

    with house.store.read() as connection:
        assert _keys(connection, letter) == before
        assert keeping_order.is_kept(connection, letter)
    assert keeping_order.keep_every_letter(house) == 0


def test_a_line_that_is_renamed_moves_and_its_neighbors_stay(house: House) -> None:
    letter = _letter(house)
    with house.store.write() as connection:
        _list(connection, letter, [{"name": n} for n in ("Alpha", "Beta", "Gamma")], "")
        line = next(r for r in signatory_rows.listed(connection, letter.id) if r.name == "Alpha")
        signatory_rows.change(connection, line.id, name="Zeta")
        listing.list_changed(connection, letter)

    with house.store.read() as connection:
        assert [row.name for _, row in _stored_lines(connection, letter)] == [
            "Beta", "Gamma", "Zeta",
        ]  # fmt: skip


def test_a_pinned_line_keeps_its_place_when_others_come_and_go(letter: LetterInHand) -> None:
    house = letter.house
    ours = _letter(house)
    with house.store.write() as connection:
        first: list[dict[str, Any]] = [
            {"name": "Zeta", "pin": 2},
            {"name": "Beta"},
            {"name": "Gamma"},
        ]
        _list(connection, ours, first, "")
        assert _names(connection, ours) == ["Beta", "Zeta", "Gamma"]

        _list(connection, ours, [{"name": "Alpha"}, {"name": "Aaron"}], "")
        assert _names(connection, ours) == ["Aaron", "Zeta", "Alpha", "Beta", "Gamma"]

        for row in signatory_rows.listed(connection, ours.id):
            if row.name in ("Aaron", "Alpha", "Beta"):
                signatory_rows.change(connection, row.id, standing="withdrawn")
        listing.list_changed(connection, ours)
        assert _names(connection, ours) == ["Gamma", "Zeta"]


# ------------------------------------------------------------------- how


def _letter(house: House) -> LetterRow:
    published = LetterInHand.published(house, LETTER, slug=f"order-{next(_numbers)}")
    with house.store.read() as connection:
        row = letter_rows.find_by_slug(connection, published.slug)
    assert row is not None
    return row


def _settle(connection: Connection, letter: LetterRow, rule: str, order: Order) -> None:
    listing.list_changed(connection, letter)
    row = order_rows.arrangement(connection, letter.id)
    assert row is not None
    assert rule_of(rule) is not None
    order_rows.change_arrangement(
        connection,
        letter.id,
        rule=rule,
        sort_order=order.value,
        headings={
            **row.headings,
            "state": ["Texas"],
            "scope,state": ["Local organizations > Texas"],
        },
    )


def _list(
    connection: Connection, letter: LetterRow, rows: Sequence[dict[str, Any]], rule: str
) -> None:
    for row in rows:
        fields = {name: row[name] for name in row if name not in (*ON_DESK, "standing")}
        signatory = Signatory(**fields)
        position = signatory_rows.next_position(connection, letter.id)
        values = listing.line_values(letter, signatory, match_key=None, position=position, now=NOON)
        own = {name: row[name] for name in ON_DESK if name in row}
        values |= own | {"own_group_rule": rule, "standing": row.get("standing", "listed")}
        signatory_rows.insert_many(connection, [values])
    listing.list_changed(connection, letter)


def _move(connection: Connection, letter: LetterRow, chance: random.Random) -> None:
    """Change a line and take another off, as organizers and signers do."""
    rows = signatory_rows.organizations(connection, letter.id)
    if rows:
        signatory_rows.change(connection, chance.choice(rows).id, sort_name="Moved")
        signatory_rows.change(connection, chance.choice(rows).id, standing="withdrawn")
        listing.list_changed(connection, letter)


def _stored(connection: Connection, letter: LetterRow) -> list[tuple[str, int]]:
    return [(path, line.position) for path, line in _stored_lines(connection, letter)]


def _stored_lines(connection: Connection, letter: LetterRow) -> list:
    places = ordered_lists.page(connection, letter.id, offset=0, limit=1000)
    return [(place.path, place.line) for place in places]


def _names(connection: Connection, letter: LetterRow) -> list[str]:
    return [line.name for _, line in _stored_lines(connection, letter)]


def _keys(connection: Connection, letter: LetterRow) -> dict:
    places = ordered_lists.page_query(connection, letter.id, offset=0, limit=1000)
    return {row.signatory_id: row.print_key for row in connection.execute(places)}


def _printed(connection: Connection, letter: LetterRow) -> list[tuple[str, int]]:
    file = documents.letter_file(connection, letter)
    groups = arrange_letter(file, documents.listed_signatories(connection, letter))
    return list(_flat(groups, ()))


def _flat(groups: Sequence, above: tuple[str, ...]):
    for group in groups:
        path = (*above, group.heading) if group.heading else above
        for row in group.signatories:
            yield path_in_words(path), row.position
        yield from _flat(group.groups, path)
