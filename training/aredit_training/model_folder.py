"""Writes model folders and parity files as models/README.md describes them."""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import tokenizers
import torch

from . import subwords as cutting
from .corpora.sentence import Mention, Sentence
from .name_head import LONGEST_NAME, name_ids, name_inputs
from .rows import OTHER_MENTION, TOKEN_OF_TYPE, pad_id, sentence_row, words_row
from .subwords import Subwords
from .words import split_words, utf16_offsets


def write_model_folder(folder: Path, graph: onnx.ModelProto, subwords: Subwords, manifest: dict) -> None:
    """Writes graph, tokenizer and manifest; `manifest` holds what the model itself does not tell.

    That is: version, title, licence, task, maxSubwords, input, labels, temperature and thresholds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(graph, str(folder / "model.onnx"))
    subwords.save(folder / "tokenizer.json")
    whole = {
        "format": 1,
        "id": folder.name,
        "language": "ru",
        "files": {"model": _file(folder / "model.onnx"), "tokenizer": _file(folder / "tokenizer.json")},
        "tokenizer": {
            "lowercase": cutting.LOWERCASE,
            "yoToYe": cutting.YO_TO_YE,
            "normalization": cutting.NORMALIZATION,
            "special": {
                "start": cutting.START,
                "end": cutting.END,
                "pad": cutting.PAD,
                "unknown": cutting.UNKNOWN,
            },
        },
        **manifest,
    }
    (folder / "manifest.json").write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def sentence_input(names: bool) -> dict:
    """The manifest's `input` of a sentence model, that takes the `names` beside the row or not."""
    found = {"kind": "sentence", "mentionTokens": TOKEN_OF_TYPE, "otherMention": OTHER_MENTION}
    return {**found, "longestName": LONGEST_NAME} if names else found


def _file(path: Path) -> dict:
    return {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


class ShippedModel:
    """A model folder run as the engine runs it, by onnxruntime and one row at a time.

    A batch would share one scale of quantisation, so its rows would come out a little different.
    """

    def __init__(self, folder: Path):
        self.manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        content = json.loads((folder / self.manifest["files"]["tokenizer"]["name"]).read_text(encoding="utf-8"))
        self.subwords = Subwords(content)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        graph = folder / self.manifest["files"]["model"]["name"]
        self.session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])

    def _run(self, ids: list[int], names: dict[str, np.ndarray] | None = None, **places: list[list[int]]) -> np.ndarray:
        inputs = {name: np.array(values, np.int64).reshape(-1, 2) for name, values in places.items()} | (names or {})
        inputs["input_ids"] = np.array([ids], np.int64)
        inputs["attention_mask"] = np.ones((1, len(ids)), np.int64)
        return self.session.run(["logits"], inputs)[0]

    def word_logits(self, text: str) -> tuple[list, list[int], np.ndarray]:
        """Words, row, and logits of each word that the row has room for."""
        words, row = words_row(text, self.subwords, self.manifest["maxSubwords"])
        return words, row.ids, self._run(row.ids, words=[[0, place] for place in row.places.values()])

    def pair_logits(self, text: str, mentions: list[Mention], pairs: list[tuple[int, int]]) -> tuple:
        """Row, the pairs that the row has room for, and their logits."""
        row = sentence_row(text, mentions, self.subwords, self.manifest["maxSubwords"])
        pairs = [(s, t) for s, t in pairs if s in row.places and t in row.places]
        source = [[0, row.places[s]] for s, _ in pairs]
        target = [[0, row.places[t]] for _, t in pairs]
        names = None
        if "longestName" in self.manifest["input"]:
            ids = name_ids(Sentence("", text, mentions), self.subwords)
            names = name_inputs(ids, pairs, pad_id(self.subwords))
        return row.ids, pairs, self._run(row.ids, names, source=source, target=target)


def about() -> dict:
    """Versions that parity files are made with."""
    return {
        "onnxruntime": onnxruntime.__version__,
        "tokenizers": tokenizers.__version__,
        "torch": torch.__version__,
        "numpy": np.__version__,
        "logits": "one row a run; offsets are UTF-16",
    }


def write_words_parity(path: Path, folder: Path, texts: list[str]) -> None:
    """Words, ids and logits of `texts` by the model of `folder`."""
    model = ShippedModel(folder)
    lines: list[dict] = [{"about": about()}]
    for text in texts:
        words, ids, logits = model.word_logits(text)
        at = utf16_offsets(text)
        spans = [[at[w.start], at[w.end]] for w in words]
        lines.append({"text": text, "words": spans, "ids": ids, "logits": _rounded(logits)})
    _write_lines(path, lines)


def write_pairs_parity(path: Path, folder: Path, sentences: list[tuple[str, list[Mention]]]) -> None:
    """Words between the mentions, ids and logits of all ordered pairs, by the model of `folder`."""
    model = ShippedModel(folder)
    lines: list[dict] = [{"about": about()}]
    for text, mentions in sentences:
        count = range(len(mentions))
        pairs = [(s, t) for s in count for t in count if s != t]
        ids, pairs, logits = model.pair_logits(text, mentions, pairs)
        at = utf16_offsets(text)
        borders = [0, *(offset for m in mentions for offset in (m.start, m.end)), len(text)]
        words = [w for a, b in zip(borders[::2], borders[1::2]) for w in split_words(text, a, b)]
        lines.append(
            {
                "text": text,
                "mentions": [{"start": at[m.start], "end": at[m.end], "type": m.type} for m in mentions],
                "words": [[at[w.start], at[w.end]] for w in words],
                "ids": ids,
                "pairs": [list(pair) for pair in pairs],
                "logits": _rounded(logits),
            }
        )
    _write_lines(path, lines)


def _rounded(logits: np.ndarray) -> list[list[float]]:
    return [[round(float(value), 5) for value in row] for row in logits]


def _write_lines(path: Path, lines: list[dict]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    # Some readers take U+2028 for the end of a line.
    path.write_text(written.replace("\u2028", "\\u2028"), encoding="utf-8")
