"""The encoder of both tasks: a plain BERT in torch, small enough to be read, started from the base weights."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .base_weights import BaseWeights, download_base_weights, read_base_weights
from .subwords import Subwords, cut_vocabulary


@dataclass
class EncoderSizes:
    """Shape of an encoder; `positions` is the longest row."""

    vocabulary: int
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float = 1e-12


def mixed_precision() -> torch.autocast:
    """bfloat16 where the processor computes in it; elsewhere it would be emulated, 15 times slower than float32."""
    fast = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.autocast("cpu", torch.bfloat16, enabled=fast)


class Layer(nn.Module):
    """Self-attention and feed-forward, each followed by its sum with the input and a layer normalization."""

    def __init__(self, sizes: EncoderSizes, dropout: float):
        super().__init__()
        hidden = sizes.hidden
        self.heads = sizes.heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.attention_out = nn.Linear(hidden, hidden)
        self.attention_norm = nn.LayerNorm(hidden, eps=sizes.epsilon)
        self.feed_in = nn.Linear(hidden, sizes.feed_forward)
        self.feed_out = nn.Linear(sizes.feed_forward, hidden)
        self.feed_norm = nn.LayerNorm(hidden, eps=sizes.epsilon)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` is `[rows, length, hidden]`, `mask` `[rows, 1, 1, length]`, true where a subword stands."""
        rows, length, hidden = x.shape
        q, k, v = (
            part.view(rows, length, self.heads, hidden // self.heads).transpose(1, 2)
            for part in self.qkv(x).chunk(3, dim=-1)
        )
        # Written out: on a CPU in bfloat16 the fused attention's backward pass is several times slower than this.
        scores = torch.matmul(q, k.transpose(-1, -2)) * (hidden // self.heads) ** -0.5
        attended = torch.matmul(scores.masked_fill(~mask, -3e4).softmax(-1).to(v.dtype), v)
        attended = self.attention_out(attended.transpose(1, 2).reshape(rows, length, hidden))
        x = self.attention_norm(x + F.dropout(attended, self.dropout, self.training))
        fed = self.feed_out(F.gelu(self.feed_in(x)))
        return self.feed_norm(x + F.dropout(fed, self.dropout, self.training))


class Encoder(nn.Module):
    """Subword ids to hidden states. The word embeddings are frozen; only `own_rows` of them are trained.

    Frozen embeddings halve the time of a step, and words that the training data lack keep their place.
    """

    def __init__(self, sizes: EncoderSizes, own_rows: int = 0, dropout: float = 0.1):
        super().__init__()
        self.sizes = sizes
        self.dropout = dropout
        self.register_buffer("words", torch.randn(sizes.vocabulary, sizes.hidden) * 0.02)
        self.own_words = nn.Parameter(torch.zeros(own_rows, sizes.hidden))
        self.positions = nn.Parameter(torch.randn(sizes.positions, sizes.hidden) * 0.02)
        self.embedding_norm = nn.LayerNorm(sizes.hidden, eps=sizes.epsilon)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))

    def word_table(self) -> Tensor:
        """The whole embedding table, the trained change of the first rows included."""
        table = self.words.clone()
        table[: len(self.own_words)] += self.own_words
        return table

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Hidden states `[rows, length, hidden]` of `ids`; `mask` is 1 where a subword stands."""
        x = F.embedding(ids, self.words)
        if len(self.own_words):
            own = ids < len(self.own_words)
            change = F.embedding(ids.clamp(max=len(self.own_words) - 1), self.own_words)
            x = x + change * own.unsqueeze(-1)
        x = self.embedding_norm(x + self.positions[: ids.shape[1]])
        x = F.dropout(x, self.dropout, self.training)
        attended = mask.bool()[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attended)
        return x

    def freeze_lower(self, layers: int) -> None:
        """Stops training the positions and the first `layers`, which saves their backward pass."""
        if layers:
            for part in (self.embedding_norm, *self.layers[:layers]):
                part.requires_grad_(False)
            self.positions.requires_grad_(False)


def encoder_from_base(
    base: BaseWeights, word_rows: np.ndarray, layers: int, positions: int, own_rows: int, dropout: float = 0.1
) -> Encoder:
    """The first `layers` of the base encoder over a cut vocabulary; token type 0 is added to the positions."""
    sizes = EncoderSizes(
        len(word_rows), base.hidden, layers, base.heads, base.feed_forward, positions, max(base.epsilon, 1e-12)
    )
    encoder = Encoder(sizes, own_rows, dropout)
    tensors = {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in base.tensors.items()}
    encoder.words.copy_(torch.from_numpy(word_rows))
    with torch.no_grad():
        encoder.positions.copy_(tensors["emb.pos"][:positions] + tensors["emb.type"][0])
        _copy_pair(encoder.embedding_norm, tensors["emb.ln.w"], tensors["emb.ln.b"])
        for index, layer in enumerate(encoder.layers):
            part = {name.split(".", 1)[1]: t for name, t in tensors.items() if name.startswith(f"l{index}.")}
            _copy_pair(
                layer.qkv,
                torch.cat([part["q.w"], part["k.w"], part["v.w"]]),
                torch.cat([part["q.b"], part["k.b"], part["v.b"]]),
            )
            _copy_pair(layer.attention_out, part["ao.w"], part["ao.b"])
            _copy_pair(layer.attention_norm, part["aln.w"], part["aln.b"])
            _copy_pair(layer.feed_in, part["fi.w"], part["fi.b"])
            _copy_pair(layer.feed_out, part["fo.w"], part["fo.b"])
            _copy_pair(layer.feed_norm, part["oln.w"], part["oln.b"])
    return encoder


def _copy_pair(module: nn.Module, weight: Tensor, bias: Tensor) -> None:
    module.weight.copy_(weight)
    module.bias.copy_(bias)


def save_cut_base(folder: Path, subwords: Subwords, encoder: Encoder) -> None:
    """Keeps a cut base model, so that both tasks start from the same vocabulary and weights."""
    folder.mkdir(parents=True, exist_ok=True)
    subwords.save(folder / "tokenizer.json")
    torch.save({"sizes": asdict(encoder.sizes), "state": encoder.state_dict()}, folder / "encoder.pt")


def load_cut_base(
    folder: Path, layers: int | None = None, positions: int | None = None, dropout: float = 0.1
) -> tuple[Subwords, Encoder]:
    """The cut base model of `folder`, only its first `layers` and `positions` if these are given."""
    import json

    subwords = Subwords(json.loads((folder / "tokenizer.json").read_text(encoding="utf-8")))
    kept = torch.load(folder / "encoder.pt", weights_only=True)
    sizes = EncoderSizes(**kept["sizes"])
    sizes.layers = layers or sizes.layers
    sizes.positions = positions or sizes.positions
    state = kept["state"]
    encoder = Encoder(sizes, own_rows=len(state["own_words"]), dropout=dropout)
    state["positions"] = state["positions"][: sizes.positions]
    wanted = encoder.state_dict().keys()
    encoder.load_state_dict({name: values for name, values in state.items() if name in wanted})
    return subwords, encoder


def cut_base(weights_folder: Path, texts, vocabulary: int, positions: int = 512) -> tuple[Subwords, Encoder]:
    """Downloads, dequantises and cuts the base model; all layers are kept."""
    base = read_base_weights(download_base_weights(weights_folder))
    subwords, rows = cut_vocabulary(base, texts, vocabulary)
    own_rows = next(i for i, (piece, _) in enumerate(subwords.content["model"]["vocab"]) if i > 3 and piece[0] != "<")
    return subwords, encoder_from_base(base, rows, base.layers, positions, own_rows)
