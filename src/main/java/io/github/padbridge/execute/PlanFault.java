package io.github.padbridge.execute;

/**
 * A plan asks for something TensorFlow would refuse, or a step does not leave the shape it claims.
 */
final class PlanFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PlanFault(String message) {
    super(message);
  }

  static void unless(boolean holds, String message) {
    if (!holds) {
      throw new PlanFault(message);
    }
  }
}
