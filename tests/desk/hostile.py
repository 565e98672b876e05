"""A store in which everything that strangers write is written by an enemy."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

from builders import make_claim, make_finding, make_relation, make_results, make_story
from sqlalchemy import select

from detector.records import Article, Claim, Quantity, Results, Story
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.people import add_reviewer, save_view
from detector.review.store.tables import ItemRow
from detector.review.store.verdicts import Opinion, decide

NIGHT = datetime(2031, 3, 8, 3, 0, tzinfo=UTC)
SCRIPT = "<script>alert('gotcha')</script>"
HANDLER = "\" onerror=\"alert('gotcha')\" ' onfocus='alert(1)' autofocus x=\""
BREAKOUT = "</title></textarea></style></script><img src=x onerror=alert('gotcha')><!--"
TEMPLATE = "{{ 7*7 }}{% set x %} %(num)s 100% %s %(question)s"
BIDI = "abc\u202egnp.exe\u202c \u2066isolated\u2069"
CONTROL = "nul\x00 bell\x07 escape\x1b[31m lone\ud800 half\udfff non\uffff"
WORD = "w" * 300
NASTY = " ".join((SCRIPT, HANDLER, BREAKOUT, TEMPLATE, BIDI, CONTROL, WORD))
KEPT = NASTY.encode("utf-8", "replace").decode()
"""As articles keep it: without lone surrogates. Addresses are kept as they are."""
URLS = (
    "javascript:alert('gotcha')", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)", "//evil.example/x", "https://evil.example/\" onmouseover=\"alert(1)", "https://evil.example/\u202egnp.exe",
    "https://evil.example/\ud800",
)  # fmt: skip
LINE = "x" * 2_500_000 + " </p>" + SCRIPT + " " + "y" * 2_500_000


def hostile_results() -> Results:
    """A story of as many articles as there are bad addresses; the first has a line of 5 MB before and after its claim."""
    articles = [_article(number, url) for number, url in enumerate(URLS)]
    claims = [_claim(article, number) for number, article in enumerate(articles)]
    story = Story(make_story(articles).id, KEPT, tuple(article.id for article in articles))
    kinds = ("denial", "number", "supersession", "negation", "actor", "date", "place")
    relations = [
        make_relation(story, a, b, "contradicts", 0.6 + number / 20, kind, (SCRIPT,))
        for number, (a, b, kind) in enumerate(zip(claims, claims[1:], kinds, strict=False))
    ]
    relations.append(make_relation(story, claims[0], claims[2], "supports", 0.97, "agreement"))
    origins = {article.id: article.id for article in articles}
    finding = make_finding(story, KEPT, 0.9, origins, [(claims[0], articles[0]), (claims[2], articles[2])], [(claims[1], articles[1])])
    made_by = {"detector": SCRIPT, "nli": KEPT}
    return make_results(articles, claims, relations, [story], [finding], origins, generated_by=made_by)


def fill(store: Store) -> None:
    """Fill a store with it, and with reviewers, notes and saved views of the same kind."""
    with store.writing() as connection:
        add_batch(connection, hostile_results(), NIGHT)
        people = [add_reviewer(connection, SCRIPT), add_reviewer(connection, HANDLER[:80])]
        for name in (BIDI, "nul\x00"):
            with suppress(ValueError):  # a store may refuse such names
                people.append(add_reviewer(connection, name))
        save_view(connection, people[0].id, SCRIPT, f"?search={SCRIPT}&story={HANDLER}")
        save_view(connection, people[0].id, BREAKOUT, "javascript:alert(1)//")
        versions = list(connection.execute(select(ItemRow.id, ItemRow.version)))
        for item_id, version in versions[:4]:
            version = decide(connection, item_id, version, people[0].id, Opinion("unrelated", "bad_quote", KEPT), NIGHT)
            decide(connection, item_id, version, people[1].id, Opinion("contradiction", None, SCRIPT), NIGHT)


def _article(number: int, url: str) -> Article:
    sentence = f"{number} {NASTY} said so."
    text = f"{LINE} {sentence} {LINE}" if number == 0 else f"Before. {sentence} {BIDI} {SCRIPT} after."
    day = date(2031, 3, 1 + number)
    return Article.from_text(text, f"{number} {NASTY}", f"{NASTY} {number}", day, url, "en" if number % 2 else "es")


def _claim(article: Article, number: int) -> Claim:
    start = article.text.index(f"{number} {SCRIPT}")
    quote = article.text[start : article.text.index("said so.") + len("said so")]
    count = Quantity(12, float("inf"), "", SCRIPT, start, start + 1)
    return make_claim(article, quote, content=quote, speaker=KEPT, speakers=(KEPT, BIDI), quantities=(count,))
