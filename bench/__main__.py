"""`make bench`: a line for each figure, `name: value unit` or `name: ratio x`.

Processor time, medians, warm. A peer runs in the same process, in turns with ours.
"""

from __future__ import annotations

import io
from dataclasses import replace

import docx

from app.domain.collation import sort_key
from app.domain.composing import compose
from app.domain.documents import LetterDocument
from app.domain.letters import LetterFile
from app.domain.signatories import Signatory
from app.formats.letter_files import read_letter_file
from app.formats.signatory_lists import read_signatories
from app.rendering.designs import load_design
from app.rendering.docx.render import render_docx
from app.rendering.html.fragments import letter_parts, with_names
from app.rendering.pdf import render_pdf
from bench.clock import against, seconds
from bench.names import made_up
from bench.say import say
from config import PROJECT

SAMPLES = PROJECT / "letters" / "samples"
MANY = 6_900
"""As many names as the longest list of a real letter that we know of had, roughly."""


def main() -> None:
    letter, signatories = _sample()
    _documents("sample", compose(letter, signatories), runs=9)
    many = tuple(Signatory(name=name, position=place) for place, name in enumerate(made_up(MANY)))
    plain = replace(letter, leads=(), groups=(), group_by=())
    _composing(plain, many)
    document = compose(plain, many)
    _documents(f"{MANY}_names", document, runs=3)
    _word_against_a_paragraph_at_a_time(document)
    _finding(document)
    _ordering()


def _sample() -> tuple[LetterFile, tuple[Signatory, ...]]:
    folder = min(path.parent for path in SAMPLES.glob("*/letter.md"))
    letter = read_letter_file((folder / "letter.md").read_bytes())
    return letter, read_signatories((folder / "signatories.csv").read_bytes())


def _composing(letter: LetterFile, signatories: tuple[Signatory, ...]) -> None:
    taken = seconds(lambda: compose(letter, signatories), runs=3)
    say(f"compose_{len(signatories)}_names", taken * 1000, "ms")


def _documents(name: str, document: LetterDocument, *, runs: int) -> None:
    design = load_design(document.design)
    say(f"docx_{name}", seconds(lambda: render_docx(document, design), runs=runs) * 1000, "ms")
    say(f"pdf_{name}", seconds(lambda: render_pdf(document, design), runs=runs) * 1000, "ms")


def _word_against_a_paragraph_at_a_time(document: LetterDocument) -> None:
    """The whole letter by us, against python-docx writing no more than its names."""
    design = load_design(document.design)
    names = made_up(MANY)

    def peer() -> None:
        package = docx.Document()
        for name in names:
            package.add_paragraph(name)
        package.save(io.BytesIO())

    ours, theirs = against(lambda: render_docx(document, design), peer, runs=3)
    say(f"docx_{MANY}_names_against_python_docx", ours / theirs, "x")


def _finding(document: LetterDocument) -> None:
    """A search whose word nearly every name holds: all are looked at, a page of them is written."""
    parts = letter_parts(document, page=1)
    taken = seconds(lambda: with_names(parts, document, find="a", page=1), runs=9)
    say(f"find_in_{MANY}_names", taken * 1000, "ms")


def _ordering() -> None:
    names = made_up(10_000)

    def ordered() -> None:
        # Keys are kept between calls; what counts is a list that nobody has sorted before.
        sort_key.cache_clear()
        sorted(names, key=lambda name: sort_key(name, locale="en"))

    ours, theirs = against(
        ordered,
        lambda: sorted(names, key=str.casefold),
        runs=5,
    )
    say("order_10000_names", ours * 1000, "ms")
    say("order_10000_names_against_casefold", ours / theirs, "x")


if __name__ == "__main__":
    main()
