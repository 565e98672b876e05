"""The recipe that trains the NLI model: what it packs, draws, reads, rounds and averages."""

import argparse
from pathlib import Path
from types import SimpleNamespace
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
def recipes(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    monkeypatch.syspath_prepend(str(ROOT / "models" / "recipes"))
    import average_models
    import forward
    import pack_pairs
    import packed
    import train_nli

    return SimpleNamespace(average=average_models, forward=forward, pack=pack_pairs, packed=packed, train=train_nli)


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


def test_packed_pairs_are_read_as_the_tokenizer_reads_them(recipes: SimpleNamespace, tokenizer: Tokenizer, tmp_path: Path) -> None:
    np.savez(tmp_path / "packed.npz", **recipes.pack.pack(PAIRS, tokenizer))
    pairs = recipes.packed.read_pairs(tmp_path / "packed.npz")
    sides = {False: ("premise", "hypothesis"), True: ("premise_es", "hypothesis_es")}
    for row, spanish in ((0, False), (0, True), (1, False)):
        premise, hypothesis = (PAIRS[side][row] for side in sides[spanish])
        width = int(pairs.width(pairs.premise[[row], int(spanish)], pairs.hypothesis[[row], int(spanish)])[0])
        ids = pairs.input_ids(pairs.premise[[row], int(spanish)], pairs.hypothesis[[row], int(spanish)], width)[0].tolist()
        assert [i for i in ids if i != recipes.packed.PAD] == tokenizer.encode(premise, hypothesis).ids
        assert width % 8 == 0 and len(ids) == width
    assert (pairs.premise[1, 0], pairs.hypothesis[1, 0]) == (pairs.premise[1, 1], pairs.hypothesis[1, 1])


def test_the_longer_side_is_cut_first(recipes: SimpleNamespace, tokenizer: Tokenizer, tmp_path: Path) -> None:
    np.savez(tmp_path / "packed.npz", **recipes.pack.pack(PAIRS, tokenizer))
    pairs = recipes.packed.read_pairs(tmp_path / "packed.npz")
    ids = pairs.input_ids(pairs.premise[[2], 0], pairs.hypothesis[[2], 0], recipes.packed.MAX_TOKENS)[0].tolist()
    said = tokenizer.encode("Nadie habló.", add_special_tokens=False).ids
    assert len(ids) == recipes.packed.MAX_TOKENS and recipes.packed.PAD not in ids and ids[-len(said) - 1 : -1] == said


def test_a_pass_has_each_pair_as_often_as_it_should(recipes: SimpleNamespace, tokenizer: Tokenizer, tmp_path: Path) -> None:
    np.savez(tmp_path / "packed.npz", **recipes.pack.pack(PAIRS, tokenizer))
    pairs = recipes.packed.read_pairs(tmp_path / "packed.npz")
    premise, hypothesis, label = map(
        np.concatenate, zip(*(recipes.packed.one_pass(pairs, np.random.default_rng(i)) for i in range(200)), strict=True)
    )
    assert (label == 2).sum() == 600 and 270 <= (label == 0).sum() <= 330 and 1 not in label
    turned = np.isin(premise[label == 2], pairs.hypothesis[0])
    assert 0.2 < turned.mean() < 0.4 and not np.isin(premise[label == 0], pairs.hypothesis[1]).any()
    spanish = (premise == pairs.premise[0, 1]) | (hypothesis == pairs.premise[0, 1])
    assert 0.35 < spanish[label == 2].mean() < 0.55


def test_batches_hold_pairs_of_one_width(recipes: SimpleNamespace) -> None:
    widths = np.array([8] * 9 + [16] * 5)
    made = recipes.packed.batches(widths, 32, np.random.default_rng(0))
    assert sorted((len(rows), width) for rows, width in made) == [(2, 16), (2, 16), (4, 8), (4, 8)]
    assert all((widths[rows] == width).all() for rows, width in made)


def test_the_forward_pass_is_bert(recipes: SimpleNamespace) -> None:
    model = tiny(0).to(recipes.packed.device)
    ids = torch.randint(3, 1000, (4, 16), device=recipes.packed.device)
    ids[1, 9:] = recipes.packed.PAD
    with torch.no_grad(), torch.autocast(recipes.packed.device.type, torch.bfloat16):
        expected = model(input_ids=ids, attention_mask=(ids != recipes.packed.PAD).long()).logits.float()
    assert torch.allclose(recipes.forward.logits_of(model, ids), expected, atol=2e-2)


def test_rounding_is_what_storing_does(recipes: SimpleNamespace) -> None:
    matrix = torch.randn(5, 7, requires_grad=True)
    stored = dequantise(quantise({"w": matrix.detach().numpy()}))["w"]
    assert np.allclose(recipes.forward.rounded(matrix).detach().numpy(), stored, atol=1e-6)


def test_a_step_computes_with_rounded_copies_and_learns(recipes: SimpleNamespace) -> None:
    model = tiny(0).to(recipes.packed.device)
    model.bert.embeddings.requires_grad_(requires_grad=False)
    before = model.bert.encoder.layer[0].output.dense.weight.detach().clone()
    step = recipes.train.Step(model, argparse.Namespace(dropout=0.1, smoothing=0.0, average=0.5))
    ids, labels = torch.randint(3, 1000, (12, 16), device=recipes.packed.device), torch.arange(12, device=recipes.packed.device) % 3
    for _ in range(60):
        step.run(ids, torch.nn.functional.one_hot(labels, 3).float(), 5e-3)
    for weight in model.parameters():
        if weight.requires_grad and weight.ndim == 2:
            assert torch.equal(step.used[weight], recipes.forward.rounded(weight.detach()).to(torch.bfloat16))
    step.finish()
    assert (recipes.forward.logits_of(model, ids).argmax(1) == labels).float().mean() > 0.9
    assert not torch.equal(before, model.bert.encoder.layer[0].output.dense.weight)


def test_a_run_that_was_stopped_goes_on(
    recipes: SimpleNamespace, tokenizer: Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    np.savez(tmp_path / "packed.npz", **recipes.pack.pack(PAIRS, tokenizer))
    pairs = recipes.packed.read_pairs(tmp_path / "packed.npz")
    args = argparse.Namespace(
        pairs=60, minutes=None, rate=1e-3, tokens=64, average=0.9, smoothing=0.0, dropout=0.0, seed=1, out=tmp_path
    )  # fmt: skip
    monkeypatch.setattr(recipes.train, "CHECKPOINT_SECONDS", 0)
    ran = recipes.train.Step.run
    stopped_after = 12

    def stop(self: Any, *batch: Any) -> None:
        nonlocal stopped_after
        stopped_after -= 1
        if stopped_after < 0:
            raise KeyboardInterrupt
        ran(self, *batch)

    monkeypatch.setattr(recipes.train.Step, "run", stop)
    with pytest.raises(KeyboardInterrupt):
        recipes.train.train(tiny(0).to(recipes.packed.device), pairs, args, recipes.train.Teachers())
    state = torch.load(tmp_path / "checkpoint.pt")
    seen, steps, _ = state["progress"]
    assert 0 < seen < 60 and steps == 12
    first = recipes.train.Step(tiny(1).to(recipes.packed.device), args)
    assert first.restore(tmp_path / "checkpoint.pt")[:2] == (seen, steps)
    assert all(torch.equal(weight, stored) for weight, stored in zip(first.weights, state["weights"], strict=True))
    assert all(torch.equal(average, stored) for average, stored in zip(first.average, state["average"], strict=True))

    rates = []
    monkeypatch.setattr(recipes.train.Step, "run", lambda self, ids, labels, rate: (rates.append(rate), ran(self, ids, labels, rate)))
    recipes.train.train(tiny(1).to(recipes.packed.device), pairs, args, recipes.train.Teachers())
    assert rates[0] == pytest.approx(1e-3 * (1 - seen / 60) / 0.94) and not (tmp_path / "checkpoint.pt").exists()


def test_teachers_tell_what_is_learned_beside_the_labels(recipes: SimpleNamespace, tmp_path: Path) -> None:
    device = recipes.packed.device
    ids, labels = torch.randint(3, 1000, (5, 16), device=device), torch.arange(5, device=device) % 3
    assert torch.equal(recipes.train.Teachers().targets(ids, labels), torch.nn.functional.one_hot(labels, 3).float())
    models = [tiny(1), tiny(2)]
    for i, model in enumerate(models):
        with torch.no_grad():
            model.classifier.weight *= 50
        model.save_pretrained(tmp_path / str(i))
    named = [f"{tmp_path / '0'}=3", f"{tmp_path / '1'}=1"]
    with torch.no_grad():
        said = [recipes.forward.logits_of(model.to(device), ids) for model in models]
    ensemble = (0.75 * said[0] + 0.25 * said[1]).softmax(1)
    assert torch.allclose(recipes.train.Teachers(named, hard=0.0).targets(ids, labels), ensemble, atol=2e-2)
    mixed = recipes.train.Teachers(named, hard=0.6).targets(ids, labels)
    assert torch.allclose(mixed[labels == 0][:, 0], 0.6 + 0.4 * ensemble[labels == 0][:, 0], atol=2e-2)


def test_only_the_highest_layers_learn(recipes: SimpleNamespace, tmp_path: Path) -> None:
    tiny(0).save_pretrained(tmp_path)
    model = recipes.train.new_model(tmp_path, layers=1)
    learns = {name for name, weight in model.named_parameters() if weight.requires_grad}
    assert not any(name.startswith(("bert.embeddings", "bert.encoder.layer.0")) for name in learns)
    assert any(name.startswith("bert.encoder.layer.1") for name in learns) and "classifier.weight" in learns
    assert all(weight.requires_grad for weight in recipes.train.new_model(tmp_path).parameters())


def test_a_new_run_may_take_another_model_s_head(recipes: SimpleNamespace, tmp_path: Path) -> None:
    donor = tiny(1)
    tiny(0).bert.save_pretrained(tmp_path / "base")
    donor.save_pretrained(tmp_path / "donor")
    model = recipes.train.new_model(tmp_path / "base", head=tmp_path / "donor")
    assert torch.equal(model.classifier.weight.cpu(), donor.classifier.weight)
    assert torch.equal(model.bert.pooler.dense.weight.cpu(), donor.bert.pooler.dense.weight)
    assert torch.equal(model.bert.encoder.layer[0].output.dense.weight.cpu(), tiny(0).bert.encoder.layer[0].output.dense.weight)


@pytest.mark.parametrize("share", [0.0, 0.3])
def test_dropout_keeps_the_mean(recipes: SimpleNamespace, share: float) -> None:
    torch.manual_seed(0)
    dropped = recipes.forward.Dropout(share)(torch.ones(100, 1000, device=recipes.packed.device, dtype=torch.bfloat16)).float()
    assert (dropped == 0).float().mean().item() == pytest.approx(share, abs=0.01)
    assert dropped.mean().item() == pytest.approx(1, abs=0.02)


def test_averaged_weights_lie_between(recipes: SimpleNamespace) -> None:
    left, right = tiny(0), tiny(1)
    expected = 0.75 * left.classifier.weight.detach() + 0.25 * right.classifier.weight.detach()
    assert torch.allclose(recipes.average.averaged([left, right], [3, 1]).classifier.weight, expected)


def test_models_of_other_shapes_or_labels_are_not_averaged(recipes: SimpleNamespace) -> None:
    other = tiny(1)
    other.config.id2label = {0: "contradiction", 1: "neutral", 2: "entailment"}
    with pytest.raises(ValueError, match="labels"):
        recipes.average.averaged([tiny(0), other], [1, 1])
    wider = BertForSequenceClassification(BertConfig(hidden_size=16, num_hidden_layers=1, num_attention_heads=2, num_labels=3))
    with pytest.raises(ValueError, match="shape"):
        recipes.average.averaged([tiny(0), wider], [1, 1])
