"""Lines of one signature block, to the organization and who signs for it.

What stands above them ("/s/ Jane Roe", a ruled line) and before them ("By:", "Title:") is no
part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.drafts import Spans
from app.domain.letter_words import FURNITURE_LINE, TITLE
from app.domain.name_entries import Entry
from app.domain.sentences import Sentence
from app.domain.spans import cut, strip, text_of

SIGNED = re.compile(
    r"(?:(?:by|por)\s*[:：]\s*)?(?:/s/|s/(?=\s)|\(signed\)|\[signed\]|\[?signature\]|/firma/|"
    r"\(firmado\)|\[firma\]|fdo\.:?|\(gez\.\)|gez\.)\s*[:：]?\s*",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|por)\s*[:：]\s*", re.IGNORECASE)
_LABELS = {
    "person": re.compile(r"(?:(?:print(?:ed)? )?name|nombre)\s*[:：]\s*", re.IGNORECASE),
    "title": re.compile(r"(?:title|position|cargo)\s*[:：]\s*", re.IGNORECASE),
    "organization": re.compile(r"(?:organi[sz]ation|organización)\s*[:：]\s*", re.IGNORECASE),
}
_GOES_ON = re.compile(r"$|,|\s(?:of|for|and|de|del|du|des|para|&)\b", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\.\w+")
# Two to six words; what only organizations are called is none of them.
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*,?(?: [^\W\d_][\w.'’-]*,?){1,5}")
_KINDS = (
    r"alliance|alianza|association|asociación|cent(?:er|re)|centro|club|coalition|coalición|committee|"
    r"council|federation|federación|foundation|fundación|fund|group|grupo|guild|inc|initiative|"
    r"institute|instituto|league|liga|ltd|movement|network|organi[sz]ations?|partnership|project|red|"
    r"service|services|society|trust|union|university"
)
_ORGANIZATION = re.compile(rf"\b(?:{_KINDS})\b", re.IGNORECASE)
_NO_PERSON = re.compile(rf"\b(?:of|for|the|and|para|por|los|las|{_KINDS})\b", re.IGNORECASE)
FEWEST_LINES, MOST_LINES = 3, 5

SignatureLine = tuple[Spans, Sentence]
SignatureLines = Sequence[SignatureLine]


def signature_entries(lines: SignatureLines) -> tuple[Entry, ...]:
    """Return the signature blocks that lines are, one or several; nothing for other lines."""
    if found := one_signature(lines):
        return found
    said = without_marks(lines)
    starts = [at for at in range(len(said) - 1) if TITLE.match(text_of(said[at + 1][0]))]
    if starts[:1] != [0]:
        return ()
    chunks = [said[at:end] for at, end in zip(starts, [*starts[1:], len(said)], strict=True)]
    if not all(FEWEST_LINES <= len(each) <= MOST_LINES and names_a_person(each) for each in chunks):
        return ()
    return tuple(entry for each in chunks for entry in one_signature(each))


def names_a_person(lines: SignatureLines) -> bool:
    said = without_marks(lines)
    text = text_of(said[0][0]) if said else ""
    return bool(_PERSON.fullmatch(text)) and not _NO_PERSON.search(text)


def one_signature(lines: SignatureLines) -> tuple[Entry, ...]:
    """Return one signature block as the organization with its signer, or the person alone."""
    at = next((at for at, line in enumerate(lines) if is_mark(line)), None)
    said = without_marks(lines)
    labelled, rest = _labelled(said)
    if labelled and (at is not None or len(labelled) > 1):
        return _of_labels(labelled, rest)
    if at is None:
        return _unmarked(said)
    above = without_marks(lines[:at])
    under = without_marks(lines[at:])
    if above:
        return _under_organization(above, under)
    return _marked(under)


def _unmarked(said: SignatureLines) -> tuple[Entry, ...]:
    """Return a block that nothing but the title in its second line shows."""
    if not 1 < len(said) <= MOST_LINES:
        return ()
    second = text_of(said[1][0])
    title = TITLE.match(second)
    if not title:
        return ()
    if len(said) >= FEWEST_LINES:
        return (_made(said[0], said[1], said[2], said[3:]),)
    # "Director Ama Boateng" under a name is another person.
    is_title = _GOES_ON.match(second[title.end() :]) is not None
    return _marked(said) if is_title and names_a_person(said) else ()


def _under_organization(above: SignatureLines, under: SignatureLines) -> tuple[Entry, ...]:
    """Return a block whose organization stands above the mark."""
    if not under or len(above) > 1 or len(under) > MOST_LINES:
        return ()
    (person, title), rest = _person_and_title(under)
    return (_made(person, title, above[0], rest),)


def _marked(said: SignatureLines) -> tuple[Entry, ...]:
    if not said:
        return ()
    (person, title), rest = _person_and_title(said)
    if len(said) > MOST_LINES:
        # Too many lines for one block: what follows are names by themselves.
        others = tuple(Entry(line, place) for line, place in rest[1:])
        return (_made(person, title, rest[0], ()), *others)
    if title and not rest:
        title, organization = _title_and_organization(title)
        return (_made(person, title, organization, ()),)
    return (_made(person, title, rest[0] if rest else None, rest[1:]),)


def _title_and_organization(title: SignatureLine) -> tuple[SignatureLine, SignatureLine | None]:
    """Take "Director, Example Alliance" apart, where an organization stands behind the comma."""
    line, place = title
    before, comma, after = text_of(line).partition(",")
    if not comma or not _ORGANIZATION.search(after):
        return title, None
    return (cut(line, len(before))[0], place), (strip(cut(line, len(before) + 1)[1]), place)


def _person_and_title(
    said: SignatureLines,
) -> tuple[tuple[SignatureLine, SignatureLine | None], SignatureLines]:
    """Return who signs and as what, and the lines under them."""
    line, place = said[0]
    name, comma, title = text_of(line).partition(",")
    if comma and TITLE.match(title.strip()):
        before, after = cut(line, len(name))
        return ((strip(before), place), (strip(cut(after, 1)[1]), place)), said[1:]
    second = said[1] if len(said) > 1 else None
    if second and (len(said) >= FEWEST_LINES or TITLE.match(text_of(second[0]))):
        return (said[0], second), said[2:]
    return (said[0], None), said[1:]


def _labelled(said: SignatureLines) -> tuple[dict[str, SignatureLine], list[SignatureLine]]:
    """Return what stands behind "Name:", "Title:" and "Organization:", and the other lines."""
    found: dict[str, SignatureLine] = {}
    rest: list[SignatureLine] = []
    for line, place in said:
        text = text_of(line)
        name = next((key for key, label in _LABELS.items() if label.match(text)), "")
        match = _LABELS[name].match(text) if name else None
        value = strip(cut(line, match.end())[1]) if match else ()
        if not match:
            rest.append((line, place))
        elif value:
            found.setdefault(name, (value, place))
    return found, rest


def _of_labels(labelled: dict[str, SignatureLine], rest: list[SignatureLine]) -> tuple[Entry, ...]:
    person = labelled.get("person")
    others = [line for line in rest if person is None or not _is_same(line[0], person[0])]
    if person is None and others:
        person = others.pop(0)
    organization = labelled.get("organization") or (others.pop(0) if others else None)
    if person is None:
        return ()
    return (_made(person, labelled.get("title"), organization, others),)


def _made(
    person: SignatureLine,
    title: SignatureLine | None,
    organization: SignatureLine | None,
    rest: SignatureLines,
) -> Entry:
    signed_as = (("signer_title", text_of(title[0])),) if title else ()
    if organization is None:
        return Entry(person[0], person[1], cells=(("name", text_of(person[0])), *signed_as))
    texts = [text_of(line) for line, _ in rest]
    email = next((text for text in texts if _EMAIL.fullmatch(text)), "")
    further = [text for text in texts if text != email]
    cells = (
        ("name", ", ".join((text_of(organization[0]), *further))),
        ("signer_name", text_of(person[0])),
        *signed_as,
        *((("email", email),) if email else ()),
    )
    return Entry(organization[0], person[1], cells=cells)


# ------------------------------------------------------------------- marks


def is_mark(line: SignatureLine) -> bool:
    return SIGNED.match(text_of(line[0])) is not None


def is_rule(line: SignatureLine) -> bool:
    text = text_of(line[0])
    label = _BY.match(text)
    return FURNITURE_LINE.fullmatch(text[label.end() :] if label else text) is not None


def without_rules(lines: SignatureLines) -> list[SignatureLine]:
    return [line for line in lines if not is_rule(line)]


def without_marks(lines: SignatureLines) -> list[SignatureLine]:
    """Return the lines without ruled ones and marks; a name that is signed and typed, once."""
    said: list[SignatureLine] = []
    signed: Spans = ()
    for line, place in without_rules(lines):
        match = SIGNED.match(text_of(line)) or _BY.match(text_of(line))
        kept = strip(cut(line, match.end())[1]) if match else line
        if signed and _is_same(kept, signed):
            said[-1] = (kept, place)
        elif kept:
            said.append((kept, place))
        signed = kept if match else ()
    return said


def names_the_signing(line: SignatureLine) -> bool:
    """Does a line begin with "By:", under the organization that somebody signs for?"""
    return _BY.match(text_of(line[0])) is not None


def is_labelled(text: str) -> bool:
    """Does a line of a signature block begin with its label ("Title:")?"""
    return any(pattern.match(text) for pattern in (_BY, *_LABELS.values()))


def _is_same(one: Spans, other: Spans) -> bool:
    """Is this one name, whatever stands behind its comma ("Jane Roe, Director")?"""
    return _letters(one) == _letters(other) or _letters(one).startswith(_letters(other) + " ")


def _letters(spans: Spans) -> str:
    return " ".join(re.findall(r"\w+", text_of(spans).casefold()))
