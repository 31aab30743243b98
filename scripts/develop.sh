#!/usr/bin/env bash
# Installs this checkout into .venv: the server half editable, the built front end by link.
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
.venv/bin/python - <<'PY'
import shutil, sys
from pathlib import Path

target = Path(sys.prefix, "share/jupyter/labextensions/jupyterlab-vcp")
if target.is_symlink():
    target.unlink()
elif target.exists():
    shutil.rmtree(target)
target.parent.mkdir(parents=True, exist_ok=True)
built = Path("python/jupyterlab_vcp/labextension").resolve()
shutil.copy("install.json", built / "install.json")
target.symlink_to(built)
PY
