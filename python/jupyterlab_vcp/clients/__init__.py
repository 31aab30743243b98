"""One asynchronous client per remote service."""
