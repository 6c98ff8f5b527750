"""Lines of an address block to people: name, title, organization, address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.letter_words import ADDRESS, HONORIFIC, TITLE
from app.domain.letters import Party

_POSTAL = re.compile(r".*\b\d{4,6}(-\d{4})?$")
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,5}")


def party_of(lines: Sequence[str], *, may_split: bool) -> Party:
    """Return the person or office that an address block names; every line is kept, in order.

    `may_split` lets "Ada Example, Director" become a name and a title.
    """
    name, *rest = lines
    title = ""
    if may_split and not any(TITLE.match(line) for line in rest[:1]):
        name, title = _name_and_title(name)
    address_at = next((at for at, line in enumerate(rest) if ADDRESS.match(line)), len(rest))
    middle, address = list(rest[:address_at]), list(rest[address_at:])
    organization = ""
    if middle and not title and (TITLE.match(middle[0]) or len(middle) > 1):
        title = middle.pop(0)
    if middle:
        organization = middle.pop(0)
    return Party(name, title, organization, tuple(middle + address))


def parties_of(
    lines: Sequence[str], starts: Sequence[bool], *, may_split: bool = True
) -> tuple[Party, ...]:
    """Return the people whom lines name one under another.

    `starts` says where the draft leaves a gap before a line. Where it leaves none, a new
    person begins with a title of honour under a finished address.
    """
    blocks: list[list[str]] = []
    for line, is_start in zip(lines, starts, strict=True):
        if not blocks or _begins(line, blocks[-1], is_start=is_start):
            blocks.append([])
        blocks[-1].append(line)
    return tuple(party_of(block, may_split=may_split) for block in blocks)


def _begins(line: str, block: Sequence[str], *, is_start: bool) -> bool:
    if is_start:
        # Under a name, a gap of its own before the address tells nothing.
        return not (ADDRESS.match(line) and not any(ADDRESS.match(each) for each in block))
    has_address = any(_POSTAL.match(each) for each in block)
    person, first = HONORIFIC.match(line), HONORIFIC.match(block[0])
    if not person:
        return False
    # "The Honorable ..." under "The Honorable ..." is a second person of one committee.
    is_same = first is not None and person[0].casefold() == first[0].casefold()
    return has_address or is_same or (len(block) > 1 and first is not None)


def copies_of(entries: Sequence[Sequence[str]]) -> tuple[Party, ...]:
    """Return the people of a cc list; an entry is the lines of one paragraph.

    Lines of one paragraph are one person each, unless an address or a title shows that they
    belong together.
    """
    parties: list[Party] = []
    for lines in entries:
        if len(lines) > 1 and any(ADDRESS.match(line) for line in lines[1:]):
            parties.append(party_of(lines, may_split=True))
            continue
        parties += [party_of(people, may_split=True) for people in _people(lines)]
    return tuple(parties)


def _people(lines: Sequence[str]) -> list[list[str]]:
    people: list[list[str]] = []
    for line in lines:
        is_title = TITLE.match(line) and not HONORIFIC.match(line)
        if is_title and people and len(people[-1]) == 1 and "," not in people[-1][0]:
            people[-1].append(line)
            continue
        people += [[part.strip()] for part in line.split(";") if part.strip()]
    return people


def _name_and_title(line: str) -> tuple[str, str]:
    name, comma, rest = line.partition(",")
    rest = rest.strip()
    if comma and _PERSON.fullmatch(name.strip()) and TITLE.match(rest):
        return name.strip(), rest
    return line, ""
