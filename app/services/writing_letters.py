"""A letter as its letter file: the version's text, with the order that its list has now."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.headings import Path, Step, groups_in_words, path_in_words
from app.domain.letters import LetterFile
from app.domain.names import prepared
from app.domain.signatories import Signatory
from app.formats.list_order import with_list_order
from app.services import documents
from app.services.ordering import arrangement_of, groups_in_order, leads_of
from app.store import letters as letter_rows
from app.store import ordered_lists
from app.store.engine import Connection
from app.store.letters import LetterRow

# What the columns of a list say by themselves; the others were set on the desk alone.
_IN_EVERY_LIST = frozenset({Step.SCOPE, Step.STATE, Step.COUNTRY, Step.KIND, Step.NONE})


def letter_file_now(connection: Connection, letter: LetterRow) -> bytes:
    """Return the version's own bytes where its list is in the order that they say, else its
    text with `order`, `leads`, `groups` and `group_by` as they stand.

    With the list as CSV the file prints as it does here: where a rule needs what only the desk
    knows, the groups stand by their names, in the file and in the list.
    """
    content = letter_rows.version(connection, letter.version_id).content
    written = documents.letter_file_as_written(connection, letter)
    now = documents.letter_file(connection, letter)
    leads = [lead.name for lead in leads_of(connection, arrangement_of(connection, letter))]
    if _is_as_written(written, now, leads):
        return content
    says_all = bool(now.group_by) and rows_say_groups(connection, letter, now)
    shown = [path_in_words(path) for path in groups_in_order(connection, letter, now)]
    text = with_list_order(
        content.decode(),
        order=now.order,
        leads=leads,
        groups=shown if not says_all or now.groups else (),
        group_by=now.group_by if says_all else (),
    )
    return text.encode()


def _is_as_written(written: LetterFile, now: LetterFile, leads: Sequence[str]) -> bool:
    """Does the file say what stands? A lead may be spelled as its line is, and groups that
    only rows named follow those that the file lists anyway.
    """
    same_leads = list(map(prepared, leads)) == list(map(prepared, written.leads))
    same_rule = (written.order, written.group_by) == (now.order, now.group_by)
    return same_leads and same_rule and now.groups[: len(written.groups)] == written.groups


def group_in_list(row: Signatory, paths: Sequence[Path], *, rows_say: bool) -> str:
    """Return what a list's column for groups says: what the row has, or where it prints."""
    return row.group if rows_say else groups_in_words(paths)


def rows_say_groups(connection: Connection, letter: LetterRow, file: LetterFile) -> bool:
    """Does every line stand where the columns of a list put it: nothing else is needed?"""
    return set(file.group_by) <= _IN_EVERY_LIST and not ordered_lists.has_own_groups(
        connection, letter.id
    )
