"""How an article becomes claims: passages, sentences, clauses, and who says them; the other modules know one of these each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from detector.claims.attribution.denials import Said
from detector.claims.attribution.disavowals import disavowed
from detector.claims.attribution.quotes import quoted_statements
from detector.claims.grammar.capitals import without_capitals
from detector.claims.grammar.lexicon import HABER
from detector.claims.grammar.nouns import DOCUMENTS
from detector.claims.grammar.parse import INSTALL_PARSERS, MissingParser, parse, parsers
from detector.claims.grammar.passages import passages
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.sentences import split_sentences
from detector.claims.grammar.single_quotes import with_double_quotes
from detector.claims.grammar.words import Word, tag
from detector.claims.quantities.carried_counts import carried, opens_with_number
from detector.claims.quantities.counted_again import with_noun
from detector.claims.quantities.quantities import find_quantities
from detector.claims.reference.anaphora import Mention, mention
from detector.claims.reference.content import clean
from detector.claims.reference.determiners import determined
from detector.claims.reference.resolving import Known, read_alone
from detector.claims.times.times import find_time
from detector.letters import latin
from detector.records import Article, Claim, Quantity, Stance, content_id
from detector.settings import ClaimSettings

_RULES = ("es", "en")
_DEFAULTS = ClaimSettings()
_LABEL = 10_000  # from here on a bare number names nothing ("Jornada 12")


@dataclass(frozen=True, slots=True)
class _Span:
    article: Article
    start: int
    end: int
    language: str
    text: str  # that of the article as it is read, in Latin letters, with double quotation marks, sentences in capitals in small letters


def extract_claims(article: Article, settings: ClaimSettings = _DEFAULTS) -> list[Claim]:
    """Return the claims of one article in the order of its text.

    Offsets are exact: `article.text[claim.start:claim.end] == claim.text`. Raises MissingParser if `settings.parser` is
    "spacy" and a needed package is not installed.
    """
    return extract_all([article], settings)


def extract_all(
    articles: Sequence[Article], settings: ClaimSettings = _DEFAULTS, on_article: Callable[[Article], None] | None = None
) -> list[Claim]:
    """Return the claims of all articles, in their order; sentences are parsed in batches across articles.

    `on_article` is called once for each article when its claims are done. Raises as `extract_claims`.
    """
    spans = [span for article in articles for span in _sentences(article, settings)]
    parsed = _with_words(spans, settings)
    claims: list[Claim] = []
    position = 0
    for article in articles:
        previous: str | None = None
        earlier: Mention | None = None
        said: list[Said] = []
        seen: set[str] = set()
        last = next((place for place in range(position, len(spans)) if spans[place].article is not article), len(spans))
        known = Known.of(latin(article.text), parsed[position:last])
        while position < last:
            found, previous, earlier = _claims(spans[position], parsed[position], previous, earlier, known, settings, said)
            in_order = sorted(found, key=lambda claim: claim.end)  # a denial takes up what ends last, not what is set off inside it
            said = [Said(c.content, c.subject, c.speakers, c.stance, c.start, c.quantities) for c in in_order]
            position += 1
            for claim in found:
                if claim.id not in seen:
                    seen.add(claim.id)
                    claims.append(claim)
        if on_article:
            on_article(article)
    return claims


def _sentences(article: Article, settings: ClaimSettings) -> Iterator[_Span]:
    """Yield the sentences of an article that are short enough to be read."""
    text = without_capitals(with_double_quotes(latin(article.text)))
    for passage in passages(article):
        for start, end in split_sentences(text, passage.start, passage.end):
            shortest = _shortest(text[start:end], passage.language, settings)
            if shortest <= text.count(" ", start, end) + 1 <= 3 * settings.max_words and end - start <= 30 * settings.max_words:
                yield _Span(article, start, end, passage.language, text)


def _shortest(text: str, language: str, settings: ClaimSettings) -> int:
    """Return how many words a sentence must have: one that opens with a number may be a word shorter."""
    return settings.min_words - (settings.min_words > 3 and opens_with_number(text, language))


def _with_words(spans: Sequence[_Span], settings: ClaimSettings) -> list[list[Word]]:
    """Return the words of every sentence, from the parser where there is one for its language."""
    words: list[list[Word]] = [[] for _ in spans]
    installed = parsers()
    for language in _RULES:
        places = [place for place, span in enumerate(spans) if span.language == language]
        if not places:
            continue
        if settings.parser == "spacy" and installed[language] is None:
            raise MissingParser(f"no parser for '{language}' is installed; install with: {INSTALL_PARSERS}")
        if settings.parser == "rules" or installed[language] is None:
            for place in places:
                words[place] = tag(spans[place].text, spans[place].start, spans[place].end, language)
        else:
            texts = ((spans[place].text[spans[place].start : spans[place].end], spans[place].start) for place in places)
            for place, found in zip(places, parse(texts, language), strict=True):
                # The small parsers miss the only verb of some sentences; the rules may know it.
                missed = not any(word.finite for word in found)
                span = spans[place]
                words[place] = tag(span.text, span.start, span.end, language) if missed else found
    return words


def _claims(
    span: _Span,
    words: list[Word],
    previous: str | None,
    earlier: Mention | None,
    known: Known,
    settings: ClaimSettings,
    before: Sequence[Said],
) -> tuple[list[Claim], str | None, Mention | None]:
    """Return the claims of one sentence, who spoke last in it, and what it speaks of; `before` is what the sentence before says."""
    article, text = span.article, span.text
    if span.language not in _RULES:
        whole = text[span.start : span.end]
        return [_claim(span, span.start, span.end, " ".join(whole.split()), (), "asserted", (), article)], previous, None
    sentence = Sentence(text, span.start, span.end, span.language, words)
    claims: list[Claim] = []
    quantities = carried(find_quantities(words, span.language), words, [quantity for said in before for quantity in said.quantities])
    for quoted in quoted_statements(sentence, previous, settings.min_words, any(map(_tells, quantities)), before):
        quotation = next(((a + 1, b - 1) for a, b in sentence.enclosed if quoted.low <= a and b <= quoted.high), (quoted.low, quoted.high))
        said = disavowed(quoted.said, clean(sentence.text(*quotation)), span.language)
        low, high = quoted.low, sentence.closing(quoted.low, quoted.high)
        again = with_noun(said.content, span.language, [q for told in before for q in told.quantities]) if said.speakers else None
        if again:
            said = replace(said, content=again[0])
        start, end = quoted.before.start if quoted.before else words[low].start, words[high - 1].end
        # "negó que haya acuerdo": the "no" is a word of it
        denied = said.stance == "denied" and said.content.split()[0].lower() in HABER
        lengths = len(said.content.split()) + denied, len(text[start:end].split()) + 2 * denied
        shortest, longest = min(lengths), max(lengths)
        counted = any(start <= q.start and q.end <= end and _tells(q) for q in quantities)  # "que costó 140 millones": three words
        if (
            longest + counted < _shortest(text[span.start : span.end], span.language, settings)
            or shortest < min(3, settings.min_words)
            or shortest > settings.max_words
        ):
            continue
        own = quoted.before.quantities if quoted.before else ()
        own += tuple(q for q in quantities if not any(words[a].start <= q.start < words[b - 1].end for a, b in quoted.without))
        sources = [name.lower() for name in said.speakers if name not in said.content]
        own = tuple(q for q in own if not any(name.startswith(text[q.start : q.end].lower()) for name in sources))
        if again:
            own = tuple(q if q.unit or q.counted else replace(q, counted=again[1]) for q in own)
        content, subject = determined(said.content, said.subject, span.language, text, span.start, span.end)
        claims.append(_claim(span, start, end, content, said.speakers, said.stance, own, article, subject))
        if not quoted.aside and said.speakers and not any(word in DOCUMENTS for word in said.speakers[-1].lower().split()[:2]):
            previous = said.speakers[-1 - _cites_within(sentence, said.speakers)]
    claims = [replace(claim, resolved_text=read_alone(sentence, claim, earlier, known)) for claim in claims]
    return sorted(claims, key=lambda claim: claim.start), previous, mention(sentence, earlier, any(claim.speakers for claim in claims))


def _cites_within(sentence: Sentence, speakers: Sequence[str]) -> bool:
    """Whether the last of several speakers is named inside a quotation of the one before ("“Mark called it unsafe,” Lisa Dunn said")."""
    quotations = [sentence.text(first, last) for first, last in sentence.enclosed if sentence.words[first].text in '"“«']
    return len(speakers) > 1 and any(speakers[-1] in quoted and speakers[-2] not in quoted for quoted in quotations)


def _tells(quantity: Quantity) -> bool:
    """Whether a quantity says how much there is of something; a number by itself may be a page or a score."""
    return bool(quantity.unit or quantity.counted) or not max(abs(quantity.low), abs(quantity.high)) < _LABEL


def _claim(
    span: _Span,
    start: int,
    end: int,
    content: str,
    speakers: tuple[str, ...],
    stance: Stance,
    quantities: tuple[Quantity, ...],
    article: Article,
    subject: str | None = None,
) -> Claim:
    text = article.text[start:end]
    return Claim(
        id=content_id(article.id, str(start), str(end), content),
        article_id=article.id,
        text=text,
        start=start,
        end=end,
        language=span.language,
        content=content,
        speaker=speakers[-1] if speakers else None,
        speakers=speakers,
        stance=stance,
        subject=subject,
        quantities=tuple(quantity for quantity in quantities if start <= quantity.start and quantity.end <= end),
        time=find_time(content, article.published, future=stance == "predicted"),
        sentence_start=min(start, span.start),
        sentence_end=span.end,
    )
