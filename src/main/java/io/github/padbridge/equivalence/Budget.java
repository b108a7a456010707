package io.github.padbridge.equivalence;

/** A bound on the work of one decision, in steps of about ten nanoseconds. */
final class Budget {
  private long left;

  private Budget(long steps) {
    this.left = steps;
  }

  /** For a decision that the user asked for: a few seconds. */
  static Budget ofSeconds() {
    return new Budget(200_000_000);
  }

  /** For a decision that accompanies other work: a fraction of a second. */
  static Budget small() {
    return new Budget(20_000_000);
  }

  /**
   * Counts work before it is done.
   *
   * @throws Exceeded if it is too much
   */
  void spend(long steps) {
    left -= steps;
    if (left < 0) {
      throw new Exceeded();
    }
  }

  /** The decision takes too long. */
  static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exceeded() {
      super("too many steps", null, false, false);
    }
  }
}
