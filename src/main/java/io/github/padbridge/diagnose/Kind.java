package io.github.padbridge.diagnose;

import java.util.Locale;

/** What a port does differently from the layer. */
public enum Kind {
  /** Nothing: it computes the layer. */
  SAME,
  PADDING,
  CROP,
  OUTPUT_PADDING,
  KERNEL_FLIPPED,
  /** Two spatial axes of the kernel or of the data are exchanged. */
  KERNEL_AXES,
  /** Input and output channels of the weight are exchanged. */
  CHANNELS_EXCHANGED,
  /** The channels are in another order, by group. */
  GROUPS_ORDER,
  BIAS_MISSING,
  BIAS_TWICE,
  /** The bias is added before the output is extended. */
  BIAS_EARLY,
  /** The input or weight is reshaped where it must be transposed. */
  LAYOUT_RESHAPED,
  /** The output is in another order. */
  OUTPUT_LAYOUT,
  DILATION,
  STRIDE,
  PADDING_MODE,
  /** The divisor of an average pooling. */
  DIVISOR,
  CEIL_MODE;

  /** The name in machine-readable output. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
