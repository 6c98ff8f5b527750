"""Drawings, pictures and boxes: which branch of them to read, and what they are called."""

from __future__ import annotations

from typing import Any

from app.domain.sentences import N_, Sentence, sentence
from app.formats.word.markup import local


def alternative(element: Any) -> Any:
    """Return the one branch of alternate content to read: the first choice, or the fallback."""
    choices = [each for each in element if local(each) == "Choice"]
    fallbacks = [each for each in element if local(each) == "Fallback"]
    return next(iter((*choices, *fallbacks)), None)


def is_outermost(box: Any, element: Any) -> bool:
    """Is a text box read once: not as a part of another one, not as another's fallback?"""
    at = box.getparent()
    while at is not None and at is not element:
        if local(at) in ("txbxContent", "Fallback"):
            return False
        at = at.getparent()
    return True


def is_rule(element: Any) -> bool:
    return any(name.endswith("}hr") and value == "t" for name, value in element.attrib.items())


def alt_text(element: Any) -> str | Sentence:
    for each in element.iter():
        if local(each) in ("docPr", "shape", "rect", "imagedata", "textpath"):
            for name in ("descr", "alt", "string", "title"):
                for key, words in each.attrib.items():
                    if key.rpartition("}")[2] == name and words.strip():
                        return str(words)
    for each in element.iter():
        if local(each) == "docPr" and each.get("name"):
            return str(each.get("name"))
    return sentence(N_("without a name"))
