"""Benchmarks: how long the press takes, beside other tools."""
