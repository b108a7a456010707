package io.github.padbridge.translate;

/**
 * The crop of a full transposed result in PyTorch arguments: padding crops both ends equally,
 * output_padding keeps more of the end, and a slice crops the rest.
 *
 * @param padding the crop of both ends
 * @param outputPadding how much more of the end is kept
 * @param begin where the slice starts after that
 */
record TransposedCrop(int padding, int outputPadding, int begin) {

  /**
   * The arguments for a crop of {@code before} and {@code after}.
   *
   * @param before not negative
   * @param after negative where the output reaches past the full result, by less than {@code bound}
   * @param bound the bound below which output_padding must be
   */
  static TransposedCrop of(int before, long after, int bound) {
    long givenBack = before - after;
    if (givenBack < bound) {
      // Crop the wanted amount at the start; at the end output_padding keeps some, or a slice crops
      // more.
      return new TransposedCrop(before, Math.toIntExact(Math.max(givenBack, 0)), 0);
    }
    // output_padding would be too large: crop both ends by the amount of the end, and slice the
    // rest off the start.
    int both = Math.toIntExact(Math.max(after, 0));
    return new TransposedCrop(both, Math.toIntExact(Math.max(-after, 0)), before - both);
  }
}
