package io.github.padbridge.plan;

import io.github.padbridge.shape.Layout;

/**
 * The order of axes that TensorFlow's own op has for the kernel of a PyTorch layer: the spatial
 * axes come first, and PyTorch's two channel axes change places. {@code (O, I, k...)} becomes
 * {@code (k..., I, O)}, and the {@code (I, O, k...)} of a transposed convolution {@code (k..., O,
 * I)}.
 */
public final class KernelOrder {
  private KernelOrder() {}

  /** The permutation from PyTorch's weight of {@code rank} axes. */
  public static int[] permutation(int rank) {
    int[] permutation = new int[rank];
    for (int axis = 2; axis < rank; axis++) {
      permutation[axis - 2] = axis;
    }
    permutation[rank - 2] = 1;
    permutation[rank - 1] = 0;
    return permutation;
  }

  /** The layout that a weight in {@code torch} layout gets. */
  static Layout of(Layout torch) {
    return torch.permuted(permutation(torch.axes().length()));
  }
}
