"""The page of possible duplicates: cards with what speaks for and against, and what was settled.

However long the queue is, one page costs the same number of queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.authority import host_of
from app.domain.duplicates import read_reason
from app.domain.roles import Member, Permission
from app.domain.sentences import Sentence
from app.domain.settling import Cluster, clusters
from app.domain.signatories import Kind, place_of
from app.services import documents
from app.services.house import House
from app.services.previewing import prints_signer
from app.store import duplicates as duplicate_rows
from app.store import evidence as evidence_rows
from app.store import letters as letter_rows
from app.store import merges as merge_rows
from app.store import questions as question_rows
from app.store import settlements as settlement_rows
from app.store import signatories as signatory_rows
from app.store.duplicates import PairRow
from app.store.engine import Connection
from app.store.evidence import ActRow
from app.store.letters import LetterRow
from app.store.questions import QuestionRow
from app.store.signatories import SignatoryRow

CARDS_ON_A_PAGE = 20
SETTLED_ON_A_PAGE = 25
MOST_NOT_ASKED = 25


@dataclass(frozen=True, slots=True)
class CardAct:
    """A sign-on as evidence; who signed is blank for whoever may not see contacts."""

    id: int
    organization: str
    signer_name: str
    signer_title: str
    mail_domain: str
    channel: str
    at: datetime
    is_confirmed: bool
    gets_mail: bool


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card. `spelled` are the names it was signed under, where others than its own;
    `known_in` the coalition's other letters that list it.
    """

    id: int
    name: str
    place: str
    group: str
    website: str
    is_held: bool
    since: datetime
    spelled: tuple[str, ...]
    known_in: tuple[str, ...]
    acts: tuple[CardAct, ...]

    @property
    def mail_domains(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(act.mail_domain for act in self.acts if act.mail_domain))


@dataclass(frozen=True, slots=True)
class Said:
    """What a signer was asked and has answered, "" where nothing yet."""

    asked_at: datetime
    answer: str
    words: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Card:
    """Lines that may be one organization, and why. `next_id` is the card to go on with."""

    id: int
    lines: tuple[CardLine, ...]
    reasons: tuple[Sentence, ...]
    said: tuple[Said, ...]
    is_put_off: bool
    next_id: int

    @property
    def token(self) -> str:
        """Its lines in one value, for a form that settles several cards."""
        return "-".join(str(line.id) for line in self.lines)

    def differ(self, field: str) -> bool:
        return len({getattr(line, field) for line in self.lines}) > 1

    @property
    def acts(self) -> tuple[CardAct, ...]:
        return tuple(act for line in self.lines for act in line.acts if act.is_confirmed)


@dataclass(frozen=True, slots=True)
class SettledLine:
    """A settlement as it is read below the queue: who decided what when, and whether it holds."""

    id: int
    verdict: str
    names: tuple[str, ...]
    made_at: datetime
    by: str
    undone_at: datetime | None
    undone_by: str
    batch: str


@dataclass(frozen=True, slots=True)
class NotAskedLine:
    older: str
    newer: str
    letter_title: str


@dataclass(frozen=True, slots=True)
class NamedCard:
    """A card by the names of its lines, to be settled with others."""

    token: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DuplicatesPage:
    cards: tuple[Card, ...]
    total: int
    page: int
    pages: int
    settled: tuple[SettledLine, ...]
    settled_total: int
    settled_page: int
    settled_pages: int
    not_asked: tuple[NotAskedLine, ...]
    likely: str
    prints_signer: bool
    may_settle: bool
    sees_contacts: bool

    @property
    def first_number(self) -> int:
        """The number of the first card on the page, counted from 1."""
        return (self.page - 1) * CARDS_ON_A_PAGE + 1


def duplicates_page(
    house: House, member: Member, slug: str, *, page: int = 1, settled_page: int = 1
) -> DuplicatesPage | None:
    """Return one page of the letter's cards, and one of what was settled."""
    with house.store.read() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if letter is None:
            return None
        every = clusters(duplicate_rows.open_pairs(connection, letter.id))
        first = (max(1, page) - 1) * CARDS_ON_A_PAGE
        sees_contacts = member.may(Permission.SEE_CONTACTS)
        shown = every[first : first + CARDS_ON_A_PAGE]
        cards = _cards(connection, letter, shown, every, sees_contacts=sees_contacts)
        offset = (max(1, settled_page) - 1) * SETTLED_ON_A_PAGE
        settled_total, settled = _settled(connection, letter, offset=offset)
        not_asked = evidence_rows.not_asked(connection, letter.id, limit=MOST_NOT_ASKED)
        file = documents.letter_file(connection, letter)
    return DuplicatesPage(
        cards=cards,
        total=len(every),
        page=max(1, page),
        pages=max(1, -(-len(every) // CARDS_ON_A_PAGE)),
        settled=settled,
        settled_total=settled_total,
        settled_page=max(1, settled_page),
        settled_pages=max(1, -(-settled_total // SETTLED_ON_A_PAGE)),
        not_asked=tuple(NotAskedLine(row.older, row.newer, row.letter_title) for row in not_asked),
        likely=letter.likely,
        prints_signer=prints_signer(file, Kind.ORGANIZATION),
        may_settle=member.may(Permission.SETTLE),
        sees_contacts=sees_contacts,
    )


def place_of_card(house: House, member: Member, slug: str, *, card_id: int) -> tuple[int, int]:
    """Return on which page a card stands, and its id; the first card where it is gone.

    The id is 0 where nothing waits any more.
    """
    with house.store.read() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        every = () if letter is None else clusters(duplicate_rows.open_pairs(connection, letter.id))
    ids = [card.id for card in every]
    if not ids:
        return 1, 0
    if card_id not in ids:
        return 1, ids[0]
    return ids.index(card_id) // CARDS_ON_A_PAGE + 1, card_id


def named_cards(
    house: House, member: Member, slug: str, cards: Sequence[Sequence[int]]
) -> tuple[NamedCard, ...]:
    """Return the names of these cards' lines, as far as they all stand and wait."""
    with house.store.read() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if letter is None:
            return ()
        waiting = {
            line
            for pair in duplicate_rows.open_pairs(connection, letter.id)
            for line in (pair.older_id, pair.newer_id)
        }
        ids = sorted({line for card in cards for line in card})
        rows = {row.id: row for row in signatory_rows.some(connection, letter.id, ids)}
    return tuple(
        NamedCard(
            token="-".join(map(str, card)),
            names=tuple(rows[line].name for line in card),
        )
        for card in cards
        if waiting.issuperset(card) and set(rows).issuperset(card)
    )


def settled_line(house: House, member: Member, slug: str, settlement_id: int) -> SettledLine | None:
    """Return a settlement that holds, for the sentence that says it is done."""
    with house.store.read() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        row = None if letter is None else settlement_rows.find(connection, letter.id, settlement_id)
        if row is None or row.undone_at is not None:
            return None
        names = _names(connection, {row.id: row.verdict})[row.id]
    return SettledLine(row.id, row.verdict, names, row.made_at, "", None, "", row.batch)


# ------------------------------------------------------------------------------- cards


def _cards(
    connection: Connection,
    letter: LetterRow,
    shown: Sequence[Cluster],
    every: Sequence[Cluster],
    *,
    sees_contacts: bool,
) -> tuple[Card, ...]:
    pair_ids = [pair for card in shown for pair in card.pairs]
    pairs = {row.id: row for row in duplicate_rows.some(connection, pair_ids)}
    lines = _lines(connection, letter, shown, sees_contacts=sees_contacts)
    asked: defaultdict[int, list[QuestionRow]] = defaultdict(list)
    for question in question_rows.of_pairs(connection, pair_ids):
        asked[question.pair_id].append(question)
    follows = {
        card.id: after.id for card, after in zip(every, (*every[1:], *every[:1]), strict=True)
    }
    return tuple(
        Card(
            id=card.id,
            lines=tuple(lines[line] for line in card.lines),
            reasons=_reasons([pairs[pair] for pair in card.pairs]),
            said=tuple(
                Said(row.asked_at, row.answer, row.words, row.answered_at)
                for pair in card.pairs
                for row in asked[pair]
            ),
            is_put_off=all(pairs[pair].put_off_at is not None for pair in card.pairs),
            next_id=follows[card.id],
        )
        for card in shown
    )


def _reasons(pairs: Sequence[PairRow]) -> tuple[Sentence, ...]:
    return tuple(map(read_reason, dict.fromkeys(pair.reason for pair in pairs)))


def _lines(
    connection: Connection,
    letter: LetterRow,
    shown: Sequence[Cluster],
    *,
    sees_contacts: bool,
) -> dict[int, CardLine]:
    ids = sorted({line for card in shown for line in card.lines})
    rows = signatory_rows.some(connection, letter.id, ids)
    prepared: dict[int, set[str]] = {row.id: {row.prepared} for row in rows}
    for merged in signatory_rows.behind(connection, ids):
        prepared[merged.joined_id or 0].add(merged.prepared)
    known: defaultdict[str, list[str]] = defaultdict(list)
    for each in evidence_rows.known_elsewhere(
        connection,
        coalition_id=letter.coalition_id,
        letter_id=letter.id,
        prepared=sorted(set().union(*prepared.values())),
    ):
        known[each.prepared].append(each.title)
    acts: defaultdict[int, list[ActRow]] = defaultdict(list)
    for act in evidence_rows.acts(connection, ids):
        acts[act.signatory_id].append(act)
    return {
        row.id: _line(
            row,
            acts[row.id],
            known_in=sorted({title for name in prepared[row.id] for title in known[name]}),
            sees_contacts=sees_contacts,
        )
        for row in rows
    }


def _line(
    row: SignatoryRow, acts: Sequence[ActRow], *, known_in: Sequence[str], sees_contacts: bool
) -> CardLine:
    shown = tuple(_act(act, sees_contacts=sees_contacts) for act in acts)
    spelled = dict.fromkeys(act.organization for act in acts if act.organization != row.name)
    return CardLine(
        id=row.id,
        name=row.name,
        place=place_of(row.city, row.state),
        group=row.group_path,
        website=host_of(row.website),
        is_held=row.standing == "held",
        since=row.created_at,
        spelled=tuple(spelled),
        known_in=tuple(known_in),
        acts=shown,
    )


def _act(act: ActRow, *, sees_contacts: bool) -> CardAct:
    return CardAct(
        id=act.id,
        organization=act.organization,
        signer_name=act.signer_name if sees_contacts else "",
        signer_title=act.signer_title if sees_contacts else "",
        mail_domain=act.email.rpartition("@")[2] if sees_contacts else "",
        channel=act.channel,
        at=act.confirmed_at or act.submitted_at,
        is_confirmed=act.state == "confirmed",
        gets_mail=act.gets_mail,
    )


# ----------------------------------------------------------------------------- settled


def _settled(
    connection: Connection, letter: LetterRow, *, offset: int
) -> tuple[int, tuple[SettledLine, ...]]:
    total, rows = settlement_rows.page(
        connection, letter.id, offset=offset, limit=SETTLED_ON_A_PAGE
    )
    names = _names(connection, {row.id: row.verdict for row in rows})
    return total, tuple(
        SettledLine(
            id=row.id,
            verdict=row.verdict,
            names=names[row.id],
            made_at=row.made_at,
            by=row.by or "",
            undone_at=row.undone_at,
            undone_by=row.undone_by or "",
            batch=row.batch,
        )
        for row in rows
    )


def _names(connection: Connection, verdicts: dict[int, str]) -> dict[int, tuple[str, ...]]:
    """Return the names each settlement was about: what was merged into which, or kept apart.

    Of lines that were merged, the one that printed comes first.
    """
    found: defaultdict[int, list[str]] = defaultdict(list)
    for merged in merge_rows.names_of(connection, list(verdicts)):
        found[merged.settlement_id] += [merged.target, merged.source]
    apart = [one for one, verdict in verdicts.items() if verdict == "different"]
    for pair in evidence_rows.answered(connection, apart):
        found[pair.settlement_id] += [pair.older, pair.newer]
    return {one: tuple(dict.fromkeys(found[one])) for one in verdicts}
