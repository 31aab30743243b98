"""HTTP in, a service call, HTTP out; nothing else."""
