"""The order set on the desk stands in every file that leaves: list, letter file, documents."""

from __future__ import annotations

import csv
import io

import pytest

from app.domain.headings import rule_of
from app.domain.roles import Member
from app.services import changing_groups, changing_order, exporting, ordering, settling_lines
from app.services.changing import Done
from app.services.exporting import Export
from app.services.house import House
from app.services.settling_lines import Settings
from tests.cast import NOON, LetterInHand, member_of

LETTER = """---
title: Keep the ferry
leads: [Harbor Neighbors, Never Signed]
---

We are {{ count }}: {{ count:Faith }} of faith.
"""
ROWS = """name,scope,state,group,signer_name
Harbor Neighbors,local,OH,,
Zoo Friends,national,,Faith,
Abbey,local,TX,Faith | Ohio > North,
"""


@pytest.fixture
def member(house: House) -> Member:
    return member_of(house, "harbor")


@pytest.fixture
def ours(house: House, member: Member) -> LetterInHand:
    return LetterInHand.published(house, LETTER, slug="ours", signatories=ROWS, owner=member.email)


def test_a_letter_that_nobody_put_in_order_is_exported_as_it_was(
    house: House, ours: LetterInHand
) -> None:
    assert _export(house, "md") == LETTER


def test_the_letter_file_says_the_order_that_stands(
    house: House, ours: LetterInHand, member: Member
) -> None:
    _rule(house, member, "state,scope", order="signed")
    _lead(house, member, "Zoo Friends")

    assert _export(house, "md") == LETTER.replace(
        "leads: [Harbor Neighbors, Never Signed]",
        "leads:\n- 'Harbor Neighbors'\n- 'Never Signed'\n- 'Zoo Friends'\n"
        "order: signed\ngroup_by: 'state,scope'",
    )


@pytest.mark.parametrize("rule", ["", "scope,state", "members", "category,state", "none"])
def test_what_is_exported_prints_the_same_where_it_is_published_again(
    house: House, ours: LetterInHand, member: Member, rule: str
) -> None:
    """A figure of a group that only the rows name is gone where others take its place."""
    _settle(house, member, "Zoo Friends", category="Animals", membership="ally")
    _rule(house, member, rule)
    _settle(house, member, "Abbey", group="Cloisters > Old", has_own_group=bool(rule))
    _move_first_group_down(house, member)
    letter, rows = _export(house, "md"), _export(house, "csv")
    printed = _export(house, "html", is_draft=True)

    again = LetterInHand.published(
        house, letter.replace("Keep", "Save"), slug="again", signatories=rows, owner=member.email
    )

    again_printed = _export(house, "html", again.slug, is_draft=True)
    assert again_printed.replace("Save", "Keep") == printed


def test_the_list_as_a_file_stands_as_it_prints(
    house: House, ours: LetterInHand, member: Member
) -> None:
    _settle(house, member, "Zoo Friends", sort_name="Zzz", membership="member")
    _settle(house, member, "Abbey", membership="ally")
    _rule(house, member, "members")

    rows = list(csv.DictReader(io.StringIO(_export(house, "csv"))))

    assert [(row["name"], row["group"]) for row in rows] == [
        ("Harbor Neighbors", ""),
        ("Zoo Friends", "Members"),
        ("Abbey", "Allies"),
    ]


def test_one_signatory_in_several_groups_counts_once(
    house: House, ours: LetterInHand, member: Member
) -> None:
    _settle(house, member, "Zoo Friends", group="Faith > A | Faith > B | Other")

    text = _export(house, "txt")

    assert "We are 3: 2 of faith." in text
    assert text.count("Zoo Friends") == 3


def test_a_lead_that_signs_later_takes_its_place(
    house: House, ours: LetterInHand, member: Member
) -> None:
    _lead(house, member, "Zoo Friends")
    ours.signed_by("Never Signed", website="https://never.example")

    assert _printed_leads(house, member) == ["Harbor Neighbors", "Never Signed", "Zoo Friends"]


def test_a_lead_that_withdraws_keeps_its_place_and_gives_it_to_nobody(
    house: House, ours: LetterInHand, member: Member
) -> None:
    from app.services import signer

    token = ours.signed_by("Never Signed", website="https://never.example")
    ours.signed_by("Never Signed", state="TX", website="https://other.example")
    signer.withdraw(house, token, now=NOON)

    page = ordering.order_page(house, member, "ours")
    assert page is not None
    assert [(lead.name, lead.standing) for lead in page.leads] == [
        ("Harbor Neighbors", "listed"), ("Never Signed", "withdrawn"),
    ]  # fmt: skip
    assert [line.text for line in page.lines if line.is_lead] == ["Harbor Neighbors"]


# ------------------------------------------------------------------- how


def _export(house: House, fmt: str, slug: str = "ours", *, is_draft: bool = False) -> str:
    made = exporting.export_for_operator(house, slug, fmt, is_draft=is_draft, now=NOON)
    assert isinstance(made, Export), made
    return made.content.decode()


def _page(house: House, member: Member) -> ordering.OrderPage:
    page = ordering.order_page(house, member, "ours")
    assert page is not None
    return page


def _line(house: House, member: Member, name: str) -> int:
    (line,) = (line for line in _page(house, member).lines if line.text.startswith(name))
    return line.id


def _rule(house: House, member: Member, rule: str, order: str = "alphabetical") -> None:
    assert rule_of(rule) is not None
    version = _page(house, member).version
    done = changing_order.set_rule(
        house, member, "ours", order=order, rule=rule, version=version, now=NOON
    )
    assert isinstance(done, Done)


def _lead(house: House, member: Member, name: str) -> None:
    line = _line(house, member, name)
    done = changing_order.make_lead(house, member, "ours", line, now=NOON)
    assert done == Done(changed=True)


def _settle(house: House, member: Member, name: str, **wanted: object) -> None:
    line = _line(house, member, name)
    shown = ordering.line_settings(house, member, "ours", line)
    assert isinstance(shown, ordering.LineSettings)
    given = {"group": shown.group, "category": shown.category, "membership": shown.membership}
    settings = Settings(**(given | wanted))  # type: ignore[arg-type]
    done = settling_lines.settle_line(
        house, member, "ours", line, settings, was=shown.was, now=NOON
    )
    assert isinstance(done, Done), done


def _move_first_group_down(house: House, member: Member) -> None:
    page = _page(house, member)
    if page.groups:
        done = changing_groups.move_group(
            house, member, "ours", page.groups[0].path, steps=1, version=page.version, now=NOON
        )
        assert isinstance(done, Done)


def _printed_leads(house: House, member: Member) -> list[str]:
    return [line.text for line in _page(house, member).lines if line.is_lead]
