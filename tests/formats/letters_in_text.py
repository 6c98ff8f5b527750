"""Letter files for tests, written in the test that reads them."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.errors import FaultyFile
from app.domain.letters import LetterFile
from app.formats.letter_files import read_letter_file


def letter_text(body: str = "We ask.", *, head: str = "title: A letter") -> str:
    return f"---\n{head}\n---\n{body}\n"


def read(
    body: str = "We ask.",
    *,
    head: str = "title: A letter",
    read_picture: Callable[[str], bytes | None] | None = None,
) -> LetterFile:
    return read_letter_file(letter_text(body, head=head).encode(), read_picture=read_picture)


def faults_of(data: bytes | str) -> list[str]:
    """Return what is wrong with a letter file, a sentence each; empty when nothing is."""
    try:
        read_letter_file(data.encode() if isinstance(data, str) else data)
    except FaultyFile as faulty:
        return [str(fault) for fault in faulty.faults]
    return []
