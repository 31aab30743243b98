"""Entry point of ``python -m jupyterlab_vcp``."""

from __future__ import annotations

import sys

from jupyterlab_vcp.cli import main

if __name__ == "__main__":
    sys.exit(main())
