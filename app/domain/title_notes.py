"""A note to the title that lists the signatories, as written statements to the UN have it.

It counts as the place of the names only where nothing else can be meant: the words before a
colon say that organizations speak, and what follows is their names alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.draft_parts import Line
from app.domain.drafts import DraftBlock, DraftParagraph, Spans
from app.domain.labels import words_for
from app.domain.letter_words import NAMES_NOTE
from app.domain.name_entries import Entry, line_entries, unnumbered, without_and
from app.domain.spans import cut, split, strip, text_of
from app.domain.values import dataclass

_SPEAKING = re.compile(
    r"\b(on behalf of|(issued|submitted|presented|made|supported|endorsed|joined|(co-?)?signed|"
    r"(co-?)?sponsored|shared|backed) (jointly )?by|share the views|signator(y|ies)|signers?|undersigned|"
    r"subscrib\w+|en nombre de|suscri\w+|firm(an|antes|ad[ao] por)|"
    r"(respaldad|apoyad)[ao] por|se adhieren|au nom d|sign(ée?|ataires)\b|soutenue? par|"
    r"avec le soutien|im namen|mitgetragen|unterzeichn\w+|em nome d|subscrevem|subscrit\w+|"
    r"a nome d|aderiscono|firmatar\w+)|انضم|الموقع|باسم|联署|签署|代表",
    re.IGNORECASE,
)
_LONGEST_INTRODUCTION = 280
_LONGEST_NAME, _MOST_WORDS = 200, 16
_BEGINS_LIKE_A_NAME = re.compile(
    r"(?:[\"“‘«(]|the |la |el |los |las |le |les |l['’]|die |der |das )*"
)
# What stands behind the comma of one name, and is none by itself.
_OF_ONE_NAME = re.compile(
    r"(inc|ltd|llc|llp|corp|co|gmbh|e\.?\s?v|a\.?\s?c|s\.?\s?a|asbl|i\.?\s?a\.?\s?p|usa|uk)\.?",
    re.IGNORECASE,
)
# "Rivers. They" is two sentences; "St. Anne", "Alpha Inc. (US)" and "U.S. Fund" are not.
_SENTENCE_ENDS = re.compile(r"[^\W\d_]{4,}[.?!]\s+[^\W\d_]")
_LAST_TWO = re.compile(r"(?<=\S)\s+(?:and|y|e|et|und)\s+(?=[^\W\d_])")
_OWN_MARK = re.compile(r"[*∗†‡]{1,3}")
_MARK = re.compile(r"\s*([*∗†‡]{1,3})\s*$")


@dataclass(frozen=True, slots=True)
class TitleNames:
    """The names in a note to the title, and the line about affiliations under them.

    `is_cut_at_commas`: nothing but commas tells the names apart.
    """

    entries: tuple[Entry, ...]
    note: tuple[Line, ...] = ()
    is_cut_at_commas: bool = False


def names_in_note(
    blocks: Sequence[DraftBlock], language: str, *, is_ours: bool
) -> TitleNames | None:
    """Return the names that a note lists, None for any other note."""
    paragraphs = [block for block in blocks if isinstance(block, DraftParagraph)]
    if len(paragraphs) < len(blocks) or not paragraphs or _refers(paragraphs):
        return None
    if is_ours:
        return _ours(paragraphs, language)
    # A note with a mark of its own ("*") may show it once more.
    shown = _OWN_MARK.match(paragraphs[0].text)
    first = without_mark(paragraphs[0], shown[0]) if shown else paragraphs[0]
    intro, rest = _introduction(first)
    if not _SPEAKING.search(text_of(intro)):
        return None
    heading = Entry(intro, paragraphs[0].place, level=1)
    if rest:
        names = _names(rest, paragraphs[0]) if len(paragraphs) == 1 else ()
    else:
        found = [entry for each in paragraphs[1:] for entry in line_entries(each)]
        names = _clear(unnumbered([_without_end(entry) for entry in found]))
    if not names:
        return None
    is_cut = bool(rest) and ";" not in text_of(rest)
    return TitleNames((heading, *names), is_cut_at_commas=is_cut)


def may_list_names(blocks: Sequence[DraftBlock]) -> bool:
    """Do the words of a note say that others speak, whoever they are?"""
    return _SPEAKING.search(" ".join(block.text for block in blocks)) is not None


def typed_title_note(
    title: Sequence[Line], blocks: Sequence[DraftBlock]
) -> tuple[str, DraftParagraph] | None:
    """Return the mark that was typed behind a title, and the paragraph that begins with it."""
    found = _MARK.search(text_of(title[-1].spans)) if title else None
    if found is None:
        return None
    mark = found[1]
    paragraphs = [
        block
        for block in blocks
        if isinstance(block, DraftParagraph)
        and block.text.startswith(mark)
        and not block.text[len(mark) :].startswith(mark[0])
    ]
    return (mark, paragraphs[0]) if len(paragraphs) == 1 else None


def without_mark(paragraph: DraftParagraph, mark: str) -> DraftParagraph:
    spans = strip(paragraph.spans)
    return replace(paragraph, spans=strip(cut(spans, len(mark))[1]))


# ------------------------------------------------------------- the list


def _ours(paragraphs: Sequence[DraftParagraph], language: str) -> TitleNames | None:
    """Return what our own documents list: names, then groups of names, then a line about them."""
    before, _, after = words_for(language).title_note.partition("{names}")
    is_note = len(paragraphs) > 1 and NAMES_NOTE.match(paragraphs[-1].text) is not None
    *others, last = paragraphs
    lists = others if is_note else paragraphs
    headed = [(*_heading_and_list(each, before.strip()), each.place) for each in lists]
    if not all(listed for _, listed, _ in headed):
        return None
    parts = [(heading, _without_tail(listed, after), place) for heading, listed, place in headed]
    hold_commas = _hold_commas([listed for _, listed, _ in parts])
    entries: list[Entry] = []
    for heading, listed, place in parts:
        if heading:
            entries.append(Entry(heading, place, level=1))
        names = _as_we_list(listed, hold_commas=hold_commas)
        entries += [Entry(name, place) for name in names]
    is_sure = len(lists) > 1 or any(
        not heading or _SPEAKING.search(text_of(heading)) for heading, _, _ in parts
    )
    note = (Line(strip(last.spans), last.place),) if is_note else ()
    return TitleNames(tuple(entries), note) if is_sure and entries else None


def _heading_and_list(paragraph: DraftParagraph, usual: str) -> tuple[Spans, Spans]:
    """Return the heading of a group and what it heads; no heading where `usual` stands."""
    spans = strip(paragraph.spans)
    if text_of(spans).startswith(usual):
        return (), strip(cut(spans, len(usual))[1])
    return _introduction(paragraph)


def _hold_commas(lists: Sequence[Spans]) -> bool:
    """Do most names that semicolons part hold a comma?"""
    names = [name for each in map(text_of, lists) if ";" in each for name in each.split(";")]
    return sum("," in name for name in names) * 2 > len(names)


def _as_we_list(spans: Spans, *, hold_commas: bool) -> tuple[Spans, ...]:
    """Return the names: semicolons part them where one of them holds a comma."""
    if ";" in text_of(spans):
        return split(spans, lambda each: each == ";")
    names = split(spans, lambda each: each == ",")
    # One comma may stand in one name; nothing tells it from two but what the others hold.
    is_suffix = len(names) == 2 and _OF_ONE_NAME.fullmatch(text_of(names[1])) is not None
    return (strip(spans),) if is_suffix or (hold_commas and len(names) == 2) else names


def _introduction(paragraph: DraftParagraph) -> tuple[Spans, Spans]:
    """Return what stands before the first colon and behind it; nothing where there is none."""
    spans = strip(paragraph.spans)
    found = re.search(r"[:：]", text_of(spans)[:_LONGEST_INTRODUCTION])
    if found is None:
        return (), ()
    return strip(cut(spans, found.start())[0]), strip(cut(spans, found.end())[1])


def _names(spans: Spans, paragraph: DraftParagraph) -> tuple[Entry, ...]:
    names = _cut_names(_without_tail(spans, "."))
    *others, last = names or [()]
    if others and (both := _LAST_TWO.search(text_of(last))) and _are_two(text_of(last), both):
        names = [*others, strip(cut(last, both.start())[0]), strip(cut(last, both.end())[1])]
    return _clear([Entry(name, paragraph.place) for name in names])


def _are_two(text: str, both: re.Match[str]) -> bool:
    """Does "and" stand between two names, rather than in one ("Peace and Justice")?"""
    sides = text[: both.start()], text[both.end() :]
    return all(len(side.split()) > 1 and _begins_like_a_name(side) for side in sides)


def _cut_names(spans: Spans) -> list[Spans]:
    """Return the names between semicolons, else those between commas."""
    text = text_of(spans)
    mark = next((each for each in ";；" if each in text), "")
    if mark:
        return [without_and(part) for part in split(spans, lambda each: each in ";；")]
    ends = _commas(text)
    pieces: list[tuple[int, int]] = []
    begin = 0
    for end in [*ends, len(text)]:
        if pieces and _goes_on(text[begin:end].strip()):
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((begin, end))
        begin = end + 1
    parts = [strip(cut(cut(spans, end)[0], begin)[1]) for begin, end in pieces]
    return [without_and(part) for part in parts if part]


def _goes_on(words: str) -> bool:
    """Is what stands behind a comma a part of the name before it?"""
    if re.match(r"(and|y|e|et|und)\s", words):
        return False
    return bool(_OF_ONE_NAME.fullmatch(words)) or not _begins_like_a_name(words)


def _commas(text: str) -> list[int]:
    """Return where commas stand that are not within brackets."""
    found: list[int] = []
    depth = 0
    for at, each in enumerate(text):
        depth = max(depth + (each == "(") - (each == ")"), 0)
        if each in ",，、،" and not depth:
            found.append(at)
    return found


def _begins_like_a_name(words: str) -> bool:
    lead = _BEGINS_LIKE_A_NAME.match(words)
    first = words[lead.end() :][:1] if lead else ""
    return bool(first) and not first.islower()


def _clear(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries if they are two names at least and nothing but names; else nothing."""
    is_clear = len(entries) > 1 and all(
        len(entry.text) <= _LONGEST_NAME
        and len(entry.text.split()) <= _MOST_WORDS
        and _begins_like_a_name(entry.text)
        and not _SENTENCE_ENDS.search(entry.text)
        for entry in entries
    )
    return tuple(entries) if is_clear else ()


def _without_end(entry: Entry) -> Entry:
    for mark in (";", ","):
        if entry.text.endswith(mark):
            return replace(entry, spans=_without_tail(entry.spans, mark))
    return entry


def _without_tail(spans: Spans, tail: str) -> Spans:
    text = text_of(spans)
    end = text.rstrip()
    return strip(cut(spans, len(end) - len(tail))[0]) if tail and end.endswith(tail) else spans


def _refers(paragraphs: Sequence[DraftParagraph]) -> bool:
    return any(span.note or span.points_to for each in paragraphs for span in each.spans)
