"""The YAML of a front matter as text with line marks: nothing is typed, nothing is resolved.

YAML 1.1 reads `no` as false and `12:30` as 750; here every scalar stays the text it is, and
the key decides what it means. Anchors, aliases, tags and double keys are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from app.domain.errors import Fault, FaultyFile
from app.domain.sentences import N_, Sentence, hinted, sentence
from app.domain.values import dataclass

# The deepest value of a letter file is a line of an addressee's address: four levels.
_MAX_DEPTH = 8
_BRACES = sentence(N_("put text that holds %(one)s or %(two)s in quotes"), one="{", two="{{")
_ALIAS = Sentence(N_("an alias (*) is not allowed; write the value, in quotes if it begins with *"))
_ANCHOR = Sentence(N_("an anchor (&) is not allowed; put text that begins with & in quotes"))
_TAG = Sentence(N_("a tag (!) is not allowed; put text that begins with ! in quotes"))
_UNREADABLE = N_("not readable as YAML (%(problem)s)")
_KEY = re.compile(r"[\s-]*([A-Za-z_]+):")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar as text; a plain `~` or `null` is empty."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    line: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    line: int
    key: str
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    line: int
    pairs: tuple[Pair, ...]


Node = Scalar | Items | Mapping


def read_mapping(text: str, *, first_line: int, faults: list[Fault]) -> Mapping:
    """Return the mapping that `text` holds, lines counted from `first_line`.

    Adds to `faults` whatever is refused but leaves the rest readable. Raises FaultyFile
    where the YAML cannot be read at all.
    """
    reader = _Reader(first_line, faults)
    try:
        return reader.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        key = _key_at(text, mark.line) if mark else ""
        raise FaultyFile((*faults, Fault(line, key, _explained(error, text)))) from None
    except yaml.YAMLError as error:
        message = sentence(_UNREADABLE, problem=error.__class__.__name__)
        raise FaultyFile((*faults, Fault(first_line, "", message))) from None


class _Reader:
    def __init__(self, first_line: int, faults: list[Fault]) -> None:
        self._first_line = first_line
        self._faults = faults

    def document(self, events: Iterator[yaml.Event]) -> Mapping:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                message = Sentence(N_("one front matter is expected"))
                raise FaultyFile((Fault(self._line(event), "", message),))
            if isinstance(event, (yaml.NodeEvent)):
                root = self._node(event, events, "", 0)
        if root is None or (isinstance(root, Scalar) and not root.text):
            return Mapping(self._first_line, ())
        if not isinstance(root, Mapping):
            message = sentence(N_("expected lines such as %(example)s"), example="`title: ...`")
            raise FaultyFile((Fault(root.line, "", message),))
        return root

    def _line(self, event: yaml.Event) -> int:
        mark = event.start_mark
        return self._first_line + (int(mark.line) if mark else 0)

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], key: str, depth: int) -> Node:
        line = self._line(event)
        if depth > _MAX_DEPTH:
            message = Sentence(N_("lists stand too deep inside each other"))
            raise FaultyFile((Fault(line, key, message),))
        self._refuse_cleverness(event, key)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(line, _text_of(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(line, tuple(self._items(events, key, depth)))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(line, events, key, depth)
        return Scalar(line, "")

    def _items(self, events: Iterator[yaml.Event], key: str, depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, events, key, depth + 1)

    def _mapping(self, line: int, events: Iterator[yaml.Event], outer: str, depth: int) -> Node:
        pairs: list[Pair] = []
        seen: set[str] = set()
        holds_braces = False
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            here = self._line(event)
            key_node = self._node(event, events, outer, depth + 1)
            key = key_node.text if isinstance(key_node, Scalar) else ""
            value = self._node(next(events), events, key or outer, depth + 1)
            if not isinstance(key_node, Scalar):
                self._faults.append(Fault(here, outer, _BRACES))
                holds_braces = True
            elif key in seen:
                twice = Sentence(N_("this key stands twice; keep one"))
                self._faults.append(Fault(here, key, twice))
            else:
                seen.add(key)
                pairs.append(Pair(here, key, value))
        # {{ count }} without quotes is, to YAML, a mapping whose key is a mapping. It has been
        # reported, and stands here as text so that nobody reports it again.
        return Scalar(line, "?") if holds_braces else Mapping(line, tuple(pairs))

    def _refuse_cleverness(self, event: yaml.Event, key: str) -> None:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent):
            self._faults.append(Fault(line, key, _ALIAS))
        elif getattr(event, "anchor", None):
            self._faults.append(Fault(line, key, _ANCHOR))
        elif getattr(event, "tag", None):
            self._faults.append(Fault(line, key, _TAG))


def _text_of(event: yaml.ScalarEvent) -> str:
    value = str(event.value)
    return "" if not event.style and value in ("~", "null") else value


def _key_at(text: str, line: int) -> str:
    """Return the key that begins a line (from 0), or the one above it that does, or ""."""
    lines = text.split("\n")[: line + 1]
    keys = (match[1] for written in reversed(lines) if (match := _KEY.match(written)))
    return next(keys, "")


def _explained(error: yaml.MarkedYAMLError, text: str) -> Sentence:
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    written = lines[mark.line] if mark and mark.line < len(lines) else ""
    problem = error.problem or error.__class__.__name__
    said = sentence(_UNREADABLE, problem=problem)
    if "{{" in written:
        return _BRACES
    if "\t" in written[: len(written) - len(written.lstrip())] or "tab" in problem:
        return Sentence(N_("a tab cannot indent YAML; use blanks"))
    if written.lstrip().startswith(("@", "`", "%")) or ": " in written.partition(": ")[2]:
        return hinted(said, Sentence(N_("put the value in quotes")))
    return said
