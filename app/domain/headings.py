"""Under which headings a signatory stands: those its row names, or those a rule makes.

A rule is a tuple of steps, the outermost first: ("scope", "state") makes "State
organizations > Ohio". Without steps the rows name their groups themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

from app.domain.cldr import country_name
from app.domain.collation import sort_key
from app.domain.languages import language_of
from app.domain.places import state_code, state_name
from app.domain.signatories import Kind, Scope, Signatory, paths_in

Path = tuple[str, ...]
Rule = tuple[str, ...]

_STEP = re.compile(r"\s+>\s+")


class Step(StrEnum):
    """What a rule can make headings from."""

    SCOPE = "scope"
    STATE = "state"
    COUNTRY = "country"
    KIND = "kind"
    MEMBERS = "members"
    CATEGORY = "category"
    NONE = "none"


MOST_STEPS = 3


class Membership(StrEnum):
    MEMBER = "member"
    ALLY = "ally"


_SCOPES: Mapping[str, Mapping[str, str]] = {
    "en": {
        Scope.NATIONAL: "National organizations",
        Scope.REGIONAL: "Regional organizations",
        Scope.STATE: "State organizations",
        Scope.LOCAL: "Local organizations",
        Scope.TRIBAL: "Tribal nations and organizations",
        Scope.INTERNATIONAL: "International organizations",
    },
    "es": {
        Scope.NATIONAL: "Organizaciones nacionales",
        Scope.REGIONAL: "Organizaciones regionales",
        Scope.STATE: "Organizaciones estatales",
        Scope.LOCAL: "Organizaciones locales",
        Scope.TRIBAL: "Naciones y organizaciones tribales",
        Scope.INTERNATIONAL: "Organizaciones internacionales",
    },
}
_KINDS: Mapping[str, Mapping[str, str]] = {
    "en": {Kind.ORGANIZATION: "Organizations", Kind.INDIVIDUAL: "Individuals"},
    "es": {Kind.ORGANIZATION: "Organizaciones", Kind.INDIVIDUAL: "Personas"},
}
_MEMBERSHIPS: Mapping[str, Mapping[str, str]] = {
    "en": {Membership.MEMBER: "Members", Membership.ALLY: "Allies"},
    "es": {Membership.MEMBER: "Miembros", Membership.ALLY: "Aliadas"},
}

# Where a national body has its office says nothing about where it works.
_ABOVE_STATES = frozenset({Scope.NATIONAL, Scope.INTERNATIONAL, Scope.REGIONAL})


def path_of(text: str) -> Path:
    """Return the steps of a path as people write it: "State and local > Ohio"."""
    return tuple(" ".join(step.split()) for step in _STEP.split(text.strip()) if step.strip())


def path_in_words(path: Path) -> str:
    return " > ".join(path)


def groups_in_words(paths: Iterable[Path]) -> str:
    """Return several paths as people write them: "National | Water > Rivers"."""
    return " | ".join(words for path in paths if (words := path_in_words(path)))


def rule_of(text: str) -> Rule | None:
    """Return the rule that the words mean ("scope, state"), None where they mean none."""
    steps = tuple(step for part in text.split(",") if (step := part.strip().casefold()))
    if len(steps) > MOST_STEPS or len(set(steps)) < len(steps) or set(steps) - set(Step):
        return None
    return None if Step.NONE in steps and len(steps) > 1 else steps


def rule_in_words(rule: Rule) -> str:
    return ",".join(rule)


class Headings:
    """The headings that one rule makes, in the words of one language."""

    def __init__(self, rule: Rule, *, language: str, locale: str) -> None:
        unknown = [step for step in rule if step not in set(Step)]
        if unknown:
            raise ValueError(f"cannot group by {unknown[0]!r}: use {', '.join(Step)}")
        self.rule = rule
        self._name = rule_in_words(rule)
        self._language = language
        self._words = _words_of(language)
        self._locale = locale
        self._known = _known(self._words)
        self._keys: dict[str, bytes] = {}

    def of(self, row: Signatory) -> tuple[Path, ...]:
        """Return the paths of a row, each once: () is the path of a row without a group."""
        if not self.rule:
            return _paths(row.group)
        if row.own_group is not None and row.own_group_rule == self._name:
            return _paths(row.own_group)
        return (tuple(heading for step in self.rule for heading in self._made(row, step)),)

    def natural_key(self, heading: str) -> bytes:
        """Return by what a heading stands among others that nobody put in order.

        Those of scopes, kinds and members have an order of their own; all others follow by
        their words. It depends on the words alone, so that a heading has one place.
        """
        key = self._keys.get(heading)
        if key is None:
            place = self._known.get(heading)
            key = (
                b"\x02" + sort_key(heading, locale=self._locale)
                if place is None
                else b"\x01" + bytes((place,))
            )
            self._keys[heading] = key
        return key

    def _made(self, row: Signatory, step: str) -> Path:
        match step:
            case Step.KIND:
                return (_KINDS[self._words][row.kind],)
            case Step.SCOPE:
                said = row.scope.strip()
                return path_of(_SCOPES[self._words].get(said.casefold(), said))
            case Step.STATE:
                return self._state(row)
            case Step.COUNTRY:
                return _country(row.state, self._language)
            case Step.MEMBERS:
                said = _MEMBERSHIPS[self._words].get(row.membership, "")
                return (said,) if said else ()
            case Step.CATEGORY:
                return path_of(row.category)
        return ()

    def _state(self, row: Signatory) -> Path:
        if Step.SCOPE in self.rule and row.scope.strip().casefold() in _ABOVE_STATES:
            return ()
        name = state_name(row.state, language=self._words)
        # Of an organization abroad its country is all that is known.
        if (
            Step.COUNTRY in self.rule
            and not state_code(row.state)
            and _country(row.state, self._language)
        ):
            return ()
        return path_of(name)


def scopes_in(language: str) -> tuple[str, ...]:
    """Return the headings of the scopes in their order."""
    return tuple(_SCOPES[_words_of(language)].values())


def kinds_in(language: str) -> tuple[str, ...]:
    return tuple(_KINDS[_words_of(language)].values())


def memberships_in(language: str) -> tuple[str, ...]:
    return tuple(_MEMBERSHIPS[_words_of(language)].values())


def _words_of(language: str) -> str:
    return "es" if language_of(language) == "es" else "en"


@lru_cache(maxsize=4)
def _known(words: str) -> Mapping[str, int]:
    groups = (_SCOPES[words], _KINDS[words], _MEMBERSHIPS[words])
    return {text: place for place, text in enumerate(t for each in groups for t in each.values())}


@lru_cache(maxsize=10_000)
def _paths(group: str) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(map(path_of, paths_in(group))))


@lru_cache(maxsize=10_000)
def _country(said: str, language: str) -> Path:
    words = said.strip()
    if not words:
        return ()
    code = "US" if state_code(words) else words
    return path_of(country_name(code, language) or words)
