"""How much each number of `features.NAMES` speaks for one organization.

Made by `make train-names` from dev/names/pairs.csv; the numbers are not for editing.
"""

from __future__ import annotations

PAIRS_SHA256 = "27c1377a00a043649427b29deb82cb7e8dece9c87165d725a402aaaaedd43e83"
LIKELY_FROM = 0.5
INTERCEPT = -0.0337
COEFFICIENTS: dict[str, float] = {
    "covered_less": 0.6155,
    "covered_more": 0.0000,
    "missing_less": 0.0000,
    "missing_more": 0.0000,
    "rarest_missing": -2.0043,
    "both_miss": -1.4964,
    "same_words": 1.4209,
    "same_strict": 0.0000,
    "same_words_few": 0.0000,
    "same_letters": 0.0000,
    "misspelt": -0.3351,
    "first_word": 1.2066,
    "kinds_differ": -0.0173,
    "only_kinds_missing": 0.1526,
    "translated": 2.0988,
    "acronym_shared": 0.0955,
    "acronym_shared_long": 0.6590,
    "acronym_shared_apart": 2.1416,
    "acronym_conflict": -0.9320,
    "short_is_given": -0.4680,
    "short_is_initials": 0.8618,
    "short_elsewhere": 3.4080,
    "short_placed": -1.2933,
    "place_same": 2.8042,
    "place_same_apart": 0.3397,
    "place_within": 0.1844,
    "place_conflict": -5.9537,
    "place_set_off": 0.0000,
    "place_dash": 0.0000,
    "place_bare": -1.2593,
    "place_of": -0.2980,
    "place_front": -1.6827,
    "place_region": -1.0628,
    "place_country": 0.9540,
    "place_acronym": -1.2051,
    "scope_placed": -2.2661,
    "chapter_one": -1.5073,
    "federation_place": -4.8264,
    "federation_words": -1.8919,
    "numbers_differ": 0.0000,
    "by_alias": 0.0000,
    "by_former": 0.0000,
    "by_lead": 0.7899,
    "tail_one": 0.0000,
    "sister_one": 0.0000,
    "parent_is_other": -0.0076,
    "company_differs": 0.0000,
    "token_sort": 0.0000,
    "jaro": 0.0000,
    "website_same": 2.2637,
    "website_differs": -2.0831,
    "tells_little": -0.7644,
}
