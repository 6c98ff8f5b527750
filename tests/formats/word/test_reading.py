"""What WordprocessingML holds beside plain text, and what becomes of it."""

from __future__ import annotations

import pytest

from app.domain.documents import BulletList, Heading, OrderedList, Quote, Table
from app.domain.spans import spans_of, text_of
from app.formats.word.changes import Changes
from app.formats.word.outcome import LetterOfDraft, UnreadableDraft, UnsettledChanges
from tests.formats.word.drafts_in_xml import (
    LETTERS,
    NUMBERS,
    ROMANS,
    SPACES,
    body_of,
    field,
    item,
    letter_of,
    made_of,
    note,
    notes,
    p,
    run,
    table,
)

ASK = p("We ask for a boat in winter.")
STYLES = (
    f'<w:styles {SPACES}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="character" w:styleId="Em"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="HL"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>'
    "</w:styles>"
)


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def warned(made: LetterOfDraft, words: str) -> bool:
    return any(words in warning for warning in map(str, made.warnings))


# ------------------------------------------------------------------- notes


POINTERS = {
    "figures": ("2", "{{ note:2 }}", ""),
    "an endnote's Roman figures": ("ii", "{{ note:2 }}", ""),
    "figures that are out of date": ("7", "{{ note:2 }}", "the draft shows note 7"),
    "words that are no number": ("above", "above", ""),
}


@pytest.mark.parametrize(("shown", "written", "told"), POINTERS.values(), ids=POINTERS.keys())
def test_what_a_cross_reference_shows_in_running_text_leads_to_the_note(
    shown: str, written: str, told: str
) -> None:
    marked = '<w:bookmarkStart w:id="5" w:name="_Ref1"/>' + note(7) + '<w:bookmarkEnd w:id="5"/>'
    made = made_of(
        p("One", xml=note(9) + run(" two") + marked + run(" at ")
          + field("NOTEREF _Ref1 \\h", run(shown))),
        parts={"footnotes": notes(n9=p("First."), n7=p("Second."))},
    )  # fmt: skip

    assert body_of(made).startswith(f"One[^1] two[^2] at {written}\n")
    assert any("the draft shows note" in w for w in map(str, made.warnings)) == bool(told)


def test_notes_of_several_paragraphs_and_second_references_stay_live() -> None:
    marked = '<w:bookmarkStart w:id="5" w:name="_Ref1"/>' + note(7) + '<w:bookmarkEnd w:id="5"/>'
    made = made_of(
        p("One", xml=note(9) + run(" two") + marked + run(" again") + field("NOTEREF _Ref1 \\f \\h", run("2"))
          + run(" and again") + '<w:fldSimple w:instr=" NOTEREF _Ref1 \\h "><w:r><w:t>2</w:t></w:r></w:fldSimple>'),
        parts={"footnotes": notes(n9=p(xml="<w:r><w:footnoteRef/></w:r>" + run(" First.")),
                                  n7=p("Second.") + p("Its end.") + item("a"))},
    )  # fmt: skip

    assert body_of(made).startswith("One[^1] two[^2] again[^2] and again{{ note:2 }}\n")
    assert "[^1]: First." in body_of(made)
    assert "[^2]: Second.\n\n    Its end.\n\n    - a" in body_of(made)


def test_footnotes_and_endnotes_together_become_footnotes() -> None:
    made = made_of(
        p("One", xml=note(1, "endnote") + run(" two") + note(1)),
        parts={"footnotes": notes(n1=p("Foot.")), "endnotes": notes("endnote", n1=p("End."))},
    )

    assert "[^1]: End.\n\n[^2]: Foot." in body_of(made)
    assert not letter_of(made).notes_at_end
    assert warned(made, "footnotes and endnotes")


def test_a_note_nothing_refers_to_is_told() -> None:
    made = made_of(ASK, parts={"footnotes": notes(n1=p("Lost words."))})

    assert warned(made, "a note nothing refers to is left out: “Lost words.”")


# ------------------------------------------------------------------- links


def test_links_live_in_text_in_notes_and_in_fields() -> None:
    part = notes(n1=p("See ", xml=field('HYPERLINK "https://b.example/x?y=1"', run("here"))))
    made = made_of(
        p("A ", xml='<w:hyperlink r:id="L1">' + run("link") + "</w:hyperlink>" + note(1)),
        links={"L1": "https://a.example/p_q"},
        parts={"footnotes": part},
    )

    assert "A [link](https://a.example/p_q)[^1]" in body_of(made)
    assert "[^1]: See [here](https://b.example/x?y=1)" in body_of(made)


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        pytest.param('<w:hyperlink w:anchor="top">' + run("up") + "</w:hyperlink>", "up", id="anchor"),
        pytest.param('<w:hyperlink r:id="none">' + run("gone") + "</w:hyperlink>", "gone", id="lost"),
        pytest.param('<w:hyperlink r:id="L1">' + run("file") + "</w:hyperlink>", "file", id="file"),
        pytest.param(field("HYPERLINK", run("bare")), "bare", id="field"),
    ],
)  # fmt: skip
def test_a_link_without_target_is_text_and_told(xml: str, words: str) -> None:
    made = made_of(p("See ", xml=xml + run(" now.")), links={"L1": "file:///c:/x.docx"})

    assert body_of(made) == f"See {words} now."
    assert warned(made, f"the link “{words}” has no target")


def test_text_dressed_as_a_link_is_told() -> None:
    dressed = run("our report", '<w:rStyle w:val="HL"/>')
    made = made_of(p("See ", xml=dressed), parts={"styles": STYLES})

    assert warned(made, "“our report” looks like a link but has no target")


def test_other_fields_keep_what_they_show() -> None:
    made = made_of(p("On ", xml=field('DATE \\@ "d MMMM"', run("3 May")) + run(" we met.")))

    assert body_of(made) == "On 3 May we met."


# ------------------------------------------------------------------- looks


def test_emphasis_is_kept_and_what_is_not_kept_is_told_with_its_place() -> None:
    made = made_of(
        ASK
        + p("A ", xml=run("book", "<w:i/>") + run(" is ") + run("bold", '<w:b w:val="1"/>')
            + run(" not", '<w:b w:val="0"/>') + run(" styled", '<w:rStyle w:val="Em"/>')
            + run(" under", '<w:u w:val="single"/>') + run(" small", "<w:smallCaps/>")
            + run(" gone", "<w:strike/>") + run(" TBD", '<w:highlight w:val="yellow"/>')
            + run(" secret", "<w:vanish/>")),
        parts={"styles": STYLES},
    )  # fmt: skip

    assert "A *book* is **bold** not *styled* under small gone TBD" in body_of(made)
    assert "secret" not in made.letter
    for words in ("underline is not kept: “under”", "capitals", "struck-through", "highlighted as unfinished: “TBD”", "hidden text is left out: “secret”"):  # fmt: skip
        assert any(w.startswith("paragraph 2: ") and words in w for w in map(str, made.warnings)), (
            words
        )


def test_text_that_markdown_would_take_for_markup_reads_back() -> None:
    hostile = '* _a_ `b` [c](d) [^1] {{ count }} \\* # ::: &amp;amp; 2 &lt; 3 "q" it’s'
    made = made_of(p(hostile) + p("1. First") + p("- dash") + p("# hash") + p("::: {lang=fr}"))

    paragraphs = [text_of(spans_of(block.inlines)) for block in letter_of(made).body]

    assert paragraphs == [
        '* _a_ `b` [c](d) [^1] {{ count }} \\* # ::: &amp; 2 < 3 "q" it’s',
        "1. First", "- dash", "# hash", "::: {lang=fr}",
    ]  # fmt: skip


# ------------------------------------------------------------------ blocks


def test_lists_nest_and_keep_their_kind_and_their_numbers() -> None:
    made = made_of(
        ASK + item("a") + item("b", NUMBERS, 1) + item("c", NUMBERS, 1) + item("d")
        + p("More of d.", properties='<w:ind w:left="720"/>') + ASK
        + item("one", NUMBERS) + ASK + item("two", NUMBERS) + item("i", LETTERS)
    )  # fmt: skip

    blocks = letter_of(made).body
    kinds = [type(block).__name__ for block in blocks]

    assert kinds == [
        "Paragraph", "BulletList", "Paragraph", "OrderedList", "Paragraph", "OrderedList", "OrderedList",
    ]  # fmt: skip
    assert isinstance(blocks[1], BulletList)
    assert isinstance(blocks[1].items[0][1], OrderedList)
    assert len(blocks[1].items[1]) == 2
    assert isinstance(blocks[5], OrderedList)
    assert blocks[5].start == 2
    assert warned(made, "a, b, c")


def test_numbers_of_headings_are_words() -> None:
    numbering = f'<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="{ROMANS}"/></w:numPr>'
    made = made_of(
        ASK + p("Facts", properties=numbering) + ASK + p("Law", properties=numbering) + ASK,
        parts={"styles": STYLES},
    )
    headings = [b for b in letter_of(made).body if isinstance(b, Heading)]

    assert [text_of(spans_of(each.inlines)) for each in headings] == ["I. Facts", "II. Law"]


def test_quotes_are_known_by_style_and_by_both_indents() -> None:
    made = made_of(
        ASK + p("Styled.", properties=style("Q")) + ASK
        + p("Set in.", properties='<w:ind w:left="720" w:right="720"/>') + ASK,
        parts={"styles": STYLES},
    )  # fmt: skip

    assert [type(b) for b in letter_of(made).body if isinstance(b, Quote)] == [Quote, Quote]


def test_a_table_in_the_text_is_a_table() -> None:
    made = made_of(ASK + table(("Port", "Days | nights"), ("Quillmouth", p("1") + p("2"))) + ASK)
    found = next(block for block in letter_of(made).body if isinstance(block, Table))

    assert text_of(spans_of(found.header[1])) == "Days | nights"
    assert text_of(spans_of(found.rows[0][1])) == "1 2"
    assert warned(made, "a cell holds more than one line")


def test_typed_bullets_become_a_list() -> None:
    made = made_of(ASK + p("•\tfirst") + p("•\tsecond") + ASK)

    assert "- first\n- second" in body_of(made)


# ----------------------------------------------------- what surrounds text


def test_alternate_content_and_text_boxes_are_read_once() -> None:
    box = "<w:txbxContent>" + p("In a box.") + "</w:txbxContent>"
    drawing = f"<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    fallback = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    made = made_of(
        p("Before.", xml=f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
          f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>") + ASK
    )  # fmt: skip

    assert made.letter.count("In a box.") == 1
    assert warned(made, "a text box stands in the text where it was anchored: “In a box.”")


def test_content_controls_and_smart_tags_are_transparent_and_empty_ones_told() -> None:
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
    made = made_of(
        f"<w:sdt><w:sdtContent>{p('Whole paragraph.')}</w:sdtContent></w:sdt>"
        + p("A ", xml=f"<w:smartTag>{run('place')}</w:smartTag>" + run(" ") + control)
    )

    assert body_of(made) == "Whole paragraph.\n\nA place Click here"
    assert warned(made, "waits to be filled in: “Click here”")


def test_pictures_are_told_with_their_alternative_text() -> None:
    picture = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="A boat in ice"/><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    made = made_of(ASK + p(xml=picture) + ASK)

    assert warned(made, "a picture cannot travel in a letter file: “A boat in ice”")


def test_headers_and_comments_never_become_text() -> None:
    header = f"<w:hdr {SPACES}>{p('Island Ferry League, 1 Pier Road')}</w:hdr>"
    comments = f'<w:comments {SPACES}><w:comment w:id="3" w:author="Ida Lund">{p("Is this so?")}</w:comment></w:comments>'
    made = made_of(
        ASK + p("Boats ", xml='<w:commentRangeStart w:id="3"/>' + run("sail.") + '<w:commentRangeEnd w:id="3"/>'),
        parts={"header": header, "comments": comments},
    )  # fmt: skip

    assert "Pier Road" not in made.letter
    assert "Is this so?" not in made.letter
    assert warned(made, "the header stays out of the letter: “Island Ferry League")
    assert warned(made, "paragraph 2: comment by Ida Lund: “Is this so?”")


def test_characters_no_letter_file_may_hold_are_left_out_and_told() -> None:
    made = made_of(p("a\u202eb\u0085c\u2028d"))

    assert warned(made, "bidirectional override U+202E is left out")
    assert body_of(made) == "ab c d"


def test_text_from_right_to_left_and_east_asian_text_is_kept() -> None:
    made = made_of(
        p("نطلب قاربا في الشتاء أيضا.", properties="<w:bidi/>", look="<w:rtl/><w:bCs/>")
        + p("ونشكركم على عنايتكم بهذا الأمر.", properties="<w:bidi/>", look="<w:rtl/>")
    )
    letter = letter_of(made)

    assert (letter.language, letter.direction) == ("ar", "rtl")
    assert body_of(made).startswith("**نطلب قاربا في الشتاء أيضا.**")
    assert letter_of(made_of(p("我们请求冬季也有船。"))).language == "zh"


# --------------------------------------------------------- tracked changes

AUTHOR = 'w:id="1" w:author="A" w:date="2027-01-01T00:00:00Z"'
TRACKED = (
    p("We ", xml=f"<w:ins {AUTHOR}>{run('kindly ')}</w:ins>"
      f'<w:del {AUTHOR}><w:r><w:delText xml:space="preserve">never </w:delText></w:r></w:del>'
      + run("ask", f"<w:b/><w:rPrChange {AUTHOR}><w:rPr/></w:rPrChange>") + run("."))
    + p("Joined", properties=f"<w:rPr><w:del {AUTHOR}/></w:rPr>") + p(" here.")
    + f"<w:p><w:pPr/><w:moveFrom {AUTHOR}>{run('Old place.')}</w:moveFrom></w:p>"
    + f"<w:p><w:pPr/><w:moveTo {AUTHOR}>{run('New place.')}</w:moveTo></w:p>"
)  # fmt: skip


def test_tracked_changes_are_counted_and_refused() -> None:
    with pytest.raises(UnreadableDraft) as refused:
        made_of(TRACKED)

    assert "2 deletions, 1 change of formatting, 1 insertion, 1 move" in str(refused.value)
    assert isinstance(refused.value, UnsettledChanges)


@pytest.mark.parametrize(
    ("changes", "body"),
    [
        (Changes.ACCEPT, "We kindly **ask**.\n\nJoined here.\n\nNew place."),
        (Changes.REJECT, "We never ask.\n\nJoined\n\nhere.\n\nOld place."),
    ],
)
def test_tracked_changes_are_settled_as_asked(changes: Changes, body: str) -> None:
    made = made_of(TRACKED, changes=changes)

    assert body_of(made) == body
    assert warned(made, f"tracked changes were {changes}ed")


def test_inserted_rows_and_notes_follow_the_choice() -> None:
    row = f"<w:tr><w:trPr><w:ins {AUTHOR}/></w:trPr><w:tc>{p('new')}</w:tc></w:tr>"
    body = ASK + table(("old",)).replace("</w:tbl>", f"{row}</w:tbl>") + p("x", xml=note(1))
    part = notes(n1=p("N ", xml=f"<w:ins {AUTHOR}>{run('added')}</w:ins>"))

    accepted = made_of(body, changes=Changes.ACCEPT, parts={"footnotes": part})
    rejected = made_of(body, changes=Changes.REJECT, parts={"footnotes": part})

    assert "| new |" in accepted.letter
    assert "[^1]: N added" in accepted.letter
    assert "| new |" not in rejected.letter
    assert "added" not in rejected.letter
