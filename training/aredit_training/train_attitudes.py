"""Trains, cross-validates and exports the attitude model.

    python -m aredit_training.train_attitudes STAGE DATA WORK [--tag NAME] [--pretrained TAG] [options]

`pretrain` trains the encoder on sentences outside RuSentRel; `average` and `distil` make one of several such, by their
weights alone or by what they say; all of them then label all of RuSentRel, which they have not seen. `validate` trains
the heads on four fifths of RuSentRel's documents five times and labels the fifth; `final` trains them on all. Every
stage keeps what it makes under WORK, by its tag.
"""

import argparse
import json
import pickle
import random
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor
from torch.nn import functional as F

from .attitude_model import (
    LABEL_SHARES,
    AttitudeModel,
    Batch,
    Example,
    batches_by_length,
    corpus_weights,
    make_batch,
    make_example,
)
from .calibration import calibrate_nested
from .corpora.ruattitudes import read_attitudes
from .corpora.ruopinionne import read_opinions_of_sentences
from .corpora.rusentne import read_sentiments_towards
from .corpora.rusentrel import FOLDS, RuSentRel, fold_of_documents, folds_of_pairs
from .corpora.silver_mentions import read_silver, with_silver
from .corpora.sentence import NEGATIVE, NEUTRAL, POSITIVE, Sentence
from .distillation import lesson_loss, lessons_of
from .encoder import load_cut_base, mixed_precision
from .head_training import FrozenSentence, HeadCorpora, HeadOptions, Heads, freeze, train_heads
from .name_head import name_ids, name_inputs
from .onnx_graph import Loud, build_graph, loud_channels
from .rows import pad_id
from .scoring import evaluate_nested, gather
from .subwords import Subwords

LONGEST = 256
_LISTENED_TO = 40


@dataclass
class Options(HeadOptions):
    """What a run can vary; the values here are the ones that the shipped model is trained with."""

    layers: int = 12
    batch: int = 16
    names: float = 0.6
    hide_types: float = 0.3
    label_smoothing: float = 0.05
    dropout: float = 0.1
    pretrain_epochs: int = 3
    pretrain_rate: float = 8e-5
    pretrain_frozen: int = 0
    attitudes_sample: int = 3000
    sentiments_sample: int = 2500
    towards_share: float = 0.5
    contexts_per_pair: int = 40
    distil_epochs: int = 2
    distil_rate: float = 4e-5
    gold_share: float = 0.5
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
        self.contexts = read_attitudes(next((folder / "ruattitudes").glob("*.jsonl")))
        self._folds_of_pair = folds_of_pairs(self.rusentrel, self.folds)
        self.attitudes = self.known_to_several()
        silver = read_silver(silver_file)
        self.opinions = [with_silver(s, silver, label_pairs=True) for s in self.opinions]
        self.generated = [with_silver(s, silver, label_pairs=True) for s in self.generated]
        self.sentiments = [with_silver(s, silver, label_pairs=False) for s in self.sentiments]
        if smoke:
            for name in ("opinions", "generated", "sentiments", "attitudes", "contexts"):
                setattr(self, name, getattr(self, name)[:60])
            self.rusentrel.sentences = [s for s in self.rusentrel.sentences if s.pairs][::8]

    def known_outside(self, held_out: int | None) -> list[Sentence]:
        """Automatically labelled contexts whose labelled pairs all have opinions outside the fold `held_out`.

        The others would tell a fold's model about pairs that only its held-out documents have.
        """
        return [s for s in self.contexts if all(self._folds_of_pair.get(pair, set()) - {held_out} for pair in labelled_pairs(s))]

    def known_to_several(self) -> list[Sentence]:
        """Contexts whose labelled pairs have opinions in two folds or more: so one pretraining serves all folds."""
        return [s for s in self.contexts if all(len(self._folds_of_pair.get(pair, ())) >= 2 for pair in labelled_pairs(s))]


def attitudes_of(context: Sentence) -> list[tuple]:
    """The entities, source and target, of each attitude of an automatically labelled context."""
    mentions = context.mentions
    return [(mentions[s].group, mentions[t].group) for (s, t), label in context.pairs.items() if label != NEUTRAL]


def labelled_pairs(context: Sentence) -> list[frozenset]:
    """Who has an attitude in an automatically labelled context, whatever the direction."""
    return [frozenset(pair) for pair in attitudes_of(context)]


def of_each_pair(contexts: list[Sentence], most: int, generator: random.Random) -> list[Sentence]:
    """At most about `most` contexts of each labelled pair and direction: a few pairs have thousands."""
    counts: Counter = Counter()
    chosen = []
    for context in generator.sample(contexts, len(contexts)):
        pairs = attitudes_of(context)
        if min(counts[pair] for pair in pairs) < most:
            counts.update(pairs)
            chosen.append(context)
    return chosen


def weigh_by_direction(sentences: list[Sentence]) -> None:
    """Weighs pairs so that the order of the two mentions says nothing about the label.

    Sources of automatically labelled attitudes nearly always stand first, which a model would learn instead of reading.
    """
    counts = Counter((label, s < t) for x in sentences for (s, t), label in x.pairs.items())
    total = sum(counts.values())
    for sentence in sentences:
        sentence.weights = {
            pair: LABEL_SHARES[label] / 2 * total / counts[label, pair[0] < pair[1]]
            for pair, label in sentence.pairs.items()
        }


def examples_of(sentences: list[Sentence], subwords: Subwords, balance: bool = True) -> list[Example]:
    """Encoded sentences that have something to learn from, their labels balanced within this corpus."""
    pair_weights, towards_weights = corpus_weights(sentences)
    examples = [make_example(s, subwords, LONGEST, pair_weights if balance else None, towards_weights) for s in sentences]
    return [e for e in examples if e.pairs or e.towards]


def run_batch(model: AttitudeModel, batch: Batch) -> tuple[Tensor, Tensor]:
    """Logits `[n, 3]` of pairs and of sentiments towards mentions."""
    with mixed_precision():
        states = model.encoder(batch.ids, batch.mask)
        pair_logits = model.pair_logits(states, batch.source, batch.target)
        towards_logits = model.towards_logits(states, batch.towards)
    return pair_logits.float(), towards_logits.float()


def labels_loss(pair_logits: Tensor, towards_logits: Tensor, batch: Batch, options: Options) -> Tensor:
    """Weighted cross entropy of pairs and, to a share, of sentiments towards mentions."""
    loss = torch.zeros(())
    smoothing = options.label_smoothing
    if len(batch.labels):
        single = F.cross_entropy(pair_logits, batch.labels, reduction="none", label_smoothing=smoothing)
        loss = loss + (single * batch.weights).mean()
    if len(batch.towards_labels):
        single = F.cross_entropy(towards_logits, batch.towards_labels, reduction="none", label_smoothing=smoothing)
        loss = loss + options.towards_share * (single * batch.towards_weights).mean()
    return loss


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
        trainer.step(labels_loss(*run_batch(model, batch), batch, options))


def new_model(work: Path, options: Options) -> tuple[Subwords, AttitudeModel]:
    """A model from the cut base, its head untrained."""
    torch.manual_seed(options.seed)
    subwords, encoder = load_cut_base(work / "cut", options.layers, LONGEST, options.dropout)
    return subwords, AttitudeModel(encoder, options.dropout)


def pretrained_model(work: Path, options: Options, path: Path) -> tuple[Subwords, AttitudeModel]:
    """A model as a pretraining left it."""
    subwords, model = new_model(work, options)
    model.load_state_dict(torch.load(path, weights_only=True))
    return subwords, model


def pretrain(data: Data, work: Path, options: Options, start: Path | None) -> None:
    """Learns from all corpora but RuSentRel, from `start` on or from the base model."""
    subwords, model = pretrained_model(work, options, start) if start else new_model(work, options)
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


def mean_weights(folder: Path, tags: list[str]) -> dict[str, Tensor]:
    """The mean of the weights of several pretrainings."""
    states = [torch.load(folder / f"pretrained-{other}.pt", weights_only=True) for other in tags]
    return {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}


def distil(data: Data, work: Path, options: Options, tags: list[str]) -> None:
    """One pretraining out of several: it begins at the mean of their weights and learns the mean of what they say.

    Their sentences and more of RuSentNE's and RuAttitudes'; what those say of pairs counts only where people said it.
    """
    folder = work / "attitudes"
    subwords, model = new_model(work, options)
    model.load_state_dict(mean_weights(folder, tags))
    teachers = [pretrained_model(work, options, folder / f"pretrained-{tag}.pt")[1].eval() for tag in tags]
    generator = random.Random(options.seed)
    sentiments = generator.sample(data.sentiments, min(2 * options.sentiments_sample, len(data.sentiments)))
    contexts = balanced_sample(data.attitudes, 2 * options.attitudes_sample, generator)
    unlabelled = [replace(context, pairs={}, weights={}) for context in contexts]
    corpora = (data.opinions, data.generated, sentiments, unlabelled)
    lessons = [lesson for corpus in corpora for lesson in lessons_of(corpus, teachers, subwords, LONGEST)]
    print("lessons", len(lessons), flush=True)
    probable = {id(lesson.example): lesson.probable for lesson in lessons}
    examples = [lesson.example for lesson in lessons]
    torch.manual_seed(options.seed)
    epochs = range(options.distil_epochs)
    batches = [b for _ in epochs for b in batches_by_length(examples, options.batch, generator)]
    trainer = Trainer(model, options.distil_rate, len(batches), "distil")
    model.train()
    for chosen in batches:
        batch = make_batch(chosen, subwords, 0.0, generator, options.hide_types)
        pair_logits, towards_logits = run_batch(model, batch)
        gold = labels_loss(pair_logits, towards_logits, batch, options)
        trainer.step(lesson_loss(pair_logits, [probable[id(e)] for e in chosen]) + options.gold_share * gold)
    torch.save(model.state_dict(), folder / f"pretrained-{options.tag}.pt")


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


class FinishedEncoder:
    """A pretrained model as it is shipped, int8: what its heads are trained on and what labels sentences."""

    def __init__(self, work: Path, options: Options, pretrained: Path, opinions: list[Sentence]):
        self.subwords, self.model = pretrained_model(work, options, pretrained)
        self.model.eval()
        self.loud = self._loud_channels(opinions)

    def _loud_channels(self, opinions: list[Sentence]) -> Loud:
        """The loud channels on some of RuOpinionNE's sentences."""
        examples = [make_example(s, self.subwords, LONGEST) for s in opinions[:_LISTENED_TO]]
        return loud_channels(self.model.encoder, [e.hidden.ids for e in examples])

    def graph(self, heads: Heads | None = None) -> onnx.ModelProto:
        """The whole model; without `heads` with the reading head of the pretraining and no names."""
        reading, names = (heads.reading, heads.names) if heads else (self.model.pair_head, None)
        pad = pad_id(self.subwords)
        return build_graph(self.model.encoder, reading, "sentence", names=names, pad=pad, loud=self.loud)

    def read(self, examples: list[Example]) -> list[FrozenSentence]:
        """Sentences as the heads are trained on them."""
        session = _session(build_graph(self.model.encoder, [], "states", loud=self.loud))

        def states_of(ids: list[int]) -> Tensor:
            rows = np.array([ids], np.int64)
            return torch.from_numpy(session.run(["states"], {"input_ids": rows, "attention_mask": np.ones_like(rows)})[0][0])

        return freeze(examples, states_of, self.model.encoder.word_table().detach(), self.subwords)


class HeadData:
    """Everything that heads are trained on, read by the encoder once for all folds."""

    def __init__(self, data: Data, encoder: FinishedEncoder, options: Options):
        generator = random.Random(options.seed)
        subwords = encoder.subwords
        own = [e for e in (make_example(s, subwords, LONGEST) for s in data.rusentrel.sentences if s.pairs) if e.pairs]
        self._documents: dict[int, list] = {}
        for example, frozen in zip(own, encoder.read(own)):
            self._documents.setdefault(int(example.sentence.document), []).append(frozen)
        opinions = fewer_neutral(data.opinions, generator)
        self._opinions = encoder.read(examples_of([s for s in opinions if any(s.pairs.values())], subwords))
        contexts = of_each_pair(data.contexts, options.contexts_per_pair, generator)
        weigh_by_direction(contexts)
        examples = examples_of(contexts, subwords, balance=False)
        self._contexts = {id(e.sentence): frozen for e, frozen in zip(examples, encoder.read(examples))}

    def without(self, data: Data, held_out: int | None) -> HeadCorpora:
        """What the heads may learn from when the documents of a fold are held out."""
        documents = [d for number, d in self._documents.items() if data.folds[number] != held_out]
        known = [self._contexts[id(s)] for s in data.known_outside(held_out) if id(s) in self._contexts]
        return HeadCorpora(documents, self._opinions, known)


def _session(graph: onnx.ModelProto) -> onnxruntime.InferenceSession:
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = 1
    settings.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(graph.SerializeToString(), settings, providers=["CPUExecutionProvider"])


def predict(encoder: FinishedEncoder, heads: Heads | None, sentences: list[Sentence]) -> dict[str, list[tuple]]:
    """(document, source, target, logits) of all labelled pairs, with the names left out (`hidden`) and `beside` the row.

    By the int8 graph, one sentence a run as shipped; without heads only `hidden`.
    """
    session, subwords = _session(encoder.graph(heads)), encoder.subwords
    predictions: dict[str, list[tuple]] = {mode: [] for mode in (("hidden", "beside") if heads else ("hidden",))}
    for example in (make_example(s, subwords, LONGEST) for s in sentences if s.pairs):
        if not example.pairs:
            continue
        mentions = example.sentence.mentions
        batch = make_batch([example], subwords)
        inputs = {"input_ids": batch.ids, "attention_mask": batch.mask, "source": batch.source, "target": batch.target}
        inputs = {name: values.numpy() for name, values in inputs.items()}
        for mode, found in predictions.items():
            if heads:
                names = name_ids(example.sentence, subwords) if mode == "beside" else [[] for _ in mentions]
                inputs |= name_inputs(names, example.pairs, pad_id(subwords))
            logits = session.run(["logits"], inputs)[0]
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


def keep_options(path: Path, pretrained: Path, options: Options) -> None:
    """Keeps what heads were made with and on which pretraining."""
    path.write_text(json.dumps({"pretrained": pretrained.name, **vars(options)}), encoding="utf-8")


def made_model(work: Path, record: Path, heads: Path, opinions: list[Sentence]) -> tuple[FinishedEncoder, Heads]:
    """The encoder and the heads that a record of `keep_options` and a file of heads speak of."""
    made = json.loads(record.read_text(encoding="utf-8"))
    encoder = FinishedEncoder(work, pretrained=record.parent / made.pop("pretrained"), options=Options(**made), opinions=opinions)
    trained = Heads(encoder.model, 0.0)
    trained.load_state_dict(torch.load(heads, weights_only=True))
    return encoder, trained.eval()


def validate(data: Data, work: Path, options: Options, pretrained: Path) -> dict[str, list[tuple]]:
    """Out-of-fold predictions for RuSentRel, in every way that `predict` reads; the heads of each fold are kept."""
    keep_options(work / "attitudes" / f"validate-{options.tag}.json", pretrained, options)
    encoder = FinishedEncoder(work, options, pretrained, data.opinions)
    prepared = HeadData(data, encoder, options)
    predictions: dict[str, list[tuple]] = {"hidden": [], "beside": []}
    for fold in range(FOLDS):
        print(f"fold {fold}", flush=True)
        heads = train_heads(encoder.model, prepared.without(data, fold), options)
        torch.save(heads.state_dict(), work / "attitudes" / f"heads-{options.tag}-{fold}.pt")
        held_out = {str(d) for d, f in data.folds.items() if f == fold}
        found = predict(encoder, heads, [s for s in data.rusentrel.sentences if s.document in held_out])
        for mode in predictions:
            predictions[mode] += found[mode]
    return predictions


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=["pretrain", "average", "distil", "validate", "final"])
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--pretrained", help="tag of the pretraining to start from; for `average` and `distil` several, comma separated")
    parser.add_argument("--smoke", action="store_true", help="tiny, to see that everything runs")
    for name, value in vars(Options()).items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)
    arguments = parser.parse_args()
    options = Options(**{name: getattr(arguments, name) for name in vars(Options())})
    if arguments.smoke:
        options.layers, options.pretrain_epochs, options.pretrain_frozen, options.passes = 2, 1, 0, 1
    data = Data(arguments.data, arguments.work / "silver.jsonl", arguments.smoke)
    folder = arguments.work / "attitudes"
    start = folder / f"pretrained-{arguments.pretrained or options.tag}.pt"
    made = folder / f"pretrained-{options.tag}.pt"
    began = time.time()
    if arguments.stage == "pretrain":
        pretrain(data, arguments.work, options, start if arguments.pretrained else None)
    elif arguments.stage == "average":
        torch.save(mean_weights(folder, arguments.pretrained.split(",")), made)
    elif arguments.stage == "distil":
        distil(data, arguments.work, options, arguments.pretrained.split(","))
    if arguments.stage in ("pretrain", "average", "distil"):
        predictions = predict(FinishedEncoder(arguments.work, options, made, data.opinions), None, data.rusentrel.sentences)
    elif arguments.stage == "validate":
        predictions = validate(data, arguments.work, options, start)
    else:
        encoder = FinishedEncoder(arguments.work, options, start, data.opinions)
        heads = train_heads(encoder.model, HeadData(data, encoder, options).without(data, None), options)
        torch.save(heads.state_dict(), folder / f"heads-{options.tag}.pt")
        keep_options(folder / f"final-{options.tag}.json", start, options)
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
