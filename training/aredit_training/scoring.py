"""Opinions of documents out of mention pairs, thresholds for them, and the leaderboard's figure."""

from dataclasses import dataclass

import numpy as np

from .corpora.rusentrel import Opinions
from .corpora.sentence import NEGATIVE, POSITIVE

_SHARES = 1 - np.array([0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.14, 0.17, 0.2, 0.25, 0.3])


@dataclass(frozen=True)
class PairPrediction:
    """Probabilities (neutral, positive, negative) of one mention pair, and whom it is about."""

    document: int
    source: int
    target: int
    probabilities: tuple[float, float, float]


@dataclass
class Gathered:
    """Scores `[n, 2]` (positive, negative) of all pairs of entities, and the gold label of each."""

    documents: np.ndarray
    scores: np.ndarray
    labels: np.ndarray

    def part(self, chosen: np.ndarray) -> "Gathered":
        """Those pairs of entities where `chosen` is true."""
        return Gathered(self.documents[chosen], self.scores[chosen], self.labels[chosen])


def gather(predictions: list[PairPrediction], opinions: dict[int, Opinions], how: str) -> Gathered:
    """One score a class for each ordered pair of entities of a document: `sum` or `noisy-or` of probabilities."""
    by_pair: dict[tuple[int, int, int], list] = {}
    for p in predictions:
        by_pair.setdefault((p.document, p.source, p.target), []).append(p.probabilities[1:])
    scores = np.zeros((len(by_pair), 2))
    for index, probabilities in enumerate(by_pair.values()):
        values = np.array(probabilities)
        scores[index] = values.sum(axis=0) if how == "sum" else 1 - np.prod(1 - values, axis=0)
    labels = np.array([opinions[d].get((s, t), 0) for d, s, t in by_pair])
    return Gathered(np.array([d for d, _, _ in by_pair]), scores, labels)


def decide(scores: np.ndarray, thresholds: tuple[float, float]) -> np.ndarray:
    """Labels as the engine decides: what exceeds its threshold by more, negative of equals, neutral if nothing does."""
    positive, negative = (scores - np.array(thresholds)).T
    sentiment = np.where(positive > negative, POSITIVE, NEGATIVE)
    return np.where(np.maximum(positive, negative) >= 0, sentiment, 0)


def average_precision(right: np.ndarray, scores: np.ndarray) -> float:
    """The mean precision at each of those that are right, the highest score first."""
    in_order = right[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(in_order) / np.arange(1, len(in_order) + 1)
    return float(precision[in_order].mean()) if in_order.any() else 0.0


class Scorer:
    """The leaderboard's figure for decisions on fixed pairs: precision and recall averaged over documents."""

    def __init__(self, gathered: Gathered, opinions: dict[int, Opinions], documents: list[int]):
        place = {document: index for index, document in enumerate(documents)}
        self._place = np.array([place[d] for d in gathered.documents], dtype=int)
        self._labels = gathered.labels
        self._count = len(documents)
        self._gold = {
            label: np.array([sum(o == label for o in opinions[d].values()) for d in documents], float)
            for label in (POSITIVE, NEGATIVE)
        }

    def by_document(self, decisions: np.ndarray) -> np.ndarray:
        """Precision and recall of positive, then of negative: `[documents, 4]`."""
        columns = []
        for label in (POSITIVE, NEGATIVE):
            said = decisions == label
            found = np.bincount(self._place[said], minlength=self._count)
            right = np.bincount(self._place[said & (self._labels == label)], minlength=self._count)
            gold = self._gold[label]
            nothing_to_find = np.where(gold > 0, 0.0, 1.0)
            columns.append(np.where(found > 0, right / np.maximum(found, 1), nothing_to_find))
            columns.append(np.where(gold > 0, right / np.maximum(gold, 1), nothing_to_find))
        return np.stack(columns, axis=1)

    def f1(self, decisions: np.ndarray) -> float:
        """Mean F1 of both classes."""
        return macro_f1(self.by_document(decisions))


def macro_f1(by_document: np.ndarray) -> float:
    """F1 of the averaged precision and recall, then its mean over both classes."""
    p, r, q, s = by_document.mean(axis=0)
    return ((2 * p * r / (p + r) if p * r else 0.0) + (2 * q * s / (q + s) if q * s else 0.0)) / 2


def choose_thresholds(gathered: Gathered, opinions: dict, documents: list[int]) -> tuple[tuple[float, float], float]:
    """The pair of thresholds (positive, negative) that scores best, and its score."""
    scorer = Scorer(gathered, opinions, documents)
    best = ((1.0, 1.0), -1.0)
    for positive in np.quantile(gathered.scores[:, 0], _SHARES):
        for negative in np.quantile(gathered.scores[:, 1], _SHARES):
            score = scorer.f1(decide(gathered.scores, (positive, negative)))
            if score > best[1]:
                best = ((float(positive), float(negative)), score)
    return best


@dataclass
class NestedResult:
    """F1 with thresholds chosen on the other folds, of the whole and of each document; and what choosing on it gives."""

    f1: float
    by_document: np.ndarray
    f1_with_own_thresholds: float
    thresholds: tuple[float, float]
    decisions: np.ndarray

    def bootstrap(self, seed: int = 0, times: int = 1000) -> np.ndarray:
        """F1 of documents drawn with replacement."""
        generator = np.random.default_rng(seed)
        count = len(self.by_document)
        return np.array([macro_f1(self.by_document[generator.integers(0, count, count)]) for _ in range(times)])


def evaluate_nested(gathered: Gathered, opinions: dict[int, Opinions], folds: dict[int, int]) -> NestedResult:
    """Scores out-of-fold predictions; the thresholds of a fold come from the predictions of the others."""
    documents = sorted(folds)
    fold = np.array([folds[d] for d in gathered.documents])
    decisions = np.zeros(len(gathered.labels), dtype=int)
    for held_out in sorted(set(folds.values())):
        others = [d for d in documents if folds[d] != held_out]
        thresholds, _ = choose_thresholds(gathered.part(fold != held_out), opinions, others)
        decisions[fold == held_out] = decide(gathered.scores[fold == held_out], thresholds)
    by_document = Scorer(gathered, opinions, documents).by_document(decisions)
    thresholds, own = choose_thresholds(gathered, opinions, documents)
    return NestedResult(macro_f1(by_document), by_document, own, thresholds, decisions)
