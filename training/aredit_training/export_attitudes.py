"""Writes the attitude model's folder and parity file from what `train_attitudes` has kept.

    python -m aredit_training.export_attitudes DATA WORK FINAL_TAG VALIDATION_TAGS MODEL_FOLDER PARITY_FILE

Also prints the figures of the model card: reliability, and precision and recall along the thresholds.
"""

import argparse
import json
import pickle
from pathlib import Path

import numpy as np

from .calibration import ScoreCalibration, Scaling, calibrate_nested, fit_scaling, fit_scores, probabilities, reliability
from .corpora.ruopinionne import read_opinions_of_sentences
from .corpora.rusentrel import Opinions, RuSentRel, fold_of_documents
from .corpora.sentence import LABELS, Mention
from .model_folder import sentence_input, write_model_folder, write_pairs_parity
from .parity_texts import MARKED, long_text, unmark
from .scoring import Gathered, PairPrediction, choose_thresholds, evaluate_nested, gather
from .train_attitudes import LONGEST, made_model

GATHER = "sum"
NAMES = "beside"
VERSION = "2.2.0"


def mention_thresholds(predictions: list[PairPrediction], opinions: dict[int, Opinions]) -> dict[str, float]:
    """For each label the probability from which on a mention pair is shown.

    It gives the best F0.5 against the documents' gold: a wrong mark disturbs more than a missing one.
    """
    gold = np.array([opinions[p.document].get((p.source, p.target), 0) for p in predictions])
    thresholds = {}
    for label in (1, 2):
        scores = np.array([p.probabilities[label] for p in predictions])
        best = (-1.0, 0.5)
        for threshold in np.quantile(scores, np.linspace(0.7, 0.98, 57)):
            said = scores >= threshold
            right = (said & (gold == label)).sum()
            best = max(best, (1.25 * right / (said.sum() + 0.25 * (gold == label).sum()), float(threshold)))
        thresholds[LABELS[label]] = round(best[1], 4)
        print(f"mention pairs, {LABELS[label]}: F0.5 {best[0]:.3f} from {best[1]:.3f} on")
    return thresholds


def opinion_thresholds(runs: list, corpus: RuSentRel, folds: dict[int, int], scaling: Scaling) -> tuple:
    """Thresholds of gathered scores: the mean of what each validation run asks for, and their nested figures."""
    chosen, figures = [], []
    for run in runs:
        gathered = gather(probabilities(run, scaling), corpus.opinions, GATHER)
        chosen.append(choose_thresholds(gathered, corpus.opinions, sorted(folds))[0])
        nested = gather(calibrate_nested(run, corpus.opinions, folds), corpus.opinions, GATHER)
        figures.append(evaluate_nested(nested, corpus.opinions, folds).f1)
    positive, negative = np.mean(chosen, axis=0)
    return {"gather": GATHER, "positive": round(float(positive), 4), "negative": round(float(negative), 4)}, figures


def together(runs: list[Gathered]) -> Gathered:
    """Scores of several runs, one after the other."""
    return Gathered(*(np.concatenate([getattr(run, part) for run in runs]) for part in ("documents", "scores", "labels")))


def calibrate_opinions(gathered: Gathered, folds: dict[int, int]) -> dict[str, ScoreCalibration]:
    """The calibration of each label; prints how reliable one fitted on the other folds is."""
    fold = np.array([folds[d] for d in gathered.documents])
    found = {}
    for label in (1, 2):
        scores, right = gathered.scores[:, label - 1], gathered.labels == label
        said = np.zeros(len(scores))
        for held_out in sorted(set(folds.values())):
            inside = fold != held_out
            said[~inside] = fit_scores(scores[inside], right[inside])(scores[~inside])
        show_reliability(f"opinions, {LABELS[label]}", said, right)
        found[LABELS[label]] = fit_scores(scores, right)
    return found


def show_reliability(what: str, said: np.ndarray, right: np.ndarray) -> None:
    """Prints the reliability diagram, and precision and recall along the threshold."""
    bins, error = reliability(said, right)
    print(f"{what}: expected calibration error {error:.3f}")
    for b in bins:
        print(f"  said {b.said:.2f} right {b.right:.2f} ({b.count})")
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        shown = said >= threshold
        if shown.any():
            precision, recall = right[shown].mean(), right[shown].sum() / right.sum()
            print(f"  from {threshold:.1f} on: precision {precision:.2f} recall {recall:.2f} ({shown.sum()})")


def manifest_of(predictions: list, opinion: dict, scaling: Scaling, corpus: RuSentRel) -> dict:
    """What `write_model_folder` wants to know; thresholds for single mention pairs come from these predictions."""
    return {
        "version": VERSION,
        "title": "Attitudes between mentions in Russian news",
        "licence": "MIT",
        "task": "attitudes",
        "maxSubwords": LONGEST,
        "input": sentence_input(names=True),
        "labels": LABELS,
        "temperature": round(scaling.temperature, 4),
        "thresholds": {
            "attitude": mention_thresholds(probabilities(predictions, scaling), corpus.opinions),
            "opinion": opinion,
        },
    }


def some_sentences(corpus: RuSentRel, count: int) -> list[tuple[str, list[Mention]]]:
    """Sentences with two mentions or more, spread over the corpus."""
    telling = [s for s in corpus.sentences if 2 <= len(s.mentions) <= 8 and any(s.pairs.values())]
    return [(s.text.rstrip("\r"), s.mentions) for s in telling[:: len(telling) // count]][:count]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("final_tag")
    parser.add_argument("validation_tags", help="comma separated")
    parser.add_argument("model_folder", type=Path)
    parser.add_argument("parity_file", type=Path)
    arguments = parser.parse_args()
    corpus = RuSentRel(arguments.data / "rusentrel-train")
    folds = fold_of_documents(corpus)
    kept = arguments.work / "attitudes"
    runs = [pickle.loads((kept / f"validate-{tag}.pkl").read_bytes())[NAMES] for tag in arguments.validation_tags.split(",")]
    everything = [p for run in runs for p in run]
    scaling = fit_scaling(everything, corpus.opinions)
    opinion, figures = opinion_thresholds(runs, corpus, folds, scaling)
    print("nested:", [round(100 * float(f), 1) for f in figures], "scaling:", scaling, "opinion:", opinion)

    for label in (1, 2):
        nested = [p for run in runs for p in calibrate_nested(run, corpus.opinions, folds)]
        gold = np.array([corpus.opinions[p.document].get((p.source, p.target), 0) for p in nested])
        said = np.array([p.probabilities[label] for p in nested])
        show_reliability(f"mention pairs, {LABELS[label]}", said, gold == label)
    gathered = together([gather(probabilities(run, scaling), corpus.opinions, GATHER) for run in runs])
    opinion["calibration"] = {
        label: {"slope": round(found.slope, 4), "offset": round(found.offset, 4)}
        for label, found in calibrate_opinions(gathered, folds).items()
    }

    opinions = read_opinions_of_sentences(arguments.data / "ruopinionne" / "train.jsonl")
    tag = arguments.final_tag
    encoder, heads = made_model(arguments.work, kept / f"final-{tag}.json", kept / f"heads-{tag}.pt", opinions)
    manifest = manifest_of(everything, opinion, scaling, corpus)
    write_model_folder(arguments.model_folder, encoder.graph(heads.shifted(scaling.bias())), encoder.subwords, manifest)
    marked = [unmark(text) for text in [*MARKED, long_text(300)]]
    write_pairs_parity(arguments.parity_file, arguments.model_folder, marked + some_sentences(corpus, 20))


if __name__ == "__main__":
    main()
