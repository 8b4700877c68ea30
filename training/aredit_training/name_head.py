"""What the names of two mentions add to what is said of them: a small head beside the encoder, which never sees them."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from .corpora.sentence import Sentence
from .subwords import Subwords

LONGEST_NAME = 16
LOUDEST_NAMES = 3.0
_WIDTH = 128


def name_ids(sentence: Sentence, subwords: Subwords) -> list[list[int]]:
    """The subwords of each mention's name, at most `LONGEST_NAME`."""
    return [subwords.of_stretch(sentence.text, m.start, m.end)[:LONGEST_NAME] for m in sentence.mentions]


def name_vectors(words: Tensor, names: Sequence[Sequence[int]]) -> Tensor:
    """The mean of the rows of `words` `[vocabulary, hidden]` of each name; zero where a name is left out."""
    return torch.stack([words[torch.tensor(ids)].mean(0) if len(ids) else torch.zeros(words.shape[1]) for ids in names])


def name_inputs(names: Sequence[Sequence[int]], pairs: Sequence[tuple[int, int]], pad: int) -> dict[str, np.ndarray]:
    """The graph's inputs: names filled up with `pad`, and which of them each end of a pair has."""
    length = max([1, *map(len, names)])
    return {
        "names": np.array([[*ids, *[pad] * (length - len(ids))] for ids in names], np.int64).reshape(-1, length),
        "source_name": np.array([s for s, _ in pairs], np.int64),
        "target_name": np.array([t for _, t in pairs], np.int64),
    }


class NameHead(nn.Module):
    """Logits of a pair by the names of its mentions; 0 where one of them is left out.

    A sum with the reading head's logits, so that leaving the names out leaves what the sentence itself says. No label
    is moved further than `LOUDEST_NAMES` from their mean, so that a sentence that is plain enough is heard.
    """

    def __init__(self, hidden: int, dropout: float = 0.3):
        super().__init__()
        self.norm = nn.LayerNorm(hidden)
        self.hidden = nn.Linear(3 * hidden, _WIDTH)
        self.label = nn.Linear(_WIDTH, 3)
        self.dropout = nn.Dropout(dropout)
        # What the sentence says comes first: names begin to count as they are learned.
        nn.init.zeros_(self.label.weight)
        nn.init.zeros_(self.label.bias)

    def forward(self, vectors: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """`vectors` are `[names, hidden]`, `source` and `target` `[pairs]` say which; logits are `[pairs, 3]`."""
        given = (vectors != 0).any(dim=1, keepdim=True)
        normed = self.dropout(self.norm(vectors) * given)
        s, t = normed[source], normed[target]
        hidden = nn.functional.gelu(self.hidden(torch.cat([s, t, s * t], dim=1)))
        logits = self.label(self.dropout(hidden))
        bounded = LOUDEST_NAMES * torch.tanh((logits - logits.mean(dim=1, keepdim=True)) / LOUDEST_NAMES)
        return bounded * (given[source] & given[target])
