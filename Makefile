# The two commands that matter: `make demo` and `make test`. Every other target is a step of theirs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
CACHE ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/jupyterlab-vcp
BIN := $(CURDIR)/.venv/bin
export PATH := $(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test build services lint watch bench clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: .made/build ## Simulated VC Controller and JupyterLab on it; prints the URL
	python -m jupyterlab_vcp.demo

test: .made/system .made/build ## Everything: lint, types, jest, pytest, real services, browser
	bash scripts/test.sh

build: .made/build ## Both halves, installed into .venv for development

services: .made/python ## Build the heavier real services for the tests once (Loki, registry 3)
	bash scripts/services.sh "$(CACHE)"

lint: .made/build ## Lint and types of both halves
	bash scripts/lint.sh

watch: .made/build ## Rebuild the front end at each change
	jlpm watch

bench: .made/build ## Figures against peers in the same run
	bash bench/run.sh

clean: ## Remove what was built (the caches stay)
	rm -rf .made .venv node_modules ui-tests/node_modules dist lib coverage
	rm -rf python/jupyterlab_vcp/labextension python/jupyterlab_vcp/locale python/jupyterlab_vcp/_version.py

# Stamps: each step runs again only when what it depends on changed.
SOURCES := $(shell git ls-files 'src' 'schema' 'style' 'scripts' 'python/jupyterlab_vcp' 2>/dev/null)

.made/system: scripts/system.sh scripts/docker-registry.sh
	bash scripts/system.sh
	mkdir -p .made && touch $@

.made/python: pyproject.toml
	bash scripts/python.sh
	mkdir -p .made && touch $@

.made/node: package.json yarn.lock ui-tests/package.json | .made/python
	jlpm install --immutable
	mkdir -p .made && touch $@

.made/build: .made/python .made/node $(SOURCES)
	jlpm build
	bash scripts/develop.sh
	mkdir -p .made && touch $@
