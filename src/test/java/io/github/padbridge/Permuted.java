package io.github.padbridge;

import io.github.padbridge.layer.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Tensors with their axes in another order, by plain loops. */
public final class Permuted {
  private Permuted() {}

  /** As {@code numpy.transpose}: axis {@code i} of the result is axis {@code permutation[i]}. */
  public static Tensor of(Tensor tensor, int[] permutation) {
    int rank = permutation.length;
    int[] steps = new int[rank];
    int elements = 1;
    for (int axis = rank - 1; axis >= 0; axis--) {
      steps[axis] = elements;
      elements *= tensor.shape()[axis];
    }
    int[] shape = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      shape[axis] = tensor.shape()[permutation[axis]];
    }
    double[] data = new double[elements];
    for (int i = 0; i < elements; i++) {
      int rest = i;
      int from = 0;
      for (int axis = rank - 1; axis >= 0; axis--) {
        from += rest % shape[axis] * steps[permutation[axis]];
        rest /= shape[axis];
      }
      data[i] = tensor.data()[from];
    }
    return new Tensor(shape, data);
  }

  /** The channels behind the spatial axes, which are the last {@code spatialRank}. */
  public static Tensor channelsLast(Tensor tensor, int spatialRank) {
    return moved(tensor, tensor.shape().length - 1 - spatialRank, tensor.shape().length - 1);
  }

  /** The last axis, the channels, in front of the spatial ones. */
  public static Tensor channelsFirst(Tensor tensor, int spatialRank) {
    return moved(tensor, tensor.shape().length - 1, tensor.shape().length - 1 - spatialRank);
  }

  private static Tensor moved(Tensor tensor, int from, int to) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < tensor.shape().length; axis++) {
      axes.add(axis);
    }
    axes.add(to, axes.remove(from));
    return of(tensor, axes.stream().mapToInt(Integer::intValue).toArray());
  }
}
