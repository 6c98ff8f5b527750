"""`signatories import`: a file listed at once, without anybody to ask."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from app.domain.errors import Refused
from app.domain.sentences import N_, Sentence, sentence
from app.services import documents
from app.services.house import House
from app.services.importing import Imported, Source, prepare, write_plan
from app.services.importing_files import (
    Columns,
    Mapped,
    columns_of,
    mapped_by_words,
    read_file,
    read_rows,
    remarks_of,
    unsure,
)
from app.services.importing_outcomes import ORGANIZATIONS_ONLY
from app.services.importing_plan import Became, make_plan
from app.store import imports as import_rows
from app.store import letters as letter_rows

NOTHING_CHOSEN: Mapping[str, str] = MappingProxyType({})
IS_FINAL = Refused(
    "This letter is final: its list stays as it is. Open the letter again first.",
    code="list-is-final",
)
FINAL_STATES = frozenset({"final", "delivered"})


_UNSURE = N_("the column “%(header)s” is left out; it may hold %(field)s: say so with --map")
_UNKNOWN = N_("the column “%(header)s” is left out; say with --map what it holds")


@dataclass(frozen=True, slots=True)
class ImportedFile(Imported):
    """What came of a file: the number of the import (0: tried only), the rows that were
    refused with their lines and reasons, and what else should be known.
    """

    number: int = 0
    refusals: tuple[tuple[int, tuple[Sentence, ...]], ...] = ()
    notices: tuple[Sentence, ...] = ()
    remarks: tuple[tuple[int, Sentence], ...] = ()


def import_signatories(
    house: House,
    slug: str,
    data: bytes,
    *,
    filename: str = "",
    chosen: Mapping[str, str] = NOTHING_CHOSEN,
    dry_run: bool,
    now: datetime,
) -> ImportedFile | Refused:
    """List the rows of a CSV or an Excel workbook under the letter, all of them or none.

    `chosen` says for headers what they hold. A dry run does the same and takes it back.
    """
    with house.store.read() as connection:
        letter = letter_rows.find_by_slug(connection, slug)
    if letter is None:
        return Refused(f"There is no letter at {slug!r}.", code="letter-unknown")
    if letter.state in FINAL_STATES:
        return IS_FINAL
    table = read_file(data)
    if isinstance(table, Refused):
        return table
    columns = columns_of(table)
    mapped = mapped_by_words(columns, chosen)
    if isinstance(mapped, Refused):
        return mapped
    read = read_rows(table, mapped.fields, header_at=mapped.header_at)
    taken = [(row, row.signatory) for row in read if row.signatory is not None]
    rows = [signatory for _, signatory in taken]
    prepare(rows, language=letter.language)
    with house.store.read() as connection:
        file = documents.letter_file(connection, letter)
        plan = make_plan(connection, letter, file, rows, as_listed=False, now=now)
    with house.store.write() as connection:
        letter_rows.hold(connection, letter.id)
        held = letter_rows.find_by_id(connection, letter.id)
        if held is None:
            return Refused(f"There is no letter at {slug!r}.", code="letter-unknown")
        if not plan.still_holds(held):
            file = documents.letter_file(connection, held)
            plan = make_plan(connection, held, file, rows, as_listed=False, now=now)
        import_id, number = import_rows.add(
            connection,
            {
                "coalition_id": held.coalition_id,
                "letter_id": held.id,
                "state": "imported",
                "filename": filename[:200],
                "sha256": hashlib.sha256(data).hexdigest(),
                "mapping": mapped.as_plain(),
                "row_count": len(read),
                "created_at": now,
                "imported_at": now,
                # Its file lies with whoever ran the command: nothing of it waits here.
                "forget_at": now + timedelta(0),
            },
        )
        source = Source(import_id=import_id, evidence=tuple(f"row {row.line}" for row, _ in taken))
        imported = write_plan(connection, held, rows, plan, source=source, now=now)
        refused = imported.refused + len(read) - len(rows)
        import_rows.change(
            connection,
            import_id,
            listed=imported.listed,
            joined=imported.joined - imported.already,
            already=imported.already,
            to_review=imported.to_review,
            refused=refused,
        )
        if dry_run:
            connection.rollback()
    not_listed = [
        (row.line, (sentence(ORGANIZATIONS_ONLY),))
        for (row, _), fate in zip(taken, plan.fates, strict=True)
        if fate.became is Became.REFUSED
    ]
    not_taken = [(row.line, row.reasons) for row in read if row.signatory is None]
    return ImportedFile(
        listed=imported.listed,
        joined=imported.joined,
        to_review=imported.to_review,
        refused=refused,
        already=imported.already,
        number=0 if dry_run else number,
        refusals=tuple(sorted([*not_taken, *not_listed], key=lambda each: each[0])),
        notices=(*table.notices, *_left_out(columns, mapped, chosen)),
        remarks=remarks_of(read),
    )


def _left_out(columns: Columns, mapped: Mapped, chosen: Mapping[str, str]) -> tuple[Sentence, ...]:
    return tuple(
        sentence(_UNSURE, header=header[:60], field=field)
        if field
        else sentence(_UNKNOWN, header=header[:60])
        for header, field in unsure(columns, mapped, chosen)
    )
