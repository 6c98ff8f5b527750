"""Do a Word file and a PDF hold the same text in the same order?

Compared after NFKC without blanks, hyphens, marks of lists, bidi controls and page furniture.
Notes stand at the feet of pages in print: there a page's text ends, and its notes follow in
their order, may run on to the next page, and may stand again where they are referred to again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.documents.docx_reading import NAMES, WORD, WordFile
from tests.documents.pdf_validators import pdf_text, pdf_text_in_file_order

_MARK = re.compile(r"\d{1,5}[.)]|[•–·]")
_LEFT_OUT = re.compile(
    r"[\s\-\u00ad\u2010\u2011\u2013\u2022\u00b7\u200a-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"
)
_TURNED = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
_WORD = re.compile(rf"[{_TURNED}]+|[^\W_{_TURNED}]+")
_RIGHT_TO_LEFT = re.compile(f"[{_TURNED}]")
# From right to left a list's number stands at the other end of its line, or on one of its own.
_MARK_AT_AN_END = re.compile(r"^\d{1,5}\.\s+|\s*\.\d{1,5}$")
_SHOWN = ("t", "br", "tab", "footnoteReference")
# So far a page's text may agree with the words of the note that follows it.
_FARTHEST_BACK = 80


@dataclass(frozen=True, slots=True)
class Written:
    """One paragraph of the Word file: its text, and whether a list's mark stands before it."""

    text: str
    is_listed: bool = False


@dataclass(slots=True)
class _Reader:
    """What of the Word file the pages have shown so far."""

    body: Sequence[Written]
    notes: dict[int, str]
    at: int = 0
    inside: int = 0
    shown: list[int] = field(default_factory=list)
    carried: str = ""

    def page(self, text: str) -> str:
        """Take a page; return what on it is neither text in its order nor a note."""
        ends = [*self._ends(text)]
        for at, inside, length in reversed(ends[-_FARTHEST_BACK:]):
            notes = self._notes(text[length:])
            if notes is not None:
                self.at, self.inside = at, inside
                self.carried, self.shown = notes
                return ""
        _, _, length = ends[-1]
        return text[max(0, length - 40) : length] + " >>> " + text[length : length + 80]

    def _ends(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield each place where the page's text could end: paragraph, place in it, length."""
        at, inside, length = self.at, self.inside, 0
        yield at, inside, length
        while at < len(self.body):
            written = self.body[at]
            mark = _MARK.match(text, length) if written.is_listed and inside == 0 else None
            if mark and not written.text.startswith(mark[0]):
                length = mark.end()
            while inside < len(written.text):
                if length >= len(text) or text[length] != written.text[inside]:
                    return
                inside, length = inside + 1, length + 1
                yield at, inside, length
            at, inside = at + 1, 0
            yield at, inside, length

    def _notes(self, text: str) -> tuple[str, list[int]] | None:
        """Return what of the last note is left for the next page, None where it is no notes."""
        shown = list(self.shown)
        if self.carried:
            if self.carried.startswith(text):
                return self.carried[len(text) :], shown
            if not text.startswith(self.carried):
                return None
            text = text[len(self.carried) :]
        while text:
            found = next((n for n in self._candidates(shown) if self._fits(n, text)), None)
            if found is None:
                return None
            if found not in shown:
                shown.append(found)
            note = self.notes[found]
            if len(text) < len(note):
                return note[len(text) :], shown
            text = text[len(note) :]
        return "", shown

    def _candidates(self, shown: list[int]) -> list[int]:
        following = len(shown) + 1
        return [*([following] if following in self.notes else []), *shown]

    def _fits(self, number: int, text: str) -> bool:
        note = self.notes[number]
        return text.startswith(note) or note.startswith(text)


def differences(
    docx: bytes, pdf: Path, *, furniture: Sequence[str], is_rtl: bool = False
) -> list[str]:
    """Return where the two part, empty where their texts are one.

    `furniture` are patterns of the lines that only pages have: numbers, running heads.
    Paragraphs with words from right to left are left out: pdftotext writes them as they look,
    and `lost_words` is for them. In a letter that `is_rtl` it gives lines whole only where it
    lays them out, and moves their brackets and points about: there words alone count.
    """
    bare = _without_points if is_rtl else str
    word = WordFile(docx)
    body = [
        Written(bare(each.text), each.is_listed)
        for each in _paragraphs(word)
        if each.text and not _is_turned(each.text)
    ]
    notes = _notes_of(word)
    reader = _Reader(body, notes)
    is_furniture = re.compile("|".join(f"(?:{line})" for line in furniture) or r"(?!)")
    text = pdf_text(pdf) if is_rtl else pdf_text_in_file_order(pdf)
    for number, page in enumerate(text.split("\f"), 1):
        lines = [
            line
            for line in page.split("\n")
            if not is_furniture.fullmatch(line.strip()) and not _is_turned(line)
        ]
        if is_rtl:
            lines = [_MARK_AT_AN_END.sub("", line.strip()) for line in lines]
        if rest := reader.page(bare(tight("".join(lines)))):
            return [f"page {number}: {rest}"]
    left = [written.text for written in body[reader.at :]]
    lost = [f"note {number}" for number in notes if number not in reader.shown]
    return [*(f"not in the PDF: {text[:80]}" for text in left), *lost]


def lost_words(docx: bytes, pdf: Path) -> list[str]:
    """Return the words of paragraphs from right to left that the PDF does not give back."""
    found = set(_words(pdf_text(pdf)))
    paragraphs = [text for text in WordFile(docx).paragraphs() if _is_turned(text)]
    return [word for text in paragraphs for word in _words(text) if word not in found]


def tight(text: str) -> str:
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text))


def _without_points(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _is_turned(text: str) -> bool:
    return _RIGHT_TO_LEFT.search(text) is not None


def _words(text: str) -> list[str]:
    """Return the words without signs of vowels, which PDFs put before or after their letters.

    Where two scripts meet one word ends, with or without a blank.
    """
    normal = unicodedata.normalize("NFKC", text)
    return _WORD.findall("".join(each for each in normal if unicodedata.category(each) != "Mn"))


def _paragraphs(word: WordFile) -> Iterator[Written]:
    found = word.find("//w:style[w:pPr/w:numPr]/@w:styleId", part="word/styles.xml")
    listed = {str(each) for each in found}
    for paragraph in word.find("//w:body//w:p"):
        styles = paragraph.xpath("w:pPr/w:pStyle/@w:val", namespaces=NAMES)
        has_mark = bool(paragraph.xpath("w:pPr/w:numPr", namespaces=NAMES))
        yield Written(tight(_text(paragraph)), has_mark or bool(listed.intersection(styles)))


def _notes_of(word: WordFile) -> dict[int, str]:
    """Return the text of each note by its number, the number itself first."""
    if "word/footnotes.xml" not in word.part_names:
        return {}
    found = word.find("//w:footnote[not(@w:type)]", part="word/footnotes.xml")
    notes = {}
    for note in found:
        number = int(note.get(f"{{{WORD}}}id"))
        texts = (_text(paragraph) for paragraph in note.iter(f"{{{WORD}}}p"))
        notes[number] = tight(f"{number}{''.join(texts)}")
    return notes


def _text(paragraph: Any) -> str:
    """Return what a paragraph shows; a reference to a note is its number."""
    pieces = []
    for piece in paragraph.iter(*(f"{{{WORD}}}{tag}" for tag in _SHOWN)):
        if piece.tag.endswith("footnoteReference"):
            pieces.append(str(piece.get(f"{{{WORD}}}id")))
        else:
            pieces.append(piece.text or " ")
    return "".join(pieces)
