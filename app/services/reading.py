"""Reading letters: the first page, a letter's page, its list as a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from app.domain import eligibility, visibility
from app.domain.composing import missing_leads
from app.domain.documents import LetterDocument, NamesSection
from app.domain.letters import LetterFile
from app.domain.signatories import Signatory
from app.domain.visibility import Standing
from app.formats.signatory_sheets import write_csv
from app.rendering.html.fragments import LetterHtml, letter_parts, with_names
from app.services import documents
from app.services.access import Door, Visitor, circulation, find_door, hours
from app.services.house import House
from app.services.keeping_pictures import address_of
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


@dataclass(frozen=True, slots=True)
class _Composed:
    """A letter as one kind of visitor may know it: with its names or without."""

    document: LetterDocument
    convener: str
    has_pictures: bool


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
        version_key = (
            "page",
            letter.id,
            letter.version_id,
            letter.list_version,
            door.may_see_names,
            letter.coalition_name,
        )

        def make() -> _Composed:
            return _composed_for(
                door,
                documents.listed_signatories(connection, letter),
                documents.letter_file(connection, letter),
            )

        composed = house.shelf.get(version_key, make)
        document = composed.document
        html = _html(house, door, composed, version_key=version_key)
    # The first page is what nearly everybody asks for. The others would crowd the shelf.
    if find.strip() or page != 1:
        html = with_names(html, document, find=find, page=page)
    if not 1 <= page <= html.names_pages:
        return None
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
        convener=composed.convener,
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


def _html(
    house: House, door: Door, composed: _Composed, *, version_key: tuple[object, ...]
) -> LetterHtml:
    """Return the letter's fragments, kept until text or list change.

    A picture's address carries the visitor's key, so that only a letter with pictures is kept
    once for each key.
    """
    key = door.key if composed.has_pictures else ""
    address = address_of(door.letter.slug, key=key)

    def make() -> LetterHtml:
        return letter_parts(composed.document, page=1, picture_address=address)

    return house.shelf.get(("html", *version_key, key), make)


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
    printed = public_rows(file, rows)
    if fmt == "csv":
        return write_csv(printed, PUBLIC_COLUMNS)
    body = {"letter": letter.slug, "title": letter.title, "signatories": printed}
    return json.dumps(body, ensure_ascii=False).encode()


def _composed_for(door: Door, signatories: tuple[Signatory, ...], file: LetterFile) -> _Composed:
    shows_every_figure = (
        door.may_see_names and visibility.count_to_show(len(signatories)) is not None
    )
    document = documents.document(
        file,
        signatories,
        door.letter,
        smallest_count_shown=0 if shows_every_figure else visibility.SMALLEST_COUNT_SHOWN,
    )
    if door.may_see_names:
        leads = _leads_that_signed(file, signatories)
        return _Composed(document, leads or door.letter.coalition_name, bool(file.pictures))
    without_names = replace(
        document,
        sections=tuple(s for s in document.sections if not isinstance(s, NamesSection)),
    )
    return _Composed(without_names, door.letter.coalition_name, bool(file.pictures))


def _leads_that_signed(file: LetterFile, signatories: Sequence[Signatory]) -> str:
    """Return the leads whose names stand under the letter. The others have agreed to nothing."""
    missing = missing_leads(file, signatories)
    return ", ".join(lead for lead in file.leads if lead not in missing)


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
            leads = _leads_that_signed(
                documents.letter_file(connection, row),
                documents.listed_signatories(connection, row),
            )
            kept[key] = leads
        found[row.id] = leads or row.coalition_name
    for key in list(kept):
        if key not in stand:
            kept.pop(key, None)
    return found
