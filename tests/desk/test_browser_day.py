"""A day at the desk in a real browser: one person with nothing but keys, and two at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from desk.browser import PASSWORD, Visitor, busy_day
from desk.checking import check
from desk.conftest import MORNING
from desk.copied import FIRST, OTHER_VOICE, OTHER_WORDS, SECOND, THIRD, copied_story
from detector.review.desk import DeskOptions
from detector.review.desk.context import Language
from detector.review.desk.pages import live
from detector.review.desk.wording import translations
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.items import history, read_item
from detector.review.store.people import add_reviewer

RELATIONS = busy_day().relations
DENIAL, TRANSLATED, FIGURES = RELATIONS[0].id, RELATIONS[1].id, RELATIONS[-1].id
Serve, Visit = Callable[[Store, DeskOptions], str], Callable[..., Visitor]


@pytest.fixture
def busy(store: Store) -> Store:
    with store.writing() as connection:
        add_batch(connection, busy_day(), MORNING)
    return store


def row(page: Page, item_id: str) -> Locator:
    return page.locator(f"#i-{item_id}")


def on_item(page: Page, item_id: str) -> None:
    expect(page.locator(".case")).to_have_attribute("data-current", item_id)


def waiting(page: Page, number: int) -> None:
    """The queue shows so many items, and says so."""
    expect(page.locator(".item")).to_have_count(number)
    expect(page.locator(".tabs a[aria-current] .count").first).to_have_text(str(number))


def opinions(store: Store, item_id: str) -> tuple[str, list[tuple[Any, ...]]]:
    """The status of an item, and what each person says of it."""
    with store.reading() as connection:
        item = read_item(connection, item_id)
    return item.row.status, [(said.reviewer, said.verdict, said.reason, said.note) for said in item.opinions]


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_whole_day_with_the_keyboard_alone(busy: Store, serve: Serve, visit: Visit, language: Language) -> None:
    say = translations(language).gettext
    with busy.writing() as connection:
        ana = add_reviewer(connection, "Ana")
    reviewer = visit(serve(busy, DeskOptions(reviewer_id=ana.id, language=language)))
    page = reviewer.page

    page.goto("/")
    expect(page.locator("h1")).to_have_text(say("Queue"))
    waiting(page, 3)
    for key, chosen in (("j", DENIAL), ("j", TRANSLATED), ("j", FIGURES), ("k", TRANSLATED), ("k", DENIAL)):
        reviewer.press(key)
        expect(page.locator(".item.selected")).to_have_id(f"i-{chosen}")
        expect(row(page, chosen).locator("h2 a")).to_be_focused()

    reviewer.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("3")  # a word to search for, and no view
    reviewer.press("Backspace", "Escape")
    for key, view in (("3", "Corroborations"), ("1", "Contradictions")):
        reviewer.go(key)
        expect(page.locator(".tabs a[aria-current]")).to_contain_text(say(view))
    reviewer.press("j")

    reviewer.go("Enter")
    on_item(page, DENIAL)
    reviewer.press("?")
    expect(page.get_by_role("dialog", name=say("Keyboard"))).to_be_visible()
    reviewer.press("1")  # no verdict while the help is open
    reviewer.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    reviewer.go("j")
    on_item(page, TRANSLATED)
    reviewer.go("k")
    on_item(page, DENIAL)

    reviewer.go("1")
    on_item(page, TRANSLATED)
    expect(page.get_by_role("status").first).to_have_text(f"{say('Recorded')}: {say('Contradiction')}")

    reviewer.press("n")
    page.keyboard.type("1 contrato, 2 fechas")  # figures are words here, and no verdicts
    reviewer.press("Escape", "r")
    expect(page.get_by_role("group", name=say("Why? Press its number"))).to_be_focused()
    reviewer.go("2")
    on_item(page, FIGURES)

    reviewer.go("q")
    waiting(page, 1)
    expect(page.locator(".item.selected")).to_have_id(f"i-{FIGURES}")
    reviewer.go("z")
    on_item(page, TRANSLATED)
    expect(page.get_by_role("status").first).to_have_text(f"{say('Taken back')}: {say('Unrelated')}")
    reviewer.go("d")  # in doubt, which asks for no reason
    on_item(page, FIGURES)

    for key in ("o", "Shift+o"):
        reviewer.go(key)
        passage = page.locator("#claim")
        expect(passage).to_contain_text("El archivo municipal guarda")
        expect(passage).to_be_in_viewport(ratio=1)
        assert page.evaluate("scrollY") > 1000
        heading = page.locator("header p b").inner_text()
        reviewer.go("Shift+o")
        expect(page.locator("header p b")).not_to_have_text(heading)
        expect(passage).to_be_in_viewport(ratio=1)
        reviewer.go("o")
        on_item(page, FIGURES)

    reviewer.go("u")
    expect(page.get_by_role("heading", level=2, name=say("Everything here has been reviewed"))).to_be_visible()
    waiting(page, 0)
    expect(page.get_by_role("status").first).to_have_text(f"{say('Recorded')}: {say('Update')}")
    reviewer.go("z")
    on_item(page, FIGURES)
    reviewer.go("u")
    waiting(page, 0)
    decided = page.get_by_role("link", name=say("See what was decided"))
    for _ in range(100):
        reviewer.press("Tab")
        if decided.evaluate("link => link === document.activeElement"):
            break
    reviewer.go("Enter")
    waiting(page, 3)
    expect(page.locator(".item .badges").get_by_text(say("Reviewed"), exact=True)).to_have_count(3)

    assert reviewer.troubles == []
    assert opinions(busy, DENIAL) == ("reviewed", [("Ana", "contradiction", None, "")])
    assert opinions(busy, TRANSLATED) == ("reviewed", [("Ana", "unsure", None, "")])
    assert opinions(busy, FIGURES) == ("reviewed", [("Ana", "supersession", None, "")])
    with busy.reading() as connection:
        entries = history(connection)
    assert [(entry.item_id, entry.action, (entry.after or {}).get("verdict"), (entry.after or {}).get("reason")) for entry in entries] == [
        (DENIAL, "verdict", "contradiction", None),
        (TRANSLATED, "verdict", "unrelated", "other_time"),
        (TRANSLATED, "undo", None, None),
        (TRANSLATED, "verdict", "unsure", None),
        (FIGURES, "verdict", "supersession", None),
        (FIGURES, "undo", None, None),
        (FIGURES, "verdict", "supersession", None),
    ]
    assert entries[1].after and entries[1].after["note"] == "1 contrato, 2 fechas" and entries[2].undoes == entries[1].id
    check(busy)


@pytest.mark.parametrize("language", ["es", "en"])
def test_one_key_decides_for_all_copies_and_one_takes_it_back(store: Store, serve: Serve, visit: Visit, language: Language) -> None:
    say = translations(language).ngettext
    with store.writing() as connection:
        add_batch(connection, copied_story(), MORNING)
        ana = add_reviewer(connection, "Ana")
    reviewer = visit(serve(store, DeskOptions(reviewer_id=ana.id, language=language)))
    page = reviewer.page

    def verdicts() -> list[str | None]:
        with store.reading() as connection:
            return [read_item(connection, item_id).row.verdict for item_id in (FIRST, SECOND, THIRD)]

    page.goto("/")
    expect(page.locator(".item")).to_have_count(3)
    expect(row(page, FIRST)).to_contain_text(say("+%(num)s copy", "+%(num)s copies", 2) % {"num": 2})
    reviewer.press("j")
    reviewer.go("Enter")
    on_item(page, FIRST)
    box = page.get_by_label(say("also for %(num)s copy", "also for %(num)s copies", 2) % {"num": 2})
    expect(box).to_be_checked()
    reviewer.go("1")
    on_item(page, OTHER_VOICE)
    told = say("and for %(num)s copy", "and for %(num)s copies", 2) % {"num": 2}
    expect(page.get_by_role("status").first).to_contain_text(told)
    expect(page.locator("input[name=copies]")).to_have_count(0)
    assert verdicts() == ["contradiction"] * 3
    reviewer.go("z")
    on_item(page, FIRST)
    expect(page.get_by_role("status").first).to_contain_text(told)
    assert verdicts() == [None] * 3

    box.focus()
    reviewer.press("Space")
    expect(box).not_to_be_checked()
    reviewer.go("1")
    expect(page.get_by_role("status").first).not_to_contain_text(told)
    assert verdicts() == ["contradiction", None, None]
    page.goto("/?view=contradictions&status=open")
    expect(row(page, OTHER_WORDS)).to_be_visible()
    expect(page.locator(".item")).to_have_count(3)
    assert reviewer.troubles == []
    check(store)


def test_two_reviewers_at_once_see_each_other_and_lose_nothing(
    busy: Store, serve: Serve, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "EVERY_SECONDS", 0.05)
    with busy.writing() as connection:
        for name in ("Ana", "Bruno"):
            add_reviewer(connection, name, "reviewer", PASSWORD)
    address = serve(busy, DeskOptions(accounts=True, secret="x" * 32))
    ana, bruno = visit(address), visit(address)
    ana.log_in("Ana")
    bruno.log_in("Bruno")
    queue, item = bruno.page, bruno.context.new_page()
    waiting(queue, 3)
    item.goto(f"/items/{DENIAL}?view=contradictions&status=open")
    item.keyboard.press("n")
    item.keyboard.type("Falta ver el contrato")
    item.keyboard.press("Escape")

    ana.page.goto(f"/items/{DENIAL}")
    ana.go("1")
    told = "Ana decidió: Contradicción"
    expect(row(queue, DENIAL).get_by_role("status")).to_have_text(told)
    expect(row(queue, TRANSLATED).get_by_role("status")).to_have_count(0)
    expect(item.locator("#live span")).to_have_text(told)

    item.keyboard.press("4")
    bruno.go("1", item)
    refused = item.get_by_role("alert")
    expect(refused).to_contain_text("Este hallazgo ha cambiado desde que se abrió")
    expect(refused).to_contain_text(told)
    expect(refused).to_contain_text("Se eligió: Sin relación (Otro protagonista)")
    assert opinions(busy, DENIAL) == ("reviewed", [("Ana", "contradiction", None, "")])

    expect(item.locator("#note")).to_have_value("Falta ver el contrato")
    bruno.go("1", item)  # the reason is asked for again: the same once more, now knowingly
    on_item(item, TRANSLATED)
    both = [("Ana", "contradiction", None, ""), ("Bruno", "unrelated", "other_actor", "Falta ver el contrato")]
    assert opinions(busy, DENIAL) == ("disputed", both)
    queue.reload()
    waiting(queue, 2)
    check(busy)

    assert ana.troubles == []
    assert [trouble for trouble in bruno.troubles if "409 (Conflict)" not in trouble] == []
