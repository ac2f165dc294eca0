"""Write multilingual-e5-small as an ordinary sentence-transformers folder."""

import itertools
import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from explorer.embedding.e5_weights import E5Weights

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from tokenizers.normalizers import Normalizer

PROMPTS = {"query": "query: ", "passage": "passage: "}  # from the model card of e5

_NONCHARACTERS = 0xFDD0  # U+FDD0 to U+FDEF: never part of a text, and NFKC passes them by
_FIRST_HEBREW = "\u0590"  # the scripts before it compose their marks, and NFKC may order them


def write_folder(folder: Path, weights: E5Weights) -> None:
    """Write all that `SentenceTransformer` reads: encoder, tokenizer, pooling and prompts.

    `folder` must not exist yet. The tensors stay float32, as the file's scales give them; torch
    may load them in another type.
    """
    from safetensors.numpy import save_file

    shape = weights.shape
    # The file has no pooler, and mean pooling needs none; without one, transformers would fill in
    # random numbers and warn about them at every start.
    pooler = {
        "pooler.dense.weight": np.zeros((shape.hidden, shape.hidden), np.float32),
        "pooler.dense.bias": np.zeros(shape.hidden, np.float32),
    }
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "2_Normalize").mkdir()
    save_file(weights.tensors | pooler, folder / "model.safetensors", metadata={"format": "pt"})
    _tokenizer(weights).save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "model.safetensors").chmod(0o644)  # safetensors makes it private; caches are shared
    special = {f"{name}_token": weights.pieces[i][0] for name, i in weights.special.items()}
    modules = {"": "Transformer", "1_Pooling": "Pooling", "2_Normalize": "Normalize"}
    documents: dict[str, object] = {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.intermediate,
            "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.types,
            "layer_norm_eps": shape.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": weights.special["pad"],
            "torch_dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            "model_input_names": ["input_ids", "attention_mask"],
            "clean_up_tokenization_spaces": False,
            **special,
        },
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(modules.items())
        ],
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
        },
        "config_sentence_transformers.json": {"prompts": PROMPTS, "similarity_fn_name": "cosine"},
    }
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document, indent=2), encoding="utf-8")


def _tokenizer(weights: E5Weights) -> "Tokenizer":
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    special = {weights.pieces[i][0]: i for i in weights.special.values()}
    bos, eos = (weights.pieces[weights.special[name]][0] for name in ("bos", "eos"))
    tokenizer = Tokenizer(models.Unigram(weights.pieces, unk_id=weights.special["unk"]))
    tokenizer.normalizer = _normalizer(weights)
    # "first", not "always": what follows a special token inside a text is no new beginning.
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, special[bos]), (eos, special[eos])],
    )
    tokenizer.add_special_tokens(list(special))
    tokenizer.enable_truncation(weights.shape.positions)
    return tokenizer


def _normalizer(weights: E5Weights) -> "Normalizer":
    """Build NFKC with the exceptions of the file's table, runs of spaces made one.

    The table is that of SentencePiece's rule `nmt_nfkc` for single characters. The rule also joins
    marks to their letters (e + U+0301 = é), which such a table cannot say and NFKC does; so the
    exceptions are what NFKC does differently to a character that stands alone.
    """
    from tokenizers import Regex, normalizers

    nfkc = normalizers.NFKC()
    alphabet = set().union(*(text for text, _ in weights.pieces))
    dropped: list[str] = []
    spaces: list[str] = []
    kept: list[str] = []
    marks: list[str] = []
    for character in map(chr, itertools.chain(range(0xD800), range(0xE000, 0x110000))):
        wanted = weights.replacements.get(character, character)
        if character >= _FIRST_HEBREW and unicodedata.combining(character):
            marks.append(character)
        if nfkc.normalize_str(character) == wanted:
            continue
        if wanted in ("", " "):
            (spaces if wanted else dropped).append(character)
        elif wanted == character and character in alphabet:
            kept.append(character)
        # The rest came to Unicode after the table was made: NFKC's word is better than <unk>.
    mark = _any_of(marks)
    held = [(character, chr(_NONCHARACTERS + 1 + i)) for i, character in enumerate(kept)]
    # Unlike NFKC, the rule leaves marks in the order in which they were typed: Arabic shadda before
    # the vowel, Burmese asat before the dot. A noncharacter between two keeps them apart; others
    # stand in for the kept characters.
    return normalizers.Sequence(
        [
            normalizers.Replace(Regex(_any_of(dropped)), ""),
            normalizers.Replace(Regex(_any_of(spaces)), " "),
            normalizers.Replace(Regex(f"(?<={mark})(?={mark})"), chr(_NONCHARACTERS)),
            *(normalizers.Replace(character, stand_in) for character, stand_in in held),
            nfkc,
            *(normalizers.Replace(stand_in, character) for character, stand_in in held),
            normalizers.Replace(chr(_NONCHARACTERS), ""),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )


def _any_of(characters: list[str]) -> str:
    return "[" + "".join(f"\\x{{{ord(character):X}}}" for character in characters) + "]"
