"""What the columns of a brought list hold, by their headers: proposed, and asked where unsure.

People bring exports of forms, whose headers are questions in their own words, in English or
Spanish, French or Portuguese. A header that is known word for word is sure; one that only
holds a telling word is asked about.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from app.domain.header_words import FIELDS, LEFT_OUT, PHRASES, STOP_WORDS, TELLING
from app.domain.values import dataclass

_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_WORD = re.compile(r"[\W_]+")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WEB = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
# Below this many values nothing is told from what a column holds.
_FEWEST_VALUES = 3
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Proposal:
    """The field that a column was taken for, "" to leave it out; unsure ones are asked about."""

    field: str
    is_sure: bool


_LEAVE_OUT = Proposal("", is_sure=True)


def propose(headers: Sequence[str], samples: Sequence[Sequence[str]] = ()) -> tuple[Proposal, ...]:
    """Return a proposal for each header; `samples` are the first values of each column.

    No field is proposed twice: the surer column has it, the first of two alike.
    """
    folded = [fold(header) for header in headers]
    first = [_of_words(words) for words in folded]
    first = [
        _with_values(proposal, samples[at]) if at < len(samples) else proposal
        for at, proposal in enumerate(first)
    ]
    first = _names_told_apart(folded, first)
    return _each_once(first)


def is_header(cells: Sequence[str]) -> bool:
    """Is this row one of headers: a known word for the name, or two known words?"""
    known = [_of_words(fold(cell)) for cell in cells if cell.strip()]
    sure = [each.field for each in known if each.is_sure and each.field]
    return "name" in sure or len(set(sure)) >= 2


def key_of(headers: Sequence[str]) -> str:
    """Return what a mapping is remembered under: the same headers, however they are written."""
    text = "\x1f".join(fold(header) for header in headers)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def fold(header: str) -> str:
    """Return the words of a header that tell something.

    >>> fold("What is the name of your organization? *"), fold("Your E-mail Address (required)")
    ('name organization', 'email address')
    """
    text = unicodedata.normalize("NFKD", header).casefold()
    text = "".join(each for each in text if not unicodedata.combining(each))
    outside = _IN_BRACKETS.sub(" ", text)
    if not _NO_WORD.sub("", outside):
        outside = text
    outside = re.sub(r"\be[\s\-_‐‑]?mail", "email", outside)
    outside = re.sub(r"\bweb[\s\-_]?(site|page)", r"web\1", outside)
    words = [word for word in _NO_WORD.split(outside) if word]
    return " ".join([word for word in words if word not in STOP_WORDS] or words)


def complaint(mapping: Sequence[str]) -> str:
    """Return what is wrong with a choice of fields: "name:missing", "FIELD:twice", "" for nothing."""
    chosen = [field for field in mapping if field]
    if "name" not in chosen:
        return "name:missing"
    twice = next((field for field in chosen if chosen.count(field) > 1), "")
    return f"{twice}:twice" if twice else ""


def _of_words(words: str) -> Proposal:
    if not words or words in LEFT_OUT:
        return _LEAVE_OUT
    for field, phrases in PHRASES.items():
        if words in phrases:
            return Proposal(field, is_sure=True)
    found = set(words.split())
    for told, field in TELLING:
        if told <= found:
            return Proposal(field, is_sure=False)
    return _LEAVE_OUT


def _with_values(proposal: Proposal, values: Sequence[str]) -> Proposal:
    """Look at what the column holds, where its header leaves a doubt or says otherwise."""
    given = [value.strip() for value in values if value.strip()]
    if len(given) < _FEWEST_VALUES:
        return proposal
    looks: Mapping[str, Callable[[str], object]] = {
        "email": _ADDRESS.fullmatch,
        "website": _WEB.fullmatch,
    }
    for field, look in looks.items():
        share = sum(1 for value in given if look(value)) / len(given)
        if share >= _MOSTLY and proposal.field != field:
            return Proposal(field, is_sure=False)
        if share >= _MOSTLY:
            return Proposal(field, is_sure=True)
        if proposal.field == field and not proposal.is_sure and not share:
            return Proposal("", is_sure=False)
    return proposal


def _names_told_apart(folded: Sequence[str], proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return the proposals where "Name" beside "Organization" is the signer's.

    Alone it is the organization's, as in our own lists.
    """
    told = list(proposals)
    bare = [at for at, words in enumerate(folded) if words in PHRASES_OF_A_BARE_NAME]
    others = [at for at, each in enumerate(told) if each.field == "name" and at not in bare]
    if not bare or not others:
        return told
    has_signer = any(each.field == "signer_name" and each.is_sure for each in told)
    for at in bare:
        told[at] = Proposal("" if has_signer else "signer_name", is_sure=not has_signer)
    return told


PHRASES_OF_A_BARE_NAME = frozenset({"name", "names", "nombre", "nom", "nome"})


def _each_once(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    told = list(proposals)
    for field in FIELDS:
        columns = [at for at, each in enumerate(told) if each.field == field]
        if len(columns) < 2:
            continue
        kept = next((at for at in columns if told[at].is_sure), columns[0])
        for at in columns:
            if at != kept:
                # Two columns say the same: which of them is meant is asked.
                told[at] = Proposal("", is_sure=False)
    return tuple(told)
