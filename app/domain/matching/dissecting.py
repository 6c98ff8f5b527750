"""Takes a name apart, piece by piece: other names, brackets, parts set off, places, chapters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.matching.acronyms import acronym_of, looks_like_acronym, stands_for
from app.domain.matching.vocabulary import (
    ALIAS,
    CHAPTER_MARKS,
    COMPANY_FORMS,
    FORMER,
    LEGAL_FORMS,
    PARENT,
    STOP_WORDS,
)
from app.domain.matching.whereabouts import place_tag
from app.domain.matching.words import WORD, folded, meant, words_of

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
# A dash with a blank beside it, a colon, a bar or a slash sets parts of a name apart.
_SEPARATOR = re.compile(r"(\s+[-–—‒―]+\s*|\s*[-–—‒―]+\s+|[–—‒―]+|\s*[:;|]\s*|\s*/\s*|,\s*)")
_HYPHEN = re.compile(r"(?<=\w{3})-(?=\w)")
_BEFORE_A_PLACE = frozenset(
    [
        "of",
        "in",
        "on",
        "for",
        "at",
        "de",
        "the",
        "du",
        "en",
        "del",
        "do",
        "da",
        "und",
        "pour",
        "la",
        "d",
    ]
)


class Dissection:
    """What was taken from a name; what no rule takes stays in `core`, its own words."""

    def __init__(self) -> None:
        self.acronyms: set[str] = set()
        self.places: set[str] = set()
        self.set_off = ""
        self.has_chapter = False
        self.company: set[str] = set()
        self.lead: tuple[str, ...] = ()
        self.aliases: list[tuple[str, ...]] = []
        self.formers: list[tuple[str, ...]] = []
        self.parent: tuple[str, ...] = ()
        self.tail: list[str] = []
        self.core: list[str] = []
        self.shown: list[str] = []
        self.whole: list[str] = []
        self.letters = ""
        self.place_words: list[str] = []

    # -------------------------------------------------------------- other names

    def take_other_names(self, text: str) -> str:
        found = PARENT.search(text)
        if found and WORD.search(text[: found.start()]):
            self.parent = meant(words_of(text[found.end() :].strip(" )]")))
            text = text[: found.start()].rstrip(" ,([:–—-")
        for pattern, names in ((FORMER, self.formers), (ALIAS, self.aliases)):
            found = pattern.search(text)
            if found and WORD.search(text[: found.start()]):
                other = re.split(r"[)\];]", text[found.end() :])[0]
                rest = text[found.end() + len(other) :].lstrip(" )];,")
                self._name_aside(other, names)
                text = f"{text[: found.start()].rstrip(' ,([:–—-')} {rest}".strip()
        return text

    def _name_aside(self, text: str, names: list[tuple[str, ...]]) -> None:
        words = meant(words_of(text))
        if words:
            names.append(words)
        if looks_like_acronym(text.strip()):
            self.acronyms.add(acronym_of(text))

    def take_brackets(self, text: str) -> str:
        for content in _BRACKETS.findall(text):
            self._take_bracket(content.strip())
        return " ".join(_BRACKETS.sub(" ", text).split()) or text

    def _take_bracket(self, content: str) -> None:
        words = words_of(content)
        if not words or words in (["the"], ["a"], ["an"]):
            return
        tag = place_tag(words, is_set_off=True, is_code=content.isupper())
        if tag:
            self._place(tag, "bracket")
            return
        if self._is_legal_form(words):
            return
        pieces = [piece for piece in re.split(r"[,/]|\s[-–—]\s", content) if piece.strip()]
        if all(self._short_name(piece.strip(), take=False) for piece in pieces):
            for piece in pieces:
                self._short_name(piece.strip(), take=True)
            return
        if len(pieces) > 1 and looks_like_acronym(pieces[-1].strip()):
            self.acronyms.add(acronym_of(pieces.pop()))
        if content[:1].islower():
            return  # "(farmers' organization)" tells what it is, not who
        self.aliases.append(meant(words_of(" ".join(pieces))))

    def _short_name(self, piece: str, *, take: bool) -> bool:
        """Take an acronym, with a place in it or beside it ("CPA Boston", "SABA-DC")."""
        parts = re.split(r"[\s-]+", piece)
        if looks_like_acronym("".join(parts)) and len(parts) == 1:
            if take:
                self.acronyms.add(acronym_of(piece))
            return True
        if not looks_like_acronym(parts[0]):
            return False
        rest = words_of(" ".join(parts[1:]))
        tag = place_tag(rest, is_set_off=True, is_code=" ".join(parts[1:]).isupper())
        if take:
            self.acronyms.add(acronym_of(piece if not tag else parts[0]))
            if tag:
                # "(NAPAWF NYC)" is how a chapter is called.
                self._place(tag, "acronym")
        return bool(tag) or all(looks_like_acronym(part) or part.isdigit() for part in parts[1:])

    # -------------------------------------------------------------- parts set apart

    def take_segments(self, text: str) -> None:
        self.letters = "".join(word for word in words_of(text) if word not in {"the", "and"})
        pieces = _SEPARATOR.split(text)
        parts = [(pieces[0], "")] + [
            (pieces[at + 1], _style(pieces[at])) for at in range(1, len(pieces) - 1, 2)
        ]
        parts = [(part.strip(" .!?"), style) for part, style in parts if WORD.search(part)]
        if not parts:
            return
        while len(parts) > 1 and self._take_trailing(*parts[-1], before=parts[:-1]):
            parts.pop()
        parts = self._lead_apart(parts)
        head, *others = parts
        self.whole = words_of(head[0])
        self._take_head(head[0])
        for part, style in others:
            if style in {"slash", "bar"} and len(words_of(part)) > 1 and len(self.core) > 1:
                self.aliases.append(meant(words_of(part)))
                continue
            words = words_of(part)
            while len(words) > 1 and self._is_legal_form(words[-1:]):
                words.pop()
            self.core += words
            self.shown += WORD.findall(part)
            self.tail += meant(words)

    def _take_trailing(self, part: str, style: str, *, before: Sequence[tuple[str, str]]) -> bool:
        words = words_of(part)
        tag = place_tag(words, is_set_off=True, is_code=part.isupper())
        if tag and not (
            style == "comma"
            and len(words_of(before[-1][0])) == 1
            and len(before) == 1
            and not _is_country(tag)
            and before[-1][0].islower()
        ):
            self._place(tag, style)
            return True
        if self._is_legal_form(words):
            return True
        if self._take_chapter(part, words):
            return True
        expansion = words_of(before[0][0])
        # "Columbia Law School, APALSA" is a body of its own within the school.
        if looks_like_acronym(part) and stands_for(acronym_of(part), expansion):
            self.acronyms.add(acronym_of(part))
            return True
        return False

    def _take_chapter(self, part: str, words: Sequence[str]) -> bool:
        if not 1 < len(words) <= 4 or words[-1] not in CHAPTER_MARKS:
            return False
        tag = place_tag(words[:-1], is_set_off=True, is_code=part.split(maxsplit=1)[0].isupper())
        if not tag:
            return False
        self._place(tag, "chapter")
        self.has_chapter = True
        return True

    def _lead_apart(self, parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Take an acronym or brand in front of the name it stands for ("SOL, Alternatives …")."""
        if len(parts) < 2:
            return parts
        first, second = parts[0][0], parts[1][0]
        expansion = words_of(second)
        if parts[1][1] in {"slash", "bar"} and len(expansion) == 1:
            return parts
        if len(first.split()) > 1:
            return parts
        is_brand = parts[1][1] != "comma" or looks_like_acronym(first)
        if stands_for(acronym_of(first), expansion) or (is_brand and len(expansion) > 2):
            self.lead = meant(words_of(first))
            if looks_like_acronym(first):
                self.acronyms.add(acronym_of(first))
            return [(second, ""), *parts[2:]]
        return parts

    # -------------------------------------------------------------- the head

    def _take_head(self, head: str) -> None:
        head = self._hyphened_tail(head)
        shown = WORD.findall(head)
        words = [folded(word) for word in shown]
        if words and words[0] in {"the", "a", "an"} and len(words) > 1 and len(words[1]) > 1:
            shown, words = shown[1:], words[1:]
        while len(words) > 1 and self._is_legal_form(words[-1:]):
            shown, words = shown[:-1], words[:-1]
        if len(words) > 1 and words[0] in {"ong", "ongd", "ngo"}:
            shown, words = shown[1:], words[1:]
        shouts = all(word.isupper() for word in shown)
        shown, words = self._acronym_at_an_end(shown, words, shouts=shouts)
        local = 2 * (len(words) > 3 and words[-1].isdigit() and words[-2] in CHAPTER_MARKS)
        # "... Maryland Local 613": the place stands before the number.
        keep = len(words) - local
        number, shown_number = words[keep:], shown[keep:]
        shown, words = self._bare_chapter(shown[:keep], words[:keep])
        shown, words = self._bare_place(shown, words, shouts=shouts)
        self.has_chapter = self.has_chapter or bool(number)
        self.core, self.shown = [*words, *number], [*shown, *shown_number]

    def _hyphened_tail(self, head: str) -> str:
        """Take a place or an acronym that a bare hyphen joins on ("APIAVote-Michigan")."""
        cuts = [cut.start() for cut in _HYPHEN.finditer(head)]
        for cut in reversed(cuts):
            left, right = head[:cut], head[cut + 1 :]
            words = words_of(right)
            tag = place_tag(words, is_set_off=True, is_code=right.isupper())
            if tag:
                self._place(tag, "hyphen")
                return left
            if looks_like_acronym(right) and right.isupper() and len(words_of(left)) > 1:
                if not left.isupper():
                    self.acronyms.add(acronym_of(right))
                    return left
        return head

    def _acronym_at_an_end(
        self, shown: list[str], words: list[str], *, shouts: bool
    ) -> tuple[list[str], list[str]]:
        if shouts or len(words) < 3:
            return shown, words
        if looks_like_acronym(shown[-1]) and shown[-1].isupper() and len(shown[-1]) > 3:
            if stands_for(acronym_of(shown[-1]), words[:-1]):
                self.acronyms.add(acronym_of(shown[-1]))
                return shown[:-1], words[:-1]
        if shown[0].isupper() and stands_for(acronym_of(shown[0]), words[1:]):
            self.acronyms.add(acronym_of(shown[0]))
            return shown[1:], words[1:]
        return shown, words

    def _bare_chapter(self, shown: list[str], words: list[str]) -> tuple[list[str], list[str]]:
        if len(words) > 2 and words[-1] in CHAPTER_MARKS:
            for length in (3, 2, 1):
                if len(words) > length + 1:
                    tag = place_tag(
                        words[-1 - length : -1],
                        is_set_off=True,
                        is_code=shown[-2].isupper(),
                    )
                    if tag:
                        self._place(tag, "chapter")
                        self.has_chapter = True
                        self.place_words += words[-1 - length : -1]
                        keep = len(words) - 1 - length
                        return shown[:keep], words[:keep]
            self.has_chapter = True
        return shown, words

    def _bare_place(
        self, shown: list[str], words: list[str], *, shouts: bool
    ) -> tuple[list[str], list[str]]:
        """Take a place off the end or, failing that, the front of the name."""
        for length in (4, 3, 2, 1):
            keep = len(words) - length
            if keep < 1:
                continue
            tail = shown[keep:]
            is_code = not shouts and all(w.isupper() for w in tail)
            tag = place_tag(words[keep:], is_code=is_code, is_set_off=is_code and length == 1)
            if not tag:
                continue
            style = "bare"
            while keep > 1 and words[keep - 1] in _BEFORE_A_PLACE:
                if words[keep - 1] != "the":
                    style = "of"
                keep -= 1
            if all(word in STOP_WORDS for word in words[:keep]):
                return shown, words
            self._place(tag, style)
            self.place_words += words[len(words) - length :]
            return shown[:keep], words[:keep]
        for length in (3, 2, 1):
            if len(words) - length < 2:
                continue
            front = shown[:length]
            tag = place_tag(words[:length], is_code=not shouts and all(w.isupper() for w in front))
            # "South Asia Alliance", "Pacific Asia Resource Center": a region is part of the name.
            if tag and not tag.startswith("region") and words[length] not in STOP_WORDS:
                self._place(tag, "front")
                self.place_words += words[:length]
                return shown[length:], words[length:]
        return shown, words

    def _place(self, tag: str, style: str) -> None:
        self.places.add(tag)
        if not self.set_off or style in {"front", "of", "chapter"}:
            self.set_off = style

    def _is_legal_form(self, words: Sequence[str]) -> bool:
        if not words or not all(word in LEGAL_FORMS or word in COMPANY_FORMS for word in words):
            return False
        self.company |= COMPANY_FORMS.intersection(words) - {"co", "company"}
        return True


def _style(separator: str) -> str:
    mark = separator.strip()[:1]
    return {",": "comma", "/": "slash", "|": "bar", ":": "colon", ";": "comma"}.get(mark, "dash")


def _is_country(tag: str) -> bool:
    return len(tag) == 2
