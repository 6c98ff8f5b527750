"""Which settings of a letter can stand beside each other."""

from __future__ import annotations

import pytest

from app.domain.visibility import Audience, Reads, Shows, Signs, contradictions

# reads, signs, shows -> the settings that have no meaning then.
TABLE = {
    ("members", "invited", "members"): [],
    ("members", "invited", "signers"): [],
    ("members", "invited", "public"): ["shows"],
    ("members", "link", "members"): ["signs"],
    ("members", "link", "signers"): ["signs"],
    ("members", "link", "public"): ["signs", "shows"],
    ("members", "public", "members"): ["signs"],
    ("members", "public", "signers"): ["signs"],
    ("members", "public", "public"): ["signs", "shows"],
    ("link", "invited", "members"): [],
    ("link", "invited", "signers"): [],
    ("link", "invited", "public"): [],
    ("link", "link", "members"): [],
    ("link", "link", "signers"): [],
    ("link", "link", "public"): [],
    ("link", "public", "members"): [],
    ("link", "public", "signers"): [],
    ("link", "public", "public"): [],
    ("public", "invited", "members"): [],
    ("public", "invited", "signers"): [],
    ("public", "invited", "public"): [],
    ("public", "link", "members"): [],
    ("public", "link", "signers"): [],
    ("public", "link", "public"): [],
    ("public", "public", "members"): [],
    ("public", "public", "signers"): [],
    ("public", "public", "public"): [],
}


def test_the_table_holds_every_combination() -> None:
    assert len(TABLE) == len(Reads) * len(Signs) * len(Shows)


@pytest.mark.parametrize(("settings", "wrong"), TABLE.items(), ids=str)
def test_who_signs_and_who_sees_must_be_able_to_read(
    settings: tuple[str, str, str], wrong: list[str]
) -> None:
    reads, signs, shows = settings
    wanted = Audience.parse(reads=reads, signs=signs, shows=shows)
    assert wanted is not None

    refused = contradictions(wanted)

    assert [each.code.partition(":")[0] for each in refused] == wrong
    for each in refused:
        assert each.reason.endswith("or let others read the text.")


@pytest.mark.parametrize("name", ["reads", "signs", "shows"])
def test_a_setting_that_is_not_offered_is_no_audience(name: str) -> None:
    said = {"reads": "link", "signs": "link", "shows": "signers", name: "martians"}

    assert Audience.parse(**said) is None
