"""How much each number of `features.NAMES` speaks for one organization.

Made by `make train-names` from dev/names/pairs.csv; the numbers are not for editing.
"""

from __future__ import annotations

PAIRS_SHA256 = "27c1377a00a043649427b29deb82cb7e8dece9c87165d725a402aaaaedd43e83"
LIKELY_FROM = 0.5
INTERCEPT = -0.0312
COEFFICIENTS: dict[str, float] = {
    "covered_less": 0.5935,
    "covered_more": 0.0000,
    "missing_less": 0.0000,
    "missing_more": 0.0000,
    "rarest_missing": -2.0074,
    "both_miss": -1.4935,
    "same_words": 1.4185,
    "same_strict": 0.0000,
    "same_words_few": 0.0000,
    "same_letters": 0.0000,
    "misspelt": -0.3264,
    "first_word": 1.2252,
    "kinds_differ": -0.0289,
    "only_kinds_missing": 0.1560,
    "translated": 2.1020,
    "acronym_shared": 0.0959,
    "acronym_shared_long": 0.6623,
    "acronym_shared_apart": 2.1395,
    "acronym_conflict": -0.9243,
    "short_is_given": -0.4591,
    "short_is_initials": 0.8684,
    "short_elsewhere": 3.4029,
    "short_placed": -1.2889,
    "place_same": 2.7792,
    "place_same_apart": 0.3426,
    "place_within": 0.2013,
    "place_conflict": -5.9530,
    "place_set_off": 0.0000,
    "place_dash": 0.0000,
    "place_bare": -1.2617,
    "place_of": -0.3173,
    "place_front": -1.6804,
    "place_region": -1.0619,
    "place_country": 0.9558,
    "place_acronym": -1.2065,
    "scope_placed": -2.2624,
    "chapter_one": -1.5083,
    "federation_place": -4.8255,
    "federation_words": -1.9047,
    "numbers_differ": 0.0000,
    "by_alias": 0.0000,
    "by_former": 0.0000,
    "by_lead": 0.7891,
    "tail_one": 0.0000,
    "sister_one": 0.0000,
    "parent_is_other": -0.0068,
    "company_differs": 0.0000,
    "token_sort": 0.0000,
    "jaro": 0.0000,
    "website_same": 2.2638,
    "website_differs": -2.1892,
    "tells_little": -0.7518,
}
