"""The desk's pages: rendered on the server, readable without script, with a JSON twin for each."""

from detector.review.desk.app import create_app
from detector.review.desk.context import DeskOptions

__all__ = ["DeskOptions", "create_app"]
