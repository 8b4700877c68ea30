"""Makes probabilities say how often they are right.

Training weighs the rare labels up, so raw probabilities see attitudes nearly everywhere. A temperature and one offset
a label, fitted on out-of-fold logits, put that right; the offsets become part of the head, the temperature of the manifest.
"""

from dataclasses import dataclass

import numpy as np
import torch

from .corpora.rusentrel import Opinions
from .scoring import PairPrediction

# (document, source, target, logits) of one mention pair
Logits = tuple[int, int, int, list[float]]


@dataclass(frozen=True)
class Calibration:
    """Probabilities are the softmax of `(logits + offsets) / temperature`."""

    temperature: float = 1.0
    offsets: tuple[float, float, float] = (0.0, 0.0, 0.0)


def probabilities(predictions: list[Logits], calibration: Calibration = Calibration()) -> list[PairPrediction]:
    """Calibrated probabilities of mention pairs."""
    logits = (np.array([p[3] for p in predictions]) + np.array(calibration.offsets)) / calibration.temperature
    exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares = exponents / exponents.sum(axis=1, keepdims=True)
    return [PairPrediction(d, s, t, tuple(row)) for (d, s, t, _), row in zip(predictions, shares)]


def fit_calibration(predictions: list[Logits], opinions: dict[int, Opinions]) -> Calibration:
    """The calibration that makes the gold labels of these mention pairs likeliest."""
    logits = torch.tensor([p[3] for p in predictions], dtype=torch.float64)
    labels = torch.tensor([opinions[d].get((s, t), 0) for d, s, t, _ in predictions])
    offsets = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    log_temperature = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([offsets, log_temperature], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        value = torch.nn.functional.cross_entropy((logits + offsets) / log_temperature.exp(), labels)
        value.backward()
        return value

    optimizer.step(loss)
    centred = (offsets - offsets.mean()).detach().tolist()
    return Calibration(float(log_temperature.detach().exp()), (centred[0], centred[1], centred[2]))


def calibrate_nested(
    predictions: list[Logits], opinions: dict[int, Opinions], folds: dict[int, int]
) -> list[PairPrediction]:
    """Calibrated probabilities, those of each fold by what was fitted on the others."""
    calibrated = []
    for fold in sorted(set(folds.values())):
        fitted = fit_calibration([p for p in predictions if folds[p[0]] != fold], opinions)
        calibrated += probabilities([p for p in predictions if folds[p[0]] == fold], fitted)
    return calibrated
