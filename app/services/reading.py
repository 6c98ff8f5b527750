"""Reading letters: the first page, a letter's page, its list as a file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from app.domain import eligibility, visibility
from app.domain.documents import LetterDocument, NamesSection
from app.domain.letters import LetterFile
from app.domain.ordering import order_for_print
from app.domain.signatories import Signatory
from app.formats.signatory_sheets import write_csv
from app.rendering.html.fragments import LetterHtml, letter_parts
from app.services import documents
from app.services.access import Door, Visitor, find_door, hours
from app.services.house import House
from app.store import letters as letter_rows
from app.store import signatories as signatory_rows

PUBLIC_COLUMNS = ("name", "group", "scope", "state", "city", "kind")


@dataclass(frozen=True, slots=True)
class LetterSummary:
    """A public letter on the first page. `count` is None below ten."""

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
    """A letter as its page shows it. `count` is None below ten; `key` travels in links."""

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
    etag: str


def public_letters(house: House) -> tuple[LetterSummary, ...]:
    """Return the letters everybody may read, those that close first on top."""
    with house.store.read() as connection:
        rows = letter_rows.public(connection, states=visibility.PUBLIC_STATES)
        counts = signatory_rows.count_listed(connection, [row.id for row in rows])
    return tuple(
        LetterSummary(
            slug=row.slug,
            title=row.title,
            addressee=row.addressee,
            convener=row.convener,
            count=visibility.count_to_show(counts.get(row.id, 0)),
            state=row.state,
            closes_at=row.closes_at,
            zone=row.zone,
        )
        for row in rows
    )


def letter_page(
    house: House, slug: str, *, visitor: Visitor, now: datetime, find: str = ""
) -> LetterPage | None:
    """Return the letter for this visitor, None where there is none for them.

    `find` leaves only the names that hold these words.
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

        def make() -> LetterDocument:
            return _document_for(
                door,
                documents.listed_signatories(connection, letter),
                documents.letter_file(connection, letter),
            )

        document = house.shelf.get(version_key, make)
        html = (
            letter_parts(document, find=find)
            if find.strip()
            else house.shelf.get(("html", *version_key), lambda: letter_parts(document))
        )
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
        convener=letter.convener,
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
        etag=hashlib.sha256(
            repr((*version_key, letter.state, letter.closes_at, is_collecting, find)).encode()
        ).hexdigest()[:32],
    )


def public_signatories(
    house: House, slug: str, *, visitor: Visitor, fmt: Literal["csv", "json"]
) -> bytes | None:
    """Return the list as printed, in printing order, public fields only.

    None where the letter, or its names, are not there for this visitor.
    """
    with house.store.read() as connection:
        door = find_door(house, connection, slug, visitor)
        if door is None or not door.may_see_names:
            return None
        file = documents.letter_file(connection, door.letter)
        rows = documents.listed_signatories(connection, door.letter)
    ordered = order_for_print(rows, leads=file.leads, order=file.order, locale=file.language)
    printed = [_public_row(row) for row in ordered]
    if fmt == "csv":
        return write_csv(printed, PUBLIC_COLUMNS)
    body = {"letter": slug, "title": door.letter.title, "signatories": printed}
    return json.dumps(body, ensure_ascii=False).encode()


def _public_row(row: Signatory) -> dict[str, str]:
    return {
        "name": row.name,
        "group": row.group,
        "scope": row.scope,
        "state": row.state,
        "city": row.city,
        "kind": row.kind,
    }


def _document_for(
    door: Door, signatories: tuple[Signatory, ...], file: LetterFile
) -> LetterDocument:
    document = documents.document(
        file,
        signatories,
        door.letter,
        hides_counts=visibility.count_to_show(len(signatories)) is None,
    )
    if door.may_see_names:
        return document
    return replace(
        document,
        sections=tuple(s for s in document.sections if not isinstance(s, NamesSection)),
    )
