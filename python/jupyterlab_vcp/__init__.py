"""JupyterLab for NII's Virtual Cloud Provider: the server half."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("jupyterlab_vcp")
except PackageNotFoundError:  # a checkout that was never installed; the handshake then reports a mismatch, rightly
    __version__ = "0.0.0"

__all__ = ["__version__"]


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    """Where JupyterLab finds the browser half."""
    return [{"src": "labextension", "dest": "jupyterlab-vcp"}]


def _jupyter_server_extension_points() -> list[dict[str, object]]:
    """Where Jupyter Server finds the server half; imported here so that the command line needs no Jupyter Server."""
    from jupyterlab_vcp.app import VcpExtension

    return [{"module": "jupyterlab_vcp.app", "app": VcpExtension}]
