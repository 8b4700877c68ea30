"""The peers of the benchmark: one model, whoever runs it."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from aredit_training.benchmark_peers import LONGEST, OnnxPeer, TorchPeer, make, with_masks
from aredit_training.subwords import Subwords
from aredit_training.tiny_pairs import pair_row

SHIPPED = Path(__file__).parents[2] / "test" / "data" / "models" / "tiny-attitudes"
PAIRS = [
    ("#S поддержала #O , а #E осудили её.", "#S к #O в контексте : << #S поддержала #O >>"),
    ("#O — не #E, сказал Ёлкин", "#S к #O в контексте : << #O — не #E >>"),
    ("Это #S и #O", "#S к #O в контексте : << #S и #O >>"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("peers")
    assert {name: make(SHIPPED, made)[name] for name in ("layers", "hidden", "heads")} == {
        "layers": 2,
        "hidden": 32,
        "heads": 4,
    }
    return made


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    return [(with_masks(first), with_masks(second)) for first, second in PAIRS]


def test_a_tokenizer_that_works_alone_cuts_as_the_engine_does(folder: Path, texts: list[tuple[str, str]]):
    subwords = Subwords(json.loads((folder / "pairs" / "tokenizer.json").read_text(encoding="utf-8")))
    tokenizer = OnnxPeer(folder, "model", 1).tokenizer
    assert [tokenizer.encode(*pair).ids for pair in texts] == [pair_row(*pair, subwords, LONGEST) for pair in PAIRS]


@pytest.mark.parametrize("by_length", [False, True])
def test_torch_says_what_onnxruntime_says(folder: Path, texts: list[tuple[str, str]], by_length: bool):
    expected = OnnxPeer(folder, "model", 1)(texts)
    assert np.ptp(expected[:, 0]) > 0.01
    assert np.abs(TorchPeer(folder, torch.float32, 1, by_length)(texts) - expected).max() < 1e-4


def test_eight_bits_say_about_the_same(folder: Path, texts: list[tuple[str, str]]):
    exact, rough = (OnnxPeer(folder, graph, 1)(texts) for graph in ("model", "model_quantized"))
    assert 0 < np.abs(rough - exact).max() < 0.2 * np.ptp(exact)
