"""A U-Net, with a stem in Keras beside it."""
from __future__ import annotations

import logging
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn
from tensorflow.keras import layers as L

log = logging.getLogger(__name__)
WIDTH = 64
KERNEL = 3


@dataclass
class Config:
    classes: int = 2
    dropout: float = 0.1


def double_conv(in_ch: int, out_ch: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(in_ch, out_ch, KERNEL, padding=KERNEL // 2),  # not literal
        nn.BatchNorm2d(out_ch),
        nn.ReLU(inplace=True),
    )


class UNet(nn.Module):
    def __init__(self, config: Config, *, width=None):
        super().__init__()
        self.stem = nn.Conv2d(3, WIDTH, 7, stride=2, padding=3, bias=False)
        self.pool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
        self.encoder = nn.Sequential(
            nn.Conv2d(WIDTH, 2 * WIDTH, KERNEL, padding=1),
            nn.ReLU(),
            nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(128, 256, 3)),
        )
        self.up = nn.ModuleList([
            nn.ConvTranspose2d(256, 128, 4, stride=2, padding=1),
            nn.utils.weight_norm(nn.ConvTranspose2d(128, 64, (4, 4), stride=(2, 2), padding=(1, 1))),
        ])
        self.heads: nn.ModuleDict = nn.ModuleDict({f"head{i}": nn.Conv2d(64, 2, 1) for i in range(2)})
        self.broken = nn.Conv2d(3, 64, kernal_size=3)
        self.dynamic = nn.Conv2d(config.width, *args, **kwargs)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        log.info(f"shape {x.shape!r} {'nn.Conv2d(9, 9, 9)'}")
        if (n := x.shape[0]) > 1 and not self.training:
            x = x[:n]
        x = self.pool(self.stem(x))
        skip = F.conv2d(x, self.weight, padding=1)
        x = F.avg_pool2d(x, 2)
        return {name: head(x + skip) for name, head in self.heads.items()}


def keras_stem(inputs):
    x = L.Conv2D(32, 3, strides=2, padding="same", name="stem_conv")(inputs)
    return L.DepthwiseConv2D(3, padding="same")(x)
