"""Benchmarks, gold sets and metrics: how well the detector works, measured."""
