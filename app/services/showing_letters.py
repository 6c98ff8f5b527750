"""A letter as its page shows it: the text with its figures, and one page of its names.

The text is kept until it or the list changes; of the names only the page that is asked for
is read, from the index that holds them in printing order. A search looks through all names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain import labels, tokens, visibility
from app.domain.composing import compose_with, missing_leads, printed_date
from app.domain.counting import figures_of, hiding_small_counts
from app.domain.documents import LetterDocument, Text
from app.domain.headings import Path
from app.domain.letters import LetterFile
from app.domain.naming import name_groups
from app.domain.ordering import Group, arrange_letter, nested
from app.domain.signatories import Signatory
from app.rendering.html.fragments import LetterHtml, letter_parts, with_names, with_part
from app.rendering.html.names import LINES_ON_A_PAGE, names_page
from app.services import documents, in_order
from app.services.access import Door
from app.services.counting_listed import CountsOfList
from app.services.house import House
from app.services.in_order import PlacedLine
from app.services.keeping_pictures import address_of
from app.store import order as order_rows
from app.store.engine import Connection
from app.store.letters import LetterRow


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter as one kind of visitor may know it: with a page of its names or without."""

    document: LetterDocument
    html: LetterHtml
    convener: str


@dataclass(frozen=True, slots=True)
class _Text:
    """The letter without its names; `totals` count the lines under each path of headings."""

    document: LetterDocument
    file: LetterFile
    figure: Callable[[str], str]
    convener: str
    places: int
    totals: dict[Path, int]


def shown(
    house: House, connection: Connection, door: Door, *, find: str, page: int
) -> Shown | None:
    """Return the letter with a page of its names, counted from 1; None beyond the last."""
    letter = door.letter
    version_key = (
        letter.id,
        letter.version_id,
        letter.list_version,
        door.may_see_names,
        letter.coalition_name,
    )
    text = house.shelf.get(("text", *version_key), lambda: _text(connection, door))
    # A picture's address carries the visitor's key, so that only a letter with pictures is
    # kept once for each key.
    key = door.key if text.file.pictures else ""

    def make() -> LetterHtml:
        first = _page_of_names(connection, letter, text, 1) if door.may_see_names else ()
        document = compose_with(text.file, first, figure=text.figure, author=letter.coalition_name)
        address = address_of(letter.slug, key=key)
        return _with_page(letter_parts(document, picture_address=address), text, first, 1)

    html = house.shelf.get(("html", *version_key, key), make)
    if not door.may_see_names:
        return None if page != 1 else Shown(text.document, html, text.convener)
    if find.strip():
        whole = house.shelf.get(("names", *version_key), lambda: _whole(connection, letter, text))
        html = with_names(html, whole, find=find, page=page)
    elif page != 1 and 1 <= page <= html.names_pages:
        html = _with_page(html, text, _page_of_names(connection, letter, text, page), page)
    if not 1 <= page <= html.names_pages:
        return None
    return Shown(text.document, html, text.convener)


def conveners(connection: Connection, letter: LetterRow, file: LetterFile) -> str:
    """Return the leads whose names stand under the letter. The others have agreed to nothing."""
    if not any(file.leads):
        return ""
    if order_rows.arrangement(connection, letter.id) is not None:
        leads = order_rows.leads(connection, letter.id)
        return ", ".join(lead.name for lead in leads if lead.standing == "listed")
    missing = missing_leads(file, documents.listed_signatories(connection, letter))
    return ", ".join(lead for lead in file.leads if lead not in missing)


def _text(connection: Connection, door: Door) -> _Text:
    letter = door.letter
    file = documents.letter_file(connection, letter)
    counts = CountsOfList(connection, letter, file)
    date_text = printed_date(file, None)
    computed = figures_of(counts, language=file.language, date_text=date_text)
    count = counts.listed.organizations + counts.listed.individuals
    is_small = visibility.count_to_show(count) is None
    if is_small or not door.may_see_names:
        computed = hiding_small_counts(
            computed,
            everybody=counts.of("count"),
            individuals=counts.of("individuals"),
            smallest_shown=visibility.SMALLEST_COUNT_SHOWN,
        )
    known: dict[str, str] = {}

    def figure(name: str) -> str:
        """Remember every figure: the text is kept longer than the connection is."""
        if name not in known:
            known[name] = computed(name)
        return known[name]

    file = _with_note(file, has_affiliations=counts.listed.has_affiliations)
    document = compose_with(file, (), figure=figure, author=letter.coalition_name)
    # A text without names leaves these out.
    tokens.fill(file.signatories_heading, figure)
    tokens.filled(file.note, figure)
    totals: Counter[Path] = Counter()
    places = count
    if door.may_see_names:
        counted = in_order.counts(connection, letter, file)
        for path, number in counted.by_path.items():
            headings = tuple(tokens.fill(heading, figure) for heading in path)
            totals.update({headings[:depth]: number for depth in range(1, len(path) + 1)})
        places = counted.places
    leads = conveners(connection, letter, file) if door.may_see_names else ""
    return _Text(
        document, file, known.__getitem__, leads or letter.coalition_name, places, dict(totals)
    )


def _with_note(file: LetterFile, *, has_affiliations: bool) -> LetterFile:
    """Say what affiliations are listed for, on every page of a list that has some."""
    if file.note or not file.individuals or not has_affiliations:
        return file
    return replace(file, note=(Text(labels.words_for(file.language).affiliations),))


def _page_of_names(
    connection: Connection, letter: LetterRow, text: _Text, page: int
) -> tuple[Group, ...]:
    offset = (page - 1) * LINES_ON_A_PAGE
    placed = in_order.places(connection, letter, text.file, offset=offset, limit=LINES_ON_A_PAGE)
    leads = tuple(documents.as_signatory(each.row) for each in placed if each.is_lead)
    first = (Group("", 1, leads, is_leads=True),) if leads else ()
    return (*first, *nested(_by_path([each for each in placed if not each.is_lead])))


def _by_path(placed: list[PlacedLine]) -> list[tuple[Path, tuple[Signatory, ...]]]:
    found: dict[Path, list[Signatory]] = {}
    for each in placed:
        found.setdefault(each.path, []).append(documents.as_signatory(each.row))
    return [(path, tuple(rows)) for path, rows in found.items()]


def _with_page(html: LetterHtml, text: _Text, groups: tuple[Group, ...], page: int) -> LetterHtml:
    named = name_groups(text.file, groups, figure=text.figure)
    return with_part(html, names_page(named, text.totals, found=text.places, page=page))


def _whole(connection: Connection, letter: LetterRow, text: _Text) -> LetterDocument:
    """Return a document with all names, for a search in them."""
    rows = documents.listed_signatories(connection, letter)
    return compose_with(text.file, arrange_letter(text.file, rows), figure=text.figure)
