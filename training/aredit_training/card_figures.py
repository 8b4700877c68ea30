"""Prints the figures of the attitude model's card from what `train_attitudes validate` has kept.

    python -m aredit_training.card_figures DATA WORK TAGS

For each of the TAGS (comma separated), with the names left out (`hidden`) and beside the row: 3l F1, its document
bootstrap, precision and recall, and average precision of all pairs of entities, of those that have an opinion in
another fold (`known`), and of all others (`new`).
"""

import argparse
import pickle
from pathlib import Path

import numpy as np

from .calibration import Logits, calibrate_nested
from .corpora.rusentrel import RuSentRel, fold_of_documents, folds_of_pairs
from .export_attitudes import GATHER
from .scoring import Gathered, average_precision, evaluate_nested, gather

_TIMES = 2000


def known_elsewhere(predictions: list[Logits], corpus: RuSentRel, folds: dict[int, int]) -> np.ndarray:
    """Of each pair of entities, in the order of `gather`, whether documents of another fold have an opinion of it."""
    of_pair = folds_of_pairs(corpus, folds)
    pairs = dict.fromkeys((d, s, t) for d, s, t, _ in predictions)
    return np.array([bool(of_pair.get(frozenset(ends), set()) - {folds[d]}) for d, *ends in pairs])


def precisions(gathered: Gathered) -> str:
    """Average precision of both labels."""
    return " / ".join(f"{average_precision(gathered.labels == label, gathered.scores[:, label - 1]):.3f}" for label in (1, 2))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("tags")
    arguments = parser.parse_args()
    corpus = RuSentRel(arguments.data / "rusentrel-train")
    folds = fold_of_documents(corpus)
    for tag in arguments.tags.split(","):
        kept = pickle.loads((arguments.work / "attitudes" / f"validate-{tag}.pkl").read_bytes())
        for mode, predictions in kept.items():
            gathered = gather(calibrate_nested(predictions, corpus.opinions, folds), corpus.opinions, GATHER)
            result = evaluate_nested(gathered, corpus.opinions, folds)
            sample = 100 * result.bootstrap(times=_TIMES)
            low, high = np.quantile(sample, [0.05, 0.95])
            said, gold = result.decisions > 0, gathered.labels > 0
            right = result.decisions == gathered.labels
            shares = " / ".join(f"{share:.3f}" for share in result.by_document.mean(axis=0))
            known = known_elsewhere(predictions, corpus, folds)
            print(f"{tag}, names {mode}: 3l F1 {100 * result.f1:.1f}, sd {sample.std():.1f}, 90 % {low:.1f}-{high:.1f}")
            print(f"  precision and recall, positive and negative: {shares}")
            print(f"  said {said.sum()}, right {(right & said).sum()}, found {(said & gold).sum()} of {gold.sum()}, "
                  f"of those with the right polarity {(right & said & gold).sum()}")
            print(f"  average precision {precisions(gathered)}, known {precisions(gathered.part(known))}, "
                  f"new {precisions(gathered.part(~known))}", flush=True)


if __name__ == "__main__":
    main()
