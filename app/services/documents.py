"""From rows to a document: the letter file of a version and the lines under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from app.domain.composing import compose
from app.domain.documents import LetterDocument
from app.domain.layouts import Layout
from app.domain.letters import LetterFile, Letterhead
from app.domain.signatories import Kind, Signatory
from app.formats.letter_files import read_letter_file
from app.formats.pictures import YET, ReadPicture
from app.services.arrangements import arranged
from app.services.house import Shelf
from app.store import files as file_rows
from app.store import letters as letter_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.signatories import SignatoryRow

# A letter with pictures holds up to 20 MB of them, so that few are kept at a time.
_ILLUSTRATED = Shelf(at_most=8)


@lru_cache(maxsize=64)
def _parsed(content: bytes) -> LetterFile:
    return read_letter_file(content)


def letter_file(connection: Connection, letter: LetterRow) -> LetterFile:
    """Return the letter file of the version that stands, with the order of its list as settled."""
    return arranged(connection, letter, letter_file_as_written(connection, letter))


def letter_file_as_written(connection: Connection, letter: LetterRow) -> LetterFile:
    """Return the letter file of the version that stands, parsed once per version.

    It holds the pictures that are stored with the version; the others print as their words.
    """
    version = letter_rows.version(connection, letter.version_id)
    plain = _parsed(version.content)
    if not plain.pictures:
        return plain
    stored = file_rows.pictures_of_version(connection, version.id)
    if not stored:
        return plain
    key = (version.sha256, tuple((picture.name, picture.sha256) for picture in stored))

    def read() -> LetterFile:
        contents = {
            picture.name: file_rows.content(connection, picture.file_id) for picture in stored
        }
        return read_letter_file(version.content, read_picture=among(contents))

    return _ILLUSTRATED.get(key, read)


def among(contents: Mapping[str, bytes]) -> ReadPicture:
    """Return the reader that knows these pictures; all others may still come."""
    return lambda name: contents.get(name, YET)


def as_signatory(row: SignatoryRow) -> Signatory:
    return Signatory(
        name=row.name,
        kind=Kind(row.kind),
        signer_name=row.signer_name,
        signer_title=row.signer_title,
        group=row.group_path,
        scope=row.scope,
        state=row.state,
        city=row.city,
        website=row.website,
        manual_order=row.manual_order,
        signed_at=row.signed_at,
        position=row.position,
        sort_name=row.sort_name,
        category=row.category,
        membership=row.membership,
        pin=row.pin,
        lead=row.lead_place,
        own_group=row.own_group,
        own_group_rule=row.own_group_rule,
    )


def listed_signatories(connection: Connection, letter: LetterRow) -> tuple[Signatory, ...]:
    return tuple(as_signatory(row) for row in signatory_rows.listed(connection, letter.id))


def listed_with_ids(connection: Connection, letter: LetterRow) -> dict[Signatory, int]:
    """Return the lines that print, each with its id; their positions keep them apart."""
    return {as_signatory(row): row.id for row in signatory_rows.listed(connection, letter.id)}


def document(
    file: LetterFile,
    signatories: Sequence[Signatory],
    letter: LetterRow,
    *,
    layout: Layout | None = None,
    letterhead: Letterhead | None = None,
    final_date: date | None = None,
    is_draft: bool = False,
    smallest_count_shown: int = 0,
) -> LetterDocument:
    return compose(
        file,
        signatories,
        layout=layout,
        letterhead=letterhead,
        final_date=final_date,
        is_draft=is_draft,
        author=letter.coalition_name,
        smallest_count_shown=smallest_count_shown,
    )
