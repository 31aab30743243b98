"""What the handlers ask for: files, jobs and the controller, composed from ``core`` and ``clients``."""
