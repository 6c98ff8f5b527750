"""What is written as Markdown reads back as the same text with the same looks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.documents import (
    Block,
    BulletList,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)
from app.domain.drafted import DraftedLetter
from app.domain.drafts import Span
from app.domain.letters import Party
from app.domain.spans import inlines_of, spans_of, text_of
from app.domain.tokens import mapped_blocks, merged, plain_text
from app.formats.letter_files import read_letter_file
from app.formats.letter_writing import write_letter_file
from app.formats.markdown import MarkdownReader
from app.formats.markdown_writing import MarkdownWriter
from app.formats.reports import Report

MARKS = st.text(alphabet=list("ab1 .,*_[]()<>&;{}\\`#-+=|~:!^\"'é中“$/"), min_size=1, max_size=8)
TRAPS = st.sampled_from(
    ["https://a.b/c_d*", "www.x.org", "&amp;", "{{ count }}", "[^1]:", ":::", "1. x", "\n",
     "http://x.y/(a)", "\\{{", "^[a]", "![a](b)", "---", "| a | b |"]
)  # fmt: skip
SPANS = st.just(Span(note=1)) | st.builds(
    Span,
    text=MARKS | TRAPS,
    bold=st.booleans(),
    italic=st.booleans(),
    link=st.sampled_from(["", "", "", "https://x.org/a_b?c=(d)"]),
)
PARAGRAPHS = (
    st.lists(SPANS, min_size=1, max_size=7)
    .map(lambda spans: Paragraph(inlines_of(tuple(spans))))
    .filter(lambda paragraph: bool(text_of(spans_of(paragraph.inlines)).strip()))
)
LINES = PARAGRAPHS.map(lambda paragraph: without_breaks(paragraph.inlines))


def lists_of(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    items = st.lists(
        st.tuples(PARAGRAPHS) | st.tuples(PARAGRAPHS, inner), min_size=1, max_size=3
    ).map(tuple)
    return (
        st.builds(BulletList, items)
        | st.builds(OrderedList, items, st.just(3))
        | st.lists(inner, min_size=1, max_size=2).map(lambda blocks: Quote(tuple(blocks)))
    )


BLOCKS = (
    st.recursive(PARAGRAPHS, lists_of, max_leaves=4)
    | st.builds(lambda a, b: Table((a, b), ((b, a),), ("", "")), LINES, LINES)
    | st.builds(Heading, st.just(1), LINES)
)


def without_breaks(inlines: Inlines) -> Inlines:
    spans = [replace(span, text=span.text.replace("\n", " ")) for span in spans_of(inlines)]
    return inlines_of(tuple(spans))


def without_bare_links(inlines: Inlines) -> Inlines:
    """An address that stands bare becomes a link when it is read, and keeps its text."""
    made: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Link) and plain_text(inline.children).casefold().startswith(
            ("http", "www")
        ):
            made += inline.children
        elif isinstance(inline, Link | Emphasis | Strong):
            made.append(replace(inline, children=without_bare_links(inline.children)))
        else:
            made.append(inline)
    return merged(made)


def settled(block: Block) -> Block:
    """Return a block whose tightness, which a blank line may change, is left out."""
    if isinstance(block, BulletList | OrderedList):
        items = tuple(tuple(settled(each) for each in item) for item in block.items)
        return replace(block, tight=True, items=items)
    return Quote(tuple(map(settled, block.blocks))) if isinstance(block, Quote) else block


def looks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    same = mapped_blocks(blocks, lambda i: inlines_of(spans_of(without_bare_links(i))))
    return tuple(settled(block) for block in same)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(BLOCKS, min_size=1, max_size=2).map(tuple), st.booleans())
def test_blocks_read_back_as_they_were(blocks: tuple[Block, ...], is_wary: bool) -> None:
    note = Note(1, (Paragraph((Text("n"),)),))
    report = Report()

    text = MarkdownWriter(is_wary=is_wary).body(blocks, (note,))
    read = MarkdownReader(report, language="en", smart_quotes=False).body(text, first_line=1)

    assert report.faults == []
    assert looks(read.blocks) == looks(blocks)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=list("ab'\"{}:#&*!|>%@`- ,[]\\é中"), min_size=1, max_size=20))
def test_every_text_of_the_front_matter_reads_back(text: str) -> None:
    meant = " ".join(text.split()) or "x"
    party = Party(meant, meant, meant, (meant,))
    line = (Text(meant),)
    letter = DraftedLetter(
        title=line, body=(Paragraph(line),), via=meant, addressees=(party,), re=line,
        salutation=meant, cc=(party,), enclosures=(meant,), signatories_heading=meant,
    )  # fmt: skip

    read = read_letter_file(write_letter_file(letter).encode())

    assert (read.title, read.re) == (line, line)
    assert (read.via, read.salutation, read.enclosures) == (meant, meant, (meant,))
    assert read.addressees == read.cc
    assert (read.addressees[0].name, read.addressees[0].organization) == (meant, meant)
