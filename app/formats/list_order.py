"""The keys of a letter file that put its list in order, written anew; all else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from app.domain.headings import Rule, rule_in_words
from app.domain.letters import Order
from app.formats.front_matter import split

_KEYS = frozenset({"order", "leads", "groups", "group_by"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def with_list_order(
    text: str, *, order: Order, leads: Sequence[str], groups: Sequence[str], group_by: Rule
) -> str:
    """Return the text of a letter file with these four settings of its list.

    The new keys stand where the first of the old ones stood, or last. Raises FaultyFile where
    the text has no front matter.
    """
    head, body, _first_line = split(text)
    written = list(_lines(order=order, leads=leads, groups=groups, group_by=group_by))
    made = "\n".join(_with(head.strip("\n"), written))
    return f"---\n{made}\n---\n{body}"


def _lines(
    *, order: Order, leads: Sequence[str], groups: Sequence[str], group_by: Rule
) -> Iterator[str]:
    yield from _list("leads", leads)
    if order is not Order.ALPHABETICAL:
        yield f"order: {order}"
    yield from _list("groups", groups)
    if group_by:
        yield f"group_by: {_quoted(rule_in_words(group_by))}"


def _with(head: str, written: Sequence[str]) -> list[str]:
    node = yaml.compose(head, Loader=_LOADER)
    if not isinstance(node, yaml.MappingNode):
        return [*head.split("\n"), *written]
    if node.flow_style:
        # All keys of a mapping in braces stand in one line.
        node.value = [pair for pair in node.value if pair[0].value not in _KEYS]
        node.flow_style = False
        plain = yaml.serialize(node, allow_unicode=True, width=10_000)
        return [*str(plain).rstrip("\n").split("\n"), *written]
    lines = head.split("\n")
    starts = [key.start_mark.line for key, _ in node.value] + [len(lines)]
    kept = lines[: starts[0]]
    has_place = False
    for (key, _), start, end in zip(node.value, starts[:-1], starts[1:], strict=True):
        if key.value not in _KEYS:
            kept += lines[start:end]
            continue
        if not has_place:
            kept += written
            has_place = True
        kept += _remarks_after(lines[start:end])
    return kept if has_place else [*kept, *written]


def _remarks_after(lines: Sequence[str]) -> list[str]:
    """Return the comments and empty lines that end a key's lines: they belong to the next one."""
    at = len(lines)
    while at > 1 and (not lines[at - 1].strip() or lines[at - 1].lstrip().startswith("#")):
        at -= 1
    return list(lines[at:])


def _list(key: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield f"{key}:"
        yield from (f"- {_quoted(text)}" for text in texts)


def _quoted(text: str) -> str:
    """Return text as a YAML scalar in one line that nothing in it can end."""
    return "'" + text.replace("'", "''") + "'"
