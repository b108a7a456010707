package io.github.padbridge.diagnose;

/** How often, and where, the bias is added. */
enum BiasUse {
  ONCE,
  NEVER,
  TWICE,
  /** Only to what the full result of a transposed convolution covers. */
  EARLY;

  double times() {
    return switch (this) {
      case ONCE, EARLY -> 1;
      case NEVER -> 0;
      case TWICE -> 2;
    };
  }
}
