"""Names and texts that try to be markup, drawn by hypothesis from pieces and from all of Unicode."""

from __future__ import annotations

from hypothesis import strategies as st

TYPST = (
    '#eval("1+1")', '#import "x.typ": *', "$ x^2 $", "@reference", "<label>", "#{ 1 }", "*b* _i_",
    "= Heading", "\\u{1F600}", "```raw```", "/* c */", "// c", "#set page(width: 1pt)", "~ -- ---",
    "#sys.inputs", '#read("/etc/passwd")',
)  # fmt: skip
XML = (
    "<w:p><w:r/></w:p>", "</w:t></w:r>", "&amp;&lt;&#x41;", "]]>", "<!-- -->", "<?xml version='1.0'?>",
    "<script>alert(1)</script>", "<!DOCTYPE x [<!ENTITY e 'y'>]>", 'xml:space="preserve"', "\"'`",
)  # fmt: skip
MARKDOWN = (
    "[a](javascript:alert(1))", "![alt](../../x.png)", "^[a note]", "[^1]", "[^never]: x", "# head",
    "> quote", "| a | b |\n|---|---|\n| c | d |", "::: {lang=fr}", ":::", "- item", "1. item", "---",
    "\\*escaped\\*", "`code`", "[](#)", "<https://example.org>", "www.example.org/a_b*c", "**", "__",
)  # fmt: skip
FIELDS = (
    "{ MERGEFIELD x }", 'HYPERLINK "http://example.org"', "=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0",
    '{ INCLUDETEXT "c:\\\\x" }', "{{ count }}", "{{ count:x }}", "{{ note:1 }}", "{{", "}}", "{% raw %}",
    "\\{{ count }}", "${x}", "%s %d", "{0}",
)  # fmt: skip
UNSEEN = (
    "\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\u200b", "\u00ad", "\ufeff", "\u2028", "\x00",
    "\x0b", "\x1b[31m", "\x85", "\ufffe", "\ud800", "\udfff", "\U0010ffff", "\ue000", "\t", "\n", "\r",
)  # fmt: skip
SCRIPTS = (
    "العربية", "עברית", "中文", "日本語", "한국어", "ไทย", "हिन्दी", "e\u0301\u0323", "Zürich", "Ａ", "ﬁ", "Ⅷ",
    "👩‍👩‍👧", "🇺🇳", "a" + "\u0301" * 60, "ı İ ß ẞ", "½ ² №",
)  # fmt: skip
LONG = ("x" * 10_000, "http://example.org/" + "y" * 3_000, "ab-" * 2_000, "\u00a0" * 500, "W" * 290)

pieces = st.sampled_from(
    (*TYPST, *XML, *MARKDOWN, *FIELDS, *UNSEEN, *SCRIPTS, "River Keepers", "Inc.")
)
anything = st.text(st.characters(), min_size=0, max_size=40)


def texts(*, most: int) -> st.SearchStrategy[str]:
    """Return one text of up to `most` pieces, with blanks between them or without."""
    mixed = st.builds(
        lambda parts, between: between.join(parts),
        st.lists(st.one_of(pieces, pieces, anything), min_size=1, max_size=most),
        st.sampled_from((" ", "", "\n\n")),
    )
    # One in some twenty is very long, which costs more than all others together.
    return st.one_of(*[mixed] * 19, st.sampled_from(LONG))
