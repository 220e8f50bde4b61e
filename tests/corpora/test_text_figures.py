"""People's own words are told from quotes and signatures in real mail, and none of them is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from corpora.real_mail import original, rows

from mailintake.parse.quotes import Words, split_words

pytestmark = pytest.mark.corpora


def text(path: str) -> str:
    return original(path).decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.fixture(scope="module")
def replies() -> dict[str, tuple[Words, str]]:
    """What is told of each reply, and the sender's own words as another project tells them."""
    return {
        row["path"]: (split_words(text(row["path"])), text(row["expected_reply"]).strip())
        for row in rows("replies.tsv")
    }


def test_own_words_are_exactly_what_another_project_takes_for_them(count, replies):
    hits = {path: words.text.strip() == expected for path, (words, expected) in replies.items()}
    count("replies, own words exact", hits, at_least=0.85)


def test_no_own_word_is_lost(count, replies):
    hits = {
        path: not Counter(expected.split()) - Counter(words.text.split()) for path, (words, expected) in replies.items()
    }
    count("replies, no own word lost", hits, at_least=1)


def test_every_word_is_kept_in_one_of_the_three(count, replies):
    def is_whole(path: str, words: Words) -> bool:
        kept = Counter(" ".join((words.text, words.quoted, words.signature)).split())
        # The line that sets a signature off is none of its words.
        return not {word for word in Counter(text(path).split()) - kept if word.strip("-_")}

    count("replies, every word kept", {path: is_whole(path, words) for path, (words, _) in replies.items()}, at_least=1)
