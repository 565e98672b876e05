"""Every number and switch that a user may turn, in one place, with its unit and its reason.

Values come from keyword arguments, from the environment (`DETECTOR_NLI=...`, nested with two underscores:
`DETECTOR_JUDGE__THRESHOLD=0.9`) or from the defaults below.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, FiniteFloat, PlainSerializer, field_serializer
from pydantic_settings import BaseSettings, SettingsConfigDict


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceSettings(_Group):
    """How articles come in."""

    max_file_bytes: int = Field(50_000_000, gt=0, description="Files above this size are skipped; no article is that long.")
    max_page_bytes: int = Field(5_000_000, gt=0, description="The same for HTML, where the time to find the text grows with the page.")
    max_article_chars: int = Field(200_000, gt=0, description="Longer texts are skipped: books and data dumps, not articles.")
    min_article_chars: int = Field(40, ge=0, description="Shorter texts hold no claim that could be compared.")


class ClaimSettings(_Group):
    """How an article becomes claims."""

    parser: Literal["auto", "spacy", "rules"] = Field("auto", description="'auto' parses with spaCy where its packages are installed.")
    min_words: int = Field(4, ge=1, description="A clause with fewer words rarely states a fact that stands alone.")
    max_words: int = Field(70, ge=10, description="Longer sentences are cut-off lists or broken text; NLI was not trained on them.")


class StorySettings(_Group):
    """Which articles and claims speak of the same thing."""

    copy_overlap: float = Field(
        0.6, gt=0, le=1, description="Share of a text's 5-word shingles found in another for both to be one origin."
    )
    translation_overlap: float = Field(
        0.5, gt=0, le=1, description="Share of claims with a twin in the other language, in the same order, for both to be one origin."
    )
    twin_similarity: float = Field(0.57, ge=-1, le=1, description="Cosine from which claims in two languages are one sentence, translated.")
    story_similarity: float = Field(
        0.22, ge=-1, le=1, description="Average similarity (claims, names and words) between articles of one story."
    )
    story_days: int = Field(21, ge=0, description="Articles further apart in time are not joined into one story.")
    claim_similarity: float = Field(0.15, ge=-1, le=1, description="Cosine from which two claims may speak of one fact.")
    min_check_worthiness: float = Field(
        0.03, ge=0, le=1, description="Claims with less probability than this of stating what could be checked are not compared."
    )
    neighbours: int = Field(20, ge=1, description="Candidates per claim that the judge reads; bounds its work to linear.")


def _pairs(weights: object) -> object:
    return tuple(weights.items()) if isinstance(weights, Mapping) else weights


def _read(fusion: object) -> object:
    """Return what a file holds, where one is named, so that the report tells the weights and not only a path."""
    if not isinstance(fusion, str | Path):
        return fusion
    try:
        return FusionSettings.model_validate_json(Path(fusion).read_bytes())
    except OSError as error:
        raise ValueError(f"{fusion}: {error.strerror}") from None


class FusionQuestion(_Group):
    """One logistic regression: the weight of each feature by its name, written as a JSON object, and the intercept."""

    intercept: FiniteFloat
    weights: Annotated[
        tuple[tuple[str, FiniteFloat], ...], BeforeValidator(_pairs), PlainSerializer(dict, return_type=dict[str, float])
    ]  # pairs, since what is frozen can be hashed


class FusionSettings(_Group):
    """What the judge weighs its readings with: another fusion than the shipped one, in the form of `detector/judge/fusion.json`."""

    model_config = ConfigDict(frozen=True, extra="ignore")  # a fusion's file also says what it was fitted on

    name: str = ""
    contradicts: FusionQuestion
    supports: FusionQuestion


class JudgeSettings(_Group):
    """Does a pair support or contradict."""

    threshold: float = Field(0.5, ge=0.5, lt=1, description="Probability from which a pair is called contradicts or supports.")
    gates_off: frozenset[str] = Field(frozenset(), description="Names of gates that are not to be used (see `detector.judge.GATES`).")
    fusion: Annotated[FusionSettings | None, BeforeValidator(_read)] = Field(
        None, description="Weights of the judge's fusion, or the path of their file; None is the shipped one."
    )

    @field_serializer("gates_off")
    def _sorted(self, names: frozenset[str]) -> list[str]:
        return sorted(names)  # a set's order changes from process to process; the report's must not


class Settings(BaseSettings):
    """All settings of a run. `nli` and `encoder` name a Hugging Face id or a local folder; None is the embedded model."""

    model_config = SettingsConfigDict(env_prefix="DETECTOR_", env_nested_delimiter="__", frozen=True, extra="forbid")

    nli: str | None = None
    encoder: str | None = None
    backend: Literal["auto", "openvino", "torch"] = Field("auto", description="'auto' is OpenVINO where it runs, else PyTorch.")
    language: Literal["es", "en"] = Field("es", description="Language of the report and of messages about it.")
    sources: SourceSettings = SourceSettings()
    claims: ClaimSettings = ClaimSettings()
    stories: StorySettings = StorySettings()
    judge: JudgeSettings = JudgeSettings()
