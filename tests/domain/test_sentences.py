from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from app.domain.sentences import Sentence, from_plain, hinted, sentence, series, to_plain

NAMES = st.text("abcxyz_", min_size=1, max_size=4)
SENTENCES = st.recursive(
    st.builds(Sentence, st.text(max_size=20)),
    lambda inner: st.builds(
        Sentence,
        st.text(max_size=20),
        st.lists(
            st.tuples(NAMES, st.one_of(st.text(max_size=9), st.integers(), inner)), max_size=3
        ).map(tuple),
    ),
    max_leaves=6,
)


@given(SENTENCES)
def test_a_sentence_goes_through_json_and_stays_what_it_is(said: Sentence) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(said)))) == said


def test_sentences_are_put_together_without_words_between() -> None:
    wrong, what = sentence("%(key)s is unknown", key="titel"), Sentence("look again")

    assert str(hinted(wrong, what)) == "titel is unknown; look again"
    assert str(series((wrong, what))) == "titel is unknown, look again"
    assert str(series((wrong, what), between="; ")) == "titel is unknown; look again"
