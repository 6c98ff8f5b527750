"""The letter as plain text: one paragraph a line, notes as [1] and listed at the end.

The text stands in the order of the tree, as in every other rendering.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain import documents as tree

INDENT = "    "
RULE = "* * *"


def render_text(document: tree.LetterDocument) -> str:
    """Return the letter as text that ends with a line feed.

    Blocks are parted by an empty line; names, address lines and list items stand one a
    line. A link shows its target in <> where its words do not.
    """
    parts = [_section(section) for section in document.sections]
    if document.edition:
        parts.append(document.edition)
    if document.is_draft:
        parts.insert(0, document.words.draft)
    if document.notes:
        notes = [_numbered(f"[{note.number}] ", note.blocks) for note in document.notes]
        parts.append("\n\n".join((document.words.notes, "\n".join(notes))))
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(section: tree.Section) -> str:
    match section:
        case tree.LetterheadSection():
            logo = (f"[{section.logo.alt}]",) if section.logo and not section.name else ()
            return "\n".join((*logo, section.name, *section.lines, *section.officers)).strip()
        case tree.TitleSection() | tree.ContactSection():
            return _inlines(section.inlines)
        case tree.ReSection():
            return f"{section.label} {_inlines(section.inlines)}"
        case tree.AddresseesSection():
            return "\n\n".join("\n".join(block.lines) for block in section.blocks)
        case tree.BodySection():
            return _blocks(section.blocks)
        case tree.NamesSection():
            return _names(section)
        case tree.CopiesSection():
            entries = ("\n".join(block.lines) for block in section.blocks)
            return "\n".join((section.label, *entries))
        case tree.EnclosuresSection():
            return "\n".join((section.label, *section.items))
        case _:
            return section.text


def _names(section: tree.NamesSection) -> str:
    opening = (section.heading, _inlines(section.note))
    groups = (text for group in section.groups for text in _groups(group))
    return "\n\n".join(part for part in (*opening, *groups) if part)


def _groups(group: tree.NameGroup) -> Iterator[str]:
    """Yield the group and those in it, each as its heading and its names line by line."""
    yield "\n".join(part for part in (group.heading, *(line.text for line in group.lines)) if part)
    for inner in group.groups:
        yield from _groups(inner)


def _blocks(blocks: Sequence[tree.Block]) -> str:
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: tree.Block) -> str:
    match block:
        case tree.Paragraph() | tree.Heading():
            return _inlines(block.inlines)
        case tree.BulletList():
            items = (_numbered("• ", item, tight=block.tight) for item in block.items)
            return ("\n" if block.tight else "\n\n").join(items)
        case tree.OrderedList():
            numbered = enumerate(block.items, block.start)
            items = (_numbered(f"{n}. ", item, tight=block.tight) for n, item in numbered)
            return ("\n" if block.tight else "\n\n").join(items)
        case tree.Quote():
            return _indented(_blocks(block.blocks), INDENT)
        case tree.CodeBlock():
            return _indented(block.text.rstrip("\n"), INDENT)
        case tree.Table():
            rows = (block.header, *block.rows)
            return "\n".join("\t".join(_inlines(cell) for cell in row) for row in rows)
        case tree.Rule():
            return RULE
        case tree.Passage():
            return _blocks(block.blocks)
        case tree.Picture():
            return f"[{block.alt}]"


def _numbered(mark: str, blocks: Sequence[tree.Block], *, tight: bool = True) -> str:
    """Return blocks behind a mark, what follows the first line indented by its width."""
    gap = "\n" if tight else "\n\n"
    text = gap.join(_block(block) for block in blocks)
    return mark + _indented(text, " " * len(mark)).lstrip(" ")


def _indented(text: str, indent: str) -> str:
    return "\n".join(indent + line if line else "" for line in text.split("\n"))


def _inlines(inlines: tree.Inlines) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: tree.Inline) -> str:
    match inline:
        case tree.Text() | tree.Code():
            return inline.text
        case tree.LineBreak():
            return "\n"
        case tree.NoteReference():
            return f"[{inline.number}]"
        case tree.NoteNumber():
            return str(inline.number)
        case tree.Emphasis() | tree.Strong():
            return _inlines(inline.children)
        case tree.Link():
            return _link(inline)
        case tree.Token():
            raise AssertionError(f"the token {inline.name} was not computed")


def _link(link: tree.Link) -> str:
    text = _inlines(link.children)
    return text if _bare(text) == _bare(link.target) else f"{text} <{link.target}>"


def _bare(address: str) -> str:
    """Return an address without what readers leave out: scheme and closing slash."""
    for scheme in ("https://", "http://", "mailto:"):
        address = address.removeprefix(scheme)
    return address.strip().rstrip("/")
