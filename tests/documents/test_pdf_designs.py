"""Every design with the sample letter: what validators say of it, and how it looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from app.rendering.designs import design_names, load_design
from app.rendering.pdf import PdfResult, render_pdf
from tests.documents.golden_pictures import (
    GOLDEN,
    MOST_DIFFERENCE,
    PAGES,
    difference,
    drawn,
    sample_letter,
)
from tests.documents.pdf_reading import ReadPdf
from tests.documents.pdf_validators import pdfua_errors, qpdf_errors
from tests.requires import requires

DESIGNS = design_names()


@pytest.fixture(scope="module")
def printed() -> dict[str, PdfResult]:
    return {name: render_pdf(sample_letter(name), load_design(name)) for name in DESIGNS}


@requires("qpdf")
@pytest.mark.parametrize("name", DESIGNS)
def test_validators_find_nothing_wrong(
    printed: dict[str, PdfResult], name: str, tmp_path: Path
) -> None:
    file = tmp_path / "letter.pdf"

    file.write_bytes(printed[name].content)

    assert printed[name].warnings == ()
    assert "pdfuaid" in ReadPdf(printed[name].content).metadata
    assert pdfua_errors(file) == []
    assert qpdf_errors(file) == []


@requires("pdftoppm")
@pytest.mark.parametrize("name", DESIGNS)
def test_a_page_looks_as_it_did_when_somebody_looked(
    printed: dict[str, PdfResult], name: str
) -> None:
    golden = Image.open(GOLDEN / f"{name}.png").convert("L")

    page = drawn(printed[name].content, PAGES.get(name, 1))

    assert difference(page, golden) < MOST_DIFFERENCE


@requires("pdftoppm")
def test_a_line_too_many_is_seen(printed: dict[str, PdfResult]) -> None:
    golden = Image.open(GOLDEN / "plain.png").convert("L")
    taller = golden.copy()
    taller.paste(golden.crop((0, 300, golden.width, golden.height - 12)), (0, 312))

    assert difference(taller, golden) > MOST_DIFFERENCE
    assert difference(drawn(printed["plain"].content, 2), golden) > MOST_DIFFERENCE


def test_the_designs_that_letters_count_on_are_there() -> None:
    assert {"plain", "book", "letterhead", "formal", "compact", "open-letter"} <= set(DESIGNS)


def test_a_statement_to_the_united_nations_is_set_as_they_ask() -> None:
    formal = load_design("formal")

    names = ReadPdf(render_pdf(sample_letter("formal"), formal).content).pages[0]

    assert (formal.font, formal.size_pt, formal.notes_size_pt) == ("Times New Roman", 12, 10)
    assert formal.justified
    assert (formal.page_width_mm, formal.page_height_mm) == (210, 297)
    assert "Open Road Neighbors" in names
