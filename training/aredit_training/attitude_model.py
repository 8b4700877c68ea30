"""The attitude model: one pass over a sentence, then a label for every ordered pair of its mentions."""

import random
from collections import Counter
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from .corpora.sentence import NEGATIVE, NEUTRAL, POSITIVE, Sentence
from .encoder import Encoder
from .rows import OTHER_MENTION, Row, batch_tensors, pad_id, sentence_row
from .subwords import Subwords

LABEL_SHARES = {NEUTRAL: 0.5, POSITIVE: 0.25, NEGATIVE: 0.25}


def label_weights(labels: Counter) -> dict[int, float]:
    """Weights that give the labels fixed shares of the loss, 1 on average."""
    total = sum(labels.values())
    return {label: share * total / max(1, labels[label]) for label, share in LABEL_SHARES.items()}


def corpus_weights(sentences: list[Sentence]) -> tuple[dict[int, float], dict[int, float] | None]:
    """Weights that balance the labels of pairs within a corpus, and of mentions, where some of those are neutral."""
    pairs = Counter(label for s in sentences for label in s.pairs.values())
    towards = Counter(label for s in sentences for label in s.towards.values())
    return label_weights(pairs), label_weights(towards) if NEUTRAL in towards else None


class AttitudeModel(nn.Module):
    """Encoder with a head for pairs; a second head, for the sentiment towards single mentions, only helps to train."""

    def __init__(self, encoder: Encoder, dropout: float = 0.1):
        super().__init__()
        hidden = encoder.sizes.hidden
        self.encoder = encoder
        self.pair_hidden = nn.Linear(3 * hidden, hidden)
        self.pair_label = nn.Linear(hidden, 3)
        self.towards_label = nn.Linear(hidden, 3)
        self.dropout = nn.Dropout(dropout)

    @property
    def pair_head(self) -> list[nn.Linear]:
        """The head as the graph builder wants it."""
        return [self.pair_hidden, self.pair_label]

    def pair_logits(self, states: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """Logits of pairs; `source` and `target` are `[pairs, 2]`, row and position."""
        s, t = states[source[:, 0], source[:, 1]], states[target[:, 0], target[:, 1]]
        hidden = nn.functional.gelu(self.pair_hidden(self.dropout(torch.cat([s, t, s * t], dim=1))))
        return self.pair_label(self.dropout(hidden))

    def towards_logits(self, states: Tensor, places: Tensor) -> Tensor:
        """Logits of the sentiment towards mentions at `places` `[n, 2]`."""
        return self.towards_label(self.dropout(states[places[:, 0], places[:, 1]]))


@dataclass
class Example:
    """A sentence ready to be trained on or labelled: its row with the names hidden and with the names shown, labels and
    weights of pairs, labels and weights of mentions."""

    sentence: Sentence
    hidden: Row
    shown: Row
    pairs: list[tuple[int, int]]
    labels: list[int]
    weights: list[float]
    towards: list[tuple[int, int]] = field(default_factory=list)
    towards_weights: list[float] = field(default_factory=list)


def make_example(
    sentence: Sentence,
    subwords: Subwords,
    longest: int,
    pair_weights: dict[int, float] | None = None,
    towards_weights: dict[int, float] | None = None,
) -> Example:
    """Encodes a sentence; the weight of a pair is its own times that of its label."""
    hidden = sentence_row(sentence.text, sentence.mentions, subwords, longest)
    shown = sentence_row(sentence.text, sentence.mentions, subwords, longest, names=True)
    in_row = hidden.places.keys() & shown.places.keys()
    kept = [pair for pair in sentence.pairs if pair[0] in in_row and pair[1] in in_row]
    labels = [sentence.pairs[pair] for pair in kept]
    weights = [sentence.weights.get(p, 1.0) * (pair_weights or {}).get(label, 1.0) for p, label in zip(kept, labels)]
    towards = [(i, label) for i, label in sentence.towards.items() if i in in_row]
    return Example(
        sentence, hidden, shown, kept, labels, weights, towards, [(towards_weights or {}).get(label, 1.0) for _, label in towards]
    )


@dataclass
class Batch:
    """Tensors of several examples; places are `[n, 2]`, row and position."""

    ids: Tensor
    mask: Tensor
    source: Tensor
    target: Tensor
    labels: Tensor
    weights: Tensor
    towards: Tensor
    towards_labels: Tensor
    towards_weights: Tensor


def make_batch(
    examples: list[Example],
    subwords: Subwords,
    names: float = 0.0,
    generator: random.Random | None = None,
    hide_types: float = 0.0,
) -> Batch:
    """Puts examples together; a share of them (`names`) shows names, in a share (`hide_types`) all types look alike.

    Without a generator all names are hidden.
    """

    def row_of(example: Example) -> Row:
        show = generator is not None and not example.sentence.labelled_by_name and generator.random() < names
        return example.shown if show else example.hidden

    rows = [row_of(example) for example in examples]
    ids, mask = batch_tensors([row.ids for row in rows], pad_id(subwords))
    other = subwords.ids[OTHER_MENTION]
    for index, row in enumerate(rows):
        if generator is not None and generator.random() < hide_types:
            ids[index, list(row.places.values())] = other

    def places(which: int) -> Tensor:
        found = [[i, row.places[pair[which]]] for i, (e, row) in enumerate(zip(examples, rows)) for pair in e.pairs]
        return torch.tensor(found, dtype=torch.long).reshape(-1, 2)

    towards = [[i, row.places[m]] for i, (e, row) in enumerate(zip(examples, rows)) for m, _ in e.towards]
    return Batch(
        ids,
        mask,
        places(0),
        places(1),
        torch.tensor([label for e in examples for label in e.labels]),
        torch.tensor([w for e in examples for w in e.weights]),
        torch.tensor(towards, dtype=torch.long).reshape(-1, 2),
        torch.tensor([label for e in examples for _, label in e.towards]),
        torch.tensor([w for e in examples for w in e.towards_weights]),
    )


def batches_by_length(examples: list[Example], size: int, generator: random.Random) -> list[list[Example]]:
    """Shuffled batches whose rows have about the same length."""
    shuffled = generator.sample(examples, len(examples))
    batches = []
    for first in range(0, len(shuffled), size * 30):
        chunk = sorted(shuffled[first : first + size * 30], key=lambda e: len(e.shown.ids))
        batches += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    generator.shuffle(batches)
    return batches
