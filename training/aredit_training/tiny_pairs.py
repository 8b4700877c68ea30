"""Makes the tiny model of kind `pair` that the tests of the engine use, and what the reference makes of AREkit's texts.

    python -m aredit_training.tiny_pairs TEST_DATA_FOLDER

It takes the vocabulary of the other tiny models.
"""

import argparse
import json
import re
from pathlib import Path

import numpy as np
import torch

from .model_folder import ShippedModel, _rounded, _write_lines, about, write_model_folder
from .onnx_graph import build_graph
from .subwords import END, START, Subwords
from .tiny import tiny_encoder, tiny_head

MASKS = {"#S": "<source>", "#O": "<target>", "#E": "<other>"}
_MARK = re.compile(r"(?:(?<=^)|(?<= ))#[SOE](?= |$)")

# Sentence, its mentions (marked), the pair (source, target), AREkit's text_a and text_b.
CASES = [
    (
        "[Россия]LOC поддержала [Сирию]LOC, а [США]LOC осудили её.",
        (0, 1),
        "#S поддержала #O , а #E осудили её.",
        "#S к #O в контексте : << #S поддержала #O >>",
    ),
    (
        "[Россия]LOC поддержала [Сирию]LOC, а [США]LOC осудили её.",
        (2, 0),
        "#O поддержала #E , а #S осудили её.",
        "#S к #O в контексте : << #S поддержала #E , а #O >>",
    ),
    (
        "😀 «[Ё\u0308лкин]PER» \u2014 не #S и не #SOS для [НАТО]ORG",
        (1, 0),
        "😀 « #O » \u2014 не #S и не #SOS для #S",
        "#S к #O в контексте : << #S » \u2014 не #S и не #SOS для #O >>",
    ),
    (
        "[А]PER и [Б]PER " + "длинный текст " * 30 + "конец",
        (0, 1),
        "#S и #O " + "длинный текст " * 30 + "конец",
        "#S к #O в контексте : << #S и #O >>",
    ),
]


def encode(text: str, subwords: Subwords) -> list[int]:
    """Ids of a text in which marks stand for mentions."""
    ids, position = [], 0
    for match in _MARK.finditer(text):
        ids += subwords.of_stretch(text, position, match.start())
        ids.append(subwords.ids[MASKS[match[0]]])
        position = match.end()
    return ids + subwords.of_stretch(text, position)


def pair_row(text_a: str, text_b: str, subwords: Subwords, longest: int) -> list[int]:
    """The row of a pair, shortened at the end of the longer text until it fits."""
    a, b = encode(text_a, subwords), encode(text_b, subwords)
    while len(a) + len(b) + 3 > longest:
        (a if len(a) >= len(b) else b).pop()
    end = subwords.ids[END]
    return [subwords.ids[START], *a, end, *b, end]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("test_data", type=Path)
    test_data = parser.parse_args().test_data
    torch.manual_seed(12)
    models = test_data / "models"
    subwords = Subwords(json.loads((models / "tiny-attitudes" / "tokenizer.json").read_text(encoding="utf-8")))
    longest = 64
    manifest = {
        "version": "0.0.1",
        "licence": "MIT",
        "maxSubwords": longest,
        "title": "Tiny pair model for tests (random weights)",
        "task": "attitudes",
        "input": {
            "kind": "pair",
            "prompt": "nli_m",
            "masks": {"source": "<source>", "target": "<target>", "other": "<other>"},
        },
        "labels": ["neutral", "negative", "positive"],
        "temperature": 1,
        "thresholds": {
            "attitude": {"positive": 0.4, "negative": 0.4},
            "opinion": {"gather": "noisy-or", "positive": 0.5, "negative": 0.5},
        },
    }
    folder = models / "tiny-pairs"
    encoder = tiny_encoder(subwords, longest)
    write_model_folder(folder, build_graph(encoder, tiny_head(32, 3), "pair"), subwords, manifest)
    model = ShippedModel(folder)
    lines: list[dict] = [{"about": about()}]
    for marked, (source, target), text_a, text_b in CASES:
        ids = pair_row(text_a, text_b, model.subwords, longest)
        feeds = {"input_ids": np.array([ids]), "attention_mask": np.ones((1, len(ids)), np.int64)}
        logits = model.session.run(["logits"], feeds)[0]
        line = {"marked": marked, "source": source, "target": target, "ids": ids, "logits": _rounded(logits)[0]}
        lines.append(line)
    _write_lines(test_data / "parity" / "tiny-pairs.jsonl", lines)


if __name__ == "__main__":
    main()
