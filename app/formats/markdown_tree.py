"""Tokens of the Markdown parser in, the frozen tree of a letter out.

Nothing is dropped: what cannot print as it was meant prints as text and is reported, what
would break the document is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it.token import Token as Piece

from app.domain import tokens
from app.domain.documents import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteNumber,
    NoteReference,
    OrderedList,
    Paragraph,
    Passage,
    Picture,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
    Token,
)
from app.formats import pictures
from app.formats.decoding import FORBIDDEN, named
from app.formats.limits import TOO_DEEP
from app.formats.markdown_parser import is_live, passage_language
from app.formats.nesting import each, end_of, is_tight
from app.formats.reports import Labels, Report

_MAX_NESTING = 40
# Tabs and line ends inside text come from entities such as &#10; and from other scripts' line
# separators; in a paragraph they are blanks.
_BLANKS = re.compile("[\t\n\r\u0085\u2028\u2029]")
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
# Possessive: a bracket that never closes must not be looked for from every blank.
_SPACED_LABEL = re.compile(r"\[\^[^\]\[ ]*+ [^\]\[]*+\]")

ReadPicture = Callable[[str], bytes | None]


class TreeBuilder:
    """Builds blocks and inlines from parser tokens, counting lines from `first_line`."""

    def __init__(
        self,
        *,
        first_line: int,
        key: str,
        labels: Labels,
        report: Report,
        read_picture: ReadPicture | None,
        language: str,
    ) -> None:
        self._first_line = first_line
        self._key = key
        self._labels = labels
        self._report = report
        self._read_picture = read_picture
        self._languages = [language]
        self._levels: list[int] = []
        self._line = first_line
        self.notes: dict[int, tuple[Block, ...]] = {}

    # ------------------------------------------------------------ blocks

    def blocks(self, pieces: Sequence[Piece]) -> tuple[Block, ...]:
        """Return the blocks that a balanced run of tokens makes."""
        made: list[Block] = []
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            end = end_of(pieces, at)
            self._mark(piece)
            if piece.level > _MAX_NESTING:
                self._report.fault(self._line, self._key, TOO_DEEP)
                return tuple(made)
            made.extend(self._block(piece, pieces[at + 1 : end]))
            at = end + 1
        return tuple(made)

    def _mark(self, piece: Piece) -> None:
        if piece.map:
            self._line = self._first_line + piece.map[0]

    def _block(self, piece: Piece, inner: Sequence[Piece]) -> tuple[Block, ...]:
        match piece.type:
            case "paragraph_open":
                return self._paragraph(inner)
            case "heading_open":
                return (self._heading(int(piece.tag[1:]), inner),)
            case "blockquote_open":
                return (Quote(self.blocks(inner)),)
            case "fence" | "code_block":
                return (CodeBlock(self._checked(piece.content.rstrip("\n"))),)
            case "hr":
                return (Rule(),)
            case "table_open":
                return (self._table(inner),)
            case "footnote_reference_open":
                self._note(piece, inner)
                return ()
        return self._list_or_passage(piece, inner)

    def _list_or_passage(self, piece: Piece, inner: Sequence[Piece]) -> tuple[Block, ...]:
        if piece.type == "container_passage_open":
            return self._passage(piece, inner)
        if piece.type == "bullet_list_open":
            return (BulletList(self._items(inner), is_tight(inner)),)
        if piece.type == "ordered_list_open":
            start = piece.attrGet("start")
            return (
                OrderedList(
                    self._items(inner), 1 if start is None else int(start), is_tight(inner)
                ),
            )
        return ()

    def _paragraph(self, inner: Sequence[Piece]) -> tuple[Block, ...]:
        """A paragraph; pictures in it become blocks between its parts."""
        children = self._children(inner)
        made: list[Block] = []
        start = 0
        for at, child in enumerate(children):
            if child.type != "image" or child.level:
                continue
            picture = self._picture(child)
            if picture:
                made += [*_as_paragraph(self.inlines(children[start:at])), picture]
                start = at + 1
        return (*made, *_as_paragraph(self.inlines(children[start:])))

    def _heading(self, level: int, inner: Sequence[Piece]) -> Heading:
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return Heading(len(self._levels), self.inlines(self._children(inner)))

    def _items(self, inner: Sequence[Piece]) -> tuple[tuple[Block, ...], ...]:
        return tuple(self.blocks(item) for item in each(inner, "list_item_open"))

    def _table(self, inner: Sequence[Piece]) -> Table:
        rows = [
            (row, tuple(self._cell(cell) for cell in each(row, ("th_open", "td_open"))))
            for part in each(inner, ("thead_open", "tbody_open"))
            for row in each(part, "tr_open")
        ]
        heads = [piece for piece in rows[0][0] if piece.type == "th_open"]
        styles = (str(head.attrGet("style") or "") for head in heads)
        alignments = (style.removeprefix("text-align:") for style in styles)
        return Table(rows[0][1], tuple(cells for _, cells in rows[1:]), tuple(alignments))

    def _cell(self, inner: Sequence[Piece]) -> Inlines:
        return self.inlines(self._children(inner))

    def _passage(self, piece: Piece, inner: Sequence[Piece]) -> tuple[Block, ...]:
        language = passage_language(piece)
        if not language:
            message = "a passage begins with a language, such as ::: {lang=fr}"
            self._report.fault(self._line, self._key, message)
        self._languages.append(language or self._languages[-1])
        blocks = self.blocks(inner)
        self._languages.pop()
        return (Passage(language, blocks),) if blocks else ()

    def _note(self, piece: Piece, inner: Sequence[Piece]) -> None:
        label = str(piece.meta["label"])
        line = self._line
        if self._labels.lines.get(label) != line:
            self._report.fault(line, self._key, f"note [^{label}] is defined twice")
            return
        blocks = self.blocks(inner)
        if not blocks:
            self._report.block(line, f"note [^{label}] is empty")
            blocks = (Paragraph(()),)
        if len(self._languages) > 1:
            blocks = (Passage(self._languages[-1], blocks),)
        self.notes[self._labels.numbers[label]] = blocks

    # ----------------------------------------------------------- inlines

    def _children(self, inner: Sequence[Piece]) -> Sequence[Piece]:
        for piece in inner:
            if piece.type == "inline":
                self._mark(piece)
                return piece.children or []
        return []

    def inlines(self, children: Sequence[Piece]) -> Inlines:
        """Return the inlines that a balanced run of inline tokens makes."""
        made: list[Inline] = []
        at = 0
        while at < len(children):
            end = end_of(children, at)
            made.extend(self._inline(children[at], children[at + 1 : end]))
            at = end + 1
        return tokens.merged(made)

    def _inline(self, piece: Piece, inner: Sequence[Piece]) -> Inlines:
        match piece.type:
            case "text_special":
                return (Text(_BLANKS.sub(" ", self._checked(piece.content))),)
            case "softbreak":
                self._line += 1
                return (Text(" "),)
            case "hardbreak":
                self._line += 1
                return (LineBreak(),)
            case "code_inline":
                return (Code(_BLANKS.sub(" ", self._checked(piece.content))),)
            case "em_open":
                return (Emphasis(self.inlines(inner)),)
            case "strong_open":
                return (Strong(self.inlines(inner)),)
            case "link_open":
                return self._link(piece, inner)
        return self._inline_of_ours(piece)

    def _inline_of_ours(self, piece: Piece) -> Inlines:
        if piece.type == "image":
            return self._picture_in_words(piece)
        if piece.type == "figure":
            return self._figure(piece)
        if piece.type == "footnote_ref":
            return self._reference(piece)
        return (self._text(piece.content),) if piece.content else ()

    def _text(self, content: str) -> Text:
        if _HTML.search(content):
            self._report.warn(self._line, f"HTML prints as text: {_short(content)}")
        if label := _SPACED_LABEL.search(content):
            message = f"{_short(label[0])} prints as text: the label of a note has no blanks"
            self._report.block(self._line, message)
        if "{{" in content:
            message = "{{ without }}; write \\{{ where braces are meant"
            self._report.fault(self._line, self._key, message)
        return Text(_BLANKS.sub(" ", self._checked(content)))

    def _checked(self, content: str) -> str:
        """Refuse what entities such as &#x202E; smuggle past the check of the file."""
        if found := FORBIDDEN.search(content):
            self._report.fault(self._line, self._key, f"{named(found[0])}; remove it")
        return content

    def _figure(self, piece: Piece) -> Inlines:
        name = tokens.known(piece.content)
        if name is None:
            message = f"{piece.markup} is not known; expected one of {tokens.EXPECTED}"
            hint = "; write \\{{ where braces are meant"
            self._report.fault(self._line, self._key, _BLANKS.sub(" ", message) + hint)
            return ()
        if name.startswith(tokens.NOTE_PREFIX):
            return (self._number_of_note(name.removeprefix(tokens.NOTE_PREFIX)),)
        return (Token(name),)

    def _number_of_note(self, label: str) -> Inline:
        if self._key == "title":
            self._report.fault(self._line, self._key, "a title cannot name a note by its number")
        number = self._labels.numbers.get(label)
        if number is not None:
            return NoteNumber(number)
        message = f"note [^{label}] is named but not defined; [{label}] prints"
        self._report.block(self._line, message)
        return Text(self._checked(f"[{label}]"))

    def _reference(self, piece: Piece) -> Inlines:
        if "label" not in piece.meta:
            return (NoteReference(self._labels.of_inline_note(int(piece.meta["id"]))),)
        label = str(piece.meta["label"])
        number = self._labels.numbers.get(label)
        if number is None:
            message = f"note [^{label}] is referred to but not defined; it prints as text"
            self._report.block(self._line, message)
            return (Text(self._checked(f"[^{label}]")),)
        return (NoteReference(number),)

    def _link(self, piece: Piece, inner: Sequence[Piece]) -> Inlines:
        target = str(piece.attrGet("href") or "").strip()
        if target.casefold().startswith("www."):
            target = f"https://{target}"
        line = self._line
        children = self.inlines(inner)
        if is_live(target):
            return (Link(target, children or (Text(target),)),)
        words = _short(tokens.plain_text(children)) or target
        why = "has no target" if target in ("", "#") else f"leads to {_short(target)!r}"
        self._report.warn(line, f"the link “{words}” {why} and prints as plain text")
        return children

    # ---------------------------------------------------------- pictures

    def _picture(self, piece: Piece) -> Picture | None:
        """Return the picture beside the letter file, None where it prints as words instead."""
        source = str(piece.attrGet("src") or "")
        if is_live(source) or self._read_picture is None:
            return None
        outcome = pictures.beside(source, self._read_picture)
        if isinstance(outcome, str):
            self._report.fault(self._line, self._key, outcome)
            return None
        return Picture(self._alt(piece), *outcome)

    def _picture_in_words(self, piece: Piece) -> Inlines:
        source = str(piece.attrGet("src") or "")
        alt = self._alt(piece)
        if is_live(source):
            message = f"the picture {source} is not beside the letter; a link to it prints"
            self._report.warn(self._line, message)
            return (Link(source, (Text(alt or source),)),)
        message = f"the picture {_short(source)!r} cannot stand here; “{alt}” prints instead"
        self._report.block(self._line, message)
        return (Text(alt),)

    def _alt(self, piece: Piece) -> str:
        return tokens.plain_text(self.inlines(piece.children or []))


def _as_paragraph(inlines: Inlines) -> tuple[Paragraph, ...]:
    is_blank = all(isinstance(inline, Text) and not inline.text.strip() for inline in inlines)
    return () if is_blank else (Paragraph(inlines),)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
