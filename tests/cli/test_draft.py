"""`python -m app draft`: the letter file, the names beside it, warnings apart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from app.cli.files import main
from app.formats.letter_files import read_letter_file
from app.formats.signatory_lists import read_signatories
from tests.formats.word.drafts_in_xml import p, package
from tests.formats.word.drafts_in_xml import run as text

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    """A draft as python-docx, and with it many a program, writes it."""
    document = docx.Document()
    document.add_paragraph("May 3, 2027")
    document.add_paragraph("Dear Commissioner Tregarthen:")
    text = document.add_paragraph("We ask for ")
    text.add_run("one").italic = True
    text.add_run(" boat in winter, before the ice comes and the island is cut off.")
    document.add_paragraph("first", style="List Bullet")
    document.add_paragraph("second", style="List Bullet")
    document.add_paragraph("Sincerely,")
    table = document.add_table(rows=2, cols=2)
    for at, name in enumerate(("Alpha Club", "Gamma Club", "Beta Club", "Delta Club")):
        table.cell(at // 2, at % 2).text = name
    path = tmp_path / "draft.docx"
    document.save(str(path))
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["draft", *map(str, arguments)])


def test_a_draft_becomes_a_letter_file_and_a_list(word_file: Path, tmp_path: Path) -> None:
    out, names = tmp_path / "letter.md", tmp_path / "names.csv"

    result = run(word_file, "--out", out, "--signatories", names)

    assert result.exit_code == 0, result.output
    letter = read_letter_file(out.read_bytes())
    assert (letter.date_words, letter.salutation) == (
        "May 3, 2027",
        "Dear Commissioner Tregarthen:",
    )
    assert "We ask for *one* boat" in out.read_text(encoding="utf-8")
    assert "- first\n- second" in out.read_text(encoding="utf-8")
    assert [row.name for row in read_signatories(names.read_bytes())] == [
        "Alpha Club", "Beta Club", "Gamma Club", "Delta Club",
    ]  # fmt: skip
    assert "date: May 3, 2027 (paragraph 1)" in result.stdout
    assert "names: 4 names (table 1)" in result.stdout
    assert "warning: " in result.stderr


def test_names_without_a_place_to_go_are_counted_aloud(word_file: Path, tmp_path: Path) -> None:
    result = run(word_file, "--out", tmp_path / "letter.md")

    assert result.exit_code == 0
    assert "4 names stand in the draft and are not in letter.md" in result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4", "this is a PDF"),
        (package("<w:p/>" * 4_000_000), "far more paragraphs and marks"),
        (package(p("a"), raw={"word/media/x": b"0" * 300_000_000}), "grow beyond all measure"),
    ],
    ids=["pdf", "four million paragraphs", "zip bomb"],
)
def test_a_file_that_cannot_be_read_writes_nothing(
    tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "draft.docx").write_bytes(content)

    result = run(tmp_path / "draft.docx", "--out", tmp_path / "letter.md")

    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "letter.md").exists()


def test_tracked_changes_need_a_word(tmp_path: Path) -> None:
    tracked = f'<w:ins w:id="1" w:author="A">{text("added ")}</w:ins>{text("words")}'
    (tmp_path / "d.docx").write_bytes(package(p(xml=tracked)))

    refused = run(tmp_path / "d.docx", "--out", tmp_path / "l.md")
    accepted = run(tmp_path / "d.docx", "--out", tmp_path / "l.md", "--changes", "accept")

    assert (refused.exit_code, accepted.exit_code) == (2, 0)
    assert "tracked changes (1 insertion); settle them in Word, or say --changes" in refused.stderr
    assert "added words" in (tmp_path / "l.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("missing", ["nowhere.docx", "."])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, missing: str) -> None:
    result = run(tmp_path / missing, "--out", tmp_path / "l.md")

    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


def test_the_draft_itself_is_never_written_over(word_file: Path) -> None:
    before = word_file.read_bytes()

    result = run(word_file, "--out", word_file)

    assert result.exit_code == 2
    assert word_file.read_bytes() == before


def test_reading_loads_neither_flask_nor_sqlalchemy_and_no_parser_in_the_parent(
    word_file: Path, tmp_path: Path
) -> None:
    script = (
        "import sys; from app.cli.files import main; main(sys.argv[1:], standalone_mode=False); "
        "print([m for m in ('flask', 'sqlalchemy', 'werkzeug') if m in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, "draft", str(word_file), "--out", str(tmp_path / "l.md")],
        capture_output=True, text=True, check=True, cwd=PROJECT,
    )  # fmt: skip

    assert done.stdout.endswith("[]\n")


def test_a_hostile_file_costs_little_memory(tmp_path: Path) -> None:
    # As many elements as are let through to the parser, in a file of a few kilobytes.
    hostile = package("<w:p><w:r/></w:p>" * 24_000 + "<w:p>" + "<w:r/>" * 780_000 + "</w:p>")
    (tmp_path / "d.docx").write_bytes(hostile)
    script = (
        "import resource, subprocess, sys; "
        "subprocess.run([sys.executable, '-m', 'app', 'draft', *sys.argv[1:]], "
        "stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "d.docx"), "--out", str(tmp_path / "l.md")],
        capture_output=True, text=True, check=True, cwd=PROJECT,
    )  # fmt: skip

    # The largest of all processes, in kilobytes; the command itself takes some forty thousand.
    assert int(done.stdout) < 250_000
