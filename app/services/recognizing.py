"""Which lines of a letter an organization may be: found by the stored keys of their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.domain.duplicates import Candidate, Placement, place_among
from app.domain.matching import candidates
from app.domain.matching.candidates import NameIndex
from app.domain.matching.evidence import Organization
from app.domain.matching.knowledge import Knowledge
from app.domain.matching.reading import Reading, read
from app.domain.matching.verdicts import judge_read
from app.domain.settling import Spelling, Verdict, key_of, pair_key
from app.domain.signatories import Signatory, place_of
from app.store import decisions as decision_rows
from app.store import name_keys
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.signatories import SignatoryRow


def placement(
    connection: Connection,
    letter: LetterRow,
    signatory: Signatory,
    *,
    organization_id: int | None = None,
) -> Placement:
    """Return where an organization goes among the lines of the letter.

    `organization_id` is what the coalition's directory knows it as. Asks the index for a bounded
    number of lines, however long the list is.
    """
    reading = read(signatory.name)
    known_lines = signatory_rows.of_organization(connection, letter.id, organization_id)
    if name_keys.rule(connection, letter.id) == candidates.RULE:
        lines, known = _near_by_keys(connection, letter.id, reading, known_lines)
    else:
        lines, known = _near_among_all(connection, letter.id, reading, known_lines)
    readings = {line.id: read(line.name) for line in lines}
    ours = organization_of(signatory)
    decided = decided_between(connection, letter.coalition_id, signatory, lines)
    alike = [
        Candidate(
            signatory_id=line.id,
            match_key=line.match_key,
            judgement=judge_read(
                organization_of_line(line), readings[line.id], ours, reading, known
            ),
            decided=decided.get(line.id),
            is_known=line.id in known_lines,
        )
        for line in lines
        if line.id in known_lines
        or line.id in decided
        or candidates.worth_comparing(readings[line.id], reading, known)
    ]
    return place_among(alike, match_key=key_of(spelling_of(signatory)), website=signatory.website)


def _near_by_keys(
    connection: Connection, letter_id: int, reading: Reading, more: Iterable[int]
) -> tuple[Sequence[SignatoryRow], Knowledge]:
    """Return the lines whose names are near, with `more`, and what the list tells of names."""
    keys = candidates.keys_of(reading)
    most = {key: candidates.most_holders(key) for key in candidates.looked_up(keys)}
    holders = name_keys.holders(connection, letter_id, most)
    ids = sorted({*candidates.likeliest(holders), *more})
    lines = signatory_rows.some(connection, letter_id, ids)
    return lines, Knowledge.counted(
        _word_counts(connection, letter_id, holders, most),
        names=name_keys.count_organizations(connection, letter_id),
        near=[read(line.name) for line in lines],
    )


def _near_among_all(
    connection: Connection, letter_id: int, reading: Reading, more: Iterable[int]
) -> tuple[Sequence[SignatoryRow], Knowledge]:
    """Return the same before the letter has its keys: who only looks does not store them."""
    lines = signatory_rows.organizations(connection, letter_id)
    index = NameIndex()
    for line in lines:
        index.add(read(line.name))
    near = {lines[number].id for number in index.candidates(reading)} | set(more)
    return [line for line in lines if line.id in near], index.known


def decided_between(
    connection: Connection, coalition_id: int, signatory: Signatory, lines: Iterable[SignatoryRow]
) -> dict[int, Verdict]:
    """Return what the coalition has decided about the organization and each of the lines."""
    keys = {line.id: pair_key(spelling_of(signatory), spelling_of_line(line)) for line in lines}
    if not keys or not decision_rows.any_in_force(connection, coalition_id):
        return {}
    known = decision_rows.in_force(
        connection, coalition_id, [key for key in keys.values() if key is not None]
    )
    return {
        line_id: Verdict(known[key].verdict)
        for line_id, key in keys.items()
        if key is not None and key in known
    }


def spelling_of(signatory: Signatory) -> Spelling:
    place = place_of(signatory.city, signatory.state)
    return Spelling(signatory.name, place=place, website=signatory.website)


def spelling_of_line(line: SignatoryRow) -> Spelling:
    return Spelling(line.name, place=place_of(line.city, line.state), website=line.website)


def _word_counts(
    connection: Connection,
    letter_id: int,
    holders: Mapping[str, Sequence[int]],
    most: Mapping[str, int],
) -> dict[str, int]:
    counted = {key: len(ids) for key, ids in holders.items() if key.startswith("w:")}
    # What was cut short is counted whole: the more common a word, the less it tells.
    cut = [key for key, count in counted.items() if count > most[key]]
    if cut:
        counted |= name_keys.counts(connection, letter_id, cut)
    return {key.removeprefix("w:"): count for key, count in counted.items()}


def organization_of(signatory: Signatory) -> Organization:
    return Organization(
        name=signatory.name,
        place=place_of(signatory.city, signatory.state),
        website=signatory.website,
        mail_domain=signatory.email.rpartition("@")[2],
    )


def organization_of_line(line: SignatoryRow) -> Organization:
    return Organization(name=line.name, place=place_of(line.city, line.state), website=line.website)


# ------------------------------------------------------------------ the keys


def keep_keys(connection: Connection, letter_id: int) -> None:
    """Make the letter's keys where no rule or an older one made them. The caller holds it."""
    if name_keys.rule(connection, letter_id) == candidates.RULE:
        return
    name_keys.drop_all(connection, letter_id)
    lines = signatory_rows.organizations(connection, letter_id)
    remember_names(connection, letter_id, ((line.id, read(line.name)) for line in lines))
    name_keys.set_rule(connection, letter_id, candidates.RULE)


def remember_names(
    connection: Connection, letter_id: int, lines: Iterable[tuple[int, Reading]]
) -> None:
    """Store the keys of new lines' names."""
    name_keys.add(
        connection,
        letter_id,
        [(line_id, candidates.keys_of(reading)) for line_id, reading in lines],
    )


def remember_another_name(
    connection: Connection, letter_id: int, signatory_id: int, name: str
) -> None:
    """Store the keys of a line's new name beside those it had: under either it is found."""
    had = set(name_keys.of_line(connection, signatory_id))
    new = [key for key in candidates.keys_of(read(name)) if key not in had]
    name_keys.add(connection, letter_id, [(signatory_id, new)])
