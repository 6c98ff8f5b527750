from __future__ import annotations

import pytest

from app.domain.documents import (
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Inlines,
    LineBreak,
    Link,
    NoteReference,
    OrderedList,
    Paragraph,
    Passage,
    Picture,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
    Token,
)
from tests.formats.letters_in_text import faults_of, letter_text, read

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x03\x08\x02\x00\x00\x00"
    b"\x00\x00\x00\x00"
)


def one_paragraph(body: str, *, head: str = "title: x") -> Inlines:
    (paragraph,) = read(body, head=head).body
    assert isinstance(paragraph, Paragraph)
    return paragraph.inlines


def t(text: str) -> Text:
    return Text(text)


def bare(target: str, text: str | None = None) -> Link:
    return Link(target, (Text(text or target),))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("a *b* **c**", (t("a "), Emphasis((t("b"),)), t(" "), Strong((t("c"),))), id="emphasis"),
        pytest.param("a\nb", (t("a b"),), id="soft break"),
        pytest.param("a  \nb", (t("a"), LineBreak(), t("b")), id="two blanks"),
        pytest.param("a\\\nb", (t("a"), LineBreak(), t("b")), id="backslash"),
        pytest.param("`{{ count }}`", (Code("{{ count }}"),), id="code"),
        pytest.param("{{count}} of {{  count:A  >  B }}", (Token("count"), t(" of "), Token("count:A > B")), id="figures"),
        pytest.param(r"\{{ count }}", (t("{{ count }}"),), id="escaped figure"),
        pytest.param("$1.90 & 50% | a_b_c", (t("$1.90 & 50% | a_b_c"),), id="signs"),
        pytest.param("<b>x</b> <!-- y -->", (t("<b>x</b> <!-- y -->"),), id="html is text"),
        pytest.param("a&#10;b&amp;c", (t("a b&c"),), id="entities"),
        pytest.param("[a](https://x.org/é)", (Link("https://x.org/%C3%A9", (t("a"),)),), id="link"),
        pytest.param("[a](www.x.org)", (Link("https://www.x.org", (t("a"),)),), id="link to www"),
        pytest.param("[](https://x.org)", (bare("https://x.org"),), id="link without words"),
        pytest.param("<a@x.org>", (bare("mailto:a@x.org", "a@x.org"),), id="mail"),
        pytest.param("www.x.org/a_b_c.", (bare("https://www.x.org/a_b_c", "www.x.org/a_b_c"), t(".")), id="www"),
        pytest.param("(https://x.org/a_(b))", (t("("), bare("https://x.org/a_(b)"), t(")")), id="brackets"),
        pytest.param("**https://x.org/a**", (Strong((bare("https://x.org/a"),)),), id="in bold"),
        pytest.param("https://x.org/?a=1&amp;b=2", (bare("https://x.org/?a=1&b=2"),), id="ampersand"),
        pytest.param(r"https://x.org/a\_b", (bare("https://x.org/a_b"),), id="escaped underscore"),
        pytest.param("“https://x.org/a”", (t("“"), bare("https://x.org/a"), t("”")), id="in quotes"),
        pytest.param("请看www.x.org。好", (t("请看"), bare("https://www.x.org", "www.x.org"), t("。好")), id="chinese"),
        pytest.param("https:// and www.x", (t("https:// and www.x"),), id="no address"),
        pytest.param("[https://x.org](https://y.org)", (Link("https://y.org", (t("https://x.org"),)),), id="address as words"),
    ],
)  # fmt: skip
def test_a_paragraph_becomes_inlines(body: str, expected: Inlines):
    assert one_paragraph(body) == expected


def test_blocks_become_blocks():
    body = read("- a\n  1. b\n- c\n\n5) five\n\n> q\n\n***\n\n```\nx\ny\n```\n").body

    assert body == (
        BulletList(
            (
                (Paragraph((t("a"),)), OrderedList(((Paragraph((t("b"),)),),))),
                (Paragraph((t("c"),)),),
            )
        ),
        OrderedList(((Paragraph((t("five"),)),),), start=5),
        Quote((Paragraph((t("q"),)),)),
        Rule(),
        CodeBlock("x\ny"),
    )


def test_a_list_with_empty_lines_is_not_tight():
    (one,) = read("- a\n\n- b\n").body

    assert isinstance(one, BulletList)
    assert not one.tight


def test_headings_begin_at_one_and_skip_no_level():
    body = read("## A\n\n#### B\n\n### C\n\n# D\n").body

    assert [block.level for block in body if isinstance(block, Heading)] == [1, 2, 2, 1]


def test_a_table_keeps_marks_alignments_and_short_rows():
    (table,) = read("| a | b |\n|:--|--:|\n| *x* | {{ count }} |\n| y |\n").body

    assert table == Table(
        header=((t("a"),), (t("b"),)),
        rows=(((Emphasis((t("x"),)),), (Token("count"),)), ((t("y"),), ())),
        alignments=("left", "right"),
    )


def test_a_row_with_too_many_cells_is_reported_and_stops_a_final_export():
    letter = read("| a |\n|---|\n| x | lost |\n")

    assert tuple(map(str, letter.blocking)) == (
        "line 6: this row has more cells than the header (1); they do not print",
    )


@pytest.mark.parametrize(
    ("written", "why"),
    [
        pytest.param("[the words](#)", "has no target", id="hash"),
        pytest.param("[the words]()", "has no target", id="empty"),
        pytest.param("[the words](#here)", "leads to '#here'", id="fragment"),
        pytest.param("[the words](page.html)", "leads to 'page.html'", id="relative"),
        pytest.param("[the words](//x.org)", "leads to '//x.org'", id="no scheme"),
        pytest.param("[the words](javascript:alert(1))", "leads to 'javascript:alert(1)'", id="script"),
        pytest.param("[the words](data:text/html,x)", "leads to 'data:text/html,x'", id="data"),
        pytest.param("[the words](https://)", "leads to 'https://'", id="no host"),
    ],
)  # fmt: skip
def test_a_link_without_a_live_target_prints_its_words_and_is_reported(written: str, why: str):
    letter = read(f"See {written}.")

    assert letter.body == (Paragraph((t("See the words."),)),)
    assert list(map(str, letter.warnings)) == [
        f"line 4: the link “the words” {why} and prints as plain text"
    ]
    assert letter.blocking == ()


def test_notes_keep_paragraphs_marks_and_several_references():
    letter = read("A[^x] and B[^x].\n\n[^x]: One *i*.\n\n    Two https://x.org\n")

    assert letter.body == (
        Paragraph((t("A"), NoteReference(1), t(" and B"), NoteReference(1), t("."))),
    )
    assert letter.notes[0].blocks == (
        Paragraph((t("One "), Emphasis((t("i"),)), t("."))),
        Paragraph((t("Two "), bare("https://x.org"))),
    )


def test_an_undefined_note_stays_text_and_stops_a_final_export():
    letter = read("A[^9].")

    assert letter.body == (Paragraph((t("A[^9]."),)),)
    assert tuple(map(str, letter.blocking)) == (
        "line 4: note [^9] is referred to but not defined; it prints as text",
    )
    assert letter.warnings == letter.blocking


def test_a_note_that_nothing_refers_to_is_reported():
    letter = read(
        "A[^1].\n\n[^1]: One [^2]\n\n[^2]: Reached by 1\n\n[^3]: Lost [^4]\n\n[^4]: Lost too"
    )

    assert tuple(map(str, letter.blocking)) == (
        "line 10: note [^3] is never referred to; it does not print",
        "line 12: note [^4] is never referred to; it does not print",
    )


def test_a_note_may_be_referred_to_in_the_re_line():
    letter = read("A.\n\n[^1]: One", head="title: x\nre: 'A matter[^1]'")

    assert letter.re == (t("A matter"), NoteReference(1))
    assert letter.blocking == ()


def test_a_note_may_be_written_in_place():
    letter = read("A^[in *place*] b.")

    assert letter.body == (Paragraph((t("A"), NoteReference(1), t(" b."))),)
    assert letter.notes[0].blocks == (Paragraph((t("in "), Emphasis((t("place"),)))),)


def test_a_passage_in_another_language_takes_its_notes_along():
    letter = read("::: {lang=fr}\nBonjour[^n]\n\n[^n]: Une note\n:::\n\nEnd.")

    assert letter.body == (
        Passage("fr", (Paragraph((t("Bonjour"), NoteReference(1))),)),
        Paragraph((t("End."),)),
    )
    assert letter.notes[0].blocks == (Passage("fr", (Paragraph((t("Une note"),)),)),)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("A\n{{ guess }}", "line 5: body: {{ guess }} is not known", id="unknown figure"),
        pytest.param("A {{ count", "line 4: body: {{ without }}", id="open braces"),
        pytest.param("A\n\n&#x202e;x", "line 6: body: bidirectional override U+202E", id="override by entity"),
        pytest.param("[^1]: a\n\n[^1]: b\n\nx[^1]", "line 6: body: note [^1] is defined twice", id="note twice"),
        pytest.param("::: {lang=fr}\nx", "line 4: body: this passage never closes", id="open passage"),
        pytest.param("::: warning\nx\n:::", "line 4: body: a passage begins with a language", id="no language"),
    ],
)  # fmt: skip
def test_what_would_break_the_letter_is_refused_with_its_line(body: str, expected: str):
    assert [fault for fault in faults_of(letter_text(body)) if fault.startswith(expected)]


def test_quotes_stay_as_written_unless_asked():
    assert one_paragraph("\"a\" 'b' don't") == (t("\"a\" 'b' don't"),)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        pytest.param("en", "“a” ‘b’ don’t the ’90s", id="english"),
        pytest.param("de", "„a“ ‚b‘ don’t the ’90s", id="german"),
        pytest.param("es-ES", "«a» “b” don’t the ’90s", id="spanish of spain"),
        pytest.param("fr", "«\u00a0a\u00a0» ‹\u00a0b\u00a0› don’t the ’90s", id="french"),
    ],
)
def test_smart_quotes_are_those_of_the_language(lang: str, expected: str):
    head = f"title: x\nlang: {lang}\nsmart_quotes: true"

    assert one_paragraph("\"a\" 'b' don't the '90s", head=head) == (t(expected),)


def test_a_picture_beside_the_letter_becomes_a_block_between_words():
    letter = read("Before ![A *map*](maps/a.png) after", read_picture={"maps/a.png": PNG}.get)

    assert letter.body == (
        Paragraph((t("Before "),)),
        Picture("A map", "image/png", PNG),
        Paragraph((t(" after"),)),
    )


def test_a_remote_picture_prints_as_words_with_a_link_and_is_reported():
    letter = read("![A map](https://x.org/a.png)", read_picture=lambda _: None)

    assert letter.body == (Paragraph((Link("https://x.org/a.png", (t("A map"),)),)),)
    assert len(letter.warnings) == 1


@pytest.mark.parametrize(
    "source",
    [
        "../a.png",
        "/a.png",
        "maps/../../a.png",
        "C:/a.png",
        "%2e%2e/a.png",
        "missing.png",
        "bad.png",
    ],
)
def test_a_picture_from_elsewhere_is_refused(source: str):
    asked: list[str] = []

    def read_picture(name: str) -> bytes | None:
        asked.append(name)
        return {"bad.png": b"GIF89a"}.get(name)

    with pytest.raises(Exception, match="line 4: body: the picture"):
        read(f"![x]({source})", read_picture=read_picture)
    assert not [name for name in asked if ".." in name or name.startswith("/")]
