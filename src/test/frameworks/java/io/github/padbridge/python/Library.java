package io.github.padbridge.python;

import java.util.List;

/**
 * What a framework's names mean in code. Values are Long, Double, String, Boolean, null for None, a
 * List, or one of the framework's arrays.
 */
public interface Library {
  /** Whether a name is one of the framework's modules. */
  boolean isModule(String name);

  /**
   * Calls a function of the framework.
   *
   * @param name with its modules, as {@code tf.nn.conv2d}
   */
  Object call(String name, Arguments arguments);

  /** Calls a method of an array. */
  Object method(Object array, String name, Arguments arguments);

  /** The sizes of an array. */
  List<Long> shape(Object array);

  /** An operation of which one side is an array at least. */
  Object operate(String operator, Object left, Object right);

  /**
   * @param indices a Long, a {@link Span}, or null for a new axis
   */
  Object subscript(Object array, List<Object> indices);
}
