"""Lists of signatories as CSV in, values out; signatory_sheets writes them."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Sequence

from app.domain import names, tokens
from app.domain.errors import Fault, FaultyFile, Refused
from app.domain.sentences import N_, Sentence, sentence
from app.domain.signatories import Kind, Scope, Signatory
from app.domain.values import dataclass
from app.formats.decoding import FORBIDDEN, decode, forbidden
from app.formats.expected import expected, one_of
from app.formats.figures import unknown_figure
from app.formats.guards import unguarded
from app.formats.limits import length_fault

LIMIT_BYTES = 20_000_000
COLUMNS = (
    "name",
    "signer_name",
    "signer_title",
    "email",
    "website",
    "group",
    "scope",
    "state",
    "city",
    "order",
    "kind",
)
STANDING = "standing"
# What the service stores of each; `name` is checked with the rest of what a name may be.
_LONGEST = {
    "signer_name": 300,
    "signer_title": 300,
    "group": 300,
    "state": 100,
    "city": 100,
    "website": 300,
    "email": 320,
    "order": 40,
}
# In other cells these are blanks; in an address they hide where it leads.
_CONTROLS = re.compile("[\t\n\u0085\u2028\u2029]")
_ADDRESSES = ("website", "email")
_DELIMITERS = (",", ";", "\t")
_KINDS = {
    "": Kind.ORGANIZATION,
    "organization": Kind.ORGANIZATION,
    "organisation": Kind.ORGANIZATION,
    "individual": Kind.INDIVIDUAL,
}
_MAX_FAULTS = 50
_SHOWN = 60

_NAMELESS = Sentence(N_("this row has no name"))
# By the codes of `names.check_name`.
_UNUSABLE_NAMES = {
    "name-missing": _NAMELESS,
    "name-characters": Sentence(
        N_("the name holds a character that cannot be printed; type it again")
    ),
    "name-long": sentence(
        N_("the name is longer than %(most)s characters"), most=names.LONGEST_NAME
    ),
}

_EMPTY = dict.fromkeys(COLUMNS, "")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line it begins on and its cells by column."""

    line: int
    cells: dict[str, str]


def read_signatories(data: bytes) -> tuple[Signatory, ...]:
    """Return the signatories of a CSV file, in the file's order, every row one.

    Commas, semicolons or tabs; the header names at least `name`; columns of other names are
    left unread. Raises FaultyFile with every fault, naming line and column.
    """
    text = decode(data, limit_bytes=LIMIT_BYTES)
    faults: list[Fault] = []
    signatories: list[Signatory] = []
    listed = (row for row in _rows(text, faults) if _is_listed(row))
    for position, row in enumerate(listed):
        signatory = _signatory(row, position, faults)
        if signatory:
            signatories.append(signatory)
        if len(faults) >= _MAX_FAULTS:
            break
    if faults:
        raise FaultyFile(tuple(sorted(faults, key=lambda fault: fault.line)))
    return tuple(signatories)


def _is_listed(row: Row) -> bool:
    """Does the row print? Our own full lists also hold lines that were withdrawn or are held."""
    return row.cells.get(STANDING, "").strip().casefold() in {"", "listed"}


def _rows(text: str, faults: list[Fault]) -> Iterator[Row]:
    """Yield the rows that hold anything, below the header."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    header: dict[int, str] | None = None
    width = line = 0
    try:
        for cells in reader:
            first, line = line + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header, width = _header(cells, first), len(cells)
                continue
            if any(cell.strip() for cell in cells[width:]):
                many = N_("%(cells)s cells under %(headers)s headers; quote text that holds commas")
                said = sentence(many, cells=len(cells), headers=width)
                faults.append(Fault(first, "", said))
                continue
            yield Row(first, {header[at]: cell for at, cell in enumerate(cells) if at in header})
    except csv.Error as error:
        unreadable = N_("not readable as CSV (%(problem)s); look at the quotes")
        faults.append(Fault(line + 1, "", sentence(unreadable, problem=str(error))))
        return
    if header is None:
        empty = N_("the list is empty; its first line must hold %(name)s")
        raise FaultyFile((Fault(1, "", sentence(empty, name="`name`")),))


def _delimiter(text: str) -> str:
    """Return the delimiter under which the header makes most sense."""
    first = next((line for line in text.split("\n") if line.strip()), "")

    def sense(delimiter: str) -> tuple[bool, int, int]:
        cells = [_column(cell) for cell in first.split(delimiter)]
        return "name" in cells, sum(cell in COLUMNS for cell in cells), len(cells)

    return max(_DELIMITERS, key=sense)


def _column(header: str) -> str:
    """Return a header in the form columns are known by ("Signer Name" -> "signer_name")."""
    return re.sub(r"[\s_\-]+", "_", header.strip().strip('"').strip().casefold())


def _header(cells: Sequence[str], line: int) -> dict[int, str]:
    columns = [_column(cell) for cell in cells]
    if "name" not in columns:
        found = ", ".join(cell.strip()[:40] for cell in cells if cell.strip())
        nameless = N_("no column is called %(name)s; the headers found are: %(found)s")
        raise FaultyFile((Fault(line, "name", sentence(nameless, name="name", found=found)),))
    read = {at: column for at, column in enumerate(columns) if column in (*COLUMNS, STANDING)}
    twice = [column for column in read.values() if columns.count(column) > 1]
    if twice:
        message = Sentence(N_("two columns have this header; keep one"))
        raise FaultyFile((Fault(line, twice[0], message),))
    return read


def _signatory(row: Row, position: int, faults: list[Fault]) -> Signatory | None:
    before = len(faults)
    texts = _EMPTY | {
        column: _clean(row, column, faults)
        for column, cell in row.cells.items()
        if cell and column in COLUMNS
    }
    name = _name(row, texts["name"], faults)
    kind = _kind(row, texts["kind"], faults)
    scope = _scope(row, texts["scope"], faults)
    order = _order(row, texts["order"], faults)
    if len(faults) > before:
        return None
    return Signatory(
        name=name,
        kind=kind,
        signer_name=texts["signer_name"],
        signer_title=texts["signer_title"],
        group=tokens.group_path(texts["group"]),
        scope=scope,
        state=texts["state"],
        city=texts["city"],
        website=texts["website"],
        email=texts["email"],
        manual_order=order,
        position=position,
    )


def _clean(row: Row, column: str, faults: list[Fault]) -> str:
    """Return a cell in one line without blanks at its ends; control characters are refused."""
    cell = unguarded(row.cells.get(column, ""))
    text = " ".join(cell.split())
    found = FORBIDDEN.search(cell)
    if column in _ADDRESSES:
        found = found or _CONTROLS.search(cell.strip())
    if found:
        faults.append(Fault(row.line, column, forbidden(found[0])))
        return ""
    if wrong := length_fault(text, _LONGEST.get(column, len(text))):
        faults.append(Fault(row.line, column, wrong))
        return ""
    if column == "group":
        faults.extend(
            Fault(row.line, column, unknown_figure(f"{{{{ {name} }}}}"))
            for name in tokens.unknown(text)
        )
    return text


def _name(row: Row, text: str, faults: list[Fault]) -> str:
    if any(fault.line == row.line and fault.key == "name" for fault in faults):
        return ""
    if not text:
        faults.append(Fault(row.line, "name", _NAMELESS))
        return ""
    checked = names.check_name(text)
    if isinstance(checked, Refused):
        faults.append(Fault(row.line, "name", _UNUSABLE_NAMES[checked.code]))
        return ""
    return checked


def _kind(row: Row, text: str, faults: list[Fault]) -> Kind:
    kind = _KINDS.get(text.casefold())
    if kind is None:
        faults.append(Fault(row.line, "kind", one_of(Kind, text[:_SHOWN])))
    return kind or Kind.ORGANIZATION


def _scope(row: Row, text: str, faults: list[Fault]) -> str:
    folded = text.casefold()
    if not folded or folded in set(Scope):
        return folded
    faults.append(Fault(row.line, "scope", one_of(Scope, text[:_SHOWN])))
    return ""


def _order(row: Row, text: str, faults: list[Fault]) -> float | None:
    if not text:
        return None
    try:
        order = float(text.replace(",", "."))
    except ValueError:
        order = math.nan
    if math.isfinite(order):
        return order
    faults.append(Fault(row.line, "order", expected(Sentence(N_("a number")), text)))
    return None
