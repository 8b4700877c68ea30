"""The way from text to logits: words, subwords, rows, graph."""

import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from torch import nn

from aredit_training.corpora.sentence import Mention
from aredit_training.encoder import Encoder, EncoderSizes
from aredit_training.name_head import NameHead, name_inputs, name_vectors
from aredit_training.onnx_graph import build_graph, loud_channels
from aredit_training.parity_texts import MARKED, unmark
from aredit_training.rows import sentence_row
from aredit_training.subwords import Subwords
from aredit_training.words import normalise_word, split_words, utf16_offsets

DATA = Path(__file__).parents[2] / "test" / "data"


@pytest.fixture(scope="module")
def subwords() -> Subwords:
    content = (DATA / "models" / "tiny-attitudes" / "tokenizer.json").read_text(encoding="utf-8")
    return Subwords(json.loads(content))


@pytest.mark.parametrize(
    "marked",
    [
        "ООН| (|США|)| решила|:| «|да|»|.",
        "кто-то| 3,5| млн",
        "Андре\u0438\u0306| поёт",
        "под\u00adдержал",
        "\ufeff Москва",
        "a_b| ½|😀|❤|\ufe0f",
    ],
)
def test_words_are_runs_of_letters_marks_digits_or_single_signs(marked: str):
    text = marked.replace("|", "")
    pieces = [text[w.start : w.end] for w in split_words(text)]
    expected = [p.strip() for part in marked.split("|") for p in _split_separators(part.strip())]
    assert pieces == expected


def _split_separators(part: str) -> list[str]:
    """What the marks in the cases above leave together, though a word ends there."""
    special = {"кто-то": ["кто", "-", "то"], "3,5": ["3", ",", "5"], "под\u00adдержал": ["под", "держал"]}
    return special.get(part, [part.removeprefix("\ufeff").strip()])


def test_a_word_touches_only_a_word_right_before_it():
    text = "да, нет\u00adи (вот)"
    assert [(text[w.start : w.end], w.touches_previous) for w in split_words(text)] == [
        ("да", False),
        (",", True),
        ("нет", False),
        ("и", False),
        ("(", False),
        ("вот", True),
        (")", True),
    ]


def test_normalisation_composes_before_it_turns_yo_to_ye():
    assert normalise_word("Е\u0308лка и\u0306", "NFKC", False, True) == "Елка й"


def test_offsets_count_an_emoji_twice():
    assert utf16_offsets("а😀б") == [0, 1, 3, 4]


def test_mentions_hide_behind_one_subword(subwords: Subwords):
    row = sentence_row("Ли бил Ву.", [Mention(0, 2, "PER"), Mention(7, 9, "SHIP")], subwords, 64)
    assert [row.ids[place] for place in row.places.values()] == [subwords.ids["<per>"], subwords.ids["<ent>"]]


def test_a_marker_stands_before_a_name_that_is_shown(subwords: Subwords):
    row = sentence_row("Ли бил Ву.", [Mention(0, 2, "PER"), Mention(7, 9, "SHIP")], subwords, 64, names=True)
    first, second = row.places.values()
    assert (row.ids[first], row.ids[second]) == (subwords.ids["<per>"], subwords.ids["<ent>"])
    assert row.ids[first + 1 : second] == subwords.of_stretch("Ли бил")
    assert row.ids[second + 1 : -1] == subwords.of_stretch("Ву") + subwords.of_word(".", False)


def test_a_text_cannot_name_a_hidden_token(subwords: Subwords):
    hidden = {subwords.ids[name] for name in ("<per>", "<s>", "</s>", "<ent>")}
    assert not hidden & set(subwords.of_stretch("<per> <s></s><ent>"))


@pytest.mark.parametrize("kind", ["words", "sentence", "pair"])
@pytest.mark.parametrize(("form", "tolerance"), [("float", 1e-4), ("int8", 0.15), ("int8, loud channels apart", 0.15)])
def test_graph_computes_what_torch_does(kind: str, form: str, tolerance: float):
    torch.manual_seed(1)
    encoder = Encoder(EncoderSizes(50, 32, 2, 4, 64, 16), own_rows=3).eval()
    nn.init.normal_(encoder.own_words)
    head = [nn.Linear(96 if kind == "sentence" else 32, 32), nn.Linear(32, 3)]
    ids = torch.randint(0, 50, (2, 9))
    mask = torch.ones_like(ids)
    mask[1, 5:] = 0
    places = torch.tensor([[0, 1], [0, 7], [1, 3]])
    with torch.no_grad():
        states = encoder(ids, mask)
        source, target = states[places[:, 0], places[:, 1]], states[places[:, 0], places.flip(0)[:, 1] % 5]
        features = {"words": source, "pair": states[:, 0], "sentence": torch.cat([source, target, source * target], 1)}
        expected = head[1](nn.functional.gelu(head[0](features[kind]))).numpy()
    loud = loud_channels(encoder, ids.tolist()) if "loud" in form else None
    graph = build_graph(encoder, head, kind, loud=loud, quantised=form != "float")
    session = onnxruntime.InferenceSession(graph.SerializeToString())
    inputs = {"input_ids": ids.numpy(), "attention_mask": mask.numpy()}
    if kind == "words":
        inputs["words"] = places.numpy()
    if kind == "sentence":
        inputs["source"] = places.numpy()
        inputs["target"] = torch.stack([places[:, 0], places.flip(0)[:, 1] % 5], 1).numpy()
    assert np.abs(session.run(["logits"], inputs)[0] - expected).max() < tolerance


@pytest.mark.parametrize(("form", "tolerance"), [("float", 1e-4), ("int8", 0.15)])
def test_graph_adds_what_the_names_say(form: str, tolerance: float):
    torch.manual_seed(2)
    encoder = Encoder(EncoderSizes(50, 32, 1, 4, 64, 16), own_rows=3).eval()
    nn.init.normal_(encoder.words)
    head, names = [nn.Linear(96, 32), nn.Linear(32, 3)], NameHead(32).eval()
    nn.init.normal_(names.label.weight)
    ids, own = torch.randint(4, 50, (1, 9)), [[7, 8, 9], [11], []]
    pairs = [(0, 1), (1, 0), (0, 2)]
    source, target = torch.tensor([[0, 1], [0, 4], [0, 1]]), torch.tensor([[0, 4], [0, 1], [0, 6]])
    with torch.no_grad():
        states = encoder(ids, torch.ones_like(ids))[0]
        s, t = states[source[:, 1]], states[target[:, 1]]
        read = head[1](nn.functional.gelu(head[0](torch.cat([s, t, s * t], 1))))
        ends = torch.tensor(pairs)
        known = names(name_vectors(encoder.word_table(), own), ends[:, 0], ends[:, 1])
    assert known[2].tolist() == [0, 0, 0]
    assert known[:2].abs().min() > 0.01
    graph = build_graph(encoder, head, "sentence", names=names, pad=1, quantised=form != "float")
    session = onnxruntime.InferenceSession(graph.SerializeToString())
    inputs = {"input_ids": ids.numpy(), "attention_mask": torch.ones_like(ids).numpy()}
    inputs |= {"source": source.numpy(), "target": target.numpy(), **name_inputs(own, pairs, 1)}
    assert np.abs(session.run(["logits"], inputs)[0] - (read + known).numpy()).max() < tolerance


def test_states_are_those_of_the_encoder():
    encoder = Encoder(EncoderSizes(50, 32, 2, 4, 64, 16)).eval()
    ids = torch.randint(0, 50, (1, 9))
    graph = build_graph(encoder, [], "states", quantised=False)
    inputs = {"input_ids": ids.numpy(), "attention_mask": np.ones((1, 9), np.int64)}
    states = onnxruntime.InferenceSession(graph.SerializeToString()).run(["states"], inputs)[0]
    with torch.no_grad():
        assert np.abs(states - encoder(ids, torch.ones_like(ids)).numpy()).max() < 1e-4


def test_loud_channels_are_those_with_the_greatest_values():
    encoder = Encoder(EncoderSizes(50, 32, 1, 4, 64, 16)).eval()
    with torch.no_grad():
        encoder.layers[0].attention_norm.bias[torch.tensor([3, 7, 20, 31])] += 50
    assert loud_channels(encoder, [[1, 2, 3]])["layer0_feed_in"] == [3, 7, 20, 31]


def test_parity_files_hold_what_the_code_does(subwords: Subwords):
    lines = (DATA / "parity" / "tiny-attitudes.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    for marked, line in zip(MARKED, map(json.loads, lines)):
        text, mentions = unmark(marked)
        assert (line["text"], line["ids"]) == (text, sentence_row(text, mentions, subwords, 64).ids)
