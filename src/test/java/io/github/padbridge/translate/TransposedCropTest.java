package io.github.padbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransposedCropTest {
  private static final int FULL = 30;

  /** What PyTorch's arguments and the slice leave is what was wanted, and PyTorch takes them. */
  @Test
  void keepsWhatIsWanted() {
    int cases = 0;
    int sliced = 0;
    for (int bound = 1; bound <= 5; bound++) {
      for (int before = 0; before <= 8; before++) {
        for (int after = 1 - bound; after <= 8; after++) {
          TransposedCrop crop = TransposedCrop.of(before, after, bound);
          assertThat(crop.padding()).isNotNegative();
          assertThat(crop.outputPadding()).isBetween(0, bound - 1);
          assertThat(crop.begin()).isNotNegative();
          int first = crop.padding() + crop.begin();
          int end = FULL - crop.padding() + crop.outputPadding();
          assertThat(first).isEqualTo(before);
          assertThat(end).isGreaterThanOrEqualTo(FULL - after);
          // A start that is sliced is one that output_padding could not make up for.
          assertThat(crop.begin() > 0).isEqualTo(before - after >= bound && before > 0);
          sliced += first > crop.padding() || end > FULL - after ? 1 : 0;
          cases++;
        }
      }
    }
    assertThat(cases).isEqualTo(495);
    assertThat(sliced).isEqualTo(360);
  }
}
