"""Strict span figures and constrained decoding for the entity model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from .entities_data import LABELS, Mention

FACTRU_TYPES = ("PER", "ORG", "LOC")
_FORBIDDEN = -1e9


def _steps() -> np.ndarray:
    """steps[i, j] is 0 where label j may follow label i, else a large negative number."""
    steps = np.zeros((len(LABELS), len(LABELS)))
    for j, label in enumerate(LABELS):
        if label.startswith("I-"):
            for i, before in enumerate(LABELS):
                if before[2:] != label[2:]:
                    steps[i, j] = _FORBIDDEN
    return steps


_STEPS = _steps()
_BEGIN = np.array([_FORBIDDEN if label.startswith("I-") else 0.0 for label in LABELS])


def decode(logits: np.ndarray) -> list[int]:
    """The best row of labels for `[words, labels]` logits of one sentence: models/README.md, Decoding."""
    if not len(logits):
        return []
    shifted = logits - logits.max(axis=1, keepdims=True)
    scores = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    best = scores[0] + _BEGIN
    back = []
    for row in scores[1:]:
        table = best[:, None] + _STEPS
        origin = table.argmax(axis=0)
        back.append(origin)
        best = table[origin, np.arange(len(LABELS))] + row
    path = [int(best.argmax())]
    for origin in reversed(back):
        path.append(int(origin[path[-1]]))
    return path[::-1]


def mentions_of(words: list[tuple[int, int]], labels: Iterable[int]) -> list[Mention]:
    """Mentions from words and their labels; `I-` of another type than before begins a new one."""
    found: list[Mention] = []
    open_type = None
    for (start, end), index in zip(words, labels, strict=True):
        label = LABELS[index]
        if label == "O":
            open_type = None
        elif label.startswith("I-") and open_type == label[2:]:
            found[-1] = Mention(found[-1].start, end, open_type)
        else:
            open_type = label[2:]
            found.append(Mention(start, end, open_type))
    return found


def labels_of(words: list[tuple[int, int]], mentions: Iterable[Mention]) -> list[int]:
    """Labels of the words for mentions that align with words and do not overlap."""
    labels = [0] * len(words)
    for mention in mentions:
        part = "B"
        for index, (start, end) in enumerate(words):
            if mention.start <= start and end <= mention.end:
                labels[index] = LABELS.index(f"{part}-{mention.type}")
                part = "I"
    return labels


class Tally:
    """Counts of strict matches by type: same document, same characters, same type."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.predicted: Counter[str] = Counter()

    def add(self, gold: Iterable[Mention], predicted: Iterable[Mention]) -> None:
        """Count one text; places count by their own type and, together, as `PLACE`."""
        gold_keys = {(m.start, m.end, kind) for m in gold for kind in _kinds(m)}
        predicted_keys = {(m.start, m.end, kind) for m in predicted for kind in _kinds(m)}
        for counter, keys in ((self.gold, gold_keys), (self.predicted, predicted_keys),
                              (self.right, gold_keys & predicted_keys)):
            counter.update(kind for _, _, kind in keys)

    def merge(self, other: Tally) -> None:
        """Add another's counts."""
        self.right += other.right
        self.gold += other.gold
        self.predicted += other.predicted

    def f1(self, kind: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a type (`PLACE`: LOC and GEOPOLIT as one)."""
        right = self.right[kind]
        precision = right / self.predicted[kind] if self.predicted[kind] else 0.0
        recall = right / self.gold[kind] if self.gold[kind] else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0

    def factru(self) -> float:
        """Mean F1 of PER, ORG and places, as factRuEval's requirement is put."""
        return sum(self.f1(kind)[2] for kind in ("PER", "ORG", "PLACE")) / 3

    def report(self) -> dict[str, list[float]]:
        """Precision, recall, F1 and gold count by type, rounded, and the mean."""
        rows: dict[str, list[float]] = {
            kind: [round(value, 4) for value in self.f1(kind)] + [self.gold[kind]]
            for kind in ("PER", "ORG", "PLACE", "LOC", "GEOPOLIT")
        }
        rows["mean"] = [round(self.factru(), 4)]
        return rows


def _kinds(mention: Mention) -> tuple[str, ...]:
    return (mention.type, "PLACE") if mention.type in ("LOC", "GEOPOLIT") else (mention.type,)
