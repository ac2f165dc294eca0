"""The cache of vectors: the same as the encoder, through crashes, damage and other models."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import BigramEncoder, BrokenEncoder
from hypothesis import given
from hypothesis import strategies as st

from explorer.embedding import cache as cache_module
from explorer.embedding.cache import CachedEncoder
from explorer.embedding.encoder import Advance, ModelIdentity, Vectors
from explorer.kept import Kept

TEXTS = [f"The council voted on motion {number}." for number in range(50)]


def cached(path: Path) -> tuple[CachedEncoder, BigramEncoder]:
    inner = BigramEncoder()
    return CachedEncoder(inner, Kept(path)), inner


def test_gives_the_encoders_vectors_in_order(tmp_path: Path) -> None:
    encoder, _ = cached(tmp_path / "vectors.sqlite")
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert (vectors * BigramEncoder().encode(TEXTS)).sum(axis=1).min() > 0.999999
    assert np.abs(np.linalg.norm(vectors, axis=1) - 1).max() < 1e-6


def test_a_second_build_embeds_only_what_is_new_and_gets_the_same_bits(tmp_path: Path) -> None:
    path = tmp_path / "below" / "vectors.sqlite"
    first = cached(path)[0].encode(TEXTS)
    encoder, inner = cached(path)
    mixed = encoder.encode(["new", *reversed(TEXTS)])
    assert inner.texts == ["new"]
    assert (encoder.reused, encoder.embedded) == (50, 1)
    assert np.array_equal(mixed[1:][::-1], first)


def test_equal_texts_are_embedded_once(tmp_path: Path) -> None:
    encoder, inner = cached(tmp_path / "vectors.sqlite")
    vectors = encoder.encode(["a", "b", "a", "a"])
    assert inner.texts == ["a", "b"]
    assert np.array_equal(vectors[0], vectors[3])
    assert encoder.encode([]).shape == (0, vectors.shape[1])


@given(st.lists(st.text(alphabet=st.characters(codec=None), max_size=3), max_size=30))
def test_any_texts_in_any_order(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    encoder, _ = cached(tmp_path_factory.getbasetemp() / "any.sqlite")
    plain = BigramEncoder().encode(texts)
    assert np.allclose(encoder.encode(texts), plain, atol=1e-3)


def test_a_text_with_half_a_character_is_kept(tmp_path: Path) -> None:
    class Lengths(BigramEncoder):
        def encode(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
            return super().encode(["x" * len(text) for text in texts], advance=advance)

    path = tmp_path / "vectors.sqlite"
    CachedEncoder(Lengths(), Kept(path)).encode(["\ud800"])
    again = CachedEncoder(Lengths(), Kept(path))
    again.encode(["\ud800"])
    assert (again.reused, again.embedded) == (1, 0)


@pytest.mark.parametrize("field", ["name", "revision", "prompt", "precision"])
def test_vectors_of_another_identity_are_never_served(field: str, tmp_path: Path) -> None:
    class Other(BigramEncoder):
        identity: ModelIdentity = replace(BigramEncoder.identity, **{field: "other"})

    path = tmp_path / "vectors.sqlite"
    cached(path)[0].encode(TEXTS)
    other = CachedEncoder(Other(), Kept(path))
    other.encode(TEXTS)
    assert (other.reused, other.embedded) == (0, 50)
    first, inner = cached(path)
    first.encode(TEXTS)
    assert inner.texts == []


def test_progress_counts_all_texts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "BLOCK", 16)
    monkeypatch.setattr(cache_module, "BATCH", 4)
    path = tmp_path / "vectors.sqlite"
    cached(path)[0].encode(TEXTS[::2])
    seen: list[tuple[int, int]] = []
    cached(path)[0].encode(TEXTS, advance=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (50, 50)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert {total for _, total in seen} == {50}


def test_an_interrupted_build_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(BigramEncoder):
        def encode(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
            if len(self.texts) >= 20:
                raise KeyboardInterrupt
            return super().encode(texts, advance=advance)

    monkeypatch.setattr(cache_module, "BATCH", 10)
    path = tmp_path / "vectors.sqlite"
    with pytest.raises(KeyboardInterrupt):
        CachedEncoder(Interrupted(), Kept(path)).encode(TEXTS)
    encoder, inner = cached(path)
    encoder.encode(TEXTS)
    assert inner.texts == TEXTS[20:]


def test_the_encoders_own_errors_pass(tmp_path: Path) -> None:
    with pytest.raises(MemoryError, match="no memory left"):
        CachedEncoder(BrokenEncoder(), Kept(tmp_path / "vectors.sqlite")).encode(TEXTS)


def test_a_changed_vector_is_embedded_again(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    wanted = cached(path)[0].encode(TEXTS)
    store = sqlite3.connect(path)
    with store:
        store.execute("UPDATE kept SET value = zeroblob(length(value)) WHERE rowid = 3")
        store.execute("UPDATE kept SET value = substr(value, 9) WHERE rowid = 5")
    store.close()
    with Kept(path) as kept:
        (short,) = CachedEncoder(BigramEncoder(), kept).keys(TEXTS[7:8])
        kept.put({short: b"12345678"})
    for embedded in (3, 0):
        encoder, _ = cached(path)
        assert np.array_equal(encoder.encode(TEXTS), wanted)
        assert encoder.embedded == embedded


def test_vectors_that_are_no_numbers_are_not_kept(tmp_path: Path) -> None:
    class Failing(BigramEncoder):
        def encode(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
            vectors = super().encode(texts, advance=advance)
            vectors[0] = np.nan
            return vectors

    path = tmp_path / "vectors.sqlite"
    CachedEncoder(Failing(), Kept(path)).encode(TEXTS)
    encoder, inner = cached(path)
    encoder.encode(TEXTS)
    assert inner.texts == TEXTS[:1]
