"""The vocabulary of the house: every record that travels between rooms.

Records are frozen and typed. A record that quotes a text carries offsets in characters (Python `str` indices, end
exclusive) into `Article.text`, so that `article.text[claim.start:claim.end] == claim.text` always holds. Ids are hashes
of content: the same input gives the same ids on every machine.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from detector.language import detect_language

if TYPE_CHECKING:
    import pandas as pd

Stance = Literal["asserted", "denied", "conditional", "predicted", "asked", "uncommitted", "disavowed"]
HELD: frozenset[Stance] = frozenset({"asserted", "conditional", "predicted"})
"""Stances of who holds what is said to be so, or that it may be so."""
Label = Literal["contradicts", "supports", "uncertain"]
Span = tuple[int, int]
Kind = Literal["denial", "negation", "number", "date", "place", "actor", "attribution", "antonym", "supersession", "agreement", "other"]


def content_id(*parts: str) -> str:
    """Return a 16-digit hexadecimal id of the given texts (SHA-256, texts normalised to NFC)."""
    digest = hashlib.sha256()
    for part in parts:
        data = unicodedata.normalize("NFC", part).encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))  # lengths, not separators: a text may hold any separator
        digest.update(data)
    return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Article:
    """One document of one source.

    Attributes:
        id: hash of source, url, title, date and text.
        text: the body exactly as it was read; every offset of every claim points into it.
        source: the outlet ("El Faro del Sur"); the file's name where nothing better is known.
        title: the headline, "" if unknown. It is not part of `text`.
        published: day of publication, None if unknown.
        url: where it was published, "" if unknown. Never fetched.
        language: main language as ISO 639-1 ("es", "en", ...), "und" where it cannot be told. Claims carry their own.
        path: the file it came from, for messages; no part of the id.
    """

    id: str
    text: str
    source: str = ""
    title: str = ""
    published: date | None = None
    url: str = ""
    language: str = "und"
    path: str = field(default="", compare=False)

    @staticmethod
    def from_text(
        text: str,
        source: str = "",
        title: str = "",
        published: date | None = None,
        url: str = "",
        language: str | None = None,
        path: str = "",
    ) -> Article:
        """Make an article from a text, with its content hash as id; the language is detected when None.

        Lone surrogates (half a character, from a broken decoder) become "?", since no file could hold them.
        """
        text, title, source = (value.encode("utf-8", "replace").decode() for value in (text, title, source))
        key = content_id(source, url, title, published.isoformat() if published else "", text)
        return Article(key, text, source, title, published, url, language or detect_language(text), path)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: `low` and `high` bound it (equal when exact, +-inf when open: "al menos 12").

    `unit` is "" for plain counts, "%" for percentages, an ISO 4217 code for money, else the unit's lemma; `counted` is
    the head noun of what is counted ("vecino"); tolls have one word in all
    languages ("muerto", "herido", "desaparecido"; see `claims/quantities/tolls.py`). `start`, `end`: offsets of its words
    into the article's text.
    """

    low: float
    high: float
    unit: str
    counted: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """When the fact happened, as ISO dates (inclusive); None where that end is open or unknown."""

    start: str | None
    end: str | None


_QUOTATION_MARKS = re.compile(r"[«»“”„\"]")


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition that can be true or false, said by someone.

    Attributes:
        id: hash of article id, offsets and content.
        article_id: the article it stands in.
        text: the verbatim quote, `article.text[start:end]`.
        start, end: offsets of `text` into the article's text.
        language: language of this passage (ISO 639-1).
        content: what the innermost speaker takes a stance to, without the frame: for "Moscú negó que P" it is "P". Equals
            `text` where nothing frames it. It is for the judge; people are shown `text`.
        resolved_text: `content` with its subject named as the article names it, where that is dropped, a pronoun, a short name ("la
            empresa") or the "I" of a quotation; None where it has a name, or it is open whom it means.
        speaker: the innermost person or body that the content is attributed to; None = the article itself.
        speakers: the chain of attribution, outermost first (without the outlet); its last element is `speaker`.
        stance: the innermost speaker's stance to `content` (the article's, where there is no speaker).
        subject: the grammatical subject of `content`, as worded there; None where it is not known.
        quantities: numbers in the claim, with what they count.
        time: when the fact happened, if the claim says so.
        check_worthiness: probability that it states something that could be checked; None where the encoder cannot tell.
        sentence_start, sentence_end: offsets of the sentence around the claim, for showing it in context.
    """

    id: str
    article_id: str
    text: str
    start: int
    end: int
    language: str
    content: str
    speaker: str | None = None
    speakers: tuple[str, ...] = ()
    stance: Stance = "asserted"
    subject: str | None = None
    quantities: tuple[Quantity, ...] = ()
    time: TimeSpan | None = None
    sentence_start: int = 0
    sentence_end: int = 0
    resolved_text: str | None = None
    check_worthiness: float | None = None

    @property
    def proposition(self) -> str:
        """What the claim says, read alone: `resolved_text`, or `content` where nothing had to be resolved. The judge reads this.

        Without quotation marks: small models take what stands between them for something else than what is said
        (`docs/decisions/0004-from-nli-to-relations.md`).
        """
        return _QUOTATION_MARKS.sub("", self.resolved_text or self.content)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two claims that may speak of one fact, and the cosine of their embeddings; `a` and `b` are claim ids, a < b."""

    story_id: str
    a: str
    b: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Scores:
    """What the judge measured on a pair; every number but `similarity` and `margin` is a probability in 0..1.

    `entailment_ab` is NLI's P(content of b follows from content of a) as calibrated, `entailment_ba` the
    other way; `contradiction_ab` and `contradiction_ba` likewise; `quoted_...` are the same of the quotes, frames and all, each
    premise after what leads up to it in its article (those of the contents again, where the quotes were not read).
    `echoed_conflict` and `echoed_support` are what third claims make of the pair (`judge.echoes`); `margin` is how much nearer it is
    than the nearest other pair of its claims in the same two articles, `rival_conflict` and `rival_support` the likeliest of those
    (`judge.rivals`). `contradicts` and `supports` weigh all this: the calibrated probability that the two claims contradict / support
    each other.
    """

    entailment_ab: float
    entailment_ba: float
    contradiction_ab: float
    contradiction_ba: float
    similarity: float
    contradicts: float
    supports: float
    quoted_entailment_ab: float = 0.0
    quoted_entailment_ba: float = 0.0
    quoted_contradiction_ab: float = 0.0
    quoted_contradiction_ba: float = 0.0
    echoed_conflict: float = 0.0
    echoed_support: float = 0.0
    margin: float = 0.0
    rival_conflict: float = 0.0
    rival_support: float = 0.0


@dataclass(frozen=True, slots=True)
class Relation:
    """What the judge says of two claims of one story, with its reasons.

    `probability` is that of the label; for `uncertain` the larger of the two it could not decide for. `gates` names the
    rules that fired. `a` and `b` are claim ids. `marks` are the words of a's quote, and of b's, that carry a conflict: spans of
    the articles' texts, in order; empty where nothing stands out.
    """

    id: str
    story_id: str
    a: str
    b: str
    label: Label
    probability: float
    kind: Kind
    scores: Scores
    gates: tuple[str, ...] = ()
    marks: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one running matter; `title` is the headline (or first words) nearest to the middle of the story."""

    id: str
    title: str
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One answer to a finding's question: its claims, its sources, and the origins (independent voices) they come from.

    `first` and `last` are the days on which its articles were published, None where none is known; `stance` is the firmest that
    one of its voices takes.
    """

    claim_ids: tuple[str, ...]
    origins: tuple[str, ...]
    sources: tuple[str, ...]
    first: date | None = None
    last: date | None = None
    stance: Stance = "asserted"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a fact-checker reads: the sides of one question.

    Two sides = disputed, one side = corroborated. `question` is the claim that stands at the centre of it, verbatim but for the mark of
    a quotation that begins or ends outside of it. `probability` is that of its strongest contradiction (two sides) or support (one side).
    """

    id: str
    story_id: str
    question: str
    sides: tuple[Side, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Skipped:
    """Input that could not be read: the file, the line where one is known, and why, in one line for a person."""

    path: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        return f"{self.path}{f':{self.line}' if self.line else ''}: {self.reason}"


_RECORDS = {"articles": Article, "claims": Claim, "stories": Story, "findings": Finding}
_QUOTE_COLUMNS = ("source", "published", "speaker", "stance", "text", "claim_id", "article_id", "start", "end")
_RELATION_COLUMNS = [
    *("id", "story_id", "label", "probability", "kind"),
    *(f"{side}_{column}" for side in ("a", "b") for column in _QUOTE_COLUMNS),
    *(score.name for score in dataclasses.fields(Scores)),
    "gates",
]


@dataclass(frozen=True)
class Results:
    """Everything that one run found; what `report` writes and `review` stores.

    `origins` maps each article id to the id of its origin (articles that share their text are one voice). `relations`
    are sorted: contradictions by falling probability, then supports, then uncertain ones. `generated_by` holds versions,
    settings and model hashes, nothing that changes from run to run.
    """

    articles: tuple[Article, ...]
    origins: dict[str, str]
    claims: tuple[Claim, ...]
    stories: tuple[Story, ...]
    relations: tuple[Relation, ...]
    findings: tuple[Finding, ...]
    generated_by: dict[str, Any]
    skipped: tuple[Skipped, ...] = ()

    def to_frame(self, records: Literal["articles", "claims", "stories", "relations", "findings"] = "relations") -> pd.DataFrame:
        """Return the named records as a pandas DataFrame, one row a record, nested records as dictionaries.

        Relations come with the two quotes, sources and dates beside the ids, and their scores as columns of their own.
        """
        import pandas as pd

        if records != "relations":
            rows = [dataclasses.asdict(record) for record in getattr(self, records)]
            frame = pd.DataFrame(rows, columns=[field.name for field in dataclasses.fields(_RECORDS[records])])
            return frame.assign(origin_id=frame["id"].map(self.origins)) if records == "articles" else frame
        claims = {claim.id: claim for claim in self.claims}
        articles = {article.id: article for article in self.articles}
        rows = []
        for relation in self.relations:
            row: dict[str, Any] = {"id": relation.id, "story_id": relation.story_id, "label": relation.label}
            row |= {"probability": relation.probability, "kind": relation.kind}
            for side, claim_id in (("a", relation.a), ("b", relation.b)):
                claim = claims[claim_id]
                article = articles[claim.article_id]
                row |= {f"{side}_source": article.source, f"{side}_published": article.published}
                row |= {f"{side}_speaker": claim.speaker, f"{side}_stance": claim.stance, f"{side}_text": claim.text}
                row |= {
                    f"{side}_claim_id": claim.id,
                    f"{side}_article_id": article.id,
                    f"{side}_start": claim.start,
                    f"{side}_end": claim.end,
                }
            rows.append(row | dataclasses.asdict(relation.scores) | {"gates": " ".join(relation.gates)})
        return pd.DataFrame(rows, columns=_RELATION_COLUMNS)
