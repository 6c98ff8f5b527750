"""A Word draft's bytes in, the letter file's text out, with the names and what was noticed."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.documents import Inlines
from app.domain.drafted import DraftedLetter
from app.domain.errors import FaultyFile
from app.domain.letters import LetterFile
from app.domain.recognizing import recognize
from app.domain.sentences import N_, sentence, series
from app.domain.spans import spans_of
from app.domain.tokens import mapped_blocks
from app.formats.letter_files import read_letter_file
from app.formats.letter_writing import write_letter_file
from app.formats.signatory_sheets import write_csv
from app.formats.word.changes import Changes
from app.formats.word.outcome import LetterOfDraft, ListedNames, UnreadableDraft, Warned
from app.formats.word.reader import read_word

_FEW = 3
_OTHERWISE = N_("this does not read back as it was written, compare it: “%(words)s”")
_IN_THE_FILE = N_("the letter file, %(warning)s")
_ALWAYS = ("name", "order")
_COLUMNS = (
    "name",
    "signer_name",
    "signer_title",
    "email",
    "website",
    "group",
    "state",
    "city",
    "order",
)


def letter_of_draft(data: bytes, changes: Changes) -> LetterOfDraft:
    """Return the letter file of a Word draft. Raises UnreadableDraft."""
    drafted = recognize(read_word(data, changes))
    text, warnings = _written(drafted)
    remarks = (Warned(each.what, each.place, each.keeps_in_body) for each in drafted.remarks)
    told = tuple(dict.fromkeys((*remarks, *warnings)))
    return LetterOfDraft(text, _listed(drafted), drafted.taken, told)


def _written(drafted: DraftedLetter) -> tuple[str, tuple[Warned, ...]]:
    """Return the letter file, read back and compared, and what its reader says of it."""
    text = write_letter_file(drafted)
    letter = _read(text)
    if list(_said(letter)) != list(_meant(drafted)):
        text = write_letter_file(drafted, is_wary=True)
        letter = _read(text)
    warnings = tuple(
        Warned(sentence(_IN_THE_FILE, warning=warning.located)) for warning in letter.warnings
    )
    for said, meant in zip(_said(letter), _meant(drafted), strict=False):
        if said != meant:
            return text, (*warnings, Warned(sentence(_OTHERWISE, words=meant[:80])))
    return text, warnings


def _read(text: str) -> LetterFile:
    try:
        return read_letter_file(text.encode())
    except FaultyFile as faulty:
        faults = series([fault.located for fault in faulty.faults[:5]], between="; ")
        told = N_("the draft cannot become a letter file: %(faults)s")
        raise UnreadableDraft(sentence(told, faults=faults)) from None


def _meant(drafted: DraftedLetter) -> Iterator[str]:
    blocks = (*drafted.body, *(block for note in drafted.notes for block in note.blocks))
    yield from _plain_blocks(blocks)
    for inlines in (drafted.title, drafted.re, drafted.contact, drafted.note):
        yield _plain(inlines)


def _said(letter: LetterFile) -> Iterator[str]:
    blocks = (*letter.body, *(block for note in letter.notes for block in note.blocks))
    yield from _plain_blocks(blocks)
    for inlines in (letter.title, letter.re, letter.contact, letter.note):
        yield _plain(inlines)


def _plain_blocks(blocks: tuple[object, ...]) -> Iterator[str]:
    found: list[str] = []

    def gather(inlines: Inlines) -> Inlines:
        found.append(_plain(inlines))
        return inlines

    mapped_blocks(blocks, gather)  # type: ignore[arg-type]
    yield from found


def _plain(inlines: Inlines) -> str:
    """Return the words, the looks and the notes of inlines; addresses become links on reading."""
    made = ""
    for span in spans_of(inlines):
        mark = f"[^{span.note}]" if span.note else span.text
        look = ("b" * span.bold + "i" * span.italic + "c" * span.code) if mark.strip() else ""
        made += "".join(character + look for character in mark)
    return " ".join(made.split())


def _listed(drafted: DraftedLetter) -> ListedNames:
    if not drafted.names:
        return ListedNames()
    names = [each.name for each in drafted.names]
    end = max(_FEW, len(names) - _FEW)
    return ListedNames(
        _csv(drafted), len(names), tuple(names[:_FEW]), tuple(names[end:]), drafted.groups
    )


def _csv(drafted: DraftedLetter) -> str:
    rows = [
        {
            "name": each.name,
            "signer_name": each.signer_name,
            "signer_title": each.signer_title,
            "email": each.email,
            "website": each.website,
            "group": each.group,
            "state": each.state,
            "city": each.city,
            "order": str(each.position + 1),
        }
        for each in drafted.names
    ]
    columns = [c for c in _COLUMNS if c in _ALWAYS or any(row[c] for row in rows)]
    return write_csv(rows, columns).decode()
