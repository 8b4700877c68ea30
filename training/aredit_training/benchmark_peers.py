"""Peers of the engine for `scripts/benchmarkPeers.mjs`: one pair model, run as others run such models.

    python -m aredit_training.benchmark_peers make SHIPPED_FOLDER OUT_FOLDER
    python -m aredit_training.benchmark_peers serve PEER THREADS OUT_FOLDER BLOCKS_FILE

`make` writes a model of kind `pair` with random weights (speed does not depend on them), of the size and the number
format of the shipped one. `serve` reads requests from stdin, a JSON object a line, and answers on stdout alike.
"""

import argparse
import json
import re
import sys
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from tokenizers import Encoding, Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from .encoder import Encoder, EncoderSizes
from .model_folder import write_model_folder
from .onnx_graph import build_graph
from .subwords import END, PAD, START, Subwords
from .tiny_pairs import MASKS, pair_row

LONGEST = 256
PADDED = 128
_MARK = re.compile(r"(?:(?<=^)|(?<= ))#[SOE](?= |$)")


# Making the model


def sizes_of(graph: onnx.GraphProto) -> tuple[EncoderSizes, dict[str, list[int]]]:
    """The shape of a shipped encoder and the channels that it keeps in float32."""
    shapes = {constant.name: list(constant.dims) for constant in graph.initializer}
    constants = {c.name: c for c in graph.initializer}
    vocabulary, hidden = shapes["words_table"]
    sizes = EncoderSizes(
        vocabulary,
        hidden,
        sum(node.output[0].endswith("_attention_norm") for node in graph.node),
        int(numpy_helper.to_array(constants["by_heads"])[2]),
        shapes["layer0_feed_in_weight"][1],
        shapes["positions_table"][0],
    )
    loud = {
        name.removesuffix("_loud"): numpy_helper.to_array(constant).tolist()
        for name, constant in constants.items()
        if name.endswith("_loud")
    }
    return sizes, loud


def random_model(sizes: EncoderSizes) -> tuple[Encoder, list[nn.Linear]]:
    """Weights so large that the logits of different rows differ."""
    torch.manual_seed(3)
    encoder = Encoder(sizes).eval()
    nn.init.normal_(encoder.words, std=0.5)
    for layer in encoder.layers:
        for linear in (layer.qkv, layer.attention_out, layer.feed_in, layer.feed_out):
            nn.init.normal_(linear.weight, std=1.5 * sizes.hidden**-0.5)
    head = [nn.Linear(sizes.hidden, sizes.hidden), nn.Linear(sizes.hidden, 3)]
    for linear in head:
        nn.init.normal_(linear.weight, std=1.5 * sizes.hidden**-0.5)
    return encoder, head


def plain_tokenizer(subwords: Subwords) -> dict:
    """The vocabulary as a `tokenizer.json` that cuts whole texts and pairs by itself, for libraries that expect one.

    It cuts nearly as the engine does; where it does not, rows differ a little and are left out of comparisons.
    """
    content = json.loads(json.dumps(subwords.content))
    for token in content["added_tokens"]:
        token["lstrip"] = token["content"] in MASKS.values()
    word = r"[\p{L}\p{M}\p{N}_]+"
    sign = r"[^\p{L}\p{M}\p{N}_\p{Z}\p{C}]"
    return {
        **content,
        "truncation": {"direction": "Right", "max_length": LONGEST, "strategy": "LongestFirst", "stride": 0},
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "NFKC"},
                {"type": "Replace", "pattern": {"String": "ё"}, "content": "е"},
                {"type": "Replace", "pattern": {"String": "Ё"}, "content": "Е"},
                {"type": "Replace", "pattern": {"Regex": r"[\p{Z}\p{C}]+"}, "content": " "},
            ],
        },
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [
                {"type": "Split", "pattern": {"Regex": f" ?(?:{word}|{sign})"}, "behavior": "Isolated", "invert": False},
                {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "never", "split": False},
            ],
        },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [_special(START, 0), {"Sequence": {"id": "A", "type_id": 0}}, _special(END, 0)],
            "pair": [
                _special(START, 0),
                {"Sequence": {"id": "A", "type_id": 0}},
                _special(END, 0),
                {"Sequence": {"id": "B", "type_id": 0}},
                _special(END, 0),
            ],
            "special_tokens": {
                name: {"id": name, "ids": [subwords.ids[name]], "tokens": [name]} for name in (START, END)
            },
        },
    }


def _special(name: str, kind: int) -> dict:
    return {"SpecialToken": {"id": name, "type_id": kind}}


def make(shipped: Path, out: Path) -> dict:
    """Writes all forms of the model; returns what a table should say of it."""
    model = onnx.load(str(shipped / "model.onnx"))
    sizes, loud = sizes_of(model.graph)
    sizes.positions = max(sizes.positions, LONGEST)
    encoder, head = random_model(sizes)
    subwords = Subwords(json.loads((shipped / "tokenizer.json").read_text(encoding="utf-8")))
    manifest = {
        "version": "0.0.1",
        "title": "Pair model with random weights",
        "licence": "MIT",
        "task": "attitudes",
        "maxSubwords": LONGEST,
        "input": {
            "kind": "pair",
            "prompt": "nli_m",
            "masks": {"source": MASKS["#S"], "target": MASKS["#O"], "other": MASKS["#E"]},
        },
        "labels": ["neutral", "positive", "negative"],
        "temperature": 1,
        "thresholds": {
            "attitude": {"positive": 0.5, "negative": 0.5},
            "opinion": {"gather": "sum", "positive": 0.5, "negative": 0.5},
        },
    }
    quantised = build_graph(encoder, head, "pair", loud=loud)
    write_model_folder(out / "pairs", quantised, subwords, manifest)

    # As Hugging Face's libraries expect a model.
    plain = out / "plain"
    (plain / "onnx").mkdir(parents=True, exist_ok=True)
    onnx.save(build_graph(encoder, head, "pair", quantised=False), str(plain / "onnx" / "model.onnx"))
    onnx.save(quantised, str(plain / "onnx" / "model_quantized.onnx"))
    (plain / "tokenizer.json").write_text(json.dumps(plain_tokenizer(subwords), ensure_ascii=False), encoding="utf-8")
    names = {"bos_token": START, "eos_token": END, "pad_token": PAD, "sep_token": END, "cls_token": START}
    config = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": LONGEST, **names}
    (plain / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    (plain / "config.json").write_text(json.dumps({"model_type": "bert"}), encoding="utf-8")
    state = {"sizes": asdict(sizes), "encoder": encoder.state_dict(), "head": nn.ModuleList(head).state_dict()}
    torch.save(state, out / "torch.pt")
    return {
        **asdict(sizes),
        "parameters": sum(p.numel() for p in [*encoder.parameters(), encoder.words]),
        "python": sys.version.split()[0],
        "onnxruntime": onnxruntime.__version__,
        "torch": torch.__version__,
        "threads": torch.get_num_threads(),
        "bfloat16": torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported(),
    }


# Peers: each turns pairs of texts into logits, in order


class OnnxPeer:
    """Rust's `tokenizers` and onnxruntime, one pair at a time."""

    def __init__(self, folder: Path, graph: str, threads: int):
        self.tokenizer = Tokenizer.from_file(str(folder / "plain" / "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        if graph == "model_quantized":
            # Higher levels fuse what is laid out for speed.
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        path = str(folder / "plain" / "onnx" / f"{graph}.onnx")
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def __call__(self, texts: list[tuple[str, str]]) -> np.ndarray:
        logits = []
        for first, second in texts:
            ids = np.array([self.tokenizer.encode(first, second).ids])
            feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
            logits.append(self.session.run(["logits"], feeds)[0][0])
        return np.stack(logits)


class TorchPeer:
    """torch, in batches: of 8 padded to 128 as they come, or of 16 sorted by length and padded to their longest."""

    def __init__(self, folder: Path, kind: torch.dtype, threads: int, by_length: bool):
        if threads:
            torch.set_num_threads(threads)
        self.by_length = by_length
        self.tokenizer = Tokenizer.from_file(str(folder / "plain" / "tokenizer.json"))
        if not by_length:
            self.tokenizer.enable_truncation(PADDED)
        kept = torch.load(folder / "torch.pt", weights_only=True)
        sizes = EncoderSizes(**kept["sizes"])
        self.encoder = Encoder(sizes)
        self.encoder.load_state_dict(kept["encoder"])
        self.head = nn.ModuleList([nn.Linear(sizes.hidden, sizes.hidden), nn.Linear(sizes.hidden, 3)])
        self.head.load_state_dict(kept["head"])
        self.encoder.eval().to(kind)
        self.head.to(kind)

    def __call__(self, texts: list[tuple[str, str]]) -> np.ndarray:
        rows = self.tokenizer.encode_batch(texts)
        order = list(range(len(rows)))
        if self.by_length:
            order.sort(key=lambda index: len(rows[index].ids))
        size = 16 if self.by_length else 8
        logits = np.empty((len(rows), 3), np.float32)
        for start in range(0, len(rows), size):
            chosen = order[start : start + size]
            logits[chosen] = self._batch([rows[index] for index in chosen])
        return logits

    def _batch(self, rows: list[Encoding]) -> np.ndarray:
        length = max(len(row.ids) for row in rows) if self.by_length else PADDED
        ids = torch.full((len(rows), length), self.tokenizer.token_to_id(PAD))
        mask = torch.zeros(len(rows), length, dtype=torch.bool)
        for index, row in enumerate(rows):
            ids[index, : len(row.ids)] = torch.tensor(row.ids)
            mask[index, : len(row.ids)] = True
        with torch.inference_mode():
            first, second = self.head
            return second(F.gelu(first(self._states(ids, mask)[:, 0]))).float().numpy()

    def _states(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The encoder's states by torch's fused attention, which is the fastest that it has when nothing is trained."""
        encoder = self.encoder
        rows, length = ids.shape
        x = encoder.embedding_norm(F.embedding(ids, encoder.words) + encoder.positions[:length])
        for layer in encoder.layers:
            q, k, v = (part.view(rows, length, layer.heads, -1).transpose(1, 2) for part in layer.qkv(x).chunk(3, -1))
            attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
            x = layer.attention_norm(x + layer.attention_out(attended.transpose(1, 2).reshape(rows, length, -1)))
            x = layer.feed_norm(x + layer.feed_out(F.gelu(layer.feed_in(x))))
        return x


# By name; what makes them gets the model's folder and a number of threads, 0 for as many as they like themselves.
PEERS = {
    "onnx-int8": lambda folder, threads: OnnxPeer(folder, "model_quantized", threads),
    "onnx-fp32": lambda folder, threads: OnnxPeer(folder, "model", threads),
    "torch-fp32-padded": lambda folder, threads: TorchPeer(folder, torch.float32, threads, by_length=False),
    "torch-bf16-padded": lambda folder, threads: TorchPeer(folder, torch.bfloat16, threads, by_length=False),
    "torch-bf16-sorted": lambda folder, threads: TorchPeer(folder, torch.bfloat16, threads, by_length=True),
}


def with_masks(text: str) -> str:
    """A text with the names of the masks for AREkit's marks, and the space that a first word has before it."""
    return " " + _MARK.sub(lambda match: MASKS[match[0]], text)


def serve(name: str, threads: int, folder: Path, blocks_file: Path) -> None:
    """Answers until stdin ends.

    `{"block", "seconds"}`: runs the block again and again for so long, at least once. `{"block", "count"}`: logits of
    its first pairs, their rows, and whether these are the engine's.
    """
    peer = PEERS[name](folder, threads)
    blocks = json.loads(blocks_file.read_text(encoding="utf-8"))
    texts = [[tuple(map(with_masks, pair)) for pair in block["pairs"]] for block in blocks]
    subwords = Subwords(json.loads((folder / "pairs" / "tokenizer.json").read_text(encoding="utf-8")))
    print(json.dumps({"ready": name}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        pairs = texts[request["block"]]
        if "count" in request:
            pairs = pairs[: request["count"]]
            given = blocks[request["block"]]["pairs"][: request["count"]]
            rows = [pair_row(first, second, subwords, LONGEST) for first, second in given]
            ids = [peer.tokenizer.encode(*pair).ids for pair in pairs]
            same = [own == row for own, row in zip(ids, rows)]
            answer = {"logits": peer(pairs).tolist(), "ids": ids, "same": same}
        else:
            done, finite, began, cpu = 0, True, time.perf_counter(), time.process_time()
            while done == 0 or time.perf_counter() - began < request["seconds"]:
                logits = peer(pairs)
                finite = finite and bool(np.isfinite(logits).all())
                done += len(logits)
            spent = {"seconds": time.perf_counter() - began, "cpuSeconds": time.process_time() - cpu}
            answer = {"pairs": done, "finite": finite, **spent}
        print(json.dumps(answer), flush=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("make")
    command.add_argument("shipped", type=Path)
    command.add_argument("out", type=Path)
    command = commands.add_parser("serve")
    command.add_argument("peer", choices=list(PEERS))
    command.add_argument("threads", type=int)
    command.add_argument("out", type=Path)
    command.add_argument("blocks", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "make":
        print(json.dumps(make(arguments.shipped, arguments.out)))
    else:
        serve(arguments.peer, arguments.threads, arguments.out, arguments.blocks)


if __name__ == "__main__":
    main()
