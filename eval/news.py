"""Real articles with labelled pairs (`gold/news`): the labels are ours and name places, the articles are not part of the repository.

They are rows of the Fake News Corpus Spanish, which come in clusters of two and more on one matter, true ones and fakes side by side.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from detector.records import Article
from eval.benchmarks.stories import Gold
from eval.outcome import Data, DataError, data_of

if TYPE_CHECKING:
    import pandas as pd

FOLDER = Path(__file__).parent / "gold" / "news"
CLUSTERS, LABELS = FOLDER / "clusters.json", FOLDER / "labels.jsonl"
Split = Literal["train", "development"]


def file(data: Path, split: Split) -> Path:
    """Return where a split of the corpus lies in the folder of the data sets."""
    return data / "news" / f"fake_news_corpus_es_{split}.parquet"


def articles(data: Path, split: Split) -> list[Article]:
    """Return the articles of a split's clusters; the corpus gives them no date.

    Raises:
        DataError: the corpus is not there, or is another version of it.
    """
    rows = _read(file(data, split))
    places = [row for cluster in clusters(split) for row in cluster]
    columns = [rows.loc[places, name].astype(str) for name in ("text", "source", "headline")]
    return [
        Article.from_text(text, source, title, url=_url(split, row), language="es")
        for row, text, source, title in zip(places, *columns, strict=True)
    ]


def gold(articles: Sequence[Article], split: Split) -> Gold:
    """Return the labelled pairs of a split's articles, with places as those of the other stories have them.

    Raises:
        DataError: the articles are not those that were labelled.
    """
    texts = {article.url: article.text for article in articles}
    pairs = [pair | {side: _quoted(pair[side], split, texts) for side in ("a", "b")} for pair in labels(split)]
    return Gold({url: {"path": url, "url": url, "origin": url} for url in texts}, pairs)


def clusters(split: Split) -> list[list[int]]:
    """Return the rows of the corpus in each cluster of a split."""
    found: list[list[int]] = json.loads(CLUSTERS.read_text("utf-8"))[split]
    return found


def labels(split: Split) -> list[dict[str, Any]]:
    """Return the labelled pairs of a split: `a` and `b` (row, start and end in its text), label, kind."""
    read = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    return [pair for pair in read if pair["split"] == split]


def data(folder: Path, split: Split) -> Data:
    """Return the digest of the corpus' split and of our labels."""
    return data_of(f"Fake News Corpus Spanish, {split}, and eval/gold/news", [file(folder, split), CLUSTERS, LABELS])


def _quoted(side: dict[str, int], split: Split, texts: dict[str, str]) -> dict[str, str]:
    url = _url(split, side["row"])
    quote = texts[url][side["start"] : side["end"]]
    if len(quote) != side["end"] - side["start"]:
        raise DataError(f"{LABELS}: row {side['row']} of {split} is shorter than when it was labelled")
    return {"path": url, "quote": quote}


def _url(split: str, row: int) -> str:
    return f"{split}/{row}"


def _read(file: Path) -> pd.DataFrame:
    import pandas as pd

    try:
        return pd.read_parquet(file)
    except (OSError, ValueError) as error:
        raise DataError(f"{file}: {error}") from error
