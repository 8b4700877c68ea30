"""Makes probabilities fit how often they are right, by a scaling fitted on out-of-fold logits."""

from dataclasses import dataclass

import numpy as np
import torch

from .corpora.rusentrel import Opinions
from .scoring import PairPrediction

# (document, source, target, logits) of one mention pair
Logits = tuple[int, int, int, list[float]]


@dataclass(frozen=True)
class Scaling:
    """What makes logits honest: they are divided by the temperature, then the offsets of the labels are added.

    The offsets undo that training sees far more opinions than articles hold; they end up in the graph, as a bias.
    """

    temperature: float = 1.0
    offsets: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def bias(self) -> list[float]:
        """What has to be added to logits that are divided by the temperature afterwards."""
        return [self.temperature * offset for offset in self.offsets]


def probabilities(predictions: list[Logits], scaling: Scaling = Scaling()) -> list[PairPrediction]:
    """Softmax of the scaled logits of mention pairs."""
    logits = np.array([p[3] for p in predictions]) / scaling.temperature + np.array(scaling.offsets)
    exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares = exponents / exponents.sum(axis=1, keepdims=True)
    return [PairPrediction(d, s, t, tuple(row)) for (d, s, t, _), row in zip(predictions, shares)]


def fit_scaling(predictions: list[Logits], opinions: dict[int, Opinions]) -> Scaling:
    """The scaling that makes the gold labels of these mention pairs likeliest."""
    logits = torch.tensor([p[3] for p in predictions], dtype=torch.float64)
    labels = torch.tensor([opinions[d].get((s, t), 0) for d, s, t, _ in predictions])
    log_temperature = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    offsets = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([log_temperature, offsets], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scaled = logits / log_temperature.exp() + torch.cat([torch.zeros(1, dtype=torch.float64), offsets])
        value = torch.nn.functional.cross_entropy(scaled, labels)
        value.backward()
        return value

    optimizer.step(loss)
    positive, negative = offsets.detach().tolist()
    return Scaling(log_temperature.detach().exp().item(), (0.0, positive, negative))


def calibrate_nested(
    predictions: list[Logits], opinions: dict[int, Opinions], folds: dict[int, int]
) -> list[PairPrediction]:
    """Probabilities, those of each fold by the scaling of the others."""
    calibrated = []
    for fold in sorted(set(folds.values())):
        scaling = fit_scaling([p for p in predictions if folds[p[0]] != fold], opinions)
        calibrated += probabilities([p for p in predictions if folds[p[0]] == fold], scaling)
    return calibrated


@dataclass(frozen=True)
class ScoreCalibration:
    """The probability of a gathered score: the logistic function of `slope` times its logarithm, plus `offset`."""

    slope: float
    offset: float

    def __call__(self, scores: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-(self.slope * np.log(np.maximum(scores, 1e-12)) + self.offset)))


def fit_scores(scores: np.ndarray, right: np.ndarray) -> ScoreCalibration:
    """The calibration that makes what is right likeliest (Platt scaling)."""
    logs = torch.tensor(np.log(np.maximum(scores, 1e-12)))
    wanted = torch.tensor(right.astype(float))
    parameters = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([parameters], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(parameters[0] * logs + parameters[1], wanted)
        value.backward()
        return value

    optimizer.step(loss)
    slope, offset = parameters.detach().tolist()
    return ScoreCalibration(slope, offset)


@dataclass(frozen=True)
class ReliabilityBin:
    """Predictions of like probability: how many, their mean probability, and the share of them that is right."""

    count: int
    said: float
    right: float


def reliability(said: np.ndarray, right: np.ndarray, bins: int = 10) -> tuple[list[ReliabilityBin], float]:
    """The reliability diagram of probabilities in bins of equal width, and the expected calibration error.

    The error is the mean distance between what is said and what is right, weighed by the bins' counts
    (Guo et al. 2017, On Calibration of Modern Neural Networks).
    """
    index = np.minimum((said * bins).astype(int), bins - 1)
    found = [
        ReliabilityBin(int(chosen.sum()), float(said[chosen].mean()), float(right[chosen].mean()))
        for chosen in (index == number for number in range(bins))
        if chosen.any()
    ]
    error = sum(b.count * abs(b.said - b.right) for b in found) / max(1, len(said))
    return found, float(error)
