"""Training pairs that only look alike: near sentences about two facts of one written story, and their contents without the frame.

    python models/recipes/neighbours.py neighbours.parquet [--data ../shared/data] [--files "t*"]

What the pipeline sends to the judge is mostly this: claims of one story that share words and are about different facts. The
embedded encoder says which are near; the bundles of `written/` say that they are neutral. A sentence of one asserted claim also
stands as that claim's `content`, as the judge reads it. With `--data`, near sentences of one real article are neutral too, unless
one of them denies: an article rarely contradicts itself.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from written import in_dev, pairs_of, read_bundles

from detector import Article
from detector.claims import extract_all
from detector.claims.grammar.sentences import split_sentences
from detector.engines import load_encoder
from detector.settings import ClaimSettings

NEAREST = 3
MIN_WORDS = 4
LONGEST = 300  # characters of a sentence of a real article
_DENIAL = re.compile(r"\b(?:no|neg|nieg|desm[ie]|rechaz|descart|falso|falsa|nunca|jamás|tampoco|mentira|contradi)\w*", re.IGNORECASE)


def contents(texts: list[tuple[str, str]]) -> dict[str, str]:
    """Return the content of every (sentence, language) that makes one asserted claim whose content is not all of it."""
    articles = [Article.from_text(text, source=str(i), language=language) for i, (text, language) in enumerate(texts)]
    claims = defaultdict(list)
    for claim in extract_all(articles, ClaimSettings(min_words=MIN_WORDS)):
        claims[claim.article_id].append(claim)
    one = {article.text: claims[article.id][0] for article in articles if len(claims[article.id]) == 1}
    return {text: claim.content for text, claim in one.items() if claim.stance == "asserted" and claim.content != text}


def news_pairs(data: Path, encode: Callable[[list[str]], np.ndarray]) -> list[tuple[str, str, int, str]]:
    """Return near sentences of one article of DATA/news, as neutral pairs."""
    texts = pd.concat([pd.read_parquet(file) for file in sorted((data / "news").glob("*.parquet"))])["text"]
    articles = []
    for text in texts:
        spans = split_sentences(text, 0, len(text))[:30]
        sentences = dict.fromkeys(" ".join(text[start:end].split()) for start, end in spans)
        articles.append([s for s in sentences if 30 <= len(s) <= LONGEST and not _DENIAL.search(s)])
    everything = list(dict.fromkeys(sentence for article in articles for sentence in article))
    vector = dict(zip(everything, encode(everything), strict=True))
    rows = []
    for article in (article for article in articles if len(article) > 2):
        near = np.array([vector[sentence] for sentence in article])
        cosine = near @ near.T - 2 * np.eye(len(article))
        rows += [(article[i], article[int(j)], 1, "news") for i, j in enumerate(cosine.argmax(axis=1)) if cosine[i, j] < 0.9]
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--files", default="*", help="which files of written/")
    args = parser.parse_args()
    bundles = [bundle for bundle in read_bundles(pattern=f"{args.files}.jsonl") if not in_dev(bundle["story"])]
    sentences = {s["text"]: s["lang"] for bundle in bundles for side in ("a", "more", "b", "neutral") for s in bundle[side]}
    content = contents(list(sentences.items()))
    voices = [*sentences, *content.values()]
    encode = load_encoder().encode
    vector = dict(zip(voices, encode(voices), strict=True))

    rows = news_pairs(args.data, encode) if args.data else []
    stories = defaultdict(list)
    for bundle in bundles:
        stories[bundle["story"]].append(bundle)
        for premise, hypothesis, label in pairs_of(bundle):
            if premise in content or hypothesis in content:
                rows.append((content.get(premise, premise), content.get(hypothesis, hypothesis), label, "content"))
    for story in stories.values():
        for form in (str, lambda text: content.get(text, text)):
            texts = [(fact, form(s["text"])) for fact, bundle in enumerate(story) for side in ("a", "more", "b") for s in bundle[side]]
            facts = np.array([fact for fact, _ in texts])
            near = np.array([vector[text] for _, text in texts])
            cosine = near @ near.T
            cosine[facts[:, None] == facts[None, :]] = -1
            for left, row in enumerate(cosine):
                rows += [(texts[left][1], texts[right][1], 1, "neighbour") for right in np.argsort(-row)[:NEAREST] if row[right] > -1]
    pairs = pd.DataFrame(rows, columns=["premise", "hypothesis", "label", "source"]).drop_duplicates(["premise", "hypothesis"])
    pairs.to_parquet(args.out, index=False)
    print(pairs.groupby(["source", "label"]).size())


if __name__ == "__main__":
    main()
