"""The same letter makes the same PDF: in another process, another place, on another day."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.rendering import pdf
from app.rendering.designs import load_design
from tests.documents.golden_pictures import PROJECT, sample_letter

PRINT = """
import hashlib, sys, time
from app.rendering.designs import load_design
from app.rendering.pdf import render_pdf
from tests.documents.golden_pictures import sample_letter
from tests.documents.trees import rich_letter
later = time.time() + 86_400 * 500
time.time = lambda: later
for document, name in ((sample_letter("letterhead"), "letterhead"), (rich_letter(), "plain")):
    print(hashlib.sha256(render_pdf(document, load_design(name)).content).hexdigest())
"""


def digests(**environment: str) -> list[str]:
    ran = subprocess.run(
        [sys.executable, "-c", PRINT],
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT,
        env={**os.environ, **environment},
    )
    return ran.stdout.split()


def test_two_processes_with_other_seeds_and_zones_print_the_same_bytes() -> None:
    here = digests(PYTHONHASHSEED="1", TZ="UTC", LANG="C")
    there = digests(PYTHONHASHSEED="4711", TZ="Pacific/Auckland", LANG="de_DE.UTF-8", HOME="/")

    assert len(here) == 2
    assert here == there


def test_what_was_printed_before_leaves_no_trace() -> None:
    letter, design = sample_letter("compact"), load_design("compact")
    fresh = hashlib.sha256(pdf.render_pdf(letter, design).content).hexdigest()

    pdf.render_pdf(sample_letter("formal"), load_design("formal"))

    assert hashlib.sha256(pdf.render_pdf(letter, design).content).hexdigest() == fresh


@pytest.mark.parametrize("file", sorted(pdf.TEMPLATES.glob("*.typ")), ids=lambda file: file.name)
def test_no_template_reads_a_clock_or_a_file_of_its_own(file: Path) -> None:
    source = file.read_text(encoding="utf-8")

    assert "datetime" not in source
    assert "read(" not in source
    assert "eval(" not in source
    assert "@preview" not in source
