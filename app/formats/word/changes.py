"""Tracked changes: counting them, and settling them one way before anything is read."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Any

from app.formats.word.markup import W, child, is_word, local, w

_COUNTED = {
    "ins": "insertion",
    "del": "deletion",
    "moveFrom": "move",
    "moveTo": "",
    "rPrChange": "formatting",
    "pPrChange": "formatting",
    "sectPrChange": "formatting",
    "tblPrChange": "formatting",
    "tblPrExChange": "formatting",
    "tblGridChange": "formatting",
    "trPrChange": "formatting",
    "tcPrChange": "formatting",
    "numberingChange": "formatting",
    "cellIns": "insertion",
    "cellDel": "deletion",
    "cellMerge": "formatting",
}
_PROPERTY_CHANGES = ("rPrChange", "pPrChange")


class Changes(StrEnum):
    """What becomes of tracked changes."""

    REFUSE = "refuse"
    ACCEPT = "accept"
    REJECT = "reject"


def counted(root: Any) -> Counter[str]:
    """Return how many tracked changes of each kind a part holds."""
    found: Counter[str] = Counter()
    for element in root.iter():
        if is_word(element) and (kind := _COUNTED.get(local(element))):
            found[kind] += 1
    return found


def settle(root: Any, changes: Changes) -> None:
    """Make a part read as if its changes had been accepted, or rejected."""
    gone, kept = (("del", "moveFrom"), ("ins", "moveTo"))
    if changes is Changes.REJECT:
        gone, kept = kept, gone
        _restore_properties(root)
    _drop_rows_and_cells(root, gone[0])
    merged = [
        paragraph
        for paragraph in root.iter(w("p"))
        if any(child(paragraph, "pPr", "rPr", name) is not None for name in gone)
    ]
    for element in [each for each in root.iter() if is_word(each)]:
        if _is_content(element) and local(element) in gone:
            _remove(element)
        elif _is_content(element) and local(element) in kept:
            _unwrap(element)
    for element in [*root.iter(w("delText")), *root.iter(w("delInstrText"))]:
        element.tag = W + {"delText": "t", "delInstrText": "instrText"}[local(element)]
    for paragraph in reversed(merged):
        _merge_with_next(paragraph)


def _is_content(element: Any) -> bool:
    """Does this mark stand around text, rather than in the properties of something?"""
    parent = element.getparent()
    return parent is not None and local(parent) not in ("rPr", "trPr", "tcPr", "numPr", "pPr")


def _restore_properties(root: Any) -> None:
    for name in _PROPERTY_CHANGES:
        for change in list(root.iter(w(name))):
            now = change.getparent()
            before = child(change, name.removesuffix("Change"))
            if now is None:
                continue
            # A paragraph's mark keeps what says whether the paragraph itself was inserted.
            marks = [
                each for each in now if local(each) in ("ins", "del", "moveFrom", "moveTo", "rPr")
            ]
            for each in list(now):
                now.remove(each)
            now.extend([*(list(before) if before is not None else []), *marks])


def _drop_rows_and_cells(root: Any, gone: str) -> None:
    for row in list(root.iter(w("tr"))):
        if child(row, "trPr", gone) is not None:
            _remove(row)
    cell_mark = {"ins": "cellIns", "del": "cellDel"}[gone]
    for cell in list(root.iter(w("tc"))):
        if child(cell, "tcPr", cell_mark) is not None:
            _remove(cell)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def _merge_with_next(paragraph: Any) -> None:
    """Put the next paragraph's text behind this one's: the mark between them is gone."""
    if paragraph.getparent() is None:
        return
    following = paragraph.getnext()
    while following is not None and local(following) in ("bookmarkStart", "bookmarkEnd"):
        following = following.getnext()
    own = [each for each in paragraph if local(each) != "pPr"]
    if following is None or following.tag != w("p"):
        if not own:
            _remove(paragraph)
        return
    at = 1 if child(following, "pPr") is not None else 0
    following[at:at] = own
    _remove(paragraph)
