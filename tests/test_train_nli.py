"""The recipe that trains the NLI model: what it packs, draws, reads, rounds and averages."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertForSequenceClassification

from detector.engines.weights import dequantise, quantise

ROOT = Path(__file__).parents[1]
PAIRS = pd.DataFrame(
    [
        ("The dam broke on Monday.", "The dam is whole.", 2, "a", "La presa se rompió el lunes.", "La presa está entera.", 3.0),
        ("Llueve.", "It rains.", 0, "b", None, None, 1.5),
        ("El ministro habló " * 60, "Nadie habló.", 1, "b", None, None, 0.0),
    ],
    columns=["premise", "hypothesis", "label", "source", "premise_es", "hypothesis_es", "copies"],
)


@pytest.fixture
def recipes(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "models" / "recipes"))
    import average_models
    import pack_pairs
    import train_nli

    return pack_pairs, train_nli, average_models


@pytest.fixture
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(ROOT / "models" / "nli" / "tokenizer.json"))


def tiny(seed: int) -> BertForSequenceClassification:
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=66000, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32, num_labels=3, pad_token_id=1,
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    model.train(False)
    return model


def test_packed_pairs_are_read_as_the_tokenizer_reads_them(recipes: Any, tokenizer: Tokenizer, tmp_path: Path) -> None:
    pack, train, _ = recipes
    np.savez(tmp_path / "packed.npz", **pack.pack(PAIRS, tokenizer))
    pairs = train.read_pairs(tmp_path / "packed.npz")
    sides = {False: ("premise", "hypothesis"), True: ("premise_es", "hypothesis_es")}
    for row, spanish in ((0, False), (0, True), (1, False)):
        premise, hypothesis = (PAIRS[side][row] for side in sides[spanish])
        width = int(pairs.width(pairs.premise[[row], int(spanish)], pairs.hypothesis[[row], int(spanish)])[0])
        ids = pairs.input_ids(pairs.premise[[row], int(spanish)], pairs.hypothesis[[row], int(spanish)], width)[0].tolist()
        assert [i for i in ids if i != train.PAD] == tokenizer.encode(premise, hypothesis).ids
        assert width % 8 == 0 and len(ids) == width
    assert (pairs.premise[1, 0], pairs.hypothesis[1, 0]) == (pairs.premise[1, 1], pairs.hypothesis[1, 1])


def test_the_longer_side_is_cut_first(recipes: Any, tokenizer: Tokenizer, tmp_path: Path) -> None:
    pack, train, _ = recipes
    np.savez(tmp_path / "packed.npz", **pack.pack(PAIRS, tokenizer))
    pairs = train.read_pairs(tmp_path / "packed.npz")
    ids = pairs.input_ids(pairs.premise[[2], 0], pairs.hypothesis[[2], 0], train.MAX_TOKENS)[0].tolist()
    said = tokenizer.encode("Nadie habló.", add_special_tokens=False).ids
    assert len(ids) == train.MAX_TOKENS and train.PAD not in ids and ids[-len(said) - 1 : -1] == said


def test_a_pass_has_each_pair_as_often_as_it_should(recipes: Any, tokenizer: Tokenizer, tmp_path: Path) -> None:
    pack, train, _ = recipes
    np.savez(tmp_path / "packed.npz", **pack.pack(PAIRS, tokenizer))
    pairs = train.read_pairs(tmp_path / "packed.npz")
    premise, hypothesis, label = map(
        np.concatenate, zip(*(train.one_pass(pairs, np.random.default_rng(i)) for i in range(200)), strict=True)
    )
    assert (label == 2).sum() == 600 and 270 <= (label == 0).sum() <= 330 and 1 not in label
    turned = np.isin(premise[label == 2], pairs.hypothesis[0])
    assert 0.2 < turned.mean() < 0.4 and not np.isin(premise[label == 0], pairs.hypothesis[1]).any()
    spanish = (premise == pairs.premise[0, 1]) | (hypothesis == pairs.premise[0, 1])
    assert 0.35 < spanish[label == 2].mean() < 0.55


def test_batches_hold_pairs_of_one_width(recipes: Any) -> None:
    _, train, _ = recipes
    widths = np.array([8] * 9 + [16] * 5)
    made = train.batches(widths, 32, np.random.default_rng(0))
    assert sorted((len(rows), width) for rows, width in made) == [(2, 16), (2, 16), (4, 8), (4, 8)]
    assert all((widths[rows] == width).all() for rows, width in made)


def test_the_forward_pass_is_bert(recipes: Any) -> None:
    _, train, _ = recipes
    model = tiny(0).to(train.device)
    ids = torch.randint(3, 1000, (4, 16), device=train.device)
    ids[1, 9:] = train.PAD
    with torch.no_grad(), torch.autocast(train.device.type, torch.bfloat16):
        expected = model(input_ids=ids, attention_mask=(ids != train.PAD).long()).logits.float()
    assert torch.allclose(train.logits_of(model, ids), expected, atol=2e-2)


def test_rounding_is_what_storing_does(recipes: Any) -> None:
    _, train, _ = recipes
    matrix = torch.randn(5, 7, requires_grad=True)
    stored = dequantise(quantise({"w": matrix.detach().numpy()}))["w"]
    assert np.allclose(train.rounded(matrix).detach().numpy(), stored, atol=1e-6)
    train.rounded(matrix).sum().backward()
    assert torch.equal(matrix.grad, torch.ones(5, 7))


def test_averaged_weights_lie_between(recipes: Any) -> None:
    _, _, average = recipes
    left, right = tiny(0), tiny(1)
    expected = 0.75 * left.classifier.weight.detach() + 0.25 * right.classifier.weight.detach()
    assert torch.allclose(average.averaged([left, right], [3, 1]).classifier.weight, expected)


def test_models_of_other_shapes_or_labels_are_not_averaged(recipes: Any) -> None:
    _, _, average = recipes
    other = tiny(1)
    other.config.id2label = {0: "contradiction", 1: "neutral", 2: "entailment"}
    with pytest.raises(ValueError, match="labels"):
        average.averaged([tiny(0), other], [1, 1])
    wider = BertForSequenceClassification(BertConfig(hidden_size=16, num_hidden_layers=1, num_attention_heads=2, num_labels=3))
    with pytest.raises(ValueError, match="shape"):
        average.averaged([tiny(0), wider], [1, 1])
