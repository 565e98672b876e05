"""How articles come in: files, folders and globs of the usual formats become `Article` records, problems become `Skipped` ones."""

from detector.sources.files import list_files
from detector.sources.reading import read_articles

__all__ = ["list_files", "read_articles"]
