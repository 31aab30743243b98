"""The simulated image registries: port 5000 and 5001 of a controller, and Harbor."""
