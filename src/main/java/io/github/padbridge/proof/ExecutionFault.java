package io.github.padbridge.proof;

/**
 * A framework would refuse what it is to execute, or a step of a plan does not leave the shape it
 * claims.
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
