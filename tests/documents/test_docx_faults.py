"""The checks of Word files find what they are for: each fault is planted in a sound file."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.services import files
from tests.documents.docx_letters import full_letter, with_officers_at_the_foot
from tests.documents.docx_reading import WordFile
from tests.documents.trees import rich_letter
from tests.documents.validators import integrity_errors, ooxml_sdk_errors
from tests.requires import requires
from tests.shared import SHARED, needs_shared

DOCUMENT, NOTES = "word/document.xml", "word/footnotes.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
NOTE_RELATIONSHIPS = "word/_rels/footnotes.xml.rels"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first match of `pattern` in `part` becomes `put`."""

    part: str
    pattern: str
    put: str = ""

    def planted_in(self, content: bytes) -> bytes:
        held = zipfile.ZipFile(io.BytesIO(content))
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as package:
            for name in held.namelist():
                part = held.read(name)
                package.writestr(name, self._changed(part) if name == self.part else part)
        return written.getvalue()

    def _changed(self, part: bytes) -> bytes:
        text, count = re.subn(self.pattern, self.put, part.decode(), count=1, flags=re.DOTALL)
        assert count == 1, f"{self.pattern} is not in {self.part}"
        return text.encode()


FAULTS = {
    "a missing note": Fault(NOTES, '<w:footnote w:id="3">.*?</w:footnote>'),
    "a doubled id of a note": Fault(NOTES, '<w:footnote w:id="3">', '<w:footnote w:id="2">'),
    "a link without relationship": Fault(RELATIONSHIPS, "<Relationship [^>]*/hyperlink[^>]*>"),
    "a link in a note without relationship": Fault(
        NOTE_RELATIONSHIPS, "<Relationship [^>]*/hyperlink[^>]*>"
    ),
    "a picture without relationship": Fault(RELATIONSHIPS, "<Relationship [^>]*/image[^>]*>"),
}
# What only one of the two finds: both are needed.
FAULTS_FOR_THE_SDK = {
    "a doubled id of a bookmark": Fault(
        DOCUMENT, '<w:bookmarkStart w:id="3"', '<w:bookmarkStart w:id="2"'
    ),
    "properties out of order": Fault(
        DOCUMENT, '<w:pStyle w:val="BodyText"/>', '<w:jc w:val="left"/><w:pStyle w:val="BodyText"/>'
    ),
}
FAULTS_FOR_INTEGRITY = {
    "a note without reference": Fault(DOCUMENT, '<w:footnoteReference w:id="3"/>'),
    "a style that is not there": Fault(DOCUMENT, 'w:val="LetterDate"', 'w:val="Nowhere"'),
    "a list that is not there": Fault(DOCUMENT, '<w:numId w:val="1"/>', '<w:numId w:val="77"/>'),
}


@pytest.fixture(scope="module")
def sound() -> bytes:
    return WordFile.of(rich_letter()).content


def test_the_file_is_sound_before_anything_is_planted(sound: bytes, tmp_path: Path) -> None:
    assert integrity_errors(_written(sound, tmp_path)) == []


@requires("npm")
@pytest.mark.parametrize("name", [*FAULTS, *FAULTS_FOR_THE_SDK])
def test_the_open_xml_sdk_finds(name: str, sound: bytes, tmp_path: Path) -> None:
    fault = (FAULTS | FAULTS_FOR_THE_SDK)[name]

    assert ooxml_sdk_errors([_written(fault.planted_in(sound), tmp_path)]) != []


@pytest.mark.parametrize("name", [*FAULTS, *FAULTS_FOR_INTEGRITY])
def test_the_integrity_check_finds(name: str, sound: bytes, tmp_path: Path) -> None:
    fault = (FAULTS | FAULTS_FOR_INTEGRITY)[name]

    assert integrity_errors(_written(fault.planted_in(sound), tmp_path)) != []


@requires("npm")
def test_a_header_without_relationship_is_found(tmp_path: Path) -> None:
    content = WordFile.of(full_letter(), design=with_officers_at_the_foot()).content
    fault = Fault(RELATIONSHIPS, "<Relationship [^>]*/header[^>]*>")
    path = _written(fault.planted_in(content), tmp_path)

    assert ooxml_sdk_errors([path]) != []
    assert integrity_errors(path) != []


@needs_shared
@pytest.mark.parametrize(
    ("letter", "fault", "said"),
    [
        pytest.param("00-seed", None, "", id="nothing"),
        pytest.param("00-seed", FAULTS["a missing note"], "number of native", id="missing note"),
        pytest.param("00-seed", FAULTS["a doubled id of a note"], "footnote", id="doubled id"),
        pytest.param("18-ngi-eu-fr", None, "", id="nothing in links"),
        pytest.param(
            "18-ngi-eu-fr", FAULTS["a link without relationship"], "hyperlinks", id="dead link"
        ),
    ],
)
def test_the_check_of_real_letters_finds(
    letter: str, fault: Fault | None, said: str, tmp_path: Path
) -> None:
    assert SHARED is not None
    folder = SHARED / "letters" / letter
    path = tmp_path / "letter.docx"
    made = files.render(folder / "letter.md", folder / "signatories.csv", [path])
    content = made.contents[0][1]
    path.write_bytes(fault.planted_in(content) if fault else content)

    checked = subprocess.run(
        [sys.executable, str(SHARED / "tools" / "check_export.py"), str(folder), "--docx", path],
        capture_output=True,
        text=True,
        check=False,
    )

    failures = [line for line in checked.stdout.splitlines() if line.startswith("FAIL")]
    assert bool(failures) == bool(fault), checked.stdout
    assert said in "".join(failures)


def _written(content: bytes, folder: Path) -> Path:
    path = folder / "letter.docx"
    path.write_bytes(content)
    return path
