"""Reading letters: the first page, a letter's page, its list as a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain import eligibility, visibility
from app.domain.visibility import Standing
from app.formats.signatory_sheets import write_csv
from app.rendering.html.fragments import LetterHtml
from app.services import documents, showing_letters
from app.services.access import Visitor, circulation, find_door, hours
from app.services.house import House
from app.services.listing_out import PUBLIC_COLUMNS, public_rows
from app.store import letters as letter_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow

Format = Literal["csv", "json"]


@dataclass(frozen=True, slots=True)
class LetterSummary:
    """A public letter on the first page. `count` is None below ten.

    `convener` is who leads it, as far as they have signed and names are shown; else the coalition.
    """

    slug: str
    title: str
    addressee: str
    convener: str
    count: int | None
    state: str
    closes_at: datetime | None
    zone: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter as its page shows it. `count` is None below ten; `key` travels in links.

    `convener` is who leads it, as far as they have signed and names are shown; else the coalition.
    """

    slug: str
    title: str
    language: str
    direction: str
    state: str
    addressee: str
    convener: str
    version: int
    version_date: datetime
    html: LetterHtml
    count: int | None
    name_count: int
    shows_names: bool
    may_sign: bool
    is_public: bool
    opens_at: datetime | None
    closes_at: datetime | None
    zone: str
    key: str


def public_letters(house: House) -> tuple[LetterSummary, ...]:
    """Return the letters everybody may read, those that close first on top."""
    with house.store.read() as connection:
        rows = letter_rows.public(connection, states=visibility.PUBLIC_STATES)
        counts = signatory_rows.count_listed(connection, [row.id for row in rows])
        conveners = _conveners(house, connection, rows)
    return tuple(
        LetterSummary(
            slug=row.slug,
            title=row.title,
            addressee=row.addressee,
            convener=conveners[row.id],
            count=visibility.count_to_show(counts.get(row.id, 0)),
            state=row.state,
            closes_at=row.closes_at,
            zone=row.zone,
        )
        for row in rows
    )


def letter_page(
    house: House, slug: str, *, visitor: Visitor, now: datetime, find: str = "", page: int = 1
) -> LetterPage | None:
    """Return the letter for this visitor, None where there is none for them.

    A long list of names comes in pages, counted from 1; None beyond the last. `find` leaves
    only the names that hold these words, of the whole list.
    """
    with house.store.read() as connection:
        door = find_door(house, connection, slug, visitor)
        if door is None:
            return None
        letter = door.letter
        count = signatory_rows.count_listed(connection, [letter.id]).get(letter.id, 0)
        shown = showing_letters.shown(house, connection, door, find=find, page=page)
    if shown is None:
        return None
    document, html = shown.document, shown.html
    is_collecting = eligibility.why_closed(
        visibility.LetterState(letter.state), hours(letter), now=now
    )
    return LetterPage(
        slug=letter.slug,
        title=document.title,
        language=document.language,
        direction=document.direction,
        state=letter.state,
        addressee=letter.addressee,
        convener=shown.convener,
        version=letter.version_number,
        version_date=letter.version_date,
        html=html,
        count=visibility.count_to_show(count),
        name_count=count,
        shows_names=door.may_see_names,
        may_sign=is_collecting is None and door.may_reach_form,
        is_public=door.is_public,
        opens_at=letter.opens_at,
        closes_at=letter.closes_at,
        zone=letter.zone,
        key=door.key,
    )


def public_signatories(house: House, slug: str, *, visitor: Visitor, fmt: Format) -> bytes | None:
    """Return the list as printed, in printing order, public fields only.

    None where the letter, or its names, are not there for this visitor.
    """
    with house.store.read() as connection:
        door = find_door(house, connection, slug, visitor)
        if door is None or not door.may_see_names:
            return None
        letter = door.letter
        return house.shelf.get(
            ("list", letter.id, letter.version_id, letter.list_version, fmt),
            lambda: _list_as_file(connection, letter, fmt),
        )


def _list_as_file(connection: Connection, letter: LetterRow, fmt: Format) -> bytes:
    file = documents.letter_file(connection, letter)
    rows = documents.listed_signatories(connection, letter)
    printed = public_rows(connection, letter, file, rows)
    if fmt == "csv":
        return write_csv(printed, PUBLIC_COLUMNS)
    body = {"letter": letter.slug, "title": letter.title, "signatories": printed}
    return json.dumps(body, ensure_ascii=False).encode()


def _conveners(house: House, connection: Connection, rows: Sequence[LetterRow]) -> dict[int, str]:
    """Return who convenes each letter, by its id, as somebody without any key may know it.

    What was found stays until the letter's text or list changes: one sign-on makes the
    first page read one list anew, not all of them.
    """
    found: dict[int, str] = {}
    kept: dict[tuple[int, int, int], str] = house.shelf.get(("conveners",), dict)
    stand = set()
    for row in rows:
        found[row.id] = row.coalition_name
        if not row.convener or not visibility.may_see_names(circulation(row), Standing()):
            continue
        key = (row.id, row.version_id, row.list_version)
        stand.add(key)
        leads = kept.get(key)
        if leads is None:
            leads = showing_letters.conveners(
                connection, row, documents.letter_file(connection, row)
            )
            kept[key] = leads
        found[row.id] = leads or row.coalition_name
    for key in list(kept):
        if key not in stand:
            kept.pop(key, None)
    return found
