"""The engines: stored weights, label order, models by name, two backends, and the models that the package carries."""

import json
import logging
import shutil
import sys
import time
from collections.abc import Iterator
from itertools import islice, permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from tiny_models import tiny_config, tiny_encoder, tiny_nli, tiny_tokenizer
from transformers import AutoModelForSequenceClassification, AutoTokenizer, BertForSequenceClassification, BertModel

from detector.engines import EngineError, Nli, encoder, load_encoder, load_nli, network, nli
from detector.engines.nli import LABELS, label_order
from detector.engines.weights import dequantise, embedded_folder, fingerprint, quantise, save_quantised

ROOT = Path(__file__).parents[1]
SHUFFLED = {0: "neutral", 1: "contradiction", 2: "entailment"}
PAIRS = [
    ("el puerto cerró", "el puerto no cerró"),
    ("la ministra negó", "the minister denied"),
    ("agua", "water sube baja the dam closed not opened el muelle"),
    ("", "el agua"),
    ("el puerto cerró", "el puerto no cerró"),
]
TEXTS = ["el puerto cerró", "the port closed", "agua", "", "el puerto cerró"]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cold cache folder for each test, and no model remembered from another."""
    monkeypatch.setenv("DETECTOR_CACHE", str(tmp_path / "cache"))
    load_nli.cache_clear()
    load_encoder.cache_clear()
    network._warn_once.cache_clear()
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def nli_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_nli(tmp_path_factory.mktemp("nli"), SHUFFLED)


@pytest.fixture(scope="module")
def encoder_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_encoder(tmp_path_factory.mktemp("encoder"))


# --- stored weights --------------------------------------------------------------------------------------------------


@given(arrays(np.float32, array_shapes(min_dims=2, max_dims=2, max_side=6), elements=st.floats(-1e4, 1e4, width=32)))
def test_a_matrix_is_restored_to_within_half_a_step(matrix: Any) -> None:
    stored = quantise({"w": matrix})
    restored = dequantise(stored)
    assert stored["w"].dtype == np.int8 and set(restored) == {"w"}
    assert np.allclose(stored["w.scale"], np.maximum(np.abs(matrix).max(axis=1), 1e-12) / 127), "all of int8 is used"
    half = stored["w.scale"][:, None] / 2  # type: ignore[operator]
    assert np.all(np.abs(restored["w"] - matrix) <= half * (1 + 1e-4) + 1e-12)


@given(arrays(np.float32, array_shapes(min_dims=1, max_dims=1), elements=st.floats(-1e4, 1e4, width=32)))
def test_a_vector_is_stored_as_it_is(vector: Any) -> None:
    assert np.array_equal(dequantise(quantise({"bias": vector}))["bias"], vector)


def test_the_fingerprint_changes_with_any_file_that_decides_what_is_computed(tmp_path: Path) -> None:
    (tmp_path / "1_Pooling").mkdir()
    files = [tmp_path / "config.json", tmp_path / "model.safetensors", tmp_path / "1_Pooling" / "config.json"]
    for file in files:
        file.write_text("{}")
    seen = {fingerprint(tmp_path)}
    (tmp_path / "README.md").write_text("a card")
    assert fingerprint(tmp_path) in seen
    for file in files:
        file.write_text("[]")
        seen.add(fingerprint(tmp_path))
    assert len(seen) == 4


# --- labels ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("form", [str.lower, str.upper, lambda name: name[:7]])
def test_labels_are_found_by_name_in_any_order(order: tuple[int, ...], form: Any) -> None:
    id2label = {place: form(name) for place, name in zip(order, LABELS, strict=True)}
    assert label_order(id2label) == list(order)


@pytest.mark.parametrize(
    "labels",
    [("entailment", "not_entailment"), ("LABEL_0", "LABEL_1", "LABEL_2"), (), ("entailment", "entailment", "neutral"), (*LABELS, "other")],
)
def test_other_labels_are_no_nli(labels: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="its labels are"):
        label_order(dict(enumerate(labels)))


# --- models by name --------------------------------------------------------------------------------------------------


def reference(folder: Path, pairs: list[tuple[str, str]]) -> Any:
    """Probabilities as transformers' own tokenizer and model give them, one pair at a time, in the order of `LABELS`."""
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModelForSequenceClassification.from_pretrained(folder).eval()
    order = [model.config.label2id[name] for name in LABELS]
    types = {"return_token_type_ids": False} if model.config.type_vocab_size == 1 else {}
    with torch.inference_mode():
        logits = [model(**tokenizer(*pair, return_tensors="pt", **types)).logits[0, order] for pair in pairs]
    return torch.stack(logits).softmax(-1).numpy()


@pytest.mark.parametrize("backend", ["torch", "openvino"])
@pytest.mark.parametrize(("typed", "types"), [(True, 2), (False, 2), (True, 1)])
def test_a_named_model_gives_what_transformers_gives_in_our_order_of_labels(tmp_path: Path, backend: Any, typed: bool, types: int) -> None:
    folder = tiny_nli(tmp_path / "model", SHUFFLED, typed, types)
    rows = load_nli(str(folder), backend).predict(PAIRS)
    assert rows.dtype == np.float32 and rows.shape == (len(PAIRS), 3)
    assert np.allclose(rows.sum(axis=1), 1, atol=1e-5)
    assert np.allclose(rows, reference(folder, PAIRS), atol=1e-4 if backend == "torch" else 0.05), "bf16 where the processor has it"
    assert np.ptp(rows, axis=0).max() > 0.1, "the model tells the pairs apart, or this test shows nothing"


def test_the_order_of_the_pairs_is_kept(nli_folder: Path) -> None:
    model = load_nli(str(nli_folder))
    assert np.allclose(model.predict(PAIRS[::-1]), model.predict(PAIRS)[::-1], atol=1e-5)


def test_nothing_in_nothing_out(nli_folder: Path, encoder_folder: Path) -> None:
    assert load_nli(str(nli_folder)).predict([]).shape == (0, 3)
    assert len(load_encoder(str(encoder_folder)).encode([])) == 0
    assert len(load_encoder().encode([])) == 0
    assert load_nli().predict([]).shape == (0, 3)


def test_the_same_name_gives_the_same_object(nli_folder: Path) -> None:
    assert load_nli(str(nli_folder)) is load_nli(str(nli_folder))


def test_a_named_encoder_gives_unit_rows_in_order(encoder_folder: Path) -> None:
    told: list[int] = []
    vectors = load_encoder(str(encoder_folder)).encode(TEXTS, told.append)
    assert vectors.dtype == np.float32 and vectors.shape == (len(TEXTS), 32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[0], vectors[4], atol=1e-5) and not np.allclose(vectors[0], vectors[1], atol=0.1)
    assert sum(told) == len(TEXTS)


@pytest.mark.parametrize(
    ("labels", "says"),
    [
        (["entailment", "not_entailment"], "entailment, not_entailment: it tells only two things apart"),
        (["LABEL_0", "LABEL_1", "LABEL_2"], "LABEL_0, LABEL_1, LABEL_2: its config.json does not say which is"),
        (["LABEL_0", "LABEL_1"], "LABEL_0, LABEL_1; those of an NLI model are entailment, neutral and contradiction"),
        (["joy", "anger", "fear", "sadness", "love"], "joy, anger, fear, sadness, ...; those of an NLI model"),
    ],
)
def test_a_model_of_another_kind_is_refused_in_one_line_that_says_why(tmp_path: Path, labels: list[str], says: str) -> None:
    with pytest.raises(EngineError) as refusal:
        load_nli(str(tiny_nli(tmp_path / "model", dict(enumerate(labels)))))
    assert f"cannot be used as an NLI model: its labels are {says}" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def spoil(folder: Path, how: str) -> None:
    """Make of a good model's folder one that is not."""
    config, weights = folder / "config.json", next(folder.rglob("model.safetensors"))
    match how:
        case "empty":
            shutil.rmtree(folder)
            folder.mkdir()
        case "junk config":
            config.write_text("not json")
        case "no config":
            config.unlink()
        case "no type":
            config.write_text("{}")
        case "no weights":
            weights.unlink()
        case "cut off":
            weights.write_bytes(weights.read_bytes()[:5000])
        case "git-lfs pointer":
            weights.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n")
        case "another size":
            config.write_text(json.dumps({**json.loads(config.read_text()), "hidden_size": 16}))
        case "no tokenizer":
            for file in folder.glob("tokenizer*"):
                file.unlink()
        case "junk tokenizer":
            (folder / "tokenizer.json").write_text("{}")
        case "slow tokenizer":
            for file in folder.glob("tokenizer*"):
                file.unlink()
            (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "CanineTokenizer"}')
        case "custom code":
            changed = {"model_type": "new", "auto_map": {"AutoConfig": "code.Config", "AutoModel": "code.Model"}}
            config.write_text(json.dumps({**json.loads(config.read_text()), **changed}))


SPOILT = {
    "empty": "config.json", "junk config": "", "no config": "config.json", "no type": "config.json", "no weights": "no file named",
    "cut off": "a file of weights is cut off", "git-lfs pointer": "a file of weights is cut off or is none",
    "another size": "its weights do not fit its config.json", "no tokenizer": "tokenizer.json missing", "junk tokenizer": "tokenizer",
    "slow tokenizer": "", "custom code": "custom code",
}  # fmt: skip


@pytest.mark.parametrize("load", [load_nli, load_encoder])
@pytest.mark.parametrize("how", SPOILT)
def test_a_broken_folder_is_refused_in_one_line_and_nothing_else_is_printed(
    nli_folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], load: Any, how: str
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(nli_folder, folder)
    spoil(folder, how)
    capfd.readouterr()
    with pytest.raises(EngineError, match=r"model cannot be used as an") as refusal:
        load(str(folder))
    assert SPOILT[how] in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert capfd.readouterr() == ("", "")


def test_a_classifier_whose_head_was_never_trained_is_refused(tmp_path: Path) -> None:
    BertModel(tiny_config(SHUFFLED)).save_pretrained(tmp_path)
    tiny_tokenizer(tmp_path)
    with pytest.raises(EngineError, match=r"its weights do not fit its config\.json: classifier\.bias is missing"):
        load_nli(str(tmp_path))


@pytest.mark.parametrize("how", ["no pooling", "cut off", "junk modules"])
def test_a_broken_sentence_transformers_folder_is_refused_in_one_line(encoder_folder: Path, tmp_path: Path, how: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(encoder_folder, folder)
    if how == "no pooling":
        shutil.rmtree(folder / "1_Pooling")
    elif how == "junk modules":
        (folder / "modules.json").write_text("[{]")
    else:
        spoil(folder, how)
    with pytest.raises(EngineError, match="model cannot be used as an encoder: ") as refusal:
        load_encoder(str(folder))
    assert "\n" not in str(refusal.value)


def test_loading_a_good_model_prints_nothing(nli_folder: Path, encoder_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    load_nli(str(nli_folder))
    load_encoder(str(encoder_folder))
    load_encoder(str(nli_folder))  # weights are left over, and there is no pooling: both are logged by others
    assert capfd.readouterr() == ("", "")


def test_a_plain_encoder_gets_mean_pooling(tmp_path: Path, encoder_folder: Path) -> None:
    vectors = load_encoder(str(encoder_folder.parent / "bare")).encode(TEXTS)
    assert np.allclose(vectors, load_encoder(str(encoder_folder)).encode(TEXTS), atol=1e-5)


@pytest.mark.parametrize(
    ("name", "stored", "before"),
    [
        ("model", {}, ""),
        ("model", {"prompts": {"query": "el ", "document": "la "}}, "el "),
        ("model", {"prompts": {"text": "la "}, "default_prompt_name": "text"}, "la "),
        ("multilingual-e5-base", {}, "query: "),
        ("multilingual-e5-base", {"prompts": {"query": "el "}}, "el "),
        ("e5_large", {}, "query: "),
        ("multilingual-e5-large-instruct", {}, ""),
        ("base5-model", {}, ""),
    ],
)
def test_an_encoder_gets_the_prompt_it_was_trained_with(
    encoder_folder: Path, tmp_path: Path, name: str, stored: dict[str, Any], before: str
) -> None:
    folder = tmp_path / name
    shutil.copytree(encoder_folder, folder)
    config = folder / "config_sentence_transformers.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), "prompts": {}, "default_prompt_name": None, **stored}))
    plain = load_encoder(str(encoder_folder)).encode([before + text for text in TEXTS])
    assert np.allclose(load_encoder(str(folder)).encode(TEXTS), plain, atol=1e-5)


@pytest.mark.parametrize("load", [load_nli, load_encoder])
@pytest.mark.parametrize("name", ["no-such-house/no-such-model", "no-such-model", "./no/such/folder", "../x", "no\x00name", "a b"])
def test_a_missing_model_is_refused_in_one_line_and_at_once(monkeypatch: pytest.MonkeyPatch, load: Any, name: str) -> None:
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")  # nothing listens there
    monkeypatch.setattr(time, "sleep", lambda seconds: pytest.fail(f"waited {seconds} s to ask the hub again"))
    with pytest.raises(EngineError, match="cannot") as refusal:
        load(name)
    assert "\n" not in str(refusal.value)


# --- batches ---------------------------------------------------------------------------------------------------------


class Recorder:
    """A backend that gives back the first token of each row, and remembers the shapes it was called with."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []

    def __call__(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
        assert input_ids.shape == attention_mask.shape == token_type_ids.shape
        self.shapes.append(input_ids.shape)
        return np.stack([input_ids[:, 1], attention_mask.sum(axis=1)], axis=1).astype(np.float32)


@given(st.lists(st.integers(1, 120), max_size=60), st.integers(1, 400))
def test_batches_are_bounded_in_tokens_and_every_input_keeps_its_place(lengths: list[int], limit: int) -> None:
    tokenizer, run, told = word_tokenizer(), Recorder(), []
    texts = [f"w{length} " * length for length in lengths]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "BATCH_TOKENS", limit)
        rows = network.outputs(tokenizer, run, texts, 0, told.append)
    assert [tuple(row) for row in rows] == [(length, length + 2) for length in lengths]
    assert all(shape[0] * shape[1] <= limit or shape[0] == 1 for shape in run.shapes)
    assert sum(shape[0] for shape in run.shapes) == len(set(texts)), "equal inputs are computed once"
    assert sum(told) == len(texts)


def word_tokenizer() -> Any:
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import TemplateProcessing

    tokenizer = Tokenizer(WordLevel({f"w{i}": i for i in range(200)}, unk_token="w0"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(single="w1 $A w2", pair="w1 $A w2 $B w2", special_tokens=[("w1", 1), ("w2", 2)])
    return tokenizer


# --- stored models and their cache -----------------------------------------------------------------------------------


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A tiny NLI model stored as the embedded one is."""
    folder = tmp_path / "stored"
    torch.manual_seed(0)
    save_quantised(BertForSequenceClassification(tiny_config(SHUFFLED)), folder)
    tiny_tokenizer(folder)
    (folder / "calibration.json").write_text('{"general": {"temperature": 2.0}}')
    return folder


def graphs(folder: Path) -> set[str]:
    return {file.suffix for file in folder.rglob("*") if file.is_file()} if folder.is_dir() else set()


def test_a_stored_model_runs_the_same_on_both_backends(stored: Path) -> None:
    left, right = (nli.load_embedded(backend, stored).predict(PAIRS) for backend in ("torch", "openvino"))  # type: ignore[arg-type]
    assert np.abs(left - right).max() < 0.02
    assert np.array_equal(left.argmax(axis=1), right.argmax(axis=1))


def test_the_temperature_divides_the_logits(stored: Path) -> None:
    soft = nli.load_embedded("torch", stored).predict(PAIRS)
    (stored / "calibration.json").write_text('{"general": {"temperature": 1.0}}')
    sharp = nli.load_embedded("torch", stored).predict(PAIRS)
    assert np.allclose(np.diff(np.log(soft)), np.diff(np.log(sharp)) / 2, atol=1e-4)


SPANISH = "La ministra negó que el puerto cerrara el lunes."
ENGLISH = "The minister denied that the port had closed on Monday."
FRENCH = "La ministre a nié que le port ait fermé lundi, selon le journal."


@pytest.mark.parametrize(
    ("premise", "hypothesis", "fitted"),
    [
        (SPANISH, SPANISH, "es"), (ENGLISH, ENGLISH, "en"), (SPANISH, ENGLISH, "es-en"),
        (ENGLISH, SPANISH, None), (FRENCH, FRENCH, None), (SPANISH, FRENCH, None), ("12", "…", None),
    ],
)  # fmt: skip
def test_each_pair_of_languages_has_its_calibration_and_any_other_the_general_one(
    stored: Path, premise: str, hypothesis: str, fitted: str | None
) -> None:
    languages: dict[str | None, dict[str, Any]] = {
        "es": {"temperature": 2.0, "terms": [0.3, -0.5, 0.2]},
        "en": {"temperature": 0.5},
        "es-en": {"temperature": 4.0, "terms": [0.0, 1.0, -1.0]},
    }
    general = {"temperature": 3.0, "terms": [-0.4, 0.1, 0.3]}
    (stored / "calibration.json").write_text(json.dumps({"general": general, "languages": languages}))
    model = nli.load_embedded("torch", stored)
    pairs = [("el agua", "the port"), (premise, hypothesis)]
    expected = languages.get(fitted, general)
    logits = model.logits(pairs)[1] / expected["temperature"] + np.array(expected.get("terms", [0.0, 0.0, 0.0]))
    assert np.allclose(np.diff(np.log(model.predict(pairs)[1])), np.diff(logits), atol=1e-4)


def test_a_stored_model_can_be_named(stored: Path) -> None:
    model = load_nli(str(stored), "torch")
    assert model.name == str(stored)
    assert np.array_equal(model.predict(PAIRS), nli.load_embedded("torch", stored).predict(PAIRS))


def test_stored_models_in_each_others_place_are_refused(stored: Path, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"stored cannot be used as an encoder: .*pooling\.json"):
        load_encoder(str(stored))
    save_quantised(BertModel(tiny_config(), add_pooling_layer=False), tmp_path / "encoder")
    with pytest.raises(EngineError, match="encoder cannot be used as an NLI model: its labels are none"):
        load_nli(str(tmp_path / "encoder"))


def test_a_stored_encoder_averages_its_token_vectors(tmp_path: Path) -> None:
    torch.manual_seed(0)
    model = BertModel(tiny_config(), add_pooling_layer=False).eval()
    save_quantised(model, tmp_path / "stored")
    tiny_tokenizer(tmp_path / "stored")
    (tmp_path / "stored" / "pooling.json").write_text('{"prefix": "el ", "pooling": "mean"}')
    vectors = encoder.load_embedded("torch", tmp_path / "stored").encode(["puerto", "agua"])
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "stored")
    with torch.inference_mode():
        expected = torch.stack([model(**tokenizer(f"el {text}", return_tensors="pt"))[0][0].mean(0) for text in ("puerto", "agua")])
    assert np.sum(vectors * torch.nn.functional.normalize(expected).numpy(), axis=1) == pytest.approx(1, abs=0.01)


def test_a_warm_cache_gives_exactly_what_a_cold_one_gave(stored: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert graphs(cache) == set()
    cold = nli.load_embedded("openvino", stored).predict(PAIRS)
    assert graphs(cache) == {".xml", ".bin"}
    monkeypatch.setattr(nli, "load_quantised", lambda *_: pytest.fail("a warm cache needs no PyTorch"))
    assert np.array_equal(nli.load_embedded("openvino", stored).predict(PAIRS), cold)


@pytest.mark.parametrize("how", ["below a file", "a file", "cannot save"])
def test_a_cache_that_cannot_be_written_costs_time_only(stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    expected = nli.load_embedded("openvino", stored).predict(PAIRS)
    (tmp_path / "file").write_text("")
    place = tmp_path / {"below a file": "file/cache", "a file": "file", "cannot save": "full"}[how]
    monkeypatch.setenv("DETECTOR_CACHE", str(place))
    if how == "cannot save":
        import openvino

        save = openvino.save_model

        def save_elsewhere(graph: Any, file: Path, **options: Any) -> None:
            if place in Path(file).parents:
                raise RuntimeError("no space left on device")
            save(graph, file, **options)

        monkeypatch.setattr(openvino, "save_model", save_elsewhere)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr("tempfile.tempdir", None)
    assert np.array_equal(nli.load_embedded("openvino", stored).predict(PAIRS), expected)
    assert list((tmp_path / "scratch").iterdir()) == [], "no copy of the model is left behind"


def test_a_broken_file_in_the_cache_does_not_stop_a_run(stored: Path, cache: Path) -> None:
    expected = nli.load_embedded("openvino", stored).predict(PAIRS)
    for file in cache.glob("*.xml"):
        file.write_text("<cut off")
    assert np.array_equal(nli.load_embedded("openvino", stored).predict(PAIRS), expected)


# --- precision, and what takes over where OpenVINO cannot be used -------------------------------------------------------


@pytest.mark.parametrize(
    ("capabilities", "machine", "best"),
    [
        (["BF16", "WINOGRAD", "FP32", "FP16", "INT8"], "x86_64", "bf16"),
        (["WINOGRAD", "FP32", "INT8"], "x86_64", "f32"),
        (["FP32", "FP16", "INT8"], "AMD64", "f32"),
        (["FP32", "FP16"], "aarch64", "f16"),
        (["FP32", "FP16"], "arm64", "f16"),
        (["FP32"], "arm64", "f32"),
    ],
)
def test_the_precision_is_the_one_that_the_processor_is_best_at(capabilities: list[str], machine: str, best: str) -> None:
    assert network.precision(capabilities, machine) == best


@pytest.mark.parametrize(("capabilities", "best"), [(["FP32", "INT8"], "f32"), (["FP32", "BF16"], "bf16")])
def test_openvino_is_told_the_precision(stored: Path, monkeypatch: pytest.MonkeyPatch, capabilities: list[str], best: str) -> None:
    import openvino

    compiled = []

    class Processor(openvino.Core):
        def get_property(self, device: str, name: str) -> Any:
            assert (device, name) == ("CPU", "OPTIMIZATION_CAPABILITIES")
            return capabilities

        def compile_model(self, *given: Any) -> Any:
            compiled.append(super().compile_model(*given))
            return compiled[0]

    monkeypatch.setattr(openvino, "Core", Processor)
    rows = nli.load_embedded("openvino", stored).predict(PAIRS)
    assert compiled[0].get_property("INFERENCE_PRECISION_HINT").to_string() == best
    assert np.abs(rows - nli.load_embedded("torch", stored).predict(PAIRS)).max() < (0.002 if best == "f32" else 0.02)


@pytest.mark.parametrize("how", ["not installed", "no such processor", "cannot compile"])
def test_where_openvino_cannot_be_used_pytorch_takes_over_with_one_line(
    stored: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    import openvino

    def fail(*_: Any) -> None:
        raise RuntimeError("not on this processor\nCheck 'x' failed at src/y.cpp:12")

    expected = nli.load_embedded("torch", stored).predict(PAIRS)
    if how == "not installed":
        monkeypatch.setitem(sys.modules, "openvino", None)
    else:
        broken = {"no such processor": "get_property", "cannot compile": "compile_model"}[how]
        monkeypatch.setattr(openvino, "Core", type("Broken", (openvino.Core,), {broken: fail}))
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            assert np.array_equal(nli.load_embedded("auto", stored).predict(PAIRS), expected)
    (warning,) = caplog.messages
    assert "OpenVINO cannot be used" in warning and "PyTorch takes over" in warning and "\n" not in warning
    with pytest.raises(EngineError, match="OpenVINO cannot be used") as refusal:
        nli.load_embedded("openvino", stored)
    assert "\n" not in str(refusal.value)


# --- the models that the package carries -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("graphs")


def news_pairs() -> list[tuple[str, str]]:
    """500 pairs: the project's own NLI pairs, then quotes of its stories beside each other."""
    rows = [json.loads(line) for line in (ROOT / "eval/gold/nli/pairs.jsonl").read_text().splitlines()]
    pairs = [(row["premise"], row["hypothesis"]) for row in rows]
    quotes = []
    for file in sorted((ROOT / "eval/gold/examples").glob("*.jsonl")):
        relations = [row for row in map(json.loads, file.read_text().splitlines()) if row["record"] == "relation"]
        pairs += [(row["a"]["quote"], row["b"]["quote"]) for row in relations]
        quotes += [quote for row in relations for quote in (row["a"]["quote"], row["b"]["quote"])]
    quotes = list(dict.fromkeys(quotes))
    crossed = ((quotes[i], quotes[(i + step) % len(quotes)]) for step in range(1, len(quotes)) for i in range(len(quotes)))
    pairs = list(dict.fromkeys(pairs))
    fresh: Iterator[tuple[str, str]] = (pair for pair in crossed if pair not in pairs)
    return [*pairs, *islice(fresh, max(0, 500 - len(pairs)))][:500]


def embedded(backend: Any, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Nli:
    monkeypatch.setenv("DETECTOR_CACHE", str(shared_cache))
    return load_nli(None, backend)


def test_the_embedded_nli_model_agrees_with_itself_on_both_backends(
    shared_cache: Path, monkeypatch: pytest.MonkeyPatch, record_property: Any
) -> None:
    pairs = news_pairs()
    assert len(pairs) == len(set(pairs)) == 500
    torch_rows, openvino_rows = (embedded(backend, shared_cache, monkeypatch).predict(pairs) for backend in ("torch", "openvino"))
    difference = np.abs(torch_rows - openvino_rows)
    same = np.mean(torch_rows.argmax(axis=1) == openvino_rows.argmax(axis=1))
    figures = {"labels": f"{same:.4f}", "max": f"{difference.max():.5f}", "p99": f"{np.quantile(difference, 0.99):.5f}"}
    for name, value in figures.items():
        record_property(name, value)
    assert same >= 0.99, figures
    assert difference.max() <= 0.05 and np.quantile(difference, 0.99) <= 0.02, figures


@pytest.mark.parametrize(
    ("premise", "hypothesis", "label"),
    [
        ("El puerto estuvo cerrado toda la noche.", "El puerto estuvo abierto toda la noche.", "contradiction"),
        ("The port was closed all night.", "El puerto estuvo abierto toda la noche.", "contradiction"),
        ("La presa se rompió y murieron catorce personas.", "Murieron personas.", "entailment"),
        ("The minister visited the school on Monday.", "The cheese fair opens on Saturday.", "neutral"),
    ],
)
def test_the_embedded_nli_model_reads_plain_cases(
    premise: str, hypothesis: str, label: str, shared_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = embedded("auto", shared_cache, monkeypatch).predict([(premise, hypothesis)])
    assert LABELS[int(row.argmax())] == label


def test_the_embedded_encoder_holds_a_claim_near_its_paraphrase_translation_and_denial(
    shared_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETECTOR_CACHE", str(shared_cache))
    texts = [
        "La ministra arrendó el muelle norte a una naviera extranjera",
        "El muelle norte fue alquilado por la ministra a una naviera de otro país",
        "The minister leased the north pier to a foreign shipping line",
        "La ministra no arrendó el muelle norte a ninguna naviera extranjera",
        "La feria del queso abre el sábado en la plaza mayor",
    ]
    backends = [load_encoder(None, backend).encode(texts) for backend in ("torch", "openvino")]  # type: ignore[arg-type]
    assert np.sum(backends[0] * backends[1], axis=1).min() > 0.999
    for vectors in backends:
        cosine = vectors @ vectors[0]
        assert cosine[1:4].min() > cosine[4] + 0.2


def test_very_long_texts_are_cut_and_not_refused(shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "el agua del río " * 300
    assert np.isfinite(embedded("auto", shared_cache, monkeypatch).predict([(long, long)])).all()


def test_an_installation_without_its_models_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "detector" / "engines").mkdir(parents=True)
    copy = shutil.copy(ROOT / "detector/engines/weights.py", tmp_path / "detector/engines/weights.py")
    monkeypatch.setattr("detector.engines.weights.__file__", str(copy))
    with pytest.raises(EngineError, match="embedded nli model is missing"):
        embedded_folder("nli")
