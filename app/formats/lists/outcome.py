"""What comes of a list of signatories before its columns are known: a table of cells."""

from __future__ import annotations

from app.domain.errors import UndersignedError
from app.domain.sentences import N_, Sentence, sentence
from app.domain.values import dataclass

LIMIT_BYTES = 10_000_000
"""The longest list that we know of, with its contacts, has some 2 MB."""
MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_CELLS = 600_000
LONGEST_CELL = 2_000
"""Characters of a cell that are kept: no column takes more than 320, and its fault shows."""


class UnreadableList(UndersignedError):
    """A file that is no list, or one that is refused; the sentence is for who brings it."""

    def __init__(self, said: str | Sentence) -> None:
        self.sentence = sentence(said) if isinstance(said, str) else said
        super().__init__(str(self.sentence))


TOO_MUCH = N_("the file takes far more time or memory to read than any list; it is not opened")
NO_WORKBOOK = N_("the file cannot be read as an Excel workbook")
EMPTY = N_("the list is empty")
_TOO_LARGE = N_("the file has %(size)s bytes; at most %(limit)s are read")
_TOO_MANY_ROWS = N_("the list has more than %(limit)s rows; bring it in parts")
_TOO_MANY_CELLS = N_("the list has more than %(limit)s cells; leave out columns nobody needs")


def too_large(size: int) -> Sentence:
    return sentence(_TOO_LARGE, size=f"{size:,}", limit=f"{LIMIT_BYTES:,}")


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it was brought: the line or row it stands on, and its cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that hold anything, and what was noticed while reading.

    `is_names`: every row is one cell and that cell is a name, as in a pasted list.
    """

    records: tuple[Record, ...]
    notices: tuple[Sentence, ...] = ()
    is_names: bool = False


class Rows:
    """Gathers records and refuses a list before it outgrows its limits."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self._cells = 0
        self.is_cut = False

    def add(self, line: int, cells: list[str]) -> None:
        """Take one row. Raises UnreadableList; rows that hold nothing are left out."""
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            return
        if len(self.records) >= MOST_ROWS:
            raise UnreadableList(sentence(_TOO_MANY_ROWS, limit=f"{MOST_ROWS:,}"))
        if len(cells) > MOST_COLUMNS:
            self.is_cut = self.is_cut or any(cell.strip() for cell in cells[MOST_COLUMNS:])
            del cells[MOST_COLUMNS:]
        self._cells += len(cells)
        if self._cells > MOST_CELLS:
            raise UnreadableList(sentence(_TOO_MANY_CELLS, limit=f"{MOST_CELLS:,}"))
        self.records.append(Record(line, tuple(cell[: LONGEST_CELL + 1] for cell in cells)))

    def notices(self) -> tuple[Sentence, ...]:
        if not self.is_cut:
            return ()
        told = N_("columns after number %(limit)s were not read")
        return (sentence(told, limit=MOST_COLUMNS),)
