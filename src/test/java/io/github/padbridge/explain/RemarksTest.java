package io.github.padbridge.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the sentences say, against what is counted element by element. */
class RemarksTest {

  private static Optional<ConvSpec> layer(
      String op, int kernel, int stride, int padding, int outputPadding, int dilation, int in) {
    try {
      return Optional.of(
          TestData.spec(
              String.format(
                  "{'op': '%s', 'kernel_size': %d, 'stride': %d, 'padding': %d, 'output_padding': [%d],"
                      + " 'dilation': %d, 'input_shape': [1, 1, %d]}",
                  op, kernel, stride, padding, outputPadding, dilation, in)));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  private static String about(ConvSpec spec, String word) {
    return Remarks.of(spec, 0).stream().filter(s -> s.contains(word)).findFirst().orElse("");
  }

  @Test
  void whatAWindowSpans() {
    int cases = 0;
    for (int kernel = 1; kernel <= 5; kernel++) {
      for (int stride = 1; stride <= 3; stride++) {
        for (int padding = 0; padding <= 4; padding++) {
          ConvSpec spec = layer("conv1d", kernel, stride, padding, 0, 1, 20).orElseThrow();
          String sentence = about(spec, "Output p reads");
          double middle = (kernel - 1) / 2.0 - padding;
          assertThat(sentence).startsWith("Output p reads " + kernel + " element");
          assertThat(sentence.contains("nothing is shifted")).isEqualTo(middle == 0);
          String at = sentence.replaceAll(".*centred at (p[^,.]*(?:[.]5)?).*", "$1");
          assertThat(value(at, stride)).as(sentence).isEqualTo(7 * stride + middle);
          cases++;
        }
      }
    }
    assertThat(cases).isEqualTo(75);
  }

  /** What {@code p*2 - 1.5} is for p = 7. */
  private static double value(String term, int stride) {
    String[] parts = term.split(" ", -1);
    assertThat(parts[0]).isEqualTo(stride == 1 ? "p" : "p*" + stride);
    double base = 7.0 * stride;
    if (parts.length == 1) {
      return base;
    }
    double summand = Double.parseDouble(parts[2]);
    return parts[1].equals("+") ? base + summand : base - summand;
  }

  /** TensorFlow's rule for SAME, as its documentation has it, written out once more. */
  @Test
  void whereSameDiffers() {
    int[] outcomes = new int[3];
    for (int kernel = 1; kernel <= 5; kernel++) {
      for (int stride = 1; stride <= 4; stride++) {
        for (int padding = 0; padding <= 3; padding++) {
          for (int in = 6; in <= 13; in++) {
            ConvSpec spec = layer("conv1d", kernel, stride, padding, 0, 1, in).orElseThrow();
            int total = Math.max(kernel - (in % stride == 0 ? stride : in % stride), 0);
            int windows = (in + stride - 1) / stride;
            String sentence = about(spec, "SAME");
            assertThat(sentence)
                .startsWith(
                    "TensorFlow's SAME pads " + total / 2 + " + " + (total - total / 2) + " here");
            if (windows != spec.outputSize(0).value()) {
              assertThat(sentence)
                  .endsWith(" gives " + windows + " instead of " + spec.outputSize(0) + ".");
              outcomes[0]++;
            } else if (padding != total / 2) {
              int shift = padding - total / 2;
              assertThat(sentence)
                  .contains("every window starts " + Math.abs(shift) + " element")
                  .endsWith(shift > 0 ? "later." : "earlier.");
              outcomes[1]++;
            } else {
              assertThat(sentence).endsWith("gives the same numbers.");
              outcomes[2]++;
            }
          }
        }
      }
    }
    assertThat(outcomes[0] + outcomes[1] + outcomes[2]).isEqualTo(5 * 4 * 4 * 8);
    assertThat(outcomes).doesNotContain(0);
  }

  /** Every product counted at its place in the result. */
  @Test
  void whetherKernelsOverlapEvenly() {
    int uneven = 0;
    int cases = 0;
    for (int kernel = 1; kernel <= 7; kernel++) {
      for (int stride = 1; stride <= 6; stride++) {
        for (int dilation = 1; dilation <= 4; dilation++) {
          int in = 60;
          int[] products = new int[in * stride + kernel * dilation];
          for (int i = 0; i < in; i++) {
            for (int tap = 0; tap < kernel; tap++) {
              products[i * stride + tap * dilation]++;
            }
          }
          TreeSet<Integer> counts = new TreeSet<>();
          for (int at = in * stride / 2; at < in * stride / 2 + 3 * stride; at++) {
            counts.add(products[at]);
          }
          ConvSpec spec =
              layer("conv_transpose1d", kernel, stride, 0, 0, dilation, 5).orElseThrow();
          String sentence = about(spec, " per channel");
          if (stride == 1) {
            assertThat(sentence).isEmpty();
          } else if (counts.size() == 1) {
            assertThat(sentence)
                .contains("a sum of " + counts.first() + " product")
                .contains("evenly");
          } else {
            assertThat(sentence)
                .contains("a sum of " + counts.first() + " or " + counts.last() + " products")
                .contains("checkerboard");
            uneven++;
          }
          cases++;
        }
      }
    }
    assertThat(cases).isEqualTo(7 * 6 * 4);
    assertThat(uneven).isGreaterThan(50);
  }

  /** Every input size is tried that a convolution could have had. */
  @Test
  void whatOutputPaddingIsFor() {
    int cases = 0;
    for (int kernel = 1; kernel <= 5; kernel++) {
      for (int stride = 2; stride <= 4; stride++) {
        for (int padding = 0; padding <= 3; padding++) {
          for (int outputPadding = 0; outputPadding < stride; outputPadding++) {
            Optional<ConvSpec> spec =
                layer("conv_transpose1d", kernel, stride, padding, outputPadding, 1, 6);
            if (spec.isEmpty()) {
              continue;
            }
            TreeSet<Integer> sizes = new TreeSet<>();
            for (int size = 1; size < 60; size++) {
              Optional<ConvSpec> forward = layer("conv1d", kernel, stride, padding, 0, 1, size);
              if (forward.isPresent() && forward.get().outputSize(0).value() == 6) {
                sizes.add(size);
              }
            }
            String all =
                switch (sizes.size()) {
                  case 1 -> "" + sizes.first();
                  case 2 -> "both " + sizes.first() + " and " + sizes.last();
                  default -> sizes.first() + " to " + sizes.last();
                };
            assertThat(about(spec.get(), "output_padding"))
                .startsWith("A convolution with these arguments maps " + all + " elements to 6;");
            int without = (int) spec.get().outputSize(0).value() - outputPadding;
            String selected =
                sizes.size() > 2
                    ? String.format(
                        "output_padding %d to %d gives %d to %d",
                        sizes.first() - without,
                        sizes.last() - without,
                        sizes.first(),
                        sizes.last())
                    : sizes.stream()
                        .map(size -> "output_padding=" + (size - without) + " gives " + size)
                        .collect(Collectors.joining(", "));
            assertThat(about(spec.get(), "output_padding")).contains("; " + selected + ".");
            assertThat(sizes).contains((int) spec.get().outputSize(0).value());
            cases++;
          }
        }
      }
    }
    assertThat(cases).isGreaterThan(150);
  }

  @Test
  void whatHasNothingToTellSaysNothing() {
    ConvSpec plain = layer("conv_transpose1d", 3, 1, 0, 0, 1, 5).orElseThrow();
    assertThat(Remarks.of(plain, 0)).hasSize(1).first().asString().startsWith("Input i adds to 3");
    assertThat(List.of(about(plain, "checkerboard"), about(plain, "output_padding")))
        .containsOnly("");
  }
}
