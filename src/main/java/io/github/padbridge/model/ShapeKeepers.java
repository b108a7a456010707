package io.github.padbridge.model;

import java.util.Set;

/** The modules of {@code torch.nn} that keep the shape of their input. */
final class ShapeKeepers {
  private static final Set<String> NAMES =
      Set.of(
          "AlphaDropout",
          "BatchNorm1d",
          "BatchNorm2d",
          "BatchNorm3d",
          "CELU",
          "ChannelShuffle",
          "CrossMapLRN2d",
          "Dropout",
          "Dropout1d",
          "Dropout2d",
          "Dropout3d",
          "ELU",
          "FeatureAlphaDropout",
          "GELU",
          "GroupNorm",
          "Hardshrink",
          "Hardsigmoid",
          "Hardswish",
          "Hardtanh",
          "Identity",
          "InstanceNorm1d",
          "InstanceNorm2d",
          "InstanceNorm3d",
          "LayerNorm",
          "LazyBatchNorm1d",
          "LazyBatchNorm2d",
          "LazyBatchNorm3d",
          "LazyInstanceNorm1d",
          "LazyInstanceNorm2d",
          "LazyInstanceNorm3d",
          "LeakyReLU",
          "LocalResponseNorm",
          "LogSigmoid",
          "LogSoftmax",
          "Mish",
          "PReLU",
          "RMSNorm",
          "RReLU",
          "ReLU",
          "ReLU6",
          "SELU",
          "SiLU",
          "Sigmoid",
          "Softmax",
          "Softmax2d",
          "Softmin",
          "Softplus",
          "Softshrink",
          "Softsign",
          "SyncBatchNorm",
          "Tanh",
          "Tanhshrink",
          "Threshold");

  private ShapeKeepers() {}

  static boolean has(String className) {
    return NAMES.contains(className);
  }
}
