"""Metrics in plain numpy, one file a subject; each names the source of its formula."""
