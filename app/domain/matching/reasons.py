"""Why two names are taken for one organization, for perhaps one, or for two: in words."""

from __future__ import annotations

from app.domain.matching.knowledge import Knowledge
from app.domain.matching.reading import Reading
from app.domain.sentences import N_, Sentence, sentence


def why_same(one: Reading, other: Reading) -> Sentence:
    """Return how two spellings of one name differ."""
    if one.parent != other.parent:
        return sentence(N_("the same name; one says whose project it is"))
    if one.acronyms != other.acronyms:
        return sentence(N_("the same name, once with its acronym"))
    if one.aliases != other.aliases:
        return sentence(N_("the same name and acronym, in the other order"))
    return sentence(N_("the same name, written in another way"))


def why_likely(one: Reading, other: Reading, told: dict[str, float], known: Knowledge) -> Sentence:
    """Return what makes it worth a question whether the two are one organization."""
    if told["short_is_given"] or told["short_is_initials"]:
        return sentence(N_("one name is the acronym of the other"))
    if told["by_former"]:
        return sentence(N_("one name is given as the other's former name"))
    if told["by_alias"]:
        return sentence(N_("one gives the other's name as a name of its own"))
    shared = one.acronyms & other.acronyms
    if told["acronym_shared_apart"]:
        return sentence(N_("both give the acronym %(acronym)s"), acronym=min(shared))
    if told["same_words"]:
        return _why_same_words(one, other, told)
    if told["misspelt"]:
        return sentence(N_("the names differ by what may be a misspelling"))
    more, less = (one, other) if len(one.words) > len(other.words) else (other, one)
    rest = [word for word in more.words if word not in less.words and word[0] != "@"]
    rest.sort(key=known.weight, reverse=True)
    if rest and not set(less.words) - set(more.words):
        return sentence(N_("one name says more: %(words)s"), words=", ".join(rest[:3]))
    if told["website_same"]:
        return sentence(N_("alike names with one website"))
    return sentence(N_("most words of the names are the same"))


def _why_same_words(one: Reading, other: Reading, told: dict[str, float]) -> Sentence:
    if told["website_differs"]:
        return sentence(N_("the same words, with two websites"))
    if bool(one.places) != bool(other.places):
        return sentence(N_("the same name, and only one names a place"))
    if one.has_chapter != other.has_chapter:
        return sentence(N_("the same name, and only one is called a chapter"))
    if one.acronyms != other.acronyms:
        return sentence(N_("the same name with another acronym"))
    if one.company != other.company:
        return sentence(N_("the same name with another legal form"))
    if told["translated"]:
        return sentence(N_("the same words in another language or form"))
    return sentence(N_("the same words in another order or form"))


def why_different(one: Reading, other: Reading, told: dict[str, float]) -> Sentence:
    """Return what tells the two apart."""
    if told["place_conflict"]:
        return sentence(N_("they name different places"))
    if told["federation_place"] or told["federation_words"] or told["chapter_one"]:
        return sentence(N_("a part of a federation is not the whole"))
    if told["acronym_conflict"]:
        return sentence(
            N_("their acronyms differ: %(one)s and %(other)s"),
            one=min(one.acronyms),
            other=min(other.acronyms),
        )
    if told["place_bare"] or told["place_of"] or told["place_front"] or told["place_acronym"]:
        return sentence(N_("only one names a place as part of its name"))
    return sentence(N_("the words that matter differ"))
