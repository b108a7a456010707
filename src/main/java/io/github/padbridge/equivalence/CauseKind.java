package io.github.padbridge.equivalence;

import java.util.Locale;

/** The kinds of differences between two layers, in the order in which to repair them. */
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

  /** The name in output, such as {@code padding-start}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
