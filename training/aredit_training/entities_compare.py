"""Compares the cross-validated entity models with slovnet on the same sentences, in one run.

    python -m aredit_training.entities_compare --data DATA --work WORK [--name folds]

Every document is read by the 8-bit model of the fold that held it out. One thread, one sentence at a time, from
text to mentions; the two take turns by fold. Intervals come from 1,000 bootstrap samples of documents.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

from .entities import load_corpora, predict
from .entities_data import FOLDS, Document, Mention, folds, read_factrueval
from .entities_score import Tally
from .model_folder import ShippedModel
from .silver import Teacher


def interval(tallies: list[Tally], kind: str, samples: int = 1000) -> list[float]:
    """The 2.5th and 97.5th percentile of F1 over bootstrap samples of documents; `mean` is the three types' mean."""
    chance = random.Random(0)
    values = []
    for _ in range(samples):
        whole = Tally()
        for tally in chance.choices(tallies, k=len(tallies)):
            whole.merge(tally)
        values.append(whole.factru() if kind == "mean" else whole.f1(kind)[2])
    values.sort()
    return [round(values[int(samples * 0.025)], 3), round(values[int(samples * 0.975)], 3)]


def read_by_teacher(teacher: Teacher, document: Document) -> list[Mention]:
    """The teacher's mentions, sentence by sentence."""
    found = []
    for start, end in document.sentences:
        (mentions,) = teacher([document.text[start:end]])
        found += [Mention(start + m.start, start + m.end, m.type) for m in mentions]
    return found


def main() -> None:
    """Command line, see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", default="folds")
    parser.add_argument("--folds", type=int, nargs="+", default=list(range(FOLDS)))
    parser.add_argument("--smoke", action="store_true", help="a few documents, only to see it run")
    arguments = parser.parse_args()
    corpora = load_corpora(arguments.data, arguments.smoke)
    fold = {**folds([d.name for d in corpora.factru]), **folds([d.name for d in corpora.rusentrel])}
    teacher = Teacher()
    objects = read_factrueval(
        arguments.data / "factrueval" / "devset", arguments.data / "sentseg" / "factrueval-sentences.json", "objects"
    )
    extents = {document.name: document.mentions for document in objects}
    for corpus, documents in (("factRuEval", corpora.factru), ("RuSentRel", corpora.rusentrel)):
        tallies: dict[str, list[Tally]] = {"ours": [], "slovnet": []}
        other_rule = {"ours": Tally(), "slovnet": Tally()}
        seconds = {"ours": 0.0, "slovnet": 0.0}
        for held_out in arguments.folds:
            model = ShippedModel(arguments.work / "entities" / arguments.name / f"fold{held_out}")
            for name, read in (("ours", lambda d: predict(model, d)), ("slovnet", lambda d: read_by_teacher(teacher, d))):
                for document in documents:
                    if fold[document.name] != held_out:
                        continue
                    began = time.perf_counter()
                    found = read(document)
                    seconds[name] += time.perf_counter() - began
                    tally = Tally()
                    tally.add(document.mentions, found)
                    tallies[name].append(tally)
                    other_rule[name].add(extents.get(document.name, ()), found)
        sentences = sum(len(document.sentences) for document in documents if fold[document.name] in arguments.folds)
        for name, parts in tallies.items():
            whole = Tally()
            for part in parts:
                whole.merge(part)
            record = {"corpus": corpus, "recogniser": name, **whole.report()}
            record["intervals"] = {kind: interval(parts, kind) for kind in ("PER", "ORG", "PLACE", "mean")}
            record["sentences_per_second"] = round(sentences / seconds[name])
            if corpus == "factRuEval":
                record["mean_by_whole_objects"] = round(other_rule[name].factru(), 4)
            print(json.dumps(record), flush=True)


if __name__ == "__main__":
    main()
