package io.github.padbridge.geometry;

/** What stands beyond the ends of the input of a convolution. */
public enum Border {
  ZEROS,
  /** The mirror image, the border element not repeated. */
  REFLECT,
  /** The border element. */
  REPLICATE,
  /** The opposite end. */
  CIRCULAR
}
