"""Whole letters, from their files to documents that validators and readers open.

The sample is ours; the real letters are used where they lie beside the checkout.
"""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from app.domain.labels import words_for
from app.formats.letter_files import read_letter_file
from app.services import files
from tests.documents.pdf_validators import pdfua_errors, qpdf_errors
from tests.documents.same_text import differences, lost_words
from tests.documents.validators import integrity_errors, ooxml_sdk_errors
from tests.requires import requires
from tests.shared import SHARED, needs_shared

PROJECT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((PROJECT / "letters" / "samples").iterdir())
REAL = sorted((SHARED / "letters").glob("*/letter.md")) if SHARED else []
FOLDERS = {folder.name: folder for folder in (*SAMPLES, *(path.parent for path in REAL))}
KINDS = ("docx", "pdf")


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every letter as DOCX and PDF, by its folder's name: each is rendered once."""
    made: dict[str, Path] = {}
    for name, folder in FOLDERS.items():
        place = tmp_path_factory.mktemp(name)
        outputs = [place / f"letter.{kind}" for kind in KINDS]
        made_of = files.render(folder / "letter.md", folder / "signatories.csv", outputs)
        files.write(made_of.contents)
        made[name] = place
    return made


@requires("npm")
@pytest.mark.parametrize("name", FOLDERS)
def test_the_open_xml_sdk_finds_no_error(rendered: dict[str, Path], name: str) -> None:
    assert ooxml_sdk_errors([rendered[name] / "letter.docx"]) == []


@pytest.mark.parametrize("name", FOLDERS)
def test_the_integrity_check_finds_no_error(rendered: dict[str, Path], name: str) -> None:
    assert integrity_errors(rendered[name] / "letter.docx") == []


@requires("qpdf")
@pytest.mark.parametrize("name", FOLDERS)
def test_the_pdf_is_sound_and_declares_what_it_is(rendered: dict[str, Path], name: str) -> None:
    pdf = rendered[name] / "letter.pdf"

    assert pdfua_errors(pdf) == []
    assert qpdf_errors(pdf) == []


@requires("pdftotext")
@pytest.mark.parametrize("name", FOLDERS)
def test_both_documents_hold_the_same_text_in_the_same_order(
    rendered: dict[str, Path], name: str
) -> None:
    word = (rendered[name] / "letter.docx").read_bytes()
    letter = read_letter_file((FOLDERS[name] / "letter.md").read_bytes())
    pages = re.sub(r"\\\{pages?\\\}", r"\\d+", re.escape(words_for(letter.language).page_of))

    is_rtl = letter.direction == "rtl"
    pdf = rendered[name] / "letter.pdf"
    assert differences(word, pdf, furniture=[pages], is_rtl=is_rtl) == []
    assert lost_words(word, pdf) == []


@needs_shared
@requires("pdftotext")
@pytest.mark.parametrize("name", [path.parent.name for path in REAL])
def test_a_real_letter_holds_everything_it_must(rendered: dict[str, Path], name: str) -> None:
    assert SHARED is not None
    checked = subprocess.run(
        [
            sys.executable,
            str(SHARED / "tools" / "check_export.py"),
            str(FOLDERS[name]),
            "--docx",
            str(rendered[name] / "letter.docx"),
            "--pdf",
            str(rendered[name] / "letter.pdf"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert re.search(r"^\d+ passed, \d+ failed$", checked.stdout, re.MULTILINE), checked.stderr
    failed = [line for line in checked.stdout.splitlines() if line.startswith("FAIL")]
    assert failed == [], checked.stdout


def _tight(text: str) -> str:
    return re.sub(r"[\s\u00ad-]+", "", unicodedata.normalize("NFKC", text))
