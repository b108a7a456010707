"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_1d_unbatched(x, weight, bias):
    """ConvTranspose1d(1, 1, kernel_size=(2,), stride=(5,), padding=(1,), output_padding=(3,)).

    x (1, 4), weight (1, 1, 2) -> (1, 18)
    """
    x = x.unsqueeze(0)  # (1, 1, 4)
    x = F.conv_transpose1d(
        x, weight, bias, stride=5, padding=1, output_padding=3
    )  # (1, 1, 18)
    x = x.squeeze(0)  # (1, 18)
    return x


LAYERS = {
    "transposed-1d-unbatched": transposed_1d_unbatched,
}
