package io.github.padbridge.equivalence;

import java.util.Locale;

/** What two layers may differ in, in the order in which to repair it. */
public enum CauseKind {
  OPERATION,
  KERNEL_SIZE,
  CHANNELS,
  GROUPS,
  LAYOUT,
  STRIDE,
  DILATION,
  KERNEL_FLIPPED,
  PADDING_START,
  PADDING_END,
  BORDER,
  DIVISOR,
  BIAS,
  OUTPUT_SIZE,
  REFUSED;

  /** The name in answers, such as {@code padding-start}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
