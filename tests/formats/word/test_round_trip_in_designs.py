"""Letters in every design we ship, to Word and back: every part comes back, names in a note too."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.composing import compose
from app.domain.documents import LetterDocument, NamesPlace, NamesSection
from app.formats.letter_files import read_letter_file
from app.formats.signatory_lists import read_signatories
from app.formats.word.changes import Changes
from app.formats.word.drafts import letter_of_draft
from app.rendering.designs import FOLDER, load_design
from app.rendering.docx.render import render_docx
from tests.formats.word.test_round_trip import REAL, SAMPLES, looks_settled
from tests.shared import needs_shared

DESIGNS = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


def stands_in_its_note(document: LetterDocument) -> bool:
    """Say whether the names are in the note to the title: then no section holds them."""
    return not any(isinstance(section, NamesSection) for section in document.sections)


def assert_comes_back(folder: Path, design_name: str) -> None:
    letter = read_letter_file((folder / "letter.md").read_bytes())
    rows = read_signatories((folder / "signatories.csv").read_bytes())
    design = load_design(design_name)

    before = compose(letter, rows, layout=design.layout)
    made = letter_of_draft(render_docx(before, design), Changes.REFUSE)
    again = read_letter_file(made.letter.encode())
    listed = read_signatories(made.names.csv.encode()) if made.names.csv else ()
    after = compose(again, listed, layout=design.layout)

    assert looks_settled(after) == looks_settled(before)
    if design.layout.names_place is NamesPlace.TITLE_NOTE:
        # Nothing tells a semicolon in a name from one between two.
        assert len(listed) >= len(rows)
        # Names too many for the note stand on pages of their own.
        assert (again.names_place is NamesPlace.TITLE_NOTE) == stands_in_its_note(before)
    else:
        assert len(listed) == len(rows)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_a_sample_comes_back_from_every_design(folder: Path, design: str) -> None:
    assert_comes_back(folder, design)


@needs_shared
@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_a_real_letter_comes_back_from_every_design(path: Path, design: str) -> None:
    assert_comes_back(path.parent, design)
