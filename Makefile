# The ways in. `make run` and `make test` need Python 3.11 or newer, make, and the package index.

.DEFAULT_GOAL := help

PYTHONS ?= python3.13 python3.12 python3.11 python3
BIN := .venv/bin
READY := .venv/ready
CODE := alerts benchmarks config crawler legislation nlp search_api tests orakarg.py
NODE := .elasticsearch/elasticsearch-9.5.0.zip
PO := $(wildcard search_api/translations/*/LC_MESSAGES/*.po alerts/translations/*/LC_MESSAGES/*.po)
MOVED := $(shell [ ! -e $(READY) ] || grep -qsF "$(CURDIR)/" $(BIN)/pip || echo moved)

.PHONY: help setup run test elasticsearch test-elasticsearch test-elasticsearch-cluster system check format lock clean $(if $(MOVED),$(READY))

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 29

setup: $(READY) $(PO:.po=.mo) ## make .venv with everything that Python needs

$(READY): requirements.lock pyproject.toml
	@python=; for name in $(PYTHONS); do \
	    if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	    echo "Orakarg needs Python 3.11 or newer; none of these is: $(PYTHONS). (Debian, Ubuntu: apt-get install python3 python3-venv)" >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "$$python lacks the module venv. (Debian, Ubuntu: apt-get install python3-venv)" >&2; exit 1; \
	fi; \
	echo "Setting up .venv with $$("$$python" --version)"; \
	if [ -n "$(MOVED)" ] || ! $(BIN)/python -c '' 2>/dev/null; then rm -rf .venv; "$$python" -m venv .venv; fi
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

%.mo: %.po | $(READY)
	@$(BIN)/pybabel --quiet compile -i $< -o $@

run: setup ## set up, load the demo, serve it on http://127.0.0.1:8000 until Ctrl-C
	@$(BIN)/orakarg demo
	@$(BIN)/orakarg serve --with-worker --demo-links

test: setup ## set up and run all tests
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null || sudo -n true 2>/dev/null; then \
	    $(MAKE) --no-print-directory system || echo "Tests that need what is missing are skipped." >&2; \
	else \
	    echo "Not root: tests that need a program of 'make system' are skipped where it is missing."; \
	fi
	@$(BIN)/pytest

test-elasticsearch: setup elasticsearch ## the tests of the search engines, on a real server (ELASTICSEARCH_URL: on that one)
	@CI=true $(BIN)/pytest tests/contract/test_engines.py tests/contract/test_same_answers.py \
	    tests/contract/test_elastic_server.py tests/contract/test_elastic_engine.py \
	    tests/contract/test_elastic_secured.py tests/e2e/test_elastic_pages.py

test-elasticsearch-cluster: setup elasticsearch ## three real servers that are killed; about two minutes, 3 GB of memory
	@CI=true $(BIN)/pytest -m cluster tests/cluster

elasticsearch: $(NODE) ## fetch the server that tests use, by Maven

$(NODE):
	@if ! command -v mvn >/dev/null; then echo "Please install Maven, which fetches Elasticsearch (Debian: maven)" >&2; exit 1; fi
	@mvn -q -B -Dstyle.color=never dependency:copy -DoutputDirectory=$(@D) \
	    -Dartifact=org.elasticsearch.distribution.integ-test-zip:elasticsearch:$(NODE:.elasticsearch/elasticsearch-%.zip=%):zip

system: ## install what some tests need from Debian's packages (root or sudo)
	@missing=; \
	need() { [ -n "$$1" ] || missing="$$missing $$2"; }; \
	need "$$(command -v postgres; ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null)" postgresql; \
	need "$$(command -v chromium)" chromium; \
	need "$$(command -v soffice)" libreoffice-writer-nogui; \
	need "$$(ls -d /usr/share/fonts/truetype/dejavu 2>/dev/null)" fonts-dejavu-core; \
	need "$$(command -v mvn)" maven; \
	java=; for home in "$$ES_JAVA_HOME" "$$JAVA_HOME" /usr/lib/jvm/*; do \
	    if "$$home/bin/java" -version 2>&1 | grep -qE 'version "(2[1-9]|[3-9][0-9])'; then java=there; fi; \
	done; \
	if [ -z "$$missing" ] && [ -n "$$java" ]; then exec $(MAKE) -s --no-print-directory elasticsearch; fi; \
	if ! command -v apt-get >/dev/null; then echo "Please install what Debian calls:$$missing $${java:-openjdk-21-jre-headless}" >&2; exit 1; fi; \
	as_root=; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	$$as_root apt-get -qq update || exit; \
	if [ -z "$$java" ]; then \
	    java=$$(apt-cache pkgnames openjdk- | grep -E '^openjdk-(2[1-9]|[3-9][0-9])-jre-headless$$' | sort | tail -1); \
	    missing="$$missing $$java"; \
	    [ -n "$$java" ] || echo "Tests of Elasticsearch need Java 21 or newer, and this system's packages have none:" \
	        "please install one, Temurin for example, under /usr/lib/jvm or name its folder in ES_JAVA_HOME." >&2; \
	fi; \
	echo "Installing$$missing"; \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends $$missing >/dev/null && \
	$(MAKE) -s --no-print-directory elasticsearch

check: setup ## format, lint, types, imports, tests
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

format: setup ## put the code into shape
	@$(BIN)/ruff format $(CODE)
	@$(BIN)/ruff check --fix $(CODE)

lock: setup ## write requirements.lock anew after a change of pyproject.toml (UPGRADE=--upgrade: newest of all)
	@$(BIN)/pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes \
	    --extra dev --no-header --no-annotate pyproject.toml -o requirements.lock

clean: ## remove .venv and all that tools leave behind, but no data
	@rm -rf .venv .elasticsearch *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache $(PO:.po=.mo)
	@find $(CODE) -name __pycache__ -prune -exec rm -rf {} +
