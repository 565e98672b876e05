"""The store under the desk: SQLite in one file, or PostgreSQL for a team."""

from detector.review.store.core import Store
from detector.review.store.database import StoreError

__all__ = ["Store", "StoreError"]
