"""Notes named by their numbers, from a letter file to Word and PDF: live, and the same text."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.composing import compose
from app.domain.documents import LetterDocument
from app.rendering.designs import load_design
from app.rendering.docx.render import render_docx
from app.rendering.pdf import render_pdf
from tests.documents.docx_reading import WordFile
from tests.documents.pdf_reading import ReadPdf
from tests.documents.pdf_validators import (
    needs_pdftotext,
    needs_qpdf,
    pdf_text,
    pdfua_errors,
    qpdf_errors,
)
from tests.documents.same_text import differences
from tests.formats.letters_in_text import read

# The third note comes first, so that every typed number prints as another.
BODY = """Boats[^3] and buses[^1] and trains.[^2] See *supra* notes 1 and 3, *supra* nn. 1-2;
note **2** *above*; véanse las notas 3, 1 y 2; note {{ note:3 }}, [supra note 2](https://x.example).

| Cell | Other |
|---|---|
| *supra* note 2 | {{ note:1 }} |

[^1]: First-source, *supra* note 3.

[^2]: Second-source, *supra* notes 1 & 3.

[^3]: Third-source, *infra* note 1.
"""
PRINTED = (
    "See supra notes 2 and 1, supra nn. 2-3; note 3 above; véanse las notas 1, 2 y 3; note 1,"
    " supra note 3."
)
IN_TEXT = [2, 1, 2, 3, 3, 1, 2, 3, 1, 3, 2]
IN_NOTES = [2, 1, 2, 1]
PLAIN = load_design("plain")


@pytest.fixture(params=["footnotes", "endnotes"])
def document(request: pytest.FixtureRequest) -> LetterDocument:
    head = f"title: x\ndate: May 3, 2027\nnotes: {request.param}"
    return compose(read(BODY, head=head), ())


def test_word_has_a_field_for_each_number(document: LetterDocument) -> None:
    file = WordFile(render_docx(document, PLAIN))
    part = f"word/{'endnotes' if document.notes_at_end else 'footnotes'}.xml"

    in_text, in_notes = (
        [each.text.split()[1] for each in file.find("//w:instrText", part=where)]
        for where in ("word/document.xml", part)
    )

    assert any(text.endswith(PRINTED) for text in file.paragraphs())
    assert [name for name in in_text if name.startswith("_Ref")] == names_of(IN_TEXT)
    assert sorted(in_notes) == sorted(names_of(IN_NOTES))


def names_of(numbers: list[int]) -> list[str]:
    return [f"_RefNote{number}" for number in numbers]


@needs_pdftotext
def test_the_pdf_prints_the_same_numbers_and_each_leads_somewhere(
    document: LetterDocument, tmp_path: Path
) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(render_pdf(document, PLAIN).content)

    assert PRINTED in " ".join(pdf_text(file).split())
    assert len(ReadPdf(file.read_bytes()).internal_links) >= len(IN_TEXT) + len(IN_NOTES)


@needs_pdftotext
def test_word_and_pdf_hold_one_text(tmp_path: Path) -> None:
    document = compose(read(BODY, head="title: x\ndate: May 3, 2027"), ())
    file = tmp_path / "letter.pdf"
    file.write_bytes(render_pdf(document, PLAIN).content)

    found = differences(render_docx(document, PLAIN), file, furniture=[r"Page \d+ of \d+"])

    assert found == []


@needs_qpdf
def test_a_number_in_the_words_of_a_link_leaves_the_pdf_sound(
    document: LetterDocument, tmp_path: Path
) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(render_pdf(document, PLAIN).content)

    assert pdfua_errors(file) == []
    assert qpdf_errors(file) == []
