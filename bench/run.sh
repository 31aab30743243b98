#!/usr/bin/env bash
# Figures against peers in the same run; tables on the screen, JSON in bench/results.
set -euo pipefail
cd "$(dirname "$0")/.."

wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT
# What users get is the production build; `make build` makes a development one.
PATH="$PWD/.venv/bin:$PATH" jlpm build:labextension >/dev/null
.venv/bin/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir "$wheels" .
node bench/startup.mjs "$wheels"/jupyterlab_vcp-*.whl
node bench/composer.mjs
node bench/explorer.mjs
bash bench/peers.sh "${XDG_CACHE_HOME:-$HOME/.cache}/jupyterlab-vcp"
node bench/images.mjs
