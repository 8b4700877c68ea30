"""One model out of several: it learns what they say together of sentences that are mostly without labels."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn import functional as F

from .attitude_model import AttitudeModel, Example, batches_by_length, corpus_weights, make_batch, make_example
from .corpora.sentence import NEUTRAL, Sentence
from .encoder import mixed_precision
from .subwords import Subwords

_AT_ONCE = 16


@dataclass
class Lesson:
    """A sentence with all its pairs, and how probable the teachers find their labels: `[pairs, 3]`."""

    example: Example
    probable: Tensor


def with_all_pairs(sentence: Sentence) -> Sentence:
    """The sentence with every ordered pair of its mentions; those that it does not speak of weigh nothing."""
    every = list(itertools.permutations(range(len(sentence.mentions)), 2))
    silent = {pair: 0.0 for pair in every if pair not in sentence.pairs}
    pairs = {pair: sentence.pairs.get(pair, NEUTRAL) for pair in every}
    return replace(sentence, pairs=pairs, weights={**sentence.weights, **silent})


def lessons_of(
    sentences: list[Sentence], teachers: Sequence[AttitudeModel], subwords: Subwords, longest: int
) -> list[Lesson]:
    """What the teachers say of every pair of a corpus, on average and with the names hidden.

    Labels that the corpus has of its own are balanced within it.
    """
    weights = corpus_weights(sentences)
    examples = [make_example(with_all_pairs(s), subwords, longest, *weights) for s in sentences]
    lessons = []
    for batch in batches_by_length([e for e in examples if e.pairs], _AT_ONCE, random.Random(0)):
        tensors = make_batch(batch, subwords)
        with torch.no_grad(), mixed_precision():
            states = [teacher.encoder(tensors.ids, tensors.mask) for teacher in teachers]
            logits = [t.pair_logits(s, tensors.source, tensors.target) for t, s in zip(teachers, states)]
        probable = torch.stack([each.float().softmax(dim=1) for each in logits]).mean(0)
        lessons += map(Lesson, batch, probable.split([len(e.pairs) for e in batch]))
    return lessons


def lesson_loss(pair_logits: Tensor, probable: Sequence[Tensor]) -> Tensor:
    """Cross entropy of logits `[pairs, 3]` with what the teachers find probable, sentence by sentence."""
    return F.cross_entropy(pair_logits, torch.cat(list(probable)))
