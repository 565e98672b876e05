"""English test and development splits that training left alone: counterfactual SNLI, LingNLI, New Protocols, semi-automatic NLI.

Kaushik, Hovy & Lipton, "Learning the Difference that Makes a Difference with Counterfactually-Augmented Data", ICLR 2020;
Parrish et al., "Does Putting a Linguist in the Loop Improve NLU Data Collection?", Findings of EMNLP 2021; Bowman et al.,
"New Protocols and Negative Results for Textual Entailment Data Collection", EMNLP 2020; Vania, Chen & Bowman, "Asking
Crowdworkers to Write Entailment Examples: The Best of Bad Options", AACL 2020.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.nli import PairSet, public_sets


def pair_sets(folder: Path, full: bool = False) -> Iterator[PairSet]:
    """Yield the four sets."""
    for stem in ("cad_snli_test", "lingnli_litl_val", "newprot_edit_other_val", "semiauto_base_wiki_test"):
        yield from public_sets(folder, stem)
