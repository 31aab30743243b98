"""The simulated VC Controller."""
