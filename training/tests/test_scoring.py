"""The figure of merit, against a plain retelling of the leaderboard's rules."""

import random

import numpy as np
import pytest

from aredit_training.calibration import Scaling, fit_scaling, probabilities
from aredit_training.corpora.sentence import NEGATIVE, POSITIVE
from aredit_training.corpora.synonyms import stem, without_case_ending
from aredit_training.scoring import (
    Gathered,
    PairPrediction,
    Scorer,
    average_precision,
    choose_thresholds,
    decide,
    evaluate_nested,
    gather,
)


def leaderboard(gold: dict, said: dict) -> float:
    """Precision and recall a document and class, 1 where there is nothing to find; averaged; then F1; then its mean."""
    figures = []
    for label in (POSITIVE, NEGATIVE):
        precisions, recalls = [], []
        for document, opinions in gold.items():
            found = {pair for pair, l in said.get(document, {}).items() if l == label}
            wanted = {pair for pair, l in opinions.items() if l == label}
            nothing = 0.0 if wanted else 1.0
            precisions.append(len(found & wanted) / len(found) if found else nothing)
            recalls.append(len(found & wanted) / len(wanted) if wanted else nothing)
        p, r = sum(precisions) / len(gold), sum(recalls) / len(gold)
        figures.append(2 * p * r / (p + r) if p * r else 0.0)
    return sum(figures) / 2


def made_up(seed: int) -> tuple[dict, list[PairPrediction]]:
    generator = random.Random(seed)
    gold = {
        d: {(generator.randrange(6), 6 + generator.randrange(6)): generator.choice([1, 2]) for _ in range(generator.randrange(5))}
        for d in range(10)
    }
    predictions = []
    for _ in range(150):
        p, q = generator.random() / 2, generator.random() / 2
        predictions.append(PairPrediction(generator.randrange(10), generator.randrange(6), 6 + generator.randrange(6), (1 - p - q, p, q)))
    return gold, predictions


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("how", ["sum", "noisy-or"])
def test_figure_equals_the_leaderboards(seed: int, how: str):
    gold, predictions = made_up(seed)
    gathered = gather(predictions, gold, how)
    decisions = decide(gathered.scores, (0.4, 0.5))
    said: dict = {}
    for pair, decision in zip(dict.fromkeys((p.document, p.source, p.target) for p in predictions), decisions):
        if decision:
            said.setdefault(pair[0], {})[pair[1:]] = int(decision)
    assert Scorer(gathered, gold, list(gold)).f1(decisions) == pytest.approx(leaderboard(gold, said))


def test_gathering_grows_with_the_mentions():
    twice = [PairPrediction(0, 1, 2, (0.5, 0.3, 0.2))] * 2
    assert gather(twice, {0: {}}, "sum").scores[0] == pytest.approx([0.6, 0.4])
    assert gather(twice, {0: {}}, "noisy-or").scores[0] == pytest.approx([0.51, 0.36])


def test_nested_thresholds_never_see_what_they_are_scored_on():
    gold, predictions = made_up(7)
    folds = {d: d % 5 for d in range(10)}
    gathered = gather(predictions, gold, "sum")
    result = evaluate_nested(gathered, gold, folds)
    fold = np.array([folds[d] for d in gathered.documents])
    others = [d for d in folds if folds[d] != 3]
    thresholds, _ = choose_thresholds(gathered.part(fold != 3), gold, others)
    assert (result.decisions[fold == 3] == decide(gathered.scores[fold == 3], thresholds)).all()


def test_nothing_exceeds_its_threshold():
    empty = Gathered(np.array([0]), np.array([[0.1, 0.2]]), np.array([0]))
    assert decide(empty.scores, (0.5, 0.5)).tolist() == [0]


@pytest.mark.parametrize(("names", "key"), [("Китай Китая Китаем Китаю", "кит"), ("Россия Россией России", "росс")])
def test_a_name_keeps_its_key_in_all_cases(names: str, key: str):
    assert {without_case_ending(name) for name in names.split()} == {key}


def test_stems_drop_endings():
    assert [stem(word) for word in ("поддержал", "ёлками", "критикующий")] == ["поддержа", "елк", "критик"]


def test_scaling_makes_probabilities_as_frequent_as_what_they_speak_of():
    opinions = {0: {(1, 2): POSITIVE}}
    right, wrong = (0, 1, 2, [0.0, 4.0, 0.0]), (0, 3, 4, [0.0, 4.0, 0.0])
    silent = (0, 5, 6, [4.0, 0.0, 0.0])
    predictions = [right, wrong, wrong, wrong, *[silent] * 20]
    said = probabilities(predictions, fit_scaling(predictions, opinions))
    assert said[0].probabilities[POSITIVE] == pytest.approx(0.25, abs=0.02)
    assert said[-1].probabilities[POSITIVE] < 0.02


def test_the_bias_of_a_scaling_does_what_its_offsets_do():
    scaling = Scaling(2.0, (0.0, -1.0, -0.5))
    logits = [0.3, 1.2, -0.7]
    moved = [a + b for a, b in zip(logits, scaling.bias())]
    (by_offsets,) = probabilities([(0, 1, 2, logits)], scaling)
    (by_bias,) = probabilities([(0, 1, 2, moved)], Scaling(2.0))
    assert by_bias.probabilities == pytest.approx(by_offsets.probabilities)


def test_average_precision_is_that_of_the_ranking():
    right = np.array([False, True, True, False])
    assert average_precision(right, np.array([0.1, 0.9, 0.5, 0.7])) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(right & False, np.zeros(4)) == 0
