package io.github.padbridge.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays of one execution, which are freed at its end. Java's garbage collector would free them
 * late, because it does not know their size.
 */
final class Scratch {
  private static final ThreadLocal<List<INDArray>> ARRAYS = new ThreadLocal<>();

  private Scratch() {}

  /** Runs a task and frees its arrays; the result must not use them. */
  static <T> T during(Supplier<T> execution) {
    List<INDArray> arrays = new ArrayList<>();
    ARRAYS.set(arrays);
    try {
      return execution.get();
    } finally {
      ARRAYS.remove();
      for (INDArray array : arrays) {
        // Views have no memory of their own.
        if (array.closeable()) {
          array.close();
        }
      }
    }
  }

  /** Registers an array, to be freed with the current execution, if there is one. */
  static INDArray kept(INDArray array) {
    List<INDArray> arrays = ARRAYS.get();
    if (arrays != null) {
      arrays.add(array);
    }
    return array;
  }
}
