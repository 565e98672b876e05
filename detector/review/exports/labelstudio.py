"""Tasks for Label Studio: the program's guess as a prediction, every reviewer's opinion as an annotation."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from detector.report.untrusted import visible
from detector.review.exports.about import About
from detector.review.exports.rows import ExportRow, ExportSide
from detector.review.store.items import Said
from detector.review.vocabulary import REASONS, VERDICTS

_CHOICE = {"contradicts": "contradiction", "supports": "support"}


def _choices(values: Iterable[str]) -> str:
    return "\n".join(f'    <Choice value="{value}"/>' for value in values)


LABEL_CONFIG = f"""<View>
  <Header value="$question"/>
  <Text name="a" value="$a"/>
  <Text name="a_from" value="$a_from"/>
  <Text name="b" value="$b"/>
  <Text name="b_from" value="$b_from"/>
  <Choices name="verdict" toName="a" choice="single-radio" required="true">
{_choices(VERDICTS)}
  </Choices>
  <Choices name="reason" toName="a" choice="single-radio">
{_choices(REASONS)}
  </Choices>
  <TextArea name="note" toName="a" maxSubmissions="1"/>
</View>
"""
"""The labelling interface that the tasks are made for, to be pasted into a project's settings."""


def to_labelstudio(rows: Iterable[ExportRow], *, model: str = "detector") -> bytes:
    """Return items as a JSON list of tasks for `LABEL_CONFIG`; `model` is the predictions' `model_version`."""
    file = io.BytesIO()
    write_labelstudio(rows, file, About(model=model))
    return file.getvalue()


def write_labelstudio(rows: Iterable[ExportRow], file: BinaryIO, about: About) -> None:
    """Write what `to_labelstudio` returns."""
    file.write(b"[")
    for number, row in enumerate(rows):
        task = json.dumps(_task(row, about.model), ensure_ascii=False)
        file.write((",\n" if number else "\n").encode() + task.encode())
    file.write(b"\n]\n")


def _task(row: ExportRow, model: str) -> dict[str, Any]:
    guess = "supersession" if row.kind == "supersession" else _CHOICE.get(row.label, "unsure")
    data = {
        "item": row.id, "story": visible(row.story), "question": visible(row.question or row.story), "label": row.label, "kind": row.kind,
        "probability": row.probability, "status": row.status, "reviewers": [said.reviewer for said in row.opinions],
        **_side("a", row.a), **_side("b", row.b),
    }  # fmt: skip
    return {
        "data": data,
        "predictions": [{"model_version": model, "score": row.probability, "result": [_choice(f"{row.id}-p", "verdict", guess)]}],
        "annotations": [
            {"result": list(_results(f"{row.id}-{number}", said)), "was_cancelled": False, "ground_truth": said.adjudicates}
            for number, said in enumerate(row.opinions)
        ],
    }


def _side(name: str, side: ExportSide) -> dict[str, Any]:
    day = side.published.isoformat() if side.published else ""
    return {
        name: visible(side.quote),
        f"{name}_from": visible(" · ".join(part for part in (side.speaker, side.source, day) if part)),
        f"{name}_context": visible(side.context.before + side.quote + side.context.after),
        f"{name}_url": side.url, f"{name}_article": side.article_id, f"{name}_start": side.start, f"{name}_end": side.end,
    }  # fmt: skip


def _results(key: str, said: Said) -> Iterator[dict[str, Any]]:
    yield _choice(f"{key}-v", "verdict", said.verdict)
    if said.reason:
        yield _choice(f"{key}-r", "reason", said.reason)
    if said.note:
        yield {"id": f"{key}-n", "from_name": "note", "to_name": "a", "type": "textarea", "value": {"text": [visible(said.note)]}}


def _choice(key: str, name: str, value: str) -> dict[str, Any]:
    return {"id": key, "from_name": name, "to_name": "a", "type": "choices", "value": {"choices": [value]}}
