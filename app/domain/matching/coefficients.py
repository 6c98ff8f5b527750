"""How much each number of `features.NAMES` speaks for one organization.

Made by `make train-names` from dev/names/pairs.csv; the numbers are not for editing.
"""

from __future__ import annotations

PAIRS_SHA256 = "27c1377a00a043649427b29deb82cb7e8dece9c87165d725a402aaaaedd43e83"
LIKELY_FROM = 0.5
INTERCEPT = -0.0203
COEFFICIENTS: dict[str, float] = {
    "covered_less": 0.5845,
    "covered_more": 0.0000,
    "missing_less": 0.0000,
    "missing_more": 0.0000,
    "rarest_missing": -2.0104,
    "both_miss": -1.4913,
    "same_words": 1.4186,
    "same_strict": 0.0000,
    "same_words_few": 0.0000,
    "same_letters": 0.0000,
    "misspelt": -0.3244,
    "first_word": 1.2227,
    "kinds_differ": -0.0283,
    "only_kinds_missing": 0.1572,
    "translated": 2.1008,
    "acronym_shared": 0.0952,
    "acronym_shared_long": 0.6621,
    "acronym_shared_apart": 2.1383,
    "acronym_conflict": -0.9244,
    "short_is_given": -0.4540,
    "short_is_initials": 0.8764,
    "short_elsewhere": 3.4068,
    "short_placed": -1.2869,
    "place_same": 2.7787,
    "place_same_apart": 0.3419,
    "place_within": 0.2015,
    "place_conflict": -5.9508,
    "place_set_off": 0.0000,
    "place_dash": 0.0000,
    "place_bare": -1.2598,
    "place_of": -0.3187,
    "place_front": -1.6813,
    "place_region": -1.0605,
    "place_country": 0.9561,
    "place_acronym": -1.2060,
    "scope_placed": -2.2631,
    "chapter_one": -1.5081,
    "federation_place": -4.8223,
    "federation_words": -1.9022,
    "numbers_differ": 0.0000,
    "by_alias": 0.0000,
    "by_former": 0.0000,
    "by_lead": 0.7916,
    "tail_one": 0.0000,
    "sister_one": 0.0000,
    "parent_is_other": -0.0068,
    "company_differs": 0.0000,
    "token_sort": 0.0000,
    "jaro": 0.0000,
    "website_same": 2.2637,
    "website_differs": -2.1883,
    "tells_little": -0.7675,
}
