package io.github.padbridge.geometry;

/** The values beyond the ends of the input of a convolution: its padding mode. */
public enum Border {
  ZEROS,
  /** The mirror image without the border element. */
  REFLECT,
  /** The border element. */
  REPLICATE,
  /** Elements from the opposite end. */
  CIRCULAR
}
