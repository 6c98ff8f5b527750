"""A letter file whose list was put in order elsewhere says so, and stays itself otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.letters import Order
from app.formats.letter_files import read_letter_file
from app.formats.list_order import with_list_order

FILE = """---
# The title first.
title: 'Night buses: all of them'
leads: [Old Lead,
        Other Lead]
order: manual   # by hand

# Who answers
contact: 'Ines'
groups:
- 'A > B'
group_by: ''
closing: 'Sincerely,'
---

Text with leads: none of these are keys.

order: neither is this
"""


def test_only_the_order_is_written_anew() -> None:
    made = with_list_order(
        FILE, order=Order.SIGNED, leads=["D'Arcy & Co", "B: C"], groups=["X > Y"], group_by=()
    )

    assert (
        made
        == """---
# The title first.
title: 'Night buses: all of them'
leads:
- 'D''Arcy & Co'
- 'B: C'
order: signed
groups:
- 'X > Y'

# Who answers
contact: 'Ines'
closing: 'Sincerely,'
---

Text with leads: none of these are keys.

order: neither is this
"""
    )


def test_a_file_without_such_keys_gets_them_last() -> None:
    made = with_list_order(
        "---\ntitle: T\n---\nBody\n",
        order=Order.ALPHABETICAL,
        leads=[],
        groups=[],
        group_by=("scope", "state"),
    )

    assert made == "---\ntitle: T\ngroup_by: 'scope,state'\n---\nBody\n"


def test_a_front_matter_in_braces_is_read_as_well() -> None:
    made = with_list_order(
        "---\n{title: T, leads: [A], lang: es}\n---\nBody\n",
        order=Order.ALPHABETICAL,
        leads=["B"],
        groups=[],
        group_by=(),
    )

    file = read_letter_file(made.encode())
    assert (file.leads, file.language, file.title_text) == (("B",), "es", "T")


words = st.text(
    st.characters(blacklist_categories=["C", "Z"], blacklist_characters="{}|>"), min_size=1
)


@given(
    st.sampled_from(list(Order)),
    st.lists(words, max_size=4, unique=True),
    st.lists(words, max_size=4, unique=True),
    st.sampled_from([(), ("scope",), ("country", "state"), ("none",), ("members", "category")]),
)
def test_what_is_written_is_read_again(
    order: Order, leads: list[str], groups: list[str], rule: tuple[str, ...]
) -> None:
    made = with_list_order(FILE, order=order, leads=leads, groups=groups, group_by=rule)

    file = read_letter_file(made.encode())
    assert (file.order, file.group_by) == (order, rule)
    assert list(file.leads) == [" ".join(lead.split()) for lead in leads]
    assert len(file.groups) == len(groups)
    assert file.closing == "Sincerely,"


@pytest.mark.parametrize("rule", ["scope, state", "KIND", "country,state", "category", "none"])
def test_a_rule_is_read_however_it_is_spaced(rule: str) -> None:
    file = read_letter_file(f"---\ntitle: T\ngroup_by: '{rule}'\n---\nBody\n".encode())

    assert file.group_by == tuple(rule.lower().replace(" ", "").split(","))
