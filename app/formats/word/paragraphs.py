"""One paragraph of WordprocessingML in, its spans out: runs, fields, links, notes.

Whatever the letter cannot hold is noted with the paragraph's place. A field may run over
several paragraphs, so one reader serves a whole story.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from app.domain.drafts import About, Span, Spans, note_place
from app.domain.sentences import NOTHING, Sentence
from app.domain.spans import text_of
from app.formats.decoding import FORBIDDEN, named
from app.formats.word.context import Context, NoteKey
from app.formats.word.drawings import alt_text, alternative, is_outermost, is_rule
from app.formats.word.fields import Field
from app.formats.word.links import live
from app.formats.word.looks import Look, language_of_run
from app.formats.word.markup import R, child, is_word, local, value, w

_BLANKS = re.compile("[\t\n\r\u0085\u2028\u2029\ufeff]+")
_TRANSPARENT = frozenset(
    {"ins", "moveTo", "smartTag", "customXml", "sdtContent", "dir", "bdo", "rubyBase"}
)
_MARKS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "tab": "\t", "ptab": "\t", "cr": "\n"}


class ParagraphReader:
    """Reads the paragraphs of one part, in order."""

    def __init__(self, context: Context, part: str) -> None:
        self._context = context
        self._relationships = context.package.relationships(part)
        self._fields: list[Field] = []
        self._begin(NOTHING)

    def _begin(self, place: Sentence) -> None:
        self._place = place
        self._spans: list[Span] = []
        self._noticed: list[tuple[About, str, int]] = []
        self._runs = 0
        self.boxes: list[Any] = []
        self.is_rule = False

    def read(self, paragraph: Any, place: Sentence) -> Spans:
        """Return the paragraph's spans; `boxes` then holds the text boxes anchored in it."""
        self._begin(place)
        self._walk(paragraph, "")
        for about, words, _ in self._noticed:
            if words.strip():
                self._context.note(about, words, place)
        return tuple(self._spans)

    # ---------------------------------------------------------- elements

    def _walk(self, element: Any, link: str) -> None:
        for each in element:
            name = local(each)
            if not is_word(each):
                self._foreign(each, name, link)
            elif name == "r":
                self._run(each, link)
            elif name in _TRANSPARENT:
                self._walk(each, link)
            elif name == "hyperlink":
                self._hyperlink(each, link)
            elif name == "fldSimple":
                self._simple_field(each, link)
            elif name == "sdt":
                self._content_control(each, link)
            elif name in ("commentRangeStart", "commentReference"):
                self._context.comment_places.setdefault(value(each, "id"), self._place)

    def _foreign(self, element: Any, name: str, link: str) -> None:
        if name == "AlternateContent":
            chosen = alternative(element)
            if chosen is not None:
                self._walk(chosen, link)
                self._drawn_in(chosen)
        elif name in ("oMath", "oMathPara"):
            words = "".join(each.text or "" for each in element.iter() if local(each) == "t")
            self._context.note(About.EQUATION, words, self._place)
            self._add(words, Look(), "", link)

    def _content_control(self, element: Any, link: str) -> None:
        content = child(element, "sdtContent")
        if content is None:
            return
        if child(element, "sdtPr", "showingPlcHdr") is not None:
            words = "".join(each.text or "" for each in content.iter(w("t")))
            self._context.note(About.PLACEHOLDER, words, self._place)
        self._walk(content, link)

    def _hyperlink(self, element: Any, link: str) -> None:
        relationship = self._relationships.get(element.get(R + "id") or "")
        target = relationship.target if relationship and relationship.is_outside else ""
        anchor = value(element, "anchor")
        if target and anchor and "#" not in target:
            target = f"{target}#{anchor}"
        target = live(target)
        before = len(self._spans)
        self._walk(element, target or link or "\0")
        self._settle_dead(before, target)

    def _settle_dead(self, before: int, target: str) -> None:
        """Turn the spans since `before` into plain text where their link leads nowhere."""
        inside = self._spans[before:]
        words = "".join(span.text for span in inside if span.link == "\0")
        self._spans[before:] = [
            replace(span, link="") if span.link == "\0" else span for span in inside
        ]
        if not target and words.strip():
            self._context.note(About.LINK, words, self._place)

    # -------------------------------------------------------------- runs

    def _run(self, run: Any, link: str) -> None:
        self._runs += 1
        properties = child(run, "rPr")
        look = self._context.looks.of(properties)
        has_own_mark = any(
            value(each, "customMarkFollows") in ("1", "true", "on")
            for each in run
            if local(each) in ("footnoteReference", "endnoteReference")
        )
        for each in run:
            name = local(each)
            if name in ("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen"):
                text = _text_of(each, name)
                if not has_own_mark:
                    self._add(text, look, language_of_run(properties, text), link)
            else:
                self._in_run(each, name, look, link)

    def _in_run(self, element: Any, name: str, look: Look, link: str) -> None:
        match name:
            case "footnoteReference" | "endnoteReference":
                kind = name.removesuffix("Reference")
                self._note(self._context.number_of(NoteKey(kind, value(element, "id"))), element)
            case "fldChar":
                self._field_character(value(element, "fldCharType"), link)
            case "instrText":
                if self._fields and not self._fields[-1].is_shown:
                    self._fields[-1].instruction += element.text or ""
            case "drawing" | "pict" | "object":
                self._drawn(element)
            case "AlternateContent":
                chosen = alternative(element)
                if chosen is not None:
                    for each in chosen:
                        self._in_run(each, local(each), look, link)
            case _:
                self._rare(element, name, link)

    def _rare(self, element: Any, name: str, link: str) -> None:
        if name == "sym":
            self._context.note(About.SYMBOL, value(element, "font"), self._place)
        elif name == "ruby":
            words = "".join(t.text or "" for aid in element.iter(w("rt")) for t in aid.iter(w("t")))
            self._context.note(About.RUBY, words, self._place)
            self._walk(element, link)
        elif name == "commentReference":
            self._context.comment_places.setdefault(value(element, "id"), self._place)

    def _note(self, number: int, element: Any) -> None:
        if self._is_in_instruction():
            return
        if not number:
            words = note_place(value(element, "id"))
            self._context.note(About.LOOSE_REFERENCE, words, self._place)
            return
        self._spans.append(Span(note=number))

    def _add(self, text: str, look: Look, language: str, link: str) -> None:
        if not text or self._is_in_instruction() or self._is_note_shown(is_raised=look.raised):
            return
        text = self._allowed(text)
        if look.is_hidden:
            self._notice(About.HIDDEN, text)
            return
        field = next((each for each in reversed(self._fields) if each.link), None)
        link = link or (field.link if field else "")
        for about in look.noticed:
            if not (about is About.UNDERLINE and (link or look.is_linked)):
                self._notice(about, text)
        if (
            look.is_linked
            and not link
            and not re.match(r"\s*(https?://|www\.)", text, re.IGNORECASE)
        ):
            self._notice(About.LOOKS_LIKE_LINK, text)
        self._spans.append(
            Span(
                text,
                bold=look.bold,
                italic=look.italic,
                code=look.code,
                raised=look.raised,
                lowered=look.lowered,
                link=link,
                language=language,
            )
        )

    def _allowed(self, text: str) -> str:
        for character in dict.fromkeys(FORBIDDEN.findall(text)):
            if character not in "\n\t":
                self._context.note(About.CHARACTER, named(character), self._place)
        return FORBIDDEN.sub(lambda match: match[0] if match[0] in "\n\t" else "", text)

    def _notice(self, about: About, text: str) -> None:
        """Keep what a run shows, with that of the run before it where both show the same."""
        for at in range(len(self._noticed) - 1, max(len(self._noticed) - 6, -1), -1):
            known, words, run = self._noticed[at]
            if known is about and run >= self._runs - 1:
                self._noticed[at] = (about, words + text, self._runs)
                return
        self._noticed.append((about, text, self._runs))

    # ------------------------------------------------------------ fields

    def _is_in_instruction(self) -> bool:
        return any(not field.is_shown for field in self._fields)

    def _is_note_shown(self, *, is_raised: bool) -> bool:
        """Write the note that a shown field refers to, once, in place of what it shows.

        What is not raised is the note's number in running text, and is shown as it stands.
        """
        field = next((each for each in self._fields if each.note), None)
        if field is None or not (is_raised or field.is_mark or field.is_note_written):
            return False
        if not field.is_note_written:
            field.is_note_written = True
            self._spans.append(Span(note=field.note))
        return True

    def _field_character(self, kind: str, link: str) -> None:
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._begin_showing(self._fields[-1])
        elif kind == "end" and self._fields:
            field = self._fields[-1]
            if not field.is_shown:
                self._begin_showing(field)
            self._end_note(field)
            self._fields.pop()
            if field.link == "\0":
                self._settle_dead(0, link)

    def _begin_showing(self, field: Field) -> None:
        field.show(self._context, self._place, len(self._spans))

    def _end_note(self, field: Field) -> None:
        """Make the figure that a field shows in running text lead to its note."""
        if not field.note or field.is_note_written or field.place != self._place:
            return
        shown = self._spans[field.first_span :]
        if not text_of(shown).strip():
            self._is_note_shown(is_raised=True)
        elif number := field.pointing(shown):
            if outdated := field.outdated(text_of(shown)):
                self._context.note(About.SAID, outdated, self._place)
            self._spans[field.first_span :] = [number]

    def _simple_field(self, element: Any, link: str) -> None:
        field = Field(value(element, "instr"))
        self._fields.append(field)
        self._begin_showing(field)
        before = len(self._spans)
        self._walk(element, link)
        self._end_note(field)
        self._fields.pop()
        if field.link == "\0":
            self._settle_dead(before, link)

    # ---------------------------------------------------------- drawings

    def _drawn_in(self, element: Any) -> None:
        for each in element:
            if local(each) in ("drawing", "pict", "object"):
                self._drawn(each)

    def _drawn(self, element: Any) -> None:
        boxes = [each for each in element.iter(w("txbxContent")) if is_outermost(each, element)]
        self.boxes += boxes
        names = {local(each) for each in element.iter()}
        if any(local(each) == "rect" and is_rule(each) for each in element.iter()):
            self.is_rule = True
        elif names & {"pic", "imagedata", "blip"}:
            self._context.note(About.PICTURE, alt_text(element), self._place)
        elif not boxes:
            self._context.note(About.DRAWING, alt_text(element), self._place)


def _text_of(element: Any, name: str) -> str:
    if name == "br":
        # Page and column breaks are layout.
        return "\n" if value(element, "type") in ("", "textWrapping") else ""
    if name != "t":
        return _MARKS[name]
    text = _BLANKS.sub(" ", element.text or "")
    kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if kept else text.strip(" ")
