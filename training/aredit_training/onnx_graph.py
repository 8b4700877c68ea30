"""Writes an encoder and its head as an ONNX graph that runs fast on CPUs.

What was measured to be fastest: int8 weights per output channel with activations quantised on the fly
(`DynamicQuantizeMatMul`, u8 x s8), plain Add and LayerNormalization, attention in its elementary steps.
With `reduce_range` the weights keep 7 bits, which cannot overflow on processors without VNNI.
One scale serves all activations of a run, so a few channels with values far above the others would cost the rest
their precision: those that `loud_channels` finds are multiplied in float32 beside the 8-bit product.
Load the graph with the optimisation level "basic".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from .encoder import Encoder, Layer
from .name_head import LOUDEST_NAMES, NameHead

_MICROSOFT = "com.microsoft"
_OPSET = 18
_MASKED = -1e30
_LOUD = 4

Loud = dict[str, list[int]]


def loud_channels(encoder: Encoder, ids: Sequence[Sequence[int]]) -> Loud:
    """For each feed-forward product the inputs with the greatest values on these rows, by the product's name."""
    greatest: dict[str, Tensor] = {}

    def watch(name: str):
        def note(_module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            values = inputs[0].detach().float().abs().amax(dim=(0, 1))
            greatest[name] = torch.maximum(greatest[name], values) if name in greatest else values

        return note

    watched = [
        module.register_forward_pre_hook(watch(f"layer{index}_{part}"))
        for index, layer in enumerate(encoder.layers)
        for part, module in (("feed_in", layer.feed_in), ("feed_out", layer.feed_out))
    ]
    encoder.eval()
    with torch.no_grad():
        for row in ids:
            encoder(torch.tensor([row]), torch.ones(1, len(row), dtype=torch.long))
    for handle in watched:
        handle.remove()
    return {name: sorted(values.topk(_LOUD).indices.tolist()) for name, values in greatest.items()}


def build_graph(
    encoder: Encoder,
    head: Sequence[nn.Linear],
    kind: str,
    *,
    names: NameHead | None = None,
    pad: int = 0,
    loud: Loud | None = None,
    quantised: bool = True,
    reduce_range: bool = True,
) -> onnx.ModelProto:
    """The whole model; `kind` is one of the input kinds of models/README.md and says what the head sees.

    `loud` are channels that keep float32, as `loud_channels` gives them.

    `words`: the state of each word's first subword.
    `sentence`: states of source and target, and their product, side by side; with `names` the graph takes the mentions'
    names beside the row, filled up with `pad`, and adds that head's logits.
    `pair`: the state of the row's first subword.
    `states`: the output is not `logits` but `states`, `[rows, length, hidden]`, and there is no head.
    The head is a chain of linear layers with GELU between them.
    """
    graph = _Graph(quantised, reduce_range, loud or {})
    x = _embeddings(graph, encoder)
    graph.node("Cast", ["attention_mask"], "mask", to=TensorProto.FLOAT)
    graph.node("Sub", [graph.constant("one", np.float32(1)), "mask"], "masked")
    graph.node("Mul", ["masked", graph.constant("far_below", np.float32(_MASKED))], "masked_far_below")
    graph.node("Unsqueeze", ["masked_far_below", graph.constant("row_axes", np.array([1, 2]))], "attention_bias")
    hidden, heads = encoder.sizes.hidden, encoder.sizes.heads
    graph.constant("by_heads", np.array([0, 0, heads, hidden // heads]))
    graph.constant("together", np.array([0, 0, hidden]))
    for index, layer in enumerate(encoder.layers):
        x = _layer(graph, layer, x, f"layer{index}", hidden // heads)
    inputs = [_int64("input_ids", ["rows", "length"]), _int64("attention_mask", ["rows", "length"])]
    if kind == "states":
        graph.node("Identity", [x], "states")
        states = helper.make_tensor_value_info("states", TensorProto.FLOAT, ["rows", "length", hidden])
        return _model(graph, inputs, states)
    if kind == "words":
        inputs.append(_int64("words", ["n", 2]))
        features, count = graph.node("GatherND", [x, "words"], "features"), "n"
    elif kind == "sentence":
        inputs += [_int64("source", ["pairs", 2]), _int64("target", ["pairs", 2])]
        graph.node("GatherND", [x, "source"], "source_state")
        graph.node("GatherND", [x, "target"], "target_state")
        graph.node("Mul", ["source_state", "target_state"], "product")
        features = graph.node("Concat", ["source_state", "target_state", "product"], "features", axis=1)
        count = "pairs"
    elif kind == "pair":
        features = graph.node("Gather", [x, graph.constant("first", np.int64(0))], "features", axis=1)
        count = "rows"
    else:
        raise ValueError(f"unknown kind of input: {kind}")
    if names is None:
        _head(graph, features, head, "head", "logits")
    else:
        inputs += [_int64("names", ["mentions", "name_length"]), _int64("source_name", [count]), _int64("target_name", [count])]
        _head(graph, features, head, "head", "read_logits")
        graph.node("Add", ["read_logits", _name_logits(graph, names, pad)], "logits")
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [count, head[-1].out_features])
    return _model(graph, inputs, logits)


def _model(graph: "_Graph", inputs: list[onnx.ValueInfoProto], output: onnx.ValueInfoProto) -> onnx.ModelProto:
    model = helper.make_model(
        helper.make_graph(graph.nodes, "aredit", inputs, [output], graph.constants),
        opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)],
        producer_name="aredit-training",
    )
    model.ir_version = 9
    return model


@dataclass
class _Graph:
    """Nodes and constants of the graph being written."""

    quantised: bool
    reduce_range: bool
    loud: Loud
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, values: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.array(values, order="C"), name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def linear(self, x: str, linear: nn.Linear, name: str, with_bias: bool = True) -> str:
        """`x` times the layer's weights, quantised if the graph is, and its bias."""
        weight, bias = _array(linear.weight).T, _array(linear.bias)
        if self.quantised and name in self.loud:
            return self._linear_with_loud(x, weight, bias if with_bias else None, name)
        inputs = [x]
        if self.quantised:
            return self._quantised_product(x, weight, bias if with_bias else None, name, name)
        inputs += [self.constant(name + "_weight", weight)]
        if not with_bias:
            return self.node("MatMul", inputs, name)
        product = self.node("MatMul", inputs, name + "_product")
        return self.node("Add", [product, self.constant(name + "_bias", bias)], name)

    def _quantised_product(self, x: str, weight: np.ndarray, bias: np.ndarray | None, name: str, output: str) -> str:
        steps = 63 if self.reduce_range else 127
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / steps
        whole = np.clip(np.round(weight / scale), -steps, steps).astype(np.int8)
        inputs = [x, self.constant(name + "_weight", whole)]
        inputs += [self.constant(name + "_scale", scale.astype(np.float32)), ""]
        inputs += [] if bias is None else [self.constant(name + "_bias", bias)]
        return self.node("DynamicQuantizeMatMul", inputs, output, domain=_MICROSOFT)

    def _linear_with_loud(self, x: str, weight: np.ndarray, bias: np.ndarray | None, name: str) -> str:
        channels = self.loud[name]
        quiet = np.ones(len(weight), np.float32)
        quiet[channels] = 0
        rest = weight * quiet[:, None]
        self.node("Mul", [x, self.constant(name + "_quiet", quiet)], name + "_quiet_input")
        product = self._quantised_product(name + "_quiet_input", rest, bias, name, name + "_quiet_product")
        self.node("Gather", [x, self.constant(name + "_loud", np.array(channels))], name + "_loud_input", axis=2)
        loud_weight = self.constant(name + "_loud_weight", weight[channels])
        self.node("MatMul", [name + "_loud_input", loud_weight], name + "_loud_product")
        return self.node("Add", [product, name + "_loud_product"], name)

    def add_and_normalise(self, a: str, b: str, norm: nn.LayerNorm, name: str) -> str:
        total = self.node("Add", [a, b], name + "_sum")
        inputs = [total, self.constant(name + "_weight", _array(norm.weight))]
        inputs += [self.constant(name + "_bias", _array(norm.bias))]
        return self.node("LayerNormalization", inputs, name, axis=-1, epsilon=norm.eps)


def _head(graph: _Graph, features: str, head: Sequence[nn.Linear], name: str, output: str) -> None:
    """A chain of linear layers with GELU between them, in float32."""
    for index, linear in enumerate(head):
        layer, last = f"{name}{index}", index == len(head) - 1
        weight = graph.constant(layer + "_weight", _array(linear.weight))
        bias = graph.constant(layer + "_bias", _array(linear.bias))
        features = graph.node("Gemm", [features, weight, bias], output if last else layer, transB=1)
        if not last:
            features = graph.node("Gelu", [features], layer + "_gelu", domain=_MICROSOFT)


def _name_logits(graph: _Graph, names: NameHead, pad: int) -> str:
    """What `NameHead` computes, from the inputs `names`, `source_name` and `target_name`."""
    graph.node("Equal", ["names", graph.constant("pad", np.int64(pad))], "name_ends")
    graph.node("Not", ["name_ends"], "in_name")
    graph.node("Cast", ["in_name"], "name_mask", to=TensorProto.FLOAT)
    last = graph.constant("last_axis", np.array([-1]))
    graph.node("Unsqueeze", ["name_mask", last], "name_weights")
    graph.node("Mul", [_word_rows(graph, "names", "name_words"), "name_weights"], "own_name_words")
    middle = graph.constant("middle_axis", np.array([1]))
    graph.node("ReduceSum", ["own_name_words", middle], "name_sums", keepdims=0)
    graph.node("ReduceSum", ["name_mask", last], "name_counts", keepdims=1)
    graph.node("Max", ["name_counts", "one"], "name_divisors")
    graph.node("Div", ["name_sums", "name_divisors"], "name_vectors")
    norm = [graph.constant(f"name_norm_{part}", _array(getattr(names.norm, part))) for part in ("weight", "bias")]
    graph.node("LayerNormalization", ["name_vectors", *norm], "name_states", axis=-1, epsilon=names.norm.eps)
    graph.node("Min", ["name_counts", "one"], "name_given")
    graph.node("Mul", ["name_states", "name_given"], "given_names")
    for end in ("source", "target"):
        graph.node("Gather", ["given_names", f"{end}_name"], f"{end}_name_state")
        graph.node("Gather", ["name_given", f"{end}_name"], f"{end}_name_given")
    graph.node("Mul", ["source_name_state", "target_name_state"], "name_product")
    states = ["source_name_state", "target_name_state", "name_product"]
    graph.node("Concat", states, "name_features", axis=1)
    _head(graph, "name_features", [names.hidden, names.label], "name_head", "loud_name_logits")
    graph.node("ReduceMean", ["loud_name_logits", last], "name_logits_mean", keepdims=1)
    graph.node("Sub", ["loud_name_logits", "name_logits_mean"], "name_differences")
    loudest = graph.constant("loudest_names", np.float32(LOUDEST_NAMES))
    graph.node("Div", ["name_differences", loudest], "name_shares")
    graph.node("Tanh", ["name_shares"], "bounded_name_shares")
    graph.node("Mul", ["bounded_name_shares", loudest], "name_logits_if_given")
    graph.node("Mul", ["source_name_given", "target_name_given"], "both_names_given")
    return graph.node("Mul", ["name_logits_if_given", "both_names_given"], "name_logits")


def _word_table(graph: _Graph, encoder: Encoder) -> None:
    """The constants of the word embeddings: 8 bits with a scale each, if the graph is quantised."""
    table = _array(encoder.word_table())
    if not graph.quantised:
        graph.constant("words_table", table)
        return
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
    graph.constant("words_table", np.round(table / scale).astype(np.int8))
    graph.constant("words_scale", scale.astype(np.float32))


def _word_rows(graph: _Graph, ids: str, output: str) -> str:
    if not graph.quantised:
        return graph.node("Gather", ["words_table", ids], output)
    graph.node("Gather", ["words_table", ids], output + "_whole")
    graph.node("Cast", [output + "_whole"], output + "_unscaled", to=TensorProto.FLOAT)
    graph.node("Gather", ["words_scale", ids], output + "_scale")
    return graph.node("Mul", [output + "_unscaled", output + "_scale"], output)


def _embeddings(graph: _Graph, encoder: Encoder) -> str:
    """Word rows plus positions, normalised."""
    _word_table(graph, encoder)
    _word_rows(graph, "input_ids", "word_states")
    graph.constant("zero", np.array([0]))
    graph.node("Shape", ["input_ids"], "length", start=1, end=2)
    positions = graph.constant("positions_table", _array(encoder.positions))
    graph.node("Slice", [positions, "zero", "length", "zero"], "positions")
    return graph.add_and_normalise("word_states", "positions", encoder.embedding_norm, "embeddings")


def _layer(graph: _Graph, layer: Layer, x: str, name: str, head_size: int) -> str:
    qkv = graph.linear(x, layer.qkv, f"{name}_qkv")
    parts = [f"{name}_{part}" for part in "qkv"]
    graph.nodes.append(helper.make_node("Split", [qkv], parts, axis=2, num_outputs=3))
    for part, order in zip(parts, ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3])):
        graph.node("Reshape", [part, "by_heads"], part + "_heads")
        graph.node("Transpose", [part + "_heads"], part + "_turned", perm=order)
    q, k, v = (part + "_turned" for part in parts)
    graph.node("MatMul", [q, k], f"{name}_products")
    scale = graph.constant(f"{name}_attention_scale", np.float32(head_size**-0.5))
    graph.node("Mul", [f"{name}_products", scale], f"{name}_scaled")
    graph.node("Add", [f"{name}_scaled", "attention_bias"], f"{name}_biased")
    graph.node("Softmax", [f"{name}_biased"], f"{name}_attention", axis=-1)
    graph.node("MatMul", [f"{name}_attention", v], f"{name}_attended")
    graph.node("Transpose", [f"{name}_attended"], f"{name}_attended_turned", perm=[0, 2, 1, 3])
    graph.node("Reshape", [f"{name}_attended_turned", "together"], f"{name}_attended_flat")
    attended = graph.linear(f"{name}_attended_flat", layer.attention_out, f"{name}_attention_out")
    x = graph.add_and_normalise(attended, x, layer.attention_norm, f"{name}_attention_norm")
    fed = graph.linear(x, layer.feed_in, f"{name}_feed_in", with_bias=False)
    bias = graph.constant(f"{name}_feed_in_bias", _array(layer.feed_in.bias))
    fed = graph.node("BiasGelu", [fed, bias], f"{name}_gelu", domain=_MICROSOFT)
    fed = graph.linear(fed, layer.feed_out, f"{name}_feed_out")
    return graph.add_and_normalise(fed, x, layer.feed_norm, f"{name}_feed_norm")


def _int64(name: str, shape: list) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.INT64, shape)


def _array(values: Tensor) -> np.ndarray:
    return np.ascontiguousarray(values.detach().float().cpu().numpy())
