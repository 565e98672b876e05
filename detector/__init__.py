"""Contradictions and corroborations across news sources, in Spanish and English, offline.

    from detector import Article, analyze, read_articles
    analysis = analyze(read_articles(["folder/"]))
    analysis.save("out/")

The names are loaded when they are first used, so that a single room can be imported without the others.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detector.analysis import Analysis
    from detector.pipeline import analyze
    from detector.records import Article
    from detector.settings import Settings
    from detector.sources import read_articles

__all__ = ["Analysis", "Article", "Settings", "analyze", "read_articles"]

_HOME = {"Analysis": "analysis", "Article": "records", "Settings": "settings", "analyze": "pipeline", "read_articles": "sources"}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'detector' has no attribute {name!r}")
    return getattr(import_module(f"detector.{_HOME[name]}"), name)
