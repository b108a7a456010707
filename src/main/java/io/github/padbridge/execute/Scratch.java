package io.github.padbridge.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays of one execution, which are freed when it is over. Left to themselves they would go
 * when Java collects its own garbage, which does not know how large they are.
 */
final class Scratch {
  private static final ThreadLocal<List<INDArray>> ARRAYS = new ThreadLocal<>();

  private Scratch() {}

  /** Runs what leaves arrays behind, none of which its result needs. */
  static <T> T during(Supplier<T> execution) {
    List<INDArray> arrays = new ArrayList<>();
    ARRAYS.set(arrays);
    try {
      return execution.get();
    } finally {
      ARRAYS.remove();
      for (INDArray array : arrays) {
        // Views have nothing of their own.
        if (array.closeable()) {
          array.close();
        }
      }
    }
  }

  /** The array, which is freed with the execution that goes on, if one does. */
  static INDArray kept(INDArray array) {
    List<INDArray> arrays = ARRAYS.get();
    if (arrays != null) {
      arrays.add(array);
    }
    return array;
  }
}
