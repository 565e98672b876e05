"""The two neural engines and nothing else: `encoder` (sentence embeddings) and `nli` (labels of pairs)."""

from detector.engines.encoder import Encoder, load_encoder
from detector.engines.errors import EngineError
from detector.engines.nli import Nli, load_nli

__all__ = ["Encoder", "EngineError", "Nli", "load_encoder", "load_nli"]
