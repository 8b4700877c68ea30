"""Trains the heads of the attitude model on RuSentRel, over states of an encoder that is finished and quantised.

The encoder reads every sentence once, as int8 and one row a run, exactly as it will in use; what the heads learn is
therefore free of the error of quantisation, and a pass over the corpus takes seconds.
"""

import copy
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .attitude_model import AttitudeModel, Example, label_weights
from .name_head import NameHead, name_ids, name_vectors
from .subwords import Subwords

# (document, source, target): whom a pair of mentions is about
Key = tuple[str, object, object]

_SENTENCES = 30
_READING_SHARE = 0.1
_STRANGERS = 256


@dataclass
class FrozenSentence:
    """What the heads see of a sentence: states and name vectors `[mentions, hidden]`, and its pairs as indices."""

    states: Tensor
    names: Tensor
    source: Tensor
    target: Tensor
    labels: Tensor
    weights: Tensor
    keys: list[Key]


def freeze(
    examples: Sequence[Example], states_of: Callable[[list[int]], Tensor], words: Tensor, subwords: Subwords
) -> list[FrozenSentence]:
    """Sentences as the finished encoder reads them; `states_of` gives the states `[length, hidden]` of a row of ids."""
    frozen = []
    for e in examples:
        mentions = sorted({m for pair in e.pairs for m in pair})
        index = {m: i for i, m in enumerate(mentions)}
        names = name_ids(e.sentence, subwords)
        group = [m.group for m in e.sentence.mentions]
        frozen.append(
            FrozenSentence(
                states_of(e.hidden.ids)[[e.hidden.places[m] for m in mentions]].clone(),
                name_vectors(words, [names[m] for m in mentions]),
                torch.tensor([index[s] for s, _ in e.pairs]),
                torch.tensor([index[t] for _, t in e.pairs]),
                torch.tensor(e.labels),
                torch.tensor(e.weights),
                [(e.sentence.document, group[s], group[t]) for s, t in e.pairs],
            )
        )
    return frozen


class Heads(nn.Module):
    """The reading head, as pretraining left it, and the head of the names."""

    def __init__(self, model: AttitudeModel, dropout: float):
        super().__init__()
        self.reading = nn.ModuleList(copy.deepcopy(layer) for layer in model.pair_head)
        self.names = NameHead(model.encoder.sizes.hidden, dropout)

    def forward(self, states: Tensor, names: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """Logits `[pairs, 3]`; `states` and `names` are `[mentions, hidden]`, `source` and `target` index them."""
        hidden, label = self.reading
        s, t = states[source], states[target]
        read = label(F.gelu(hidden(torch.cat([s, t, s * t], dim=1))))
        return read + self.names(names, source, target)

    def shifted(self, bias: list[float]) -> "Heads":
        """The same heads with `bias` added to their logits."""
        moved = copy.deepcopy(self)
        with torch.no_grad():
            moved.reading[-1].bias += torch.tensor(bias)
        return moved


@dataclass
class HeadCorpora:
    """What the heads learn from: whole documents; sentences with gold opinions; contexts labelled by known pairs."""

    documents: list[list[FrozenSentence]]
    opinions: list[FrozenSentence]
    contexts: list[FrozenSentence]


@dataclass
class HeadOptions:
    """How the heads are trained; the values here are those of the shipped model."""

    seed: int = 1
    passes: int = 28
    heads_rate: float = 1e-3
    heads_dropout: float = 0.3
    names_dropped: float = 0.3
    names_quiet: float = 1.0
    contexts_share: float = 0.5
    beside: int = 16


def train_heads(model: AttitudeModel, corpora: HeadCorpora, options: HeadOptions) -> Heads:
    """Heads trained on opinions of whole documents, with some of the other sentences beside each.

    A share (`names_dropped`) of the sentences has its names left out, so that the reading head goes on reading.
    Names put together at random are pressed to say nothing (`names_quiet`), so that only those speak that something is
    known of.
    """
    generator = random.Random(options.seed)
    torch.manual_seed(options.seed)
    heads = Heads(model, options.heads_dropout)
    counts = Counter(label for document in corpora.documents for label in opinions_of(document).values())
    by_label = label_weights(counts)
    weights = torch.tensor([by_label[label] for label in range(3)])
    everybody = distinct_names(corpora)
    optimizer = torch.optim.AdamW(
        [{"params": heads.reading.parameters(), "rate": options.heads_rate * _READING_SHARE},
         {"params": heads.names.parameters(), "rate": options.heads_rate}],
        lr=options.heads_rate,
        weight_decay=0.05,
    )

    def logits_of(sentences: list[FrozenSentence]) -> Tensor:
        starts = torch.tensor([0] + [len(s.states) for s in sentences]).cumsum(0).tolist()
        kept = [s.names * (generator.random() >= options.names_dropped) for s in sentences]
        return heads(
            torch.cat([s.states for s in sentences]),
            torch.cat(kept),
            torch.cat([s.source + start for s, start in zip(sentences, starts)]),
            torch.cat([s.target + start for s, start in zip(sentences, starts)]),
        )

    def loss_of(sentences: list[FrozenSentence]) -> Tensor:
        labels, own = torch.cat([s.labels for s in sentences]), torch.cat([s.weights for s in sentences])
        return (F.cross_entropy(logits_of(sentences), labels, reduction="none") * own).mean()

    steps, done, lost = options.passes * len(corpora.documents), 0, 0.0
    heads.train()
    for number in range(options.passes):
        for document in generator.sample(corpora.documents, len(corpora.documents)):
            chosen = generator.sample(document, min(len(document), _SENTENCES))
            loss = document_loss(logits_of(chosen), chosen, weights)
            lost += float(loss.detach())
            if corpora.opinions:
                loss = loss + loss_of(generator.sample(corpora.opinions, min(options.beside, len(corpora.opinions))))
            if corpora.contexts:
                some = generator.sample(corpora.contexts, min(options.beside, len(corpora.contexts)))
                loss = loss + options.contexts_share * loss_of(some)
            loss = loss + options.names_quiet * strangers_loss(heads.names, everybody)
            done += 1
            share = min(1.0, done / (0.1 * steps)) * max(0.02, 1 - done / steps)
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * share
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        if (number + 1) % 7 == 0 or number + 1 == options.passes:
            print(f"  pass {number + 1} loss {lost / done:.3f}", flush=True)
    return heads.eval()


def distinct_names(corpora: HeadCorpora) -> Tensor:
    """The vector of every name, once each: `[names, hidden]`."""
    sentences = [*(s for document in corpora.documents for s in document), *corpora.opinions, *corpora.contexts]
    return torch.unique(torch.cat([s.names for s in sentences]), dim=0)


def strangers_loss(head: NameHead, everybody: Tensor) -> Tensor:
    """How much names drawn at random say of each other: the square of their logits, whose mean means nothing."""
    drawn = everybody[torch.randint(len(everybody), (2 * _STRANGERS,))]
    first = torch.arange(_STRANGERS)
    logits = head(drawn, first, first + _STRANGERS)
    return (logits - logits.mean(dim=1, keepdim=True)).square().sum(dim=1).mean()


def opinions_of(document: Sequence[FrozenSentence]) -> dict[Key, int]:
    """The label of every pair of entities that shares a sentence."""
    return {key: label for s in document for key, label in zip(s.keys, s.labels.tolist())}


def document_loss(logits: Tensor, sentences: Sequence[FrozenSentence], weights: Tensor) -> Tensor:
    """Cross entropy of opinions: a pair of entities scores the log-sum-exp over its mention pairs, neutral scores 0.

    So one mention that speaks suffices for an opinion, and the silent ones are not pressed to speak.
    """
    margins = (logits[:, 1:] - logits[:, :1]).clamp(-12, 12)
    labels = opinions_of(sentences)
    number = {key: index for index, key in enumerate(labels)}
    owner = torch.tensor([number[key] for s in sentences for key in s.keys])
    scores = torch.zeros(len(number), 2).index_add(0, owner, margins.exp()).clamp(min=1e-6).log()
    with_neutral = torch.cat([torch.zeros(len(number), 1), scores], dim=1)
    return F.cross_entropy(with_neutral, torch.tensor(list(labels.values())), weight=weights)
