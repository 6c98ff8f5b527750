from __future__ import annotations

import time
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.matching.candidates import keys_of
from app.domain.matching.evidence import Organization
from app.domain.matching.knowledge import Knowledge
from app.domain.matching.reading import read
from app.domain.matching.verdicts import Verdict, judge
from tests.domain.matching.cast import NAMESAKES, NOTHING_KNOWN, SISTERS, judged, verdict

CERTAIN = {
    "case, marks and an article": ("The Náutico Alliance", "NAUTICO ALLIANCE"),
    "and": ("Food & Farm Watch", "Food and Farm Watch"),
    "incorporated": ("Food and Farm Watch, Inc.", "Food and Farm Watch"),
    "its acronym": ("Prairie Renters Union Network", "Prairie Renters Union Network (PRUN)"),
    "acronym with points": (
        "S.T.A.R. – Students for Tidal and Atlantic Reefs",
        "Students for Tidal and Atlantic Reefs (STAR)",
    ),
    "an abbreviation": ("Nurses Assoc. of Ohio", "Nurses Association of OH"),
    "a state's code": ("Renters Union of Massachusetts", "Renters Union of MA"),
    "a blank": ("350Harlan", "350 Harlan"),
    "a hyphen": ("Eco-Farms Collective", "EcoFarms Collective"),
    "a British spelling": ("Centre for Labour Defence", "Center for Labor Defense"),
    "a plural in a long name": (
        "Boys and Girls Clubs of the Juniper Hills",
        "Boys and Girls Club of the Juniper Hills",
    ),
    "a misspelling beside one acronym": (
        "Prairie Agricultural Renters Network (PARN)",
        "Prairie Agricultral Renters Network (PARN)",
    ),
    "two languages beside one acronym": (
        "Citizens Network for Health, Food and Water (RECALA)",
        "Red Ciudadana por la Salud, la Alimentación y el Agua (RECALA)",
    ),
    "acronym and name turned round": (
        "KITES (Kansas Initiative for Tenant Equity)",
        "Kansas Initiative for Tenant Equity (KITES)",
    ),
    "whose project it is": (
        "Sparrow Commons Library, a project of Wide River Fund",
        "Sparrow Commons Library",
    ),
    "the name it had": ("New Prairie Forum (formerly Old Prairie Club)", "New Prairie Forum"),
    "a local's number": ("Carpenters Local 12", "Carpenters Local #12"),
}

ASKED = {
    "a country behind a comma": ("Harbor Seal Trust", "Harbor Seal Trust, Iceland"),
    "an acronym alone": ("PRUN", "Prairie Renters Union Network (PRUN)"),
    "initials alone": ("PRUN", "Prairie Renters Union Network"),
    "a misspelling": ("Sovereign Rivers Assembly", "Soveregn Rivers Assembly"),
    "another language": ("Network for Human Rights", "Red de Derechos Humanos"),
    "a former name": ("New Prairie Forum (formerly Old Prairie Club)", "Old Prairie Club"),
    "where the place stands": ("Harlan University of Ohio", "Ohio Harlan University"),
}

APART = {
    "two chapters": ("Renters Union of Minnesota", "Renters Union of Oregon"),
    "a chapter and the whole": (
        "National Renters Guild",
        "National Renters Guild - New York City Chapter",
    ),
    "a project and its sponsor": (
        "Sparrow Commons Library, a project of Wide River Fund",
        "Wide River Fund",
    ),
    "two locals": ("Carpenters Local 12", "Carpenters Local 15"),
    "one word that matters": ("Asian Bar Association", "Muslim Bar Association"),
    "a sister with a long tail": (
        "Rivers Alliance",
        "Rivers Alliance Legal Defense and Education Fund",
    ),
    "two bodies of one city": ("Harlan Food Bank", "Harlan Chess Club"),
}


@pytest.mark.parametrize("pair", CERTAIN.values(), ids=CERTAIN)
def test_two_spellings_of_one_name_are_certain(pair):
    assert verdict(*pair) == "same"


@pytest.mark.parametrize("pair", ASKED.values(), ids=ASKED)
def test_what_a_name_cannot_settle_is_asked(pair):
    assert verdict(*pair) == "likely"


@pytest.mark.parametrize("pair", APART.values(), ids=APART)
def test_different_organizations_are_not_asked_about(pair):
    assert verdict(*pair) == "different"


@pytest.mark.parametrize(("one", "other"), SISTERS)
def test_a_sister_entity_is_never_the_same(one, other):
    assert verdict(one, other) != "same"
    assert verdict(other.upper(), f"The {one}") != "same"


@pytest.mark.parametrize(
    ("one", "other"), tuple(combinations([sister for _, sister in SISTERS[:10]], 2))
)
def test_two_sisters_are_never_the_same(one, other):
    assert verdict(one, other) != "same"


@pytest.mark.parametrize(("name", "one", "other"), NAMESAKES)
def test_namesakes_in_two_places_are_asked_about(name, one, other):
    judgement = judge(
        Organization(name, place=one), Organization(f"The {name}", place=other), NOTHING_KNOWN
    )

    assert judgement.verdict is Verdict.LIKELY
    assert one in str(judgement.reason)
    assert other in str(judgement.reason)


def test_one_name_with_two_websites_is_asked_about():
    judgement = judge(
        Organization("Tenants United", website="https://tenants.example"),
        Organization("Tenants United", website="www.tenants-united.example/about"),
        NOTHING_KNOWN,
    )

    assert judgement.verdict is Verdict.LIKELY
    assert "tenants.example" in str(judgement.reason)


def test_one_website_never_merges_alone():
    judgement = judge(
        Organization("Center for Tidal Medicine", website="harlan.example"),
        Organization("Harlan School of Law", website="harlan.example"),
        NOTHING_KNOWN,
    )

    assert judgement.verdict is not Verdict.SAME


def test_free_mail_tells_nothing_and_an_own_domain_does():
    free = judge(
        Organization("Harbor Seal Trust", mail_domain="gmail.com"),
        Organization("Harbor Seals", mail_domain="gmail.com"),
        NOTHING_KNOWN,
    )
    own = judge(
        Organization("Harbor Seal Trust", mail_domain="seal.example"),
        Organization("Harbor Seals", mail_domain="seal.example"),
        NOTHING_KNOWN,
    )

    assert own.score > free.score


def test_the_other_names_of_a_list_tell_that_a_body_has_chapters():
    chapters = [
        f"Lantern Walkers {place}" for place in ("Peru", "Kenya", "Norway", "Japan", "Fiji")
    ]
    alone = judged("Lantern Walkers", "Lantern Walkers, Iceland")
    among = judged(
        "Lantern Walkers", "Lantern Walkers, Iceland", Knowledge(read(name) for name in chapters)
    )

    assert alone.verdict is Verdict.LIKELY
    assert among.score < alone.score


def test_the_civil_liberties_union_stays_apart_from_its_affiliates():
    names = (
        "ACLU of Minnesota",
        "ACLU of Northern California",
        "American Civil Liberties Union (ACLU)",
    )
    for one, other in combinations(names, 2):
        assert verdict(one, other) != "same"


# ------------------------------------------------------------------ for any text

_ANY_NAME = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "The",
                "Union",
                "of",
                "&",
                "and",
                "(ABC)",
                "–",
                ",",
                "/",
                "Ohio",
                "NY",
                "Chapter",
                "Local",
                "12",
                "350",
                "Fundación",
                "Renters",
                "c/o",
                "formerly",
                "Asian",
                "a",
                "project",
                "Alliance",
                "Inc.",
                "S.O.S.",
                "dba",
                "[x]",
                "(",
                ")",
                "l'Eau",
                "التحالف",
                "連盟",
            ]
        ),
        max_size=9,
    ).map(" ".join),
)


@given(_ANY_NAME, _ANY_NAME)
@example('0:DBA"DBA/0', 'THE%DBA"DBA')
@example("0000000:0", "0000‒THE&THE:0000")
def test_which_of_two_names_came_first_makes_no_difference(one, other):
    forth, back = judged(one, other), judged(other, one)

    assert forth.verdict is back.verdict
    assert forth.score == pytest.approx(back.score)


@given(_ANY_NAME)
def test_a_name_is_the_same_as_itself(name):
    assert verdict(name, name) == "same"
    assert (
        verdict(name, f"  {name} ".upper().casefold()) in {"same", "likely"} or not name.isascii()
    )


@given(_ANY_NAME, _ANY_NAME)
def test_every_verdict_has_its_reason_and_a_score(one, other):
    judgement = judged(one, other)

    assert str(judgement.reason)
    assert 0 <= judgement.score <= 1


NOT_SURE = (
    ("NAACP Springfield IL", "NAACP Springfield MA"),
    ("Jobs with Justice (Richmond, CA)", "Jobs with Justice (Richmond, VA)"),
    ("Sunrise Movement Rochester MN", "Sunrise Movement Rochester"),
    ("Immigrant Rights Clinic", "Immigrant Rights Clinic, a project of Harlan Law School"),
    ("National Latina Bar Association (NLBA)", "National Latino Bar Association (NLBA)"),
    ("Cross County Health Coalition (CCHC)", "Cross Country Health Coalition (CCHC)"),
    ("League of Women Voters of New York State", "League of Women Voters of New York"),
    ("Habitat for Humanity of Greater Los Angeles", "Habitat for Humanity of Los Angeles"),
    ("Peace Education Center", "Peace and Education Center"),
    ("Miami University", "University of Miami"),
    ("Harlan University of Washington", "Harlan University of Washington, DC"),
)


@pytest.mark.parametrize(("one", "other"), NOT_SURE)
def test_names_that_two_bodies_may_have_are_never_joined(one, other):
    assert verdict(one, other) != "same"
    assert verdict(other, one) != "same"


@pytest.mark.parametrize(
    "name",
    ["ﷺ" * 300, " ".join(["aaaaaaaaaa"] * 19) + " (AAAAAAAAAAAA)", "x" * 60_000, "aaa-" * 20_000],
    ids=["one sign for a sentence", "an acronym to try for long", "one long word", "hyphens"],
)
def test_names_made_to_take_long_are_compared_at_once(name):
    started = time.process_time()

    judged(name, f"{name[:-1]}b")

    assert time.process_time() - started < 1


def test_keys_of_a_long_name_with_a_place_are_each_there_once():
    name = "Committee of Interns and Nurses, Service Employees of the Harbor and Quays, California"

    keys = keys_of(read(name))

    assert len(set(keys)) == len(keys)
