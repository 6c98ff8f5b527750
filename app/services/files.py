"""Letter files to documents, and names in printing order: the use cases without a database.

Loads neither Flask nor SQLAlchemy. Each renderer is imported when a file of its kind is asked
for, so that a text export does not load Word's or typst's libraries.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain import composing, finishing
from app.domain.collation import sort_key
from app.domain.documents import LetterDocument
from app.domain.errors import Fault, FaultyFile, UndersignedError, UnknownLocale
from app.domain.layouts import Layout
from app.domain.letters import LetterFile
from app.domain.misleading import misleading_numbers
from app.domain.placeholders import left_over
from app.domain.signatories import Signatory
from app.domain.values import dataclass
from app.formats.decoding import decode
from app.formats.letter_files import read_letter_file
from app.formats.pictures import from_folder
from app.formats.signatory_lists import read_signatories
from app.rendering.designs import Design, load_design
from app.services.rendering import DOCUMENT_ENDINGS, render_once_as

ENDINGS = (*DOCUMENT_ENDINGS, ".md")
_LIMIT_OF_NAMES = 20_000_000

Content = tuple[bytes, tuple[str, ...]]


class Unusable(UndersignedError):
    """A file cannot be read, or an output cannot be made; `problems` says why, a line each."""

    def __init__(self, *problems: str) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class NotFinished(UndersignedError):
    """The letter is refused as a final document; `reasons` holds a sentence each."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was made of a letter: the content of each output, and what its author should know."""

    contents: tuple[tuple[Path, bytes], ...]
    warnings: tuple[str, ...]


def render(
    letter_path: Path,
    signatories_path: Path | None,
    outputs: Sequence[Path],
    *,
    is_draft: bool = False,
    design_name: str = "",
    allowed: Collection[str] = (),
) -> Rendered:
    """Return the contents of the outputs, the format by each ending. Nothing is written.

    Raises Unusable for a fault in a file, and NotFinished where placeholders, loose notes or
    wrong numbers of notes are left in a letter that is no draft; `allowed` lets those through by their text.
    """
    _refuse_unknown_endings(outputs)
    _refuse_writing_over(outputs, (letter_path, signatories_path))
    letter = _read_letter(letter_path)
    signatories = _read_list(signatories_path) if signatories_path else ()
    _refuse_missing(letter, signatories, letter_path)
    design = _design(design_name or letter.design)
    letter = replace(letter, design=design.name)
    document = _composed(letter, signatories, letter_path, design.layout, is_draft=is_draft)
    if not is_draft:
        _refuse_unfinished(document, letter, allowed)
    warnings = list(map(str, letter.warnings))
    contents: list[tuple[Path, bytes]] = []
    for output in outputs:
        content, more = _content(output.suffix.casefold(), document, design, letter)
        contents.append((output, content))
        warnings += [warning for warning in more if warning not in warnings]
    return Rendered(tuple(contents), tuple(warnings))


def read_input(path: Path, *, outputs: Sequence[Path]) -> bytes:
    """Return the bytes of a file that `outputs` are made of. Raises Unusable."""
    _refuse_writing_over(outputs, (path,))
    twice = {path.resolve() for path in outputs}
    if len(twice) < len(outputs):
        raise Unusable(f"{outputs[0]}: two outputs would be one file; name another")
    return _bytes_of(path)


def write(contents: Sequence[tuple[Path, bytes]]) -> None:
    """Write every output or none.

    All are written beside their places first and moved there at the end, so that a full disk
    leaves no half of a document. Raises Unusable.
    """
    folders = [path for path, _ in contents if path.is_dir()]
    if folders:
        raise Unusable(*(f"{path}: is a folder" for path in folders))
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, content in contents:
            waiting.append((_written_beside(path, content), path))
        for temporary, path in waiting:
            _move(temporary, path)
    finally:
        for temporary, _ in waiting:
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()


def sort_names(path: Path, *, locale: str) -> tuple[str, ...]:
    """Return the names of a file, a name a line, in printing order.

    Empty lines and those that begin with # are left out. Raises Unusable.
    """
    try:
        text = decode(_bytes_of(path), limit_bytes=_LIMIT_OF_NAMES)
        listed = [line.strip() for line in text.split("\n")]
        found = [name for name in listed if name and not name.startswith("#")]
        return tuple(sorted(found, key=lambda name: sort_key(name, locale=locale)))
    except FaultyFile as faulty:
        raise Unusable(*_located(path, faulty.faults)) from None
    except UnknownLocale as unknown:
        raise Unusable(f"--locale: {unknown}") from None


# ------------------------------------------------------------------ reading


def _refuse_unknown_endings(outputs: Sequence[Path]) -> None:
    strange = [path for path in outputs if path.suffix.casefold() not in ENDINGS]
    if strange:
        expected = " ".join(ENDINGS)
        raise Unusable(*(f"{path}: the ending must be one of {expected}" for path in strange))


def _refuse_writing_over(outputs: Sequence[Path], inputs: Sequence[Path | None]) -> None:
    read = {path.resolve() for path in inputs if path is not None}
    same = [path for path in outputs if path.resolve() in read]
    if same:
        raise Unusable(*(f"{path}: is the file that is read; name another" for path in same))


def _read_letter(path: Path) -> LetterFile:
    try:
        return read_letter_file(_bytes_of(path), read_picture=from_folder(path.parent))
    except FaultyFile as faulty:
        raise Unusable(*_located(path, faulty.faults)) from None


def _read_list(path: Path) -> tuple[Signatory, ...]:
    try:
        return read_signatories(_bytes_of(path))
    except FaultyFile as faulty:
        raise Unusable(*_located(path, faulty.faults)) from None


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unusable(f"{path}: cannot be read ({error.strerror})") from None


def _located(path: Path, faults: Sequence[Fault]) -> tuple[str, ...]:
    return tuple(f"{path}: {fault}" for fault in faults)


def _refuse_missing(letter: LetterFile, signatories: Sequence[Signatory], path: Path) -> None:
    missing = composing.missing_leads(letter, signatories)
    if missing:
        raise Unusable(*(f"{path}: leads: no signatory is called {lead!r}" for lead in missing))


def _design(name: str) -> Design:
    try:
        return load_design(name)
    except UndersignedError as error:
        raise Unusable(f"design: {error}") from None


def _composed(
    letter: LetterFile,
    signatories: Sequence[Signatory],
    path: Path,
    layout: Layout,
    *,
    is_draft: bool,
) -> LetterDocument:
    try:
        return composing.compose(letter, signatories, layout=layout, is_draft=is_draft)
    except UnknownLocale as unknown:
        raise Unusable(f"{path}: lang: {unknown}") from None


def _refuse_unfinished(
    document: LetterDocument, letter: LetterFile, allowed: Collection[str]
) -> None:
    found = (*letter.blocking, *left_over(document), *misleading_numbers(document))
    hindrances = finishing.stopping(found, allowed=allowed)
    if hindrances:
        raise NotFinished(tuple(map(str, hindrances)))


# ---------------------------------------------------------------- rendering


def _content(ending: str, document: LetterDocument, design: Design, letter: LetterFile) -> Content:
    if ending == ".md":
        return letter.source.encode(), ()
    try:
        rendered = render_once_as(ending, document, design)
    except UndersignedError as error:
        raise Unusable(f"{ending}: {error}") from None
    return rendered.content, rendered.warnings


def _written_beside(path: Path, content: bytes) -> Path:
    """Write a temporary file in the folder of `path` and return where it is."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _unwritable(path, error) from None
    return temporary


def _move(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> Unusable:
    return Unusable(f"{path}: cannot be written ({error.strerror})")


def _umask() -> int:
    """Return the process's mask; the system tells it only by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
