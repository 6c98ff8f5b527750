from __future__ import annotations

import time
from dataclasses import replace

import pytest

from app.domain.documents import (
    ClosingSection,
    LetterDocument,
    NameGroup,
    NameLine,
    NamesSection,
)
from app.rendering.designs import load_design
from app.rendering.docx.render import render_docx
from tests.documents.docx_reading import WordFile
from tests.documents.trees import plain_letter, rich_letter

# A bound for the slowest machine that runs the tests; it takes about a tenth of a second.
MOST_SECONDS = 2.0


def with_names(*names: str, columns: int) -> LetterDocument:
    group = NameGroup("", 1, tuple(NameLine(name) for name in names))
    sections = (
        *plain_letter().sections[:-2],
        ClosingSection("Sincerely,"),
        NamesSection("", (), (group,), columns),
    )
    return replace(plain_letter(), sections=sections)


def test_names_in_two_columns_are_a_section_between_two_of_one_column() -> None:
    file = WordFile.of(rich_letter())

    columns = [each.get(f"{{{each.nsmap['w']}}}num") for each in file.find("//w:sectPr/w:cols")]

    assert columns == [None, "2", None]
    assert file.values("//w:sectPr/w:type") == ["continuous", "continuous"]


def test_columns_at_the_end_of_a_letter_are_balanced_by_a_section_after_them() -> None:
    file = WordFile.of(with_names("Alder", "Birch", columns=3))

    assert len(file.find("//w:sectPr")) == 3
    assert file.paragraphs()[-1] == ""


def test_names_in_one_column_need_no_section() -> None:
    file = WordFile.of(with_names("Alder", "Birch", columns=1))

    assert len(file.find("//w:sectPr")) == 1
    assert file.paragraphs()[-2:] == ["Alder", "Birch"]


def test_a_name_is_never_cut_by_a_page_and_a_heading_never_stands_alone() -> None:
    file = WordFile.of(rich_letter())
    styles = "word/styles.xml"

    assert file.find("//w:style[@w:styleId='Signatory']//w:keepLines", part=styles)
    for level in (1, 2, 3):
        path = f"//w:style[@w:styleId='SignatoryGroup{level}']//w:keepNext"
        assert file.find(path, part=styles)


def test_groups_print_in_order_with_their_headings() -> None:
    file = WordFile.of(rich_letter())

    headings = [
        text for style in ("SignatoryGroup1", "SignatoryGroup2") for text in file.paragraphs(style)
    ]
    texts = file.paragraphs()

    assert headings == [
        "National organizations",
        "State and local organizations",
        "Individuals",
        "Ohio",
        "Texas",
    ]
    assert texts.index("Ohio") == texts.index("State and local organizations") + 1
    assert texts.index("Ohio Shelter & Housing <Network>") == texts.index("Ohio") + 1


@pytest.mark.parametrize("columns", [1, 3])
def test_ten_thousand_names_render_at_once(columns: int) -> None:
    document = with_names(*(f"Organization No. {n}" for n in range(10_000)), columns=columns)
    design = load_design("plain")

    begun = time.perf_counter()
    content = render_docx(document, design)
    took = time.perf_counter() - begun

    assert took < MOST_SECONDS
    assert len(WordFile(content).paragraphs("Signatory")) == 10_000
