package io.github.padbridge.equivalence;

/** A bound on the work of one decision, so that none takes longer than a few seconds. */
final class Budget {
  /** Steps of about ten nanoseconds. */
  private static final long MOST = 200_000_000;

  private long spent;

  /**
   * Notes work before it is done.
   *
   * @throws Exceeded if it is too much
   */
  void spend(long steps) {
    spent += steps;
    if (spent > MOST) {
      throw new Exceeded();
    }
  }

  /** The decision takes too long. */
  static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exceeded() {
      super("more than " + MOST + " steps", null, false, false);
    }
  }
}
