"""Mentions that a recogniser found in the sentences of corpora that name only some of their mentions."""

import itertools
import json
from pathlib import Path

from .sentence import NEUTRAL, Mention, Sentence, without_overlaps

Silver = dict[str, list[Mention]]


def read_silver(path: Path) -> Silver:
    """Mentions by sentence, from the file that `silver.py` writes."""
    silver = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            record = json.loads(line)
            silver[record["text"]] = [Mention(*mention) for mention in record["mentions"]]
    return silver


def with_silver(sentence: Sentence, silver: Silver, label_pairs: bool) -> Sentence:
    """The sentence with the mentions found besides its own, and with types for its own.

    In use every mention is hidden, so it should be in training. With `label_pairs`, pairs that the corpus does not
    speak of are neutral, because it was annotated for all of them.
    """
    found = silver.get(sentence.text, [])
    typed = [_typed(own, found) for own in sentence.mentions]
    spans = {(m.start, m.end) for m in typed}
    mentions = without_overlaps(typed + [m for m in found if (m.start, m.end) not in spans], spans)
    index = {(m.start, m.end): i for i, m in enumerate(mentions)}
    place = {i: index[m.start, m.end] for i, m in enumerate(sentence.mentions)}
    pairs = dict.fromkeys(itertools.permutations(range(len(mentions)), 2), NEUTRAL) if label_pairs else {}
    pairs.update({(place[s], place[t]): label for (s, t), label in sentence.pairs.items()})
    towards = {place[i]: label for i, label in sentence.towards.items()}
    return Sentence(sentence.document, sentence.text, mentions, pairs, towards=towards)


def _typed(own: Mention, found: list[Mention]) -> Mention:
    """The mention with the type of a found one in it that ends where it ends."""
    if own.type:
        return own
    inside = [m for m in found if own.start <= m.start and m.end <= own.end]
    last = [m for m in inside if m.end == own.end]
    return Mention(own.start, own.end, last[0].type if last else "", own.group)
