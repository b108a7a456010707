package io.github.padbridge.chain;

/**
 * The order in which the patches of a tensor are returned, of windows of {@code kh} times {@code
 * kw} taps.
 *
 * <p>Sources: {@code aten/src/ATen/native/Im2Col.cpp}, {@code tensorflow/core/ops/array_ops.cc}
 * (ExtractImagePatches).
 */
public enum PatchOrder {
  /** {@code (N, C * kh * kw, L)}: those of one channel together, as PyTorch has them. */
  CHANNELS_FIRST("unfold", "(N, C * kh * kw, L), taps within channels"),
  /** {@code (N, H, W, kh * kw * C)}: those of one tap together, as TensorFlow has them. */
  TAPS_FIRST("extract_patches", "(N, H, W, kh * kw * C), channels within taps");

  private final String function;
  private final String shape;

  PatchOrder(String function, String shape) {
    this.function = function;
    this.shape = shape;
  }

  /** The name of the function that has this order, without its module. */
  public String function() {
    return function;
  }

  /** Its axes, and what the longest of them is made of. */
  public String shape() {
    return shape;
  }
}
