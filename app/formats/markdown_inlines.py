"""Inline tokens of the Markdown parser in, the inlines of a letter out.

Nothing is dropped: what cannot print as it was meant prints as text and is reported, what
would break the document is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token as Piece

from app.domain import tokens
from app.domain.documents import (
    Code,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteNumber,
    NoteReference,
    Picture,
    Strong,
    Text,
    Token,
)
from app.domain.sentences import N_, Sentence, hinted, sentence
from app.formats import pictures
from app.formats.cross_references import LIVE_NUMBER, with_live_numbers
from app.formats.decoding import FORBIDDEN, forbidden
from app.formats.figures import ESCAPE, unknown_figure
from app.formats.markdown_parser import is_live
from app.formats.nesting import end_of
from app.formats.pictures import YET, ReadPicture
from app.formats.reports import Labels, Report

# Marks a picture that stands where one can, and waits to be stored.
_MAY_COME = "may come"
# Tabs and line ends inside text come from entities such as &#10; and from other scripts' line
# separators; in a paragraph they are blanks.
_BLANKS = re.compile("[\t\n\r\u0085\u2028\u2029]")
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
# Possessive: a bracket that never closes must not be looked for from every blank.
_SPACED_LABEL = re.compile(r"\[\^[^\]\[ ]*+ [^\]\[]*+\]")


class InlineBuilder:
    """Builds inlines from parser tokens.

    `line` is the line of the file that is read now: whoever walks the blocks sets it, and a
    break in a paragraph moves it on.
    """

    def __init__(
        self,
        *,
        line: int,
        key: str,
        labels: Labels,
        report: Report,
        read_picture: ReadPicture | None,
    ) -> None:
        self.line = line
        self._key = key
        self._labels = labels
        self._report = report
        self._read_picture = read_picture

    def run(self, children: Sequence[Piece], *, is_quoted: bool = False) -> Inlines:
        """Return the inlines of a whole run of text, in which typed numbers of notes are live.

        A block quotation keeps its numbers, which are somebody else's, and a title names none.
        """
        if not is_quoted and self._key != "title":
            children = with_live_numbers(children, self._labels, line=self.line)
        return self.inlines(children)

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
                return (Text(_BLANKS.sub(" ", self.checked(piece.content))),)
            case "softbreak":
                self.line += 1
                return (Text(" "),)
            case "hardbreak":
                self.line += 1
                return (LineBreak(),)
            case "code_inline":
                return (Code(_BLANKS.sub(" ", self.checked(piece.content))),)
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
        if piece.type == LIVE_NUMBER:
            return (NoteNumber(int(piece.meta["number"])),)
        return (self._text(piece.content),) if piece.content else ()

    def _text(self, content: str) -> Text:
        if _HTML.search(content):
            html = N_("HTML prints as text: %(words)s")
            self._report.warn(self.line, sentence(html, words=_short(content)))
        if label := _SPACED_LABEL.search(content):
            blanks = N_("%(label)s prints as text: the label of a note has no blanks")
            said = sentence(blanks, label=_short(label[0]))
            self._report.block(self.line, said, text=label[0])
        if "{{" in content:
            loose = N_("%(opening)s without %(closing)s")
            message = sentence(loose, opening="{{", closing="}}")
            self._report.fault(self.line, self._key, hinted(message, ESCAPE))
        return Text(_BLANKS.sub(" ", self.checked(content)))

    def checked(self, content: str) -> str:
        """Refuse what entities such as &#x202E; smuggle past the check of the file."""
        if found := FORBIDDEN.search(content):
            self._report.fault(self.line, self._key, forbidden(found[0]))
        return content

    def _figure(self, piece: Piece) -> Inlines:
        name = tokens.known(piece.content)
        if name is None:
            message = unknown_figure(_BLANKS.sub(" ", piece.markup))
            self._report.fault(self.line, self._key, hinted(message, ESCAPE))
            return ()
        if name.startswith(tokens.NOTE_PREFIX):
            return (self._number_of_note(name.removeprefix(tokens.NOTE_PREFIX)),)
        return (Token(name),)

    def _number_of_note(self, label: str) -> Inline:
        if self._key == "title":
            numbered = Sentence(N_("a title cannot name a note by its number"))
            self._report.fault(self.line, self._key, numbered)
        number = self._labels.numbers.get(label)
        if number is not None:
            return NoteNumber(number)
        text = self.checked(f"[^{label}]")
        undefined = N_("note %(label)s is named but not defined; its label prints")
        self._report.block(self.line, sentence(undefined, label=text), text=text)
        return Text(f"[{label}]")

    def _reference(self, piece: Piece) -> Inlines:
        if "label" not in piece.meta:
            return (NoteReference(self._labels.of_inline_note(int(piece.meta["id"]))),)
        label = str(piece.meta["label"])
        number = self._labels.numbers.get(label)
        if number is None:
            text = self.checked(f"[^{label}]")
            undefined = N_("note %(label)s is referred to but not defined; it prints as text")
            self._report.block(self.line, sentence(undefined, label=text), text=text)
            return (Text(text),)
        return (NoteReference(number),)

    def _link(self, piece: Piece, inner: Sequence[Piece]) -> Inlines:
        target = str(piece.attrGet("href") or "").strip()
        if target.casefold().startswith("www."):
            target = f"https://{target}"
        line = self.line
        children = self.inlines(inner)
        if is_live(target):
            return (Link(target, children or (Text(target),)),)
        words = _short(tokens.plain_text(children)) or target
        if target in ("", "#"):
            lost = N_("the link “%(words)s” has no target and prints as plain text")
            self._report.warn(line, sentence(lost, words=words))
        else:
            lost = N_("the link “%(words)s” leads to %(target)s and prints as plain text")
            self._report.warn(line, sentence(lost, words=words, target=repr(_short(target))))
        return children

    def picture(self, piece: Piece) -> Picture | None:
        """Return the picture beside the letter file, None where it prints as words instead."""
        source = str(piece.attrGet("src") or "")
        if is_live(source):
            return None
        outcome = pictures.beside(source, self._read_picture or pictures.none_yet)
        if isinstance(outcome, Sentence):
            self._report.fault(self.line, self._key, outcome)
            return None
        alt = self._alt(piece)
        self._report.picture(pictures.name_of(source), alt, self.line)
        if outcome is YET:
            piece.meta[_MAY_COME] = True
            return None
        return Picture(alt, *outcome)

    def _picture_in_words(self, piece: Piece) -> Inlines:
        source = str(piece.attrGet("src") or "")
        alt = self._alt(piece)
        if is_live(source):
            remote = N_("the picture %(address)s is not beside the letter; a link to it prints")
            self._report.warn(self.line, sentence(remote, address=source))
            return (Link(source, (Text(alt or source),)),)
        words = (
            N_("the picture “%(name)s” is not stored with the letter; “%(words)s” prints instead")
            if _MAY_COME in piece.meta
            else N_("the picture “%(name)s” cannot stand here; “%(words)s” prints instead")
        )
        name = _short(pictures.name_of(source))
        self._report.block(self.line, sentence(words, name=name, words=alt))
        return (Text(alt),)

    def _alt(self, piece: Piece) -> str:
        return tokens.plain_text(self.inlines(piece.children or []))


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
