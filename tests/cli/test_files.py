from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.files import main
from tests.formats.letters_in_text import letter_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letter.md").write_text(letter_text("We {{ count }} ask."), encoding="utf-8")
    (tmp_path / "names.csv").write_text("name\nBeta\nAlpha\nAlpha\n", encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    command = ["render", str(folder / "letter.md"), "--signatories", str(folder / "names.csv")]
    return CliRunner().invoke(main, [*command, *arguments])


def write_letter(folder: Path, body: str, *, head: str = "title: x") -> None:
    (folder / "letter.md").write_text(letter_text(body, head=head), encoding="utf-8")


def test_a_letter_is_rendered_to_the_format_of_each_ending(folder: Path):
    result = run(folder, "--out", str(folder / "a.json"), "--out", str(folder / "a.md"))

    assert (result.exit_code, result.output) == (0, "")
    assert "We 3 ask." in (folder / "a.json").read_text(encoding="utf-8")
    assert json.loads((folder / "a.json").read_bytes())
    assert (folder / "a.md").read_bytes() == (folder / "letter.md").read_bytes()


@pytest.mark.parametrize(
    ("head", "body", "code", "said"),
    [
        pytest.param("titel: x", "A", 2, "letter.md: line 2: titel: unknown key", id="unknown key"),
        pytest.param("title: x\nleads: [Lost]", "A", 2, "no signatory is called 'Lost'", id="lead"),
        pytest.param("title: x\ndesign: none-such", "A", 2, "none-such", id="design"),
        pytest.param("title: x", "XX groups", 3, "“XX groups” is still a placeholder", id="placeholder"),
        pytest.param("title: x", "*supra* note 9", 3, "“supra note 9” in paragraph 1 names", id="number"),
        pytest.param("title: x", "A[^9]", 3, "note [^9] is referred to but not defined", id="note"),
    ],
)  # fmt: skip
def test_a_refusal_says_why_and_writes_nothing(
    folder: Path, head: str, body: str, code: int, said: str
):
    write_letter(folder, body, head=head)

    result = run(folder, "--out", str(folder / "a.json"))

    assert result.exit_code == code
    assert said in result.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["letter.md", "names.csv"]


@pytest.mark.parametrize("escape", [("--draft",), ("--allow", "XX groups", "--allow", "[^9]")])
def test_a_draft_or_an_allowed_text_passes(folder: Path, escape: tuple[str, ...]):
    write_letter(folder, "XX groups[^9]")

    result = run(folder, "--out", str(folder / "a.json"), *escape)

    assert result.exit_code == 0
    assert result.stderr.startswith("warning: ")


@pytest.mark.parametrize(
    "out",
    ["a.rtf", "a", "missing/a.json"],
)
def test_an_output_that_cannot_be_made_leaves_no_other_behind(folder: Path, out: str):
    result = run(folder, "--out", str(folder / "good.json"), "--out", str(folder / out))

    assert result.exit_code == 2
    assert out in result.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["letter.md", "names.csv"]


def test_files_that_are_not_there_are_named(tmp_path: Path):
    result = run(tmp_path, "--out", str(tmp_path / "a.json"))

    assert result.exit_code == 2
    assert "letter.md: cannot be read (No such file or directory)" in result.stderr


def test_names_are_sorted_one_a_line(tmp_path: Path):
    names = tmp_path / "names.txt"
    names.write_text("# a list\nZeta\n\nThe Alpha\nÉcole\n", encoding="utf-8")

    result = CliRunner().invoke(main, ["sort", str(names)])

    assert (result.exit_code, result.output) == (0, "The Alpha\nÉcole\nZeta\n")


def test_an_unknown_locale_is_refused(tmp_path: Path):
    names = tmp_path / "names.txt"
    names.write_text("A\n", encoding="utf-8")

    result = CliRunner().invoke(main, ["sort", str(names), "--locale", "no such"])

    assert result.exit_code == 2
    assert result.stderr.startswith("--locale: ")


def test_the_tools_load_neither_flask_nor_sqlalchemy(folder: Path):
    outs = [f"--out={folder / name}" for name in ("a.json", "a.txt", "a.html", "a.docx", "a.pdf")]
    script = (
        "import sys; from app.cli.files import main; "
        "main(sys.argv[1:], standalone_mode=False); "
        "print([m for m in ('flask', 'sqlalchemy', 'werkzeug') if m in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, "render", str(folder / "letter.md"), *outs],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )

    assert done.stdout == "[]\n"
