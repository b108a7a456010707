package io.github.padbridge.layer;

/** Layers that have the same arguments. */
public enum LayerFamily {
  /** PyTorch convolutions. */
  CONVOLUTION,
  /** PyTorch poolings. */
  POOLING,
  /** TensorFlow layers of all kinds. */
  TENSORFLOW,
  /** ONNX nodes of all kinds. */
  ONNX,
  /** JAX convolutions. */
  JAX_CONVOLUTION,
  /** JAX poolings. */
  JAX_POOLING
}
