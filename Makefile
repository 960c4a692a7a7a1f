# Everything from a fresh clone; Rust, Python 3.10 or newer and a package registry are all it takes.
#   make demo   who said what in an example article
#   make test   every test, Rust and Python
#   make lint   format, lints, each feature alone, stubs, documentation
PYTHON ?= python3
BIN := .venv/bin
FEATURES := cli,arrow,train
CARGO_TEST := cargo test --quiet --features $(FEATURES)

SOURCES := $(shell find src python examples -type f ! -name '*.so' ! -path '*/__pycache__/*' 2>/dev/null) Cargo.toml Cargo.lock pyproject.toml README.md

.PHONY: demo test test-rust test-python lint clean
.DEFAULT_GOAL := demo

demo: .venv/built
	@$(BIN)/pullquote demo

test: test-rust test-python

test-rust:
	$(CARGO_TEST)

test-python: .venv/built
	$(BIN)/pytest

lint: .venv/built
	cargo fmt --check
	cargo clippy --quiet --all-targets --all-features -- -D warnings
	cargo clippy --quiet --no-default-features -- -D warnings
	@for feature in $$($(BIN)/python tests/features.py); do \
		echo "feature $$feature alone"; \
		cargo clippy --quiet --no-default-features --features "$$feature" -- -D warnings || exit 1; \
	done
	RUSTDOCFLAGS="-D warnings" cargo doc --quiet --no-deps --all-features
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/python -m mypy.stubtest pullquote._native

# The package in a virtual environment, rebuilt when a source is newer.
.venv/built: .venv/tools $(SOURCES)
	VIRTUAL_ENV=$(CURDIR)/.venv PIP_QUIET=1 $(BIN)/maturin develop --quiet --extras test,dev
	@touch $@

.venv/tools: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "pullquote needs Python 3.10 or newer; set PYTHON=")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet 'maturin>=1.14,<2'
	@touch $@

clean:
	rm -rf .venv target python/pullquote/*.so
