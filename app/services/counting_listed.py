"""The figures of a letter, counted by the database as far as it can count them."""

from __future__ import annotations

from functools import cached_property

from app.domain.counting import ListCounts, states_among
from app.domain.letters import LetterFile
from app.domain.ordering import arrange_letter
from app.services import documents
from app.store import ordered_lists
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.ordered_lists import ListedCounts

_BY_THE_DATABASE = frozenset({"count", "count_words", "organizations", "individuals", "states"})


class CountsOfList:
    """Counts what is asked for. The whole list is read only for figures of groups and leads,
    and where namesakes have to be told from one signatory under several groups.
    """

    def __init__(self, connection: Connection, letter: LetterRow, file: LetterFile) -> None:
        self._connection = connection
        self._letter = letter
        self._file = file

    def of(self, name: str) -> int:
        if name not in _BY_THE_DATABASE or self.listed.has_namesakes:
            return self._whole.of(name)
        match name:
            case "organizations":
                return self.listed.organizations
            case "individuals":
                return self.listed.individuals
            case "states":
                return len(states_among(self.listed.states))
        return self.listed.organizations + self.listed.individuals

    def of_group(self, path: str) -> int | None:
        return self._whole.of_group(path)

    @cached_property
    def listed(self) -> ListedCounts:
        return ordered_lists.listed_counts(self._connection, self._letter.id)

    @cached_property
    def _whole(self) -> ListCounts:
        signatories = documents.listed_signatories(self._connection, self._letter)
        groups = arrange_letter(self._file, signatories)
        return ListCounts(signatories, groups, self._file.groups)
