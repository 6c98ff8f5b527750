from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from config import PROJECT

SHARED = PROJECT.parent / "shared" / "data" / "names"


def compare(pairs: Path, out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", "compare", str(pairs), "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT,
    )


def verdicts(out: Path) -> list[dict[str, str]]:
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_comes_back_with_a_verdict_a_score_and_a_reason(tmp_path):
    pairs, out = tmp_path / "pairs.csv", tmp_path / "verdicts.csv"
    pairs.write_text(
        "id,name_a,name_b,place_a,place_b\n"
        "1,Harbor Seal Trust,HARBOR SEAL TRUST,,\n"
        "2,Harbor Seal Trust,Harbor Seal Trust,Ohio,Oregon\n"
        '3,"Otters, Seals & Co","Otter Club of Ohio",,\n',
        encoding="utf-8",
    )

    finished = compare(pairs, out)

    assert finished.returncode == 0, finished.stderr
    assert finished.stdout == "same: 1\nlikely: 1\ndifferent: 1\n"
    rows = verdicts(out)
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert [row["verdict"] for row in rows] == ["same", "likely", "different"]
    assert rows[2]["name_a"] == "Otters, Seals & Co"
    assert all(row["reason"] and 0 <= float(row["score"]) <= 1 for row in rows)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name_a,name\nx,y\n", "name_b: no such column"),
        (b"name_a,name_b\nx,\n", "line 2: name_b: no name"),
        (b"name_a,name_b\nx,y,z\n", "3 cells under 2 headers"),
        (b"name_a,name_b\n\xff,y\n", "not UTF-8"),
        (b"", "name_a: no such column"),
        (b'name_a,name_b\n"x,y\n', "line 2"),
    ],
    ids=["no column", "no name", "too many cells", "not utf-8", "empty", "open quote"],
)
def test_a_faulty_file_is_refused_with_its_line(tmp_path, content, said):
    pairs, out = tmp_path / "pairs.csv", tmp_path / "verdicts.csv"
    pairs.write_bytes(content)

    finished = compare(pairs, out)

    assert finished.returncode == 2
    assert said in finished.stderr
    assert "Traceback" not in finished.stderr
    assert not out.exists()


def test_it_does_not_write_over_what_it_reads(tmp_path):
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("name_a,name_b\nx,y\n", encoding="utf-8")

    assert compare(pairs, pairs).returncode == 2
    assert pairs.read_text(encoding="utf-8") == "name_a,name_b\nx,y\n"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real names are not beside this checkout")
def test_the_real_pairs_are_told_apart(tmp_path):
    out = tmp_path / "verdicts.csv"

    assert compare(SHARED / "pairs_dev.csv", out).returncode == 0

    rows = verdicts(out)
    true = [row for row in rows if row["label"] == "same"]
    flagged = [row for row in rows if row["verdict"] != "different"]
    right = [row for row in flagged if row["label"] == "same"]
    certain = [row for row in rows if row["verdict"] == "same"]
    assert 2 * len(right) / (len(flagged) + len(true)) >= 0.92
    assert all(row["label"] == "same" for row in certain)
    assert len(certain) >= 0.4 * len(true)
