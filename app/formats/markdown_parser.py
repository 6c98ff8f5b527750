"""A Markdown parser for letters: CommonMark with tables, notes, figures and bare links.

What it adds to CommonMark, each as a rule of markdown-it: `{{ figures }}`, bare `https://` and
`www.` addresses, `::: {lang=fr}` passages, notes, quotes by language. HTML is text.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.smartquotes import process_inlines
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from app.domain import tokens

# markdown-it drops what stands deeper than its own limit; the tree refuses a letter well
# before that. A list takes two levels.
PARSER_NESTING = 100
# Where the parser notes the lines (from 0) of paragraphs that it was spared.
UNBEARABLE = "unbearable"
# Brackets, stars and backticks that never close cost time with the square of their number. No
# paragraph of a letter comes near the first two figures; the third, a sum of squares over all
# paragraphs, keeps a hostile letter near three seconds.
_MAX_PARAGRAPH = 100_000
_MAX_MARKS = 1_000
_MAX_EFFORT = 2_500_000
_MAX_REPORTED = 5
_MARKS = re.compile(r"[\[\]`*_<!^]")
# Quotes are paired like brackets, where they are paired at all.
_MARKS_AND_QUOTES = re.compile(r"[\[\]`*_<!^\"']")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
PASSAGE_HEAD = re.compile(r"\s*\{\s*lang\s*=\s*[\"']?([^\s\"'}]*)[\"']?\s*\}\s*")

_SCHEME_BEFORE = re.compile(r"(?<![A-Za-z0-9])https?$", re.IGNORECASE)
# An address ends at a blank, at brackets, quotes and braces, and at the full stops and brackets
# of Chinese and Japanese. A backslash before punctuation is an escape, as programs write it.
_ADDRESS = re.compile(
    r"(?:\\[!-/:-@\[-`{-~]|[^\s<>\[\]{}\\`\"“”«»„‹›|\u3000-\u303f\uff01-\uff0f\uff1a-\uff20])+"
)
_WWW = re.compile(r"www\.[^\s./?#]+(?:\.[^\s./?#]+)+", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TRAILING = frozenset("?!.,:;*_~'’…")

# What the pairing of quotes leaves: don't, 'tis, the '90s.
_APOSTROPHE = re.compile(r"(?<=\w)'|'(?=\w)")

# Opening and closing double quotes, then single ones.
_ENGLISH_QUOTES = ("“", "”", "‘", "’")
_QUOTES = {
    "ar": ("«", "»", "‹", "›"),
    "de": ("„", "“", "‚", "‘"),
    "es": ("«", "»", "“", "”"),
    "fr": ("«\u00a0", "\u00a0»", "‹\u00a0", "\u00a0›"),
    "it": ("«", "»", "“", "”"),
}
# Letters of Latin America and of the United States quote as English does.
_SPANISH_OF_SPAIN = frozenset({"es-es"})


class _LetterParser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 (as the parser has it)
        """Let every target pass: it is judged when the tree is made, and keeps its text."""
        return True


def letter_parser(*, smart_quotes: bool, language: str) -> MarkdownIt:
    """Return a parser for a letter in `language`; quotes stay as written unless asked."""
    parser = _LetterParser("commonmark", {"html": False, "maxNesting": PARSER_NESTING})
    parser.enable("table")
    footnote_plugin(parser, move_to_end=False, always_match_refs=True)
    container_plugin(parser, "passage", validate=_is_passage)
    parser.inline.add_terminator_char("w")
    parser.inline.add_terminator_char("W")
    parser.inline.ruler.before("backticks", "figure", _figure)
    parser.inline.ruler.before("backticks", "bare_www", _bare_www)
    parser.inline.ruler.before("backticks", "bare_address", _bare_address)
    marks = _MARKS_AND_QUOTES if smart_quotes else _MARKS
    parser.core.ruler.before("inline", "bearable", _Bearable(marks))
    if smart_quotes:
        parser.core.ruler.before("text_join", "quotes", _Quotes(language))
    parser.disable("text_join")
    return parser


def quotes_of(language: str) -> tuple[str, str, str, str]:
    """Return the quotation marks of a language."""
    tag = language.replace("_", "-").casefold()
    primary = tag.split("-")[0]
    if primary == "es" and tag not in _SPANISH_OF_SPAIN:
        return _ENGLISH_QUOTES
    return _QUOTES.get(primary, _ENGLISH_QUOTES)


class _Bearable:
    """Empties the paragraphs that would take minutes, and notes where the first ones stand."""

    def __init__(self, marks: re.Pattern[str]) -> None:
        self._marks = marks

    def __call__(self, state: StateCore) -> None:
        effort = 0
        for token in state.tokens:
            if token.type != "inline":
                continue
            marks = len(self._marks.findall(token.content))
            effort += marks * marks
            if len(token.content) > _MAX_PARAGRAPH or marks > _MAX_MARKS or effort > _MAX_EFFORT:
                lines = state.env.setdefault(UNBEARABLE, [])
                if len(lines) < _MAX_REPORTED:
                    lines.append(token.map[0] if token.map else 0)
                token.content = ""


def _is_passage(head: str, _markup: str) -> bool:
    return bool(head.strip())


def _figure(state: StateInline, silent: bool) -> bool:
    """`{{ name }}` becomes a token of type "figure" whose content is what the braces hold."""
    if not state.src.startswith("{{", state.pos):
        return False
    match = tokens.PATTERN.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("figure", "", 0)
        token.content = match[1]
        token.markup = match[0]
    state.pos = match.end()
    return True


def _bare_www(state: StateInline, silent: bool) -> bool:
    if silent or state.linkLevel > 0 or state.src[state.pos] not in "wW":
        return False
    before = state.src[state.pos - 1] if state.pos else " "
    if (before.isascii() and before.isalnum()) or before in "/@.-_=":
        return False
    if not _WWW.match(state.src, state.pos, state.posMax):
        return False
    written = address_at(state.src, state.pos, state.posMax)
    if not _WWW.match(written):
        return False
    _push_link(state, written, target=f"https://{_meant(written)}")
    state.pos += len(written)
    return True


def _bare_address(state: StateInline, silent: bool) -> bool:
    """`https://...`: noticed at its colon, when the scheme already waits as pending text."""
    if silent or state.linkLevel > 0 or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME_BEFORE.search(state.pending[-10:])
    if not scheme:
        return False
    length = len(scheme[0])
    written = address_at(state.src, state.pos - length, state.posMax)
    if len(written) <= length or not is_live(_meant(written)):
        return False
    state.pending = state.pending[:-length]
    _push_link(state, written, target=_meant(written))
    state.pos += len(written) - length
    return True


def is_live(target: str) -> bool:
    """Is this an absolute http, https or mailto address?"""
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return any(character.isalnum() for character in parts.netloc)
    return parts.scheme == "mailto" and bool(parts.path.strip("@ "))


def address_at(text: str, start: int, end: int) -> str:
    """Return the address that begins at `start`, as written, without the sentence's end."""
    match = _ADDRESS.match(text, start, end)
    written = match[0] if match else ""
    opened, closed = written.count("("), written.count(")")
    while written:
        last = written[-1]
        if last == ")" and closed > opened:
            closed -= 1
        elif last not in _TRAILING or written.endswith("&amp;"):
            break
        written = written[:-1]
    return written.rstrip("\\")


def _meant(written: str) -> str:
    return _ESCAPED.sub(r"\1", written).replace("&amp;", "&")


def _push_link(state: StateInline, written: str, *, target: str) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(target)}
    opening.markup = "bare"
    text = state.push("text", "", 0)
    text.content = _meant(written)
    state.push("link_close", "a", -1).markup = "bare"


class _Quotes:
    """Turns straight quotes into the marks of the language around them."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, state: StateCore) -> None:
        languages = [self._language]
        for token in state.tokens:
            if token.type == "container_passage_open":
                languages.append(passage_language(token) or languages[-1])
            elif token.type == "container_passage_close":
                languages.pop()
            elif token.type == "inline" and token.children:
                self._change(token.children, state, languages[-1])
        for note in state.env.get("footnotes", {}).get("list", {}).values():
            self._change(note.get("tokens", []), state, self._language)

    def _change(self, children: list[Token], state: StateCore, language: str) -> None:
        state.md.options["quotes"] = quotes_of(language)
        process_inlines(children, state)
        for child in children:
            if child.type == "text":
                child.content = _APOSTROPHE.sub("’", child.content)


def passage_language(token: Token) -> str:
    """Return the language that opens a passage, "" where its head names none."""
    head = PASSAGE_HEAD.fullmatch(token.info)
    tag = head[1] if head else ""
    return tag.replace("_", "-") if LANGUAGE_TAG.fullmatch(tag) else ""
