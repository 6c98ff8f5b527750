"""Notes that are named by their number in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.composing import compose
from app.domain.documents import (
    BodySection,
    Emphasis,
    Inline,
    Inlines,
    LetterDocument,
    Link,
    NoteNumber,
    NoteReference,
    Paragraph,
    Quote,
    Strong,
    Text,
)
from app.domain.misleading import misleading_numbers
from app.domain.pointing import flat
from app.domain.signatories import Signatory
from app.domain.tokens import mapped_blocks, plain_text
from tests.formats.letters_in_text import faults_of, letter_text, read

NOTES = "\n\n[^1]: First.\n\n[^2]: Second, supra note 1.\n\n[^fees]: Third."
TITLE = "title: A letter"
NAMES = (Signatory("Alpha"),)


def printed(body: str, *, head: str = TITLE) -> Inlines:
    document = compose(read(body + NOTES, head=head), ())
    (section,) = (each for each in document.sections if isinstance(each, BodySection))
    first = section.blocks[0]
    assert isinstance(first, Paragraph)
    return first.inlines


def live_in(inlines: Inlines) -> list[int]:
    return [number for _, _, number in flat(inlines).numbers]


def warned(body: str, *, head: str = TITLE) -> list[str]:
    return [str(each) for each in read(body, head=head).warnings]


# ------------------------------------------------------------- what is live


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("see supra note 2", [2]),
        ("Supra Note 2", [2]),
        ("infra n. 2", [2]),
        ("supra, at note 2", [2]),
        ("supra footnote 2", [2]),
        ("note 2 above", [2]),
        ("note 2, supra", [2]),
        ("*supra* note 2", [2]),
        ("*Supra note* **2**", [2]),
        ("***supra*** note\n2", [2]),
        ("see note 1 *supra*", [1]),
        ("*Id.* at 5; *supra* note 2, at 5", [2]),
        ("*supra* notes 1 and 2", [1, 2]),
        ("notes 1–2 above", [1, 2]),
        ("*supra* nn. 1-2", [1, 2]),
        ("supra notes 1 and {{ note:fees }}", [1, 3]),
        ("véase la nota 2", [2]),
        ("nota 2, *supra*", [2]),
        ("*Id.* note 2", []),
        ("note 2", []),
        ("Smith, note 2 of the report", []),
        ("supra note 9", []),
        ("supra notes 1 and 9", [1]),
        ("supra note 22", []),
        ("`supra note 2`", []),
        ("supra `note` 2", []),
        ("supra[^1] note 2", []),
        ("they wrote “*supra* note 2”", []),
    ],
)
def test_words_that_point_at_a_note_become_live(words: str, numbers: list[int]):
    inlines = printed(f"A[^1] b[^2] c[^fees], {words}.")

    assert live_in(inlines) == numbers
    shown = re.sub(r"[*`]|\[\^1\]", "", words).replace("\n", " ").replace("{{ note:fees }}", "3")
    assert plain_text(inlines).endswith(f"{shown}.")


def test_looks_around_the_words_stay():
    inlines = printed("A[^1] b[^2] c[^fees], *supra* note **2**.")

    assert inlines[-4:] == (
        Emphasis((Text("supra"),)),
        Text(" note "),
        Strong((NoteNumber(2),)),
        Text("."),
    )


def test_a_block_quotation_keeps_its_numbers():
    notes = "\n\n[^1]: N.\n\n[^2]: M."
    letter = read(
        "A[^fees] b[^1] c[^2].\n\n> See supra note 2, not {{ note:2 }}.\n\n[^fees]: O." + notes
    )

    document = compose(letter, ())

    (section,) = (each for each in document.sections if isinstance(each, BodySection))
    assert section.blocks[1] == Quote(
        (Paragraph((Text("See supra note 2, not "), NoteNumber(3), Text("."))),)
    )
    assert letter.warnings == ()


def test_a_note_written_in_a_quotation_is_the_letters_own():
    document = compose(read("A.[^1]\n\n> B.[^2]\n>\n> [^2]: Supra note 1.\n\n[^1]: N."), ())

    (paragraph,) = document.notes[1].blocks
    assert isinstance(paragraph, Paragraph)
    assert live_in(paragraph.inlines) == [1]


def test_a_number_in_a_link_moves_and_leads_where_the_link_does():
    inlines = printed("A[^fees] b[^1] c[^2], [supra note 2, and {{ note:1 }}](https://x.org).")

    assert inlines[-2] == Link("https://x.org", (Text("supra note 3, and 2"),))


@pytest.mark.parametrize("key", ["re", "contact", "note"])
def test_the_lines_of_the_front_matter_name_notes_too(key: str):
    head = f"title: x\n{key}: 'Words, *supra* note 2'"
    document = compose(read("A[^2] b[^1].\n\n[^1]: N.\n\n[^2]: M.", head=head), NAMES)

    assert [live_in(run) for run in lines_of(document) if plain_text(run)] == [[1]]


def lines_of(document: LetterDocument) -> Iterator[Inlines]:
    for section in document.sections:
        for name in ("inlines", "note"):
            if isinstance(run := getattr(section, name, None), tuple):
                yield run


def test_a_title_names_no_note():
    head = "title: 'Words, supra note 1'\nprint_title: true"
    document = compose(read("A[^1].\n\n[^1]: N.", head=head), ())

    assert [live_in(run) for run in lines_of(document)] == [[]]


# ------------------------------------------------------------- what follows


def test_a_number_follows_its_label_when_notes_move():
    inlines = printed("A[^fees] b[^1] c[^2], supra note {{ note:fees }} and {{note: 2}}.")

    assert inlines[-4:] == (NoteNumber(1), Text(" and "), NoteNumber(3), Text("."))


def test_a_typed_number_follows_the_note_with_that_label():
    inlines = printed("A[^fees] b[^1] c[^2], supra note 2.")

    assert inlines[-3:] == (Text(", supra note "), NoteNumber(3), Text("."))


def test_a_typed_number_follows_its_note_past_those_of_other_parts():
    head = (
        "title: x\nre: 'Boats[^fees]'\ncontact: 'Whom to ask[^2]'\n"
        "parts: [contact, body]\nclosing: 'Yours,'"
    )

    inlines = printed("A[^1], supra notes 1 and 2.", head=head)

    assert live_in(inlines) == [3, 2]


def test_a_note_may_point_at_a_note():
    document = compose(read("A[^1] b[^2] c[^fees]." + NOTES), ())

    (paragraph,) = document.notes[1].blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (Text("Second, supra note "), NoteNumber(1), Text("."))


def test_a_note_written_in_place_may_point_at_a_note():
    document = compose(read("A[^1] b^[See *supra* note 1.].\n\n[^1]: N."), ())

    (paragraph,) = document.notes[1].blocks
    assert isinstance(paragraph, Paragraph)
    assert live_in(paragraph.inlines) == [1]


FORMS = (
    "supra note {}",
    "*supra* note {}",
    "note {}, *supra*",
    "nota {} más arriba",
    "véase la nota {}",
    "supra n. **{}**",
    "infra note {}",
    "[supra note {}, again](https://x.example)",
    "note {{{{ note:{} }}}}",
)
PAIRS = ("supra notes {} and {}", "*infra* nn. {}, {}", "notas {} y {}, arriba")


@st.composite
def moved_letters(draw: st.DrawFn) -> tuple[str, str]:
    """Draw the body of a letter, and the same with more notes between what was there."""
    count = draw(st.integers(1, 5))
    labels = draw(st.permutations(range(1, count + 1)))
    paragraphs = [f"Claim {label}.[^{label}]" for label in labels]
    for _ in range(draw(st.integers(1, 5))):
        pair = draw(st.sampled_from((*FORMS, *PAIRS)))
        numbers = draw(st.lists(st.integers(1, count), min_size=2, max_size=2))
        at = draw(st.integers(0, len(paragraphs)))
        paragraphs.insert(at, f"We say {pair.format(*numbers)} so.")
    notes = [f"[^{label}]: Source-{label}." for label in range(1, count + 1)]
    before = "\n\n".join((*paragraphs, *notes))
    added = draw(st.integers(1, 4))
    for number in range(added):
        at = draw(st.integers(0, len(paragraphs))) if number else 0
        paragraphs.insert(at, f"Added {number}.[^new{number}]")
        at = draw(st.integers(0, len(notes)))
        notes.insert(at, f"[^new{number}]: Added source {number}.")
    return before, "\n\n".join((*paragraphs, *notes))


@given(moved_letters())
def test_references_keep_their_notes_when_others_are_put_before_them(letters: tuple[str, str]):
    before, after = (compose(read(body), ()) for body in letters)

    assert sources_named(before)
    assert sources_named(before) == sources_named(after)


def sources_named(document: LetterDocument) -> list[str]:
    """Return the text of each note that the words of the body name, as the numbers print."""
    texts = {}
    for note in document.notes:
        (paragraph,) = note.blocks
        assert isinstance(paragraph, Paragraph)
        texts[note.number] = plain_text(paragraph.inlines)
    (section,) = (each for each in document.sections if isinstance(each, BodySection))
    runs: list[Inlines] = []

    def gather(inlines: Inlines) -> Inlines:
        runs.append(inlines)
        return inlines

    mapped_blocks(section.blocks, gather)
    said = [plain_text(run) for run in runs]
    named = [words for words in said if words.startswith("We say")]
    return [texts[int(number)] for words in named for number in re.findall(r"\d+", words)]


@given(st.permutations(("body", "contact", "names")), st.permutations((1, 2, 3)))
def test_references_keep_their_notes_whatever_the_order_of_the_parts(
    parts: list[str], labels: list[int]
):
    a, b, c = labels
    head = (
        f"title: x\ncontact: 'Ask us[^{a}], infra notes 1, 2 and 3.'\n"
        f"note: 'For identification[^{b}]'\nparts: [{', '.join(parts)}]"
    )
    body = f"See[^{c}] supra notes 1, 2 and 3.\n\n[^1]: N1.\n\n[^2]: N2.\n\n[^3]: N3."

    document = compose(read(body, head=head), NAMES)

    numbers = {plain_text(_only(note.blocks[0])): note.number for note in document.notes}
    expected = [numbers["N1."], numbers["N2."], numbers["N3."]]
    (section,) = (each for each in document.sections if isinstance(each, BodySection))
    assert live_in(_only(section.blocks[0])) == expected
    assert [live_in(run) for run in lines_of(document) if "infra" in plain_text(run)] == [expected]


def _only(block: object) -> tuple[Inline, ...]:
    assert isinstance(block, Paragraph)
    return block.inlines


# --------------------------------------------------------------- what is told

LABEL = "write {{ note:LABEL }} with the label of the note that is meant"
STAYS = "is typed and does not move with the notes"
OTHER = "in the order of the text; write"
EITHER = "{{ note:1 }} if it is meant, or {{ note:2 }} if [^2] is"
BY_LABEL_7 = "{{ note:7 }} if it is meant"
TOLD = {
    "no such note": (
        "A[^1] b.\nSupra\nnote 9.\n\n[^1]: N.",
        f"line 6: 9 in “Supra note 9” names no note; {LABEL}",
    ),
    "a label that is a word": (
        "A[^fees], supra note 1.\n\n[^fees]: N.",
        f"line 4: 1 in “supra note 1” {STAYS}; write {{{{ note:fees }}}} if [^fees] is meant",
    ),
    "a note without a label": (
        "A^[N.], *supra* note 1.",
        f"line 4: 1 in “supra note 1” {STAYS}; {LABEL}",
    ),
    "a label that is not the number": (
        "A[^2] b[^1].\n\n[^1]: N.\n\n[^2]: M, infra note 1.",
        f"line 8: 1 in “infra note 1” leads to [^1], which is not note 1 {OTHER} {EITHER}",
    ),
    "a label past the last number": (
        "A[^7], supra note 7.\n\n[^7]: N.",
        f"line 4: 7 in “supra note 7” leads to [^7], which is not note 7 {OTHER} {BY_LABEL_7}",
    ),
}


@pytest.mark.parametrize(("body", "said"), TOLD.values(), ids=TOLD.keys())
def test_a_number_that_may_not_be_meant_is_told_with_its_line(body: str, said: str):
    assert warned(body) == [said]


def test_each_number_of_a_list_is_told_by_itself():
    told = warned("A[^1] b[^2], supra notes 1, 8 and 9.\n\n[^1]: N.\n\n[^2]: M.")

    assert [words.split(" in ")[0] for words in told] == ["line 4: 8", "line 4: 9"]


@pytest.mark.parametrize(
    "body",
    [
        "A[^1] b[^2], supra notes 1 and 2, *infra* note 3; see note 9. C[^3]",
        "A[^2] b[^1] c[^3], supra note {{ note:2 }}.",
        "A[^1] b[^2] c[^3], Smith, supra note 9 of the report, says “supra note 8”.",
    ],
    ids=["in order", "by label", "of others"],
)
def test_nothing_is_told_of_what_is_sure(body: str):
    assert warned(body + "\n\n[^1]: N.\n\n[^2]: M.\n\n[^3]: O.") == []


def test_the_order_of_the_parts_is_that_of_the_text():
    head = "title: x\ncontact: 'Ask us[^1]'\nparts: [contact, body]"
    body = "A[^2], supra notes 1 and 2.\n\n[^1]: N.\n\n[^2]: M."

    assert warned(body, head=head) == []
    assert len(warned(body, head=head.replace("[contact, body]", "[body, contact]"))) == 2


def test_a_note_that_never_prints_has_no_number():
    letter = read("A[^1], supra note 2.\n\n[^1]: N.\n\n[^2]: M.")

    (section,) = (s for s in compose(letter, ()).sections if isinstance(s, BodySection))

    assert plain_text(_only(section.blocks[0])).endswith("supra note [?].")
    assert [each.text for each in letter.blocking] == ["[^2]"]


def test_a_label_without_a_note_stops_a_final_export():
    letter = read("A, note {{ note:lost }}.")

    assert [str(found) for found in letter.blocking] == [
        "line 4: note [^lost] is named but not defined; its label prints"
    ]


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("title: 'See {{ note:1 }}'", "title"),
        ("title: x\nsignatories_heading: 'See {{ note:1 }}'", "signatories_heading"),
        ("title: x\ngroups: ['See {{ note:1 }}']", "groups"),
    ],
    ids=["title", "heading", "group"],
)
def test_only_running_text_names_notes(head: str, key: str):
    faults = faults_of(letter_text("A[^1].\n\n[^1]: N", head=head))

    assert len(faults) == 1
    assert key in faults[0]


# ------------------------------------------------------ what stops a letter

FIVE = "\n\n" + "\n\n".join(f"[^{n}]: N{n}." for n in range(1, 6))
ALL = "A[^1] b[^2] c[^3] d[^4] e[^5]."
WRONG = {
    "no such note": (f"{ALL} See supra note 9.{FIVE}", "supra note 9", "is not there"),
    "no note at all": ("See *supra* note 1.", "supra note 1", "is not there"),
    "note nought": (f"{ALL} See supra note 0.{FIVE}", "supra note 0", "is not there"),
    "earlier, but later": (f"A supra note 1.[^1]{FIVE}", "supra note 1", "before these words"),
    "later, but earlier": (f"{ALL} See note 3 below.{FIVE}", "note 3 below", "after these words"),
    "by its label": (f"A, supra note {{{{ note:5 }}}}. {ALL}{FIVE}", "supra note 5", "before"),
    "itself": (f"{ALL}{FIVE} See supra note 5.", "supra note 5", "before these words"),
    "in a note, later": ("A[^1] b[^2].\n\n[^1]: Supra note 2.\n\n[^2]: N.", "Supra note 2", "bef"),
    "one of several": (f"{ALL} See supra notes 1 and 9.{FIVE}", "supra notes 1 and 9", "not there"),
    "backwards": (
        f"A[^2] b[^1], supra notes 1-2.{FIVE}",
        "supra notes 2-1",
        "counts backwards",
    ),
    "in plain lines": (f"{ALL}{FIVE}", "supra note 8", "in the closing"),
}


@pytest.mark.parametrize(("body", "text", "why"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_number_stops_a_final_letter(body: str, text: str, why: str):
    head = f"{TITLE}\nclosing: 'Yours, supra note 8'" if "closing" in why else TITLE

    (found,) = misleading_numbers(compose(read(body, head=head), ()))

    assert found.text == text
    assert f"“{text}” in " in str(found)
    assert why in str(found)


def test_the_place_of_a_wrong_number_is_told():
    body = f"# H\n\n{ALL}\n\nB supra note 9.\n\n| a |\n|---|\n| infra note 1 |{FIVE}"

    found = misleading_numbers(compose(read(body), ()))

    assert [str(each).split(" names")[0] for each in found] == [
        "“supra note 9” in paragraph 2",
        "“infra note 1” in the table after paragraph 2",
    ]


@pytest.mark.parametrize(
    "body",
    [
        f"{ALL} See supra notes 1, 3 and 5, note 2 above; véase la nota 4.",
        f"See infra notes 1–5 and véase la nota 4. {ALL}",
        f"A[^1] supra note 1, infra note 2. {ALL}",
        f"{ALL} He wrote “supra note 9”.\n\n> Supra note 9.",
        f"{ALL} See Smith, supra note 9 of the report.",
    ],
    ids=["earlier", "later", "between", "quoted", "of another"],
)
def test_right_numbers_stop_nothing(body: str):
    assert misleading_numbers(compose(read(body + FIVE), ())) == ()


@given(moved_letters())
def test_notes_put_before_others_make_no_new_wrong_number(letters: tuple[str, str]):
    before, after = (compose(read(body), ()) for body in letters)

    told = [
        [each.sentence.message for each in misleading_numbers(document)]
        for document in (before, after)
    ]
    assert set(told[1]) == set(told[0])


def test_marks_of_notes_are_no_numbers():
    assert NoteReference(1) in printed("A[^1] b[^2] c[^fees], supra note 2.")
