package io.github.padbridge.proof;

/**
 * Thrown where a framework refuses an op, or where a step of a plan gives another shape than the
 * plan has.
 */
public final class ExecutionFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ExecutionFault(String message) {
    super(message);
  }

  /**
   * @throws ExecutionFault with the message unless the condition holds
   */
  public static void unless(boolean holds, String message) {
    if (!holds) {
      throw new ExecutionFault(message);
    }
  }
}
