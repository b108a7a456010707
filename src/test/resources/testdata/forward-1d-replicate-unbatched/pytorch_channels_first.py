"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def forward_1d_replicate_unbatched(x, weight, bias):
    """Conv1d(2, 2, kernel_size=(3,), stride=(1,), padding=(4,), padding_mode='replicate').

    x (2, 3), weight (2, 2, 3) -> (2, 9)
    """
    x = x.unsqueeze(0)  # (1, 2, 3)
    x = F.pad(x, (4, 4), mode="replicate")  # (1, 2, 11)
    x = F.conv1d(x, weight, bias)  # (1, 2, 9)
    x = x.squeeze(0)  # (2, 9)
    return x


LAYERS = {
    "forward-1d-replicate-unbatched": forward_1d_replicate_unbatched,
}
