"""RuAttitudes 1.2: news contexts labelled automatically, by pairs known to be at odds and by frames."""

import itertools
import json
import random
from pathlib import Path

from .sentence import NEGATIVE, NEUTRAL, POSITIVE, Mention, Sentence

_LABELS = {"pos": POSITIVE, "neg": NEGATIVE}
_NEUTRAL_PAIRS = 3


def read_attitudes(path: Path, seed: int = 0) -> list[Sentence]:
    """Contexts whose frames do not contradict their labels; of unlabelled pairs at most a few, as neutral."""
    generator = random.Random(seed)
    sentences = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        sentence = _read_context(record)
        polarities = {frame[3] for frame in record["frames"]}
        contradicted = {POSITIVE: "a0->a1[neg]" in polarities, NEGATIVE: "a0->a1[pos]" in polarities}
        labelled = {pair: label for pair, label in sentence.pairs.items() if label != NEUTRAL}
        if not labelled or any(contradicted[label] for label in labelled.values()):
            continue
        neutral = [pair for pair, label in sentence.pairs.items() if label == NEUTRAL]
        chosen = generator.sample(neutral, min(_NEUTRAL_PAIRS, len(neutral)))
        sentence.pairs = {**labelled, **dict.fromkeys(chosen, NEUTRAL)}
        sentences.append(sentence)
    return sentences


def _read_context(record: dict) -> Sentence:
    words = record["text"].split(" ")
    starts = list(itertools.accumulate((len(word) + 1 for word in words), initial=0))
    mentions, index_of, end = [], {}, 0
    for number, entity in sorted(enumerate(record["entities"]), key=lambda item: item[1][0]):
        first, count, kind, _, group = entity[:5]
        if first >= end and first + count <= len(words):
            end = first + count
            index_of[number] = len(mentions)
            mentions.append(Mention(starts[first], starts[end] - 1, kind, group if group >= 0 else None))
    sentence = Sentence(f"ruattitudes:{record['doc']}", record["text"], mentions, labelled_by_name=True)
    sentence.pairs = dict.fromkeys(itertools.permutations(range(len(mentions)), 2), NEUTRAL)
    for source, target, label in record["attitudes"]:
        if source in index_of and target in index_of:
            sentence.pairs[index_of[source], index_of[target]] = _LABELS[label]
    return sentence
