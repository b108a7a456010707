package io.github.padbridge.plan;

import io.github.padbridge.shape.Layout;

/**
 * The weight layout that the TensorFlow op takes for a PyTorch layer: the spatial axes come first
 * and the two channel axes are swapped. {@code (O, I, k...)} becomes {@code (k..., I, O)}, and the
 * {@code (I, O, k...)} of a transposed convolution {@code (k..., O, I)}.
 */
public final class KernelOrder {
  private KernelOrder() {}

  /** The permutation from a PyTorch weight of {@code rank} axes. */
  public static int[] permutation(int rank) {
    int[] permutation = new int[rank];
    for (int axis = 2; axis < rank; axis++) {
      permutation[axis - 2] = axis;
    }
    permutation[rank - 2] = 1;
    permutation[rank - 1] = 0;
    return permutation;
  }

  /** The layout of a weight that was in layout {@code torch}. */
  static Layout of(Layout torch) {
    return torch.permuted(permutation(torch.axes().length()));
  }
}
