"""The hardest letter and the sample in every design: sound files that hold one text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.composing import compose
from app.domain.documents import LetterDocument, NamesSection
from app.formats.letter_files import read_letter_file
from app.formats.signatory_lists import read_signatories
from app.rendering.designs import OfficersPlace, design_names, load_design
from app.rendering.docx.render import render_docx
from app.rendering.pdf import render_pdf
from config import PROJECT
from tests.documents.docx_letters import OFFICERS, full_letter
from tests.documents.pdf_validators import pdfua_errors, qpdf_errors
from tests.documents.same_text import differences
from tests.documents.validators import integrity_errors, ooxml_sdk_errors
from tests.requires import requires

SAMPLE = PROJECT / "letters" / "samples" / "blocked-crossings"
DESIGNS = design_names()
LETTERS = ("hard", "sample")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """The folder of each letter in each design, with letter.docx and letter.pdf in it."""
    made: dict[tuple[str, str], Path] = {}
    for name in DESIGNS:
        for letter in LETTERS:
            place = tmp_path_factory.mktemp(f"{letter}-{name}")
            design = load_design(name)
            document = _document(letter, name)
            (place / "letter.docx").write_bytes(render_docx(document, design))
            result = render_pdf(document, design)
            assert result.warnings == ()
            (place / "letter.pdf").write_bytes(result.content)
            made[letter, name] = place
    return made


def _document(letter: str, design: str) -> LetterDocument:
    if letter == "hard":
        return _without_turned_names(full_letter())
    file = read_letter_file((SAMPLE / "letter.md").read_bytes())
    rows = read_signatories((SAMPLE / "signatories.csv").read_bytes())
    # In a note an Arabic name turns the line around it, which readers of the PDF's text show.
    latin = tuple(row for row in rows if unicodedata.bidirectional(row.name[0]) != "AL")
    return compose(file, latin, layout=load_design(design).layout)


def _without_turned_names(document: LetterDocument) -> LetterDocument:
    """Return the letter without its last group, a name in two scripts on two lines."""
    sections = tuple(
        replace(section, groups=section.groups[:-1])
        if isinstance(section, NamesSection)
        else section
        for section in document.sections
    )
    return replace(document, sections=sections, running_head="Director Sample · March 2, 2026")


@requires("npm")
@requires("qpdf")
@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("design", DESIGNS)
def test_validators_find_no_error(
    printed: dict[tuple[str, str], Path], design: str, letter: str
) -> None:
    place = printed[letter, design]

    assert ooxml_sdk_errors([place / "letter.docx"]) == []
    assert integrity_errors(place / "letter.docx") == []
    assert pdfua_errors(place / "letter.pdf") == []
    assert qpdf_errors(place / "letter.pdf") == []


@requires("pdftotext")
@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("design", DESIGNS)
def test_both_documents_hold_one_text(
    printed: dict[tuple[str, str], Path], design: str, letter: str
) -> None:
    place = printed[letter, design]
    document = _document(letter, design)
    numbers = re.escape(document.words.page_of).replace(r"\{page\}", r"\d+")
    furniture = [
        numbers.replace(r"\{pages\}", r"\d+"),
        *(re.escape(line) for line in (document.running_head, document.edition) if line),
    ]
    if load_design(design).letterhead.officers is OfficersPlace.FOOT:
        # Across the foot they are a footer in Word.
        furniture.append(f".*(?:{'|'.join(map(re.escape, OFFICERS))}).*")

    word = (place / "letter.docx").read_bytes()

    assert differences(word, place / "letter.pdf", furniture=furniture) == []
