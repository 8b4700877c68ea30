"""Trains, cross-validates and exports the attitude model.

    python -m aredit_training.train_attitudes STAGE DATA WORK [--tag NAME] [--pretrained TAG] [options]

`pretrain` learns from sentences outside RuSentRel, `average` makes one of several such; both then label all of
RuSentRel, which they have not seen. `validate` continues on four fifths of RuSentRel's documents five times and
labels the fifth; `final` continues on all of them. Every stage keeps what it makes under WORK, by its tag.
"""

import argparse
import json
import pickle
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import onnx
import onnxruntime
import torch
from torch import Tensor
from torch.nn import functional as F

from .attitude_model import AttitudeModel, Batch, Example, batches_by_length, make_batch, make_example
from .calibration import calibrate_nested
from .corpora.ruattitudes import read_attitudes
from .corpora.ruopinionne import read_opinions_of_sentences
from .corpora.rusentne import read_sentiments_towards
from .corpora.rusentrel import FOLDS, RuSentRel, fold_of_documents
from .corpora.silver_mentions import read_silver, with_silver
from .corpora.sentence import NEGATIVE, NEUTRAL, POSITIVE, Sentence
from .encoder import load_cut_base, mixed_precision
from .onnx_graph import build_graph, loud_channels
from .scoring import evaluate_nested, gather
from .subwords import Subwords

LONGEST = 256
_LISTENED_TO = 40
_LABEL_SHARES = {NEUTRAL: 0.5, POSITIVE: 0.25, NEGATIVE: 0.25}


@dataclass
class Options:
    """What a run can vary; the values here are the ones that the shipped model is trained with."""

    seed: int = 1
    layers: int = 6
    batch: int = 16
    names: float = 0.0
    hide_types: float = 0.3
    label_smoothing: float = 0.05
    dropout: float = 0.1
    pretrain_epochs: int = 2
    pretrain_rate: float = 8e-5
    pretrain_frozen: int = 0
    attitudes_sample: int = 3000
    sentiments_sample: int = 2500
    towards_share: float = 0.5
    fine_epochs: int = 2
    fine_rate: float = 5e-5
    fine_frozen: int = 3
    fine_loss: str = "documents"
    opinion_sentences: int = 700
    tag: str = "a"


class Data:
    """All corpora, read once."""

    def __init__(self, folder: Path, silver_file: Path, smoke: bool = False):
        self.rusentrel = RuSentRel(folder / "rusentrel-train")
        self.folds = fold_of_documents(self.rusentrel)
        self.opinions = read_opinions_of_sentences(folder / "ruopinionne" / "train.jsonl")
        self.opinions += read_opinions_of_sentences(folder / "ruopinionne" / "validation_labeled.jsonl")
        self.generated = read_opinions_of_sentences(folder / "ruopinionne-generated" / "generated.jsonl")
        self.sentiments = read_sentiments_towards(folder / "rusentne" / "train_data.csv")
        self.sentiments += read_sentiments_towards(folder / "rusentne" / "validation_data_labeled.csv")
        attitudes = read_attitudes(next((folder / "ruattitudes").glob("*.jsonl")))
        self.attitudes = [s for s in attitudes if self._known_outside_one_fold(s)]
        silver = read_silver(silver_file)
        self.opinions = [with_silver(s, silver, label_pairs=True) for s in self.opinions]
        self.generated = [with_silver(s, silver, label_pairs=True) for s in self.generated]
        self.sentiments = [with_silver(s, silver, label_pairs=False) for s in self.sentiments]
        if smoke:
            for name in ("opinions", "generated", "sentiments", "attitudes"):
                setattr(self, name, getattr(self, name)[:60])
            self.rusentrel.sentences = [s for s in self.rusentrel.sentences if s.pairs][::8]

    def _known_outside_one_fold(self, context: Sentence) -> bool:
        """Whether documents of two folds or more have each labelled pair of an automatically labelled context.

        The others would tell a fold's model about pairs that only its held-out documents have. Leaving them out for
        all folds allows one pretraining for all.
        """
        if not hasattr(self, "_folds_of_pair"):
            self._folds_of_pair: dict[frozenset, set[int]] = {}
            for document, opinions in self.rusentrel.opinions.items():
                for pair in opinions:
                    self._folds_of_pair.setdefault(frozenset(pair), set()).add(self.folds[document])
        ends = [
            frozenset((context.mentions[s].group, context.mentions[t].group))
            for (s, t), label in context.pairs.items()
            if label != NEUTRAL
        ]
        return all(len(self._folds_of_pair.get(pair, ())) >= 2 for pair in ends)


def label_weights(labels: Counter) -> dict[int, float]:
    """Weights that give the labels fixed shares of the loss, 1 on average."""
    total = sum(labels.values())
    return {label: share * total / max(1, labels[label]) for label, share in _LABEL_SHARES.items()}


def weigh_by_direction(sentences: list[Sentence]) -> None:
    """Weighs pairs so that the order of the two mentions says nothing about the label.

    Sources of automatically labelled attitudes nearly always stand first, which a model would learn instead of reading.
    """
    counts = Counter((label, s < t) for x in sentences for (s, t), label in x.pairs.items())
    total = sum(counts.values())
    for sentence in sentences:
        sentence.weights = {
            pair: _LABEL_SHARES[label] / 2 * total / counts[label, pair[0] < pair[1]]
            for pair, label in sentence.pairs.items()
        }


def examples_of(sentences: list[Sentence], subwords: Subwords, balance: bool = True) -> list[Example]:
    """Encoded sentences that have something to learn from, their labels balanced within this corpus."""
    weights = label_weights(Counter(label for s in sentences for label in s.pairs.values())) if balance else None
    towards = Counter(label for s in sentences for label in s.towards.values())
    towards_weights = label_weights(towards) if NEUTRAL in towards else None
    examples = [make_example(s, subwords, LONGEST, weights, towards_weights) for s in sentences]
    return [e for e in examples if e.pairs or e.towards]


def batch_loss(model: AttitudeModel, batch: Batch, options: Options) -> Tensor:
    """Weighted cross entropy of pairs and, to a share, of sentiments towards mentions."""
    with mixed_precision():
        states = model.encoder(batch.ids, batch.mask)
        pair_logits = model.pair_logits(states, batch.source, batch.target)
        towards_logits = model.towards_logits(states, batch.towards)
    loss = torch.zeros(())
    smoothing = options.label_smoothing
    if len(batch.labels):
        single = F.cross_entropy(pair_logits.float(), batch.labels, reduction="none", label_smoothing=smoothing)
        loss = loss + (single * batch.weights).mean()
    if len(batch.towards_labels):
        single = F.cross_entropy(towards_logits.float(), batch.towards_labels, reduction="none", label_smoothing=smoothing)
        loss = loss + options.towards_share * (single * batch.towards_weights).mean()
    return loss


def document_loss(model: AttitudeModel, batches: list[Batch], examples: list[Example], weights: Tensor) -> Tensor:
    """Cross entropy of opinions: a pair of entities scores the log-sum-exp over its mention pairs, neutral scores 0.

    So one mention that speaks suffices for an opinion, and the silent ones are not pressed to speak.
    """
    parts = []
    for batch in batches:
        with mixed_precision():
            states = model.encoder(batch.ids, batch.mask)
            parts.append(model.pair_logits(states, batch.source, batch.target))
    logits, given = torch.cat(parts), torch.cat([batch.labels for batch in batches])
    logits = logits.float()
    margins = (logits[:, 1:] - logits[:, :1]).clamp(-12, 12)
    keys = [
        (e.sentence.document, e.sentence.mentions[s].group, e.sentence.mentions[t].group)
        for e in examples
        for s, t in e.pairs
    ]
    number = {key: index for index, key in enumerate(dict.fromkeys(keys))}
    owner = torch.tensor([number[key] for key in keys])
    scores = torch.zeros(len(number), 2).index_add(0, owner, margins.exp()).clamp(min=1e-6).log()
    labels = torch.zeros(len(number), dtype=torch.long)
    labels[owner] = given
    return F.cross_entropy(torch.cat([torch.zeros(len(number), 1), scores], dim=1), labels, weight=weights)


class Trainer:
    """Optimizer with a warm-up and a linear way down, and the log of a run."""

    def __init__(self, model: AttitudeModel, rate: float, steps: int, name: str):
        head = [p for n, p in model.named_parameters() if not n.startswith("encoder.layers") and p.requires_grad]
        body = [p for n, p in model.named_parameters() if n.startswith("encoder.layers") and p.requires_grad]
        groups = [{"params": body, "rate": rate}, {"params": head, "rate": 3 * rate}]
        self._optimizer = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        self._model, self._steps, self._name = model, steps, name
        self._done, self._sum, self._since, self._began = 0, 0.0, 0, time.time()

    def step(self, loss: Tensor) -> None:
        """One update."""
        share = min(1.0, (self._done + 1) / (0.1 * self._steps)) * max(0.02, 1 - self._done / self._steps)
        for group in self._optimizer.param_groups:
            group["lr"] = group["rate"] * share
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._model.parameters(), 1.0)
        self._optimizer.step()
        self._done += 1
        self._sum += float(loss.detach())
        self._since += 1
        if self._since == 100 or self._done == self._steps:
            spent = time.time() - self._began
            print(f"{self._name} {self._done}/{self._steps} loss {self._sum / self._since:.3f} {spent:.0f}s", flush=True)
            self._sum, self._since = 0.0, 0


def train_on_sentences(model: AttitudeModel, epochs: list[list[Example]], rate: float, subwords, options, name) -> None:
    """Trains on mention pairs; every item of `epochs` is one pass."""
    generator = random.Random(options.seed)
    torch.manual_seed(options.seed)
    batches = [b for examples in epochs for b in batches_by_length(examples, options.batch, generator)]
    trainer = Trainer(model, rate, len(batches), name)
    model.train()
    for examples in batches:
        batch = make_batch(examples, subwords, options.names, generator, options.hide_types)
        trainer.step(batch_loss(model, batch, options))


def train_on_documents(
    model: AttitudeModel, documents: list[list[Example]], beside: list[Example], subwords, options, name
) -> None:
    """Trains on opinions of whole documents; each step takes sentences of `beside` along."""
    generator = random.Random(options.seed)
    torch.manual_seed(options.seed)
    opinions = Counter()
    for document in documents:
        opinions.update(
            {
                (e.sentence.mentions[s].group, e.sentence.mentions[t].group): label
                for e in document
                for (s, t), label in zip(e.pairs, e.labels)
            }.values()
        )
    weights = torch.tensor([label_weights(opinions)[label] for label in (NEUTRAL, POSITIVE, NEGATIVE)])
    trainer = Trainer(model, options.fine_rate, len(documents) * options.fine_epochs, name)
    model.train()
    for _ in range(options.fine_epochs):
        for document in generator.sample(documents, len(documents)):
            chosen = sorted(generator.sample(document, min(len(document), 40)), key=lambda e: len(e.shown.ids))
            parts = [chosen[i : i + 10] for i in range(0, len(chosen), 10)]
            batches = [make_batch(part, subwords, options.names, generator, options.hide_types) for part in parts]
            loss = document_loss(model, batches, chosen, weights)
            if beside:
                some = generator.sample(beside, options.batch // 2)
                others = make_batch(some, subwords, options.names, generator, options.hide_types)
                loss = loss + batch_loss(model, others, options)
            trainer.step(loss)


def new_model(work: Path, options: Options) -> tuple[Subwords, AttitudeModel]:
    """A model from the cut base, its head untrained."""
    torch.manual_seed(options.seed)
    subwords, encoder = load_cut_base(work / "cut", options.layers, LONGEST, options.dropout)
    return subwords, AttitudeModel(encoder, options.dropout)


def pretrain(data: Data, work: Path, options: Options, start: Path | None) -> None:
    """Learns from all corpora but RuSentRel, from `start` on or from the base model."""
    subwords, model = new_model(work, options)
    if start:
        model.load_state_dict(torch.load(start, weights_only=True))
    model.encoder.freeze_lower(options.pretrain_frozen)
    generator = random.Random(options.seed)
    opinions = fewer_neutral(data.opinions + data.generated, generator)
    sentiments = generator.sample(data.sentiments, min(options.sentiments_sample, len(data.sentiments)))
    gold = examples_of(opinions, subwords) + examples_of(sentiments, subwords)
    print("opinions", len(opinions), "sentiments", len(sentiments), "attitudes", len(data.attitudes), flush=True)
    epochs = []
    for number in range(options.pretrain_epochs):
        sample = balanced_sample(data.attitudes, options.attitudes_sample, generator)
        weigh_by_direction(sample)
        # What is labelled automatically comes first and fades out.
        share = len(sample) * (options.pretrain_epochs - number) // options.pretrain_epochs
        epochs.append(gold + examples_of(sample[:share], subwords, balance=False))
    train_on_sentences(model, epochs, options.pretrain_rate, subwords, options, "pretrain")
    path = work / "attitudes" / f"pretrained-{options.tag}.pt"
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), path)


def average(folder: Path, tags: list[str], tag: str) -> None:
    """Keeps the mean of the weights of several continued pretrainings as a pretraining of its own."""
    states = [torch.load(folder / f"pretrained-{other}.pt", weights_only=True) for other in tags]
    mean = {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}
    torch.save(mean, folder / f"pretrained-{tag}.pt")


def fewer_neutral(sentences: list[Sentence], generator: random.Random) -> list[Sentence]:
    """All sentences with something positive or negative, and a third as many of those without."""
    telling = [s for s in sentences if s.towards or any(label != NEUTRAL for label in s.pairs.values())]
    silent = [s for s in sentences if s.pairs and not s.towards and not any(s.pairs.values())]
    return telling + generator.sample(silent, min(len(silent), len(telling) // 3))


def balanced_sample(sentences: list[Sentence], size: int, generator: random.Random) -> list[Sentence]:
    """Up to `size` contexts, shuffled, with as many positive as negative ones as far as they reach."""
    positive = [s for s in sentences if POSITIVE in s.pairs.values()]
    negative = [s for s in sentences if POSITIVE not in s.pairs.values()]
    chosen = generator.sample(positive, min(size // 2, len(positive)))
    chosen += generator.sample(negative, min(size // 2, len(negative)))
    return generator.sample(chosen, len(chosen))


def fine_tune(model: AttitudeModel, data: Data, documents: list[int], subwords, options: Options, name: str) -> None:
    """Continues on RuSentRel's `documents`, with sentences of RuOpinionNE kept beside them."""
    wanted = {str(number) for number in documents}
    own = examples_of([s for s in data.rusentrel.sentences if s.document in wanted and s.pairs], subwords)
    chosen = fewer_neutral(data.opinions, random.Random(options.seed))
    beside = examples_of([s for s in chosen if any(s.pairs.values())], subwords)
    model.encoder.freeze_lower(options.fine_frozen)
    if options.fine_loss == "documents":
        by_document: dict[str, list[Example]] = {}
        for example in own:
            by_document.setdefault(example.sentence.document, []).append(example)
        train_on_documents(model, list(by_document.values()), beside, subwords, options, name)
        return
    generator = random.Random(options.seed)
    epochs = [own + generator.sample(beside, min(len(beside), options.opinion_sentences)) for _ in range(options.fine_epochs)]
    train_on_sentences(model, epochs, options.fine_rate, subwords, options, name)


def modes(options: Options) -> list[str]:
    """How a model is read: with the names hidden, and shown if it was trained so."""
    return ["hidden", "shown"] if options.names else ["hidden"]


def shipped_graph(model: AttitudeModel, subwords: Subwords, opinions: list[Sentence]) -> onnx.ModelProto:
    """The int8 graph of the model; some of RuOpinionNE's sentences (`opinions`) tell which channels are loud."""
    model.eval()
    examples = [make_example(s, subwords, LONGEST) for s in opinions[:_LISTENED_TO]]
    loud = loud_channels(model.encoder, [row.ids for e in examples for row in (e.hidden, e.shown)])
    return build_graph(model.encoder, model.pair_head, "sentence", loud=loud)


def predict(
    model: AttitudeModel, sentences: list[Sentence], subwords: Subwords, data: Data, options: Options
) -> dict[str, list[tuple]]:
    """(document, source, target, logits) of all labelled pairs, with the names `hidden`, and `shown` if it knows names.

    By the int8 graph, one sentence a run as shipped.
    """
    graph = shipped_graph(model, subwords, data.opinions)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = 1
    settings.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = onnxruntime.InferenceSession(graph.SerializeToString(), settings, providers=["CPUExecutionProvider"])
    predictions: dict[str, list[tuple]] = {mode: [] for mode in modes(options)}
    for example in (make_example(s, subwords, LONGEST) for s in sentences if s.pairs):
        if not example.pairs:
            continue
        mentions = example.sentence.mentions
        for mode, found in predictions.items():
            batch = make_batch([example], subwords, names=mode == "shown")
            inputs = {"input_ids": batch.ids, "attention_mask": batch.mask, "source": batch.source, "target": batch.target}
            logits = session.run(["logits"], {name: values.numpy() for name, values in inputs.items()})[0]
            found += [
                (int(example.sentence.document), mentions[s].group, mentions[t].group, row.tolist())
                for (s, t), row in zip(example.pairs, logits)
            ]
    return predictions


def report(predictions: list[tuple], data: Data) -> dict:
    """Nested figures of out-of-fold predictions for both ways to gather."""
    opinions, folds = data.rusentrel.opinions, data.folds
    calibrated = calibrate_nested(predictions, opinions, folds)
    found = {}
    for how in ("sum", "noisy-or"):
        gathered = gather(calibrated, opinions, how)
        result = evaluate_nested(gathered, opinions, folds)
        said, gold = result.decisions > 0, gathered.labels > 0
        polarity = (result.decisions == gathered.labels)[said & gold].mean() if (said & gold).any() else 0.0
        found[how] = {
            "nested": round(100 * float(result.f1), 1),
            "sd": round(100 * float(result.bootstrap().std()), 1),
            "own thresholds": round(100 * result.f1_with_own_thresholds, 1),
            "thresholds": [round(t, 3) for t in result.thresholds],
            "found": int((said & gold).sum()),
            "said": int(said.sum()),
            "polarity": round(float(polarity), 3),
        }
    return found


def validate(data: Data, work: Path, options: Options, pretrained: Path) -> dict[str, list[tuple]]:
    """Out-of-fold predictions for RuSentRel, in every way that `predict` reads."""
    predictions: dict[str, list[tuple]] = {mode: [] for mode in modes(options)}
    for fold in range(FOLDS):
        subwords, model = new_model(work, options)
        model.load_state_dict(torch.load(pretrained, weights_only=True))
        inside = [d for d, f in data.folds.items() if f != fold]
        fine_tune(model, data, inside, subwords, options, f"fold {fold}")
        held_out = {str(d) for d, f in data.folds.items() if f == fold}
        found = predict(model, [s for s in data.rusentrel.sentences if s.document in held_out], subwords, data, options)
        for mode in predictions:
            predictions[mode] += found[mode]
    return predictions


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=["pretrain", "average", "validate", "final"])
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--pretrained", help="tag of the pretraining to start from; for `average` those to average, comma separated")
    parser.add_argument("--smoke", action="store_true", help="tiny, to see that everything runs")
    for name, value in vars(Options()).items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)
    arguments = parser.parse_args()
    options = Options(**{name: getattr(arguments, name) for name in vars(Options())})
    if arguments.smoke:
        options.layers, options.pretrain_epochs, options.pretrain_frozen = 2, 1, 0
        options.fine_epochs, options.fine_frozen = 1, 0
    data = Data(arguments.data, arguments.work / "silver.jsonl", arguments.smoke)
    folder = arguments.work / "attitudes"
    start = folder / f"pretrained-{arguments.pretrained or options.tag}.pt"
    began = time.time()
    if arguments.stage == "pretrain":
        pretrain(data, arguments.work, options, start if arguments.pretrained else None)
        start = folder / f"pretrained-{options.tag}.pt"
    if arguments.stage == "average":
        average(folder, arguments.pretrained.split(","), options.tag)
        start = folder / f"pretrained-{options.tag}.pt"
    if arguments.stage in ("pretrain", "average"):
        subwords, model = new_model(arguments.work, options)
        model.load_state_dict(torch.load(start, weights_only=True))
        predictions = predict(model, data.rusentrel.sentences, subwords, data, options)
    elif arguments.stage == "validate":
        predictions = validate(data, arguments.work, options, start)
    else:
        subwords, model = new_model(arguments.work, options)
        model.load_state_dict(torch.load(start, weights_only=True))
        fine_tune(model, data, list(data.folds), subwords, options, "final")
        torch.save(model.state_dict(), folder / f"final-{options.tag}.pt")
        (folder / f"final-{options.tag}.json").write_text(json.dumps(vars(options)))
        return
    (folder / f"{arguments.stage}-{options.tag}.pkl").write_bytes(pickle.dumps(predictions))
    spent = round(time.time() - began)
    for mode, found in predictions.items():
        line = {"stage": arguments.stage, **vars(options), "mode": mode, "seconds": spent, **report(found, data)}
        with (folder / "results.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
