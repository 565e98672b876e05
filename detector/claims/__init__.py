"""How an article becomes claims: sentences, clauses, who said it, how firmly, how many, when."""

from detector.claims.extract import extract_all, extract_claims
from detector.claims.grammar.parse import INSTALL_PARSERS, MissingParser, parsers

__all__ = ["INSTALL_PARSERS", "MissingParser", "extract_all", "extract_claims", "parsers"]
