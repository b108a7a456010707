"""A layer of PyTorch, and a Keras port of it that pads as padding="same" does."""

import numpy
import torch
from torch.nn.functional import conv2d, pad

torch.manual_seed(0)
layer = torch.nn.Conv2d(3, 4, 3, stride=2, padding=1)
x = torch.randn(1, 3, 8, 8)
with torch.no_grad():
    port = conv2d(pad(x, (0, 1, 0, 1)), layer.weight, layer.bias, stride=2)
numpy.savez(
    "port.npz",
    x=x,
    weight=layer.weight.detach(),
    bias=layer.bias.detach(),
    y=port,
)
