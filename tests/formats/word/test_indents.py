"""Paragraphs that stand in: quotes, quotes in quotes, other margins, and items under items."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from app.formats.word.changes import Changes
from app.formats.word.drafts import letter_of_draft
from app.formats.word.outcome import LetterOfDraft
from tests.formats.word.drafts_in_xml import BULLETS, NUMBERS, body_of, item, made_of, p

TEXT = "We ask for a boat in winter, and for one that is heated."
ASK = p(TEXT)


def indent(left: int, right: int = 0, **further: int) -> str:
    said = "".join(f' w:{name}="{twips}"' for name, twips in further.items())
    return f'<w:ind w:left="{left}" w:right="{right}"{said}/>'


def set_in(text: str, left: int, right: int = 0, **further: int) -> str:
    return p(text, properties=indent(left, right, **further))


def told(made: LetterOfDraft, words: str) -> bool:
    return any(words in str(warning) for warning in made.warnings)


@pytest.mark.parametrize("twips", [360, 567, 720, 1134, 1440, 2880, 4320])
def test_a_quote_is_one_quote_however_far_it_stands_in(twips: int) -> None:
    made = made_of(ASK + set_in("Boats are late.", twips, twips) + ASK)

    assert body_of(made) == f"{TEXT}\n\n> Boats are late.\n\n{TEXT}"


def test_text_that_stands_in_on_the_left_alone_is_a_quote_and_told() -> None:
    made = made_of(ASK + set_in("Boats are late.", 1440) + set_in("And cold.", 1440) + ASK)

    assert "\n\n> Boats are late.\n>\n> And cold.\n\n" in body_of(made)
    assert told(made, "stands in on the left became a quote: “Boats are late.”")
    assert not told(made, "And cold.")


def test_each_further_indent_of_a_run_is_a_quote_in_the_quote() -> None:
    made = made_of(
        ASK + set_in("One.", 720, 720) + set_in("Two.", 1440, 1440) + set_in("Three.", 2880, 720)
        + set_in("Back.", 720, 720) + ASK + set_in("Alone.", 2880, 2880) + ASK
    )  # fmt: skip

    assert "> One.\n>\n> > Two.\n> >\n> > > Three.\n>\n> Back.\n" in body_of(made)
    assert "\n\n> Alone.\n\n" in body_of(made)


NO_QUOTES = {
    "a first line": set_in("Boats are late.", 0, 0, firstLine=720),
    "a first line in a wider margin on the right": set_in("Boats are late.", 0, 720, firstLine=720),
    "a hanging indent": set_in("Boats are late.", 720, 0, hanging=720),
    "a typed number": set_in("(a) Boats are late.", 720),
    "a little": set_in("Boats are late.", 200, 200),
    "a centred line": p("Boats are late.", properties='<w:jc w:val="center"/>' + indent(720)),
}


@pytest.mark.parametrize("xml", NO_QUOTES.values(), ids=NO_QUOTES.keys())
def test_what_stands_in_otherwise_is_no_quote(xml: str) -> None:
    made = made_of(ASK + xml + ASK)

    assert ">" not in body_of(made)
    assert "Boats are late." in body_of(made)


@pytest.mark.parametrize("right", [0, 1440])
def test_a_text_that_stands_in_as_a_whole_is_no_quote(right: int) -> None:
    made = made_of(
        p("Dear Ada:")
        + "".join(set_in(f"{TEXT} {n}", 1440, right) for n in range(4))
        + set_in("Boats are late, says the captain of one.", 2160, right + 720)
    )

    assert body_of(made).count("> ") == 1
    assert "> Boats are late, says the captain" in body_of(made)
    assert told(made, "the text stands in as a whole")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=8),
    st.integers(310, 2000),
    st.integers(0, 1500),
)
def test_only_differences_between_indents_count(levels: list[int], step: int, margin: int) -> None:
    def body(left: int, by: int) -> str:
        deep = "".join(set_in(f"q{at}", left + by * n, by * n) for at, n in enumerate(levels))
        flush = "".join(set_in(TEXT, left) for _ in range(3))
        return body_of(made_of(flush + deep + flush))

    assert body(margin, step) == body(0, 720)


# ------------------------------------------------------------------- lists


def test_a_bullet_under_a_number_keeps_its_level_by_its_level_in_the_list() -> None:
    made = made_of(
        ASK + item("One", NUMBERS) + item("a", BULLETS, 1) + item("deep", BULLETS, 2)
        + item("b", BULLETS, 1) + item("Two", NUMBERS)
    )  # fmt: skip

    assert body_of(made).endswith("1. One\n   - a\n     - deep\n   - b\n2. Two")


def saved(document: Document) -> LetterOfDraft:
    content = io.BytesIO()
    document.save(content)
    return letter_of_draft(content.getvalue(), Changes.REFUSE)


def test_a_bullet_under_a_number_keeps_its_level_by_its_indent() -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    for style, text in (
        ("List Number", "One"), ("List Bullet 2", "a"), ("List Bullet 3", "deep"),
        ("List Bullet 2", "b"), ("List Number", "Two"),
    ):  # fmt: skip
        document.add_paragraph(text, style=style)

    made = saved(document)

    assert body_of(made).endswith("1. One\n   - a\n     - deep\n   - b\n2. Two")


def test_an_indent_of_the_paragraph_itself_goes_before_the_list_s() -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.add_paragraph("One", style="List Bullet")
    deeper = document.add_paragraph("a", style="List Bullet")
    deeper.paragraph_format.left_indent = docx.shared.Inches(0.75)
    document.add_paragraph("Two", style="List Bullet")

    assert body_of(saved(document)).endswith("- One\n  - a\n- Two")


def test_items_that_stand_further_in_than_what_follows_are_told() -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.add_paragraph("deep", style="List Bullet 2")
    document.add_paragraph("out", style="List Bullet")

    made = saved(document)

    assert body_of(made).endswith("- deep\n\n* out")
    assert told(made, "a list cannot keep how far in this item stands: “deep”")
