"""How a signatory prints: the letter's `line` pattern filled in."""

from __future__ import annotations

import re
from functools import lru_cache

from app.domain.documents import NameLine
from app.domain.places import state_name
from app.domain.sentences import N_, Sentence, sentence
from app.domain.signatories import Kind, Signatory
from app.domain.values import dataclass

PLACEHOLDERS = ("name", "signer", "title", "city", "state")

_LONGEST_PATTERN = 200

_PIECE = re.compile(r"\{([^{}]*)\}|([()\[\]])|([^{}()\[\]]+)|([{}])")
_CLOSES = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class _Literal:
    text: str


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str


@dataclass(frozen=True, slots=True)
class _Bracketed:
    opening: str
    closing: str
    pieces: tuple[_Piece, ...]


_Piece = _Literal | _Slot | _Bracketed


def check_line(pattern: str) -> Sentence | None:
    """Return a sentence that says what is wrong with a `line` pattern, None when it can be used."""
    if len(pattern) > _LONGEST_PATTERN:
        long = N_("the pattern is longer than %(most)s characters")
        return sentence(long, most=_LONGEST_PATTERN)
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    names = []
    for match in _PIECE.finditer(pattern):
        slot, _, _, stray = match.groups()
        if stray:
            single = N_("the pattern has a single “%(brace)s”; placeholders look like %(example)s")
            return sentence(single, brace=stray, example="{name}")
        if slot is not None:
            if slot.strip() not in PLACEHOLDERS:
                strange = N_("the pattern does not know %(found)s; the placeholders are %(known)s")
                return sentence(strange, found=f"{{{slot}}}", known=known)
            names.append(slot.strip())
    if pattern and "name" not in names:
        nameless = N_("the pattern has no %(name)s; every signatory needs its name")
        return sentence(nameless, name="{name}")
    if any(character in pattern for character in "\n\r"):
        return Sentence(N_("the pattern must be one line"))
    return None


def name_line(signatory: Signatory, pattern: str, *, language: str = "en") -> NameLine:
    """Return the line as it prints under `pattern`; "" is the default line.

    The default line is the name, then signer and title where they are given. Parts that are
    empty take their comma, dash or brackets along. A state prints by its name in `language`
    ("OH" as "Ohio"). The tail is what follows the name where the line begins with it.
    A pattern that `check_line` complains about raises ValueError.
    """
    values = _values(signatory, language)
    if not pattern:
        said = [values["signer"], values["title"]]
        return NameLine(signatory.name, "".join(f", {part}" for part in said if part))
    text = _filled(_parsed(pattern), values).strip()
    if text.startswith(signatory.name):
        return NameLine(signatory.name, text[len(signatory.name) :])
    return NameLine(text)


def _values(signatory: Signatory, language: str) -> dict[str, str]:
    signer = signatory.signer_name.strip()
    if signatory.kind is Kind.INDIVIDUAL or signer == signatory.name:
        # A person who signs for themselves is the name of the line already.
        signer = ""
    return {
        "name": signatory.name,
        "signer": signer,
        "title": signatory.signer_title.strip(),
        "city": signatory.city.strip(),
        "state": state_name(signatory.state, language=language),
    }


@lru_cache(maxsize=256)
def _parsed(pattern: str) -> tuple[_Piece, ...]:
    fault = check_line(pattern)
    if fault:
        raise ValueError(f"line: {fault}")
    open_brackets: list[str] = []
    stack: list[list[_Piece]] = [[]]
    for match in _PIECE.finditer(pattern):
        slot, bracket, literal, _ = match.groups()
        if slot is not None:
            stack[-1].append(_Slot(slot.strip()))
        elif literal:
            stack[-1].append(_Literal(literal))
        elif bracket in _CLOSES:
            open_brackets.append(bracket)
            stack.append([])
        elif open_brackets and _CLOSES[open_brackets[-1]] == bracket:
            inside = tuple(stack.pop())
            stack[-1].append(_Bracketed(open_brackets.pop(), bracket, inside))
        else:
            stack[-1].append(_Literal(bracket))
    while open_brackets:  # a bracket that is never closed is a character like any other
        inside = tuple(stack.pop())
        stack[-1].extend((_Literal(open_brackets.pop()), *inside))
    return tuple(stack[0])


def _filled(pieces: tuple[_Piece, ...], values: dict[str, str]) -> str:
    """Return the pieces put together, "" when every slot among them is empty.

    What stands between two slots belongs to the second, so an empty slot takes what stands
    before it along; one that opens the line takes what follows.
    """
    made: list[str] = []
    between = ""
    has_slot = has_value = last_was_empty = False
    for piece in pieces:
        if isinstance(piece, _Literal):
            between += piece.text
            continue
        value = _value(piece, values)
        if value:
            if has_value or not has_slot:
                made.append(between)
            made.append(value)
            has_value = True
        elif not has_slot and between.strip():
            made.append(between)  # an opening such as a bullet belongs to the line
        has_slot, last_was_empty, between = True, not value, ""
    if has_slot and not has_value:
        return ""
    if not last_was_empty:
        made.append(between)
    return "".join(made)


def _value(piece: _Piece, values: dict[str, str]) -> str:
    if isinstance(piece, _Slot):
        return values[piece.name]
    if isinstance(piece, _Bracketed):
        inside = _filled(piece.pieces, values)
        return f"{piece.opening}{inside}{piece.closing}" if inside.strip() else ""
    return piece.text
