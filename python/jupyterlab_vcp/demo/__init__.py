"""Simulated VCP services that run as real programs: ``python -m jupyterlab_vcp.demo``.

Nothing in this package imports the rest of ``jupyterlab_vcp``: the simulators judge what the product sends by rules of
their own, so that one mistake cannot hide on both sides.
"""
