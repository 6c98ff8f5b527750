"""Signature blocks among the names of a draft: where one begins and ends, and which are sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from app.domain.drafts import DraftBlock, DraftParagraph, DraftTable
from app.domain.name_entries import Entry
from app.domain.signature_lines import (
    FEWEST_LINES,
    SIGNED,
    SignatureLine,
    SignatureLines,
    is_labelled,
    is_mark,
    is_rule,
    names_a_person,
    names_the_signing,
    one_signature,
    signature_entries,
    without_marks,
    without_rules,
)
from app.domain.spans import is_all, lines_of, split, text_of
from app.domain.values import dataclass

# Lines and marks of the longest signature block.
_FARTHEST = 12


@dataclass(slots=True)
class _Group:
    """Lines that stand together, of `blocks`; a block of another kind is a group of its own.

    Long lists are one group: what is asked of it line by line is kept as it grows.
    """

    blocks: list[DraftBlock] = field(default_factory=list)
    lines: list[SignatureLine] = field(default_factory=list)
    labels: int = 0
    has_mark: bool = False

    def add(self, block: DraftBlock, lines: SignatureLines) -> None:
        self.blocks.append(block)
        self.lines += lines
        self.labels += sum(1 for line, _ in lines if is_labelled(text_of(line)))
        self.has_mark = self.has_mark or any(is_mark(line) for line in lines)

    @property
    def is_marked(self) -> bool:
        return self.labels > 1 or self.has_mark

    @property
    def said(self) -> int:
        """How many lines are no marks, as far as a signature block could reach."""
        return len(without_marks(self.lines[:_FARTHEST]))

    @property
    def is_only_marked(self) -> bool:
        return self.is_marked and not self.said


def signed_apart(
    blocks: Sequence[DraftBlock],
) -> tuple[tuple[Entry, ...] | tuple[DraftBlock, ...], ...]:
    """Return a region of names in its order: entries of signature blocks, and other blocks.

    Without a mark such as "/s/", lines are taken for a signature block only where all of the
    region are blocks, or where one that begins with a person stands first or above a list.
    """
    groups = [group for group in _groups(blocks) if not group.is_only_marked]
    found = [_entries(group) for group in groups]
    if all(found) or not any(found):
        return tuple(found[at] or tuple(group.blocks) for at, group in enumerate(groups))
    made: list[tuple[Entry, ...] | tuple[DraftBlock, ...]] = []
    for at, group in enumerate(groups):
        following = groups[at + 1] if at + 1 < len(groups) else None
        stands_apart = at == 0 or _stands_alone(following)
        is_sure = group.is_marked or (stands_apart and names_a_person(group.lines))
        made.append(found[at] if found[at] and is_sure else tuple(group.blocks))
    return tuple(made)


def officers_in_cells(table: DraftTable) -> tuple[Entry, ...]:
    """Return a table of signature blocks, one a cell or one down a column; else nothing."""
    rows = [
        [[(line, table.place) for each in cell for line in lines_of(each.spans)] for cell in row]
        for row in table.rows
    ]
    cells = [without_rules(cell) for row in rows for cell in row if cell]
    found = [one_signature(cell) for cell in cells if cell]
    if found and all(found):
        return tuple(entry for entries in found for entry in entries)
    width = max(len(row) for row in rows)
    columns = [[line for row in rows if at < len(row) for line in row[at]] for at in range(width)]
    found = [signature_entries(without_rules(column)) for column in columns if column]
    return tuple(entry for entries in found for entry in entries) if all(found) else ()


def marks_in(blocks: Sequence[DraftBlock]) -> int:
    """Return how many lines of a region say by a mark that somebody has signed."""
    cells = [
        each
        for block in blocks
        for each in (
            [block]
            if isinstance(block, DraftParagraph)
            else [each for row in block.rows for cell in row for each in cell]
        )
    ]
    return sum(1 for each in cells for line in lines_of(each.spans) if SIGNED.match(text_of(line)))


# ------------------------------------------------------------------ groups


def _groups(blocks: Sequence[DraftBlock]) -> list[_Group]:
    """Cut a region where a gap, a heading, a list, a table or another signature begins."""
    paragraphs = [block for block in blocks if isinstance(block, DraftParagraph)]
    # Where white space stands above every line, it tells nothing.
    tells_space = any(not (each.is_spaced or each.has_gap) for each in paragraphs[1:])
    groups: list[_Group] = []
    is_open = False
    for block in blocks:
        if isinstance(block, DraftTable) or block.mark or _is_heading(block):
            groups.append(_Group([block]))
            is_open = False
            continue
        lines = tuple((line, block.place) for line in lines_of(block.spans))
        has_gap = block.has_gap or (tells_space and block.is_spaced)
        if not is_open or _is_over(groups[-1], block, lines, has_gap=has_gap):
            groups.append(_Group())
        groups[-1].add(block, lines)
        is_open = True
    return groups


def _is_heading(block: DraftParagraph) -> bool:
    return bool(block.heading) or (block.text.endswith((":", "：")) and not is_labelled(block.text))


def _is_over(last: _Group, block: DraftParagraph, lines: SignatureLines, *, has_gap: bool) -> bool:
    begins = any(is_mark(line) or is_rule(line) for line in lines[:1])
    grows_bold = is_all(block.spans, "bold") and not is_all(last.lines[-1][0], "bold")
    if not (has_gap or begins or grows_bold):
        return False
    said = last.said
    if not said:
        # The name is typed under the space where the hand signs.
        return False
    if said == 1 and not last.is_marked and names_the_signing(lines[0]):
        return False
    is_full = said >= FEWEST_LINES
    return has_gap or (begins and (is_full or last.is_marked)) or (is_full and grows_bold)


def _stands_alone(following: _Group | None) -> bool:
    """Is what follows a list with a heading, bullets or a table of its own?"""
    if following is None or not following.lines:
        return True
    return is_all(following.lines[0][0], "bold")


# ------------------------------------------------------------------ blocks


def _entries(group: _Group) -> tuple[Entry, ...]:
    if not group.lines:
        return ()
    if columns := _columns(group.lines):
        found = [signature_entries(column) for column in columns]
        return tuple(entry for entries in found for entry in entries) if all(found) else ()
    return signature_entries(group.lines)


def _columns(lines: SignatureLines) -> list[list[SignatureLine]]:
    """Return blocks that stand side by side, parted by tabs; nothing where none do."""
    rows = [
        [(cell, place) for cell in split(line, lambda character: character == "\t")]
        for line, place in lines
    ]
    widths = {len(row) for row in rows}
    if len(widths) != 1 or widths == {1}:
        return []
    return [list(column) for column in zip(*rows, strict=True)]
