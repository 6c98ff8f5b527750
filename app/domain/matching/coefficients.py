"""How much each number of `features.NAMES` speaks for one organization.

Made by `make train-names` from dev/names/pairs.csv; the numbers are not for editing.
"""

from __future__ import annotations

PAIRS_SHA256 = "27c1377a00a043649427b29deb82cb7e8dece9c87165d725a402aaaaedd43e83"
LIKELY_FROM = 0.5
INTERCEPT = -0.1310
COEFFICIENTS: dict[str, float] = {
    "covered_less": 0.6103,
    "covered_more": 0.0000,
    "missing_less": 0.0000,
    "missing_more": 0.0000,
    "rarest_missing": -1.8930,
    "both_miss": -1.8790,
    "same_words": 1.4870,
    "same_strict": 0.0000,
    "same_words_few": 0.0000,
    "same_letters": 0.0000,
    "misspelt": -0.2640,
    "first_word": 1.2831,
    "kinds_differ": -0.1503,
    "only_kinds_missing": 0.2894,
    "translated": 2.3189,
    "acronym_shared": 0.1079,
    "acronym_shared_long": 0.7202,
    "acronym_shared_apart": 2.2264,
    "acronym_conflict": -0.9813,
    "short_is_given": -0.5804,
    "short_is_initials": 0.8827,
    "short_elsewhere": 3.6515,
    "short_placed": -1.2886,
    "place_same": 1.8396,
    "place_within": 0.1940,
    "place_conflict": -6.0147,
    "place_set_off": 0.0000,
    "place_dash": 0.0000,
    "place_bare": -1.3745,
    "place_of": -0.3960,
    "place_front": -1.7190,
    "place_region": -1.0624,
    "place_country": 0.9826,
    "place_acronym": -1.1869,
    "scope_placed": -2.2837,
    "chapter_one": -1.5522,
    "federation_place": -4.8219,
    "federation_words": -1.6016,
    "numbers_differ": 0.0000,
    "by_alias": 0.0000,
    "by_former": 0.0000,
    "by_lead": 0.8252,
    "tail_one": 0.0000,
    "sister_one": 0.0000,
    "parent_is_other": -0.0042,
    "company_differs": 0.0000,
    "token_sort": 0.0000,
    "jaro": 0.0000,
    "website_same": 2.2449,
    "website_differs": -2.2504,
    "tells_little": -0.7277,
}
