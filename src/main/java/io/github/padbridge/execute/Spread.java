package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Zeros between the elements of an array. */
final class Spread {
  private Spread() {}

  /**
   * The array with {@code steps - 1} zeros between the elements of each axis from {@code firstAxis}
   * on.
   */
  static INDArray of(INDArray array, int firstAxis, List<Integer> steps) {
    INDArray spread = array;
    for (int i = 0; i < steps.size(); i++) {
      int axis = firstAxis + i;
      int step = steps.get(i);
      unless(step >= 1, "zeros between elements at stride " + step);
      if (step > 1 && spread.size(axis) > 1) {
        // The zeros are padded in a new axis; those after the last element are sliced off.
        long[] shape = spread.shape();
        INDArray apart = spread.reshape(Axes.inserted(shape, axis + 1));
        int[][] amounts = new int[apart.rank()][2];
        amounts[axis + 1][1] = step - 1;
        long[] joined = shape.clone();
        joined[axis] *= step;
        INDArray padded = Nd4jOps.pad(apart, amounts, 0).reshape(joined);
        spread = Nd4jOps.slice(padded, axis, 0, joined[axis] - step + 1);
      }
    }
    return spread;
  }
}
