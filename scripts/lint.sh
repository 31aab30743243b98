#!/usr/bin/env bash
# Format, lint and types of both halves.
set -euo pipefail
cd "$(dirname "$0")/.."

node_modules/.bin/prettier --check --log-level warn .
node_modules/.bin/eslint --max-warnings=0 src schema ui-tests
node_modules/.bin/stylelint 'style/**/*.css'
node_modules/.bin/tsc --noEmit -p tsconfig.test.json
node_modules/.bin/tsc --noEmit -p ui-tests/tsconfig.json
node scripts/locale.mjs --check
.venv/bin/ruff check python
.venv/bin/ruff format --check --quiet python
.venv/bin/mypy
