"""Tiny models with random weights, saved as Hugging Face folders, for tests of what loads and runs them."""

from collections.abc import Mapping
from pathlib import Path

import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing
from transformers import BertConfig, BertForSequenceClassification, BertModel, PreTrainedConfig, PreTrainedTokenizerFast

_SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
_SPANISH = ["el", "la", "puerto", "muelle", "presa", "cerró", "abrió", "no", "negó", "ministra", "agua", "sube", "baja"]
_ENGLISH = ["the", "port", "pier", "dam", "closed", "opened", "not", "denied", "minister", "water"]
_WORDS = _SPANISH + _ENGLISH


def tiny_tokenizer(folder: Path, typed: bool = True) -> None:
    """Save a word-level tokenizer; `typed`: it tells a pair's second text by token type 1, as BERT's does."""
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(_SPECIAL + _WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    second = 1 if typed else 0
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", pair=f"[CLS] $A [SEP] $B:{second} [SEP]:{second}", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    inputs = ["input_ids", "attention_mask"] + typed * ["token_type_ids"]
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]", model_input_names=inputs
    ).save_pretrained(folder)


def tiny_config(labels: Mapping[int, str] | None = None, types: int = 2) -> PreTrainedConfig:
    """Return a BERT of 2 layers, 32 wide, with so many token types, whose weights differ enough for its outputs to differ."""
    given = {"id2label": dict(labels), "label2id": {label: i for i, label in labels.items()}} if labels else {}
    return BertConfig(
        vocab_size=len(_SPECIAL) + len(_WORDS), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=48,
        max_position_embeddings=160, pad_token_id=0, initializer_range=0.6, type_vocab_size=types, **given,
    )  # fmt: skip


def tiny_nli(folder: Path, labels: Mapping[int, str], typed: bool = True, types: int = 2) -> Path:
    """Save a classifier with these labels and a tokenizer."""
    torch.manual_seed(0)
    BertForSequenceClassification(tiny_config(labels, types)).eval().save_pretrained(folder)
    tiny_tokenizer(folder, typed)
    return folder


def tiny_encoder(folder: Path) -> Path:
    """Save a sentence-transformers model: BERT with mean pooling."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    torch.manual_seed(0)
    bare = folder / "bare"
    BertModel(tiny_config()).eval().save_pretrained(bare)
    tiny_tokenizer(bare)
    transformer = Transformer(str(bare))
    SentenceTransformer(modules=[transformer, Pooling(32)], device="cpu").save(str(folder / "model"))
    return folder / "model"
