"""Makes the tiny models that the tests of the engine use: right in form, random in substance.

    python -m aredit_training.tiny WORK_FOLDER TEST_DATA_FOLDER
"""

import argparse
import json
from pathlib import Path

import torch
from torch import nn

from .encoder import Encoder, EncoderSizes
from .name_head import NameHead
from .model_folder import sentence_input, write_model_folder, write_pairs_parity, write_words_parity
from .onnx_graph import build_graph
from .parity_texts import MARKED, long_text, unmark
from .rows import pad_id
from .subwords import Subwords, build_tokenizer

_PIECES = 2_500
_SEED = 11
_ENTITY_LABELS = ["O"] + [f"{place}-{kind}" for kind in ("PER", "ORG", "LOC", "GEOPOLIT") for place in "BI"]


def tiny_subwords(whole: Subwords) -> Subwords:
    """The first pieces of the vocabulary, which are its likeliest, and all single characters."""
    pieces = [(piece, round(score, 4)) for piece, score in whole.content["model"]["vocab"]]
    kept = {piece for piece, _ in pieces[:_PIECES]} | {piece for piece, _ in pieces if len(piece.lstrip("▁")) <= 1}
    return Subwords(build_tokenizer([pair for pair in pieces if pair[0] in kept]))


def tiny_encoder(subwords: Subwords, longest: int) -> Encoder:
    """Two layers of random weights, large enough that logits differ visibly from row to row."""
    encoder = Encoder(EncoderSizes(len(subwords.ids), 32, 2, 4, 64, longest))
    for name, parameter in encoder.named_parameters():
        if parameter.dim() == 2 and "own" not in name:
            nn.init.normal_(parameter, std=0.25)
    nn.init.normal_(encoder.words, std=0.5)
    return encoder


def tiny_head(*sizes: int) -> list[nn.Linear]:
    """Random linear layers with weights so large that every label wins somewhere."""
    head = [nn.Linear(inputs, outputs) for inputs, outputs in zip(sizes, sizes[1:])]
    for linear in head:
        nn.init.normal_(linear.weight, std=0.3)
    return head


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("test_data", type=Path)
    arguments = parser.parse_args()
    torch.manual_seed(_SEED)
    content = json.loads((arguments.work / "cut" / "tokenizer.json").read_text(encoding="utf-8"))
    subwords = tiny_subwords(Subwords(content))
    longest = 64
    encoder = tiny_encoder(subwords, longest)
    common = {"version": "0.0.1", "licence": "MIT", "maxSubwords": longest}

    folder = arguments.test_data / "models" / "tiny-attitudes"
    head = tiny_head(96, 32, 3)
    manifest = {
        **common,
        "title": "Tiny attitude model for tests (random weights)",
        "task": "attitudes",
        "input": sentence_input(names=False),
        "labels": ["neutral", "positive", "negative"],
        "temperature": 1.5,
        "thresholds": {
            "attitude": {"positive": 0.4, "negative": 0.4},
            "opinion": {"gather": "sum", "positive": 0.6, "negative": 0.7},
        },
    }
    write_model_folder(folder, build_graph(encoder, head, "sentence"), subwords, manifest)
    marked = [unmark(text) for text in [*MARKED, long_text(60)]]
    write_pairs_parity(arguments.test_data / "parity" / "tiny-attitudes.jsonl", folder, marked)

    named = {**manifest, "title": "Tiny attitude model that takes names, for tests (random weights)"}
    named["input"] = sentence_input(names=True)

    folder = arguments.test_data / "models" / "tiny-entities"
    manifest = {
        **common,
        "title": "Tiny entity model for tests (random weights)",
        "task": "entities",
        "input": {"kind": "words"},
        "labels": _ENTITY_LABELS,
        "temperature": 1.0,
    }
    head = tiny_head(32, len(_ENTITY_LABELS))
    write_model_folder(folder, build_graph(encoder, head, "words"), subwords, manifest)
    write_words_parity(arguments.test_data / "parity" / "tiny-entities.jsonl", folder, [text for text, _ in marked])

    folder = arguments.test_data / "models" / "tiny-named"
    names = NameHead(32)
    for linear in (names.hidden, names.label):
        nn.init.normal_(linear.weight, std=0.3)
    head = tiny_head(96, 32, 3)
    graph = build_graph(encoder, head, "sentence", names=names.eval(), pad=pad_id(subwords))
    write_model_folder(folder, graph, subwords, named)
    write_pairs_parity(arguments.test_data / "parity" / "tiny-named.jsonl", folder, marked)


if __name__ == "__main__":
    main()
