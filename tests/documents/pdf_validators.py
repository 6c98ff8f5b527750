"""What outside programs say about a PDF: empty where they find nothing wrong."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pdfua

from tests.requires import requires

needs_qpdf = requires("qpdf")
needs_pdftotext = requires("pdftotext")
# A rule of pdfua 0.1.3 that breaks down on arrays in the structure tree and says nothing.
_BROKEN_RULES = {"UA-14-001"}


def pdfua_errors(path: Path) -> list[str]:
    """Return the findings of pdfua, and the rules that it could not run."""
    report = pdfua.validate(str(path))
    findings = [f"{found.rule_id}: {found.message}" for found in report.findings]
    skipped = [
        f"{outcome.rule_id} was not run: {outcome.skipped_reason}"
        for outcome in report.outcomes
        if outcome.skipped_reason and outcome.rule_id not in _BROKEN_RULES
    ]
    return findings + skipped


def qpdf_errors(path: Path) -> list[str]:
    """Return what `qpdf --check` complains about."""
    ran = subprocess.run(
        ["qpdf", "--check", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    return [] if ran.returncode == 0 else (ran.stdout + ran.stderr).splitlines()


def pdf_text(path: Path) -> str:
    """Return the text as pdftotext reads it, without the marks that turn directions."""
    return _pdftotext(path)


def pdf_text_in_file_order(path: Path) -> str:
    """Return the text in the order in which the file holds it.

    Otherwise pdftotext guesses an order from where the lines stand, and takes a column that
    begins in Arabic for the first one.
    """
    return _pdftotext(path, "-raw")


def _pdftotext(path: Path, *options: str) -> str:
    ran = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", *options, str(path), "-"],
        capture_output=True,
        check=True,
    )
    text = ran.stdout.decode("utf-8")
    return "".join(c for c in text if c not in "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069")
