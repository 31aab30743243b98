#!/usr/bin/env bash
# The browser tests of JupyterLab 4.5 and Notebook 7.5, on the extension as `make build` installed it.
# With PLAYWRIGHT_JSON_OUTPUT_NAME set, a JSON report is written there. Arguments go to Playwright: --project=lab main-job
set -euo pipefail
cd "$(dirname "$0")"

command -v chromium >/dev/null || command -v google-chrome >/dev/null || [ -n "${VCP_CHROMIUM:-}" ] || {
  echo "chromium is missing: apt-get install chromium fonts-noto-cjk, or set VCP_CHROMIUM" >&2
  exit 1
}
exec ../node_modules/.bin/playwright test "$@"
