"""Is the organization that signs now one that stands already?

What is one name for certain joins the line that stands, and so does what the coalition has
decided to be one. Whatever is merely alike is listed and asked about, since a wrong merge takes
an organization off a letter and a wrong question costs a minute.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from app.domain.authority import host_of
from app.domain.matching.verdicts import Judgement
from app.domain.matching.verdicts import Verdict as NameVerdict
from app.domain.sentences import N_, Sentence, as_written, from_plain, sentence, to_plain
from app.domain.settling import Verdict
from app.domain.values import dataclass

_SEPARATOR = "\x1f"
_LISTED_AS_IT_IS = sentence(N_("same name, listed as it is"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that the newcomer may be.

    `match_key` is None for a line that nothing joins. `decided` is what the coalition said of
    the two names, `is_known` whether the directory knows both as one organization.
    """

    signatory_id: int
    match_key: str | None
    judgement: Judgement
    decided: Verdict | None = None
    is_known: bool = False

    @property
    def joins(self) -> bool:
        if self.match_key is None or self.decided is Verdict.DIFFERENT:
            return False
        is_same = self.judgement.verdict is NameVerdict.SAME
        return is_same or self.is_known or self.decided is Verdict.SAME

    @property
    def asks(self) -> bool:
        return self.is_known or self.judgement.verdict is not NameVerdict.DIFFERENT


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a confirmed sign-on goes: the line that it joins, or one to be made.

    `match_key` is for the line that is made. `likely` are the lines it resembles, the oldest
    first, each with the reason; they concern the organizer only where a line comes onto the list.
    """

    joins: int | None
    match_key: str
    likely: tuple[tuple[int, Sentence], ...] = ()


def place_among(alike: Sequence[Candidate], *, match_key: str, website: str) -> Placement:
    """Return where an organization belongs among the lines that it may be.

    `match_key` is that of its name and place. Where a line that it does not join holds it, the
    newcomer gets a key of its own with its website in it, so that those who sign for the same
    newcomer at once still make one line.
    """
    own_key = match_key
    joined = [line for line in alike if line.joins]
    if joined:
        # The line of exactly this name before one of another spelling; then the oldest.
        line = min(joined, key=lambda each: (each.match_key != match_key, each.signatory_id))
        return Placement(line.signatory_id, own_key, _asked_about(alike))
    if any(line.match_key == match_key for line in alike):
        own_key = f"{match_key}{_SEPARATOR}{host_of(website)}"
    return Placement(None, own_key, _asked_about(alike))


def _asked_about(alike: Sequence[Candidate]) -> tuple[tuple[int, Sentence], ...]:
    return tuple(
        (line.signatory_id, _reason(line))
        for line in sorted(alike, key=lambda each: each.signatory_id)
        if line.asks and not line.joins
    )


def _reason(line: Candidate) -> Sentence:
    if line.match_key is None and line.judgement.verdict is NameVerdict.SAME:
        return _LISTED_AS_IT_IS
    return line.judgement.reason


# ------------------------------------------------------------------ reasons that are stored


def stored_reason(reason: Sentence) -> str:
    """Return a reason as a row keeps it, to be said in whatever language it is read."""
    return json.dumps(to_plain(reason), ensure_ascii=False)


def read_reason(stored: str) -> Sentence:
    """Return the reason of a row; words of older rows come back as they were written."""
    if stored.startswith("["):
        try:
            return from_plain(json.loads(stored))
        except (ValueError, TypeError):
            pass
    return as_written(stored)
