"""Cross-validates the whole way from a text to opinions, by the command line that ships.

    python -m aredit_training.chain DATA WORK TAG CLI [--entities FOLDER]

Needs the heads that `train_attitudes validate --tag TAG` has left under WORK, the entity models of
`entities cross-validate` (WORK/entities/folds unless FOLDER is given), and the built dist/cli.js as CLI. Each article
of RuSentRel is read by models that have not seen it, its thresholds come from the other folds, and the figure is the
leaderboard's (3l F1). The first line has everything given; each of the others does without something more.
"""

import argparse
import json
import pickle
import re
import shutil
import subprocess
from pathlib import Path

from . import entities_data
from .calibration import fit_scaling
from .corpora.ruopinionne import read_opinions_of_sentences
from .corpora.rusentrel import DOCUMENTS, FOLDS, RuSentRel, fold_of_documents
from .export_attitudes import NAMES, manifest_of, opinion_thresholds
from .model_folder import write_model_folder
from .train_attitudes import made_model

_HEADER = re.compile(r"^\{Author, ?Unknown\} ?", re.MULTILINE)
# What is given, how the texts are read, whose mentions, whether synonyms.txt groups them.
_SETTINGS = [
    ("entities and their groups given", "rusentrel", "ann", True),
    ("entities given", "rusentrel", "ann", False),
    ("groups of names given", "rusentrel", "model", True),
    ("sentences given", "rusentrel", "model", False),
    ("nothing given", "plain", "model", False),
]


def write_fold_models(data: Path, work: Path, tag: str, corpus: RuSentRel, out: Path) -> None:
    """A model folder a fold, its thresholds and temperature from the predictions of the others."""
    kept, folds = work / "attitudes", fold_of_documents(corpus)
    predictions = pickle.loads((kept / f"validate-{tag}.pkl").read_bytes())[NAMES]
    opinions = read_opinions_of_sentences(data / "ruopinionne" / "train.jsonl")
    for fold in range(FOLDS):
        record, heads = kept / f"validate-{tag}.json", kept / f"heads-{tag}-{fold}.pt"
        encoder, trained = made_model(work, record, heads, opinions)
        others = [p for p in predictions if folds[p[0]] != fold]
        scaling = fit_scaling(others, corpus.opinions)
        inside = {d: f for d, f in folds.items() if f != fold}
        opinion, _ = opinion_thresholds([others], corpus, inside, scaling)
        manifest = manifest_of(others, opinion, scaling, corpus)
        write_model_folder(out / f"fold{fold}", encoder.graph(trained.shifted(scaling.bias())), encoder.subwords, manifest)


def copy_articles(data: Path, out: Path, plain: bool) -> None:
    """The articles and their mentions; `plain` ones without the marks of the corpus, and so without mentions."""
    for path in (data / "rusentrel-train" / f"art{number}.txt" for number in DOCUMENTS):
        text = path.read_bytes().decode("utf-8")
        (out / path.name).write_bytes((_HEADER.sub("", text) if plain else text).encode("utf-8"))
        if not plain:
            shutil.copy(path.with_suffix(".ann"), out)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("tag")
    parser.add_argument("cli", type=Path)
    parser.add_argument("--entities", type=Path)
    parser.add_argument("--smoke", action="store_true", help="a few articles only, to see that everything runs")
    arguments = parser.parse_args()
    corpus = RuSentRel(arguments.data / "rusentrel-train")
    folder = arguments.work / "chain"
    shutil.rmtree(folder, ignore_errors=True)
    write_fold_models(arguments.data, arguments.work, arguments.tag, corpus, folder / "attitudes")
    entity_models = arguments.entities or arguments.work / "entities" / "folds"
    attitude_fold = fold_of_documents(corpus)
    names = [document.name for document in entities_data.read_rusentrel(arguments.data / "rusentrel-train")]
    entity_fold = entities_data.folds(names)
    number_of = {name: int(re.sub(r"\D", "", name)) for name in names}
    gold, synonyms = arguments.data / "rusentrel-train", arguments.data / "rusentrel-train" / "synonyms.txt"
    pairs = sorted({(attitude_fold[number_of[name]], entity_fold[name]) for name in names})
    for what, source, entities, with_synonyms in _SETTINGS:
        texts, out = folder / "texts" / source, folder / re.sub(r"\W+", "-", what)
        if not texts.exists():
            texts.mkdir(parents=True)
            copy_articles(arguments.data, texts, plain=source == "plain")
        for pair in pairs[:1] if arguments.smoke else pairs:
            chosen = [name for name in names if (attitude_fold[number_of[name]], entity_fold[name]) == pair]
            paths = [str(texts / f"art{number_of[name]}.txt") for name in chosen]
            options = ["--source", source, "--entities", entities, "--format", "opin", "--out", str(out)]
            options += ["--model", str(folder / "attitudes" / f"fold{pair[0]}")]
            options += ["--model", str(entity_models / f"fold{pair[1]}")] if entities == "model" else []
            options += ["--synonyms", str(synonyms)] if with_synonyms else []
            subprocess.run(["node", str(arguments.cli), "extract", *paths, *options], check=True, capture_output=True)
        command = ["node", str(arguments.cli), "evaluate", str(gold), str(out), "--synonyms", str(synonyms)]
        done = subprocess.run([*command, "--all-documents", "--json"], check=True, capture_output=True, text=True)
        print(f"{what}: {json.dumps(json.loads(done.stdout))}", flush=True)


if __name__ == "__main__":
    main()
