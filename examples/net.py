"""Writes a small network as net.pt2 and net.onnx, and a port of it as net.keras."""

import keras
import torch
import torch.nn.functional as F
from keras import layers
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, stride=2)
        self.pool = nn.MaxPool2d(3, stride=2, padding=1)
        self.block = nn.Conv2d(8, 8, 3, padding=1, groups=8, bias=False)
        self.up = nn.ConvTranspose2d(8, 4, 4, stride=2, padding=1)
        self.head = nn.AdaptiveAvgPool2d(1)

    def forward(self, x):
        x = F.pad(x, (0, 1, 0, 1))
        x = self.stem(x)
        x = self.pool(x)
        x = F.relu(self.block(x))
        return self.head(self.up(x))


def port():
    return keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Conv2D(8, 3, strides=2, padding="same", name="stem"),
            layers.MaxPooling2D(3, strides=2, padding="same", name="pool"),
            layers.DepthwiseConv2D(3, padding="same", use_bias=False, name="block"),
            layers.ReLU(name="relu"),
            layers.Conv2DTranspose(4, 4, strides=2, name="up"),
            layers.Cropping2D(1, name="crop"),
            layers.GlobalAveragePooling2D(keepdims=True, name="head"),
        ],
        name="port",
    )


if __name__ == "__main__":
    model = Net().eval()
    x = torch.zeros(1, 3, 32, 32)
    program = torch.export.export(model, (x,))
    torch.export.save(program, "net.pt2")
    torch.onnx.export(model, (x,), "net.onnx", dynamo=False, opset_version=17)
    port().save("net.keras")
