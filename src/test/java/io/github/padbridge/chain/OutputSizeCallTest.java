package io.github.padbridge.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputSizeCallTest {
  private static Map<String, JsonValue> shape(int... sizes) {
    List<JsonValue> items = new ArrayList<>();
    for (int size : sizes) {
      items.add(new JsonNumber(0, 0, (long) size));
    }
    return Map.of(Argument.INPUT_SHAPE, new JsonArray(0, 0, items));
  }

  private static Chain read(String text, Map<String, JsonValue> options) {
    return SideText.parse("side", text).resolve(List.of(), options);
  }

  /**
   * The output is as long as asked: output_padding is what is missing at the end, which PyTorch
   * takes where it is below the stride.
   */
  @Test
  void givesTheOutputPaddingForTheSize() {
    int count = 0;
    for (int kernel = 1; kernel <= 4; kernel++) {
      for (int stride = 1; stride <= 3; stride++) {
        for (int padding = 0; padding <= 1; padding++) {
          for (int in = 3; in <= 5; in++) {
            int smallest = (in - 1) * stride - 2 * padding + kernel;
            for (int out = smallest - 1; out <= smallest + stride; out++) {
              String call =
                  "nn.ConvTranspose2d(2, 3, (%d, 1), stride=(%d, 1), padding=(%d, 0))"
                      .formatted(kernel, stride, padding);
              count += requireOutput(call, in, out, out - smallest, stride);
            }
          }
        }
      }
    }
    assertThat(count).isEqualTo(4 * 2 * 3 * (3 + 4 + 5));
  }

  private static int requireOutput(String call, int in, int out, int missing, int stride) {
    List<String> calls =
        List.of(
            "(x, output_size=(" + out + ", 4))",
            "(x, [" + out + ", 4])",
            "(x, output_size=[1, 3, " + out + ", 4])");
    for (String applied : calls) {
      if (missing < 0 || missing >= stride) {
        assertThatThrownBy(() -> read(call + applied, shape(1, 2, in, 4)))
            .as(call + applied)
            .isInstanceOf(Refusal.class);
        continue;
      }
      ConvSpec spec = (ConvSpec) read(call + applied, shape(1, 2, in, 4)).layers().get(0);
      assertThat(spec.outputPadding()).as(call + applied).containsExactly(missing, 0);
      assertThat(spec.outputShape().size(2).value()).as(call + applied).isEqualTo(out);
    }
    return 1;
  }

  @Test
  void isForTheSizeOfTheDataAtItsPlace() {
    String before = "x = nn.ConvTranspose1d(2, 2, 2, stride=2)(x)\n";
    String last = "nn.ConvTranspose1d(2, 3, 3, stride=2)(x, output_size=%d)";
    assertThat(read(before + last.formatted(22), shape(1, 2, 5)).layers()).hasSize(2);
    assertThatThrownBy(() -> read(before + last.formatted(12), shape(1, 2, 5)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("output_size must be from 21 to 22 for this input (got 12)");
  }

  @Test
  void bothSidesOfAComparisonHaveIt() {
    SideText left =
        SideText.parse("left", "nn.ConvTranspose1d(2, 3, 3, stride=2)(x, output_size=8)");
    SideText same =
        SideText.parse("right", "nn.ConvTranspose1d(2, 3, 3, stride=2, output_padding=1)");
    SideText other = SideText.parse("right", "nn.ConvTranspose1d(2, 3, 3, stride=2)");
    Map<String, JsonValue> options = Map.of();
    Sides equal = Sides.resolve(left, same, options, Shape.of(1, 2, 3));
    Sides different = Sides.resolve(left, other, options, Shape.of(1, 2, 3));
    assertThat(Equivalence.of(equal.left(), equal.right()).holdsAt(List.of(3L))).isTrue();
    assertThat(Equivalence.of(different.left(), different.right()).holdsAt(List.of(3L))).isFalse();
  }

  @Test
  void aLayerByItselfKeepsItsOutputSize() {
    WrappedLayer layer =
        WrappedLayer.in(
                new SourceText("side", "nn.ConvTranspose1d(2, 3, 3, stride=2)(x, output_size=8)"))
            .orElseThrow();
    assertThat(layer.arguments()).containsOnlyKeys(Argument.OUTPUT_SIZE);
    assertThat(
            WrappedLayer.in(
                    new SourceText("side", "nn.ConvTranspose1d(2, 3, 3)(x, output_size=None)"))
                .orElseThrow()
                .arguments())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.ConvTranspose1d(2, 3, 3)(x, output_size=8) | is for one input size",
        "nn.ConvTranspose1d(2, 3, 3)(x, output_size=x.shape) | output_size must be numbers",
        "nn.Conv1d(2, 3, 3)(x, output_size=8) | must be called with one tensor",
      })
  void refusesOthers(String call, String message) {
    assertThatThrownBy(() -> read(call, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(message);
  }

  /** The layer that is called is the one with the name: it is used, and its weight is one. */
  @Test
  void aLayerByItsNameIsUsed() {
    String up = "up = nn.ConvTranspose2d(8, 8, 3, stride=2, padding=1)\n";
    Chain chain = read(up + "y = up(x, output_size=[16, 16])", shape(1, 8, 8, 8));
    assertThat(chain.layers().get(0).outputShape()).isEqualTo(Shape.of(1, 8, 16, 16));
    assertThat(chain.notes()).isEmpty();
    assertThatThrownBy(
            () ->
                read(
                    up + "y = up(up(x, output_size=[16, 16]), output_size=[31, 31])",
                    shape(1, 8, 8, 8)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("up is used twice: its weight is shared");
  }
}
