"""Entry point of ``python -m jupyterlab_vcp.demo``."""

import sys

from jupyterlab_vcp.demo.cli import main

if __name__ == "__main__":
    sys.exit(main())
