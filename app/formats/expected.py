"""What a key or a cell should have held, and what was found there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from app.domain.errors import Fault
from app.domain.sentences import N_, Sentence, hinted, sentence
from app.formats.limits import MAX_FAULTS
from app.formats.yaml_nodes import Items, Mapping, Node, Pair, Scalar

# {{ count }} without quotes is, to YAML, a mapping inside a mapping.
QUOTES = sentence(
    N_("put text that begins with %(one)s or %(other)s in quotes"), one="{", other="["
)
QUOTES_IN_LISTS = sentence(N_("put text with a colon or %(braces)s in quotes"), braces="{{")
_LONGEST_KEY = 60
_EXPECTED = N_("expected %(expected)s, found %(found)s")
_KINDS = {
    Scalar: Sentence(N_("text")),
    Items: Sentence(N_("a list")),
    Mapping: Sentence(N_("keys and values")),
}


def expected(what: Sentence, found: str) -> Sentence:
    return sentence(_EXPECTED, expected=what, found=repr(found))


def one_of(known: Iterable[str], found: str, *, between: str = ", ") -> Sentence:
    told = N_("expected one of %(expected)s, found %(found)s")
    return sentence(told, expected=between.join(known), found=repr(found))


def other_kind(what: Sentence, node: Node) -> Sentence:
    """Return that `what` was expected where a node of another kind stands."""
    return sentence(_EXPECTED, expected=what, found=_KINDS[type(node)])


def refuse_unknown(
    pairs: Collection[Pair], known: Collection[str], faults: list[Fault], *, inside: str = ""
) -> None:
    """Add a fault for every key that is not `known`, with the nearest one that is."""
    strange = [pair for pair in pairs if pair.key not in known]
    for at, pair in enumerate(strange):
        key = pair.key[:_LONGEST_KEY]
        # The search for the nearest key is slow, and later faults are counted, not told.
        near = get_close_matches(key, known, n=1) if at < MAX_FAULTS else []
        meant = (
            sentence(N_("did you mean %(key)s?"), key=near[0])
            if near
            else sentence(N_("expected one of %(keys)s"), keys=", ".join(known))
        )
        faults.append(Fault(pair.line, key, hinted(_unknown_key(inside), meant)))


def _unknown_key(inside: str) -> Sentence:
    if inside:
        return sentence(N_("unknown key in %(inside)s"), inside=inside)
    return Sentence(N_("unknown key"))
