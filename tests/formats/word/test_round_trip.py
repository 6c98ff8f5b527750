"""A letter file to our Word document, to a draft again: the letter that comes back is the same.

Compared are the composed documents, so figures count by what they print. Of looks, a blank
between two words has those that both words have: Word and Markdown differ there.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from app.domain.composing import compose
from app.domain.documents import (
    BodySection,
    Inlines,
    LetterDocument,
    NamesSection,
)
from app.domain.letters import LetterFile
from app.domain.spans import inlines_of, spans_of
from app.domain.tokens import mapped_blocks
from app.formats.letter_files import read_letter_file
from app.formats.signatory_lists import read_signatories
from app.formats.word.changes import Changes
from app.formats.word.drafts import letter_of_draft
from app.rendering.designs import load_design
from app.rendering.docx.render import render_docx
from tests.formats.letters_in_text import letter_text
from tests.shared import SHARED, needs_shared

PROJECT = Path(__file__).resolve().parents[3]
SAMPLES = sorted((PROJECT / "letters" / "samples").iterdir())
REAL = sorted((SHARED / "letters").glob("*/letter.md")) if SHARED else []


def there_and_back(letter: LetterFile, names: bytes) -> tuple[LetterDocument, LetterDocument, Any]:
    before = compose(letter, read_signatories(names))
    made = letter_of_draft(render_docx(before, load_design("plain")), Changes.REFUSE)
    again = read_letter_file(made.letter.encode())
    rows = read_signatories(made.names.csv.encode()) if made.names.csv else ()
    return before, compose(again, rows), again


def in_plain_looks(inlines: Inlines) -> Inlines:
    return inlines_of(spans_of(inlines))


def looks_settled(document: LetterDocument) -> dict[str, Any]:
    """Return what a reader of the document sees, by section."""
    found: dict[str, Any] = {"notes": [
        mapped_blocks(note.blocks, in_plain_looks) for note in document.notes
    ]}  # fmt: skip
    for section in document.sections:
        name = type(section).__name__
        if isinstance(section, BodySection):
            found[name] = mapped_blocks(section.blocks, in_plain_looks)
        elif isinstance(section, NamesSection):
            found[name] = (section.heading, section.note, section.columns, listed(section.groups))
        elif any(field.name == "inlines" for field in fields(section)):
            found[name] = in_plain_looks(section.inlines)
        else:
            found[name] = section
    return found


def listed(groups: Any) -> list[tuple[str, list[str], Any]]:
    return [
        (group.heading, [line.text for line in group.lines], listed(group.groups))
        for group in groups
    ]


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_a_sample_comes_back_as_it_went(folder: Path) -> None:
    letter = read_letter_file((folder / "letter.md").read_bytes())

    before, after, again = there_and_back(letter, (folder / "signatories.csv").read_bytes())

    assert looks_settled(after) == looks_settled(before)
    assert (after.title, after.language, after.dated) == (before.title, "en", before.dated)
    assert again.addressees == letter.addressees
    assert again.cc == letter.cc
    assert again.leads == letter.leads


@needs_shared
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_a_real_letter_comes_back_as_it_went(path: Path) -> None:
    letter = read_letter_file(path.read_bytes())

    before, after, again = there_and_back(letter, (path.parent / "signatories.csv").read_bytes())

    assert looks_settled(after) == looks_settled(before)
    assert (after.title, after.language) == (before.title, before.language)
    assert after.direction == before.direction
    assert again.addressees == letter.addressees
    assert again.cc == letter.cc


BODIES = {
    "several notes, one of two paragraphs, one referred to twice": (
        "A[^a] b[^b] c[^a] d.\n\n[^a]: One *book*.\n\n    Second paragraph.\n\n[^b]: Two https://x.example/a_b."
    ),
    "lists in lists, and a list that begins with 4": (
        "- a\n  1. one\n  2. two\n- b\n\n  More of b.\n\n4. four\n5. five"
    ),
    "a quote in a list, a list in a quote": "- a\n\n  > quoted\n- b\n\n> - in quote\n> - two\n>\n> end",
    "a table with alignment and a bar": "| A | B |\n|:--:|--:|\n| x \\| y | *z* |\n| | 2 |",
    "headings, a rule and code": "# One\n\n## Two\n\ntext\n\n---\n\n```\na  b\n\n*c*\n```\n\nEnd `x*y`.",
    "what Markdown takes for markup": (
        "1\\. a\n\n\\# b\n\n\\- c \\* d \\_e\\_ \\[f\\] \\{{g}} &amp;amp; \\<b> \\:::\n\n\\+ h\\\ni\\\n\\> j"
    ),
    "looks inside words and around punctuation": (
        "un*frigging*believable **“quoted,”** *a **b** c* ***d*** and **_e_ f**"
    ),
    "links in looks and looks in links": (
        "*[a](https://a.example)* [**b** c](https://b.example/?q=1&r=(2)) <https://c.example/x_y>"
    ),
    "Arabic and Chinese in an English letter": "We say مرحبا بكم here, and 你好 there.",
    "quotes straight and curly": "\"straight\" “curly” it's it’s",
    "breaks": "one\\\ntwo *three\\\nfour* five",
}  # fmt: skip


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_every_kind_of_block_comes_back(body: str) -> None:
    letter = read_letter_file(letter_text(body, head="title: x\ndate: May 3, 2027").encode())

    before, after, _ = there_and_back(letter, b"name\nAlpha\n")

    assert looks_settled(after) == looks_settled(before)


def test_a_letter_from_right_to_left_comes_back() -> None:
    head = (
        "title: رسالة\nlang: ar\ndate: 2027-05-03\nsalutation: 'السيد الوزير،'\n"
        "addressees:\n- name: معالي الوزير\n  organization: وزارة الطرق\n  address: ['12 Main Street']\n"
        "- name: Secretary Ada Example"
    )
    letter = read_letter_file(
        letter_text("نحن نطلب **هذا** الأمر.[^1]\n\n[^1]: حاشية.", head=head).encode()
    )

    before, after, _ = there_and_back(letter, "name\nجمعية أ\nAlpha\n".encode())

    assert looks_settled(after) == looks_settled(before)
    assert after.direction == "rtl"


def test_endnotes_come_back_as_endnotes() -> None:
    letter = read_letter_file(
        letter_text("A.[^1]\n\n[^1]: N.", head="title: x\nnotes: endnotes\nvia: By mail").encode()
    )

    before, after, _ = there_and_back(letter, b"name\nAlpha\n")

    assert looks_settled(after) == looks_settled(before)
    assert after.notes_at_end


def test_the_order_of_the_parts_and_of_the_names_comes_back() -> None:
    head = "title: x\nclosing: 'Yours,'\nparts: [body, cc, closing, names]\ncc:\n- name: Sam\norder: manual"
    letter = read_letter_file(letter_text("A.", head=head).encode())

    before, after, again = there_and_back(letter, b"name,order\nZeta,1\nAlpha,2\n")

    assert looks_settled(after) == looks_settled(before)
    assert [type(s) for s in after.sections] == [type(s) for s in before.sections]
    assert again.order == "manual"
