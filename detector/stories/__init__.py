"""Which articles and claims speak of the same thing: origins, stories, same-fact candidates."""

from detector.stories.articles import article_similarity, group_stories
from detector.stories.candidates import find_candidates
from detector.stories.origins import find_origins
from detector.stories.vectors import claim_vectors
from detector.stories.worthiness import check_worthiness

__all__ = ["article_similarity", "check_worthiness", "claim_vectors", "find_candidates", "find_origins", "group_stories"]
