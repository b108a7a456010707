package io.github.padbridge.translate;

/**
 * What is cut off both ends of a full transposed result, in PyTorch's words: its padding cuts both
 * ends alike, its output_padding gives back at the end, and a slice cuts what is left.
 *
 * @param padding cut off both ends
 * @param outputPadding kept more at the end
 * @param begin where the slice begins after that
 */
record TransposedCrop(int padding, int outputPadding, int begin) {

  /**
   * Says a cut of {@code before} and {@code after}.
   *
   * @param before not negative
   * @param after negative where the output reaches past the full result, by less than {@code bound}
   * @param bound output_padding must be smaller
   */
  static TransposedCrop of(int before, long after, int bound) {
    long givenBack = before - after;
    if (givenBack < bound) {
      // Cut at the start what is wanted; at the end some is given back, or a slice cuts more.
      return new TransposedCrop(before, Math.toIntExact(Math.max(givenBack, 0)), 0);
    }
    // Too much to give back: cut at both ends what the end wants, and the rest at the start.
    int both = Math.toIntExact(Math.max(after, 0));
    return new TransposedCrop(both, Math.toIntExact(Math.max(-after, 0)), before - both);
  }
}
