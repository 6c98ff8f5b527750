"""What two names have in common and what sets them apart, as numbers from 0 to about 1.

The order and the meaning of the numbers are those of `NAMES`: the coefficients in
`coefficients.py` were learnt for exactly these.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein

from app.domain.matching.alignment import Alignment, align
from app.domain.matching.knowledge import Knowledge
from app.domain.matching.reading import Reading
from app.domain.matching.vocabulary import KINDS, SCOPES
from app.domain.matching.whereabouts import agree

# Each number with what reason says of it: +1 speaks for one organization, -1 against it. The
# training keeps to these, so that no chance of the examples turns a sign.
SIGNS: Mapping[str, int] = MappingProxyType(
    {
        "covered_less": 1,
        "covered_more": 1,
        "missing_less": -1,
        "missing_more": -1,
        "rarest_missing": -1,
        "both_miss": -1,
        "same_words": 1,
        "same_strict": 1,
        "same_words_few": -1,
        "same_letters": 1,
        "misspelt": -1,
        "first_word": 1,
        "kinds_differ": -1,
        "only_kinds_missing": 1,
        "translated": 1,
        "acronym_shared": 1,
        "acronym_shared_long": 1,
        "acronym_shared_apart": 1,
        "acronym_conflict": -1,
        "short_is_given": 0,
        "short_is_initials": 0,
        "short_elsewhere": 1,
        "short_placed": -1,
        "place_same": 1,
        "place_same_apart": 1,
        "place_within": 1,
        "place_conflict": -1,
        "place_set_off": -1,
        "place_dash": -1,
        "place_bare": -1,
        "place_of": -1,
        "place_front": -1,
        "place_region": -1,
        "place_country": 1,
        "place_acronym": -1,
        "scope_placed": -1,
        "chapter_one": -1,
        "federation_place": -1,
        "federation_words": -1,
        "numbers_differ": -1,
        "by_alias": -1,
        "by_former": -1,
        "by_lead": 0,
        "tail_one": -1,
        "sister_one": -1,
        "parent_is_other": -1,
        "company_differs": -1,
        "token_sort": 1,
        "jaro": 1,
        "website_same": 1,
        "website_differs": -1,
        "tells_little": -1,
    }
)
NAMES = tuple(SIGNS)


def features(
    one: Reading, other: Reading, known: Knowledge, *, website: int = 0
) -> tuple[float, ...]:
    """Return the numbers named by `NAMES`; `website` is 1 for one host, -1 for two, 0 unknown."""
    # Of ways to pair words that are equally good the first is taken: which name came first must
    # not decide which that is.
    if other.name < one.name:
        one, other = other, one
    values = dict.fromkeys(NAMES, 0.0)
    main = _best_alignment(values, one, other, known)
    if _by_short_name(values, one, other):
        main = Alignment(1.0, 1.0)
    _words(values, one, other, main, known)
    _acronyms(values, one, other, main)
    _places(values, one, other, main, known)
    _other_names(values, one, other, main, known)
    values["token_sort"] = fuzz.token_sort_ratio(" ".join(one.words), " ".join(other.words)) / 100
    values["jaro"] = JaroWinkler.similarity(one.joined, other.joined)
    values["website_same"] = float(website > 0)
    values["website_differs"] = float(website < 0)
    return tuple(values.values())


def _best_alignment(
    values: dict[str, float], one: Reading, other: Reading, known: Knowledge
) -> Alignment:
    """Return how the names go together, by the best of the names that each of them gives."""
    if have_same_letters(one, other):
        weights = (sum(map(known.weight, reading.words)) for reading in (one, other))
        return Alignment(1.0, 1.0, weight=min(weights))
    main = align(one, one.words, other, other.words, known)
    best, how = main, ""
    for first, second, turned in ((one, other, False), (other, one, True)):
        for kind, names in (
            ("by_alias", first.aliases),
            ("by_former", first.formers),
            ("by_lead", (first.lead,) if first.lead else ()),
        ):
            for name in names:
                for theirs in (
                    second.words,
                    *second.aliases,
                    *((second.lead,) * bool(second.lead)),
                ):
                    found = align(first, name, second, theirs, known)
                    if found.worst > best.worst + 0.05:
                        best, how = (found.turned() if turned else found), kind
    if how:
        values[how] = 1.0
    return best


def have_same_letters(one: Reading, other: Reading) -> bool:
    """Say whether only blanks and hyphens tell the names apart."""
    return one.joined == other.joined or (bool(one.letters) and one.letters == other.letters)


def _words(
    values: dict[str, float], one: Reading, other: Reading, main: Alignment, known: Knowledge
) -> None:
    values["covered_less"] = main.worst
    values["covered_more"] = max(main.covered_one, main.covered_other)
    lost = sorted((main.missing_weight_one, main.missing_weight_other))
    values["missing_less"] = min(lost[0] / 10, 3.0)
    values["missing_more"] = min(lost[1] / 10, 3.0)
    missing = main.missing_one + main.missing_other
    if missing:
        _missing_words(values, main, missing, known)
    same = not missing and not main.misspelt
    values["same_words"] = float(same)
    values["same_strict"] = float(one.strict == other.strict)
    values["same_words_few"] = float(same and min(len(one.words), len(other.words)) == 1)
    values["same_letters"] = float(have_same_letters(one, other))
    values["misspelt"] = main.misspelt / (main.weight or 1.0)
    values["first_word"] = float(one.words[0] == other.words[0] or bool(values["same_letters"]))
    both = set(one.words) & set(other.words)
    if both:
        values["translated"] = max(0.0, 1 - len(set(one.strict) & set(other.strict)) / len(both))
    values["tells_little"] = 1 / (1 + math.exp(min((main.weight - 8) / 3, 50.0)))
    if values["same_letters"] == 0.0:
        values["numbers_differ"] = float(bool(one.numbers ^ other.numbers))
    values["company_differs"] = float(one.company != other.company)


def _missing_words(
    values: dict[str, float], main: Alignment, missing: tuple[str, ...], known: Knowledge
) -> None:
    values["rarest_missing"] = max(map(known.weight, missing)) / 10
    values["only_kinds_missing"] = float(KINDS.issuperset(missing))
    if main.missing_one and main.missing_other:
        values["both_miss"] = 1.0
        both = not KINDS.isdisjoint(main.missing_one) and not KINDS.isdisjoint(main.missing_other)
        values["kinds_differ"] = float(both)


def _acronyms(values: dict[str, float], one: Reading, other: Reading, main: Alignment) -> None:
    shared = one.acronyms & other.acronyms
    if shared:
        values["acronym_shared"] = 1.0
        values["acronym_shared_long"] = float(max(map(len, shared)) > 3)
        values["acronym_shared_apart"] = float(main.worst < 0.9)
    elif one.acronyms and other.acronyms:
        alike = max(
            Levenshtein.normalized_similarity(a, b) for a in one.acronyms for b in other.acronyms
        )
        values["acronym_conflict"] = 0.3 if alike > 0.7 and main.worst > 0.9 else 1.0
    for short, full in ((one, other), (other, one)):
        if any(acronym.lower() in full.strict for acronym in short.acronyms):
            values["short_elsewhere"] = 1.0


def _by_short_name(values: dict[str, float], one: Reading, other: Reading) -> bool:
    """Say whether one of the names is no more than the other's acronym or brand."""
    for short, full in ((one, other), (other, one)):
        brief = "".join(short.strict).upper() if len(short.strict) <= 3 else ""
        if not brief or len(full.words) < 2 or len(brief) > 12:
            continue
        if brief in full.acronyms or (full.lead and "".join(full.lead).upper() == brief):
            values["short_is_given"] = 1.0
        elif short.is_short and brief in full.initials and len(brief) > 2:
            values["short_is_initials"] = min(len(brief), 5) / 4
        else:
            continue
        values["short_placed"] = float(bool(one.places) != bool(other.places))
        return True
    return False


def _places(
    values: dict[str, float], one: Reading, other: Reading, main: Alignment, known: Knowledge
) -> None:
    ours, theirs = one.places | main.places_one, other.places | main.places_other
    if ours and theirs:
        if ours & theirs:
            # Two bodies of one city share its name and more: that says less than it seems.
            values["place_same_apart" if values["both_miss"] else "place_same"] = 1.0
        elif any(agree(a, b) for a in ours for b in theirs):
            values["place_within"] = 1.0
        else:
            values["place_conflict"] = 1.0
    elif one.letters and one.letters == other.letters and one.joined != other.joined:
        pass  # "350Brooklyn" says Brooklyn as "350 Brooklyn" does
    elif one.places or other.places:
        _place_of_one(values, *((one, other) if one.places else (other, one)), known)
    if main.missing_one and not main.missing_other:
        base = other.words
    elif main.missing_other and not main.missing_one:
        base = one.words
    else:
        base = ()
    siblings = known.siblings(base) if base else 0
    values["federation_words"] = math.log1p(siblings) / 2.5 if siblings > 1 else 0.0
    if one.has_chapter != other.has_chapter:
        values["chapter_one"] = 1.0


def _place_of_one(
    values: dict[str, float], placed: Reading, bare: Reading, known: Knowledge
) -> None:
    style = {
        "comma": "place_set_off",
        "bracket": "place_set_off",
        "slash": "place_set_off",
        "hyphen": "place_bare",
        "chapter": "chapter_one",
    }.get(placed.set_off, f"place_{placed.set_off}")
    if style in values:
        values[style] = 1.0
    values["place_country"] = float(any(len(place) == 2 for place in placed.places))
    values["place_region"] = float(any(place.startswith("region") for place in placed.places))
    if style != "place_set_off":
        values["scope_placed"] = float(not SCOPES.isdisjoint(bare.words))
    federation = known.siblings(bare.words)
    values["federation_place"] = math.log1p(federation) / 2.5 if federation > 1 else 0.0


def _other_names(
    values: dict[str, float], one: Reading, other: Reading, main: Alignment, known: Knowledge
) -> None:
    missing = set(main.missing_one + main.missing_other)
    for first, second in ((one, other), (other, one)):
        if first.parent:
            found = align(first, first.parent, second, second.words, known)
            if found.worst > 0.8 and main.worst < 0.9:
                values["parent_is_other"] = 1.0
        if first.tail and not second.tail and missing.intersection(first.tail):
            values["tail_one"] = 1.0
    values["sister_one"] = float(is_sister(one, other))


def is_sister(one: Reading, other: Reading) -> bool:
    """Say whether the names differ by the tail that tells sister bodies apart."""
    if one.sister == other.sister:
        return False
    first, second = " ".join(one.strict), " ".join(other.strict)
    return _without(first, one.sister) in (second, _without(second, other.sister)) or (
        first == _without(second, other.sister)
    )


def _without(phrase: str, tail: str) -> str:
    return phrase[: -len(tail)].rstrip() if tail else phrase
