"""XNLI test: 5,010 pairs in Spanish and English, people's translations of one set, and the two languages mixed.

Conneau et al., "XNLI: Evaluating Cross-lingual Sentence Representations", EMNLP 2018.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.nli import FOLDER, PairSet, labelled, public_sets, read_rows
from eval.outcome import DataError, data_of


def pair_sets(folder: Path, full: bool = False) -> Iterator[PairSet]:
    """Yield Spanish and English; with `full` also the premise of one with the hypothesis of the other, then German and French.

    Raises:
        DataError: the Spanish and the English file do not hold the same pairs in the same order.
    """
    for language in ("es", "en"):
        yield from public_sets(folder, f"xnli_test_{language}")
    if full:
        yield from _across(folder)
        for language in ("de", "fr"):
            yield from public_sets(folder, f"xnli_test_{language}")


def _across(folder: Path) -> Iterator[PairSet]:
    es, en = (folder / FOLDER / f"xnli_test_{language}.parquet" for language in ("es", "en"))
    if not (es.is_file() and en.is_file()):
        return
    spanish, english = read_rows(es), read_rows(en)
    if list(spanish["label"]) != list(english["label"]):
        raise DataError(f"{es.name} and {en.name}: not the same pairs in the same order")
    data = data_of(f"{(FOLDER / es.name).as_posix()}, {en.name}", [es, en])
    for languages, premises, hypotheses in (("es-en", spanish, english), ("en-es", english, spanish)):
        rows = premises.assign(hypothesis=hypotheses["hypothesis"].to_numpy(), lang=languages)
        yield labelled(f"xnli_test_{languages}", data, rows)
