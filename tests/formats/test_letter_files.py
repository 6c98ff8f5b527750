from __future__ import annotations

import time

import pytest

from app.domain.documents import Paragraph, Text
from app.domain.errors import FaultyFile
from app.domain.numbering import references
from app.formats.letter_files import canonical, read_letter_file
from tests.formats.letters_in_text import faults_of, letter_text, read
from tests.shared import SHARED, needs_shared

PLAIN = letter_text("First.\n\nSecond.")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(PLAIN.encode(), id="plain"),
        pytest.param(PLAIN.encode("utf-8-sig"), id="byte order mark"),
        pytest.param(PLAIN.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(PLAIN.replace("\n", "\r").encode(), id="CR"),
        pytest.param(PLAIN.rstrip("\n").encode(), id="no last line feed"),
        pytest.param((PLAIN + "\n\n\n").encode(), id="many line feeds"),
    ],
)
def test_the_same_letter_has_the_same_canonical_bytes(data: bytes):
    assert canonical(data) == PLAIN.encode()
    assert read_letter_file(data).body == (
        Paragraph((Text("First."),)),
        Paragraph((Text("Second."),)),
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"---\ntitle: caf\xe9\n---\n", "line 2: byte 0xE9 is not UTF-8", id="latin 1"),
        pytest.param(PLAIN.encode("utf-16"), "line 1: the file is UTF-16", id="utf-16"),
        pytest.param(letter_text("a\nb\0c").encode(), "line 5: control character U+0000", id="NUL"),
        pytest.param(letter_text("a\fb").encode(), "line 4: control character U+000C", id="form feed"),
        pytest.param(letter_text("\u202edrow").encode(), "line 4: bidirectional override", id="override"),
        pytest.param(b"", "line 1: a letter file begins with ---", id="empty"),
        pytest.param(b"# A letter\n", "line 1: a letter file begins with ---", id="no front matter"),
        pytest.param(b"---\ntitle: x\n", "line 1: the front matter has no closing line", id="open end"),
        pytest.param(b"---\n- a\n---\n", "line 2: expected lines such as", id="a list on top"),
        pytest.param(b"---\ntitle: [x\n---\n", "not readable as YAML", id="broken yaml"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_letter_is_refused_with_its_line(data: bytes, expected: str):
    assert [fault for fault in faults_of(data) if expected in fault]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("a " * 5_000_000, id="ten megabytes"),
        pytest.param(("[" * 900 + "\n\n") * 900, id="brackets that never close"),
        pytest.param("> " * 5000 + "x", id="quotes in quotes"),
        pytest.param("".join("  " * n + "- x\n" for n in range(100)), id="lists in lists"),
        pytest.param("::: {lang=fr}\n" * 200, id="passages that never close"),
        pytest.param("x " * 100_000, id="an endless paragraph"),
    ],
)
def test_what_would_keep_a_parser_busy_is_refused_early(body: str):
    begun = time.monotonic()

    faults = faults_of(letter_text(body))

    assert faults
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    "value", [pytest.param("[" * 50_000, id="lists"), pytest.param("{a: " * 50_000, id="mappings")]
)
def test_a_deep_front_matter_is_refused_early(value: str):
    assert (
        "lists stand too deep inside each other"
        in faults_of(letter_text(head=f"title: x\nleads: {value}"))[0]
    )


@needs_shared
def test_the_real_letters_are_read_without_a_fault():
    assert SHARED is not None
    for path in sorted((SHARED / "letters").glob("*/letter.md")):
        letter = read_letter_file(path.read_bytes())

        assert letter.body, path
        assert letter.blocking == (), path


@pytest.mark.parametrize(
    ("opening", "kind"),
    [(b"PK\x03\x04...", "a Word or Excel file"), (b"%PDF-1.7", "a PDF")],
)
def test_another_kind_of_file_is_called_by_its_name(opening: bytes, kind: str) -> None:
    with pytest.raises(FaultyFile) as faulty:
        read_letter_file(opening)

    assert kind in str(faulty.value)


def test_a_note_may_be_shared_by_every_line_and_the_body():
    head = "title: 'T[^a]'\nprint_title: true\nre: 'R[^a]'\nnote: 'N[^a]'\ncontact: 'C[^a]'"

    letter = read("B[^a] and[^b].\n\n[^a]: A.\n\n[^b]: B[^a].", head=head)

    for inlines in (letter.title, letter.re, letter.note, letter.contact):
        assert references(inlines) == (1,)
    assert letter.warnings == ()
