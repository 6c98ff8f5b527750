from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from app.rendering.designs import load_design
from tests.documents.docx_letters import (
    arabic_full_letter,
    attached_letter,
    draft_letter,
    endnote_letter,
    full_letter,
    with_officers_at_the_foot,
    with_officers_at_the_side,
)
from tests.documents.docx_reading import WordFile
from tests.documents.trees import arabic_letter, plain_letter, rich_letter
from tests.documents.validators import integrity_errors, ooxml_sdk_errors
from tests.requires import requires

ASKED = (
    "The undersigned 4 organizations ask the Office to keep paper forms beside the electronic ones."
)
CORE = "docProps/core.xml"
PROJECT = Path(__file__).resolve().parents[2]
PLAIN = load_design("plain")
SIDE, FOOT = with_officers_at_the_side(), with_officers_at_the_foot()
LETTERS = {
    "plain": (plain_letter(), PLAIN),
    "rich": (rich_letter(), PLAIN),
    "arabic": (arabic_letter(), PLAIN),
    "endnotes": (replace(rich_letter(), notes_at_end=True), PLAIN),
    "draft": (replace(arabic_letter(), is_draft=True, author="", dated=None), PLAIN),
    "all, officers at the side": (full_letter(), SIDE),
    "all, officers at the foot, numbered": (full_letter(), FOOT),
    "all, a draft": (draft_letter(), FOOT),
    "all, endnotes": (endnote_letter(), SIDE),
    "all, names attached": (attached_letter(), FOOT),
    "all, arabic": (arabic_full_letter(), FOOT),
    "all, arabic, a draft": (replace(arabic_full_letter(), is_draft=True), SIDE),
}
# Prints one hash for all letters; run as a program of its own.
HASHES = """
import hashlib
from tests.documents.test_docx_package import LETTERS
from app.rendering.docx.render import render_docx
made = b"".join(render_docx(*each) for each in LETTERS.values())
print(hashlib.sha256(made).hexdigest())
"""
# Another day, for a program that asks for one in any of the usual ways.
TOMORROW = """
import datetime, time
class Tomorrow(datetime.datetime):
    now = classmethod(lambda cls, tz=None: datetime.datetime(2031, 7, 4, 5, 6, 7, tzinfo=tz))
datetime.datetime = Tomorrow
time.time = lambda: 1_940_000_000.0
time.localtime = lambda *_: time.struct_time((2031, 7, 4, 5, 6, 7, 4, 185, 1))
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("docx")
    paths = [folder / f"{name}.docx" for name in LETTERS]
    for path, (document, design) in zip(paths, LETTERS.values(), strict=True):
        path.write_bytes(WordFile.of(document, design=design).content)
    return paths


@requires("npm")
def test_the_open_xml_sdk_finds_no_fault(files: list[Path]) -> None:
    assert ooxml_sdk_errors(files) == []


def test_the_integrity_check_finds_no_fault(files: list[Path]) -> None:
    assert [error for path in files for error in integrity_errors(path)] == []


def test_python_docx_opens_every_letter_and_finds_the_styles(files: list[Path]) -> None:
    for path in files:
        opened = docx.Document(str(path))

        assert opened.paragraphs[-1].style is not None
        assert "Signatory" in [style.name for style in opened.styles]


def test_the_same_letters_give_the_same_bytes_in_every_process_and_on_every_day() -> None:
    here = _hash(HASHES, seed="1", zone="Pacific/Kiritimati", language="C")
    there = _hash(TOMORROW + HASHES, seed="2", zone="America/New_York", language="C.UTF-8")

    assert len(here) == 64
    assert here == there


def _hash(program: str, *, seed: str, zone: str, language: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout.strip()


def test_the_properties_name_the_letter_and_no_program() -> None:
    file = WordFile.of(plain_letter())

    assert file.find("//dc:title/text()", part=CORE) == [plain_letter().title]
    assert file.find("//dc:creator/text()", part=CORE) == ["Sample Coalition"]
    assert file.find("//dcterms:created/text()", part=CORE) == ["2026-03-02T00:00:00Z"]
    assert file.find("//dcterms:modified/text()", part=CORE) == ["2026-03-02T00:00:00Z"]
    assert b"python-docx" not in b"".join(file.zip.read(name) for name in file.part_names)


@pytest.mark.parametrize(
    ("dated", "epoch", "year"),
    [
        pytest.param(date(2024, 5, 1), "86400", 2024, id="the letter's own date"),
        pytest.param(None, "1700000000", 2023, id="the build's date"),
        pytest.param(None, "", 1980, id="no date at all"),
        pytest.param(None, "soon", 1980, id="a date that is none"),
        pytest.param(date(1865, 4, 9), "", 1980, id="before zip files"),
    ],
)
def test_the_dates_of_the_file_are_the_letters_and_never_the_clocks(
    monkeypatch: pytest.MonkeyPatch, dated: date | None, epoch: str, year: int
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    file = WordFile.of(replace(plain_letter(), dated=dated))

    assert {entry.date_time[0] for entry in file.zip.infolist()} == {year}
    assert file.find("//dcterms:created/text()", part=CORE)[0].startswith(str(year))


def test_nothing_of_a_template_is_left_in_the_file() -> None:
    file = WordFile.of(rich_letter())

    leftovers = ("thumbnail", "stylesWithEffects", "customXml", "theme")
    assert not [name for name in file.part_names if any(word in name for word in leftovers)]
    assert file.values("//w:autoHyphenation", part="word/settings.xml") == ["0"]


def test_the_footer_counts_pages_in_the_words_of_the_letter() -> None:
    file = WordFile.of(arabic_letter())

    instructions = file.find("//w:instrText/text()", part="word/footer1.xml")

    assert [each.strip() for each in instructions] == ["PAGE", "NUMPAGES"]
    assert file.paragraphs(part="word/footer1.xml") == ["1 من 1"]
    assert len(file.find("//w:titlePg")) == 1


def test_a_draft_says_so_on_every_page() -> None:
    file = WordFile.of(replace(plain_letter(), is_draft=True))

    assert file.paragraphs(part="word/header1.xml") == ["DRAFT"]
    assert not file.find("//w:titlePg")
    assert "word/header1.xml" not in WordFile.of(plain_letter()).part_names


def test_the_text_reads_the_same_in_another_reader() -> None:
    opened = docx.Document(io.BytesIO(WordFile.of(plain_letter()).content))

    assert [paragraph.text for paragraph in opened.paragraphs] == [
        "March 2, 2026",
        "Director Ada Example\nOffice of Samples\n100 Example Avenue SE\nWashington, D.C. 20500",
        "Dear Director Example:",
        ASKED,
        "We would welcome a meeting with your staff.",
        "Sincerely,",
        "Alder Street Legal Clinic",
        "Birch County Food Bank",
        "The Cedar Society",
        "Éclair Workers’ Center",
    ]
