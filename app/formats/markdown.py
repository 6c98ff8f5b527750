"""Markdown of a letter: its body with notes, and the lines of its front matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token as Piece

from app.domain.documents import Block, Inlines, Note, Paragraph
from app.domain.numbering import references, references_of_blocks
from app.domain.sentences import N_, Sentence, sentence
from app.domain.values import dataclass
from app.formats.cross_references import report_typed_numbers
from app.formats.limits import MAX_ROWS
from app.formats.markdown_blocks import BlockBuilder
from app.formats.markdown_inlines import InlineBuilder
from app.formats.markdown_parser import UNBEARABLE, letter_parser
from app.formats.pictures import ReadPicture
from app.formats.reports import Labels, Report


@dataclass(frozen=True, slots=True)
class Body:
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


class MarkdownReader:
    """Reads one letter: first its body, which defines the notes, then single lines of its
    front matter, which may refer to them.
    """

    def __init__(
        self,
        report: Report,
        *,
        language: str,
        smart_quotes: bool,
        read_picture: ReadPicture | None = None,
    ) -> None:
        self._report = report
        self._language = language
        self._read_picture = read_picture
        self._parser = letter_parser(smart_quotes=smart_quotes, language=language)
        self._labels = Labels()
        self._referred: set[int] = set()
        self._inline_notes: dict[int, tuple[Block, ...]] = {}
        self._env: dict[str, Any] = {}
        self._source: list[str] = []

    def body(self, text: str, *, first_line: int) -> Body:
        """Return the body that `text` holds, its first line being line `first_line`."""
        self._source = text.split("\n")
        pieces = self._parser.parse(text, self._env)
        self._report_unbearable(self._env, first_line, "body")
        self._find_definitions(pieces, first_line)
        self._find_loose_ends(pieces, first_line)
        inline_builder = self._inline_builder(first_line, "body")
        builder = BlockBuilder(
            inline_builder,
            first_line=first_line,
            key="body",
            labels=self._labels,
            report=self._report,
            language=self._language,
        )
        blocks = builder.blocks(pieces)
        notes = builder.notes | self._read_inline_notes(inline_builder)
        self._referred.update(references_of_blocks(blocks))
        return Body(blocks, tuple(Note(number, notes[number]) for number in sorted(notes)))

    def line(self, text: str, *, line: int, key: str, prints: bool = True) -> Inlines:
        """Return the inlines of one line of the front matter.

        A reference to a note counts only where the line `prints`.
        """
        if not text:
            return ()
        env: dict[str, Any] = {
            # Each line counts its references anew: where the body left off is nothing to it.
            "footnotes": {"refs": dict.fromkeys(self._env.get("footnotes", {}).get("refs", {}), -1)}
        }
        pieces = self._parser.parseInline(text, env)
        self._report_unbearable(env, line, key)
        children = pieces[0].children or [] if pieces else []
        if any("label" not in p.meta for p in children if p.type == "footnote_ref"):
            message = Sentence(N_("write the note under the letter and refer to it: [^1]"))
            self._report.fault(line, key, message)
            return ()
        inlines = self._inline_builder(line, key).run(children)
        if prints:
            self._referred.update(references(inlines))
        return inlines

    def report_unused_notes(self, notes: tuple[Note, ...]) -> None:
        """Report the notes that nothing which prints refers to, directly or through a note."""
        by_number = {note.number: note.blocks for note in notes}
        reached: set[int] = set()
        waiting = [number for number in self._referred if number in by_number]
        while waiting:
            number = waiting.pop()
            if number not in reached:
                reached.add(number)
                waiting += [n for n in references_of_blocks(by_number[number]) if n in by_number]
        for label, number in self._labels.numbers.items():
            if number not in reached:
                text = f"[^{label}]"
                message = sentence(
                    N_("note %(label)s is never referred to; it does not print"), label=text
                )
                self._report.block(self._labels.lines[label], message, text=text)

    def report_typed_numbers(self, referred: Sequence[int]) -> None:
        """Warn of numbers of notes that were typed; `referred` are the notes as they are met."""
        report_typed_numbers(self._labels, tuple(dict.fromkeys(referred)), self._report)

    def _inline_builder(self, line: int, key: str) -> InlineBuilder:
        return InlineBuilder(
            line=line,
            key=key,
            labels=self._labels,
            report=self._report,
            read_picture=self._read_picture,
        )

    def _report_unbearable(self, env: Mapping[str, Any], first_line: int, key: str) -> None:
        for at in env.get(UNBEARABLE, ()):
            many = N_("this paragraph is too long or holds too many marks; break it up")
            self._report.fault(first_line + at, key, Sentence(many))

    def _find_definitions(self, pieces: list[Piece], first_line: int) -> None:
        for piece in pieces:
            if piece.type == "footnote_reference_open":
                line = first_line + (piece.map[0] if piece.map else 0)
                self._labels.define(str(piece.meta["label"]), line)

    def _read_inline_notes(self, builder: InlineBuilder) -> dict[int, tuple[Block, ...]]:
        """Return the notes written in place, `^[...]`; one may hold another."""
        written = self._env.get("footnotes", {}).get("list", {})
        read: dict[int, tuple[Block, ...]] = {}
        while waiting := [i for i, n in self._labels.inline_notes.items() if n not in read]:
            for note_id in waiting:
                inlines = builder.run(written[note_id].get("tokens", []))
                read[self._labels.inline_notes[note_id]] = (Paragraph(inlines),)
        return read

    def _find_loose_ends(self, pieces: list[Piece], first_line: int) -> None:
        """Report passages that never close and table rows with more cells than the header."""
        columns = rows = 0
        for piece in pieces:
            at = piece.map[0] if piece.map else 0
            if piece.type == "container_passage_open" and not self._closes(piece):
                loose = N_("this passage never closes; put ::: on a line of its own after it")
                self._report.fault(first_line + at, "body", Sentence(loose))
            elif piece.type == "thead_open":
                columns, rows = self._cells(at), 0
            elif piece.type == "tr_open":
                rows += 1
                self._find_too_many(rows, columns, at, first_line)

    def _find_too_many(self, rows: int, columns: int, at: int, first_line: int) -> None:
        # The header is a row as well.
        if rows == MAX_ROWS + 2:
            long = N_("this table has more than %(most)s rows; break it up")
            self._report.fault(first_line + at, "body", sentence(long, most=f"{MAX_ROWS:,}"))
        if self._cells(at) > columns:
            cells = N_("this row has more cells than the header (%(number)s); they do not print")
            self._report.block(first_line + at, sentence(cells, number=columns))

    def _closes(self, piece: Piece) -> bool:
        end = piece.map[1] if piece.map else 0
        line = self._source[end].strip(" >\t") if end < len(self._source) else ""
        return len(line) >= len(piece.markup) and not line.strip(":")

    def _cells(self, at: int) -> int:
        cells = [cell.strip() for cell in escapedSplit(self._source[at].strip(" >\t"))]
        return len(cells) - (not cells[0]) - (len(cells) > 1 and not cells[-1])
