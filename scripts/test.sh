#!/usr/bin/env bash
# Everything that `make test` runs, one runner after the other; the last line counts over all of them.
# ONLY="jest pytest" runs some of them.
set -uo pipefail
cd "$(dirname "$0")/.."

only=${ONLY:-lint jest pytest browser smoke}
reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT
failed=0

run() { # name, command…: runs it when asked for and remembers a failure
  local name=$1
  shift
  [[ " $only " == *" $name "* ]] || return 0
  echo "== $name"
  "$@" || { echo "== $name failed"; failed=1; echo "$name" >>"$reports/failed"; }
}

run lint bash scripts/lint.sh
run jest node_modules/.bin/jest --silent --json --outputFile="$reports/jest.json"
run pytest .venv/bin/python -m pytest -q --junitxml="$reports/pytest.xml"
run browser env PLAYWRIGHT_JSON_OUTPUT_NAME="$reports/browser.json" bash ui-tests/run.sh
run smoke env SMOKE_REPORT="$reports/smoke.json" bash ui-tests/smoke/run.sh

.venv/bin/python scripts/count.py "$reports" "$only" || failed=1
exit $failed
