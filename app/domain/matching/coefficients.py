"""How much each number of `features.NAMES` speaks for one organization.

Made by `make train-names` from dev/names/pairs.csv; the numbers are not for editing.
"""

from __future__ import annotations

PAIRS_SHA256 = "27c1377a00a043649427b29deb82cb7e8dece9c87165d725a402aaaaedd43e83"
LIKELY_FROM = 0.5
INTERCEPT = -0.0330
COEFFICIENTS: dict[str, float] = {
    "covered_less": 0.6161,
    "covered_more": 0.0000,
    "missing_less": 0.0000,
    "missing_more": 0.0000,
    "rarest_missing": -2.0024,
    "both_miss": -1.4923,
    "same_words": 1.4226,
    "same_strict": 0.0000,
    "same_words_few": 0.0000,
    "same_letters": 0.0000,
    "misspelt": -0.3349,
    "first_word": 1.2043,
    "kinds_differ": -0.0191,
    "only_kinds_missing": 0.1528,
    "translated": 2.0969,
    "acronym_shared": 0.0954,
    "acronym_shared_long": 0.6579,
    "acronym_shared_apart": 2.1405,
    "acronym_conflict": -0.9330,
    "short_is_given": -0.4664,
    "short_is_initials": 0.8625,
    "short_elsewhere": 3.4069,
    "short_placed": -1.2927,
    "place_same": 2.8038,
    "place_same_apart": 0.3370,
    "place_within": 0.1843,
    "place_conflict": -5.9537,
    "place_set_off": 0.0000,
    "place_dash": 0.0000,
    "place_bare": -1.2586,
    "place_of": -0.2985,
    "place_front": -1.6835,
    "place_region": -1.0629,
    "place_country": 0.9531,
    "place_acronym": -1.2053,
    "scope_placed": -2.2668,
    "chapter_one": -1.5074,
    "federation_place": -4.8256,
    "federation_words": -1.8912,
    "numbers_differ": 0.0000,
    "by_alias": 0.0000,
    "by_former": 0.0000,
    "by_lead": 0.7899,
    "tail_one": 0.0000,
    "sister_one": 0.0000,
    "parent_is_other": -0.0075,
    "company_differs": 0.0000,
    "token_sort": 0.0000,
    "jaro": 0.0000,
    "website_same": 2.2633,
    "website_differs": -2.0869,
    "tells_little": -0.7690,
}
