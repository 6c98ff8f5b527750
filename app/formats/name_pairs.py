"""Pairs of names as CSV in, the same rows with their verdicts out."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from app.domain.errors import Fault, FaultyFile
from app.domain.matching.evidence import Organization
from app.domain.matching.verdicts import Judgement
from app.domain.sentences import N_, Sentence, sentence
from app.domain.values import dataclass
from app.formats.decoding import decode

_LIMIT_BYTES = 50_000_000
_LONGEST_FIELD = 1_000_000
_NEEDED = ("name_a", "name_b")
_ADDED = ("verdict", "score", "reason")


@dataclass(frozen=True, slots=True)
class NamePairs:
    """The rows of a file by column, in the file's order, and its columns."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]

    def organizations(self) -> tuple[tuple[Organization, Organization], ...]:
        """The two of each row, with place, website and mail domain where the file gives them."""
        return tuple((_organization(row, "a"), _organization(row, "b")) for row in self.rows)


def read_name_pairs(data: bytes) -> NamePairs:
    """Return the pairs of a CSV file whose header names `name_a` and `name_b`.

    Raises FaultyFile with every fault, naming line and column.
    """
    text = decode(data, limit_bytes=_LIMIT_BYTES)
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = tuple(column.strip() for column in next(reader, ()))
        missing = [column for column in _NEEDED if column not in header]
        if missing:
            absent = Sentence(N_("no such column"))
            raise FaultyFile(tuple(Fault(1, column, absent) for column in missing))
        twice = [column for column in header if header.count(column) > 1]
        if twice:
            message = Sentence(N_("two columns have this header; keep one"))
            raise FaultyFile((Fault(1, twice[0], message),))
        faults: list[Fault] = []
        rows = []
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header):
                many = N_("%(cells)s cells under %(headers)s headers; quote text that holds commas")
                said = sentence(many, cells=len(cells), headers=len(header))
                faults.append(Fault(reader.line_num, "", said))
                continue
            row = dict.fromkeys(header, "") | dict(zip(header, cells, strict=False))
            faults += [
                Fault(reader.line_num, column, Sentence(N_("no name")))
                for column in _NEEDED
                if not row[column].strip()
            ]
            rows.append(row)
    except csv.Error as error:
        unreadable = N_("not readable as CSV (%(problem)s); look at the quotes")
        said = sentence(unreadable, problem=str(error))
        raise FaultyFile((Fault(reader.line_num, "", said),)) from None
    if faults:
        raise FaultyFile(tuple(faults[:50]))
    return NamePairs(header, tuple(rows))


def write_verdicts(pairs: NamePairs, judgements: Sequence[Judgement]) -> bytes:
    """Return the file's rows as they were, with `verdict`, `score` and `reason` added."""
    columns = [column for column in pairs.columns if column not in _ADDED]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*columns, *_ADDED])
    for row, judgement in zip(pairs.rows, judgements, strict=True):
        told = (judgement.verdict.value, f"{judgement.score:.3f}", str(judgement.reason))
        writer.writerow([*(row[column] for column in columns), *told])
    return out.getvalue().encode()


def _organization(row: Mapping[str, str], side: str) -> Organization:
    return Organization(
        name=row[f"name_{side}"],
        place=row.get(f"place_{side}", "").strip(),
        website=row.get(f"website_{side}", "").strip(),
        mail_domain=row.get(f"email_domain_{side}", "").strip(),
    )
