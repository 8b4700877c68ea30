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
    loud: Loud | None = None,
    quantised: bool = True,
    reduce_range: bool = True,
) -> onnx.ModelProto:
    """The whole model; `kind` is one of the input kinds of models/README.md and says what the head sees.

    `loud` are channels that keep float32, as `loud_channels` gives them.

    `words`: the state of each word's first subword.
    `sentence`: states of source and target, and their product, side by side.
    `pair`: the state of the row's first subword.
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
    for index, linear in enumerate(head):
        name = f"head{index}"
        output = "logits" if index == len(head) - 1 else name
        weight = graph.constant(name + "_weight", _array(linear.weight))
        bias = graph.constant(name + "_bias", _array(linear.bias))
        features = graph.node("Gemm", [features, weight, bias], output, transB=1)
        if output != "logits":
            features = graph.node("Gelu", [features], name + "_gelu", domain=_MICROSOFT)
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [count, head[-1].out_features])
    model = helper.make_model(
        helper.make_graph(graph.nodes, "aredit", inputs, [logits], graph.constants),
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


def _embeddings(graph: _Graph, encoder: Encoder) -> str:
    """Word rows (8 bits with a scale each, if quantised) plus positions, normalised."""
    table = _array(encoder.word_table())
    if graph.quantised:
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
        graph.node("Gather", [graph.constant("words_table", np.round(table / scale).astype(np.int8)), "input_ids"], "whole")
        graph.node("Cast", ["whole"], "unscaled", to=TensorProto.FLOAT)
        graph.node("Gather", [graph.constant("words_scale", scale.astype(np.float32)), "input_ids"], "row_scale")
        graph.node("Mul", ["unscaled", "row_scale"], "word_states")
    else:
        graph.node("Gather", [graph.constant("words_table", table), "input_ids"], "word_states")
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
