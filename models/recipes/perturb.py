"""NLI pairs by construction: aligned Spanish-English news sentences, one side changed so that the label is known.

    python models/recipes/perturb.py DATA [--show 5] [--out perturb.parquet] [--seed 0]

A *view* rewrites one sentence of one language (negates it, changes its number, wraps it in a denial ...) or yields None
where its rule is not sure. A *kind* names the views of premise and hypothesis and the label that follows. Each side of a
pair comes from either language of the aligned sentence, so every kind exists in Spanish, in English and across both, and
near-copies carry all three labels.

Rules read words and order, not a parse: they take a sentence only where its main verb is found with nothing but a
subject (and perhaps an adverbial up to a comma) before it.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pandas as pd
from perturb_deeds import actor_changed, planned
from perturb_details import dated, dated_otherwise, detailed, placed, placed_elsewhere, shortened
from perturb_events import date_changed, place_changed
from perturb_negation import negated
from perturb_numbers import counted_changed, number_bounded, number_changed, number_out_of_bound, number_renotated
from perturb_opposites import antonym, antonym_negated, opposite_word, synonym
from perturb_reports import denied, reported, rumoured, unreported
from perturb_side import Side, View, following, same
from perturb_verbs import STARTERS, capital

ENTAILMENT, NEUTRAL, CONTRADICTION = range(3)
LANGUAGE_SHARES = {"es": 0.45, "en": 0.15, "es-en": 0.20, "en-es": 0.20}
SOURCES = r"wmt(?:08|09|10|11|12|13)|flores-dev"
# Characters: shorter sentences are headlines, longer ones are cut off in training.
_LENGTH = (35, 230)


@dataclass(frozen=True)
class Kind:
    """A way to make pairs: the views of premise and hypothesis, the label, how many to make, whether order matters."""

    name: str
    label: int
    premise: View
    hypothesis: View
    wanted: int
    symmetric: bool = False


KINDS = (
    Kind("negation", CONTRADICTION, same, negated, 5400, True),
    Kind("denial", CONTRADICTION, same, denied, 3000, True),
    Kind("rumour_denied", CONTRADICTION, rumoured, denied, 1600, True),
    Kind("rumour_negated", CONTRADICTION, rumoured, negated, 1600, True),
    Kind("number", CONTRADICTION, same, number_changed, 3200, True),
    Kind("number_bound", CONTRADICTION, same, number_out_of_bound, 1300, True),
    Kind("date", CONTRADICTION, same, date_changed, 2000, True),
    Kind("place", CONTRADICTION, same, place_changed, 1500, True),
    Kind("place_added", CONTRADICTION, placed, placed_elsewhere, 800),
    Kind("date_added", CONTRADICTION, dated, dated_otherwise, 800),
    Kind("antonym", CONTRADICTION, same, antonym, 4000, True),
    Kind("opposite_word", CONTRADICTION, same, opposite_word, 2000, True),
    Kind("translation", ENTAILMENT, same, same, 2000, True),
    Kind("report", ENTAILMENT, same, reported, 2200, True),
    Kind("report_dropped", ENTAILMENT, same, unreported, 2000, True),
    Kind("denial_alike", ENTAILMENT, denied, denied, 1500, True),
    Kind("denial_negated", ENTAILMENT, denied, negated, 1500, True),
    Kind("rumour_alike", ENTAILMENT, rumoured, rumoured, 1500, True),
    Kind("clause", ENTAILMENT, same, shortened, 3000),
    Kind("notation", ENTAILMENT, same, number_renotated, 1100, True),
    Kind("bound", ENTAILMENT, same, number_bounded, 1300),
    Kind("antonym_denied", ENTAILMENT, same, antonym_negated, 1200),
    Kind("synonym", ENTAILMENT, same, synonym, 1200, True),
    Kind("neighbour", NEUTRAL, same, following, 6000),
    Kind("actor", NEUTRAL, same, actor_changed, 4000, True),
    Kind("counted", NEUTRAL, same, counted_changed, 1500, True),
    Kind("rumour", NEUTRAL, rumoured, same, 4600),
    Kind("plan", NEUTRAL, planned, same, 1500),
    Kind("exact", NEUTRAL, number_bounded, same, 1300),
    Kind("detail", NEUTRAL, shortened, same, 2800),
    Kind("detail_added", NEUTRAL, same, detailed, 3000),
)


def read_sentences(data: Path) -> pd.DataFrame:
    """Return es, en, following_es, following_en of the aligned sentences that can be used: whole, plain and well aligned."""
    aligned = pd.read_parquet(data / "parallel" / "es_en.parquet")
    aligned = aligned[aligned["src"].str.fullmatch(SOURCES)].reset_index(drop=True)
    for lang in ("es", "en"):
        aligned[lang] = aligned[lang].str.replace(r"[“”„]|''", '"', regex=True).str.replace("’", "'").str.strip()
    headed = re.compile(
        r"^(?:Pero|Y|But|And|So|Sin embargo,|However,|Además,|Moreover,|In addition,|También|Por (?:otro|su) (?:lado|parte),|"
        r"Furthermore,|Por lo tanto,|Therefore,|De hecho,|In fact,|Asimismo,|Así,|Thus,) (?=\w)"
    )
    for lang in ("es", "en"):
        aligned[lang] = [capital(headed.sub("", text)) for text in aligned[lang]]
    usable = pd.Series([_usable(es, en) for es, en in zip(aligned["es"], aligned["en"], strict=True)], index=aligned.index)
    follows = usable.shift(-1, fill_value=False) & (aligned["src"] == aligned["src"].shift(-1))
    for lang in ("es", "en"):
        aligned[f"following_{lang}"] = aligned[lang].shift(-1).where(follows, "")
    return aligned[usable].reset_index(drop=True)


def _usable(es: str, en: str) -> bool:
    for text in (es, en):
        if not (_LENGTH[0] <= len(text) <= _LENGTH[1] and re.match(r'["A-ZÁÉÍÓÚÑ]', text) and text.endswith(".")):
            return False
        if (
            re.search(r"[?!;:\[\]…]|\.\.\.| - |--|\b[A-Z]{4,} [A-Z]{4,}|\banos?\b|[a-z]\. [A-ZÁÉ]", text)
            or text.count('"') % 2
            or text.count("(") != text.count(")")
        ):
            return False
    numbers = [{re.sub(r"[.,]", "", n) for n in re.findall(r"\d[\d.,]*", text)} for text in (es, en)]
    return 0.65 <= len(es) / len(en) <= 1.7 and len(numbers[0] ^ numbers[1]) <= 1


def _pairs_of(kind: Kind, row: int, sides: dict[str, Side], seed: int) -> Iterator[tuple[str, str, str]]:
    """Yield (premise, hypothesis, lang) of one aligned sentence in all four combinations of languages that work."""
    views: dict[str, dict[str, str | None]] = {"premise": {}, "hypothesis": {}}
    for lang, side in sides.items():
        for part, view in (("premise", kind.premise), ("hypothesis", kind.hypothesis)):
            views[part][lang] = view(side, Random(f"{seed}/{row}/{kind.name}/{part}/{lang}"))
    turn = kind.symmetric and Random(f"{seed}/{row}/{kind.name}/turn").random() < 0.5
    for first, second in (("es", "es"), ("en", "en"), ("es", "en"), ("en", "es")):
        premise, hypothesis = views["premise"][first], views["hypothesis"][second]
        if premise and hypothesis and premise != hypothesis:
            lang = first if first == second else f"{first}-{second}"
            if turn:
                premise, hypothesis, lang = hypothesis, premise, lang if first == second else f"{second}-{first}"
            yield premise, hypothesis, lang


def perturbed_pairs(data: Path, seed: int, limit: int | None = None) -> pd.DataFrame:
    """Return the made pairs, shuffled: premise, hypothesis, label (0 entailment, 1 neutral, 2 contradiction), source, lang.

    Args:
        data: folder of the data sets; `parallel/es_en.parquet` in it is read.
        seed: every draw follows from it.
        limit: use only so many aligned sentences (for a quick look).
    """
    return from_sentences(read_sentences(data), seed, limit)


def from_sentences(sentences: pd.DataFrame, seed: int, limit: int | None = None) -> pd.DataFrame:
    """Return the pairs made of sentences with the columns es, en, following_es, following_en; see `perturbed_pairs`."""
    frames = []
    rows = list(sentences[["es", "en", "following_es", "following_en"]].itertuples(index=False))[:limit]
    common = {lang: _common_words(sentences[lang]) for lang in ("es", "en")}
    pairs = [
        {"es": Side(es, "es", en, next_es, common["es"]), "en": Side(en, "en", es, next_en, common["en"])}
        for es, en, next_es, next_en in rows
    ]
    for kind in KINDS:
        made = [(*pair, row) for row, sides in enumerate(pairs) for pair in _pairs_of(kind, row, sides, seed)]
        frame = pd.DataFrame(made, columns=["premise", "hypothesis", "lang", "row"])
        frames.append(_drawn(frame, kind, seed).assign(label=kind.label, source=f"perturb_{kind.name}"))
    whole = pd.concat(frames, ignore_index=True).drop_duplicates(["premise", "hypothesis"])
    return whole.sample(frac=1.0, random_state=seed)[["premise", "hypothesis", "label", "source", "lang"]].reset_index(drop=True)


def _common_words(texts: pd.Series) -> frozenset[str]:
    """Return the words that stand in lower case within sentences more often than capitalised."""
    lower, upper = Counter[str](), Counter[str]()
    for text in texts:
        for word in re.findall(r"(?<=[a-záéíóúñ,] )\w+", text):
            (lower if word[0].islower() else upper)[word.lower()] += 1
    return STARTERS | {word for word, count in lower.items() if count > upper[word]}


def _drawn(frame: pd.DataFrame, kind: Kind, seed: int) -> pd.DataFrame:
    """Draw the wanted number of pairs, by language as far as they go."""
    parts = []
    for lang, share in LANGUAGE_SHARES.items():
        some = frame[frame["lang"] == lang]
        parts.append(some.sample(min(len(some), round(kind.wanted * share)), random_state=seed))
    return pd.concat(parts, ignore_index=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", type=int, default=0, help="samples to print of each kind")
    parser.add_argument("--kind", help="show this kind only")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--out", type=Path, help="write the pairs to this Parquet file")
    args = parser.parse_args()
    pairs = perturbed_pairs(args.data, args.seed, args.limit)
    print(pd.crosstab(pairs["source"], pairs["lang"], margins=True).to_string())
    print(pairs["label"].value_counts(normalize=True).sort_index().round(3).to_dict())
    for source, some in pairs.groupby("source"):
        if args.show and args.kind in (None, str(source).removeprefix("perturb_")):
            for pair in some.head(args.show).itertuples(index=False):
                print(f"\n[{source} {pair.label} {pair.lang}]\n  {pair.premise}\n  {pair.hypothesis}")
    if args.out:
        pairs.to_parquet(args.out, index=False)


if __name__ == "__main__":
    main()
