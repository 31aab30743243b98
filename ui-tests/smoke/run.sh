#!/usr/bin/env bash
# Builds the wheel of this checkout and tries it in each version of JupyterLab and Notebook that it is for.
# With SMOKE_REPORT set, a JSON report is written there.
set -euo pipefail
cd "$(dirname "$0")/../.."

wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT
# What users get is the production build; `make build` makes a development one.
PATH="$PWD/.venv/bin:$PATH" jlpm build:labextension >/dev/null
.venv/bin/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir "$wheels" .
PLAYWRIGHT_JSON_OUTPUT_NAME="${SMOKE_REPORT:-}" node ui-tests/smoke/run.mjs "$wheels"/jupyterlab_vcp-*.whl
