"""The figures a letter's tokens stand for, counted over its signatories."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from app.domain import places, tokens, wording
from app.domain.ordering import Group
from app.domain.signatories import Kind, Signatory

# What stands around a figure in a heading, and is left over without it: "Ohio ()", "Ohio:".
_AROUND = re.compile(r"\(\s*\)|\[\s*\]|[\s:,–—-]+$")


def distinct(signatories: Iterable[Signatory]) -> tuple[Signatory, ...]:
    """Return each signatory once.

    One that prints under several groups is one signatory. Two equal rows of one group are
    two: real lists hold namesakes, and each of them is a line.
    """
    signatories = tuple(signatories)
    if len({signatory.group for signatory in signatories}) < 2:
        return signatories
    seen: Counter[tuple[str, ...]] = Counter()
    most: defaultdict[tuple[str, ...], int] = defaultdict(int)
    once: list[Signatory] = []
    for signatory in signatories:
        who = _who(signatory)
        seen[(*who, signatory.group)] += 1
        if seen[(*who, signatory.group)] > most[who]:
            most[who] += 1
            once.append(signatory)
    return tuple(once)


def _who(signatory: Signatory) -> tuple[str, ...]:
    fields = (
        signatory.name,
        signatory.kind,
        signatory.signer_name,
        signatory.signer_title,
        signatory.state,
        signatory.city,
    )
    return tuple(unicodedata.normalize("NFC", text).casefold().strip() for text in fields)


def figures(
    signatories: Sequence[Signatory],
    groups: Sequence[Group],
    *,
    listed: Sequence[str] = (),
    language: str,
    date_text: str,
) -> Callable[[str], str]:
    """Return what gives each token's text.

    `groups` are the signatories as they print, leads in a group of their own; `date_text` is
    the letter's date as it prints, `listed` the groups that the letter names, with or without
    signatories. A letter without a date gives "[date]", a group that is nowhere gives its name
    in brackets: both stop a final export like any other placeholder.
    """
    return figures_of(
        ListCounts(signatories, groups, listed), language=language, date_text=date_text
    )


class Counts(Protocol):
    """Whatever knows how many there are: a list in hand, or a database that holds one."""

    def of(self, name: str) -> int: ...
    def of_group(self, path: str) -> int | None: ...


def figures_of(counts: Counts, *, language: str, date_text: str) -> Callable[[str], str]:
    """Return what gives each token's text, as `figures` does, from counts."""

    def figure(name: str) -> str:
        if name == "date":
            return date_text or "[date]"
        if name == "count_words":
            return wording.number_in_words(counts.of("count"), language)
        if name.startswith(tokens.GROUP_PREFIX):
            members = counts.of_group(name.removeprefix(tokens.GROUP_PREFIX))
            return f"[{name}]" if members is None else wording.figure(members, language)
        return wording.figure(counts.of(name), language)

    return figure


class ListCounts:
    """Counts what is asked for: most letters ask for one figure of a long list, if any."""

    def __init__(
        self, signatories: Sequence[Signatory], groups: Sequence[Group], listed: Sequence[str]
    ) -> None:
        self._signatories = signatories
        self._groups = groups
        self._listed = listed

    def of_group(self, path: str) -> int | None:
        """Return how many stand under a group, None where there is no such group."""
        return self._by_group.get(_bare(path))

    def of(self, name: str) -> int:
        match name:
            case "count_minus_leads":
                return len(self._everybody) - len(distinct(_leads(self._groups)))
            case "organizations":
                return sum(each.kind is Kind.ORGANIZATION for each in self._everybody)
            case "individuals":
                return sum(each.kind is Kind.INDIVIDUAL for each in self._everybody)
            case "states":
                return len(_states(self._everybody))
        return len(self._everybody)

    @cached_property
    def _everybody(self) -> tuple[Signatory, ...]:
        return distinct(self._signatories)

    @cached_property
    def _by_group(self) -> Mapping[str, int]:
        none_yet = dict.fromkeys(map(_bare, self._listed), 0)
        return {**none_yet, **_counts_by_group(self._signatories, self._groups)}


def hiding_small_counts(
    figure: Callable[[str], str], *, everybody: int, individuals: int, smallest_shown: int
) -> Callable[[str], str]:
    """Return what gives totals of `smallest_shown` or more, the date, and [#] for all else.

    Figures of groups, states and leads say too much of a list that is not shown. So does the
    number of organizations where it leaves a few individuals over.
    """
    shown = {"date"}
    if everybody >= smallest_shown:
        shown |= {"count", "count_words"}
    if everybody - individuals >= smallest_shown and (
        not individuals or individuals >= smallest_shown
    ):
        shown.add("organizations")
    return lambda name: figure(name) if name in shown else "[#]"


def hiding_counts(figure: Callable[[str], str]) -> Callable[[str], str]:
    """Return what gives the date, and [#] for every count: a draft's list still grows."""
    return lambda name: figure(name) if name == "date" else "[#]"


def _states(signatories: Iterable[Signatory]) -> set[str]:
    return states_among(signatory.state for signatory in signatories)


def states_among(texts: Iterable[str]) -> set[str]:
    """Return the states that the words mean, without the territories."""
    codes = (places.state_code(text) for text in texts if text)
    return {code for code in codes if code and code not in places.NOT_STATES}


def _leads(groups: Iterable[Group]) -> tuple[Signatory, ...]:
    return tuple(lead for group in groups if group.is_leads for lead in group.signatories)


def _counts_by_group(
    signatories: Sequence[Signatory], groups: Sequence[Group]
) -> Mapping[str, int]:
    """Return the number of signatories by folded path; a group counts those nested in it.

    A lead prints above the groups and still belongs to the one its row names.
    """
    members: defaultdict[str, list[Signatory]] = defaultdict(list)
    for signatory in signatories:
        for path in signatory.groups:
            _add(members, tokens.group_path(path), signatory)
    for group in groups:
        _gather_printed(members, group, "")
    return {path: len(distinct(unique_rows(rows))) for path, rows in members.items()}


def _gather_printed(members: defaultdict[str, list[Signatory]], group: Group, above: str) -> None:
    path = tokens.group_path(f"{above} > {group.heading}")
    for signatory in group.signatories:
        _add(members, path, signatory)
    for nested in group.groups:
        _gather_printed(members, nested, path)


def _add(members: defaultdict[str, list[Signatory]], path: str, signatory: Signatory) -> None:
    parts = [part for part in path.split(" > ") if part]
    for depth in range(1, len(parts) + 1):
        members[_bare(" > ".join(parts[:depth]))].append(signatory)


def _bare(path: str) -> str:
    """Return a group's path folded and without figures: "Ohio ({{ count:Ohio }})" is "ohio"."""
    parts = (_AROUND.sub("", tokens.PATTERN.sub("", part)) for part in path.split(" > "))
    return " > ".join(" ".join(part.split()) for part in parts).casefold()


def unique_rows(rows: Iterable[Signatory]) -> tuple[Signatory, ...]:
    """Return the rows without those that stand twice because two paths led to them."""
    return tuple({id(row): row for row in rows}.values())
