"""The names under a draft to its list of signatories, with what is told of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.domain.documents import NamesPlace
from app.domain.draft_parts import Sorted
from app.domain.drafted import Taken
from app.domain.drafts import About, DraftParagraph, Remark, remark
from app.domain.errors import UnknownLocale
from app.domain.letters import Order
from app.domain.name_tables import lost_cells
from app.domain.ordering import Group, arrange
from app.domain.recognizing_fields import FieldTaker
from app.domain.recognizing_names import Listed, entries_of, listed
from app.domain.sentences import N_, NOTHING, Sentence, sentence
from app.domain.signatories import Signatory
from app.domain.signature_blocks import marks_in

_COUNTED = re.compile(
    r"\b(\d{1,5}) (undersigned |national |state |local |civil |community )*"
    r"(organi[sz]ations|groups|signator|individuals|scholars|experts|organizaciones)",
    re.IGNORECASE,
)
_PLACES = {
    NamesPlace.NEW_PAGE: N_("on a page of their own"),
    NamesPlace.ATTACHMENT: N_("in an attachment"),
    NamesPlace.TITLE_NOTE: N_("in a note to the title"),
}


def names_of(found: Sorted, fields: FieldTaker) -> Listed:
    """Return the names of a sorted draft; what has no place in a list is told."""
    entries = found.entries or list(entries_of(found.names))
    for heading, place in lost_cells(found.names):
        lost = N_("the column “%(heading)s” has no place in a list of signatories")
        fields.remarks.append(remark(About.SAID, sentence(lost, heading=heading), place))
    names = listed(entries, columns=found.columns)
    for entry in entries:
        for span in entry.spans:
            if span.note:
                words = f"[^{span.note}]"
                fields.remarks.append(remark(About.NOTE_IN_FIELD, words, entry.place))
    fields.aside += [DraftParagraph(entry.spans, entry.place) for entry in names.too_long]
    for entry in names.too_long:
        fields.remarks.append(remark(About.TOO_LONG, entry.text, entry.place))
    if names.signature_lines:
        ruled = N_("%(count)s ruled lines for signatures are left out")
        said = sentence(ruled, count=names.signature_lines)
        fields.remarks.append(remark(About.SAID, said))
    if marks := marks_in(found.names):
        one, many = (
            N_("1 mark of a signature is left out"),
            N_("%(count)s marks of signatures are left out"),
        )
        signed = one if marks == 1 else many
        fields.remarks.append(remark(About.SAID, sentence(signed, count=marks)))
    return names


def taken_names(found: Sorted, names: Listed) -> tuple[Taken, ...]:
    """Return what is told of the list; nothing where there is none."""
    if not names.signatories:
        return ()
    places = [block.place for block in found.names] or [entry.place for entry in found.entries]
    where = _from_to(places)
    listed_at = _PLACES.get(found.names_place) if found.names_place else None
    stands = (Taken("names_place", sentence(listed_at), where),) if listed_at else ()
    return (Taken("names", _counted(names), where), *stands)


def _counted(names: Listed) -> Sentence:
    count = len(names.signatories)
    words = sentence(N_("1 name") if count == 1 else N_("%(count)s names"), count=count)
    if not names.groups:
        return words
    under = N_("%(names)s under %(headings)s headings")
    return sentence(under, names=words, headings=len(names.groups))


def _from_to(places: Sequence[Sentence]) -> Sentence:
    if not places or places[0] == places[-1]:
        return next(iter(places), NOTHING)
    return sentence(N_("%(first)s to %(last)s"), first=places[0], last=places[-1])


def order_of(names: Listed, language: str) -> Order:
    """Return "alphabetical" where the draft's own order is that, else "manual"."""
    if not names.signatories:
        return Order.ALPHABETICAL
    try:
        groups = arrange(
            names.signatories,
            leads=names.leads,
            order=Order.ALPHABETICAL,
            groups=names.groups,
            group_by=(),
            locale=language,
            language=language,
        )
    except UnknownLocale:
        return Order.MANUAL
    positions = [each.position for each in _flat(groups)]
    return Order.ALPHABETICAL if positions == sorted(positions) else Order.MANUAL


def count_in_text(found: Sorted, names: Listed) -> tuple[Remark, ...]:
    """Return what to tell of a figure in the text that is the number of names."""
    for block in found.body:
        match = _COUNTED.search(block.text)
        if match and names.signatories and int(match[1]) == len(names.signatories):
            words = N_(
                "“%(words)s”: the list has as many names; %(count)s in place of %(figure)s "
                "follows it"
            )
            said = sentence(words, words=match[0], count="{{ count }}", figure=match[1])
            return (remark(About.SAID, said, block.place),)
    return ()


def _flat(groups: Iterable[Group]) -> Iterable[Signatory]:
    for group in groups:
        yield from group.signatories
        yield from _flat(group.groups)
