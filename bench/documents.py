"""`make bench-documents`: a letter file and its list to documents, against who else does that.

Cold processes are told in processor time, medians of runs in turns. The peers get the same
letter as plain Markdown, a paragraph a name, sorted already and without groups; pandoc's
third process is typst, with our faces and none of the system's.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from app.domain.composing import compose
from app.domain.documents import LetterDocument
from app.domain.signatories import Signatory
from app.formats.letter_files import read_letter_file
from app.rendering import pdf
from app.rendering.designs import load_design
from app.rendering.docx.render import render_docx
from bench.clock import Work, against, seconds
from bench.names import made_up
from bench.processes import Command, Cost, in_turns
from bench.say import say
from config import PROJECT

SIZES = (70, 1_000, 10_000)
DESIGN = "plain"
SAMPLE = PROJECT / "letters" / "samples" / "blocked-crossings" / "letter.md"

HEAD = """---
title: A letter to measure
date: 2026-03-02
addressees:
- name: Administrator Ada Example
  organisation: Office of Examples
  address: ['100 Example Ave.', 'Example City 20500']
salutation: 'Dear Administrator Example:'
closing: 'Sincerely,'
---
"""


def letter_text() -> str:
    """Return the sample's text with its four notes under a plain head, names in one column."""
    return HEAD + SAMPLE.read_text(encoding="utf-8").split("---\n", 2)[2]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        place = Path(folder)
        ours = {size: _against_pandoc(place, size) for size in SIZES}
        say("cold_10000_against_1000", ours[10_000].seconds / ours[1_000].seconds, "x")
        say("memory_10000_names", ours[10_000].megabytes, "MB")
        _pdf_alone(place)
    for size in (70, 10_000):
        _warm(size)


def _against_pandoc(place: Path, size: int) -> Cost:
    files = _Files(place, size)
    runs = 7 if size < 10_000 else 3
    jobs = {"ours": [files.ours("docx", "pdf")], "pandoc": list(files.pandoc())}
    costs = in_turns(jobs, runs=runs)
    ours, theirs = costs["ours"], costs["pandoc"]
    say(f"cold_{size}_names", ours.seconds * 1000, "ms")
    say(f"cold_{size}_names_pandoc", theirs.seconds * 1000, "ms")
    say(f"cold_{size}_names_against_pandoc", ours.seconds / theirs.seconds, "x")
    return ours


def _pdf_alone(place: Path) -> None:
    """The PDF of 70 names, cold, against programs that print HTML and Word files."""
    files = _Files(place, SIZES[0])
    in_turns({"files": [files.ours("html", "docx")]}, runs=1)
    jobs = {"ours": [files.ours("pdf")], "weasyprint": [files.weasyprint()]}
    office = shutil.which("soffice")
    if office:
        jobs["libreoffice"] = [files.libreoffice(office)]
    costs = in_turns(jobs, runs=5)
    for name in list(jobs)[1:]:
        ratio = costs["ours"].seconds / costs[name].seconds
        say(f"cold_pdf_{SIZES[0]}_names_against_{name}", ratio, "x")
    if not office:
        print("cold_pdf_70_names_against_libreoffice: not measured, soffice is not installed")


class _Files:
    """The files of one size in one folder, and the commands that make documents of them."""

    def __init__(self, place: Path, size: int) -> None:
        self._at = place / str(size)
        self._at.mkdir(exist_ok=True)
        names = sorted(made_up(size))
        text = letter_text()
        (self._at / "letter.md").write_text(text, encoding="utf-8")
        rows = "\n".join(f'"{name}"' for name in names)
        (self._at / "names.csv").write_text(f"name\n{rows}\n", encoding="utf-8")
        _, _, body = text.split("---\n", 2)
        plain = "\n\n".join([body.replace("{{ count }}", str(size)), *names])
        (self._at / "plain.md").write_text(plain, encoding="utf-8")

    def ours(self, *kinds: str) -> Command:
        outputs = [each for kind in kinds for each in ("--out", str(self._at / f"out.{kind}"))]
        files = (str(self._at / "letter.md"), "--signatories", str(self._at / "names.csv"))
        return (sys.executable, "-m", "app", "render", *files, *outputs)

    def pandoc(self) -> Iterator[Command]:
        program = _pandoc()
        source, typst = str(self._at / "plain.md"), str(self._at / "peer.typ")
        yield (program, source, "-o", str(self._at / "peer.docx"))
        face = load_design(DESIGN).pdf_fonts[0]
        yield (program, "-s", source, "-V", f"mainfont={face}", "-t", "typst", "-o", typst)
        yield (sys.executable, "-m", "bench.compile_typst", typst, str(self._at / "peer.pdf"))

    def weasyprint(self) -> Command:
        return (
            sys.executable,
            "-m",
            "weasyprint",
            str(self._at / "out.html"),
            str(self._at / "peer-html.pdf"),
        )

    def libreoffice(self, program: str) -> Command:
        profile = f"-env:UserInstallation=file://{self._at / 'profile'}"
        to = ("--convert-to", "pdf", "--outdir", str(self._at / "office"))
        return (program, profile, "--headless", *to, str(self._at / "out.docx"))


def _pandoc() -> str:
    """Return where the program lies that the package pypandoc-binary brings."""
    spec = find_spec("pypandoc")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("say `make bench-documents`: it installs pandoc")
    return str(Path(spec.origin).parent / "files" / "pandoc")


def _warm(size: int) -> None:
    """In process: our whole PDF against typst's compile of the same data, and DOCX against PDF."""
    letter = read_letter_file(letter_text().encode())
    rows = tuple(Signatory(name, position=place) for place, name in enumerate(made_up(size)))
    design = load_design(DESIGN)
    document = compose(letter, rows, layout=design.layout)
    runs = 15 if size < 10_000 else 3

    def whole() -> object:
        return pdf.render_pdf(document, design)

    with tempfile.TemporaryDirectory(prefix="bench-") as root:
        compiled = _compile_alone(document, Path(root))
        # What typst remembers of one run would make the next one's work for nothing.
        ours, theirs = against(whole, compiled, runs=runs, between=pdf.forget)
    word = seconds(lambda: render_docx(document, design), runs=runs)
    say(f"warm_pdf_{size}_names", ours * 1000, "ms")
    say(f"warm_pdf_{size}_names_against_typst_alone", ours / theirs, "x")
    say(f"warm_docx_{size}_names", word * 1000, "ms")
    say(f"warm_docx_{size}_names_against_pdf", word / ours, "x")


def _compile_alone(document: LetterDocument, root: Path) -> Work:
    """Return what compiles the letter from data that is made already."""
    design = load_design(DESIGN)
    data, _ = pdf._data(document, design)  # noqa: SLF001 - one part of it alone is measured
    when = pdf.document_date(document)
    return lambda: pdf._compile(data, root, when, every_face=False)  # noqa: SLF001


if __name__ == "__main__":
    main()
