"""Trains, evaluates and exports the entity model.

    python -m aredit_training.entities silver --data DATA --work WORK
    python -m aredit_training.entities silver --data DATA --work WORK --go-on ...
    python -m aredit_training.entities cross-validate --data DATA --work WORK
    python -m aredit_training.entities final --data DATA --work WORK --models MODELS

`silver` starts from the cut base (WORK/cut) and learns from the teacher's labels (WORK/silver.jsonl, see
`silver.py`); the other two go on from what it leaves in WORK/entities/silver.pt. `--smoke` runs each in a minute.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from .encoder import Encoder, load_cut_base, mixed_precision
from .entities_data import FOLDS, LABELS, Document, Mention, folds, read_factrueval, read_rusentrel
from .entities_rows import (
    MAX_SUBWORDS,
    Batch,
    Example,
    Names,
    batches,
    gold_examples,
    joined,
    row_of,
    silver_examples,
    varied,
)
from .entities_score import Tally, decode, mentions_of
from .model_folder import ShippedModel, write_model_folder
from .onnx_graph import build_graph
from .subwords import Subwords

LAYERS = 9
VERSION = "2.0.0"


class EntityModel(nn.Module):
    """Labels of words from the states of their first subwords."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(encoder.sizes.hidden, len(LABELS))

    def forward(self, batch: Batch) -> Tensor:
        """Logits of the batch's words, `[words, labels]`."""
        with mixed_precision():
            states = self.encoder(batch.ids, batch.mask)
        states = states[batch.words[:, 0], batch.words[:, 1]].float()
        return self.head(nn.functional.dropout(states, self.encoder.dropout, self.training))


def open_loss(logits: Tensor, allowed: Tensor) -> Tensor:
    """Mean of -log of the probability that the allowed labels have together."""
    logs = logits.log_softmax(-1).masked_fill(~allowed, -1e9)
    return -logs.logsumexp(-1).mean()


@dataclass
class Schedule:
    """How long and how fast to train; `budget` is padded subwords a step, rates are those at the peak."""

    epochs: int
    budget: int
    rate: float
    head_rate: float
    warmup: float = 0.1
    decay: float = 0.01
    vary: float = 0.06
    unknown: float = 0.02
    swap: float = 0.15


def train(
    model: EntityModel,
    subwords: Subwords,
    examples: Callable[[int, random.Random], list[Example]],
    names: Names,
    schedule: Schedule,
    seed: int,
    log: Callable[[str], None],
) -> None:
    """Train on `examples(epoch, chance)`; warm up, then let the rate fall to zero in a straight line."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    encoder = [parameter for parameter in model.encoder.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": schedule.rate}, {"params": list(model.head.parameters()), "lr": schedule.head_rate}],
        weight_decay=schedule.decay,
    )
    plan = []
    for epoch in range(schedule.epochs):
        rows = []
        for given in examples(epoch, chance):
            given = varied(names.swapped(given, chance, schedule.swap), chance, schedule.vary)
            rows.append(row_of(subwords, given, chance, schedule.unknown))
        plan += batches(rows, subwords, schedule.budget, chance)
    total = len(plan)
    warm = max(1, int(total * schedule.warmup))
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: (step + 1) / warm if step < warm else max(0.0, (total - step) / max(1, total - warm))
    )
    model.train()
    began, seen, mean = time.time(), 0, math.nan
    for step, batch in enumerate(plan):
        loss = open_loss(model(batch), batch.allowed)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        rate.step()
        seen += int(batch.mask.sum())
        mean = loss.item() if math.isnan(mean) else 0.97 * mean + 0.03 * loss.item()
        if step % 25 == 24 or step == total - 1:
            log(f"step {step + 1}/{total} loss {mean:.4f} subwords/s {seen / (time.time() - began):.0f}")
    model.eval()


def gold_stream(
    factru: list[Document], rusentrel: list[Document], share: float
) -> Callable[[int, random.Random], list[Example]]:
    """All of factRuEval in every epoch, sentences joined now and then, and a share of RuSentRel's sentences."""

    def examples(epoch: int, chance: random.Random) -> list[Example]:
        del epoch
        found = [row for document in factru for row in joined(gold_examples(document), chance, 0.3)]
        others = [row for document in rusentrel for row in joined(gold_examples(document, True), chance, 0.3)]
        others = [row for row in others if any(0 not in allowed for allowed in row.allowed)]
        return found + chance.sample(others, int(share * len(others)))

    return examples


def export(model: EntityModel, subwords: Subwords, folder: Path) -> None:
    """Write the model folder, 8 bits, as models/README.md describes it (its card is written by hand)."""
    graph = build_graph(model.encoder, [model.head], "words")
    manifest = {
        "version": VERSION,
        "title": "Entities in Russian texts",
        "licence": "MIT",
        "task": "entities",
        "maxSubwords": MAX_SUBWORDS,
        "input": {"kind": "words"},
        "labels": list(LABELS),
        "temperature": 1,
    }
    write_model_folder(folder, graph, subwords, manifest)


def predict(model: ShippedModel, document: Document) -> list[Mention]:
    """The mentions that the shipped model finds, sentence by sentence."""
    found = []
    for start, end in document.sentences:
        words, _, logits = model.word_logits(document.text[start:end])
        spans = [(start + word.start, start + word.end) for word in words[: len(logits)]]
        found += mentions_of(spans, decode(logits))
    return found


def evaluate(folder: Path, documents: list[Document]) -> tuple[Tally, list[list[Mention]], float]:
    """Strict counts of the model in `folder`, its mentions, and sentences per second, one thread, one at a time."""
    model = ShippedModel(folder)
    tally, all_found = Tally(), []
    began = time.perf_counter()
    for document in documents:
        found = predict(model, document)
        tally.add(document.mentions, found)
        all_found.append(found)
    seconds = time.perf_counter() - began
    return tally, all_found, sum(len(document.sentences) for document in documents) / seconds


@dataclass
class Corpora:
    """The gold documents."""

    factru: list[Document]
    rusentrel: list[Document]


def load_corpora(data: Path, smoke: bool) -> Corpora:
    """Both gold corpora; a few documents of each for a smoke run."""
    factru = read_factrueval(data / "factrueval" / "devset", data / "sentseg" / "factrueval-sentences.json")
    rusentrel = read_rusentrel(data / "rusentrel-train")
    return Corpora(factru[:10], rusentrel[:5]) if smoke else Corpora(factru, rusentrel)


def gold_schedule(arguments: argparse.Namespace) -> Schedule:
    """The schedule of the gold phase."""
    return Schedule(1 if arguments.smoke else arguments.epochs, arguments.budget, arguments.rate, arguments.head_rate)


def from_silver(arguments: argparse.Namespace) -> tuple[Subwords, EntityModel]:
    """The model as the silver phase left it."""
    subwords, encoder = load_cut_base(arguments.work / "cut", layers=LAYERS, positions=MAX_SUBWORDS)
    model = EntityModel(encoder)
    model.load_state_dict(torch.load(arguments.work / "entities" / "silver.pt", weights_only=True))
    model.encoder.freeze_lower(arguments.freeze)
    # Rows of tokens that only attitudes use; training them would need the backward pass through all layers.
    model.encoder.own_words.requires_grad_(False)
    return subwords, model


def telling(examples: list[Example], words: int, chance: random.Random) -> list[Example]:
    """A sample of about `words` words: sentences of at most 45 words, most of which name someone or something.

    Places are plenty in all of them, so one sentence in eight is drawn from those with no person or organisation.
    """
    named = {index for index, label in enumerate(LABELS) if label[2:] in ("PER", "ORG")}
    short = [given for given in examples if 4 <= len(given.words) <= 45]
    chance.shuffle(short)
    rich = [given for given in short if any(len(a) < 3 and a & named for a in given.allowed)]
    poor = [given for given in short if not any(len(a) < 3 and a & named for a in given.allowed)]
    chosen: list[Example] = []
    count = 0
    while count < words and rich and poor:
        chosen.append(poor.pop() if len(chosen) % 8 == 7 else rich.pop())
        count += len(chosen[-1].words)
    return chosen


def learn_silver(arguments: argparse.Namespace, log: Callable[[str], None]) -> None:
    """The first phase: WORK/entities/silver.pt from the cut base and the teacher's labels."""
    subwords, encoder = load_cut_base(arguments.work / "cut", layers=LAYERS, positions=MAX_SUBWORDS)
    torch.manual_seed(arguments.seed)
    model = EntityModel(encoder)
    if arguments.go_on:
        model.load_state_dict(torch.load(arguments.work / "entities" / "silver.pt", weights_only=True))
    examples = silver_examples(arguments.work / "silver.jsonl")
    names = Names(examples)
    examples = telling(examples, 100 if arguments.smoke else arguments.words, random.Random(arguments.seed))
    schedule = Schedule(arguments.epochs, arguments.budget, arguments.rate, arguments.head_rate, vary=0.04)
    train(model, subwords, lambda epoch, chance: examples, names, schedule, arguments.seed, log)
    torch.save(model.state_dict(), arguments.work / "entities" / "silver.pt")


def cross_validate(arguments: argparse.Namespace, log: Callable[[str], None]) -> None:
    """Five folds by document, both corpora held out by fold at once; figures of the 8-bit models."""
    corpora = load_corpora(arguments.data, arguments.smoke)
    fold = {**folds([d.name for d in corpora.factru]), **folds([d.name for d in corpora.rusentrel])}
    names = Names(silver_examples(arguments.work / "silver.jsonl"))
    out = arguments.work / "entities" / arguments.name
    out.mkdir(parents=True, exist_ok=True)
    whole = {"factRuEval": Tally(), "RuSentRel": Tally()}
    with (out / "figures.jsonl").open("a", encoding="utf-8") as figures:

        def note(record: dict) -> None:
            figures.write(json.dumps(record, ensure_ascii=False) + "\n")
            figures.flush()
            log(json.dumps(record, ensure_ascii=False))

        for held_out in arguments.folds:
            subwords, model = from_silver(arguments)
            stream = gold_stream(
                [d for d in corpora.factru if fold[d.name] != held_out],
                [d for d in corpora.rusentrel if fold[d.name] != held_out],
                arguments.rusentrel,
            )
            train(model, subwords, stream, names, gold_schedule(arguments), arguments.seed + held_out, log)
            folder = out / f"fold{held_out}"
            export(model, subwords, folder)
            for name, documents in (("factRuEval", corpora.factru), ("RuSentRel", corpora.rusentrel)):
                documents = [d for d in documents if fold[d.name] == held_out]
                tally, found, speed = evaluate(folder, documents)
                whole[name].merge(tally)
                note({"corpus": name, "fold": held_out, "sentences_per_second": round(speed), **tally.report()})
                with (out / f"{name}-fold{held_out}.jsonl").open("w", encoding="utf-8") as file:
                    for document, mentions in zip(documents, found, strict=True):
                        kept = [[m.start, m.end, m.type] for m in mentions]
                        file.write(json.dumps({"document": document.name, "mentions": kept}) + "\n")
        for name, tally in whole.items():
            note({"corpus": name, "folds": arguments.folds, **tally.report()})


def learn_final(arguments: argparse.Namespace, log: Callable[[str], None]) -> None:
    """The model that ships: trained on all gold documents."""
    corpora = load_corpora(arguments.data, arguments.smoke)
    names = Names(silver_examples(arguments.work / "silver.jsonl"))
    subwords, model = from_silver(arguments)
    stream = gold_stream(corpora.factru, corpora.rusentrel, arguments.rusentrel)
    train(model, subwords, stream, names, gold_schedule(arguments), arguments.seed + FOLDS, log)
    torch.save(model.state_dict(), arguments.work / "entities" / "final.pt")
    export(model, subwords, arguments.models / "entities-ru")


def main() -> None:
    """Command line, see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    gold = {"epochs": 3, "rate": 1.3e-4, "head_rate": 1e-3, "budget": 512}
    defaults = {
        "silver": (learn_silver, {"epochs": 1, "rate": 2e-4, "head_rate": 2e-3, "budget": 768}),
        "cross-validate": (cross_validate, gold),
        "final": (learn_final, gold),
    }
    for name, (run, values) in defaults.items():
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        command.add_argument("--data", type=Path, required=True)
        command.add_argument("--work", type=Path, required=True)
        command.add_argument("--seed", type=int, default=0)
        command.add_argument("--smoke", action="store_true", help="a few sentences, only to see it run")
        for option, value in values.items():
            command.add_argument("--" + option.replace("_", "-"), type=type(value), default=value)
        if name == "silver":
            command.add_argument("--words", type=int, default=150_000, help="how much of the silver to learn from")
            command.add_argument("--go-on", action="store_true", help="from silver.pt instead of the cut base")
        else:
            command.add_argument("--freeze", type=int, default=3, help="lower layers that the gold phase leaves alone")
            command.add_argument("--rusentrel", type=float, default=0.2, help="share of its sentences in each epoch")
        if name == "cross-validate":
            command.add_argument("--folds", type=int, nargs="+", default=list(range(FOLDS)))
            command.add_argument("--name", default="folds", help="folder under WORK/entities for models and figures")
        if name == "final":
            command.add_argument("--models", type=Path, required=True)
    arguments = parser.parse_args()
    (arguments.work / "entities").mkdir(parents=True, exist_ok=True)
    began = time.time()
    arguments.run(arguments, lambda line: print(f"{time.time() - began:7.0f}s {line}", flush=True))


if __name__ == "__main__":
    main()
