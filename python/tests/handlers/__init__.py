"""Tests of the server half."""
