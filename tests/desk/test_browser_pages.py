"""Every page in a real browser: accessible in light and in dark, whole on a phone, readable and decidable without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from desk.browser import PASSWORD, PHONE, Visitor, busy_day, served
from desk.conftest import MORNING
from desk.learned import keep_learned
from detector.review.desk import DeskOptions
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.items import read_item
from detector.review.store.people import add_reviewer, save_view
from detector.review.store.verdicts import Opinion, assign, decide, hold

DAY = busy_day()
DENIAL, TRANSLATED, TOLL, SAME, GROWTH, COPIES, FIGURES = (relation.id for relation in DAY.relations if relation.label != "uncertain")
ARTICLE = f"/articles/{DAY.articles[-1].id}?claim={DAY.claims[-1].id}&item={FIGURES}#claim"
STORY = f"/stories/{DAY.stories[0].id}"
PAGES = {
    "queue": "/queue?view=all",
    "nothing left": "/queue?search=nada&said=unsure",
    "item": f"/items/{DENIAL}",
    "disputed item": f"/items/{TRANSLATED}?view=contradictions",
    "open item": f"/items/{SAME}?view=corroborations",
    "article": ARTICLE,
    "stories": "/stories",
    "story": STORY,
    "dashboard": "/dashboard",
    "exports": "/exports?view=all",
    "views": "/views",
    "who": "/account",
}
FOR_ADMINS = {"people": "/people", "account": "/account"}
PICTURES = Path(__file__).parents[2] / "out" / "screenshots"
LOOKS: dict[str, dict[str, Any]] = {"light": {}, "dark": {"color_scheme": "dark"}, "phone": PHONE}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]

Visit = Callable[..., Visitor]


@dataclass(frozen=True)
class Desks:
    """One store at two addresses: where names are chosen, and where people log in."""

    store: Store
    open: str
    team: str


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    with Store(str(tmp_path_factory.mktemp("desk") / "desk.db")) as store:
        ana = worked_on(store)
        team = DeskOptions(accounts=True, secret="x" * 32)
        with served(store, DeskOptions(reviewer_id=ana)) as first, served(store, team) as second:
            yield Desks(store, first, second)


def worked_on(store: Store) -> int:
    """Fill a store with a day on which every sort of thing was done; return the number of who works there."""
    with store.writing() as connection:
        add_batch(connection, DAY, MORNING)
        ana = add_reviewer(connection, "Ana", "admin", PASSWORD).id
        bruno = add_reviewer(connection, "Bruno").id
        note = "El contrato es de enero;\nla ministra habló en marzo."
        for item_id, said in {
            DENIAL: [Opinion("contradiction"), Opinion("contradiction")],
            TRANSLATED: [Opinion("contradiction"), Opinion("unrelated", "other_time", note)],
            TOLL: [Opinion("supersession")],
            GROWTH: [Opinion("support"), Opinion("support")],
            FIGURES: [Opinion("unrelated", "other_quantity")],
        }.items():
            for version, (person, opinion) in enumerate(zip((ana, bruno), said, strict=False), 1):
                decide(connection, item_id, version, person, opinion, MORNING)
        hold(connection, FIGURES, bruno, MORNING)
        assign(connection, [SAME], ana, bruno, MORNING)
        keep_learned(connection, "marzo", use=True)
        save_view(connection, ana, "Mi guardia", "?view=contradictions&status=open")
    return ana


def faults(page: Page) -> list[str]:
    """What axe finds on a page with all its folds open: by all rules in light, by those of colour in dark, too."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    found = []
    for scheme, rules in (("light", {"type": "tag", "values": RULES}), ("dark", {"type": "rule", "values": COLOUR_RULES})):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        answer = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response
        assert any(rule["id"] == "color-contrast" for rule in answer["passes"])  # it has looked
        for rule in answer["violations"]:
            found += [f"{scheme}: {rule['id']}: {node['target']} {node['failureSummary']}" for node in rule["nodes"]]
    return found


def test_axe_finds_no_fault(desks: Desks, visit: Visit) -> None:
    reader, admin = visit(desks.open), visit(desks.team)
    found = {name: faults(reader.open(path)) for name, path in PAGES.items()}
    reader.open(f"/items/{SAME}")
    reader.press("4")
    found["reasons"] = faults(reader.page)
    reader.press("Escape", "?")
    found["help"] = faults(reader.page)
    found["login"] = faults(admin.open("/login"))
    admin.log_in("Ana")
    found |= {name: faults(admin.open(path)) for name, path in FOR_ADMINS.items()}
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize("look", LOOKS)
def test_pages_are_as_wide_as_the_screen_and_have_their_picture_taken(desks: Desks, visit: Visit, look: str) -> None:
    reader = visit(desks.open, **LOOKS[look])
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, path in PAGES.items():
        reader.open(path)
        wide, room = reader.page.evaluate("[document.documentElement.scrollWidth, screen.width]")
        assert wide <= room, f"{name}: {wide} pixels on {room}"
        if name in ("queue", "item", "story", "dashboard"):
            reader.page.screenshot(path=PICTURES / f"{name}-{look}.png", full_page=True)
    assert reader.troubles == []


def test_the_fields_of_a_row_and_their_labels_stand_at_one_height(desks: Desks, visit: Visit) -> None:
    page = visit(desks.open).open("/dashboard")
    for parts in ("label", "input, select"):
        boxes = page.locator("form.fields > .field").locator(parts).evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
        assert len(boxes) == 3 and len(set(boxes)) == 1, parts


def test_without_script_pages_are_read_and_a_verdict_is_given(desks: Desks, visit: Visit) -> None:
    reader = visit(desks.open, java_script_enabled=False)
    page = reader.page
    page.goto("/queue?view=corroborations&status=open")
    expect(page.locator(".item")).to_have_count(2)
    page.goto(STORY)
    expect(page.get_by_role("heading", level=2)).to_have_text(
        ["Quién dice qué", "Cronología", "Contradicciones", "Actualizaciones", "Corroboraciones", "Artículos"]
    )
    page.goto(ARTICLE)
    expect(page.locator("mark#claim")).to_be_in_viewport()

    page.goto("/queue?view=corroborations&status=open")
    page.locator(f"#i-{COPIES} h2 a").click()
    expect(page.locator("blockquote").first).to_contain_text("El muelle norte concentra la mitad de ese tráfico")
    page.get_by_label("Motivo, si el programa se equivoca").select_option("other_fact")
    page.get_by_label("Nota").fill("Son copias")
    page.get_by_role("button", name="Sin relación").click()
    expect(page.get_by_role("status")).to_have_text("Anotado: Sin relación")
    with desks.store.reading() as connection:
        [said] = read_item(connection, COPIES).opinions
    assert (said.reviewer, said.verdict, said.reason, said.note) == ("Ana", "unrelated", "other_fact", "Son copias")

    page.get_by_role("button", name="En duda").click()  # the last one of the queue
    expect(page.get_by_role("heading", level=1)).to_have_text("Cola")
    expect(page.get_by_role("status")).to_have_text("Anotado: En duda")
    page.get_by_role("button", name="Deshacer mi último veredicto").click()
    expect(page.get_by_role("status")).to_have_text("Retirado: En duda")
    with desks.store.reading() as connection:
        assert read_item(connection, SAME).opinions == ()
    assert reader.troubles == []
