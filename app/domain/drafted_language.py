"""Which language a draft is in: by its script, its marks, and its most common words.

Word marks text with the language of the keyboard; a Spanish letter typed in Ohio is marked
en-US from end to end. The small words of a language do not lie.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from app.domain.drafts import Span
from app.domain.languages import language_of

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_HAN = re.compile("[\u3400-\u9fff]")
_ARABIC_SCRIPT = frozenset({"ar", "fa", "ur", "ps", "ckb", "sd", "ug"})
_SMALL_WORDS = {
    "en": "the of and to in that is for we our with are this on by as be have from not",
    "es": "el la los las de del que y en por para con una un se su al como es más",
    "fr": "le la les des du et en que qui pour dans une un nous au aux sur est par ce",
    "de": "der die das und den von zu mit für dem im ist nicht wir ein eine auf des werden sie",
    "pt": "o os as do da dos das que e em para com uma um não por ao à se são",
    "it": "il lo gli di del della che e in per con una un non dei alla è sono le nel",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_FEWEST_WORDS = 4
_SAMPLE = 40_000


def language_by_words(text: str) -> str:
    """Return the language whose small words fill the text, "" where none clearly does."""
    words = Counter(re.findall(r"[^\W\d_]+", text[:_SAMPLE].casefold()))
    found = sorted(
        ((sum(words[word] for word in small), tag) for tag, small in _WORDS.items()), reverse=True
    )
    (most, language), (second, _) = found[0], found[1]
    return language if most >= _FEWEST_WORDS and most >= 1.25 * second else ""


def drafted_language(spans: Iterable[Span], languages: tuple[str, str, str]) -> tuple[str, str]:
    """Return the letter's language, and the mark that its words contradict ("" for none).

    `languages` are the draft's defaults for Latin script, right-to-left and East Asian.
    """
    spans = tuple(spans)
    text = "".join(span.text for span in spans)[:_SAMPLE]
    latin, complex_, east_asian = languages
    letters = max(sum(character.isalpha() for character in text), 1)
    if len(_ARABIC.findall(text)) * 2 > letters:
        return _known(_marked(spans, complex_, _ARABIC_SCRIPT), "ar"), ""
    if len(_HEBREW.findall(text)) * 2 > letters:
        return _known(_marked(spans, complex_, {"he", "yi"}), "he"), ""
    if len(_HANGUL.findall(text)) * 2 > letters:
        return "ko", ""
    if (len(_HAN.findall(text)) + len(_KANA.findall(text))) * 2 > letters:
        own = "ja" if _KANA.search(text) else "zh"
        return _known(_marked(spans, east_asian, {own}), own), ""
    marked = _marked(spans, latin, None)
    by_words = language_by_words(text)
    if by_words and language_of(marked or "") != by_words:
        return by_words, marked
    return _known(marked, "en"), ""


def foreign_language(spans: Iterable[Span], language: str) -> str:
    """Return the language of a passage that is not in the letter's, "" for one that is.

    Its marks and its script, or its marks and its words, have to agree.
    """
    words = [span for span in spans if any(character.isalpha() for character in span.text)]
    marks = {span.language for span in words}
    if len(marks) != 1 or not (mark := marks.pop()):
        return ""
    own = language_of(mark)
    if own is None or own == language_of(language):
        return ""
    text = "".join(span.text for span in words)
    by_script, _ = drafted_language(words, ("", mark, mark))
    is_scripted = language_of(by_script) == own and not re.search("[A-Za-z]", text)
    return mark if is_scripted or language_by_words(text) == own else ""


def _marked(spans: Iterable[Span], default: str, allowed: Iterable[str] | None) -> str:
    weights: Counter[str] = Counter()
    for span in spans:
        tag = span.language or default
        if tag and (allowed is None or language_of(tag) in set(allowed)):
            weights[tag] += sum(character.isalpha() for character in span.text)
    return weights.most_common(1)[0][0] if weights else ""


def _known(tag: str, fallback: str) -> str:
    return tag if tag and language_of(tag) else fallback
