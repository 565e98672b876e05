"""The engines: stored weights, label order, models by name, two backends, and the models that the package carries."""

import json
import shutil
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
    with torch.inference_mode():
        logits = [model(**tokenizer(*pair, return_tensors="pt")).logits[0, order] for pair in pairs]
    return torch.stack(logits).softmax(-1).numpy()


@pytest.mark.parametrize("backend", ["torch", "openvino"])
@pytest.mark.parametrize("typed", [True, False])
def test_a_named_model_gives_what_transformers_gives_in_our_order_of_labels(tmp_path: Path, backend: Any, typed: bool) -> None:
    folder = tiny_nli(tmp_path / "model", SHUFFLED, typed)
    rows = load_nli(str(folder), backend).predict(PAIRS)
    assert rows.dtype == np.float32 and rows.shape == (len(PAIRS), 3)
    assert np.allclose(rows.sum(axis=1), 1, atol=1e-5)
    assert np.allclose(rows, reference(folder, PAIRS), atol=1e-4 if backend == "torch" else 0.05), "bf16 where the processor has it"
    assert np.ptp(rows[:, 0]) > 0.1, "the model tells the pairs apart, or this test shows nothing"


def test_the_order_of_the_pairs_is_kept(nli_folder: Path) -> None:
    model = load_nli(str(nli_folder))
    assert np.allclose(model.predict(PAIRS[::-1]), model.predict(PAIRS)[::-1], atol=1e-5)


def test_nothing_in_nothing_out(nli_folder: Path, encoder_folder: Path) -> None:
    assert load_nli(str(nli_folder)).predict([]).shape == (0, 3)
    assert len(load_encoder(str(encoder_folder)).encode([])) == 0
    assert len(load_encoder().encode([])) == 0


def test_the_same_name_gives_the_same_object(nli_folder: Path) -> None:
    assert load_nli(str(nli_folder)) is load_nli(str(nli_folder))


def test_a_named_encoder_gives_unit_rows_in_order(encoder_folder: Path) -> None:
    told: list[int] = []
    vectors = load_encoder(str(encoder_folder)).encode(TEXTS, told.append)
    assert vectors.dtype == np.float32 and vectors.shape == (len(TEXTS), 32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[0], vectors[4], atol=1e-5) and not np.allclose(vectors[0], vectors[1], atol=0.1)
    assert sum(told) == len(TEXTS)


@pytest.mark.parametrize("labels", [{0: "entailment", 1: "not_entailment"}, {i: f"LABEL_{i}" for i in range(3)}])
def test_a_model_of_another_kind_is_refused_in_one_line(tmp_path: Path, labels: dict[int, str]) -> None:
    with pytest.raises(EngineError, match=r"cannot be used as an NLI model: its labels are \w+, \w+") as refusal:
        load_nli(str(tiny_nli(tmp_path / "model", labels)))
    assert "\n" not in str(refusal.value)


def broken(folder: Path, how: str) -> str:
    folder.mkdir(exist_ok=True)
    if how != "empty":
        (folder / "config.json").write_text(
            {"junk": "not json", "no weights": json.dumps({**tiny_config(SHUFFLED).to_dict(), "model_type": "bert"})}.get(how, "{}")
        )
    if how == "cut off":
        tiny_nli(folder, SHUFFLED)
        weights = folder / "model.safetensors"
        weights.write_bytes(weights.read_bytes()[:5000])
    if how == "no weights":
        tiny_tokenizer(folder)
    return str(folder)


@pytest.mark.parametrize("load", [load_nli, load_encoder])
@pytest.mark.parametrize("how", ["empty", "junk", "no type", "no weights", "cut off"])
def test_a_broken_folder_is_refused_in_one_line(tmp_path: Path, load: Any, how: str) -> None:
    with pytest.raises(EngineError, match="model") as refusal:
        load(broken(tmp_path / "model", how))
    assert "\n" not in str(refusal.value)


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
    (folder / "calibration.json").write_text('{"temperature": 2.0}')
    return folder


def graphs(folder: Path) -> set[str]:
    return {file.suffix for file in folder.rglob("*") if file.is_file()} if folder.is_dir() else set()


def test_a_stored_model_runs_the_same_on_both_backends(stored: Path) -> None:
    left, right = (nli.load_embedded(backend, stored).predict(PAIRS) for backend in ("torch", "openvino"))  # type: ignore[arg-type]
    assert np.abs(left - right).max() < 0.02
    assert np.array_equal(left.argmax(axis=1), right.argmax(axis=1))


def test_the_temperature_divides_the_logits(stored: Path) -> None:
    soft = nli.load_embedded("torch", stored).predict(PAIRS)
    (stored / "calibration.json").write_text('{"temperature": 1.0}')
    sharp = nli.load_embedded("torch", stored).predict(PAIRS)
    assert np.allclose(np.diff(np.log(soft)), np.diff(np.log(sharp)) / 2, atol=1e-4)


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


# --- the models that the package carries -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("graphs")


def news_pairs() -> list[tuple[str, str]]:
    """500 pairs: the project's own NLI pairs, then quotes of its stories beside each other."""
    rows = [json.loads(line) for line in (ROOT / "eval/gold/nli/pairs.jsonl").read_text().splitlines()]
    pairs = [(row["premise"], row["hypothesis"]) for row in rows]
    quotes = []
    for file in sorted((ROOT / "eval/gold/stories").glob("*.jsonl")):
        relations = [row for row in map(json.loads, file.read_text().splitlines()) if row["record"] == "relation"]
        pairs += [(row["a"]["quote"], row["b"]["quote"]) for row in relations]
        quotes += [quote for row in relations for quote in (row["a"]["quote"], row["b"]["quote"])]
    quotes = list(dict.fromkeys(quotes))
    crossed = ((quotes[i], quotes[(i + step) % len(quotes)]) for step in range(1, len(quotes)) for i in range(len(quotes)))
    pairs = list(dict.fromkeys(pairs))
    fresh: Iterator[tuple[str, str]] = (pair for pair in crossed if pair not in pairs)
    return [*pairs, *islice(fresh, 500 - len(pairs))][:500]


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
    assert difference.max() <= 0.02, figures


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
