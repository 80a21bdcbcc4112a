"""Benchmarks: each prints ratios to something that runs beside it."""
