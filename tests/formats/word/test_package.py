"""Files that are no Word draft, and files that mean harm: a clear sentence for each."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.formats.letter_files import read_letter_file
from app.formats.word.apart import read_apart
from app.formats.word.changes import Changes
from app.formats.word.drafts import letter_of_draft
from app.formats.word.outcome import UnreadableDraft
from tests.formats.word.drafts_in_xml import SPACES, item, note, p, package, run

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def zipped(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return content.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDraft) as refused:
        letter_of_draft(data, Changes.REFUSE)
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"Dear all,", "no Word document", id="text"),
        pytest.param(b"%PDF-1.7 ...", "a PDF", id="pdf"),
        pytest.param(b"{\\rtf1 }", "rich text", id="rtf"),
        pytest.param(b"<html></html>", "web page", id="html"),
        pytest.param(OLD, "old Office file", id="doc"),
        pytest.param(OLD + "EncryptedPackage".encode("utf-16-le"), "password", id="password"),
        pytest.param(zipped(mimetype=b"x", **{"content.xml": b"<a/>"}), ".odt", id="odt"),
        pytest.param(zipped(a=b"b"), "no Word document", id="zip"),
        pytest.param(package(p("a"))[:-30], "cut off", id="cut off"),
        pytest.param(package("<w:p>"), "not readable XML", id="broken XML"),
        pytest.param(
            package(p("a"), parts={"footnotes": f'<!DOCTYPE x [<!ENTITY e "e">]><w:footnotes {SPACES}/>'}),
            "defines a document type",
            id="entities",
        ),
        pytest.param(
            package(p("a"), parts={"styles": '<?xml version="1.0" encoding="utf-7"?><a/>'}),
            "an encoding that Word never uses",
            id="utf-7",
        ),
        pytest.param(package("<w:p/>" * 4_000_000), "more paragraphs and marks", id="paragraphs"),
        pytest.param(package("<w:p/>" * 30_000), "more than 25,000 paragraphs", id="fewer"),
        pytest.param(
            package(p("a"), raw={"word/media/a.png": b"0" * 260_000_000}), "grow beyond", id="bomb"
        ),
        pytest.param(
            package(p("a"), raw={f"x{n}": b"" for n in range(2_100)}), "more parts", id="entries"
        ),
    ],
)  # fmt: skip
def test_what_is_no_draft_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_a_file_that_takes_too_long_is_ended() -> None:
    slow = package("".join(p(f"a {n} b", xml=note(n) + run("*_[" * 30)) for n in range(6_000)))

    with pytest.raises(UnreadableDraft, match="far longer to read"):
        read_apart(slow, Changes.REFUSE, seconds=0.3)


def test_the_child_answers_what_the_reader_says() -> None:
    data = package(p("Dear Ada:") + p("We ask.") + p("Sincerely,") + p("Alpha Club"))

    assert read_apart(data, Changes.REFUSE) == letter_of_draft(data, Changes.REFUSE)
    with pytest.raises(UnreadableDraft, match="a PDF"):
        read_apart(b"%PDF-", Changes.REFUSE)


@pytest.mark.parametrize("is_broken", [True, False], ids=["breaks", "paragraphs"])
def test_thousands_of_names_without_a_gap_are_read_in_time(is_broken: bool) -> None:
    names = [f"Alder Clinic {number:04d}" for number in range(3_000)]
    listed = p("\n".join(names)) if is_broken else "".join(map(p, names))

    made = read_apart(package(p("Dear Ada:") + p("Sincerely,") + listed), Changes.REFUSE)

    assert made.names.count == 3_000


def test_the_strict_variant_of_the_format_is_read() -> None:
    data = package(p("We ask."))
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(strict, "w") as written:
        for name in read.namelist():
            content = read.read(name)
            if name == "word/document.xml":
                content = content.replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
            written.writestr(name, content)

    assert "We ask." in letter_of_draft(strict.getvalue(), Changes.REFUSE).letter


# ------------------------------------------------------------------ at random

NAMES = [
    "p",
    "r",
    "t",
    "tab",
    "br",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "ins",
    "del",
    "moveTo",
    "hyperlink",
    "fldSimple",
    "fldChar",
    "instrText",
    "footnoteReference",
    "endnoteReference",
    "pPr",
    "rPr",
    "pStyle",
    "numPr",
    "ilvl",
    "numId",
    "ind",
    "jc",
    "sectPr",
    "cols",
    "b",
    "i",
    "vertAlign",
    "highlight",
    "drawing",
    "pict",
    "txbxContent",
    "sym",
    "ruby",
    "rt",
    "rubyBase",
    "bookmarkStart",
    "bookmarkEnd",
    "commentReference",
    "gridSpan",
    "tcPr",
    "vMerge",
    "smartTag",
    "delText",
    "lang",
    "rPrChange",
    "pPrChange",
]
VALUES = ("", "0", "1", "-1", "99999999999", "true", "both", "superscript", "x", "restart")
WORDS = (
    "Dear Ada:",
    "Sincerely,",
    "cc: Bo",
    "1",
    "Re: x",
    "a*b_[c",
    "{{ count }}",
    "Signed by:",
    "نحن",
    " ",
)


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, value, kind, children: (
            f'<w:{name} w:val="{value}" w:id="{value}" w:w="{value}" w:fldCharType="{kind}" '
            f'w:left="{value}" w:num="{value}" w:instr="NOTEREF x">{"".join(children)}</w:{name}>'
        ),
        st.sampled_from(NAMES),
        st.sampled_from(VALUES),
        st.sampled_from(("begin", "separate", "end", "")),
        st.lists(inner, max_size=4),
    )


TREES = st.recursive(st.sampled_from(WORDS), element, max_leaves=25)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        TREES | st.sampled_from([p("Dear Ada:"), item("a"), p("Sincerely,"), p("b")]), max_size=8
    )
)
def test_any_structure_is_read_or_refused(parts: list[str]) -> None:
    data = package("".join(parts))

    for changes in Changes:
        with contextlib.suppress(UnreadableDraft):
            read_letter_file(letter_of_draft(data, changes).letter.encode())
