"""Two thousand hostile inputs: each is refused in words, or printed as it was typed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from app.domain import names
from app.domain.composing import compose
from app.domain.documents import (
    BodySection,
    LetterDocument,
    NameGroup,
    NameLine,
    NamesSection,
    Note,
    NoteReference,
    Paragraph,
    Text,
)
from app.domain.errors import Refused, UndersignedError
from app.domain.signatories import Signatory
from app.formats.letter_files import read_letter_file
from app.rendering.designs import load_design
from app.rendering.docx.render import render_docx
from app.rendering.html.page import render_page
from app.rendering.json_tree import render_json
from app.rendering.pdf import render_pdf
from app.rendering.plain_text import render_text
from tests.documents.docx_reading import WordFile
from tests.documents.hostile import texts
from tests.documents.pdf_validators import pdf_text_in_file_order, pdfua_errors, qpdf_errors
from tests.documents.trees import plain_letter
from tests.documents.validators import integrity_errors, ooxml_sdk_errors
from tests.requires import requires

INPUTS = 2_000
BATCH = 200
_SURELY_ON_A_PAGE = 1_000
PLAIN = load_design("plain")
# What every face of ours draws and pdftotext gives back in the order in which it was typed.
_EASY = re.compile(r"[\x20-\x7e\u00a1-\u00ff]+")
_EVERY_ONE = settings(
    max_examples=INPUTS // 2,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def tight(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def printed() -> list[str]:
    """The names and texts that were not refused, for the documents that hold many."""
    return []


def test_a_hostile_name_is_refused_or_prints_as_typed(printed: list[str]) -> None:
    refused: list[str] = []

    @_EVERY_ONE
    @given(texts(most=4))
    def check(name: str) -> None:
        outcome = names.check_name(name)
        if isinstance(outcome, Refused):
            assert outcome.reason.endswith(".")
            refused.append(outcome.reason)
            return
        document = replace(plain_letter(), sections=(_names([outcome]),))
        assert _is_printed_in_process(document, outcome)
        printed.append(outcome)

    check()

    assert len(printed) > INPUTS / 8
    assert len(refused) > INPUTS / 50


def test_a_hostile_text_is_refused_or_prints_as_typed(printed: list[str]) -> None:
    @_EVERY_ONE
    @given(texts(most=6))
    def check(text: str) -> None:
        _check_letter_file(text)
        document = replace(plain_letter(), sections=(BodySection((Paragraph((Text(text),)),)),))
        if _is_printed_in_process(document, text):
            printed.append(text)

    check()

    assert len(printed) > INPUTS / 4


@requires("pdftotext")
@pytest.mark.parametrize("letter", ["W", "x"])
def test_a_word_longer_than_its_line_stays_on_the_page(letter: str, tmp_path: Path) -> None:
    pdf = tmp_path / "long.pdf"

    pdf.write_bytes(render_pdf(_document_of([letter * 290]), PLAIN).content)

    # pdftotext leaves out what hangs over the edge of the page.
    assert tight(pdf_text_in_file_order(pdf)).count(letter) == 3 * 290


@requires("npm")
@requires("qpdf")
@requires("pdftotext")
def test_validators_find_nothing_in_documents_of_many(printed: list[str], tmp_path: Path) -> None:
    assert printed, "runs after the two tests above, in one process with them"
    batches = [printed[at : at + BATCH] for at in range(0, len(printed), BATCH)]

    found = [_guilty(batch, lambda some: _findings(some, tmp_path)) for batch in batches]

    assert [each for each in found if each] == []


def _check_letter_file(body: str) -> None:
    """A body is faulty in words, or becomes a letter that every renderer prints."""
    source = f"---\ntitle: A letter\n---\n{body}\n".encode("utf-8", "surrogatepass")
    if refusal := _refusal(lambda: read_letter_file(source)):
        assert "line " in refusal
        return
    letter = read_letter_file(source)
    document = compose(letter, (Signatory("River Keepers"),), layout=PLAIN.layout)
    assert "River Keepers" in render_text(document)
    assert "River Keepers" in render_page(document)
    assert b"River Keepers" in render_json(document)
    word = WordFile(render_docx(document, PLAIN))
    assert "River Keepers" in word.paragraphs()
    assert render_pdf(document, PLAIN).content.startswith(b"%PDF-")


def _is_printed_in_process(document: LetterDocument, text: str) -> bool:
    """Does the text print as it was typed? If not, it is refused with its place."""
    refusal = _refusal(lambda: render_docx(document, PLAIN))
    if refusal:
        assert "U+" in refusal
        return False
    word = WordFile(render_docx(document, PLAIN))
    # Line ends of every kind are one to XML.
    assert re.sub("\r\n?", "\n", text) in word.paragraphs()
    assert render_pdf(document, PLAIN).content.startswith(b"%PDF-")
    return True


def _refusal(work: Callable[[], object]) -> str:
    """Return in what words a piece of work is refused, "" where it is done."""
    try:
        work()
    except UndersignedError as refusal:
        return str(refusal)
    return ""


def _names(listed: Sequence[str]) -> NamesSection:
    lines = tuple(NameLine(name) for name in listed)
    return NamesSection(heading="", note=(), groups=(NameGroup("", 1, lines),), columns=1)


def _document_of(texts_of_many: Sequence[str]) -> LetterDocument:
    """Return a letter that holds each text as a paragraph, in a note and as a name."""
    paragraphs = tuple(
        Paragraph((Text(text), NoteReference(number)))
        for number, text in enumerate(texts_of_many, 1)
    )
    notes = tuple(
        Note(number, (Paragraph((Text(text),)),)) for number, text in enumerate(texts_of_many, 1)
    )
    sections = (BodySection(paragraphs), _names(texts_of_many))
    return replace(plain_letter(), sections=sections, notes=notes)


def _findings(some: Sequence[str], folder: Path) -> list[str]:
    document = _document_of(some)
    docx, pdf = folder / "many.docx", folder / "many.pdf"
    docx.write_bytes(render_docx(document, PLAIN))
    result = render_pdf(document, PLAIN)
    pdf.write_bytes(result.content)
    declared = pdfua_errors(pdf) if not result.warnings else []
    shown = tight(pdf_text_in_file_order(pdf))
    lost = [text for text in some if _EASY.fullmatch(text) and not _stands_in(shown, tight(text))]
    return [*ooxml_sdk_errors([docx]), *integrity_errors(docx), *qpdf_errors(pdf), *declared, *lost]


def _stands_in(shown: str, text: str) -> bool:
    """Is the text among what pages show? One longer than a page is cut by their numbers."""
    if len(text) < _SURELY_ON_A_PAGE:
        return text in shown
    return not Counter(text) - Counter(shown)


def _guilty(
    some: Sequence[str], findings: Callable[[Sequence[str]], list[str]]
) -> list[tuple[str, str]]:
    """Return the texts that validators object to, found by halving, with an objection each."""
    found = findings(some)
    if not found:
        return []
    if len(some) == 1:
        return [(some[0], found[0])]
    middle = len(some) // 2
    return [*_guilty(some[:middle], findings), *_guilty(some[middle:], findings)] or [
        ("together", found[0])
    ]
