"""What prints for whoever the directory knows: what the signer saw, and nothing they may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain.directory import Why
from app.services import (
    confirming,
    directory_editing,
    directory_settling,
    importing_command,
    signing,
)
from app.services.confirming import Confirmation, LookAgain
from app.services.directory_organization import organization
from app.services.house import House
from app.services.importing import Imported
from app.services.previewing import LinePreview
from tests.cast import ANSWERS, DAY, NOON, LetterInHand
from tests.services.directory_cast import QUIET, Coalition

LATER = NOON + 30 * DAY
OWN: dict[str, Any] = {"email": "ida@cedar.example"}
STRANGER: dict[str, Any] = {"email": "ida@elsewhere.example"}


@pytest.fixture
def coalition(house: House) -> Coalition:
    return Coalition.gathered(house)


def known_by_two_spellings(coalition: Coalition, *, prints_name: bool, quiet: bool) -> None:
    """Cedar Tenants Union, with its website, also accepted as "CTU"."""
    circle = {"circle": QUIET} if quiet else {}
    coalition.closed_letter("Cedar Tenants Union", website="https://cedar.example", **circle)
    code = coalition.code("Cedar Tenants Union")
    house, she = coalition.house, coalition.she
    coalition.done(
        directory_editing.add_spelling(house, she, code, spelling="CTU", place="", now=NOON)
    )
    if prints_name:
        coalition.done(directory_editing.set_print_as(house, she, code, prints_name=True, now=NOON))


def on_the_form(letter: LetterInHand, name: str, *, now=NOON, **answers: Any) -> LinePreview:
    written = replace(ANSWERS, organization=name, state="", website="", **answers)
    shown = signing.preview(letter.house, letter.slug, written, visitor=letter.visitor, now=now)
    assert shown is not None
    return shown


def to_confirm(letter: LetterInHand, name: str, *, now=NOON, **answers: Any) -> Confirmation:
    letter.asked(name, now=now, **answers)
    shown = confirming.show(letter.house, letter.confirm_token(), now=now)
    assert isinstance(shown, Confirmation)
    return shown


def test_a_line_prints_what_was_typed_unless_the_organizer_said_otherwise(
    coalition: Coalition,
) -> None:
    known_by_two_spellings(coalition, prints_name=False, quiet=False)
    letter = coalition.letter()

    assert on_the_form(letter, "CTU").line.name == "CTU"
    letter.signed_by("CTU", **OWN)

    assert letter.lines == ["CTU"]


def test_the_organizers_name_prints_and_form_and_confirmation_say_so(
    coalition: Coalition,
) -> None:
    known_by_two_spellings(coalition, prints_name=True, quiet=False)
    letter = coalition.letter()

    form = on_the_form(letter, "CTU")
    shown = to_confirm(letter, "CTU", **STRANGER)
    outcome = confirming.confirm(letter.house, letter.confirm_token(), shown=shown.shown, now=NOON)

    for preview in (form, shown.preview):
        assert preview.line.name == "Cedar Tenants Union"
        assert preview.printed_as is not None
        assert (preview.printed_as.typed, preview.printed_as.why) == ("CTU", Why.KNOWN)
    assert isinstance(outcome, confirming.Confirmed)
    assert letter.lines == ["Cedar Tenants Union"]


def test_a_quiet_name_is_shown_to_no_visitor_of_the_form(coalition: Coalition) -> None:
    known_by_two_spellings(coalition, prints_name=True, quiet=True)
    letter = coalition.letter()

    # Whoever types an address of theirs has not shown that it is.
    form = on_the_form(letter, "CTU", **OWN)

    assert form.line.name == "CTU"
    assert form.printed_as is None


def test_a_quiet_name_prints_for_its_own_people_and_stays_hidden_from_strangers(
    coalition: Coalition,
) -> None:
    known_by_two_spellings(coalition, prints_name=True, quiet=True)
    theirs, strange = coalition.letter(circle=QUIET), coalition.letter(circle=QUIET)

    own = to_confirm(theirs, "CTU", **OWN)
    stranger = to_confirm(strange, "CTU", **STRANGER)
    theirs.signed_by("CTU", **OWN)
    strange.signed_by("CTU", **STRANGER)

    assert own.preview.line.name == "Cedar Tenants Union"
    assert stranger.preview.line.name == "CTU"
    assert stranger.preview.printed_as is None
    assert (theirs.lines, strange.lines) == (["Cedar Tenants Union"], ["CTU"])
    # Both are the organization all the same: what is hidden is its name.
    assert len({*coalition.links(theirs).values(), *coalition.links(strange).values()}) == 1


def test_a_name_that_changed_since_the_page_was_opened_is_shown_again(
    coalition: Coalition,
) -> None:
    known_by_two_spellings(coalition, prints_name=False, quiet=False)
    letter = coalition.letter()
    shown = to_confirm(letter, "CTU", **OWN)
    code = coalition.code("Cedar Tenants Union")
    directory_editing.set_print_as(coalition.house, coalition.she, code, prints_name=True, now=NOON)
    token = letter.confirm_token()

    outcome = confirming.confirm(letter.house, token, shown=shown.shown, now=NOON)
    lines = letter.lines
    again = confirming.show(letter.house, token, now=NOON)
    assert isinstance(again, Confirmation)
    confirming.confirm(letter.house, token, shown=again.shown, now=NOON)

    assert isinstance(outcome, LookAgain)
    assert lines == []
    assert letter.lines == ["Cedar Tenants Union"]


def test_an_import_prints_the_organizers_name_and_keeps_what_the_row_had(
    coalition: Coalition,
) -> None:
    known_by_two_spellings(coalition, prints_name=True, quiet=True)

    letter = coalition.letter(signatories="name\nCTU\nCedar Tenants Union\nNewcomers\n")

    assert letter.lines == ["Cedar Tenants Union", "Newcomers"]
    done = importing_command.import_signatories(
        coalition.house, letter.slug, b"name\nctu\n", dry_run=False, now=NOON
    )
    assert isinstance(done, Imported)
    assert (done.listed, done.joined) == (0, 1)


def merged(coalition: Coalition, *, quiet: bool) -> LetterInHand:
    """Ash and Birch became Cedar on a day in March; the old letter lists both of them."""
    circle = {"circle": QUIET} if quiet else {}
    old = coalition.closed_letter(
        "Ash Tenants", "Birch Tenants", website="https://cedar.example", **circle
    )
    coalition.becomes("Ash Tenants", "Cedar Tenants", others=("Birch Tenants",), on=NOON + DAY)
    return old


def make_public(coalition: Coalition, name: str) -> None:
    coalition.closed_letter(name)


def test_later_letters_print_the_successor_and_old_ones_keep_their_names(
    coalition: Coalition,
) -> None:
    old = merged(coalition, quiet=False)
    make_public(coalition, "Cedar Tenants")
    letter = coalition.letter(now=LATER)

    form = on_the_form(letter, "Ash Tenants", now=LATER)
    letter.signed_by("Ash Tenants", now=LATER, **STRANGER)
    letter.signed_by("Birch Tenants", now=LATER, **STRANGER)

    assert form.line.name == "Cedar Tenants"
    assert form.printed_as is not None
    assert form.printed_as.why is Why.SUCCEEDED
    assert form.printed_as.since == (NOON + DAY).date()
    assert letter.lines == ["Cedar Tenants"]
    assert old.lines == ["Ash Tenants", "Birch Tenants"]


def test_before_the_day_the_old_name_prints(coalition: Coalition) -> None:
    merged(coalition, quiet=False)
    make_public(coalition, "Cedar Tenants")
    letter = coalition.letter()

    letter.signed_by("Ash Tenants", now=NOON)

    assert letter.lines == ["Ash Tenants"]


def test_a_letter_that_lists_the_old_name_keeps_it(coalition: Coalition) -> None:
    merged(coalition, quiet=False)
    make_public(coalition, "Cedar Tenants")
    letter = coalition.letter()
    letter.signed_by("Ash Tenants", now=NOON)

    letter.signed_by("Ash Tenants", now=LATER, email="second@elsewhere.example")
    letter.signed_by("Birch Tenants", now=LATER)

    assert letter.lines == ["Ash Tenants", "Birch Tenants"]


def test_a_successor_that_stands_nowhere_in_public_is_told_to_its_own_people_alone(
    coalition: Coalition,
) -> None:
    merged(coalition, quiet=True)
    theirs = coalition.letter(circle=QUIET, now=LATER)
    strange = coalition.letter(circle=QUIET, now=LATER)

    form = on_the_form(theirs, "Ash Tenants", now=LATER, **OWN)
    theirs.signed_by("Ash Tenants", now=LATER, **OWN)
    strange.signed_by("Ash Tenants", now=LATER, **STRANGER)

    assert form.line.name == "Ash Tenants"
    assert theirs.lines == ["Cedar Tenants"]
    assert strange.lines == ["Ash Tenants"]


def test_a_name_on_a_letter_that_circulates_quietly_is_not_public(coalition: Coalition) -> None:
    merged(coalition, quiet=True)
    coalition.closed_letter("Cedar Tenants", circle=QUIET)
    letter = coalition.letter(now=LATER)

    assert on_the_form(letter, "Ash Tenants", now=LATER).line.name == "Ash Tenants"


def test_an_import_prints_the_successor(coalition: Coalition) -> None:
    merged(coalition, quiet=True)

    letter = coalition.letter(signatories="name\nAsh Tenants\nBirch Tenants\n", now=LATER)

    assert letter.lines == ["Cedar Tenants"]


def test_a_split_leaves_the_name_to_the_signer(coalition: Coalition) -> None:
    coalition.closed_letter("Ash Tenants")
    coalition.becomes("Ash Tenants", "Ash East", kind="split")
    coalition.becomes("Ash Tenants", "Ash West", kind="split")
    letter = coalition.letter(now=LATER)

    letter.signed_by("Ash Tenants", now=LATER, **OWN)

    assert letter.lines == ["Ash Tenants"]


def test_what_is_taken_back_no_longer_counts(coalition: Coalition) -> None:
    merged(coalition, quiet=False)
    make_public(coalition, "Cedar Tenants")
    house, she = coalition.house, coalition.she
    code = coalition.code("Ash Tenants")
    page = organization(house, she, code)
    assert page is not None
    coalition.done(
        directory_settling.take_back_successor(
            house, she, code, succession_id=page.successions[0].id, now=NOON
        )
    )
    letter = coalition.letter(now=LATER)

    letter.signed_by("Ash Tenants", now=LATER + timedelta(hours=1))

    assert letter.lines == ["Ash Tenants"]
