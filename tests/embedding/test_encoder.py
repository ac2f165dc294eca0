"""Vectors without padding and by a model's own way: the same, whatever the company."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.embedding import encoder as encoder_module
from explorer.embedding import packed as packed_module
from explorer.embedding import precision as precision_module
from explorer.embedding import streams as streams_module
from explorer.embedding.bundled import bundled_model
from explorer.embedding.encoder import SentenceTransformerEncoder, Vectors
from explorer.embedding.precision import best_precision
from explorer.embedding.streams import BATCH_TOKENS, batches
from explorer.errors import ModelError

WORDS = ("the", "council", "votes", "on", "a", "budget", "road", "school", "of", "year")
TEXTS = [
    *(" ".join(WORDS[(row * 7 + at) % 10] for at in range(1 + row * 3 % 40)) for row in range(60)),
    "",
    "市政府工作报告：全市经济稳步增长。",
    "budget " * 700,
]


@pytest.fixture(scope="module")
def offline() -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder()


@pytest.fixture(scope="module")
def vectors(offline: SentenceTransformerEncoder) -> Vectors:
    return offline.encode(TEXTS)


def least_cosine(one: Vectors, other: Any) -> float:
    other = np.asarray(other, dtype=np.float32)
    other = other / np.linalg.norm(other, axis=1, keepdims=True)
    return float((one * other).sum(axis=1).min())


def test_the_offline_model_is_computed_without_padding(
    offline: SentenceTransformerEncoder, vectors: Vectors
) -> None:
    from sentence_transformers import SentenceTransformer

    assert offline.padless
    plain = SentenceTransformer(str(bundled_model()), local_files_only=True, device="cpu")
    assert least_cosine(vectors, plain.encode(TEXTS, prompt="query: ")) > 0.999
    assert np.abs(np.linalg.norm(vectors, axis=1) - 1).max() < 1e-6


def test_a_vector_is_the_same_to_the_last_bit_in_any_company(
    offline: SentenceTransformerEncoder, vectors: Vectors
) -> None:
    assert np.array_equal(offline.encode(TEXTS[::-1])[::-1], vectors)
    for count in (1, 2, 9):
        own = [offline.encode(TEXTS[at : at + count]) for at in range(0, 27, count)]
        assert np.array_equal(np.concatenate(own), vectors[: 27 + -27 % count])


def test_blocks_do_not_change_vectors_nor_their_order(
    offline: SentenceTransformerEncoder, vectors: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams_module, "BLOCK", 7)
    seen: list[tuple[int, int]] = []
    own = offline.encode(TEXTS, advance=lambda done, total: seen.append((done, total)))
    assert np.array_equal(own, vectors)
    assert seen[-1] == (len(TEXTS), len(TEXTS))
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})


def test_torch_keeps_its_threads_and_threads_can_encode_at_once(
    offline: SentenceTransformerEncoder, vectors: Vectors
) -> None:
    import torch

    before = torch.get_num_threads()
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(offline.encode, [TEXTS] * 3))
    assert all(np.array_equal(one, vectors) for one in found)
    assert torch.get_num_threads() == before
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(torch.get_num_threads).result() == before


def test_no_texts(offline: SentenceTransformerEncoder) -> None:
    assert offline.encode([]).shape == (0, offline.identity.dimension)


def tiny(folder: Path, kind: str, *, pooling: str = "mean", dense: bool = False) -> str:
    """A folder with a small model of random weights, for sentence-transformers."""
    import torch
    import transformers
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Dense, Pooling, Transformer
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    torch.manual_seed(5)
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS]
    tokenizer = Tokenizer(models.WordLevel({name: n for n, name in enumerate(names)}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    sizes: dict[str, Any] = {"vocab_size": 14, "max_position_embeddings": 140, "pad_token_id": 0}
    if kind == "distilbert":
        config = transformers.DistilBertConfig(
            dim=32, n_layers=2, n_heads=4, hidden_dim=64, **sizes
        )
    else:
        sizes |= {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4}
        sizes |= {"intermediate_size": 64, "hidden_act": "relu" if kind == "relu" else "gelu"}
        roberta = kind == "xlm-roberta"
        config = (transformers.XLMRobertaConfig if roberta else transformers.BertConfig)(**sizes)
    parts = folder / "parts"
    transformers.AutoModel.from_config(config).save_pretrained(parts)
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", model_max_length=128
    ).save_pretrained(parts)
    modules: list[Any] = [Transformer(str(parts)), Pooling(32, pooling_mode=pooling)]
    if dense:
        modules.append(Dense(32, 16))
    model = SentenceTransformer(modules=modules, device="cpu", prompts={"query": "the road "})
    model.save(str(folder / "model"))
    return str(folder / "model")


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
@pytest.mark.parametrize("precision", ["bfloat16", "float32"])
@pytest.mark.parametrize(
    ("kind", "pooling", "dense", "padless"),
    [
        ("bert", "mean", False, True),
        ("bert", "cls", False, True),
        ("xlm-roberta", "mean", False, True),
        ("bert", "max", False, False),
        ("bert", "mean", True, False),
        ("relu", "mean", False, False),
        ("distilbert", "mean", False, False),
    ],
)
def test_any_model_gives_its_own_vectors(
    kind: str,
    pooling: str,
    dense: bool,
    padless: bool,
    precision: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from sentence_transformers import SentenceTransformer

    folder = tiny(tmp_path, kind, pooling=pooling, dense=dense)
    monkeypatch.setattr(encoder_module, "best_precision", lambda device: precision)
    encoder = SentenceTransformerEncoder(folder)
    own = encoder.encode(TEXTS)
    assert encoder.padless == padless
    assert (encoder.identity.precision, encoder.identity.prompt) == (precision, "the road ")
    plain = SentenceTransformer(folder, local_files_only=True, device="cpu")
    least = 0.999 if precision == "bfloat16" else 0.999999
    assert least_cosine(own, plain.encode(TEXTS, prompt="the road ")) > least


def test_a_model_that_disagrees_is_left_to_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_module.PackedModel, "_pooled", lambda self, hidden, runs: hidden[:5])
    encoder = SentenceTransformerEncoder()
    assert not encoder.padless
    assert encoder.encode(["a road"]).shape == (1, encoder.identity.dimension)


def test_threads_that_ask_at_once_load_the_model_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[int] = []
    load = SentenceTransformerEncoder._load_model

    def slow(self: SentenceTransformerEncoder) -> None:
        loads.append(threading.get_ident())
        time.sleep(0.2)
        load(self)

    monkeypatch.setattr(SentenceTransformerEncoder, "_load_model", slow)
    encoder = SentenceTransformerEncoder()
    with ThreadPoolExecutor(4) as pool:
        identities = set(pool.map(lambda _: encoder.identity, range(4)))
    assert len(identities) == len(loads) == 1


def test_a_folder_that_is_not_there_is_told_in_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ModelError, match="There is no folder .*nope of a model; name a"):
        _ = SentenceTransformerEncoder(str(tmp_path / "nope")).identity
    assert capfd.readouterr().err == ""


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        _ = SentenceTransformerEncoder(str(tmp_path)).identity


@given(st.lists(st.integers(1, 512), max_size=200), st.integers(1, 64))
def test_batches_hold_every_row_once_within_the_budget(lengths: list[int], cores: int) -> None:
    found = list(batches(lengths, cores))
    assert sorted(row for batch in found for row in batch) == list(range(len(lengths)))
    assert all(sum(lengths[row] for row in batch) <= BATCH_TOKENS for batch in found)
    ordered = [lengths[row] for batch in found for row in batch]
    assert ordered == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("flags", "precision"),
    [
        ({"avx2"}, "float32"),
        ({"amx_bf16"}, "bfloat16"),
        ({"avx512_bf16"}, "bfloat16"),
        (set(), "float32"),
    ],
)
def test_precision_follows_the_processor(
    flags: set[str], precision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision_module, "_cpu_flags", lambda: frozenset(flags))
    assert best_precision("cpu") == precision
    assert best_precision("mps") == "float16"
    assert best_precision("xpu") == "float32"
