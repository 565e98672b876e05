"""The desk's words: every message has its Spanish, once, with the same gaps to fill."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

ROOM = Path(str(files("detector.review")))
CATALOGUES = sorted((ROOM / "desk" / "locale" / "es").glob("*.po"))
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}


def messages(path: Path) -> list[Message]:
    return [message for message in read_po(BytesIO(path.read_bytes()), locale="es") if message.id]


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_translations_are_whole(path: Path) -> None:
    for message in messages(path):
        told = strings(message)
        assert all(told), message.id
        assert not message.fuzzy, message.id
        for text in told:
            gaps, wanted = (Counter(part.split(")s")[0] for part in of.split("%(")[1:]) for of in (text, ids(message)[-1]))
            assert set(gaps) <= set(wanted) | {"num"}, message.id
            assert set(wanted) - {"num"} <= set(gaps), message.id


OTHER_WORDS = {
    "an item is a hallazgo": r"elementos?|casos?|ítems?",
    "a batch is a tanda": r"lotes?|análisis del|último análisis",
    "a side is a lado": r"bandos?|posturas?",
    "nobody is addressed, as tú": r"tú|tus?|te|puedes|tienes|ejecuta|recarga|pulsa|quita|filtra",
    "nobody is addressed, as usted": r"usted|ejecute|recargue|pulse|quite|filtre|vuelva|use|pregunte|inicie|lea|elija|acote",
}


@pytest.mark.parametrize("rule", OTHER_WORDS)
def test_spanish_has_one_word_for_one_thing_and_addresses_nobody(rule: str) -> None:
    wrong = re.compile(rf"\b(?:{OTHER_WORDS[rule]})\b", re.IGNORECASE)
    told = [text for path in CATALOGUES for message in messages(path) for text in strings(message)]
    assert [text for text in told if wrong.search(text)] == []


def test_no_message_stands_in_two_files() -> None:
    where = Counter(message.id if isinstance(message.id, str) else message.id[0] for path in CATALOGUES for message in messages(path))
    assert [message for message, number in where.items() if number > 1] == []


def test_every_message_is_translated() -> None:
    known = {one for path in CATALOGUES for message in messages(path) for one in ids(message)}
    missing = {f"{path.relative_to(ROOM)}: {message}" for path, message in _used() if message not in known}
    assert not missing, "\n".join(sorted(missing))


def test_every_translation_is_used() -> None:
    used = {message for _, message in _used()} | {"Not Found", "Method Not Allowed"}  # Starlette's own
    idle = {f"{path.name}: {message.id}" for path in CATALOGUES for message in messages(path) if ids(message)[0] not in used}
    assert not idle, "\n".join(sorted(idle))


def _used() -> Iterator[tuple[Path, str]]:
    for path in sorted(ROOM.rglob("*.html")):
        with path.open("rb") as file:
            for _, message, _, _ in extract("jinja2.ext:babel_extract", file, KEYWORDS, options={"trimmed": "true"}):
                yield from ((path, one) for one in ((message,) if isinstance(message, str) else message) if one)
    for path in sorted(ROOM.rglob("*.py")):
        yield from ((path, message) for message in _messages_of(ast.parse(path.read_text("utf-8"))))


def _messages_of(tree: ast.AST) -> Iterator[str]:
    """What is marked, inside f-strings too (Babel does not look there), and what errors say: the error page translates it."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        given: list[ast.expr] = []
        if name in KEYWORDS:
            given = node.args[: len(KEYWORDS[name] or (1,))]
        elif name == "HTTPException":
            given = [*node.args[1:], *(keyword.value for keyword in node.keywords if keyword.arg == "detail")]
        yield from (one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str))
