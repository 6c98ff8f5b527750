"""Whatever the readers say of a file can be said in another language.

Each case makes a reader say something. Together they make it say all that it can: a new
sentence without a case here fails, as does one that no catalogue can hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file

from app.domain.composing import compose
from app.domain.errors import FaultyFile
from app.domain.finishing import Hindrance, Notice
from app.domain.lines import check_line
from app.domain.misleading import misleading_numbers
from app.domain.sentences import Sentence
from app.formats.decoding import decode
from app.formats.letter_files import read_letter_file
from app.formats.name_pairs import read_name_pairs
from app.formats.pictures import ReadPicture
from app.formats.signatory_lists import read_signatories
from tests.formats.letters_in_text import letter_text, read
from tests.formats.lists.said_of_lists import said_of_lists
from tests.picture_bytes import png
from tests.shape.places import PROJECT

# Pictures that people bring are refused by sentences of their own, said on their own pages.
READERS = (
    *sorted(set((PROJECT / "app" / "formats").glob("*.py"))
            - {PROJECT / "app" / "formats" / "picture_files.py"}),
    *sorted((PROJECT / "app" / "formats" / "lists").glob("*.py")),
    PROJECT / "app" / "domain" / "lines.py",
    PROJECT / "app" / "domain" / "misleading.py",
    PROJECT / "app" / "domain" / "errors.py",
)  # fmt: skip
# Says of a text that is named where it stands; these cases stand in few of the places.
PLACES = (PROJECT / "app" / "domain" / "printed_texts.py",)
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
PICTURES: dict[str, bytes] = {"heavy.png": b"\0" * 20_000_001, "not.png": b"GIF89a", "a.png": png()}

HEADS = {
    "unknown key": "titel: x",
    "unknown key with none near it": "title: x\nzzz: 1",
    "unknown key inside": "title: x\naddressees: [{nme: y}]",
    "no title": "lang: en",
    "key twice": "title: x\ntitle: y",
    "braces as a mapping": "title: {{ count }}",
    "braces inside YAML": "title: {{ count }} groups",
    "alias": "title: *x",
    "anchor": "title: &x y",
    "tag": "title: !x y",
    "a sequence": "- title",
    "two documents": "title: x\n--- {a: b}",
    "too deep": "title: " + "[" * 12 + "]" * 12,
    "unreadable": "title: 'x",
    "unreadable value": "title: x: y",
    "a tab": "title:\n\t- x",
    "a list for text": "title: [x]",
    "a figure that prints nowhere": "title: x\nclosing: '{{ count }}'",
    "an unknown figure": "title: x\nsignatories_heading: '{{ cuont }}'",
    "neither yes nor no": "title: x\nindividuals: perhaps",
    "no such number": "title: x\ncolumns: 9",
    "no such choice": "title: x\norder: random",
    "no such way of grouping": "title: x\ngroup_by: size",
    "a text for a list": "title: x\nleads: One",
    "twice in a list": "title: x\nleads: [One, One]",
    "a mapping in a list": "title: x\nleads: [{a: b}]",
    "a mapping for lines": "title: x\naddressees: [{name: y, address: {a: b}}]",
    "a text for a letterhead": "title: x\nletterhead: Us",
    "a logo without words": "title: x\nletterhead: {logo: a.png}",
    "no moment": "title: x\ncloses: tomorrow",
    "no zone": "title: x\ncloses: 2026-03-20T17:00",
    "no such zone": "title: x\nzone: Nowhere/Land",
    "an hour that is skipped": "title: x\nzone: America/New_York\ncloses: 2026-03-08T02:30",
    "no such day": "title: x\ndate: 2026-02-30",
    "closes first": "title: x\nopens: 2026-03-21T17:00Z\ncloses: 2026-03-20T17:00Z",
    "a long list": f"title: x\nleads: [{', '.join(f'n{n}' for n in range(501))}]",
    "a long line": f"title: x\nclosing: {'x' * 1001}",
    "a party in words": "title: x\nccc: 1\ncc: [Somebody]",
    "no address of mail": "title: x\ncc: [{name: y, email: z}]",
    "both spellings": "title: x\ncc: [{organisation: y, organization: z}]",
    "no slug": "title: x\nslug: A B",
    "no design": "title: x\ndesign: A B",
    "no language": "title: x\nlang: '?'",
    "no part": "title: x\nparts: [middle]",
    "no placeholder of a line": "title: x\nline: '{name} {age}'",
    "a single brace in a line": "title: x\nline: '{name'",
    "a line without a name": "title: x\nline: '{title}'",
    "a long pattern": f"title: x\nline: '{{name}}{'x' * 200}'",
    "a note in a title": "title: 'See {{ note:1 }}'",
    "a note in place": "title: x\nre: 'Buses^[Here.]'",
    "an escaped control character": 'title: "a\\x07"',
    "an escaped override": 'title: "a\\u202e"',
    "more faults than are told": "title: x\n" + "\n".join(f"k{n}: 1" for n in range(60)),
}
BODIES = {
    "many characters": "x " * 150_001,
    "many lines": "x\n" * 10_001,
    "many cells": "|" * 30_001,
    "many addresses": "www." * 10_001,
    "many items": "- x\n" * 4_001,
    "deep quotes": "> " * 30 + "x",
    "a paragraph full of marks": "[" * 1_001,
    "a passage that stays open": "::: {lang=fr}\nx",
    "a passage without a language": "::: note\nx\n:::",
    "a long table": "a|b\n-|-\n" + "x|y\n" * 2_001,
    "a row that is too long": "a|b\n-|-\nx|y|z",
    "a note twice": "x[^1]\n\n[^1]: y\n\n[^1]: z",
    "an empty note": "x[^1]\n\n[^1]:",
    "a note that is nowhere": "x[^9]",
    "a note that nobody names": "x\n\n[^1]: y",
    "the number of no note": "x {{ note:9 }}",
    "a typed number of no note": "x[^1], supra note 9\n\n[^1]: y",
    "a typed number that does not move": "x[^fees], supra note 1\n\n[^fees]: y",
    "a typed number of a note in place": "x^[y], supra note 1",
    "a typed number of a note elsewhere": "x[^7], supra note 7\n\n[^7]: y",
    "a typed number of two notes": "x[^2] y[^1]\n\n[^1]: a\n\n[^2]: b, infra note 1",
    "a label with blanks": "x[^a note]",
    "HTML": "x <b>y</b>",
    "loose braces": "x {{ count",
    "an unknown figure": "x {{ cuont }}",
    "a character by its number": "x &#x202E;",
    "a link to nowhere": "[x]()",
    "a link to somewhere else": "[x](javascript:y)",
    "a remote picture": "![x](https://example.org/a.png)",
    "a picture elsewhere": "![x](../a.png)",
    "no such picture": "![x](none.png)",
    "a heavy picture": "![x](heavy.png)",
    "no picture": "![x](not.png)",
    "a picture inside words": "*![x](a.png)*",
}
FILES = {
    "too large": b"x" * 2_000_001,
    "Word": b"PK\x03\x04",
    "old Word": b"\xd0\xcf\x11\xe0",
    "a PDF": b"%PDF-1.7",
    "UTF-16": b"\xff\xfea\0",
    "Latin": b"---\ntitle: caf\xe9\n---\n",
    "no front matter": b"Dear Sir",
    "an endless front matter": b"---\ntitle: x\n",
    "a large front matter": b"---\ntitle: " + b"x" * 256_001 + b"\n---\n",
    "a control character": b"---\ntitle: x\n---\na\x07b",
    "an override": "---\ntitle: x\n---\na\u202eb".encode(),
}  # fmt: skip
MISLEADING = {
    "a note that is not there": "x[^1], supra note 9",
    "a note that does not stand before": "x, supra note 1[^1]",
    "a note that does not stand after": "x[^1], infra note 1",
    "notes that count backwards": "x[^1] y[^2] z[^3], supra notes 3-1",
}
PAIRS = {
    "no such column": "name_a,name\nA,B",
    "twice": "name_a,name_b,name_b\nA,B,C",
    "too many cells": "name_a,name_b\nA,B,C",
    "no name": "name_a,name_b\nA,",
    "loose quote": 'name_a,name_b\n"A,B',
}
LISTS = {
    "empty": "",
    "no name": "Group,State\nA,B",
    "twice": "name,name\nA,B",
    "too many cells": "name\nA,B",
    "loose quote": 'name\n"A',
    "no kind": "name,kind\nA,robot",
    "no scope": "name,scope\nA,universe",
    "no number": "name,order\nA,first",
    "a row without a name": "name,state\n,OH",
    "a name that cannot be seen": "name\n\u200b",
    "a name that turns": "name\nA\u2067",
    "a long name": "name\n" + "A" * 301,
    "a long cell": "name,state\nA," + "x" * 101,
    "a control character": "name,state\nA,B\x07",
    "an unknown figure": "name,group\nA,{{ cuont }}",
}


def _of_letter(data: bytes, read_picture: ReadPicture | None = PICTURES.get) -> Iterator[Sentence]:
    try:
        letter = read_letter_file(data, read_picture=read_picture)
    except FaultyFile as faulty:
        yield from (fault.located for fault in faulty.faults)
    else:
        noticed: tuple[Notice | Hindrance, ...] = letter.warnings
        yield from (each.located for each in noticed)


def _of_list(data: bytes) -> Iterator[Sentence]:
    try:
        read_signatories(data)
    except FaultyFile as faulty:
        yield from (fault.located for fault in faulty.faults)


def _of_numbers(body: str) -> Iterator[Sentence]:
    notes = "\n\n".join(f"[^{number}]: n" for number in (1, 2, 3) if f"[^{number}]" in body)
    document = compose(read(f"{body}\n\n{notes}"), ())
    yield from (each.located for each in misleading_numbers(document))


def _of_pairs(data: bytes) -> Iterator[Sentence]:
    try:
        read_name_pairs(data)
    except FaultyFile as faulty:
        yield from (fault.located for fault in faulty.faults)


def _said() -> dict[str, tuple[Sentence, ...]]:
    """Everything that the cases make the readers say, by the case."""
    said = {
        f"head: {name}": tuple(_of_letter(letter_text(head=head).encode()))
        for name, head in HEADS.items()
    }
    said |= {
        f"body: {name}": tuple(_of_letter(letter_text(body).encode()))
        for name, body in BODIES.items()
    }
    said |= {f"file: {name}": tuple(_of_letter(data)) for name, data in FILES.items()}
    said |= {f"list: {name}": tuple(_of_list(text.encode())) for name, text in LISTS.items()}
    said |= {f"pairs: {name}": tuple(_of_pairs(text.encode())) for name, text in PAIRS.items()}
    said |= {f"numbers: {name}": tuple(_of_numbers(body)) for name, body in MISLEADING.items()}
    said |= said_of_lists()
    waits = "title: x\nletterhead: {name: Us, logo: a.png}"
    said["pictures that are still to come"] = tuple(
        _of_letter(letter_text("![x](b.png)", head=waits).encode(), None)
    )
    lines = check_line("{name}\n{title}")
    said["a pattern of two lines"] = (lines,) if lines else ()
    return said


@pytest.fixture(scope="module")
def said() -> dict[str, tuple[Sentence, ...]]:
    return _said()


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Every message of the readers that a catalogue can hold."""
    return _messages(READERS)


def _messages(paths: Iterable[Path]) -> set[str]:
    return {
        str(identity)
        for path in paths
        for _line, identity, _comments, _context in extract_from_file(
            "python", path, keywords=DEFAULT_KEYWORDS
        )
    }


def _within(sentence: Sentence) -> Iterator[Sentence]:
    yield sentence
    for _, value in sentence.values:
        if isinstance(value, Sentence):
            yield from _within(value)


def _all(said: dict[str, tuple[Sentence, ...]]) -> Iterator[Sentence]:
    return (part for sentences in said.values() for each in sentences for part in _within(each))


def test_every_case_makes_a_reader_say_something(said: dict[str, tuple[Sentence, ...]]) -> None:
    assert [name for name, sentences in said.items() if not sentences] == []


def test_the_cases_make_the_readers_say_all_that_they_can(
    said: dict[str, tuple[Sentence, ...]], known: set[str]
) -> None:
    assert known - {each.message for each in _all(said)} == set()


def test_whatever_a_reader_says_a_catalogue_can_hold(
    said: dict[str, tuple[Sentence, ...]], known: set[str]
) -> None:
    holds = known | _messages(PLACES)
    strange = {
        each.message
        for each in _all(said)
        # What is left without its placeholders is no word: "%(key)s: %(said)s".
        if each.message not in holds and re.search(r"\w", PLACEHOLDER.sub("", each.message))
    }

    assert strange == set()


def test_a_sentence_fills_exactly_the_places_that_it_has(
    said: dict[str, tuple[Sentence, ...]],
) -> None:
    for each in _all(said):
        assert set(PLACEHOLDER.findall(each.message)) == {name for name, _ in each.values}
        assert "%" not in PLACEHOLDER.sub("", each.message)


def test_text_of_another_kind_is_refused_before_it_is_read() -> None:
    with pytest.raises(FaultyFile, match="this is a PDF; a text file is expected"):
        decode(b"%PDF-1.7", limit_bytes=10)
