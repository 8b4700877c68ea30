"""Makes probabilities fit how often they are right, by a temperature fitted on out-of-fold logits."""

import numpy as np
import torch

from .corpora.rusentrel import Opinions
from .scoring import PairPrediction

# (document, source, target, logits) of one mention pair
Logits = tuple[int, int, int, list[float]]


def probabilities(predictions: list[Logits], temperature: float = 1.0) -> list[PairPrediction]:
    """Softmax of the logits of mention pairs, divided by the temperature."""
    logits = np.array([p[3] for p in predictions]) / temperature
    exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares = exponents / exponents.sum(axis=1, keepdims=True)
    return [PairPrediction(d, s, t, tuple(row)) for (d, s, t, _), row in zip(predictions, shares)]


def fit_temperature(predictions: list[Logits], opinions: dict[int, Opinions]) -> float:
    """The temperature that makes the gold labels of these mention pairs likeliest."""
    logits = torch.tensor([p[3] for p in predictions], dtype=torch.float64)
    labels = torch.tensor([opinions[d].get((s, t), 0) for d, s, t, _ in predictions])
    log_temperature = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([log_temperature], max_iter=50, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        value = torch.nn.functional.cross_entropy(logits / log_temperature.exp(), labels)
        value.backward()
        return value

    optimizer.step(loss)
    return float(log_temperature.detach().exp())


def calibrate_nested(
    predictions: list[Logits], opinions: dict[int, Opinions], folds: dict[int, int]
) -> list[PairPrediction]:
    """Probabilities, those of each fold by the temperature of the others."""
    calibrated = []
    for fold in sorted(set(folds.values())):
        temperature = fit_temperature([p for p in predictions if folds[p[0]] != fold], opinions)
        calibrated += probabilities([p for p in predictions if folds[p[0]] == fold], temperature)
    return calibrated
