"""Made-up organizations that the tests of matching compare."""

from __future__ import annotations

from app.domain.matching.evidence import Organization
from app.domain.matching.knowledge import Knowledge
from app.domain.matching.verdicts import Judgement, judge

NOTHING_KNOWN = Knowledge()


def judged(one: str, other: str, known: Knowledge = NOTHING_KNOWN) -> Judgement:
    return judge(Organization(one), Organization(other), known)


def verdict(one: str, other: str, known: Knowledge = NOTHING_KNOWN) -> str:
    return judged(one, other, known).verdict.value


NAMESAKES = tuple(
    (name, one, other)
    for name in (
        "Legal Aid Society",
        "Community Action Partnership",
        "Tenants United",
        "Workers Defense Project",
        "First Baptist Church",
        "Immigrant Justice Center",
        "Citizens for Clean Water",
        "Family Services of the Valley",
        "Black Voters Assembly",
        "Disability Rights Advocates",
    )
    for one, other in (
        ("Columbus, OH", "Cleveland, OH"),
        ("Ohio", "Oregon"),
        ("Springfield, Illinois", "Springfield, MA"),
        ("Portland, ME", "Portland, Oregon"),
    )
)
"""Forty pairs of one name in two places."""

SISTERS = tuple(
    (base, f"{base} {tail}")
    for base in (
        "Rivers Alliance",
        "Open Ballot",
        "Voters of Color",
        "Borrowers Union",
        "Prairie Climate Network",
        "Care Workers United",
    )
    for tail in (
        "Action",
        "Action Fund",
        "Education Fund",
        "Foundation",
        "PAC",
        "Legal Defense Fund",
        "Political Action Committee",
        "Votes",
        "Institute",
        "Legal Defense and Education Fund",
    )
)
"""Sixty pairs of a body and one that stands beside it."""
