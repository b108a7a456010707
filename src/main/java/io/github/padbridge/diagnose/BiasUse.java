package io.github.padbridge.diagnose;

/** How often, and where, the bias is added. */
enum BiasUse {
  ONCE,
  NEVER,
  TWICE,
  /** Only to what the full result of a transposed convolution covers. */
  EARLY,
  /** To what the full result covers, and again to all of the output. */
  EARLY_AND_AGAIN;

  /** How often it is added to an element that the full result does not cover. */
  double timesBeyond() {
    return this == EARLY ? 0 : this == EARLY_AND_AGAIN ? 1 : times();
  }

  double times() {
    return switch (this) {
      case ONCE, EARLY -> 1;
      case NEVER -> 0;
      case TWICE, EARLY_AND_AGAIN -> 2;
    };
  }
}
