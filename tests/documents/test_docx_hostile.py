"""Text that looks like something else stays text, exactly as it was typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.documents import (
    AddressBlock,
    AddresseesSection,
    BodySection,
    BulletList,
    Code,
    CodeBlock,
    CopiesSection,
    DateSection,
    EnclosuresSection,
    Heading,
    LetterDocument,
    LetterheadSection,
    Link,
    NameGroup,
    NameLine,
    NamesSection,
    Note,
    NoteReference,
    Paragraph,
    ReSection,
    Table,
    Text,
    TitleSection,
)
from app.domain.errors import UndersignedError
from app.rendering.docx.markup import FORBIDDEN
from app.rendering.docx.tables import MOST_COLUMNS
from tests.documents.docx_letters import with_officers_at_the_foot, with_officers_at_the_side
from tests.documents.docx_reading import WordFile
from tests.documents.trees import arabic_letter, plain_letter
from tests.documents.validators import integrity_errors, ooxml_sdk_errors
from tests.requires import requires

HOSTILE = {
    "a field": '{ HYPERLINK "https://example.org" }',
    "a merge field": "MERGEFIELD Name \\* MERGEFORMAT",
    "a field that includes": '{ INCLUDETEXT "C:\\\\secret.docx" }',
    "an entity": "&amp; &lt;w:t&gt; &#x202E; &nbsp;",
    "markup": '</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">',
    "a cdata section": "<![CDATA[ x ]]> ]]>",
    "a comment": "<!-- x --> <?xml version='1.0'?> <!DOCTYPE x>",
    "quotation marks": "\"double\" 'single' “curly” ‘curly’ «guillemets»",
    "blanks": "  two before, two  inside, two after  ",
    "odd blanks": "a\u00a0b\u2009c\u200ad\u3000e\u2003f",
    "nothing to see": "a\u200bb\u200cc\u200dd\ufeffe\u00adf",
    "bidi controls": "\u202eevil\u202c \u2066one\u2069 \u200erest\u200f",
    "format codes": "%1. %s {0} {{ count }} ${x} #{y} \\u0041",
    "a formula": "=HYPERLINK(A1) @SUM(1+1) +1 -1",
    "emoji": "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 \U0001f1fa\U0001f1f8",
    "combining": "Z\u0351\u036b\u0343a\u030a\u0323 e\u0301",
    "mixed scripts": "Nour نور حداد, 王小明 (עברית) Ω",
    "the replacement character": "\ufffd",
    "a line separator": "a\u2028b\u2029c\u0085d",
    "a long word": "W" * 10_000,
    "a long arabic word": "ن" * 10_000,
    "a tab": "a\tb",
}
STYLES_OF_TEXT = (
    "LetterheadName",
    "Letterhead",
    "Title",
    "LetterDate",
    "BodyText",
    "Heading1",
    "ListBullet",
    "TableHeading",
    "TableText",
    "Code",
    "SignatoriesHeading",
    "SignatoryGroup1",
    "Signatory",
)


def everywhere(text: str, *, direction: str = "ltr", note: int = 1) -> LetterDocument:
    """A letter that holds `text` wherever a letter holds text, in its note `note` too."""
    words = (Text(text),)
    body = BodySection(
        (
            Paragraph((*words, NoteReference(note))),
            Paragraph((Link("https://example.org/", words), Code(text))),
            Heading(1, words),
            BulletList(((Paragraph(words),),)),
            Table((words,), ((words,),), ("",)),
            CodeBlock(text),
        )
    )
    names = NamesSection(text, words, (NameGroup(text, 1, (NameLine(text), NameLine(text))),), 2)
    return replace(
        arabic_letter() if direction == "rtl" else plain_letter(),
        title=text,
        author=text,
        sections=(
            LetterheadSection(text, (text,), (text, text)),
            TitleSection(words),
            DateSection(text),
            AddresseesSection((AddressBlock((text, text)), AddressBlock((text,))), 2),
            ReSection("RE:", words),
            body,
            names,
            CopiesSection("cc:", (AddressBlock((text,)),)),
            EnclosuresSection("Enclosures:", (text,)),
        ),
        notes=(Note(note, (Paragraph(words),)),),
        running_head=text,
        edition=text,
    )


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_text_stands_in_the_file_as_it_was_typed(name: str, direction: str) -> None:
    text = HOSTILE[name]

    file = WordFile.of(everywhere(text, direction=direction), design=with_officers_at_the_foot())

    for style in STYLES_OF_TEXT:
        typed = _without_marks(text) if style == "Signatory" else text
        found = [each.rstrip("\u200a") for each in file.paragraphs(style)]
        shown = [_without_marks(each) for each in found] if style == "Signatory" else found
        # Code starts at stops of four letters, where Word has its own.
        assert typed.expandtabs(4) in [each.expandtabs(4) for each in shown], style
    assert f" {text}" in file.paragraphs(part="word/footnotes.xml")
    assert file.paragraphs("Header", part="word/header1.xml") == [text]
    assert file.find("//dc:title", part="docProps/core.xml")[0].text == text


def test_only_fields_of_ours_are_fields() -> None:
    codes = "\n".join(text for text in HOSTILE.values() if len(text) < 1000)

    file = WordFile.of(everywhere(codes.replace("\n", " ")), design=with_officers_at_the_foot())

    for part in ("word/document.xml", "word/footnotes.xml", "word/header1.xml"):
        assert not file.find("//w:instrText | //w:fldSimple | //w:fldChar", part=part)
    fields = [each.text.strip() for each in file.find("//w:instrText", part="word/footer1.xml")]
    assert fields == ["PAGE", "NUMPAGES"]


@requires("npm")
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_validators_find_no_fault_in_hostile_text(direction: str, tmp_path: Path) -> None:
    letters = [
        everywhere(text, direction=direction, note=number)
        for number, text in enumerate(HOSTILE.values(), 1)
    ]
    document = replace(
        letters[0],
        sections=tuple(section for letter in letters for section in letter.sections),
        notes=tuple(note for letter in letters for note in letter.notes),
        is_draft=True,
    )
    path = tmp_path / "hostile.docx"
    path.write_bytes(WordFile.of(document, design=with_officers_at_the_side()).content)

    assert ooxml_sdk_errors([path]) == []
    assert integrity_errors(path) == []


@pytest.mark.parametrize(
    "code", [*range(9), 0x0B, 0x0C, 0x0D, *range(0x0E, 0x20), 0xD800, 0xDFFF, 0xFFFE, 0xFFFF]
)
def test_what_xml_cannot_hold_is_refused_with_its_place(code: int) -> None:
    document = plain_letter()
    text = f"Before it {chr(code)} after"
    body = BodySection((Paragraph((Text(text),)),))

    with pytest.raises(UndersignedError, match=f"U\\+{code:04X} after '.*Before it'"):
        WordFile.of(replace(document, sections=(body,), notes=()))


def test_what_xml_can_hold_is_not_refused() -> None:
    assert not FORBIDDEN.search("\t\n\x7f\x85\u2028\ufffd\ue000\U0010fffd")


def test_a_long_word_in_one_column_of_a_table_leaves_room_for_the_others() -> None:
    row = ((Text("W" * 10_000),), (Text("12"),))
    table = Table(((Text("Word"),), (Text("No."),)), (row,), ("", ""))
    file = WordFile.of(replace(plain_letter(), sections=(BodySection((table,)),), notes=()))

    widths = [int(width) for width in file.find("//w:gridCol/@w:w")]

    assert min(widths) > 500


def test_a_table_with_more_columns_than_word_opens_is_refused() -> None:
    def with_columns(count: int) -> LetterDocument:
        cells = ((Text("x"),),) * count
        table = Table(cells, (cells,), ("",) * count)
        return replace(plain_letter(), sections=(BodySection((table,)),), notes=())

    widest = WordFile.of(with_columns(MOST_COLUMNS))

    assert min(int(width) for width in widest.find("//w:gridCol/@w:w")) > 0
    with pytest.raises(UndersignedError, match="63 columns, not 64"):
        WordFile.of(with_columns(MOST_COLUMNS + 1))


def _without_marks(text: str) -> str:
    return text.replace("\u200e", "")
