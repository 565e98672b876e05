"""BERT's forward pass for training: in bfloat16, with rounded copies of the weights, and free of what a CUDA graph cannot hold."""

from collections.abc import Mapping

import numpy as np
import torch
from packed import PAD, Pairs, device
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import BertForSequenceClassification


@torch.no_grad()
def rounded(matrix: Tensor) -> Tensor:
    """Return a matrix as `detector.engines.weights` restores it: int8, a scale for each row."""
    scale = matrix.abs().amax(dim=1, keepdim=True).clamp_(min=1e-12).div_(127)
    return matrix.div(scale).round_().mul_(scale)


class Dropout:
    """Dropout whose masks on a processor are windows of one long mask: drawing a number for each value takes longer than a layer."""

    LENGTH = 2**24

    def __init__(self, share: float) -> None:
        self.share = share
        self.mask = (torch.rand(self.LENGTH) >= share).to(torch.bfloat16) / (1 - share) if share and device.type == "cpu" else None

    def __call__(self, x: Tensor) -> Tensor:
        """Return `x` with a share of its values 0, the others raised to keep the mean."""
        if self.mask is None:
            return F.dropout(x, self.share) if self.share else x
        start = int(torch.randint(self.LENGTH - x.numel(), ()))
        return x * self.mask[start : start + x.numel()].view_as(x)


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor, dropout: float) -> Tensor:
    """Return what heads read, bfloat16 (n, heads, width, size); `mask` bool (n, 1, 1, width) tells tokens from padding.

    On a processor step by step, without dropout: backwards, PyTorch's fused kernel takes several times as long there.
    """
    if device.type == "cuda":
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask.expand(-1, -1, q.shape[2], -1), dropout_p=dropout)
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + torch.where(mask, 0.0, -1e9).to(q.dtype)
    return scores.softmax(-1, dtype=torch.float32).to(q.dtype) @ v


def logits_of(
    model: BertForSequenceClassification, ids: Tensor, drop: Dropout | None = None, used: Mapping[Tensor, Tensor] | None = None
) -> Tensor:
    """Return the logits of token ids (n, width), float32 (n, 3), computed in bfloat16; `used` holds what stands in for weights.

    BERT's forward pass, free of what a CUDA graph cannot hold.
    """
    used = used or {}
    drop = drop or Dropout(0.0)
    heads = model.config.num_attention_heads

    def weight(of: Tensor) -> Tensor:
        return used[of] if of in used else of.to(torch.bfloat16)

    def linear(layer: nn.Linear, x: Tensor) -> Tensor:
        return F.linear(x, weight(layer.weight), weight(layer.bias))

    def norm(layer: nn.LayerNorm, x: Tensor) -> Tensor:
        return F.layer_norm(x, layer.normalized_shape, weight(layer.weight), weight(layer.bias), layer.eps)

    n, width = ids.shape
    mask = (ids != PAD)[:, None, None, :]
    table = model.bert.embeddings
    words = table.word_embeddings.weight
    x = used.get(words, words).index_select(0, ids.flatten()).view(n, width, -1).to(torch.bfloat16)
    x = x + weight(table.position_embeddings.weight)[:width] + weight(table.token_type_embeddings.weight)[0]
    x = drop(norm(table.LayerNorm, x))
    for layer in model.bert.encoder.layer:
        of = layer.attention.self
        q, k, v = (linear(part, x).view(n, width, heads, -1).transpose(1, 2) for part in (of.query, of.key, of.value))
        read = attention(q, k, v, mask, drop.share).transpose(1, 2).reshape(n, width, -1)
        x = norm(layer.attention.output.LayerNorm, x + drop(linear(layer.attention.output.dense, read)))
        inner = F.gelu(linear(layer.intermediate.dense, x))
        x = norm(layer.output.LayerNorm, x + drop(linear(layer.output.dense, inner)))
    pooled = torch.tanh(linear(model.bert.pooler.dense, x[:, 0]))
    return linear(model.classifier, drop(pooled)).float()


@torch.no_grad()
def predict(model: BertForSequenceClassification, pairs: Pairs, premise: np.ndarray, hypothesis: np.ndarray) -> np.ndarray:
    """Return the probabilities of pairs of texts, float32 (n, 3)."""
    found = np.zeros((len(premise), 3), np.float32)
    widths = pairs.width(premise, hypothesis)
    for width in np.unique(widths):
        of_width = np.flatnonzero(widths == width)
        for rows in np.array_split(of_width, -(-len(of_width) * int(width) // 131072)):
            found[rows] = logits_of(model, pairs.input_ids(premise[rows], hypothesis[rows], int(width))).softmax(1).cpu().numpy()
    return found
