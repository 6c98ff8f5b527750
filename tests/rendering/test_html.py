"""Letters as HTML: everything is there, in order, escaped, and leads both ways."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import html5lib
import pytest

from app.domain.documents import (
    BodySection,
    LetterDocument,
    Link,
    NameGroup,
    NameLine,
    NamesSection,
    Note,
    NoteReference,
    Paragraph,
    Text,
)
from app.rendering.html import letter_parts, render_page
from tests.documents.trees import arabic_letter, plain_letter, rich_letter

LETTERS = [
    pytest.param(rich_letter(), id="rich"),
    pytest.param(plain_letter(), id="plain"),
    pytest.param(arabic_letter(), id="arabic"),
]


def _parsed(page: str) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(page)
    return root


def _fragment(markup: str) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parseFragment(markup)
    return root


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _letter_saying(*paragraphs: Paragraph, notes: tuple[Note, ...] = ()) -> LetterDocument:
    return replace(plain_letter(), sections=(BodySection(paragraphs),), notes=notes)


@pytest.mark.parametrize("document", LETTERS)
def test_the_page_stands_alone_and_is_valid(document: LetterDocument) -> None:
    page = render_page(document)

    root = _parsed(page)

    assert root.get("lang") == document.language
    assert root.get("dir") == document.direction
    assert len(list(root.iter("h1"))) == 1
    assert not list(root.iter("link"))
    assert not list(root.iter("script"))
    assert all(image.get("src", "").startswith("data:") for image in root.iter("img"))
    assert "url(" not in page


@pytest.mark.parametrize("document", LETTERS)
def test_the_fragments_are_valid_and_hold_the_same_words_as_the_page(
    document: LetterDocument,
) -> None:
    parts = letter_parts(document)
    web = "".join((parts.opening, parts.rest, parts.notes, parts.names))
    page = _words(_parsed(render_page(document)))

    _fragment(web)

    for section in document.sections:
        if isinstance(section, NamesSection):
            for group in section.groups:
                for line in group.lines:
                    assert line.text in _words(_fragment(parts.names))
                    assert line.text in page


@pytest.mark.parametrize("document", LETTERS)
def test_notes_and_their_numbers_lead_to_each_other(document: LetterDocument) -> None:
    root = _parsed(render_page(document))
    identities = [e.get("id") for e in root.iter() if e.get("id")]
    inner = [a.get("href", "")[1:] for a in root.iter("a") if a.get("href", "").startswith("#")]

    assert len(identities) == len(set(identities))
    assert set(inner) <= set(identities)
    for note in document.notes:
        assert f"note-{note.number}" in inner
        assert f"ref-{note.number}" in inner


def test_a_note_opens_from_every_reference_and_stands_there_once() -> None:
    parts = letter_parts(rich_letter())
    web = parts.opening + parts.rest

    assert len(re.findall('popovertarget="here-2"', web)) == 2
    assert len(re.findall(' id="here-2"', web)) == 1
    assert 'id="ref-2-2"' in web


def test_the_opening_ends_with_the_first_paragraph() -> None:
    parts = letter_parts(rich_letter())

    assert "serious concerns about" in parts.opening
    assert "I. What people" not in parts.opening
    assert "I. What people" in parts.rest


def test_headings_of_the_body_follow_the_title() -> None:
    levels = [e.tag for e in _fragment(letter_parts(rich_letter()).rest).iter()]

    assert "h1" not in levels
    assert "h2" in levels


def test_every_text_is_escaped() -> None:
    evil = '<script>alert("&")</script>'
    document = replace(
        _letter_saying(
            Paragraph((Text(evil), NoteReference(1))),
            notes=(Note(1, (Paragraph((Text(evil),)),)),),
        ),
        title=evil,
        author=evil,
    )
    parts = letter_parts(document)

    assert "<script" not in render_page(document)
    assert "<script" not in parts.opening + parts.rest + parts.notes
    assert evil in _words(_parsed(render_page(document)))


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "//example.org"])
def test_a_link_that_is_none_of_ours_is_words(target: str) -> None:
    document = _letter_saying(Paragraph((Link(target, (Text("press here"),)),)))

    opening = letter_parts(document).opening

    assert "press here" in opening
    assert "href" not in opening


def test_a_number_never_starts_a_line() -> None:
    document = _letter_saying(
        Paragraph((Text("It is so."), NoteReference(1))),
        notes=(Note(1, (Paragraph((Text("Why."),)),)),),
    )

    assert 'It is <span class="tie">so.<button' in letter_parts(document).opening


def test_the_heading_of_a_group_counts_what_is_nested_in_it() -> None:
    names = _fragment(letter_parts(rich_letter()).names)

    headings = [_words(e) for e in names.iter() if e.tag in ("h3", "h4")]

    assert "State and local organizations 18" in headings
    assert "Ohio 2" in headings


def test_a_search_keeps_headings_and_marks_what_it_found() -> None:
    parts = letter_parts(rich_letter(), find="UNION of")

    assert parts.names_found == 1
    assert "<mark>Ünïon of</mark>" in parts.names
    assert "National Sample Alliance" not in parts.names


def test_a_name_keeps_its_own_direction() -> None:
    group = NameGroup("", 1, (NameLine("جمعية Birch", ", Ohio"),))
    document = replace(
        plain_letter(), sections=(NamesSection("Signatories:", (), (group,), 1),), notes=()
    )

    assert "<bdi>جمعية Birch</bdi>, <span" in letter_parts(document).names


def test_a_draft_says_that_it_is_one() -> None:
    assert "DRAFT" in _words(_parsed(render_page(replace(plain_letter(), is_draft=True))))


def test_a_picture_has_its_words_and_an_address_of_its_own() -> None:
    parts = letter_parts(rich_letter(), picture_address="/pictures/{}".format)

    (name,) = parts.pictures
    assert f'src="/pictures/{name}"' in parts.rest
    assert "An even grey rectangle" in parts.rest
