"""The signatories in a PDF: numbers, columns, pages, and names that stay whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.documents import (
    BodySection,
    ClosingSection,
    LetterDocument,
    NameGroup,
    NameLine,
    NamesPlace,
    NamesSection,
    Paragraph,
    Text,
)
from app.rendering.designs import Design, load_design
from app.rendering.pdf import render_pdf
from tests.documents.pdf_reading import ReadPdf, Word, placed_words
from tests.documents.pdf_validators import (
    needs_pdftotext,
    pdf_text,
    pdf_text_in_file_order,
    pdfua_errors,
)
from tests.documents.trees import arabic_letter, plain_letter

PLAIN = load_design("plain")
NUMBERED = replace(PLAIN, numbered_from=1)
LONG = "The Union of " + "Very Long and Even Longer " * 11 + "Names"


def letter_with(names: NamesSection, *, paragraphs: int = 1) -> LetterDocument:
    body = BodySection(tuple(Paragraph((Text("A sentence. " * 20),)) for _ in range(paragraphs)))
    letter = plain_letter()
    return replace(letter, sections=(body, ClosingSection("Sincerely,"), names), notes=())


def names(
    *groups: NameGroup, columns: int = 1, place: NamesPlace = NamesPlace.HERE
) -> NamesSection:
    return NamesSection("Signatories:", (), groups, columns, place)


def group(heading: str, *lines: str, level: int = 1) -> NameGroup:
    return NameGroup(heading, level, tuple(map(NameLine, lines)))


def alliances(count: int, start: int = 1) -> list[str]:
    return [f"Alliance-{number:04}" for number in range(start, start + count)]


def printed(document: LetterDocument, design: Design = PLAIN) -> bytes:
    result = render_pdf(document, design)
    assert result.warnings == ()
    return result.content


def found(words: list[Word], prefix: str) -> list[Word]:
    return [word for word in words if word.text.startswith(prefix)]


def lines_with_names(text: str) -> list[str]:
    return [line for line in text.replace("\f", "").splitlines() if "Alliance" in line]


@needs_pdftotext
@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("count", [20, 700, 4100], ids=["planned", "flowing", "without-labels"])
def test_numbers_run_through_all_groups(columns: int, count: int, tmp_path: Path) -> None:
    groups = [group("First", *alliances(15)), group("Second", *alliances(count, 16))]
    file = tmp_path / "letter.pdf"

    file.write_bytes(printed(letter_with(names(*groups, columns=columns)), NUMBERED))

    expected = [f"{n}. {name}" for n, name in enumerate(alliances(15 + count), 1)]
    assert lines_with_names(pdf_text_in_file_order(file)) == expected
    # Of three columns pdftotext guesses the order by itself, yet number and name stay together.
    guessed = lines_with_names(pdf_text(file))
    assert (sorted(guessed) if columns == 3 else guessed) == (
        sorted(expected) if columns == 3 else expected
    )


def test_numbered_names_are_items_of_a_list_with_labels() -> None:
    tags = ReadPdf(printed(letter_with(names(group("", *alliances(12)))), NUMBERED)).tags

    assert [tag.name for tag in tags].count("L") == 1
    assert [tag.name for tag in tags].count("LI") == 12
    assert [tag.name for tag in tags].count("Lbl") == 12


@needs_pdftotext
@pytest.mark.parametrize("count", [120, 4100], ids=["with-labels", "without"])
def test_numbers_end_on_one_edge_and_names_begin_on_another(count: int) -> None:
    words = placed_words(printed(letter_with(names(group("", *alliances(count)))), NUMBERED))

    numbers = [word for word in words if word.text.rstrip(".").isdecimal() and "." in word.text]
    assert len(numbers) == count
    assert max(word.right for word in numbers) - min(word.right for word in numbers) < 0.6
    starts = [word.left for word in found(words, "Alliance-")]
    assert max(starts) - min(starts) < 0.6
    assert min(starts) > max(word.right for word in numbers)


@needs_pdftotext
def test_numbers_stand_at_the_right_of_a_letter_from_the_right() -> None:
    letter = arabic_letter()
    section = NamesSection("", (), (group("", *alliances(30), "نقابة المستأجرين"),), 1)
    letter = replace(letter, sections=(*letter.sections[:-2], section))

    words = placed_words(printed(letter, NUMBERED))

    first = found(words, "Alliance-0001")[0]
    number = next(
        word for word in words if abs(word.top - first.top) < 3 and word.text.strip(".") == "1"
    )
    assert number.left > first.right


@needs_pdftotext
@pytest.mark.parametrize("design", [PLAIN, NUMBERED], ids=["plain", "numbered"])
@pytest.mark.parametrize("count", [60, 700], ids=["planned", "flowing"])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_no_name_splits_over_columns_or_pages(design: Design, columns: int, count: int) -> None:
    lines = [f"The begin{n} {LONG} end{n}" if n % 7 == 0 else f"Name {n}" for n in range(count)]
    words = placed_words(printed(letter_with(names(group("", *lines), columns=columns)), design))

    begins = {word.text[5:]: word for word in found(words, "begin")}
    ends = {word.text[3:]: word for word in found(words, "end") if word.text[3:].isdecimal()}
    assert len(begins) == len(ends) == len(range(0, count, 7))
    assert all(begins[n].page == ends[n].page for n in begins)
    assert all(begins[n].top < ends[n].bottom for n in begins)


@needs_pdftotext
@pytest.mark.parametrize("design", [PLAIN, NUMBERED], ids=["plain", "numbered"])
@pytest.mark.parametrize("columns", [1, 3])
def test_a_name_higher_than_a_page_runs_on(design: Design, columns: int) -> None:
    name = "Begin" + "abcdefghij" * 1500 + "End"

    section = names(group("", "First", name, "Last"), columns=columns)
    words = placed_words(printed(letter_with(section), design))

    inside = [word for word in words if word.bottom < 720 and word.right < 535]
    assert name in "".join(word.text for word in inside)
    assert words[-1].page > 1


@needs_pdftotext
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_word_longer_than_its_column_stays_in_it(columns: int) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungsverein" * 3

    section = names(group("", word, "Alliance-0001", "Alliance-0002"), columns=columns)
    words = placed_words(printed(letter_with(section)))

    column = (PLAIN.page_width_mm - 57.2 - 8 * (columns - 1)) / columns * 72 / 25.4
    listed = [each for each in words if each.top > found(words, "Signatories:")[0].bottom]
    assert all(each.right - each.left <= column + 1 for each in listed)
    assert word in "".join(each.text for each in listed)


@needs_pdftotext
@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("paragraphs", range(9, 16))
def test_headings_never_stand_alone_at_the_foot_of_a_page(columns: int, paragraphs: int) -> None:
    inner = group("Ohio-heading", *alliances(40), level=2)
    outer = NameGroup("State-heading", 1, (), (inner,))

    letter = letter_with(names(outer, columns=columns), paragraphs=paragraphs)
    words = placed_words(printed(letter))

    first = found(words, "Alliance-0001")[0]
    assert found(words, "State-heading")[0].page == first.page
    assert found(words, "Ohio-heading")[0].page == first.page
    assert found(words, "Signatories:")[0].page == first.page
    assert found(words, "Sincerely,")[0].page == first.page


@needs_pdftotext
@pytest.mark.parametrize("columns", [2, 3])
def test_headings_stay_with_long_lists_that_are_not_planned(columns: int) -> None:
    for paragraphs in range(9, 16):
        section = names(group("Long-heading", *alliances(700)), columns=columns)

        words = placed_words(printed(letter_with(section, paragraphs=paragraphs)))

        assert found(words, "Long-heading")[0].page == found(words, "Alliance-0001")[0].page


@needs_pdftotext
@pytest.mark.parametrize("columns", [2, 3])
def test_each_group_is_balanced(columns: int) -> None:
    section = names(group("One", *alliances(22)), group("Two", *alliances(7, 23)), columns=columns)

    words = found(placed_words(printed(letter_with(section))), "Alliance-")

    for of_group in (words[:22], words[22:]):
        lefts = sorted({round(word.left) for word in of_group})
        sizes = [len([word for word in of_group if round(word.left) == left]) for left in lefts]
        assert len(sizes) == columns
        assert max(sizes) - min(sizes) <= columns


@needs_pdftotext
def test_a_list_begins_where_the_text_ends_and_its_last_page_is_balanced() -> None:
    letter = letter_with(names(group("", *alliances(200)), columns=2), paragraphs=4)

    words = placed_words(printed(letter))

    listed = found(words, "Alliance-")
    assert listed[0].page == 1
    last = [word for word in listed if word.page == listed[-1].page]
    halves = [word.left < 300 for word in last]
    assert abs(halves.count(True) - halves.count(False)) <= 1
    room = max(word.bottom for word in listed if word.page == 1)
    assert room > 660


@needs_pdftotext
@pytest.mark.parametrize("design", [PLAIN, NUMBERED], ids=["bare", "numbered"])
@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("count", [501, 640, 4107])
def test_a_long_list_is_balanced_on_its_last_page(count: int, columns: int, design: Design) -> None:
    section = names(group("", *alliances(count)), columns=columns)

    listed = found(placed_words(printed(letter_with(section), design)), "Alliance-")

    assert [word.text for word in sorted(listed, key=lambda word: word.text)] == alliances(count)
    last = listed[-1].page
    for page in range(listed[0].page, last + 1):
        here = [word for word in listed if word.page == page]
        lefts = sorted({round(word.left) for word in here})
        sizes = [len([word for word in here if round(word.left) == left]) for left in lefts]
        if page == last:
            assert max(sizes) - min(sizes) < columns
        assert len(lefts) == columns


@needs_pdftotext
@pytest.mark.parametrize("count", range(505, 660, 17))
def test_no_page_of_a_long_list_stays_empty_wherever_it_ends(count: int) -> None:
    long_ones = [
        f"{name} {'of the very long name ' * (n % 3)}" for n, name in enumerate(alliances(count))
    ]

    content = printed(letter_with(names(group("", *long_ones), columns=3)))

    listed = found(placed_words(content), "Alliance-")
    pages = [word.page for word in listed]
    assert pages == sorted(pages)
    assert set(pages) == set(range(1, len(ReadPdf(content).pages) + 1))


def test_thousands_of_names_are_items_of_lists(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"

    file.write_bytes(printed(letter_with(names(group("", *alliances(4_200)), columns=2))))

    tags = [tag.name for tag in ReadPdf(file.read_bytes()).tags]
    assert tags.count("LI") == tags.count("LBody") == 4_200
    assert pdfua_errors(file) == []


@needs_pdftotext
def test_names_of_many_groups_are_planned_alike_in_every_run() -> None:
    groups = [group(f"Group-{n:02}", *alliances(5 + n * 3 % 37, n * 100)) for n in range(40)]
    letter = letter_with(names(*groups, columns=3))

    words = placed_words(printed(letter))

    for n in range(40):
        heading = found(words, f"Group-{n:02}")[0]
        first = found(words, f"Alliance-{n * 100:04}")[0]
        assert heading.page == first.page
        assert heading.top < first.top
    pages = max(word.page for word in words)
    numbers = [word.page for word in words if word.text == "of" and word.top > 720]
    assert numbers == list(range(2, pages + 1))


@needs_pdftotext
def test_names_may_begin_a_new_page() -> None:
    section = names(group("", "Alliance-0001"), place=NamesPlace.NEW_PAGE)

    words = placed_words(printed(letter_with(section)))

    assert found(words, "Sincerely,")[0].page == 1
    assert found(words, "Signatories:")[0].page == 2
    assert found(words, "Alliance-0001")[0].page == 2


@pytest.mark.parametrize("columns", [1, 3])
def test_an_attachment_is_a_page_of_its_own_with_a_bookmark(columns: int, tmp_path: Path) -> None:
    section = names(
        group("", *alliances(30)),
        group("Others", "B"),
        columns=columns,
        place=NamesPlace.ATTACHMENT,
    )
    file = tmp_path / "letter.pdf"

    file.write_bytes(printed(letter_with(section)))

    read = ReadPdf(file.read_bytes())
    assert len(read.pages) == 2
    assert "Alliance-0001" not in read.pages[0]
    assert read.bookmarks == ["Signatories:", "Others"]
    assert [tag.name for tag in read.tags if tag.name in {"H1", "H2"}] == ["H1", "H2"]
    assert pdfua_errors(file) == []
